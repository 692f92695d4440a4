"""How fast the workbench answers: python tests/web/speed.py CASEFILE [--subjects N] [--only NAME …] [--judging]

Starts `allegiance serve` as people start it, on a copy of nothing: it only reads, unless `--judging` is said.

Pages about one actor, pair, claim or document are opened for N different ones (half of them the famous, half anybody),
each once, so that nothing is there already: their median and p95 are those of first visits. Pages about the whole
casefile have one address: the first column is the first visit after the start, the others are those that follow. With
`--judging` a comment is recorded before each page, which voids whatever was kept: the last column is the visit after.

Prints milliseconds to the first byte, on the clock and of the server's processor, and kilobytes of the answer.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import select
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from allegiance.casefile import Casefile, JudgementKind, Record
from allegiance.casefile.entry import passage_id

_REPEATED = 5  # visits of a page that has one address
_PATIENCE = 300  # seconds
_READ = 2_000  # claims of an actor among which its partners are looked for


@dataclass(frozen=True, slots=True)
class Visit:
    """One answer: milliseconds to the first byte, on the clock and of the processor; its bytes."""

    clock: float
    cpu: float
    size: int
    status: int


class Served:
    """A running `allegiance serve`."""

    def __init__(self, process: subprocess.Popen[str], host: str) -> None:
        self.process = process
        self.host = host

    def cpu(self) -> float:
        """Seconds of the processor so far; 0 where the system does not tell."""
        try:
            parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def visit(self, address: str) -> Visit:
        """Open an address."""
        connection = http.client.HTTPConnection(self.host, timeout=_PATIENCE)
        spent, began = self.cpu(), time.perf_counter()
        connection.request("GET", address, headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        clock = time.perf_counter() - began
        size = len(answer.read())
        cpu = self.cpu() - spent
        connection.close()
        return Visit(clock * 1000, cpu * 1000, size, answer.status)


@contextmanager
def serving(casefile: Path) -> Iterator[Served]:
    """The command, on a free port."""
    program = [sys.executable, "-m", "allegiance", "serve", str(casefile), "--port", "0", "--by", "speed"]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], _PATIENCE)[0]:
            raise SystemExit("allegiance serve says nothing")
        told = re.search(r"http://([^/\s]+)/", process.stdout.readline())
        if told is None:
            raise SystemExit("allegiance serve did not say where it listens")
        yield Served(process, told[1])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the pages are about."""

    actors: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    records: tuple[Record, ...]
    publishers: tuple[str, ...]


def cast(path: Path, subjects: int) -> Cast:
    """Half of the actors and pairs from the top of the list, half from all over it."""
    with Casefile.open(path) as casefile:
        famous = casefile.actor_page(limit=(subjects + 1) // 2)
        step = max(1, famous.total // (subjects + 1))
        others = [casefile.actor_page(limit=1, offset=step * n).rows for n in range(1, subjects // 2 + 1)]
        actors = tuple(row.id for row in (*famous.rows, *(row for rows in others for row in rows)))
        found = {actor: tuple(islice(casefile.claims(actor), _READ)) for actor in actors}
        publishers = tuple(row.name or "-" for row in casefile.publishers()[:subjects])
    pairs = [pair for actor, records in found.items() if (pair := _pair(actor, records))]
    records = tuple(records[len(records) // 2] for records in found.values() if records)
    return Cast(actors, tuple(dict.fromkeys(pairs)), records, publishers)


def _pair(actor: str, records: tuple[Record, ...]) -> tuple[str, str] | None:
    others = Counter(
        other.id
        for record in records
        for other in (record.claim.subject, record.claim.object)
        if other and other.id != actor
    )
    return (actor, others.most_common(1)[0][0]) if others else None


def pages(shown: Cast) -> dict[str, tuple[str, ...]]:
    """Name and addresses of every kind of page."""
    actors = [f"/actors/{quote(actor, safe='')}" for actor in shown.actors]
    pairs = [f"/pairs/{quote(one, safe='')}/{quote(other, safe='')}" for one, other in shown.pairs]
    documents = [f"/documents/{quote(record.document.id, safe='')}" for record in shown.records]
    publishers = [f"/publishers/{quote(name, safe='')}" for name in shown.publishers]
    claims = [f"/claims/{record.id}" for record in shown.records]
    passages = [
        f"/passages/{quote(passage_id(r.document.id, e.start, e.end), safe=':')}"
        for r in shown.records
        for e in r.claim.evidence[:1]
    ]
    names = [quote(record.claim.subject.name) for record in shown.records]
    words = [quote(record.claim.evidence[0].quote.split()[-1].strip(".")) for record in shown.records]
    return {
        "start": ("/",),
        "actors": ("/actors",),
        "actors, page 500": ("/actors?page=500",),
        "actors, typing": tuple(f"/actors?q={name[:n]}" for name in names[:2] for n in range(1, 9)),
        "actors, typo": tuple(f"/actors?q={name[:-1]}x" for name in names),
        "actors csv": ("/actors?as=csv",),
        "actor": tuple(actors),
        "actor, then": tuple(f"{actor}?on=2005" for actor in actors),
        "actor, page 3": tuple(f"{actor}?page=3" for actor in actors),
        "take actor csv": tuple(f"{actor}?as=csv" for actor in actors[:3]),
        "take actor jsonl": tuple(f"{actor}?as=jsonl" for actor in actors[:3]),
        "take actor json": tuple(f"{actor}?as=json" for actor in actors[:3]),
        "take actor dossier": tuple(f"{actor}?as=dossier" for actor in actors[:3]),
        "merge": tuple(
            f"/actors/{quote(one, safe='')}/merge?other={quote(other, safe='')}" for one, other in shown.pairs
        ),
        "split": tuple(f"{actor}/split" for actor in actors),
        "pairs": ("/pairs",),
        "pair": tuple(pairs),
        "pair, then": tuple(f"{pair}?on=2005" for pair in pairs),
        "pair csv": tuple(f"{pair}?as=csv" for pair in pairs),
        "pair svg": tuple(f"{pair}?as=svg" for pair in pairs),
        "take pair dossier": tuple(f"{pair}?as=dossier" for pair in pairs[:3]),
        "claim": tuple(claims),
        "document": tuple(documents),
        "passage": tuple(passages),
        "documents": ("/documents",),
        "documents, page 1000": ("/documents?page=1000",),
        "documents of one": tuple(f"/documents?publisher={quote(name)}" for name in shown.publishers),
        "search": tuple(f"/search?q={word}" for word in dict.fromkeys(words)),
        "search, a name": tuple(f"/search?q={name}" for name in names),
        "search, of an actor": tuple(
            f"/search?q={word}&actor={quote(actor)}" for word, actor in zip(words, shown.actors, strict=False)
        ),
        "search csv": tuple(f"/search?q={word}&as=csv" for word in dict.fromkeys(words)),
        "review": ("/review",),
        "review, second": ("/review?second=1",),
        "review of an actor": tuple(f"/review?actor={quote(actor)}" for actor in shown.actors),
        "publishers": ("/publishers",),
        "publisher": tuple(publishers),
        "publisher csv": tuple(f"{publisher}?as=csv" for publisher in publishers[:3]),
        "contested": ("/contested",),
        "contested, of an actor": tuple(f"/contested?actor={quote(actor)}" for actor in shown.actors),
        "shifts": ("/shifts",),
        "shifts of an actor": tuple(f"/shifts?actor={quote(actor)}" for actor in shown.actors),
        "lineage": ("/lineage",),
        "lineage of an actor": tuple(f"/lineage?actor={quote(actor)}" for actor in shown.actors),
        "network": ("/network",),
        "network, then": ("/network?on=2005",),
        "network of an actor": tuple(f"/network?actor={quote(actor)}" for actor in shown.actors),
        "network ties": tuple(f"/network/ties.json?actor={quote(actor)}" for actor in shown.actors),
        "gaps": ("/gaps",),
        "offices": ("/offices",),
        "gaps of an actor": tuple(f"/gaps?of={quote(actor)}" for actor in shown.actors),
        "decisions": ("/decisions",),
        "reading": ("/reading",),
    }


def main(arguments: list[str]) -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(prog="speed.py", description=__doc__)
    parser.add_argument("casefile", type=Path)
    parser.add_argument("--subjects", type=int, default=20, help="different actors, pairs, documents")
    parser.add_argument("--only", action="append", default=[], help="pages whose name begins so")
    parser.add_argument(
        "--judging", action="store_true", help="record comments in between (in the casefile!)"
    )
    asked = parser.parse_args(arguments)
    shown = cast(asked.casefile, asked.subjects)
    wanted = {
        name: addresses
        for name, addresses in pages(shown).items()
        if not asked.only or name.startswith(tuple(asked.only))
    }
    began = time.perf_counter()
    with serving(asked.casefile) as served:
        first = served.visit("/")
        took = time.perf_counter() - began
        _say(f"from the command to its first answer: {took:.2f} s, {served.cpu():.2f} s of the processor")
        _say(f"{'':<24}{'clock, ms':^24}{'processor, ms':^24}{'kB':>8}")
        _say(f"{'page':<24}" + "".join(f"{h:>8}" for h in ("first", "median", "p95") * 2) + f"{'most':>8}")
        if first.status >= 500:
            _say(f"  the first answer is {first.status}")
        for name, addresses in wanted.items():
            _measure(served, name, addresses, asked.casefile if asked.judging else None, shown)
    return 0


def _measure(served: Served, name: str, addresses: tuple[str, ...], judged: Path | None, shown: Cast) -> None:
    if not addresses:
        return
    visited = addresses if len(addresses) > 1 else addresses * (1 + _REPEATED)
    visits = [served.visit(address) for address in visited]
    others = visits if len(addresses) > 1 else visits[1:]
    line = f"{name:<24}"
    for times in ([v.clock for v in visits], [v.cpu for v in visits]):
        rest = sorted(times if others is visits else times[1:])
        line += f"{times[0]:>8.0f}{statistics.median(rest):>8.0f}{_p95(rest):>8.0f}"
    line += f"{max(visit.size for visit in visits) / 1000:>8.0f}"
    if judged is not None:
        _comment(judged, shown)
        after = served.visit(addresses[0])
        line += f"  after a decision {after.clock:.0f}, processor {after.cpu:.0f}"
    if faults := sorted({visit.status for visit in visits if visit.status >= 400}):
        line += f"  answers {', '.join(map(str, faults))}"
    _say(line)


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _comment(path: Path, shown: Cast) -> None:
    with Casefile.open(path) as casefile:
        casefile.judge(JudgementKind.COMMENT, shown.records[0].id, by="speed", why="measured")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
