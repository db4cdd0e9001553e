"""What is new since last time, and what caused it: two runs held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kit.model.change import Change, Figure, News, Said, Snapshot


def news(before: Snapshot, after: Snapshot) -> News:
    """The differences between two runs, in the order figures, claims, questions; the same runs give none."""
    common = before.files.keys() & after.files.keys()
    changed = {file for file in common if before.files[file] != after.files[file]}
    moved = changed | (before.files.keys() ^ after.files.keys())
    matters = before.decisions.keys() | after.decisions.keys()
    decided = sorted(m for m in matters if before.decisions.get(m) != after.decisions.get(m))
    causes = _Causes(before, after, moved, tuple(decided))
    return News(
        since=before,
        changes=(
            *_figures(before.figures, after.figures, causes),
            *_said("claim", before.claims, after.claims, causes),
            *_said("question", before.questions, after.questions, causes),
        ),
        files_new=tuple(sorted(after.files.keys() - before.files.keys())),
        files_changed=tuple(sorted(changed)),
        files_gone=tuple(sorted(before.files.keys() - after.files.keys())),
        decided=tuple(decided),
    )


class _Causes:
    """Why something reads otherwise: files behind it that moved, else decisions, else the day or the kit."""

    def __init__(self, before: Snapshot, after: Snapshot, moved: set[str], decided: tuple[str, ...]) -> None:
        self._before, self._after, self._moved, self._decided = before, after, moved, decided

    def of(self, old: Said | None, new: Said | None) -> tuple[str, ...]:
        """Files behind either version; decisions only where no file explains it."""
        behind = {self._before.rows.get(id, "") for id in (old.evidence if old else ())}
        behind |= {self._after.rows.get(id, "") for id in (new.evidence if new else ())}
        files = tuple(sorted(behind & self._moved))
        return files or self.all(files=False)

    def all(self, files: bool = True) -> tuple[str, ...]:
        """Everything that moved: for what rests on the whole register."""
        found = (*(sorted(self._moved) if files else ()), *self._decided)
        if found:
            return found
        if self._before.day != self._after.day:
            return ("day",)
        if self._before.edition != self._after.edition:
            return ("edition",)
        return tuple(sorted(self._moved)) or ("kit",)


def _figures(before: Mapping[str, Figure], after: Mapping[str, Figure], causes: _Causes) -> Iterator[Change]:
    for id in _in_order(before, after):
        old, new = before.get(id), after.get(id)
        if old != new:
            yield Change("figure", _kind(old, new), id, _shown(old), _shown(new), causes.all())


def _said(
    what: str, before: Mapping[str, Said], after: Mapping[str, Said], causes: _Causes
) -> Iterator[Change]:
    for id in _in_order(before, after):
        old, new = before.get(id), after.get(id)
        if (old and old.text) != (new and new.text):
            texts = old.text if old else "", new.text if new else ""
            yield Change(what, _kind(old, new), id, *texts, causes.of(old, new))


def _kind(old: object, new: object) -> str:
    return "new" if old is None else "gone" if new is None else "changed"


def _in_order(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """What is there now in its order, then what has gone."""
    return list(dict.fromkeys((*after, *before)))


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    number, text = figure
    return f"{number:.10g}" if number is not None else text or ""
