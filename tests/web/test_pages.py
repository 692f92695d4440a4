"""Pages: each answers, links only to pages that answer, and does what its forms say."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from browsing import BASE
from everything import addresses
from reading_stub import read_without_models
from starlette.testclient import TestClient

from allegiance.casefile import Casefile, State
from allegiance.claims.claim import Polarity
from allegiance.web.app import workbench
from allegiance.web.links import Links
from allegiance.web.security import Hosts
from planted import GUARD, MARRAN, OSTRAVA, Report, Said, plant

_HREF = re.compile(r'(?:href|src|action)="([^"]*)"')


def test_every_page_answers_with_its_name_and_no_object_of_ours_in_it(client: TestClient, path: Path) -> None:
    for name, address in addresses(path).items():
        answer = client.get(address)
        assert answer.status_code == (404 if name == "fault" else 200), name
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.text.count("<h1") == 1, name
        assert not re.search(r"object at 0x|&lt;Undefined|Interval\(|\bNone\b", answer.text), name
        assert "style=" not in answer.text
        assert "<style" not in answer.text


def test_no_link_leads_nowhere(client: TestClient, path: Path) -> None:
    waiting, seen = set(addresses(path).values()) - {"/nothing"}, set()
    while waiting and len(seen) < 400:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code in (200, 405), address
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for found in map(unescape, _HREF.findall(answer.text)):
            to = urldefrag(found).url
            assert not urlsplit(to).netloc, f"{address} leads out of the workbench: {to}"
            kind = re.sub(r"[a-z]\w*[-\d]\w*", "", to)
            if to and to not in seen and sum(re.sub(r"[a-z]\w*[-\d]\w*", "", s) == kind for s in seen) < 3:
                waiting.add(to)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/actors/nobody", 404),
        ("/actors?page=0", 400),
        ("/actors?page=x", 400),
        ("/actors?kind=ghost", 400),
        ("/actors?q=" + "x" * 2_000, 400),
        ("/actors/a-marran?on=yesterday", 400),
        ("/actors/a-marran?level=certain", 400),
        ("/pairs/a-marran/a-marran", 400),
        ("/pairs?one=Marran&other=Idris+Marran", 400),
        ("/pairs?one=Marran&other=Nobody+At+All", 404),
        ("/documents/none", 400),
        ("/passages/none", 400),
        ("/passages/d1:5-2", 400),
        ("/claims/none", 400),
        ("/search?q=%22", 400),
        ("/search?q=river&certainty=sure", 400),
        ("/contested?kind=odd", 400),
        ("/publishers/none", 400),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_what_cannot_be_asked_is_told(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "<h1" in answer.text or status == 404


def test_the_actor_page_tells_what_is_known(client: TestClient) -> None:
    page = client.get(f"/actors/{MARRAN.id}").text
    assert "minister of water" in page
    assert "In 2003 Idris Marran founded the River Guard." in page
    assert "Allied with" in page or "allied with" in page


def test_time_goes_along_from_page_to_page(client: TestClient) -> None:
    page = client.get(f"/actors/{MARRAN.id}?on=2010&level=strict").text
    assert f'href="/pairs/{MARRAN.id}/{OSTRAVA.id}?level=strict&amp;on=2010"' in page
    assert "January 2020" not in page


def test_pairs_are_found_by_name(client: TestClient) -> None:
    answer = client.get("/pairs?one=Marran&other=Ostrava", follow_redirects=False)
    assert answer.headers["location"] == f"/pairs/{MARRAN.id}/{OSTRAVA.id}"


def test_a_passage_shows_exact_words_and_what_rests_on_them(client: TestClient, path: Path) -> None:
    with Casefile.open(path) as casefile:
        record = next(casefile.claims(relation="founded"))
    words = record.claim.evidence[0]
    page = client.get(f"/passages/{record.document.id}:{words.start}-{words.end}").text
    assert f"<mark>{words.quote}</mark>" in page
    assert f'href="/claims/{record.id}"' in page


def _claim(path: Path, **asked: str) -> str:
    with Casefile.open(path) as casefile:
        return next(casefile.claims(**asked)).id  # type: ignore[arg-type]


def _state(path: Path, claim: str) -> State:
    with Casefile.open(path) as casefile:
        return next(casefile.claims(ids=[claim], include_rejected=True)).state


def test_a_rejected_claim_leaves_the_pages_and_undo_brings_it_back(client: TestClient, path: Path) -> None:
    claim = _claim(path, relation="founded")
    address = f"/pairs/{MARRAN.id}/{GUARD.id}"
    assert claim in client.get(address).text
    client.post(f"/claims/{claim}/decide", data={"kind": "reject", "why": "irony", "back": "/"})
    assert _state(path, claim) is State.REJECTED
    assert claim not in client.get(address).text
    page = client.get(f"/claims/{claim}").text
    assert "irony" in page
    judgement = re.search(r'name="judgement" value="([^"]+)"', page)
    assert judgement
    client.post("/decisions/undo", data={"judgement": judgement[1]})
    assert _state(path, claim) is State.OPEN
    assert claim in client.get(address).text


def test_correcting_changes_only_the_parts_that_were_changed(client: TestClient, path: Path) -> None:
    claim = _claim(path, relation="founded")
    page = client.get(f"/claims/{claim}").text
    form = page[page.index('class="correct"') :]
    said = {
        unescape(n): unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', form) if n != "back"
    }
    chosen = dict(re.findall(r'<select id="part-(\w+)".*?<option value="(\w+)" selected', form))
    answer = client.post(
        f"/claims/{claim}/decide", data={**said, **chosen, "kind": "correct", "object": "Ostrava"}
    )
    assert answer.status_code == 200
    with Casefile.open(path) as casefile:
        made = casefile.judgements(claim)
        assert [(j.field, j.value, j.by) for j in made] == [("object", OSTRAVA.id, "reader")]
    assert client.post(f"/claims/{claim}/decide", data={"kind": "correct"}).status_code == 400


@pytest.mark.parametrize(
    "said", [{}, {"kind": "erase"}, {"kind": "comment"}, {"kind": "reject", "why": "x" * 2_001}]
)
def test_bad_decisions_write_nothing(client: TestClient, path: Path, said: dict[str, str]) -> None:
    claim = _claim(path)
    assert client.post(f"/claims/{claim}/decide", data=said).status_code == 400
    assert client.post("/claims/none/decide", data={"kind": "accept"}).status_code == 400
    with Casefile.open(path) as casefile:
        assert not casefile.judgements()


def test_review_walks_on_and_counts(client: TestClient) -> None:
    first = client.get("/review").text
    claim = re.search(r'action="/claims/([^/]+)/decide"', first)
    back = re.search(r'name="back" value="([^"]+)"', first)
    assert claim and back
    after = client.post(f"/claims/{claim[1]}/decide", data={"kind": "accept", "back": unescape(back[1])}).text
    assert "1 decided by" in after
    assert f"/claims/{claim[1]}/decide" not in after


def test_a_second_reader_does_not_see_what_the_first_decided(client: TestClient, path: Path) -> None:
    claim = _claim(path, relation="founded")
    client.post(f"/claims/{claim}/decide", data={"kind": "reject", "why": "because"})
    assert "Nothing waits" in client.get("/review?second=1").text
    client.post("/settings/name", data={"name": "Second Reader"})
    page = client.get("/review?second=1").text
    assert f"/claims/{claim}/decide" in page
    assert "because" not in page
    assert "mark-rejected" not in page
    client.post(f"/claims/{claim}/decide", data={"kind": "accept"})
    with Casefile.open(path) as casefile:
        assert [j.by for j in casefile.judgements(claim)] == ["reader", "Second Reader"]


def test_what_was_cited_stays_what_it_was(client: TestClient, path: Path) -> None:
    claim = _claim(path, relation="founded")
    address = f"/pairs/{MARRAN.id}/{GUARD.id}"
    page = client.get(address).text
    link = re.search(r'id="cite-link" readonly value="([^"]+)"', page)
    assert link and "known=" in link[1]
    cited = unescape(link[1])
    assert cited in unescape(page[page.index("cite-note") : page.index("cite-link")])
    client.post(f"/claims/{claim}/decide", data={"kind": "reject", "why": "irony"})
    assert claim not in client.get(address).text
    then = client.get(cited).text
    assert claim in then
    assert "As recorded by" in then
    assert re.search(r'id="cite-link" readonly value="([^"]+)"', then)[1] == link[1]  # type: ignore[index]
    taken = client.get(f"{cited}&as=jsonl")
    assert "In 2003 Idris Marran founded the River Guard." in taken.text
    assert client.get(f"{cited}&as=svg").headers["content-type"].startswith("image/svg")
    assert client.get(f"{cited}&as=dossier").status_code == 200
    assert client.post(f"/claims/{claim}/decide?known=2020", data={"kind": "accept"}).status_code == 200
    assert _state(path, claim) is State.ACCEPTED  # what is decided is decided now
    assert client.get(f"{address}?known=soon").status_code == 400


def test_every_page_can_be_seen_as_it_was(client: TestClient, path: Path) -> None:
    for name, address in addresses(path).items():
        joined = "&" if "?" in address else "?"
        before, then = (f"{address}{joined}known={known}" for known in ("2019", "2020-12-31"))
        assert client.get(then).status_code == (404 if name == "fault" else 200), name
        assert client.get(before).status_code < 500, name  # nothing was recorded by then


def test_merging_and_undoing(client: TestClient, path: Path) -> None:
    preview = client.get(f"/actors/{MARRAN.id}/merge?other=Ostrava")
    assert "Both are" in preview.text
    client.post(f"/actors/{MARRAN.id}/merge", data={"goes": OSTRAVA.id, "remains": MARRAN.id})
    with Casefile.open(path) as casefile:
        assert casefile.actor(OSTRAVA.id).id == MARRAN.id
        judgement = casefile.judgements()[0].id
    client.post("/decisions/undo", data={"judgement": judgement})
    with Casefile.open(path) as casefile:
        assert casefile.actor(OSTRAVA.id).id == OSTRAVA.id


def test_parting_an_actor(client: TestClient, path: Path) -> None:
    page = client.get(f"/actors/{MARRAN.id}/split").text
    document = re.search(r'name="document" value="([^"]+)"', page)
    assert document
    client.post(f"/actors/{MARRAN.id}/split", data={"document": document[1], "why": "a namesake"})
    with Casefile.open(path) as casefile:
        subjects = {r.claim.subject.id for r in casefile.claims(document=document[1])}
    assert MARRAN.id not in subjects
    assert client.post(f"/actors/{MARRAN.id}/split", data={}).status_code == 400


def test_theme_and_name_are_kept(client: TestClient) -> None:
    assert 'data-theme="dark"' in client.post("/settings/theme", data={"theme": "dark", "back": "/"}).text
    assert (
        "data-theme"
        not in client.post("/settings/theme", data={"theme": "pink", "back": "/"}).text.split("<head>")[0]
    )
    page = client.post("/settings/name", data={"name": 'Nora "N" Haddad', "back": "/"}).text
    assert 'value="Nora &#34;N&#34; Haddad"' in page
    assert client.post("/settings/name", data={"name": " "}).status_code == 400


def test_what_was_seen_is_not_told_as_new(client: TestClient, path: Path) -> None:
    assert "Last recorded" in client.get("/").text
    assert "Nothing." in client.post("/seen").text
    client.post(f"/claims/{_claim(path)}/decide", data={"kind": "accept"})
    assert "New since you last looked" in client.get("/").text


def test_addresses_keep_time_and_level_and_start_at_page_one() -> None:
    links = Links("/actors", {"q": "a b", "page": "3"}, {"on": "2014"})
    assert links.here(q="c") == "/actors?q=c"
    assert links.here(page=4) == "/actors?q=a+b&page=4"
    assert links.actor("x/../y?#") == "/actors/x%2F..%2Fy%3F%23?on=2014"
    assert BASE.startswith("http://")


def test_a_dropped_file_is_read_with_progress(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way but for the models: another process reads, the state says how far it is."""
    import time

    from allegiance.web import reading

    monkeypatch.setattr(reading, "_work", read_without_models)
    client.post("/reading", files=[("files", ("../note.txt", b"A note.")), ("files", ("b.md", b"# B"))])
    until = time.monotonic() + 120
    while (state := client.get("/reading/state.json").json())["active"] and time.monotonic() < until:
        time.sleep(0.05)
    assert [file["name"] for file in state["batch"]["files"]] == ["note.txt", "b.md"]
    assert (state["batch"]["state"], state["done"], state["claims"]) == ("done", 2, 6)
    assert "6 claims" in client.get("/reading").text


def _section(page: str, name: str) -> str:
    """The text of one section of a page."""
    found = re.search(rf'<section id="{name}">(.*?)</section>', page, re.S)
    assert found is not None, name
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def test_a_description_stands_beside_the_conduct_on_record(tmp_path: Path) -> None:
    with TestClient(workbench(_quarrel(tmp_path), judge="reader", hosts=Hosts(8640)), base_url=BASE) as desk:
        page = desk.get(f"/actors/{MARRAN.id}").text
        described = _section(page, "described")
        assert "By others" in described
        assert "enemy of Ostrava" in described
        assert "Marran and Ostrava signed an alliance." in described
        assert "Plain Wire" in _section(page, "thin")
        assert "#described" in page
        early = desk.get(f"/actors/{MARRAN.id}?on=2004").text
        assert 'id="described"' not in early


def test_a_publisher_is_laid_beside_the_others(tmp_path: Path) -> None:
    with TestClient(workbench(_quarrel(tmp_path), judge="reader", hosts=Hosts(8640)), base_url=BASE) as desk:
        wire, herald = (desk.get(f"/publishers/{name}").text for name in ("Plain Wire", "Herald"))
        for page in (wire, herald):
            assert "Marran and Ostrava signed an alliance." in _section(page, "contradicts")
            assert "There is no alliance of Marran and Ostrava." in _section(page, "contradicts")
        assert "Printed again by others" in _section(wire, "reprints")
        assert "Printed first elsewhere" in _section(herald, "reprints")
        lone = desk.get("/publishers/Lone Paper").text
        assert "No contradiction" in _section(lone, "contradicts")
        assert "No passage of it" in _section(lone, "reprints")


def _quarrel(folder: Path) -> Path:
    """Two papers of which one denies what the other says and prints it again; a third that has its own."""
    allied = "Marran and Ostrava signed an alliance."
    shared = "The long road along the river was closed on Monday, and nobody knew when it would open again."
    reports = (
        Report(
            *("one", "Plain Wire", "2005-03-01"),
            (
                Said(allied, MARRAN, "allied_with", OSTRAVA, valid="2005-03"),
                Said(
                    "An enemy of Ostrava, Idris Marran is not.",
                    MARRAN,
                    "described_as",
                    value="enemy of Ostrava",
                ),
            ),
            also=shared,
        ),
        Report(
            *("two", "Herald", "2005-03-02"),
            (
                Said(
                    *("There is no alliance of Marran and Ostrava.", MARRAN, "allied_with", OSTRAVA),
                    polarity=Polarity.DENIED,
                    valid="2005-03",
                ),
            ),
            also=shared,
        ),
        Report(
            "three",
            "Lone Paper",
            "2005-03-03",
            (Said("Marran leads the River Guard.", MARRAN, "leads", GUARD),),
        ),
    )
    return plant(folder / "quarrel.casefile", reports)
