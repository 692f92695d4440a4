"""Known actors in a casefile: imported once, updated by id, used while documents are read, kept apart from claims."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from allegiance.actors.known.known_actor import KnownActor
from allegiance.actors.known.reading import KnownFile
from allegiance.casefile import Casefile
from allegiance.casefile.intake import Outcome, take_in
from allegiance.casefile.known_writing import Written
from allegiance.errors import UsageError
from allegiance.views import find_actor, profile
from reading_world import Grammar

LIST = """\
id,name,aliases,kind,country,offices
g1,Bergen Harbour Watch,BHW; Tide League; Old Watch (2001/2003),militia,Norway,
p1,Idris Marran,,person,Norway,President (2001/2009); Envoy (2019/..)
p2,Adem Dahr,,person,Norway,
p3,Adem Dahr,,person,Sweden,
"""
NORTH = "The Tide League attacked Sweden. Norway condemned the Tide League.\n"
SOUTH = "The Bergen Harbour Watch supports Norway. Idris Marran met Adem Dahr in May 2005.\n"


def listed(folder: Path, text: str = LIST, name: str = "list.csv") -> KnownFile:
    path = folder / name
    path.write_text(text, "utf-8")
    return KnownFile.of(path)


def put(casefile: Casefile, file: KnownFile) -> Written:
    return casefile.add_known(file, (a for a in file.actors() if isinstance(a, KnownActor)))


def read(casefile: Casefile, grammar: Grammar, folder: Path, **texts: str) -> list[Outcome]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, "utf-8")
    return list(take_in(casefile, paths, grammar.reader))


def test_the_same_list_again_changes_nothing(casefile: Casefile, tmp_path: Path) -> None:
    assert put(casefile, listed(tmp_path)) == Written(new=4)
    head = casefile.verify().head
    assert put(casefile, listed(tmp_path)) == Written(same=4)
    assert casefile.verify().head == head


def test_a_later_version_changes_what_has_changed(casefile: Casefile, tmp_path: Path) -> None:
    put(casefile, listed(tmp_path))
    later = LIST.replace("Tide League", "Flood League") + "p4,Ines Oyen,,person,Norway,\n"
    assert put(casefile, listed(tmp_path, later)) == Written(new=1, changed=1, same=3)
    (entry,) = casefile.known_actors("Flood League")
    assert (entry.known.own_id, entry.file, entry.known.place, entry.data_set) == (
        "g1",
        "list.csv",
        "line 2",
        "list",
    )
    assert casefile.known_actors("Tide League") == ()
    assert casefile.known_lists()[0].actors == 5
    assert casefile.verify().is_sound


def test_removing_and_importing_again(casefile: Casefile, tmp_path: Path) -> None:
    put(casefile, listed(tmp_path))
    (entry,) = casefile.known_actors("Idris Marran")
    assert casefile.remove_known(entry.known.id) == 1
    assert casefile.known_actors("Idris Marran") == ()
    assert casefile.remove_known("list") == 3
    assert casefile.known_lists() == ()
    with pytest.raises(UsageError, match="'list'"):
        casefile.remove_known("list")
    assert put(casefile, listed(tmp_path)) == Written(new=4)
    assert casefile.known_actors("idris marran")[0].known == entry.known
    assert casefile.verify().is_sound


def test_an_entry_comes_back_as_it_was_read(casefile: Casefile, tmp_path: Path) -> None:
    file = listed(tmp_path)
    put(casefile, file)
    actors = [actor for actor in file.actors() if isinstance(actor, KnownActor)]
    for actor in actors:
        assert actor in [found.known for found in casefile.known_actors(actor.name)]


def test_documents_meet_under_the_names_of_a_list(
    casefile: Casefile, grammar: Grammar, tmp_path: Path
) -> None:
    put(casefile, listed(tmp_path))
    outcomes = read(casefile, grammar, tmp_path, north=NORTH, south=SOUTH)
    who = find_actor(casefile, "BHW").actor
    assert who.kind is not None and who.kind.value == "armed_group"
    assert {"Tide League", "Bergen Harbour Watch"} <= {
        name.removeprefix("The ").removeprefix("the ") for name in who.names
    }
    assert len({record.document.id for record in casefile.claims(actor=who.id)}) == 2
    (entry,) = casefile.background(who.id)
    assert (entry.file, entry.known.place) == ("list.csv", "line 2")
    assert "on a list" in entry.reason
    assert not outcomes[1].problems  # Norway decides which Adem Dahr is meant
    assert casefile.background(find_actor(casefile, "Adem Dahr").actor.id)[0].known.own_id == "p2"
    assert casefile.verify().is_sound


def test_two_of_one_name_are_reported(casefile: Casefile, grammar: Grammar, tmp_path: Path) -> None:
    put(casefile, listed(tmp_path))
    (outcome,) = read(casefile, grammar, tmp_path, talks="Idris Marran met Adem Dahr in May 2005.\n")
    (problem,) = (p for p in outcome.problems if "known actors bear this name" in p.message)
    assert "Norway" in problem.message and "Sweden" in problem.message
    (actor,) = (a for a in casefile.actors() if a.name == "Adem Dahr")
    assert casefile.background(actor.id) == ()


def test_what_was_read_before_is_tied_at_the_import(
    casefile: Casefile, grammar: Grammar, tmp_path: Path
) -> None:
    read(casefile, grammar, tmp_path, south=SOUTH)
    put(casefile, listed(tmp_path))
    assert casefile.tie_known() == 3
    assert casefile.tie_known() == 0
    read(casefile, grammar, tmp_path, north=NORTH)
    who = find_actor(casefile, "Tide League").actor
    assert len({record.document.id for record in casefile.claims(actor=who.id)}) == 2


def test_a_list_makes_no_claim_and_its_offices_are_marked(
    casefile: Casefile, grammar: Grammar, tmp_path: Path
) -> None:
    put(casefile, listed(tmp_path))
    assert list(casefile.claims()) == []
    read(casefile, grammar, tmp_path, south=SOUTH)
    view = profile(casefile, "Idris Marran")
    assert view.offices == ()
    (entry,) = view.background
    assert [(office.words, office.time) for office in entry.offices] == [
        ("President", "2001–09"),
        ("Envoy", "since 2019"),
    ]
    assert entry.origin.startswith("list.csv, line 3, imported 20")
    (earlier,) = profile(casefile, "Idris Marran", as_of="2010").background
    assert [office.words for office in earlier.offices] == ["President"]


def test_merged_actors_share_what_lists_say(casefile: Casefile, grammar: Grammar, tmp_path: Path) -> None:
    from allegiance.casefile import JudgementKind

    put(casefile, listed(tmp_path))
    read(casefile, grammar, tmp_path, south=SOUTH)
    marran, dahr = (find_actor(casefile, name).actor.id for name in ("Idris Marran", "Adem Dahr"))
    casefile.judge(JudgementKind.MERGE, marran, other=dahr, by="Ines")
    assert {entry.known.own_id for entry in casefile.background(dahr)} == {"p1", "p2"}


def test_the_same_reading_without_lists_is_as_ever(
    casefile: Casefile, grammar: Grammar, tmp_path: Path
) -> None:
    file = listed(tmp_path, "name,kind,country\nNobody Whatever,person,Peru\n")
    put(casefile, file)
    read(casefile, grammar, tmp_path, north=NORTH, south=SOUTH)
    with Casefile.open(tmp_path / "without.casefile", create=True) as without:
        read(without, grammar, tmp_path, north=NORTH, south=SOUTH)
        assert [r.claim for r in casefile.claims()] == [r.claim for r in without.claims()]


def test_a_folder_carries_the_lists(casefile: Casefile, grammar: Grammar, tmp_path: Path) -> None:
    put(casefile, listed(tmp_path))
    read(casefile, grammar, tmp_path, north=NORTH)
    exported = casefile.export_folder(tmp_path / "plain")
    again = tmp_path / "again.casefile"
    assert Casefile.import_folder(tmp_path / "plain", again).head == exported.head
    with Casefile.open(again) as opened:
        assert opened.known_actors("Tide League") == casefile.known_actors("Tide League")
        read(opened, grammar, tmp_path, south=SOUTH)
        who = find_actor(opened, "BHW").actor
        assert len({record.document.id for record in opened.claims(actor=who.id)}) == 2


IMPORT = """
import sys
from pathlib import Path
from allegiance.actors.known.reading import KnownFile
from allegiance.casefile import Casefile, known_door
known_door._TOGETHER = 50
file = KnownFile.of(Path(sys.argv[2]))
def actors():
    for number, actor in enumerate(file.actors()):
        if number % 50 == 0:
            print(number, flush=True)
        yield actor
with Casefile.open(sys.argv[1], create=True) as casefile:
    casefile.add_known(file, actors())
"""


def test_an_import_that_is_killed_goes_on_where_it_was(path: Path, tmp_path: Path) -> None:
    rows = "".join(f"n{n},Person Number{n} Of{n % 7},,person,Norway,Mayor (2001/2009)\n" for n in range(600))
    file = listed(tmp_path, LIST + rows)
    writer = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), str(file.path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in zip(writer.stdout, range(4), strict=False):
        pass
    writer.kill()
    writer.communicate()
    with Casefile.open(path) as casefile:
        assert casefile.verify().is_sound
        held = sum(found.actors for found in casefile.known_lists())
        assert held % 50 == 0
        written = put(casefile, file)
        assert (written.new, written.same) == (604 - held, held)
        assert casefile.verify().is_sound
