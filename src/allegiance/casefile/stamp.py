"""Stamps: moments as `recorded` columns hold them."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment as `recorded` columns hold it: UTC, so that text sorts as time.

    Raises: ValueError where the moment names no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(
            f"{moment} names no time zone; give a moment such as datetime(2020, 2, 1, tzinfo=UTC)"
        )
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(stamped: str) -> datetime:
    """The moment that `stamp` wrote."""
    return datetime.fromisoformat(stamped)
