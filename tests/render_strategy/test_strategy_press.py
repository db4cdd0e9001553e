"""PDFs set in a process of its own are the same PDFs, and the process is gone afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from kit.errors import ContentError
from kit.render import typst
from kit.render.press import Press, set_aside
from kit.render.typst import compile_job, compile_pdf, compiled_by
from kit.resources import Resources

SOURCE = b"""#set document(title: sys.inputs.title, date: auto)
#set text(font: "Atkinson Hyperlegible Next", lang: "da")
= Hej
#json(bytes(sys.inputs.data)).text
"""


def pdf(text: str, source: bytes = SOURCE) -> bytes:
    return compile_pdf(source, {"text": text}, resources=Resources(), day=date(2026, 11, 2), title="t")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each PDF that this process set itself."""
    done: list[int] = []
    monkeypatch.setattr(typst, "_CALL", lambda *_, **__: done.append(1) or (b"made here", []))
    return done


def test_the_same_bytes_from_every_thread() -> None:
    texts = ["x", "æøå", "y"]
    expected = [pdf(text) for text in texts]
    assert len(set(expected)) == 3
    with set_aside(), ThreadPoolExecutor(3) as threads:
        assert list(threads.map(pdf, texts)) == expected


def test_this_process_sets_nothing_meanwhile_and_again_afterwards(here: list[int]) -> None:
    with set_aside():
        assert pdf("only aside").startswith(b"%PDF")
    assert not here
    assert pdf("only here") == b"made here"
    assert here


def test_what_typst_refuses_is_told_in_the_same_words() -> None:
    with pytest.raises(ContentError) as expected:
        pdf("漢")
    with set_aside():
        with pytest.raises(ContentError) as found:
            pdf("漢")
        assert pdf("the next one is made").startswith(b"%PDF")
    assert str(found.value) == str(expected.value)


def test_where_the_process_has_died_the_work_is_done_here() -> None:
    with Press() as press, compiled_by(press):
        first = pdf("before")
        press._process.kill()
        press._process.wait()
        assert pdf("before") == first
        assert pdf("after").startswith(b"%PDF")


def test_the_process_ends_whatever_happens() -> None:
    with Press() as press:
        pass
    assert press._process.returncode == 0
    with pytest.raises(RuntimeError), Press() as press:
        raise RuntimeError
    assert press._process.returncode is not None
    assert typst._compilers == [compile_job]
