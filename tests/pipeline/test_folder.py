"""What lies in ``returned/`` is found wherever it lies, and content is parsed once."""

from __future__ import annotations

from pathlib import Path

from kit.pipeline.check import check
from kit.pipeline.folder import PARSED, Folder, open_folder


def test_every_file_below_returned_is_found_in_the_order_of_the_folders(folder: Folder) -> None:
    here = folder.root / "returned"
    assert folder.returned() == ()
    names = ["b/c.xlsx", "b d.xlsx", "b.xlsx", "a/æ ø/x.csv", "B.xlsx", "a/~$lock.xlsx", "._a.xlsx"]
    for name in names:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(b"x")
    (here / "empty").mkdir()
    (here / "gone.xlsx").symlink_to(here / "nowhere.xlsx")
    (here / "self.xlsx").symlink_to(here / "self.xlsx")
    (here / "linked.xlsx").symlink_to(here / "b.xlsx")
    (here / "circle").symlink_to(here)
    expected = ["B.xlsx", "a/æ ø/x.csv", "b/c.xlsx", "b d.xlsx", "b.xlsx", "linked.xlsx"]
    assert folder.returned() == tuple((here / name, f"returned/{name}") for name in expected)


def test_content_is_kept_by_the_first_command_that_reads_and_stays_the_same(folder: Folder) -> None:
    assert not (folder.root / PARSED).exists()
    check(folder)
    kept = (folder.root / PARSED).read_bytes()
    again = open_folder(folder.root)
    assert again == folder
    assert again.parsed.kept() is None
    own = folder.root / "workshops" / "thresholds.toml"
    own.parent.mkdir()
    own.write_bytes((folder.resources.path("workshops/thresholds.toml")).read_bytes() + b"# ours\n")
    check(open_folder(folder.root))
    assert (folder.root / PARSED).read_bytes() != kept
    assert open_folder(folder.root).catalogue == folder.catalogue


def test_content_that_cannot_be_kept_is_done_without(folder: Folder) -> None:
    (folder.root / PARSED).mkdir(parents=True)
    assert check(open_folder(folder.root)) == check(folder)
    assert list(Path(folder.root / PARSED).iterdir()) == []
