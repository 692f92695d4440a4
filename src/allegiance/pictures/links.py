"""Links: where a stroke leads, and what it says when somebody rests on it.

pattern '/passages/{passage}'   →  /passages/d1f2e3:120-180      no pattern: no link, the quote stays in <title>
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.pictures.lettering import clean, isolated
from allegiance.pictures.svg import EMPTY, Markup, element, group, words
from allegiance.views.cited import Cited
from allegiance.views.dates import in_words

_QUOTED = 3  # passages whose words are told; the others are counted
_LONGEST = 280  # characters of a quote
_LEADS = re.compile(r"https?://|[/#.?]|[A-Za-z0-9_-]+(?:[/.?#]|$)")
_PLACES = ("{passage}", "{document}", "{claim}")


@dataclass(frozen=True, slots=True)
class Links:
    """Where marks lead. `pattern` has {passage}, {document} or {claim}; None: nowhere.

    Raises: UsageError where the pattern is no web address, path or fragment, or has no such place.
    """

    pattern: str | None = None

    def __post_init__(self) -> None:
        if self.pattern is None:
            return
        if not _LEADS.match(self.pattern) or not any(place in self.pattern for place in _PLACES):
            raise UsageError(
                f"{self.pattern!r} is no pattern for links; write one such as /passages/{{passage}}, #{{claim}}"
                " or https://example.org/{document}"
            )

    def to(self, cited: Cited) -> str | None:
        """The address for one passage."""
        if self.pattern is None:
            return None
        values = {"passage": cited.passage, "document": cited.document, "claim": cited.claim}
        address = self.pattern
        for place, value in values.items():
            address = address.replace(f"{{{place}}}", quote(value, safe=":-", errors="replace"))
        return address

    def wrap(self, mark: Markup, label: str, passages: Sequence[Cited], **attributes: str) -> Markup:
        """The mark with its words; a link to the first of them where a pattern is given."""
        told = tooltip(label, passages)
        title = element("title", words(told)) if told else EMPTY
        address = self.to(passages[0]) if passages else None
        if address is None:
            return group(title, mark, **attributes)
        return element("a", title, mark, href=address, aria_label=told, **attributes)


NO_LINKS = Links()


def tooltip(label: str, passages: Sequence[Cited]) -> str:
    """Label and quotes in one text: 'Iran sponsors the militia: “…” (Wire, 3 May 2008)'."""
    told = [_quoted(cited) for cited in passages[:_QUOTED]]
    more = len(passages) - len(told)
    if more > 0:
        told.append(f"and {more:,} more")
    parts = [part for part in (clean(label), "; ".join(told)) if part]
    return ": ".join(parts)


def _quoted(cited: Cited) -> str:
    line = clean(cited.words)
    line = line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"
    return f"“{isolated(line)}” ({byline(cited)})"


def byline(cited: Cited) -> str:
    """Speaker, publisher, day: 'a witness in Wire, 3 May 2008'."""
    who = clean(cited.publisher or cited.title or "publisher not named")
    said = f"{isolated(clean(cited.speaker))} in " if cited.speaker else ""
    return f"{said}{isolated(who)}, {published(cited)}"


def published(cited: Cited) -> str:
    """The day of publication in words."""
    return in_words(Interval.parse(cited.published)) if cited.published else "no date"
