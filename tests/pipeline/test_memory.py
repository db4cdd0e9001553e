"""The search for circles in memory rests while much is computed, and never for longer."""

from __future__ import annotations

import gc

import pytest

from kit.pipeline.memory import no_collecting


def test_it_rests_within_and_works_again_after() -> None:
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="stop"), no_collecting():
        raise ValueError("stop")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
