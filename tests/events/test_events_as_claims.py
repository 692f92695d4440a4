"""Events in a casefile: every claim has its line as its words; reading twice adds nothing."""

from __future__ import annotations

from pathlib import Path

from event_world import ICEWS_HEADER, icews, write

from allegiance.casefile import Casefile
from allegiance.casefile.event_tables import add_table
from allegiance.events import Table


def _table(folder: Path, name: str = "e.tab") -> Table:
    rows = (
        icews(),
        icews(source="Iran", sectors="NA", code="073", name="Provide humanitarian aid"),
        icews(publisher="Velland Post", day="2018-07-02"),
        icews(),  # the same line twice is one claim with one passage each
    )
    return Table(write(folder / name, ICEWS_HEADER, *rows))


def test_each_claim_opens_on_its_line(tmp_path: Path) -> None:
    with Casefile.open(tmp_path / "x.casefile", create=True) as casefile:
        added = add_table(casefile, _table(tmp_path))
        assert (added.rows, added.documents, added.is_cut) == (4, 2, False)
        assert casefile.verify().is_sound
        records = list(casefile.claims())
        for record in records:
            assert record.claim.evidence[0].quote in (tmp_path / "e.tab").read_text().splitlines()
            assert record.claim.extractor == "events/1 icews"
        arrests = [r for r in records if r.claim.relation == "coerced"]
        assert {(r.document.publisher, str(r.document.published)) for r in arrests} == {
            ("Ostrava Herald", "2018-06"),
            ("Velland Post", "2018-07"),
        }
        origin, code, lost = arrests[0].claim.reasons
        assert origin.startswith("e.tab line 2, SHA-256 ")
        assert "cameo 173" in code
        assert "PLOVER COERCE" in code
        assert lost.startswith("lost: ")
        assert str(arrests[0].claim.valid) == "2018-06-01"


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    with Casefile.open(tmp_path / "x.casefile", create=True) as casefile:
        add_table(casefile, _table(tmp_path))
        before = len(list(casefile.claims())), len(casefile.runs())
        again = add_table(casefile, _table(tmp_path))
        assert (again.documents, again.claims) == (0, 0)
        assert (len(list(casefile.claims())), len(casefile.runs())) == before


def test_a_side_is_the_actor_of_that_name(tmp_path: Path) -> None:
    from planted import MARRAN, plant

    path = plant(tmp_path / "x.casefile")
    with Casefile.open(path) as casefile:
        add_table(casefile, _table(tmp_path))
        found = {r.claim.subject.id for r in casefile.claims() if r.claim.extractor == "events/1 icews"}
    assert MARRAN.id in found


def test_a_country_is_the_one_that_documents_name() -> None:
    from allegiance.actors.resolve import Register
    from allegiance.events.party import party
    from allegiance.language.mention import ActorKind, Chain, Form, Mention

    mention = Mention(0, 4, "Iran", Form.NAMED, ActorKind.COUNTRY, 0)
    read = Register().resolve("d1", [Chain("Iran", ActorKind.COUNTRY, (mention,), ("",))])[0].actor
    side = party("Iran")
    assert side is not None
    assert side.actor().id == read.id


def test_the_number_of_rows_is_bounded_and_can_be_narrowed(tmp_path: Path) -> None:
    with Casefile.open(tmp_path / "x.casefile", create=True) as casefile:
        assert add_table(casefile, _table(tmp_path), most=2).is_cut
    with Casefile.open(tmp_path / "y.casefile", create=True) as casefile:
        assert add_table(casefile, _table(tmp_path), actor="iran").rows == 1
