"""The words of content, templates and strategy, and what hunspell says of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from real.office import MissingProgram

ROOT = Path(__file__).resolve().parents[2]
DICTIONARIES = {"da": "da_DK", "en": "en_GB"}
PLANTED = ROOT / "workshops" / "demo" / "planted.toml"
"""Faults that are there on purpose, misspellings among them."""

KINDS = ("abbreviation", "code", "name", "product", "term")
"""Why a word may stand in the list of own terms."""

_FILE = re.compile(r"\S+\.(?:xlsx|ods|csv|toml|docx|pdf|md|sqlite|txt)\b")
_FILE_CELL = re.compile(r"\|[^|\n]*\.(?:xlsx|ods)\s*(?=\|)")
_CODE = re.compile(r"\b(?:KIT-[A-Z0-9-]+|[A-Z]{1,3}-?\d[\w.-]*)")
_COMMAND = re.compile(r"\bkit (?:new|plan|make|check|status|consolidate|compare|export|demo)\b")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]+\.(?:dk|eu|org)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def content_files() -> list[Path]:
    """Every file in which visible words stand side by side in both languages."""
    folders = ("workshops", "templates/words", "templates/strategy")
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.toml"))]
    return [path for path in files if path != PLANTED] + [ROOT / "kit" / "findings" / "catalogue.toml"]


def texts_of(node: object, lang: str, key: str = "") -> Iterator[str]:
    """Every text of one language below a node of a TOML file; names of files are no text."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in DICTIONARIES:
                if name == lang and key != "file":
                    yield from _strings(value)
            else:
                yield from texts_of(value, lang, name)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of(value, lang, key)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def words_of(text: str) -> set[str]:
    """The words of a text, without codes, commands, file names, addresses and placeholders."""
    for pattern in (_PLACEHOLDER, _FILE, _ADDRESS, _CODE, _COMMAND):
        text = pattern.sub(" ", text)
    return set(_WORD.findall(text.replace("\u00ad", "").replace("’", "'")))


def content_words(lang: str) -> set[str]:
    """Every word of the content in one language."""
    found: set[str] = set()
    for path in content_files():
        for text in texts_of(tomllib.loads(path.read_text("utf-8")), lang):
            found |= words_of(text)
    return found


def names_in_the_rehearsal() -> set[str]:
    """Words of product and supplier names, codes of areas, and the misspellings planted on purpose."""
    areas = set(tomllib.loads((ROOT / "workshops/areas.toml").read_text("utf-8")))
    systems = tomllib.loads((ROOT / "workshops/demo/systems.toml").read_text("utf-8"))["systems"]
    names = [str(system.get(key, "")) for system in systems for key in ("name", "name_en", "supplier")]
    planted = [
        text for lang in DICTIONARIES for text in texts_of(tomllib.loads(PLANTED.read_text("utf-8")), lang)
    ]
    return areas.union(*(words_of(name) for name in (*names, *planted)))


def strategy_words(demo: Path) -> set[str]:
    """Every word of the compiled strategy that the kit itself is responsible for."""
    files = sorted((demo / "outputs" / "strategy" / "modules").glob("*.md"))
    texts = (_FILE_CELL.sub("|", path.read_text("utf-8")) for path in files)
    return set().union(*map(words_of, texts)) - names_in_the_rehearsal()


def unknown(words: Collection[str], lang: str) -> set[str]:
    """The words that hunspell does not know; an English genitive counts as its noun."""
    if lang == "en":
        words = {word.removesuffix("'s") for word in words}
    if not shutil.which("hunspell"):
        raise MissingProgram("hunspell")
    done = subprocess.run(
        ["hunspell", "-d", DICTIONARIES[lang], "-i", "utf-8", "-l"],
        input="\n".join(sorted(words)), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert not done.stderr.strip(), done.stderr
    return set(done.stdout.split("\n")) - {""}


def own_terms(lang: str) -> dict[str, str]:
    """The words that are right though hunspell does not know them, each with its kind."""
    lines = (Path(__file__).parent / f"own-terms-{lang}.txt").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    assert all(len(pair) == 2 for pair in pairs), "one word a line, a tab, and its kind"
    assert len({word for word, _ in pairs}) == len(pairs)
    return {pair[0]: pair[1] for pair in pairs}


def in_file_order(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (word.casefold(), word))
