"""Desk: what the pages work with: the open casefile at three levels, and the making of a page.

The same file is opened once for each level of certainty, since a level belongs to an open casefile; all three read, the
first writes decisions. Files that are dropped are read by another process (`reading.py`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from allegiance.casefile import Casefile, Questions
from allegiance.casefile.stamp import stamp
from allegiance.claims.levels import LEVELS
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.views.time import as_of_interval, known_moment
from allegiance.web.cite import page_note
from allegiance.web.counting import Counting, NotYet, Work
from allegiance.web.drawing import Templates
from allegiance.web.kept import Kept, Version, last_act
from allegiance.web.links import DEFAULT_LEVEL, Links
from allegiance.web.reading import Readings
from allegiance.web.settings import THEMES, kept_name
from allegiance.web.take import Take, taken

T = TypeVar("T")
AT_ONCE = 600  # claims that are looked through while a page waits: less than 0.3 s
_LONGEST = 1_000  # characters of one parameter of an address
_SOON = 0.08  # seconds that a page waits for what another process works out, before it says so
_PATIENCE = 600.0  # seconds that those wait who asked for the whole: a download, or the page's own script
_WHOLE = "wait"  # the parameter by which they ask


@dataclass(slots=True)
class Desk:
    """One casefile on the desk. `judge` is who decides where the browser names nobody else."""

    path: Path
    judge: str
    readings: Readings
    kept: Kept
    counting: Counting
    at_once: int = AT_ONCE
    templates: Templates = field(default_factory=Templates)
    _open: dict[str, Casefile] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def of(cls, path: Path, judge: str, at_once: int = AT_ONCE) -> Desk:
        """Open the casefile; `at_once`: claims up to which a page is worked out whole. Raises: CasefileError."""
        kept = Kept()
        desk = cls(path, judge, Readings(path), kept, Counting(path, kept), at_once)
        for level, least in LEVELS.items():
            desk._open[level] = desk._stack.enter_context(Casefile.open(path, least=least))
        return desk

    def close(self) -> None:
        """Stop reading and counting, let go of the file."""
        self.readings.close()
        self.counting.close()
        self._stack.close()

    def casefile(self, level: str = DEFAULT_LEVEL) -> Casefile:
        """The casefile as it shows claims at a level. Raises: UsageError, naming the levels."""
        if level not in self._open:
            raise UsageError(f"no level is called {level!r}; there are: {', '.join(self._open)}")
        return self._open[level]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: its desk, its parameters as one text each, and addresses from where it stands."""

    request: Request
    desk: Desk
    values: Mapping[str, str]
    whole: bool = False  # who asks waits until everything is worked out

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Raises: UsageError where a parameter is too long."""
        values = dict(request.query_params)
        for name, value in values.items():
            if len(value) > _LONGEST or len(name) > _LONGEST:
                raise UsageError(f"the parameter {name[:40]!r} is longer than {_LONGEST:,} characters")
        whole = values.pop(_WHOLE, None) is not None or "as" in values
        return cls(request, request.app.state.desk, values, whole)

    def text(self, name: str) -> str | None:
        """A parameter without space around it; None where it is empty or missing."""
        return self.values.get(name, "").strip() or None

    def path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    @property
    def page(self) -> int:
        """The page of a long list, from 1. Raises: UsageError."""
        said = self.text("page") or "1"
        if not (said.isascii() and said.isdigit() and len(said) < 7 and int(said) > 0):
            raise UsageError(f"{said!r} is no page; give a number from 1")
        return int(said)

    @property
    def level(self) -> str:
        return self.text("level") or DEFAULT_LEVEL

    @property
    def casefile(self) -> Questions:
        """What pages ask: the casefile as it is, or as it was at the moment `known`."""
        now = self.desk.casefile(self.level)
        return now if self.known is None else now.as_of(known=self.known)

    @property
    def record(self) -> Casefile:
        """The casefile to write to."""
        return self.desk.casefile(self.level)

    @property
    def known(self) -> datetime | None:
        """The moment up to which what was recorded counts; None: now. Raises: BadInterval."""
        said = self.text("known")
        return None if said is None else known_moment(said)

    @property
    def on(self) -> Interval | None:
        """The time that is asked about. Raises: BadInterval."""
        return as_of_interval(self.text("on"))

    @property
    def judge(self) -> str:
        """Who decides: the name kept in this browser, else that of the login."""
        return kept_name(self.request) or self.desk.judge

    @property
    def lasting(self) -> str:
        """The address of the present page as the record stands now: what is recorded later does not change it."""
        if self.known is not None:
            return str(self.request.url)
        last = self.record.changes(limit=1)
        if not last:
            return str(self.request.url)
        return str(self.request.url.include_query_params(known=stamp(last[0].recorded)))

    def page_note(self, title: str) -> str:
        """A footnote for this page under its title."""
        return page_note(title.strip(), self.desk.path.stem, self.lasting)

    @property
    def links(self) -> Links:
        kept = {name: value for name in ("level", "on", "known") if (value := self.text(name))}
        if kept.get("level") == DEFAULT_LEVEL:
            del kept["level"]
        return Links(self.request.url.path, self.values, kept)

    def worked_out(self, claims: int, work: Work[T], *parts: Hashable, version: Version = last_act) -> T:
        """What `work`, a function of a module, makes of the casefile and the parts, kept until something is recorded.

        `claims`: about how many it looks through. Of few it is worked out here. Raises: NotYet where they are many and
        another process is still at it; what `work` raises.
        """
        casefile, desk, known = self.casefile, self.desk, self.known
        if known is not None:  # the past stays as it is, and few ask for it
            past = cast("Casefile", casefile)  # it answers all that work asks
            return desk.kept.answer(casefile, (work, parts, known), lambda: work(past, *parts))
        casefile = self.record
        if claims <= desk.at_once:
            return desk.kept.answer(casefile, (work, parts), lambda: work(casefile, *parts))
        patience = _PATIENCE if self.whole else _SOON
        return desk.counting.answer(casefile, work, *parts, patience=patience, version=version)

    def if_ready(self, claims: int, work: Work[T], *parts: Hashable, version: Version = last_act) -> T | None:
        """The same; None where another process is still at it."""
        try:
            return self.worked_out(claims, work, *parts, version=version)
        except NotYet:
            return None

    def file(self, take: Take) -> Response:
        """What the page shows as a file, in the form that `as` asks for. Raises: UsageError where it has none such."""
        return taken(take, self.text("as") or "", self.casefile)

    def draw(
        self,
        template: str,
        *,
        status: int = 200,
        take: Take | None = None,
        note: str | None = None,
        **shown: Any,
    ) -> Response:
        """The page, every text in it escaped; or what it shows as a file, where `as` asks for that.

        `note` is a footnote for it where the page has a better one than its title and address.
        """
        if self.text("as") is not None:
            return self.file(take or Take("page"))
        theme = self.request.cookies.get("theme")
        html = self.desk.templates.draw(
            template,
            {
                "to": self.links,
                "asked": self,
                "filled_from": self.links.here(page=self.text("page"), **{_WHOLE: 1}),
                "casefile_name": self.desk.path.stem,
                "theme": theme if theme in THEMES else None,
                "levels": tuple(LEVELS),
                "forms": take.forms if take else {},
                "note": note,
                **shown,
            },
        )
        return HTMLResponse(html, status_code=status)
