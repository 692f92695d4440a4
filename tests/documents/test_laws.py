"""Laws: whatever bytes come in, a Document with exact passages comes out, or a DocumentError."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.documents import Document, read_bytes
from allegiance.errors import DocumentError

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.TXT", "a.pdf"])
# Pieces of every format, one a line; '\\n' and its like are written out.
MARKED = r"""Title: A vote\n
Published: 2019-03-04\n
---\n
# Head\n
Head\n====\n
\n
\n\n
\r\n
By Dana Ode\n
4 March 2019, 10.30am\n
Read more: this\n
Photo: Ann Lee/AP\n
> quoted\n
- item\n
![a picture](x.png)\n
<!-- note
-->\n
The council met on Monday and the mayor left the town.
المجلس اجتمع يوم الاثنين في المدينة.
<p>
</p>
<h1>
<figure><figcaption>one two three four
</figcaption></figure>
<br>
<table><tr><td>
<html><body>
&#0;&#xD800;
\a
—
𝔘"""
WRITTEN = [line.replace(r"\n", "\n").replace(r"\r", "\r").replace(r"\a", "\a") for line in MARKED.split("\n")]
PIECES = st.sampled_from([*WRITTEN, "  ", "\ufeff", "\u2028", "\ue0c1"])
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join)


def assert_lawful(document: Document, data: bytes) -> None:
    text, passages = document.text, document.passages
    assert all(p.is_exact_in(text) for p in passages)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    assert all(p.quote.strip() == p.quote != "" for p in passages)
    covered = {i for p in passages for i in range(p.start, p.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert text.encode("utf-8").decode("utf-8") == text  # can be stored
    assert "\r" not in text and "\0" not in text
    assert document.content_hash == sha256(data).hexdigest()
    assert document.id == "d" + document.content_hash[:16]


def read_or_refuse(data: bytes, name: str) -> Document | None:
    try:
        return read_bytes(data, name)
    except DocumentError as refusal:
        assert str(refusal).startswith(f"{name}: ")
        assert "\n" not in str(refusal)
        return None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, NAMES)
def test_passages_are_exact_ordered_and_cover_the_text(text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    document = read_or_refuse(data, name)
    if document:
        assert_lawful(document, data)
        assert read_bytes(data, name) == document


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=200), NAMES)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    document = read_or_refuse(data, name)
    if document:
        assert_lawful(document, data)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_plain_text_is_kept_character_by_character(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    document = read_or_refuse(data, "a.md")
    if document:
        kept = text.encode("utf-8", "replace").decode().removeprefix("\ufeff" if encoding == "utf-8" else "")
        assert document.text == kept.replace("\r\n", "\n").replace("\r", "\n")
