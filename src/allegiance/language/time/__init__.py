"""Times in English prose: spans of text with the interval that they mean."""

from allegiance.language.time.expression import TimeExpression, find_times
from allegiance.language.time.point import TimeRelation

__all__ = ["TimeExpression", "TimeRelation", "find_times"]
