"""How smoothly the network over time moves: frames per second in headless Chromium.

    python benchmarks/web_frames.py [--actors 2000] [--ties 5000] [--seconds 5] [--small]

Makes a casefile of so many actors and dated ties, serves it, opens its network page at 1280 × 900, and then, for some
seconds each: drags the time slider, plays it, drags the picture at its whole and at three times its size, moves the
pointer over it. Between two animation frames the browser does all that a movement asks for, so that the gaps between
their times are what a person sees. Needs Chromium and the dependency group `dev`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "web"))

from browsing import chromium, served
from playwright.sync_api import Page

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry
from allegiance.claims.claim import Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention

PER_DOCUMENT = 10
SIDES = 12
TOGETHER = ("allied_with", "supports", "sponsors", "aided")
AGAINST = ("rivals", "opposes", "attacked", "accused")
# Each frame asks for one movement, so that every frame draws; `name` is a function of window.moves.
_RUN = """([name, seconds]) => new Promise((done) => {
  const gaps = []; let last = 0, began = 0;
  const step = (now) => {
    if (last) gaps.push(now - last); else began = now;
    last = now;
    if (now - began > seconds * 1000) { done(gaps); return; }
    window.moves[name]((now - began) / (seconds * 1000));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
_MOVES = """() => {
  const place = document.querySelector('[data-network]'), canvas = place.querySelector('canvas');
  const slider = place.querySelector('input[type=range]');
  const at = (type, share) => {
    const box = canvas.getBoundingClientRect(), turn = share * 2 * Math.PI * 4;
    canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1,
      clientX: box.left + box.width / 2 + 300 * Math.cos(turn), clientY: box.top + 300 + 200 * Math.sin(turn) }));
  };
  window.moves = {
    slider(share) {
      slider.value = String(Number(slider.min) + (Number(slider.max) - Number(slider.min)) * Math.abs(1 - 2 * share));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    },
    wait() {},
    press() { at('pointerdown', 0); },
    drag(share) { at('pointermove', share); },
    leave() { at('pointerup', 1); },
  };
}"""
_DRAWN = "() => Number(document.querySelector('[data-network]').dataset.frames)"


@dataclass(frozen=True)
class Measured:
    """One movement: milliseconds between frames, and how many of the frames drew the network anew."""

    name: str
    gaps: list[float]
    drawn: int
    cpu: float  # milliseconds of the processor that the page's own process took

    @property
    def line(self) -> str:
        gaps = sorted(self.gaps)
        seconds, p95 = sum(gaps) / 1000, gaps[min(len(gaps) - 1, round(0.95 * len(gaps)))]
        return (
            f"{self.name:<28}{len(gaps) / seconds:>8.1f}{statistics.fmean(gaps):>10.1f}{p95:>8.1f}"
            f"{gaps[-1]:>8.1f}{self.drawn / seconds:>10.1f}{self.cpu / max(self.drawn, 1):>12.1f}"
        )


def entries(actors: int, ties: int) -> Iterator[Entry]:
    """Made-up documents of ten sentences, one dated tie each; every actor is in some tie."""
    rng = random.Random(7)
    everybody = [Actor(f"a{n}", f"Group {n}", ActorKind.ORGANIZATION, (f"Group {n}",)) for n in range(actors)]
    pairs = _pairs(rng, everybody)
    for number in range(-(-ties // PER_DOCUMENT)):
        yield _entry(rng, number, list(islice(pairs, min(PER_DOCUMENT, ties - number * PER_DOCUMENT))))


def _pairs(rng: random.Random, everybody: list[Actor]) -> Iterator[tuple[Actor, Actor, bool]]:
    """Each actor in turn with one of its own side, or an opponent of another; some are met far more often."""
    for number in cycle(range(len(everybody))):
        own = rng.random() < 0.6
        other = int(len(everybody) * rng.random() ** 2)
        side = number % SIDES if own else rng.randrange(SIDES)
        other = (other - other % SIDES + side) % len(everybody)
        if other != number:
            yield everybody[number], everybody[other], own


def _entry(rng: random.Random, number: int, pairs: list[tuple[Actor, Actor, bool]]) -> Entry:
    identity = f"d{hashlib.sha256(str(number).encode()).hexdigest()[:15]}"
    sentences: list[str] = []
    claims: list[Claim] = []
    mentions: dict[Actor, list[Mention]] = {}
    at = 0
    for one, other, own in pairs:
        relation = rng.choice(TOGETHER if own else AGAINST)
        sentence = f"{one.name} {relation} {other.name}, a report says."
        mention = Mention(at, at + len(one.name), one.name, Form.NAMED, one.kind, at)
        mentions.setdefault(one, []).append(mention)
        first = date(1995, 1, 1) + timedelta(days=rng.randrange(9_000))
        last = first + timedelta(days=rng.randrange(1_500))
        claims.append(
            Claim(identity, one, relation, other, None, Phase.HOLDS, Polarity.AFFIRMED, Certainty.STATED, None,
                  Interval.parse(f"{first}/{last}"), None, (Passage(at, at + len(sentence), sentence),), 0.9,
                  "made-up/1", ("rule:made-up",))
        )  # fmt: skip
        sentences.append(sentence)
        at += len(sentence) + 1
    text = "\n".join(sentences)
    document = Document(
        identity, f"report {number}", text, hashlib.sha256(text.encode()).hexdigest(), "text/1", language="en",
        publisher=f"Paper {number % 20}", published=Interval.parse("2021-01-01"),
        passages=(Passage(0, len(text), text),),
    )  # fmt: skip
    chains = [Chain(a.name, a.kind, tuple(m), ("same name",) * len(m)) for a, m in mentions.items()]
    return Entry(document, chains, list(mentions), ["made-up"] * len(chains), claims)


def measure(page: Page, name: str, move: str, seconds: float) -> Measured:
    """Frames while one movement goes on."""
    page.wait_for_timeout(600)
    before, cpu = page.evaluate(_DRAWN), _cpu(page)
    gaps = page.evaluate(_RUN, [move, seconds])
    return Measured(name, gaps, page.evaluate(_DRAWN) - before, _cpu(page) - cpu)


def _cpu(page: Page) -> float:
    """Milliseconds that the busiest process of the browser that draws pages has taken."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return 1000 * max(float(one["cpuTime"]) for one in processes if one["type"] == "renderer")


def movements(page: Page, seconds: float) -> Iterator[Measured]:
    """All movements of the page, one after the other."""
    page.evaluate(_MOVES)
    slider = page.get_by_label("Time", exact=True)
    yield measure(page, "drag the time slider", "slider", seconds)
    slider.evaluate("e => { e.value = e.min; e.dispatchEvent(new Event('input')); }")
    page.get_by_role("button", name="Play").click()
    yield measure(page, "play", "wait", seconds)
    page.get_by_role("button", name="Pause").click()
    slider.evaluate(
        "e => { e.value = (Number(e.min) + Number(e.max)) / 2; e.dispatchEvent(new Event('input')); }"
    )
    yield measure(page, "pointer over the picture", "drag", seconds)
    for name, closer in (("drag, whole picture", 0), ("drag, three steps closer", 3)):
        for _ in range(closer):
            page.get_by_role("button", name="Closer").click()
        page.evaluate("window.moves.press()")
        yield measure(page, name, "drag", seconds)
        page.evaluate("window.moves.leave()")


def main(arguments: list[str]) -> int:
    """Measure; returns 1 where a movement is below 30 frames a second."""
    parser = argparse.ArgumentParser(description="Frames per second of the network over time.")
    parser.add_argument("--actors", type=int, default=2_000)
    parser.add_argument("--ties", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--small", action="store_true", help="300 actors, 800 ties, two seconds each")
    asked = parser.parse_args(arguments)
    actors, ties, seconds = (300, 800, 2.0) if asked.small else (asked.actors, asked.ties, asked.seconds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crowd.casefile"
        with Casefile.open(path, create=True) as casefile:
            casefile.add_all(entries(actors, ties), casefile.begin_run("made-up/1"))
        with served(path) as base, chromium() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(120_000)
            began = time.perf_counter()
            page.goto(base + "/network?level=everything")
            page.locator("[data-network] canvas").wait_for()
            shown = page.evaluate(
                "async () => { const a = await (await fetch(document.querySelector('[data-network]')"
                ".dataset.network)).json(); return [a.actors.length, a.ties.length]; }"
            )
            sys.stdout.write(
                f"{shown[0]:,} actors, {shown[1]:,} ties; opened in {time.perf_counter() - began:.1f} s\n"
                f"{'':<28}{'frames/s':>8}{'mean ms':>10}{'p95':>8}{'worst':>8}{'drawn/s':>10}{'CPU ms/drawn':>14}\n"
            )
            slow = False
            for found in movements(page, seconds):
                sys.stdout.write(found.line + "\n")
                sys.stdout.flush()
                slow = slow or len(found.gaps) * 1000 / sum(found.gaps) < 30
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
