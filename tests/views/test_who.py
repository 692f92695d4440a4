"""Names as people type them."""

from __future__ import annotations

import pytest

from allegiance.casefile import Casefile
from allegiance.errors import UnknownActor, UsageError
from allegiance.views import actor_list, find_actor
from planted import MARRAN, ONE_TELL


@pytest.mark.parametrize("typed", ["Idris Marran", "marran", "MARRAN", "idris marran", "a-marran"])
def test_one_actor_for_what_is_typed(planted_casefile: Casefile, typed: str) -> None:
    assert find_actor(planted_casefile, typed).actor.id == MARRAN.id


def test_several_that_fit_are_listed_with_their_ids(planted_casefile: Casefile) -> None:
    with pytest.raises(UsageError, match=r"may be 2 actors.*a-tell1.*a-tell2"):
        find_actor(planted_casefile, "Tell")
    assert find_actor(planted_casefile, "a-tell1").actor.id == ONE_TELL.id


def test_a_name_that_nobody_has_brings_near_ones(planted_casefile: Casefile) -> None:
    with pytest.raises(UnknownActor, match="did you mean 'Ostrava'"):
        find_actor(planted_casefile, "Ostrava river commission")
    with pytest.raises(UnknownActor, match="see them all"):
        find_actor(planted_casefile, "qqqqqqqq")


def test_the_list_counts_mentions(planted_casefile: Casefile) -> None:
    listed = actor_list(planted_casefile)
    assert listed[0].id == MARRAN.id
    assert [actor.uses for actor in listed] == sorted((actor.uses for actor in listed), reverse=True)
    assert {actor.id for actor in actor_list(planted_casefile, "Tell")} == {"a-tell1", "a-tell2"}
