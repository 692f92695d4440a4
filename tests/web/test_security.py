"""Security: who may ask, who may change, and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import BASE
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from allegiance.web.app import workbench
from allegiance.web.links import local
from allegiance.web.security import Hosts

FOREIGN = (
    "evil.example",
    "evil.example:8640",
    "localhost:80",
    "localhost",
    "127.0.0.1",
    "localhost.evil.example:8640",
    "127.0.0.1.evil.example:8640",
    "10.0.0.1:8640",
    "",
    "localhost:8640:8640",
    "user@localhost:8640",
    "[::2]:8640",
)
OURS = ("localhost:8640", "127.0.0.1:8640", "[::1]:8640")
ORIGINS = (None, "null", "http://evil.example", "http://localhost", "https://localhost:8640", "http://localhost:8640.evil",
           "http://127.0.0.1:8640", "file://", "http://localhost:8641")  # fmt: skip


def _changing(path: Path) -> list[tuple[str, str]]:
    """Method and an address of every route that is not only for reading."""
    app = workbench(path, judge="reader", hosts=Hosts(8640))
    found = [
        (method, re.sub(r"{\w+(:\w+)?}", "x", route.path))
        for route in app.routes
        if isinstance(route, Route)
        for method in (route.methods or ())
        if method not in ("GET", "HEAD")
    ]
    app.state.desk.close()
    return found


@pytest.mark.parametrize("host", FOREIGN)
def test_nothing_is_answered_under_a_foreign_name(client: TestClient, host: str) -> None:
    for address in ("/", "/actors", "/static/desk.css", "/nothing", "/reading/state.json"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 403
        assert "river" not in answer.text


@pytest.mark.parametrize("host", OURS)
def test_the_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_every_change_from_elsewhere_is_refused(path: Path, client: TestClient) -> None:
    changing = _changing(path)
    assert len(changing) > 5
    for method, address in changing:
        for origin in ORIGINS:
            bare = TestClient(client.app, base_url=BASE)
            answer = bare.request(method, address, headers={"origin": origin} if origin else {})
            assert answer.status_code == 403, (method, address, origin)
        for host in FOREIGN:
            answer = client.request(method, address, headers={"host": host, "origin": f"http://{host}"})
            assert answer.status_code == 403, (method, address, host)


def test_no_route_changes_anything_when_it_is_read(path: Path, client: TestClient) -> None:
    for _, address in _changing(path):
        assert client.get(address, follow_redirects=False).status_code in (200, 400, 404, 405)
    assert not client.app.state.desk.casefile().judgements()


@pytest.mark.parametrize(
    "address", ["/", "/nothing", "/static/desk.js", "/actors?page=x", "/reading/state.json"]
)
def test_every_answer_forbids_what_the_page_does_not_need(client: TestClient, address: str) -> None:
    told = client.get(address).headers
    policy = told["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert told["x-content-type-options"] == "nosniff"
    assert told["x-frame-options"] == "DENY"


def _with_token(path: Path, listen: str = "192.0.2.7") -> tuple[Starlette, str]:
    app = workbench(path, judge="reader", hosts=Hosts(8640, listen, ("desk",)), token="t0ken")
    return app, f"http://{listen}:8640"


def test_others_need_the_token_which_then_is_a_cookie(path: Path) -> None:
    app, base = _with_token(path)
    with TestClient(app, base_url=base) as client:
        for address in ("/", "/static/desk.css", "/?token=", "/?token=wrong", "/actors?token=t0kenn"):
            assert client.get(address).status_code == 403
        assert client.post("/settings/theme?token=t0ken", headers={"origin": base}).status_code == 403
        answer = client.get("/actors?token=t0ken&q=x", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/actors?q=x")
        cookie = answer.headers["set-cookie"].casefold()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/").status_code == 200
        assert (
            client.post("/settings/theme", data={"theme": "dark"}, headers={"origin": base}).status_code
            == 200
        )


def test_a_token_never_leads_to_another_site(path: Path) -> None:
    app, base = _with_token(path)
    with TestClient(app, base_url=base) as client:
        for address in (
            "//evil.example/?token=t0ken",
            "/\\evil.example?token=t0ken",
            "///evil.example?token=t0ken",
        ):
            client.cookies.clear()
            answer = client.get(base + address, follow_redirects=False)
            assert re.match(r"/(?![/\\])", answer.headers["location"]), address


@pytest.mark.parametrize(
    ("listen", "host", "known"),
    [
        (None, "127.0.0.1:8640", True),
        (None, "192.0.2.7:8640", False),
        ("192.0.2.7", "192.0.2.7:8640", True),
        ("192.0.2.7", "192.0.2.8:8640", False),
        ("0.0.0.0", "192.0.2.8:8640", True),
        ("0.0.0.0", "evil.example:8640", False),
        ("::", "[2001:db8::1]:8640", True),
    ],
)
def test_hosts(listen: str | None, host: str, known: bool) -> None:
    assert Hosts(8640, listen).knows(host) is known


@pytest.mark.parametrize("port", [80])
def test_the_port_of_the_web_may_be_left_out(port: int) -> None:
    assert Hosts(port).knows("localhost")
    assert Hosts(port).knows("[::1]")


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        None,
        "/a\r\nb: c",
    ],
)
def test_a_form_leads_only_to_our_own_pages(client: TestClient, address: str | None) -> None:
    assert local(address) == "/"
    answer = client.post(
        "/settings/theme", data={"theme": "dark", "back": address or ""}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"x", "save it as one of these"),
        ("a.txt.zip", b"x", "save it as one of these"),
        ("noending", b"x", "save it as one of these"),
        ("big.txt", b"x" * 20_000_001, "one document may have"),
    ],
)
def test_other_files_are_refused(client: TestClient, name: str, content: bytes, words: str) -> None:
    answer = client.post("/reading", files=[("files", (name, content))])
    assert answer.status_code == 400
    assert words in answer.text
    assert client.get("/reading/state.json").json() == {"batch": None}


def test_too_many_files_are_refused(client: TestClient) -> None:
    answer = client.post("/reading", files=[("files", (f"{n}.txt", b"x")) for n in range(501)])
    assert answer.status_code == 400
    assert client.get("/reading/state.json").json() == {"batch": None}


def test_too_many_bytes_are_refused_by_what_comes_and_by_what_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allegiance.web.security._MOST_BYTES", 1_000)
    assert client.post("/reading", files=[("files", ("a.txt", b"x" * 2_000))]).status_code == 413

    def pieces() -> object:
        yield from (b"x" * 600 for _ in range(4))

    kind = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/reading", content=pieces(), headers=kind).status_code == 413


def test_no_name_of_a_file_leaves_its_folder(tmp_path: Path) -> None:
    from starlette.datastructures import UploadFile

    from allegiance.web.pages.reading import _write

    for number, name in enumerate(
        ("../../x.txt", "/etc/x.txt", "C:\\x.txt", "..txt", "\u202e.txt", "a" * 400 + ".txt")
    ):
        file = UploadFile(file=(tmp_path / "empty").open("w+b"), filename=name)
        written = _write(tmp_path, number, file)
        assert written.parent == tmp_path / str(number)
        assert written.is_file()
        file.file.close()
