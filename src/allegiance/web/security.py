"""Security: what stands before every page. A casefile can endanger people, and the text in it is hostile.

    request ──Host known?──► ──token, where others may listen?──► ──changes something: Origin ours?──► page
                 403                       403                               403                        │
    answer  ◄── no inline script or style, no frames, no guessing of types, nothing kept by others ◄───┘

An unknown Host is what a page elsewhere shows after it has pointed its own name at this machine (DNS rebinding); an
Origin that is not ours is a form or script of another site (CSRF).
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READS = ("GET", "HEAD")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_COOKIE = "allegiance-token"
_MOST_BYTES = 300_000_000  # of one request; single files have their own bound
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # 'no-referrer' would make browsers send 'Origin: null' with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the workbench may be asked: loopback, or one address that it was told to listen on."""

    port: int
    listen: str | None = None
    names: tuple[str, ...] = ()  # of this machine

    def knows(self, host: str) -> bool:
        """Whether a Host header means us. An address in figures cannot be pointed elsewhere, a name can."""
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "80")
        name, port = (name, port) if name else (host, "80")
        if port != str(self.port):
            return False
        if name in _LOOPBACK or name in self.names or name == self.listen:
            return True
        return self.listen in ("0.0.0.0", "::") and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """The middleware. `token` is what a browser must show once where others than this machine can ask."""

    def __init__(self, app: ASGIApp, hosts: Hosts, token: str | None = None) -> None:
        self.app = app
        self.hosts = hosts
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(scope)
            answer = refusal or self.app
            await answer(scope, _bounded(receive), _with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self.hosts.knows(host):
            return _refuse("this workbench is not reached under that name; use the address that it printed")
        if (unknown := self._without_token(scope, headers)) is not None:
            return unknown
        if scope["method"] not in _READS and headers.getlist("origin") != [f"http://{host}"]:
            return _refuse("a change must come from a page of this workbench itself")
        if int(_digits(headers.get("content-length", "0"))) > _MOST_BYTES:
            return PlainTextResponse(
                f"at most {_MOST_BYTES:,} bytes at a time; drop fewer files", status_code=413
            )
        return None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        if self.token is None:
            return None
        if self._fits(_cookie(headers)):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"))
        if scope["method"] in _READS and self._fits(dict(asked).get("token", "")):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            answer = RedirectResponse(_own_path(scope["path"]) + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict", path="/")
            return answer
        return _refuse("open the whole link that the workbench printed, with its token")

    def _fits(self, shown: str) -> bool:
        return self.token is not None and hmac.compare_digest(shown.encode(), self.token.encode())


def _own_path(path: str) -> str:
    return "/" + quote(path.lstrip("/\\"), safe="/:")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else "0"


def _refuse(why: str) -> Response:
    return PlainTextResponse(f"Refused: {why}.\n", status_code=403)


class TooMuch(Exception):
    """A request is longer than it may be, whatever its header said."""


def _bounded(receive: Receive) -> Receive:
    """The same messages, as long as they are not too many bytes."""
    taken = 0

    async def next_message() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > _MOST_BYTES:
            raise TooMuch
        return message

    return next_message


def _with_headers(send: Send, headers: Iterable[tuple[str, str]] = tuple(_HEADERS.items())) -> Send:
    """The answer with what keeps it safe; a page that sets one of these itself keeps its own."""

    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = MutableHeaders(scope=message)
            for name, value in headers:
                told.setdefault(name, value)
        await send(message)

    return forward
