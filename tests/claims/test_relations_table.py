"""The table of relations: complete, consistent with itself, and askable by name."""

from __future__ import annotations

from string import Formatter

import pytest

from allegiance.claims.relations import Relation, RelationGroup, relation, relations
from allegiance.errors import UsageError

EACH = pytest.mark.parametrize("row", relations().values(), ids=lambda row: row.name)
WITHOUT_OBJECT = {"described_as"}


def test_there_are_twenty_nine() -> None:
    assert len(relations()) == 29
    assert {r.group for r in relations().values()} == set(RelationGroup)


@EACH
def test_both_ways_of_saying_it_name_both_actors(row: Relation) -> None:
    fields = [
        {name for _, name, _, _ in Formatter().parse(text) if name} for text in (row.says, row.said_back)
    ]
    assert all(found <= {"subject", "object", "value"} for found in fields)
    assert "subject" in fields[0]
    assert {"object", "value"} & fields[0]
    assert row.name in WITHOUT_OBJECT or {"subject", "object"} <= fields[1]


@EACH
def test_signs_and_groups_fit(row: Relation) -> None:
    assert row.sign in (-1, 0, 1)
    assert (row.quad is None) or row.quad in (1, 2, 3, 4)
    if row.group is not RelationGroup.ACT:
        assert row.plover is None
        assert row.quad is None
    if row.quad is not None and row.sign != 0:
        assert (row.quad <= 2) == (row.sign > 0)  # cooperation is quad 1 and 2, conflict 3 and 4


@EACH
def test_a_symmetric_relation_reads_the_same_both_ways(row: Relation) -> None:
    turned = row.says.format(subject="{object}", object="{subject}", value="{value}")
    assert (turned == row.said_back) == row.symmetric


@EACH
def test_words_are_lemmas_in_lower_case(row: Relation) -> None:
    assert row.words
    assert all(word == word.lower() for word in row.words)


def test_an_unknown_relation_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"'befriended'.*allied_with.*described_as"):
        relation("befriended")
