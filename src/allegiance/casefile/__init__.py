"""The casefile: the record itself, in one file. Start reading at `casefile.py`; tables: `schema.py`."""

from allegiance.casefile.by_hand import HandMention, new_actor
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.entry import Entry, passage_id
from allegiance.casefile.find_mentions import FoundMention
from allegiance.casefile.judgement import Judgement, JudgementKind, State
from allegiance.casefile.overview import ActorPage, ActorRow, Change, Overview, PublisherRow
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import (
    ActorName,
    DocumentSummary,
    Hit,
    OpenedPassage,
    Record,
    Reprints,
    Run,
    Tie,
)
from allegiance.casefile.verify import Verification

__all__ = [
    "ActorName",
    "ActorPage",
    "ActorRow",
    "Casefile",
    "Change",
    "DocumentSummary",
    "Entry",
    "FoundMention",
    "HandMention",
    "Hit",
    "Judgement",
    "JudgementKind",
    "OpenedPassage",
    "Overview",
    "PublisherRow",
    "Questions",
    "Record",
    "Reprints",
    "Run",
    "State",
    "Tie",
    "Verification",
    "new_actor",
    "passage_id",
]
