"""Every link of the rehearsal leads somewhere: in each PDF, Word file and page, and from module to module."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.real

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REFERENCE = re.compile(r"\b(?:NOTEREF|PAGEREF|REF)\s+(\S+)")
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def lost_in_pdf(data: bytes) -> tuple[int, list[str]]:
    """How many links there are, and those that lead to no page: a name nobody has, or an object that is none."""
    pages = {int(n) for n in re.findall(rb"\n(\d+) 0 obj\s*<</Type/Page[^s]", data)}
    objects = {int(n): start for n, start in ((m[1], m.end()) for m in re.finditer(rb"\n(\d+) 0 obj", data))}
    named = {name: int(n) for name, n in re.findall(rb"\(((?:\\.|[^()\\])*)\)\s?(\d+) 0 R", data)}

    def leads(target: bytes) -> bool:
        direct = re.match(rb"\[(\d+) 0 R", target)
        if direct:
            return int(direct[1]) in pages
        number = named.get(target[1:-1]) if target.startswith(b"(") else int(target.split()[0])
        if number not in objects:
            return False
        found = re.search(rb"\[(\d+) 0 R", data[objects[number] : objects[number] + 200])
        return found is not None and int(found[1]) in pages

    links = [
        data[m.start() : data.index(b"endobj", m.start())] for m in re.finditer(rb"/Subtype/Link\b", data)
    ]
    targets = [re.search(rb"/(?:Dest|D)\s?(\[[^\]]*\]|\((?:\\.|[^()\\])*\)|\d+ 0 R)", link) for link in links]
    lost = [
        repr(link[:120])
        for link, target in zip(links, targets, strict=True)
        if b"/URI" not in link and (target is None or not leads(target[1]))
    ]
    return len(links), lost


def lost_in_word(path: Path) -> tuple[int, list[str]]:
    """How many links and references there are, and those without a bookmark, a part or a file."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        texts = [ElementTree.fromstring(package.read(n)) for n in names if re.fullmatch(r"word/\w+\.xml", n)]
        relations = [(n, ElementTree.fromstring(package.read(n))) for n in names if n.endswith(".rels")]
    marks = {mark.get(f"{W}name") for text in texts for mark in text.iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor", "") for text in texts for link in text.iter(f"{W}hyperlink")]
    fields = [field.get(f"{W}instr", "") for text in texts for field in text.iter(f"{W}fldSimple")]
    fields += [field.text or "" for text in texts for field in text.iter(f"{W}instrText")]
    wanted = [a for a in anchors if a] + [found[1] for field in fields if (found := REFERENCE.search(field))]
    parts = [
        str(target)
        for name, tree in relations
        for target in (_part(name, relation) for relation in tree)
        if target is not None and target not in names
    ]
    return len(wanted), [mark for mark in wanted if mark not in marks] + parts


def _part(relations: str, relation: ElementTree.Element) -> str | None:
    """The part of the package that a relation points to; ``None`` for what lies outside."""
    if relation.get("TargetMode") == "External":
        return None
    home = PurePosixPath(relations).parent.parent
    target = PurePosixPath("/") / home / relation.get("Target", "")
    steps: list[str] = []
    for step in target.parts[1:]:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key == "id":
                self.ids.append(value or "")
            elif key in {"href", "src"}:
                self.links.append(value or "")
            elif key in {"aria-labelledby", "aria-describedby", "for", "data-for"}:
                self.links += [f"#{id}" for id in (value or "").split()]


def lost_in_page(path: Path) -> tuple[int, list[str]]:
    """How many links there are, and those to an id or file that is not there, or out of the folder."""
    page = _Links()
    page.feed(path.read_text("utf-8"))
    doubled = [id for id in set(page.ids) if page.ids.count(id) > 1]
    return len(page.links), doubled + [link for link in page.links if not _leads(path, link, set(page.ids))]


def _leads(path: Path, link: str, ids: set[str]) -> bool:
    if link.startswith("#"):
        return unquote(link[1:]) in ids
    if OUTSIDE.match(link):
        return link.startswith("data:")
    return bool(link) and (path.parent / unquote(link.partition("#")[0])).is_file()


def lost_in_markdown(path: Path) -> tuple[int, list[str]]:
    """How many marks and links there are, and those without a note or a file; notes that nothing marks."""
    text = path.read_text("utf-8")
    marks, notes = re.findall(r"\[\^(\d+)\](?!:)", text), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    links = re.findall(r"(?<!\\)\[[^\]^]*(?<!\\)\]\(([^)\s]+)\)", text)
    lost = [f"^{number}" for number in set(marks) ^ set(notes)]
    return len(marks) + len(links), lost + [link for link in links if not _leads(path, link, set())]


def files(demo: Path, suffix: str) -> list[Path]:
    found = sorted(path for path in (demo / "outputs").rglob(f"*{suffix}") if ".read" not in path.parts)
    assert found
    return found


def all_lost(demo: Path, suffix: str, least: int) -> dict[str, list[str]]:
    """The lost links of all files of one format, of which there are at least so many."""
    judge = {
        ".pdf": lambda path: lost_in_pdf(path.read_bytes()),
        ".docx": lost_in_word,
        ".html": lost_in_page,
        ".md": lost_in_markdown,
    }[suffix]
    judged = {str(path): judge(path) for path in files(demo, suffix)}
    assert sum(count for count, _ in judged.values()) >= least
    return {path: lost for path, (_, lost) in judged.items() if lost}


@pytest.mark.parametrize(("suffix", "least"), [(".pdf", 400), (".docx", 60), (".html", 700), (".md", 300)])
def test_every_link_leads_somewhere(demo: Path, suffix: str, least: int) -> None:
    assert all_lost(demo, suffix, least) == {}


# Each judge is seen to find a link that leads nowhere.


def test_a_lost_name_in_a_pdf_is_seen(danish_demo: Path) -> None:
    data = (danish_demo / "outputs/strategy/strategy.pdf").read_bytes()
    assert b"/Dest(module-m04)" in data
    count, lost = lost_in_pdf(data.replace(b"/Dest(module-m04)", b"/Dest(module-m99)"))
    assert count > 400
    assert lost
    assert all("m99" in link for link in lost)


def test_a_lost_bookmark_in_word_is_seen(danish_demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "strategy.docx"
    source = danish_demo / "outputs/strategy/strategy.docx"
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            if name != "word/settings.xml":
                text = package.read(name)
                made.writestr(name, text.replace(b'w:name="note_1"', b'w:name="note_one"'))
    _, lost = lost_in_word(target)
    assert set(lost) == {"note_1", "word/settings.xml"}


@pytest.mark.parametrize("link", ["#nowhere", "gone.html", "https://example.org/", ""])
def test_a_lost_link_in_a_page_is_seen(tmp_path: Path, link: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p id='a'><a href='{link}'>x</a><a href='#a'>y</a></p>", "utf-8")
    assert lost_in_page(path) == (2, [link])


def test_a_lost_note_in_markdown_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "M04.md"
    path.write_text("Tekst[^1] og mere[^2], se [bilag](B.md).\n\n[^1]: Note.\n[^3]: Ingen.\n", "utf-8")
    count, lost = lost_in_markdown(path)
    assert (count, sorted(lost)) == (3, ["B.md", "^2", "^3"])
