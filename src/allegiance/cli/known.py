"""The command about lists of known actors that were made elsewhere: import, list, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.options import CasefileOption, JsonOption
from allegiance.cli.screen import note, print_json, print_lines
from allegiance.errors import AllegianceError, UsageError

if TYPE_CHECKING:
    from allegiance.actors.known.known_actor import KnownActor
    from allegiance.actors.known.reading import KnownFile
    from allegiance.casefile import Casefile
    from allegiance.problem import Problem

_TOLD = 40  # problems of one file that are told one by one
_FOUND = 20  # known actors of a name that are listed

AsOption = Annotated[
    Literal["csv", "ftm", "wikidata", "petrarch"] | None,
    Parameter(name="--as", help="What the file is, where its content does not tell."),
]
DataSetOption = Annotated[
    str | None,
    Parameter(name="--data-set", help="Whose list it is; left out, the file's name without its ending."),
]


def known(
    action: Literal["list", "import", "remove"] = "list",
    named: Sequence[str] = (),
    /,
    *,
    as_: AsOption = None,
    data_set: DataSetOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Lists of actors made elsewhere, which help to tell who is whom: import, list, remove them.

    Parameters
    ----------
    action
        import FILES: CSV, FollowTheMoney, Wikidata, PETRARCH; list: the lists, or the entries of a NAME;
        remove: a data set or an entry, by name or id.
    named
        The files, the name, or what to remove.
    """
    if action == "import":
        return _import([Path(name) for name in named], as_, data_set, the_casefile(casefile), as_json=json)
    if as_ is not None or data_set is not None:
        raise UsageError(f"--as and --data-set go with import, not with {action}")
    if action == "remove":
        return _remove(named, the_casefile(casefile), as_json=json)
    return _list(" ".join(named), the_casefile(casefile), as_json=json)


def _import(
    paths: Sequence[Path], as_: str | None, data_set: str | None, casefile: Path, *, as_json: bool
) -> int:
    if not paths:
        raise UsageError("name the file to import: allegiance known import FILE")
    from allegiance.casefile import Casefile

    done: list[dict[str, object]] = []
    with Casefile.open(casefile, create=True) as opened:
        for path in paths:
            try:
                done.append(_import_one(opened, path, as_, data_set))
            except UsageError as fault:
                if len(paths) == 1:
                    raise
                note(str(fault))
            except AllegianceError as fault:
                note(str(fault))
        tied = opened.tie_known() if done else 0
    if as_json:
        print_json({"files": done, "tied": tied})
    else:
        for summary in done:
            sys.stdout.write(
                "{file} ({format}): {new} new, {changed} changed, {same} as before, {left_out} left out\n".format(
                    **summary
                )
            )
        if tied:
            sys.stdout.write(f"{tied} actors of the casefile are on a list\n")
    return 0 if any(summary["new"] or summary["changed"] or summary["same"] for summary in done) else 1


def _import_one(casefile: Casefile, path: Path, as_: str | None, data_set: str | None) -> dict[str, object]:
    from allegiance.actors.known.reading import KnownFile

    file = KnownFile.of(path, as_, data_set)
    problems: list[Problem] = []
    written = casefile.add_known(file, _telling(file, problems))
    if len(problems) > _TOLD:
        note(f"{path}: {len(problems) - _TOLD:,} more such lines")
    return {
        "file": str(path),
        "format": file.format.value,
        "data_set": file.data_set,
        "new": written.new,
        "changed": written.changed,
        "same": written.same,
        "left_out": sum(problem.message.endswith("left out") for problem in problems),
        "problems": [str(problem) for problem in problems[: 25 * _TOLD]],
    }


def _telling(file: KnownFile, problems: list[Problem]) -> Iterator[KnownActor]:
    """The actors; what cannot be understood is told, the first lines of it one by one."""
    from allegiance.problem import Problem

    for found in file.actors():
        if isinstance(found, Problem):
            problems.append(found)
            if len(problems) <= _TOLD:
                note(str(found))
        else:
            yield found


def _remove(named: Sequence[str], casefile: Path, *, as_json: bool) -> int:
    if len(named) != 1:
        raise UsageError("name one data set or known actor: allegiance known remove NAME")
    from allegiance.casefile import Casefile

    with Casefile.open(casefile) as opened:
        gone = opened.remove_known(named[0])
    if as_json:
        print_json({"removed": gone})
    else:
        sys.stdout.write(f"{gone:,} known actors removed; what documents were read to say stays as it is\n")
    return 0


def _list(words: str, casefile: Path, *, as_json: bool) -> int:
    from allegiance.casefile import Casefile
    from allegiance.cli.known_pages import entries_page, lists_page
    from allegiance.views import plain
    from allegiance.views.background import background_view

    with Casefile.open(casefile) as opened:
        if not words:
            lists = opened.known_lists()
            if as_json:
                print_json(plain(lists))
            elif lists:
                print_lines(lists_page(lists))
            else:
                note("no list of known actors; import one: allegiance known import FILE")
            return 0
        found = tuple(background_view(entry) for entry in opened.known_actors(words, _FOUND))
    if as_json:
        print_json(plain(found))
    elif found:
        print_lines(entries_page(found))
    else:
        note(f"no list has the name {words!r}, or one that begins so")
    return 0
