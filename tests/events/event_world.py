"""Small made-up event tables in the layouts that are read; all countries, people and groups are invented but two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

ICEWS_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def icews(
    day: str = "2018-06-01",
    source: str = "Idris Marran",
    code: str = "173",
    target: str = "Students (Velland)",
    *,
    name: str = "Arrest, detain, or charge with legal action",
    sectors: str = "Government",
    publisher: str = "Ostrava Herald",
) -> str:
    """One line of an ICEWS table."""
    return (
        f"1\t{day}\t{source}\t{sectors}\tVelland\t{name}\t{code}\t-5\t{target}\tSocial\tVelland\t7\t2\t{publisher}\t"
        "Port Ves\tNA\tCoast\tVelland\t1.5\t2.5"
    )


def gdelt(
    day: str = "20140301",
    one: Sequence[str] = ("IRN", "IRAN", "IRN", ""),
    other: Sequence[str] = ("VELCOP", "POLICE", "VEL", "COP"),
    code: str = "190",
    *,
    version: int = 2,
    url: str = "https://www.Herald.example/a?b=c",
) -> str:
    """One line of a GDELT table, version 1 (58 columns) or 2 (61)."""
    values = [""] * (61 if version == 2 else 58)
    values[0], values[1] = "100", day
    for at, side in ((5, one), (15, other)):
        values[at], values[at + 1], values[at + 2], values[at + 7] = side
    values[26] = code
    values[52 if version == 2 else 50] = "Port Ves, Velland"
    values[-1] = url
    return "\t".join(values)


POLECAT_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Primary Actor Sector",
    "Recipient Name",
    "Recipient Country",
    "Primary Recipient Sector",
    "Placename",
    "Source",
)


def polecat(
    event: str = "RETREAT", mode: str = "release", contexts: str = "", recipient: str = "River Guard"
) -> str:
    """One line of a POLECAT table."""
    values = (
        "e1",
        "2023-02-03",
        event,
        mode,
        contexts,
        "Iran",
        "IRN",
        "GOV",
        recipient,
        "VEL",
        "REB",
        "Port Ves",
        "Herald",
    )
    return "\t".join(values)


UCDP_HEADER = "id,type_of_violence,side_a,side_b,source_office,date_prec,date_start,date_end,country"
ACLED_HEADER = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,"
    "actor1,inter1,actor2,inter2,country,location,source,notes"
)


def write(path: Path, *lines: str) -> Path:
    """A table of these lines."""
    path.write_bytes("".join(line + "\n" for line in lines).encode())
    return path
