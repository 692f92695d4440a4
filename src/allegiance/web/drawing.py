"""Drawing: templates, always escaped, and the words that they share with each other.

Text of documents may hold characters that turn the reading direction or cannot be seen: they are shown as U+FFFD, one
for one, so that offsets into the text stay right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from allegiance.interval import Interval
from allegiance.views.cited import readings, together
from allegiance.views.dates import in_words

if TYPE_CHECKING:
    from allegiance.pictures import Picture

_NEUTRAL = 0.1  # an alignment nearer to 0 points neither way
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


class Templates:
    """The templates of the package; a name that a page forgot to give is an error, never an empty place."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("allegiance.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_visible,
        )
        self._environment.filters.update(
            dated=dated,
            edtf=edtf,
            inline=inline,
            kind=kind_words,
            moment=moment,
            number=number,
            plural=plural,
            readings=readings,
            sentence=sentence,
            shortened=shortened,
            stance=stance,
            together=together,
        )

    def draw(self, template: str, shown: Mapping[str, Any]) -> str:
        """The HTML of a page."""
        return self._environment.get_template(template).render(shown)


def visible(text: str) -> str:
    """The text with U+FFFD for every character that steers or cannot be seen."""
    return _STEERING.sub("\ufffd", text)


def _visible(value: object) -> object:
    """Texts without characters that steer; what is markup already has been through here in parts."""
    if type(value) is str:
        return visible(value)
    return "" if value is None else value


def dated(interval: Interval | None, otherwise: str = "no date") -> str:
    """A time in words."""
    return in_words(interval) if interval is not None else otherwise


def edtf(text: str | None, otherwise: str = "no date") -> str:
    """A time in EDTF, in words."""
    return dated(Interval.parse(text)) if text else otherwise


def inline(picture: Picture) -> Markup:
    """A drawing, to stand in a page; `pictures/svg.py` has escaped every word in it."""
    return Markup(picture.inline)


def kind_words(kind: str | None) -> str:
    """'armed group'."""
    return (kind or "kind not told").replace("_", " ")


def moment(value: datetime | None) -> str:
    """'22 November 2026, 18:03 UTC'."""
    return f"{value.day} {value:%B %Y, %H:%M} UTC" if value else "now"


def number(value: int) -> str:
    """'12,345'."""
    return f"{value:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """'1 claim', '2,000 claims'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def sentence(words: str) -> str:
    """With a capital first and a full stop last."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


def stance(value: float) -> str:
    """An alignment in words with its number: 'against (−0.62)'."""
    word = "with" if value > _NEUTRAL else "against" if value < -_NEUTRAL else "neither way"
    return f"{word} ({value:+.2f})".replace("-", "−")


def shortened(text: str, most: int = 220) -> str:
    """A long text cut between words, with an ellipsis."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + " …"
