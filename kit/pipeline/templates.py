"""A process's own templates, fonts and logo: what will do is used, and a finding tells of the rest."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

from kit.findings import Finding
from kit.model.process import Process
from kit.resources import OWN_ROOT, Resources

WORD, DECK = "templates/strategy.docx", "templates/deck.pptx"
FONTS = "templates/fonts"
LARGEST_LOGO = 5_000_000
"""Bytes; more makes every document heavy."""
SMALLEST_LOGO = 100
"""Pixels on the longer side; less is blurred on paper."""
FIRST = 6
"""So many styles or layouts are named."""
READ_ALL = ("workshops/sheets/",)
"""Folders of which every file is read: one more is an addition, and replaces nothing on purpose."""


UNFIT = ("template.unreadable", "template.layouts-missing")
"""Codes of findings about files that cannot be used at all."""
NO_LOGO = ("template.no-logo", "template.logo-unreadable", "template.logo-large")
"""Codes of findings that leave the documents without a logo."""


def own_templates(root: Path) -> tuple[Finding, ...]:
    """What there is to say about the process's own Word file and presentation."""
    return (*_template(root, WORD, _word), *_template(root, DECK, _deck))


def _template(root: Path, name: str, check: Callable[[str, bytes], Iterator[Finding]]) -> Iterator[Finding]:
    """Nothing where the process has no such file, or is the kit's own checkout."""
    path = root.resolve() / name
    if root.resolve() != OWN_ROOT and path.is_file():
        yield from check(name, path.read_bytes())


def _word(name: str, data: bytes) -> Iterator[Finding]:
    from kit.render.strategy.check import missing_styles  # noqa: PLC0415 - only where there is one

    missing = missing_styles(data)
    if missing is None:
        yield Finding("template.unreadable", name, values={"ending": ".docx"})
    elif missing:
        yield Finding("template.styles-missing", name, values=_listed(missing))


def _deck(name: str, data: bytes) -> Iterator[Finding]:
    from kit.render.deck.check import missing_layouts  # noqa: PLC0415

    missing = missing_layouts(data)
    if missing is None:
        yield Finding("template.unreadable", name, values={"ending": ".pptx"})
    elif missing:
        yield Finding("template.layouts-missing", name, values=_listed(missing))


def _listed(names: tuple[str, ...]) -> dict[str, object]:
    more = " …" if len(names) > FIRST else ""
    return {"count": len(names), "names": ", ".join(f"“{name}”" for name in names[:FIRST]) + more}


def logo(root: Path, process: Process) -> tuple[Finding, ...]:
    """A logo that is not there, is no picture, or is too large or too small."""
    wanted = process.brand.logo
    if not wanted:
        return ()
    path = root / wanted
    inside = path.resolve().is_relative_to(root.resolve())
    if not inside or not path.is_file():
        return (Finding("template.no-logo", "kit.toml", values={"name": wanted}),)
    data = path.read_bytes()
    if len(data) > LARGEST_LOGO:
        return (Finding("template.logo-large", wanted, values={"mb": f"{len(data) / 1e6:.0f}"}),)
    size = _pixels(data)
    if size is None or not _drawable(data, root):
        return (Finding("template.logo-unreadable", wanted),)
    return (
        (Finding("template.logo-small", wanted, values={"size": size, "least": SMALLEST_LOGO}),)
        if 0 < size < SMALLEST_LOGO
        else ()
    )


def _drawable(data: bytes, root: Path) -> bool:
    from kit.render.logo import drawable  # noqa: PLC0415 - only where there is one

    return drawable(data, Resources(root.resolve()))


def _pixels(data: bytes) -> int | None:
    """The longer side of a picture, 0 for a drawing (SVG), ``None`` where it is neither."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    if b"<svg" in data[:2000].lower():
        return 0
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.verify()
            return max(picture.size)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def fonts(resources: Resources) -> tuple[Finding, ...]:
    """The kit's fonts that are gone, and own ones that are none."""
    from PIL import ImageFont  # noqa: PLC0415

    found = []
    for root in resources.roots:
        for path in sorted((root / FONTS).glob("*.[to]tf")):
            try:
                ImageFont.truetype(str(path), 12)
            except OSError:
                found.append(Finding("template.font-unreadable", f"{FONTS}/{path.name}"))
    if not any((OWN_ROOT / FONTS).glob("*.ttf")):
        found.append(Finding("template.no-fonts", FONTS))
    return tuple(found)


def overrides(root: Path) -> tuple[Finding, ...]:
    """Files in ``workshops/`` and ``templates/`` that replace nothing, with the one that they may mean."""
    root = root.resolve()
    if root == OWN_ROOT:
        return ()
    known = _names(OWN_ROOT)
    return tuple(
        Finding("template.replaces-nothing", name, values={"hint": _near(name, known)})
        for name in _names(root)
        if name not in known and not name.startswith((*READ_ALL, f"{FONTS}/"))
    )


def _names(root: Path) -> tuple[str, ...]:
    found = (path for part in ("workshops", "templates") for path in (root / part).rglob("*"))
    files = (path.relative_to(root) for path in found if path.is_file())
    return tuple(sorted(path.as_posix() for path in files if not _hidden(path)))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~", "__")) for part in path.parts)


def _near(name: str, known: tuple[str, ...]) -> str:
    """The kit's file that is called nearly so, or has the same name elsewhere: ``(templates/x.toml?)``."""
    last = name.rpartition("/")[2]
    same = [other for other in known if other.rpartition("/")[2] == last]
    close = same or get_close_matches(name, known, 1, 0.75)
    return f" ({close[0]}?)" if close else ""
