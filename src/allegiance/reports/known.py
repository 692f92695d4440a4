"""Known: the day up to which a casefile knows anything, so that the same casefile always gives the same report."""

from __future__ import annotations

from allegiance.casefile.questions import Questions
from allegiance.interval import Interval
from allegiance.views.dates import in_words


def known_on(casefile: Questions) -> str | None:
    """The day on which the casefile was last read into, in words; None where nothing was."""
    days = [run.recorded.date() for run in casefile.runs()]
    return in_words(Interval.of_day(max(days))) if days else None
