"""What is worked out beside the pages: it comes, it is what the page would have worked out, and it is never stale."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from browsing import BASE
from everything import addresses
from starlette.testclient import TestClient

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, JudgementKind, sqlite
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.web.app import workbench
from allegiance.web.security import Hosts
from planted import GUARD, MARRAN


@pytest.fixture
def elsewhere(path: Path) -> Iterator[TestClient]:
    """A workbench that works out everything in another process."""
    app = workbench(path, judge="reader", hosts=Hosts(8640), at_once=-1)
    with TestClient(app, base_url=BASE, headers={"origin": BASE}) as opened:
        yield opened


def whole(client: TestClient, address: str) -> str:
    """The page as its own script gets it, without the address that stands on it."""
    page = client.get(address + ("&" if "?" in address else "?") + "wait=1").text
    return re.sub(r'value="http[^"]*"|<textarea.*?</textarea>', "", page, flags=re.DOTALL)


def test_pages_worked_out_elsewhere_are_the_same(
    client: TestClient, elsewhere: TestClient, path: Path
) -> None:
    for name, address in addresses(path).items():
        if name not in ("fault", "start"):  # the start page tells of files that are being read
            assert whole(elsewhere, address) == whole(client, address), name


def test_the_first_answer_says_that_the_rest_is_coming(elsewhere: TestClient) -> None:
    first = elsewhere.get("/shifts").text
    assert "Being worked out" in first
    assert "data-when-there" in first
    actor = elsewhere.get(f"/actors/{MARRAN.id}").text
    assert f'data-later="/actors/{MARRAN.id}?wait=1"' in actor
    assert "In 2003 Idris Marran founded the River Guard." in actor  # the chronology is there at once
    assert "data-later" not in whole(elsewhere, f"/actors/{MARRAN.id}")
    until = time.monotonic() + 60
    while "Being worked out" in elsewhere.get("/shifts").text:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_nothing_is_stale_after_a_judgement_or_a_reading(elsewhere: TestClient, path: Path) -> None:
    address = f"/actors/{MARRAN.id}"
    before = whole(elsewhere, address)
    with Casefile.open(path) as casefile:
        record = next(casefile.claims(relation="founded"))
        casefile.judge(JudgementKind.REJECT, record.id, by="t", why="wrong")
    rejected = whole(elsewhere, address)
    assert amount(rejected) == amount(before) - 1
    with Casefile.open(path) as casefile:
        casefile.add(entry(7), casefile.begin_run("made-up/1"))
    assert amount(whole(elsewhere, "/actors/a7")) == 3
    again = entry(8, MARRAN, GUARD)
    with Casefile.open(path) as casefile:
        casefile.add(again, casefile.begin_run("made-up/1"))
    assert amount(whole(elsewhere, address)) == amount(rejected) + len(again.claims)


def amount(page: str) -> int:
    found = re.search(r"([\d,]+) claims? in [\d,]+ documents?", page)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_a_fault_elsewhere_is_told_here(elsewhere: TestClient) -> None:
    answer = elsewhere.get("/gaps?of=Nobody+At+All&wait=1")
    assert answer.status_code == 404
    assert "Nobody At All" in answer.text


LISTS = ("/", "/actors", "/actors?q=group", "/documents", "/publishers", "/search?q=harbour", "/actors/a0",
         "/decisions", "/review", "/pairs", "/actors?page=2", "/actors/a0?page=3")  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_a_list_stays_as_small_and_as_quick_as_the_casefile_grows(
    address: str, grown: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of the page and steps of SQLite's machine, which are a few for each row that it reads."""
    (bytes_small, steps_small), (bytes_large, steps_large) = (
        cost(path, address, monkeypatch) for path in grown
    )
    assert bytes_large < 300_000
    assert bytes_large < 2 * bytes_small + 5_000
    if address.startswith("/search"):
        return  # every passage that has the word is ranked
    assert steps_large < 1.6 * steps_small + 30_000, f"{steps_small:,} steps became {steps_large:,}"


def cost(path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    steps = [0]
    connect = sqlite._connect

    def counting(*asked: object) -> object:
        connection = connect(*asked)  # type: ignore[arg-type]

        def step() -> None:
            steps[0] += 100

        connection.set_progress_handler(step, 100)
        return connection

    monkeypatch.setattr(sqlite, "_connect", counting)
    app = workbench(path, judge="reader", hosts=Hosts(8640), at_once=100)
    with TestClient(app, base_url=BASE) as client:
        client.get(address)
        steps[0] = 0
        answer = client.get(address)
    monkeypatch.setattr(sqlite, "_connect", connect)
    assert answer.status_code == 200
    return len(answer.content), steps[0]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A casefile of 800 claims, and one of 3,200."""
    folder = tmp_path_factory.mktemp("grown")
    return filled(folder / "small.casefile", 80), filled(folder / "large.casefile", 320)


def filled(path: Path, documents: int) -> Path:
    with Casefile.open(path, create=True) as casefile:
        run = casefile.begin_run("made-up/1")
        casefile.add_all([entry(number, spread=documents) for number in range(documents)], run)
    return path


def entry(number: int, *about: Actor, spread: int = 0) -> Entry:
    """A report about two actors (of `spread` many, the first of them in every report), ten or three claims."""
    one, other = about or (named(0 if spread else number), named(number + 1))
    count = 10 if spread else 3
    sentences = [f"{one.name} allied with {other.name} at the harbour, number {n}." for n in range(count)]
    text = "\n".join(sentences)
    quotes, at = [], 0
    for sentence in sentences:
        quotes.append(Passage(at, at + len(sentence), sentence))
        at += len(sentence) + 1
    day = Interval.of_day(date(2015, 1, 1) + timedelta(days=number))
    document = Document(
        f"d{number:04d}", f"report-{number}", text, f"{number:064d}", "text/1", "en", None, None,
        f"Paper {number % 5}", day, None, tuple(quotes),
    )  # fmt: skip
    claims = [
        Claim(
            document.id, one, "allied_with", other, None, Phase.HOLDS, Polarity.AFFIRMED, Certainty.STATED, None,
            Interval.parse(str(1990 + n)), None, (quote,), 0.5, "made-up/1", ("rule:made-up",),
        )
        for n, quote in enumerate(quotes)
    ]  # fmt: skip
    chains = [mentioned(actor, text) for actor in (one, other)]
    return Entry(document, chains, [one, other], ["same name"] * 2, claims)


def named(number: int) -> Actor:
    return Actor(f"a{number}", f"Group {number}", ActorKind.ORGANIZATION, (f"Group {number}",))


def mentioned(actor: Actor, text: str) -> Chain:
    at = text.index(actor.name)
    mention = Mention(at, at + len(actor.name), actor.name, Form.NAMED, actor.kind, at)
    return Chain(actor.name, actor.kind, (mention,), ("same name",))
