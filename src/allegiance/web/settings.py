"""Settings that a browser keeps: its theme, the name under which decisions are made, what it has seen."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from allegiance.errors import UsageError
from allegiance.web.links import local

THEMES = ("light", "dark")
_YEAR = 365 * 24 * 3600
_LONGEST = 80  # characters of a name


def keep(answer: Response, name: str, value: str, *, for_scripts: bool = False) -> None:
    """Have the browser keep a value for a year; scripts can read it only where they need to."""
    told = quote(value, safe=":")
    answer.set_cookie(name, told, max_age=_YEAR, samesite="strict", httponly=not for_scripts, path="/")


def kept_name(request: Request) -> str | None:
    """The name that this browser keeps."""
    name = unquote(request.cookies.get("judge", ""))[:_LONGEST].strip()
    return name if name.isprintable() and name else None


async def set_theme(request: Request) -> RedirectResponse:
    form = await request.form(max_files=0, max_fields=4)
    theme = str(form.get("theme", ""))
    answer = RedirectResponse(local(str(form.get("back", ""))), 303)
    if theme in THEMES:
        keep(answer, "theme", theme, for_scripts=True)
    else:
        answer.delete_cookie("theme", samesite="strict", path="/")
    return answer


async def set_name(request: Request) -> RedirectResponse:
    form = await request.form(max_files=0, max_fields=4)
    name = " ".join(str(form.get("name", "")).split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(
            f"a name has 1 to {_LONGEST} characters; give the one under which decisions are kept"
        )
    answer = RedirectResponse(local(str(form.get("back", ""))), 303)
    keep(answer, "judge", name)
    return answer


routes = (
    Route("/settings/theme", set_theme, methods=["POST"]),
    Route("/settings/name", set_name, methods=["POST"]),
)
