"""Makes the README's pictures from ``outputs/demo``: ``.venv/bin/python tools/pictures.py``.

Needs LibreOffice and poppler (see ``tools/debian-packages.txt``) and Pillow, which python-pptx brings.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "outputs" / "demo" / "outputs"
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 900


def pages(pdf: Path, folder: Path, first: int, last: int, dpi: int = 110) -> list[Image.Image]:
    """Pages of a PDF as pictures."""
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(dpi),
            "-png",
            "-f",
            str(first),
            "-l",
            str(last),
            str(pdf),
            str(folder / pdf.stem),
        ],
        check=True,
    )
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob(f"{pdf.stem}*.png"))]


def as_pdf(office_file: Path, folder: Path) -> Path:
    """An office file as LibreOffice prints it."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(office_file)),
        ],
        check=True,
        capture_output=True,
    )
    return folder / f"{office_file.stem}.pdf"


def save(pictures: list[Image.Image], name: str) -> None:
    """Pictures side by side on grey, one height, at the README's width."""
    height = max(picture.height for picture in pictures)
    gap = 16
    sheet = Image.new(
        "RGB", (sum(p.width for p in pictures) + gap * (len(pictures) + 1), height + 2 * gap), "#d5dadd"
    )
    x = gap
    for picture in pictures:
        sheet.paste(picture, (x, gap))
        x += picture.width + gap
    sheet = sheet.resize((WIDTH, round(sheet.height * WIDTH / sheet.width)), Image.Resampling.LANCZOS)
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(PICTURES / name, optimize=True)


def main() -> None:
    """Cards, a worksheet and a page of the strategy."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        save(pages(DEMO / "kickoff/kort/kort-temaer.pdf", folder, 1, 2), "cards.png")
        worksheet = as_pdf(DEMO / "round/arkmapper/runde-SO.xlsx", folder)
        save(pages(worksheet, folder, 2, 2), "worksheet.png")
        save(
            [
                *pages(DEMO / "strategy/strategy.pdf", folder, 5, 5),
                *pages(DEMO / "strategy/strategy.pdf", folder, 10, 10),
            ],
            "strategy.png",
        )


if __name__ == "__main__":
    main()
