"""Settings that a browser keeps: its theme, and the name under which decisions are made."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from allegiance.errors import UsageError
from allegiance.web.links import local

THEMES = ("light", "dark")
_YEAR = 365 * 24 * 3600
_LONGEST = 80  # characters of a name


def kept_name(request: Request) -> str | None:
    """The name that this browser keeps."""
    return unquote(request.cookies.get("judge", ""))[:_LONGEST].strip() or None


async def set_theme(request: Request) -> RedirectResponse:
    form = await request.form(max_files=0, max_fields=4)
    theme = str(form.get("theme", ""))
    answer = RedirectResponse(local(str(form.get("back", ""))), 303)
    if theme in THEMES:
        answer.set_cookie("theme", theme, max_age=_YEAR, samesite="strict", path="/")
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
    answer.set_cookie("judge", quote(name), max_age=_YEAR, samesite="strict", httponly=True, path="/")
    return answer


routes = (
    Route("/settings/theme", set_theme, methods=["POST"]),
    Route("/settings/name", set_name, methods=["POST"]),
)
