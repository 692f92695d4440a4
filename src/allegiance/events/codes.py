"""Codes: what other event data call an event, and which of our relations that is; from `codes.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from allegiance.claims.claim import Certainty, Phase


class Scheme(StrEnum):
    """Whose code it is."""

    CAMEO = "cameo"
    PLOVER = "plover"
    ACLED = "acled"
    UCDP = "ucdp"


@dataclass(frozen=True, slots=True)
class Code:
    """One line of the table. `relation` is None where the event takes no side."""

    scheme: Scheme
    code: str
    name: str
    plover: str | None
    mode: str | None
    quad: int | None  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    relation: str | None
    phase: Phase
    certainty: Certainty
    kind: str  # act or words
    sign: int
    is_turned: bool  # the target acts on the source
    lost: str


@cache
def codes() -> dict[tuple[Scheme, str], Code]:
    """All lines by scheme and code, in the order of the table."""
    text = (files("allegiance.events") / "codes.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    head, rows = lines[0], lines[1:]
    found = [_code(dict(zip(head, row, strict=True))) for row in rows]
    return {(code.scheme, code.code): code for code in found}


@cache
def _by_name() -> dict[str, Code]:
    """CAMEO codes by their names, in small letters; of a root and its 'not otherwise specified' the latter."""
    return {code.name.casefold(): code for code in codes().values() if code.scheme is Scheme.CAMEO}


def cameo(code: str, name: str = "") -> Code | None:
    """The line for a CAMEO code, else for its name; None where there is neither.

    Programs that take codes for numbers drop the zero at the front: 40 is read as 040. What is longer than the table
    knows is read as the longest code that begins it.
    """
    if len(code) < 3 and name and (named := _by_name().get(name.casefold())) is not None:
        return named
    if code.isdecimal() and code.isascii():
        table = codes()
        for length in range(min(len(code), 4), 1, -1):
            if found := table.get((Scheme.CAMEO, code[:length])):
                return found
        if found := table.get((Scheme.CAMEO, f"0{code}"[:4])):
            return found
    return _by_name().get(name.casefold()) if name else None


def typed(scheme: Scheme, event: str, detail: str = "") -> Code | None:
    """The line for a type with its detail ('RETREAT', 'release'), else for the type alone."""
    table = codes()
    return table.get((scheme, f"{event}/{detail}")) or table.get((scheme, event))


def _code(row: dict[str, str]) -> Code:
    def given(column: str) -> str | None:
        return None if row[column] == "-" else row[column]

    return Code(
        scheme=Scheme(row["scheme"]),
        code=row["code"],
        name=row["name"],
        plover=given("plover"),
        mode=given("mode"),
        quad=int(row["quad"]) if given("quad") else None,
        relation=given("relation"),
        phase=Phase(given("phase") or Phase.HOLDS),
        certainty=Certainty(given("certainty") or Certainty.STATED),
        kind=given("kind") or "act",
        sign={"+": 1, "-": -1, "0": 0}[row["sign"]],
        is_turned=row["direction"] == "target to source",
        lost=row["lost"],
    )
