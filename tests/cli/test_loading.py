"""While libraries are loaded nothing is searched for garbage, afterwards everything again."""

import gc
import sys

import pytest

from npstui.cli.loading import lasting_imports


@pytest.fixture
def before_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "polars", raising=False)


@pytest.mark.usefixtures("before_polars")
def test_the_search_rests_until_all_is_loaded() -> None:
    try:
        with lasting_imports():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("before_polars")
def test_it_goes_on_where_something_cannot_be_loaded() -> None:
    with pytest.raises(ImportError), lasting_imports():
        raise ImportError
    assert gc.isenabled()


def test_nothing_changes_where_polars_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", sys)
    with lasting_imports():
        assert gc.isenabled()
