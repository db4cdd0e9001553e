"""Finds content and templates: the process's own file of the same name before the kit's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.errors import ContentError


def _own_root() -> Path:
    """Where ``workshops/`` and ``templates/`` lie: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


OWN_ROOT = _own_root()


@dataclass(frozen=True, slots=True)
class Resources:
    """Looks names such as ``templates/cards.typ`` up in the process folder first, then in the kit.

    ``unfit`` are files of the process that cannot be used: the kit's own stand in for them. ``logo`` is the
    municipality's in the process folder, ``None`` where there is none that will do.
    """

    process: Path | None = None
    unfit: frozenset[str] = frozenset()
    logo: str | None = None

    @property
    def roots(self) -> tuple[Path, ...]:
        return (self.process, OWN_ROOT) if self.process and self.process != OWN_ROOT else (OWN_ROOT,)

    def path(self, name: str) -> Path:
        """The file of that name; ``ContentError`` if neither the process nor the kit has it."""
        for root in self.roots:
            if (root / name).is_file() and not (name in self.unfit and root != OWN_ROOT):
                return root / name
        raise ContentError(f"{name} is missing from the kit")

    def text(self, name: str) -> str:
        return self.path(name).read_text("utf-8")

    def bytes(self, name: str) -> bytes:
        return self.path(name).read_bytes()

    @property
    def logo_path(self) -> Path | None:
        """The file of the municipality's logo; ``None`` where there is none."""
        return self.process / self.logo if self.process and self.logo else None

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Names of all files with that ending in a folder, of process and kit together, sorted."""
        found = {
            f"{folder}/{path.name}"
            for root in self.roots
            for path in sorted((root / folder).glob(f"*{suffix}"))
        }
        return tuple(sorted(found))

    def is_own(self, name: str) -> bool:
        """Whether the file comes from the kit (and not from the process folder)."""
        return self.path(name).is_relative_to(OWN_ROOT)
