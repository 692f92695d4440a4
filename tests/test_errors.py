"""The tree of errors in the docstring is the tree of classes."""

from __future__ import annotations

import inspect
import re

import pytest

from allegiance import errors
from allegiance.errors import AllegianceError

CLASSES = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__]


def _drawn() -> dict[str, str]:
    """Name of each error in the drawing, with that of its parent."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.fullmatch(r"([\s│├└─]{4,})([A-Z]\w+)(?:\s{2,}\S.*)?", line)
        if found:
            depth = len(found[1])
            above = [(d, name) for d, name in above if d < depth]
            parents[found[2]] = above[-1][1] if above else "Exception"
            above.append((depth, found[2]))
    return parents


def test_the_drawing_is_the_tree() -> None:
    assert _drawn() == {cls.__name__: cls.__bases__[0].__name__ for cls in CLASSES}


@pytest.mark.parametrize("error", CLASSES, ids=lambda cls: cls.__name__)
def test_every_error_is_ours_and_says_what_it_is(error: type[Exception]) -> None:
    assert issubclass(error, AllegianceError)
    assert error.__doc__
    assert str(error("the way out")) == "the way out"


def test_a_bad_interval_is_a_bad_value() -> None:
    assert issubclass(errors.BadInterval, ValueError)
