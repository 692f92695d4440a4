"""Adding by hand in the workbench: words are found and verified, forms say what is wrong, nothing runs, all by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import CHROMIUM, chromium, served
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from allegiance.casefile import Casefile, JudgementKind, Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.documents.document import Document
from planted import GUARD, HANDS, MARRAN, OSTRAVA, STRIKERS, VELLAND, Report, Said, plant

WORDS = "The strikers did not answer."
_PAYLOAD = '"><script>window.hit=1</script><img src=x onerror=window.hit=1>'
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: apt install chromium"
)


def _document(path: Path, words: str = WORDS) -> Document:
    with Casefile.open(path) as casefile:
        return next(d for s in casefile.documents() if words in (d := casefile.document(s.id)).text)


def _form(path: Path, **said: str) -> dict[str, str]:
    document = _document(path)
    start = document.text.index(WORDS)
    given = {
        "what": "claim",
        "start": str(start),
        "end": str(start + len(WORDS)),
        "quote": WORDS,
        "subject": STRIKERS.name,
        "relation": "opposes",
        "object": HANDS.name,
        "phase": "holds",
        "polarity": "affirmed",
        "certainty": "stated",
    }
    return {**given, **said}


def _by_hand(path: Path) -> list[Record]:
    with Casefile.open(path) as casefile:
        return [record for record in casefile.claims() if record.claim.extractor == "hand/1"]


def test_a_claim_is_added_shown_everywhere_and_taken_back(client: TestClient, path: Path) -> None:
    document = _document(path)
    said = _form(
        path,
        phase="ends",
        polarity="denied",
        certainty="alleged",
        said_by="a witness",
        when="2020-02",
        where="the mill",
        why="by their silence",
    )
    page = client.post(f"/documents/{document.id}/add", data=said).text
    (record,) = _by_hand(path)
    claim = record.claim
    assert (claim.subject.id, claim.relation, claim.object and claim.object.id) == (
        STRIKERS.id,
        "opposes",
        HANDS.id,
    )
    assert (claim.phase, claim.polarity, claim.certainty) == (Phase.ENDS, Polarity.DENIED, Certainty.ALLEGED)
    assert claim.said_by is not None and (claim.said_by.speaker, claim.said_by.words) == (None, "a witness")
    assert (str(claim.valid), claim.place, claim.evidence[0].quote) == ("2020-02", "the mill", WORDS)
    for shown in (page, *(client.get(f"/{at}").text for at in (f"actors/{HANDS.id}", f"claims/{record.id}"))):
        assert "by hand" in shown
        assert record.id in shown
    assert "dded by reader on" in client.get(f"/claims/{record.id}").text
    assert "by their silence" in client.get(f"/claims/{record.id}").text
    assert f"/claims/{record.id}" in client.get("/decisions").text
    judgement = record.judgements[0].id
    answer = client.post(
        "/decisions/undo", data={"judgement": judgement, "back": f"/documents/{document.id}"}
    )
    assert record.id not in answer.text
    assert _by_hand(path) == []
    decisions = client.get("/decisions").text
    assert f"/claims/{record.id}" not in decisions  # it leads to where it was instead
    assert f'href="/documents/{document.id}"' in decisions


def test_a_new_actor_is_named_with_its_kind(client: TestClient, path: Path) -> None:
    document = _document(path)
    said = _form(path, object="Mill Owners' League", object_kind="organization", said_by="Velland")
    client.post(f"/documents/{document.id}/add", data=said)
    (record,) = _by_hand(path)
    assert record.claim.object is not None and record.claim.said_by is not None
    assert (record.claim.object.name, record.claim.object.kind) == ("Mill Owners' League", "organization")
    assert record.claim.said_by.speaker is not None and record.claim.said_by.speaker.id == VELLAND.id
    found = client.get("/suggest/actors.json?q=mill%20own").json()
    assert [one["value"] for one in found] == [f"Mill Owners' League · {record.claim.object.id}"]
    assert "Mill Owners" in client.get("/actors?q=mill").text
    again = _form(path, subject=found[0]["value"], relation="supports", object="", object_kind="")
    assert client.post(f"/documents/{document.id}/add", data=again).status_code == 400


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"subject": ""}, "nobody was named"),
        ({"subject": "Tell"}, "2 actors"),
        ({"subject": "Idris Maran"}, "nobody on record is called"),
        ({"subject": "x · a-nobody"}, "no actor has the id"),
        ({"subject": "Nobody At All"}, "nobody on record"),
        ({"object": "Somebody New", "object_kind": "ghost"}, "kind cannot be"),
        ({"object": "…", "object_kind": "person"}, "no letter"),
        ({"object": ""}, "needs an object"),
        ({"object": STRIKERS.name}, "itself"),
        ({"relation": ""}, "no relation is called"),
        ({"relation": "loves"}, "no relation is called"),
        ({"relation": "described_as", "object": ""}, "needs a value"),
        ({"value": "a mill"}, "takes no value"),
        ({"when": "last spring"}, "last spring"),
        ({"when": "2020-13"}, "2020-13"),
        ({"phase": "lasts"}, "phase cannot be"),
        ({"certainty": "sure"}, "certainty cannot be"),
        ({"polarity": "no"}, "polarity cannot be"),
        ({"said_by": "Tell"}, "2 actors"),
        ({"why": "x" * 2_001}, "too long"),
        ({"where": "x" * 301}, "too long"),
        ({"what": "mention", "actor": ""}, "say whom the words mean"),
        ({"what": "mention", "actor": "Idris Maran"}, "nobody on record"),
    ],
)
def test_a_form_that_cannot_be_says_why_and_keeps_what_was_typed(
    client: TestClient, path: Path, changed: dict[str, str], told: str
) -> None:
    document = _document(path)
    answer = client.post(
        f"/documents/{document.id}/add", data=_form(path, **{"where": "the mill", **changed})
    )
    assert answer.status_code == 400
    notice = re.search(r'role="alert">(.*?)</p>', answer.text, re.S)
    assert notice and told.casefold() in unescape(notice[1]).casefold()
    assert "where" in changed or 'value="the mill"' in answer.text
    with Casefile.open(path) as casefile:
        assert casefile.judgements() == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"quote": "The strikers did answer."},
        {"start": "0"},
        {"start": "-1"},
        {"end": "99999999"},
        {"end": "1" * 12},
        {"start": ""},
    ],
)
def test_words_that_the_text_does_not_have_are_refused(
    client: TestClient, path: Path, changed: dict[str, str]
) -> None:
    assert client.post(f"/documents/{_document(path).id}/add", data=_form(path, **changed)).status_code == 400
    assert _by_hand(path) == []


def test_adding_comes_from_our_own_pages_only(client: TestClient, path: Path) -> None:
    address = f"/documents/{_document(path).id}/add"
    for origin in ("https://evil.example", "null"):
        answer = client.post(address, data=_form(path), headers={"origin": origin})
        assert answer.status_code == 403
    assert _by_hand(path) == []


def test_words_are_found_as_typed_and_one_place_is_chosen(client: TestClient, path: Path) -> None:
    document = _document(path, "Since 2003 Marran")
    address = f"/documents/{document.id}/add"
    assert "type or paste them" in client.get(address).text
    once = client.get(address, params={"words": "Since  2003\nMarran"}, follow_redirects=False)
    start = document.text.index("Since 2003 Marran")
    assert parse_qs(urlsplit(once.headers["location"]).query) == {
        "start": [str(start)],
        "end": [str(start + 17)],
    }
    several = client.get(address, params={"words": "River Guard"}).text
    assert "They stand at 2 places" in several
    assert several.count("<mark>River Guard</mark>") == 2
    assert "does not have these words" in client.get(address, params={"words": "River Gard"}).text
    assert client.get(address, params={"words": "…"}).status_code == 400
    assert client.get(address, params={"start": "3", "end": "2"}).status_code == 400
    assert client.get(address, params={"start": "1", "end": "999999"}).status_code == 400


def test_the_form_supposes_those_whom_the_words_mention(client: TestClient, path: Path) -> None:
    document = _document(path, "Since 2003 Marran")
    start = document.text.index("Since 2003 Marran")
    page = client.get(f"/documents/{document.id}/add?start={start}&end={start + 35}").text
    assert f'name="subject" value="Idris Marran · {MARRAN.id}"' in page
    assert f'name="object" value="Ostrava · {OSTRAVA.id}"' in page


def test_a_mention_is_added_shown_and_taken_back(client: TestClient, path: Path) -> None:
    document = _document(path)
    said = {**_form(path), "what": "mention", "actor": f"{GUARD.name} · {GUARD.id}", "why": "its old name"}
    page = client.post(f"/documents/{document.id}/add", data=said).text
    assert "Mentions by hand" in page
    assert "its old name" in page
    assert re.search(rf'data-actors="[^"]*{GUARD.id}[^"]*"[^>]*by-hand', page)
    judgement = re.search(r'name="judgement" value="([^"]+)"', page)
    assert judgement
    client.post("/decisions/undo", data={"judgement": judgement[1]})
    assert "Mentions by hand" not in client.get(f"/documents/{document.id}").text


def test_hostile_words_stay_words(client: TestClient, path: Path) -> None:
    document = _document(path)
    said = _form(
        path, object=_PAYLOAD, object_kind="movement", said_by=_PAYLOAD, where=_PAYLOAD, why=_PAYLOAD
    )
    client.post("/settings/name", data={"name": _PAYLOAD[:70]})
    client.post(f"/documents/{document.id}/add", data=said)
    (record,) = _by_hand(path)
    assert record.claim.object is not None and record.claim.object.name == _PAYLOAD
    wrong = client.post(f"/documents/{document.id}/add", data={**said, "when": _PAYLOAD, "value": _PAYLOAD})
    pages = [wrong.text] + [
        client.get(address).text
        for address in (
            f"/documents/{document.id}",
            f"/documents/{document.id}/add?words={_PAYLOAD}",
            f"/claims/{record.id}",
            f"/actors/{record.claim.object.id}",
            "/decisions",
        )
    ]
    for page in pages:
        assert "<script>window" not in page
        assert "<img src=x" not in page


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _select(page: Page, words: str) -> None:
    """Select words in the reader as a person does, ending in the last of them."""
    page.evaluate(
        """(words) => {
          const texts = document.createTreeWalker(document.querySelector('.reader'), NodeFilter.SHOW_TEXT);
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + words.length);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            return;
          }
          throw new Error('not there');
        }""",
        words,
    )


@needs_chromium
def test_words_are_selected_a_claim_added_by_keys_seen_and_undone(chrome: Browser, tmp_path: Path) -> None:
    path = plant(tmp_path / "river.casefile")
    document = _document(path)
    with served(path) as base:
        tab = chrome.new_page(viewport={"width": 1280, "height": 900})
        faults: list[str] = []
        tab.on("pageerror", lambda fault: faults.append(str(fault)))
        tab.goto(f"{base}/documents/{document.id}")
        bar = tab.get_by_role("region", name="Selected words")
        expect(bar).not_to_be_visible()
        _select(tab, "strikers did not answer")
        expect(bar).to_contain_text("“strikers did not answer”")
        tab.keyboard.press("c")
        tab.wait_for_url("**/add?start=*")
        expect(tab.locator("mark")).to_have_text("strikers did not answer")
        tab.get_by_label("Who", exact=True).focus()
        tab.keyboard.press("Control+a")
        tab.keyboard.type("the strikers")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        expect(tab.get_by_label("stands how")).to_be_focused()
        tab.keyboard.type("opposes")
        expect(tab.get_by_label("stands how")).to_have_value("opposes")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Control+a")
        tab.keyboard.type("hands of")
        expect(tab.locator("#suggested-object option")).to_have_count(1)
        tab.get_by_label("to whom", exact=True).fill(
            tab.locator("#suggested-object option").get_attribute("value") or ""
        )
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"**/documents/{document.id}#c*")
        note = tab.locator(".notes li", has_text="oppose")
        expect(note).to_contain_text("by hand")
        note.hover()
        expect(tab.locator(".claimed.is-on")).to_have_text("strikers did not answer")
        tab.goto(f"{base}/actors/{HANDS.id}")
        expect(tab.locator("#chronology .mark-by-hand")).to_be_visible()
        tab.goto(f"{base}/documents/{document.id}")
        tab.locator(".notes li", has_text="oppose").get_by_role("link").click()
        expect(tab.locator("aside")).to_contain_text("Added by reader on")
        tab.get_by_role("button", name="Undo").click()
        tab.wait_for_url(f"**/documents/{document.id}")
        expect(tab.locator(".notes li", has_text="oppose")).to_have_count(0)
        tab.goto(f"{base}/decisions")
        tab.get_by_role("button", name="Undo the undo").click()
        expect(tab.locator(".judgement")).to_have_count(3)
        tab.close()
        assert faults == []
    assert [record.claim.relation for record in _by_hand(path)] == ["opposes"]


@needs_chromium
def test_offsets_of_a_selection_count_characters_not_code_units(chrome: Browser, tmp_path: Path) -> None:
    report = Report(
        *("odd", "Plain Wire", "2005-01-01"),
        (Said("𝔘𝔘 😀 said Marran leads the River Guard.", MARRAN, "leads", GUARD),),
        also="😀 Somebody else came.",
    )
    path = plant(tmp_path / "odd.casefile", (report,))
    document = _document(path, "😀 Somebody")
    with served(path) as base:
        tab = chrome.new_page()
        tab.goto(f"{base}/documents/{document.id}")
        _select(tab, "Somebody else")
        tab.keyboard.press("m")
        tab.wait_for_url("**/add?start=*#mention")
        expect(tab.locator("mark")).to_have_text("Somebody else")
        tab.get_by_label("They mean", exact=True).fill(f"{GUARD.name} · {GUARD.id}")
        tab.get_by_label("They mean: on record, or a new one of this kind").select_option("")
        tab.get_by_role("button", name="Add the mention").click()
        expect(tab.get_by_role("heading", name="Mentions by hand")).to_be_visible(timeout=10_000)
        tab.close()
    with Casefile.open(path) as casefile:
        (added,) = (j for j in casefile.judgements() if j.kind is JudgementKind.ADD)
        (there,) = (m for m in casefile.mentions_in(document.id) if m.by_hand)
    assert document.text[there.start : there.end] == "Somebody else"
    assert added.by == "reader"


@needs_chromium
def test_without_scripts_words_are_typed(chrome: Browser, tmp_path: Path) -> None:
    path = plant(tmp_path / "river.casefile")
    document = _document(path)
    with served(path) as base:
        bare = chrome.new_page(java_script_enabled=False)
        bare.goto(f"{base}/documents/{document.id}")
        bare.get_by_role("link", name="type them").click()
        bare.get_by_label("The words, as the document has them").fill(WORDS)
        bare.get_by_role("button", name="Find them").click()
        bare.get_by_label("Who", exact=True).fill("the strikers")
        bare.get_by_label("stands how").select_option("opposes")
        bare.get_by_label("to whom", exact=True).fill("Mill owners")
        bare.get_by_role("button", name="Add the claim").click()
        expect(bare.get_by_role("alert")).to_contain_text("Mill owners")
        bare.get_by_label("to whom: on record, or a new one of this kind").select_option("organization")
        bare.get_by_role("button", name="Add the claim").click()
        expect(bare.locator(".notes li", has_text="Mill owners")).to_contain_text("by hand")
        bare.close()
