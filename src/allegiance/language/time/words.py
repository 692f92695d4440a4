"""The English words of time, as tables: months, days, seasons, counts, and the nouns that years are mistaken with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which is how tables are written here."""
    return frozenset(text.split())


def _numbered(text: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


MONTHS: Mapping[str, int] = MappingProxyType(
    _numbered("jan feb mar apr may jun jul aug sep oct nov dec")  # by their first three letters
)
WEEKDAYS: Mapping[str, int] = MappingProxyType(
    _numbered("monday tuesday wednesday thursday friday saturday sunday", 0)  # as date.weekday() counts
)
NAMED_DAYS = word_set("today yesterday tomorrow tonight")
SEASONS: Mapping[str, int] = MappingProxyType(
    {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}  # EDTF months
)
NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        **_numbered(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        ),
        "a": 1,
        "an": 1,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
    }
)
ORDINALS: Mapping[str, int] = MappingProxyType(
    {
        **_numbered("first second third fourth"),
        **_numbered("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 15),
        "twenty-first": 21,
    }
)
NAMED_DECADES: Mapping[str, int] = MappingProxyType(
    {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7}
    | {"eighties": 8, "nineties": 9}
)

# Bits of patterns. Gaps are bounded, so that a hostile run of blanks costs no more than a short one.
GAP = r"\s{1,3}"
DASH = r"[-‐‑–—]"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/][0-9])"
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![\w%]|[.,:/][0-9])"
MONTH = (
    r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)(?!\w)(?:\.(?=\s?[0-9]))?"
)
# In lower case, or cut short, the others are verbs and names: 'may', 'march', 'Jan', 'Dec'.
LOWER_MONTHS = word_set("january february april june july september october november december")
NAME_MONTHS = word_set("may march april june august jan mar")

# Words and numbers; a date may begin at a number or at one of the words of `TRIGGERS`, and nowhere else.
TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


class Trigger(Enum):
    """What kind of date a word can begin."""

    MONTH = "month"
    WEEKDAY = "weekday"
    SEASON = "season"
    NAMED_DAY = "named day"
    NAMED_DECADE = "named decade"
    QUARTER = "quarter"
    UNIT = "unit"


_MONTH_WORDS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
_UNIT_WORDS = (
    "day days night nights week weeks weekend weekends month months quarter half year years decade decades century"
    " centuries times morning"
)


def _spelled(words: Iterable[str], kind: Trigger, *cases: Callable[[str], str]) -> dict[str, Trigger]:
    return {case(word): kind for word in words for case in cases}


TRIGGERS: Mapping[str, Trigger] = MappingProxyType(
    {
        **_spelled(_MONTH_WORDS.split(), Trigger.MONTH, str.title, str.upper),
        **_spelled(LOWER_MONTHS, Trigger.MONTH, str),
        **_spelled(WEEKDAYS, Trigger.WEEKDAY, str.title, str.upper),
        **_spelled(SEASONS, Trigger.SEASON, str, str.title),
        **_spelled(NAMED_DAYS, Trigger.NAMED_DAY, str, str.title),
        **_spelled(NAMED_DECADES, Trigger.NAMED_DECADE, str, str.title),
        **_spelled(("q",), Trigger.QUARTER, str.upper),
        **_spelled(_UNIT_WORDS.split(), Trigger.UNIT, str, str.title),
    }
)

# What stands before a number that is no year.
NOT_A_YEAR_AFTER = word_set(
    "page pages p. pp. pg. resolution resolutions res. number no. nos. article articles section sections law decree"
    " room flight chapter paragraph para. line verse version volume vol. issue unit model channel highway route road"
    " street avenue bus act bill case file form type version brigade battalion division regiment squadron unscr"
    " agenda vision windows apartment suite box gate level station boeing airbus peugeot vol bce bc"
)
# What stands after a number that counts.
COUNTED = word_set(
    "people persons men women children boys girls fighters soldiers troops members militants militiamen guerrillas"
    " rebels insurgents gunmen families households houses homes villages dollars pesos euros pounds rupees rials dinars"
    " lira soles reais bolivars deaths dead victims casualties cases votes tons tonnes prisoners detainees refugees"
    " migrants workers police policemen officers civilians students protesters demonstrators supporters seats kilos"
    " kilograms kg grams rounds weapons rifles bodies inmates hectares acres miles kilometers kilometres km meters"
    " metres m feet ft yards hours hrs minutes seconds gmt utc percent per cent barrels litres liters gallons copies"
    " words pages cars vehicles tanks missiles rockets bombs shells units times years months weeks days million"
    " billion thousand others more suspects passengers voters delegates candidates employees staff residents"
    " inhabitants citizens nationals recruits volunteers mercenaries contractors guards agents personnel strong jobs"
    " schools shops companies firms pilgrims worshippers homicides murders kidnappings complaints reports documents"
)
EVENTS = word_set(
    "elections protests attacks talks bombings riots clashes killings negotiations raids polls sanctions uprisings"
    " demonstrations strikes accords agreements wars battles coups reforms floods olympics games massacres primaries"
    " events hostilities figures results crises revolutions amendments hearings trials operations purges"
)
COUNTING = word_set(
    "about around some nearly almost over than least most approximately roughly another all these those estimated"
    " to total up with"
)
YEAR_CUES = word_set(
    "in since until till by before after during of from circa ca. ca c. about around year early late mid throughout"
    " between and or b. d. r. born died spring summer autumn fall winter years for through following the"
)
FIRM_CUES = word_set(
    "in since until till during circa ca. c. year early late mid throughout b. d. r. born died spring summer autumn"
    " fall winter before after years"
)
