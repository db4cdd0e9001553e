"""The rehearsal strategy in all formats from answers that are known, and its PDF and Word beside peers.

Goals: Word, PDF, HTML, Markdown and the board deck under 4 s, in a process of its own from its start to the
last byte; the PDF ≥ 5 times faster than WeasyPrint makes one of the kit's own HTML. Word beside pandoc, from
the kit's own Markdown, is for information: pandoc draws no charts and takes no municipality's headings.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reading import as_installed

from kit.model.claim import Strategy

FORMATS = ("docx", "pdf", "html", "md")


def strategy_of(process: Path) -> None:
    """All formats and the board deck, from the rows that the kit remembers of each return."""
    from kit.pipeline.board import board_outputs
    from kit.pipeline.check import gather
    from kit.pipeline.consolidate import documents
    from kit.pipeline.edition import compile_edition
    from kit.pipeline.folder import open_folder
    from kit.pipeline.told import told_rows
    from kit.render.press import set_aside

    folder = open_folder(process)
    day = folder.process.last_day
    gathered = gather(folder)
    made = compile_edition(folder, gathered, "0.3", None)
    rows = told_rows(folder, gathered, made.strategy.document)
    with set_aside():
        outputs = [
            *documents(folder, made.strategy, rows),
            *board_outputs(folder, gathered, made, "0.3", day),
        ]
    suffixes = {Path(output.path).suffix.removeprefix(".") for output in outputs}
    assert suffixes >= {*FORMATS, "pptx"}, suffixes


def save_strategy(process: Path, target: Path) -> None:
    """The compiled strategy, so that renderers can be timed alone."""
    from kit.pipeline.check import gather
    from kit.pipeline.edition import compile_edition
    from kit.pipeline.folder import open_folder

    folder = open_folder(process)
    made = compile_edition(folder, gather(folder), "0.3", None)
    target.write_bytes(pickle.dumps(made.strategy))


def render(engine: str, source: Path) -> Callable[[], object]:
    """One piece of work; what it needs is loaded before it is timed, the engine's own import is not."""
    strategy: Strategy = pickle.loads((source / "strategy.pickle").read_bytes())
    document = strategy.document
    page = source / "strategy.html"
    text = source / "strategy.md"

    def by_kit() -> object:
        from kit.render.strategy import to_docx, to_pdf
        from kit.resources import Resources

        return (to_pdf if engine == "kit-pdf" else to_docx)(document, Resources())

    def by_weasyprint() -> object:
        import weasyprint

        return weasyprint.HTML(filename=str(page)).write_pdf(pdf_variant="pdf/ua-1")

    def by_pandoc() -> object:
        import pypandoc

        return pypandoc.convert_file(str(text), "docx", format="gfm", outputfile=str(source / "peer.docx"))

    return {"weasyprint": by_weasyprint, "pandoc": by_pandoc}.get(engine, by_kit)


def taken(*arguments: str) -> float:
    """Seconds of one piece of work in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=as_installed())
    return float(done.stdout.splitlines()[-1])


def whole(process: Path, rounds: int) -> None:
    """From the start of Python to the last byte."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        command = [sys.executable, __file__, "whole", str(process)]
        subprocess.run(command, check=True, capture_output=True, env=as_installed())
        times.append(time.perf_counter() - start)
    print(f"strategy in all formats and board deck: {sorted(times)[rounds // 2]:.2f} s (goal 4)", flush=True)


def beside(what: str, ours: str, peer: str, source: Path, rounds: int, goal: str) -> None:
    """Two engines that take turns; the medians and how many times the peer takes."""
    pairs = [(taken(ours, str(source)), taken(peer, str(source))) for _ in range(rounds)]
    mine, theirs = (sorted(times)[rounds // 2] for times in zip(*pairs, strict=True))
    print(f"{what}: {mine:.2f} s · {peer}: {theirs:.2f} s · ratio {theirs / mine:.1f} {goal}", flush=True)


def main(process: Path) -> None:
    whole(process, 5)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        made = process / "outputs" / "strategy"
        save_strategy(process, source / "strategy.pickle")
        (source / "strategy.html").write_bytes((made / "strategy.html").read_bytes())
        modules = sorted((made / "modules").glob("*.md"))
        (source / "strategy.md").write_text("\n\n".join(path.read_text("utf-8") for path in modules), "utf-8")
        beside("PDF", "kit-pdf", "weasyprint", source, 3, "(goal 5)")
        beside("Word", "kit-word", "pandoc", source, 3, "(for information)")


def with_demo() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kit", "--lang", "da", "demo", f"{folder}/demo"]
        subprocess.run(command, check=True, capture_output=True)
        main(Path(folder) / "demo")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["whole", process]:
            strategy_of(Path(process))
        case [("kit-pdf" | "kit-word" | "weasyprint" | "pandoc") as engine, source]:
            work = render(engine, Path(source))
            start = time.perf_counter()
            work()
            print(time.perf_counter() - start)
        case [process]:
            main(Path(process))
        case _:
            with_demo()
