"""Every kind of page of a casefile, by name: what screenshots, axe and the XSS test open."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from allegiance.casefile import Casefile
from allegiance.casefile.entry import passage_id


def addresses(path: Path) -> dict[str, str]:
    """Name and address of one page of each kind, about the actors and the pair that most claims speak of."""
    with Casefile.open(path) as casefile:
        records = list(islice(casefile.claims(), 2_000))
        documents = [r.document for r in records] or casefile.documents()
    pages = {
        "start": "/",
        "actors": "/actors",
        "pairs": "/pairs",
        "documents": "/documents",
        "search": "/search",
        "decisions": "/decisions",
        "reading": "/reading",
        "review": "/review",
        "second-reading": "/review?second=1",
        "contested": "/contested",
        "lineage": "/lineage",
        "lineage-ties": "/lineage?ties=1&on=2014",
        "network": "/network",
        "network-then": "/network?on=2014&sign=against",
        "shifts": "/shifts",
        "gaps": "/gaps",
        "offices": "/offices",
        "publishers": "/publishers",
        "fault": "/nothing",
    }
    if not records:
        return pages
    pairs = Counter(tuple(sorted((r.claim.subject.id, r.claim.object.id))) for r in records if r.claim.object)
    actors = Counter(r.claim.subject.id for r in records)
    one, other = (quote(actor, safe="") for actor in pairs.most_common(1)[0][0])
    actor = quote(actors.most_common(1)[0][0], safe="")
    record = max(records, key=lambda r: r.claim.score)
    words = record.claim.evidence[0]
    return {
        **pages,
        "actor": f"/actors/{actor}",
        "actor-then": f"/actors/{actor}?on=2014",
        "pair": f"/pairs/{one}/{other}",
        "document": f"/documents/{quote(documents[0].id, safe='')}",
        "add": f"/documents/{quote(record.document.id, safe='')}/add?start={words.start}&end={words.end}",
        "add-words": f"/documents/{quote(record.document.id, safe='')}/add?words=a",
        "claim": f"/claims/{record.id}",
        "claim-review": f"/review?at={record.id}",
        "merge": f"/actors/{one}/merge?other={other}",
        "split": f"/actors/{actor}/split",
        "publisher": f"/publishers/{quote(record.document.publisher or '-', safe='')}",
        "passage": f"/passages/{quote(passage_id(record.document.id, words.start, words.end), safe=':')}",
        "found": "/search?" + f"q={quote(words.quote.split()[0])}",
    }
