"""HTML: the main text of a page, by trafilatura; the whole page only where no main text can be told.

    bytes ─► page tree ─► main text, title, author, site, date ─► blocks joined by blank lines = the text

The text that is made here is what offsets point into; the page itself is known by its hash. Nothing on a page
is fetched or run. Reading takes about 0.15 ms an element, so pages of very many go the plain way.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from allegiance.documents.dates import whole_date
from allegiance.documents.decoding import decode
from allegiance.documents.document import PassageKind
from allegiance.documents.header import clean, language_code, web_address
from allegiance.documents.layer import Block, Layer, Metadata
from allegiance.errors import EmptyDocument, TooLarge

_MAX_BYTES = 5_000_000
_MAX_ELEMENTS = 30_000  # 4 s in trafilatura; news pages have 1,000 to 5,000
_MAX_DEPTH = 200  # the parser itself drops what lies deeper than 255
_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no XML tree may hold these
_CAPTION = "\ue0c1"  # private use: marks a caption on its way through trafilatura
_MAIN_BREAKS = frozenset({"p", "head", "quote", "item", "row", "list", "table", "lb", "code", "ab", "fw"})
_PAGE_TAGS = (
    "address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th title tr ul"
)
_PAGE_BREAKS = frozenset(_PAGE_TAGS.split())
_PAGE_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "head",
    "iframe",
    "object",
    "select",
    "textarea",
)
_AGAIN = "save it again when it has loaded completely, or save its article as text"
# Everything that trafilatura and the date finder are known to let through on broken pages.
_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
)
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2199-12-31",
}  # a day of today's is no input


class HtmlReader:
    """Reads web pages. A document whose reader is `whole_page` holds the whole page, furniture included."""

    name = "html/1"
    whole_page = "html-whole-page/1"

    def accepts(self, name: str, data: bytes) -> bool:
        return PurePath(name).suffix.casefold() in _SUFFIXES or bool(_OPENING.match(data[:8192]))

    def read(self, data: bytes, name: str) -> Layer:
        if len(data) > _MAX_BYTES:
            raise TooLarge(
                f"{name}: {len(data):,} bytes; a page may have {_MAX_BYTES:,}; "
                "save its article as text and read that"
            )
        page = _source(data, name)
        tree = _parse(page)
        if tree is None:
            raise EmptyDocument(f"{name}: the page holds no text; {_AGAIN}")
        hint = language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
        metadata, body = _extract(tree) if _is_bounded(tree) else (Metadata(), None)
        metadata = metadata.or_else(Metadata(title=clean(tree.findtext(".//title"))))
        text, blocks = (
            _lay_out(_blocks(body, _MAIN_BREAKS, frozenset({"head"}))) if body is not None else ("", ())
        )
        if blocks:
            return Layer(text, blocks, self.name, metadata, hint)
        text, blocks = _lay_out(_blocks(_bare_page(page), _PAGE_BREAKS, _PAGE_HEADINGS))
        if not blocks:
            raise EmptyDocument(f"{name}: the page holds no text; {_AGAIN}")
        return Layer(text, blocks, self.whole_page, metadata, hint)


def _source(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    source = decode(data, name, declared[1].decode("ascii") if declared else None)
    return _UNSAFE.sub(" ", source).replace(_CAPTION, " ")


def _parse(page: str) -> Any:
    """The tree of a page; None when there is nothing in it."""
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return document_fromstring(page.encode("utf-8"), parser)
    except etree.LxmlError:
        return None


def _is_bounded(tree: Any) -> bool:
    """Whether the tree is small and flat enough to be worked on without a limit of time."""
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > _MAX_DEPTH or elements > _MAX_ELEMENTS:
            return False
    return True


def _extract(tree: Any) -> tuple[Metadata, Any]:
    """Metadata and main text of a page; the text is None where trafilatura finds none."""
    # Imported here: it takes a third of a second, which whoever reads no pages need not wait for.
    import trafilatura
    from trafilatura.metadata import extract_metadata

    for logger in ("trafilatura", "htmldate"):  # what they find wrong with a page is not for the terminal
        logging.getLogger(logger).addHandler(logging.NullHandler())
    try:
        metadata = _metadata(extract_metadata(tree, date_config=_DATES))
    except _FAULTS:
        metadata = Metadata()
    _mark_captions(tree)
    try:
        found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    except _FAULTS:
        found = None
    return metadata, getattr(found, "body", None)


def _metadata(found: Any) -> Metadata:
    author = clean(found.author)
    return Metadata(
        title=clean(found.title),
        author=author.replace("; ", ", ") if author else None,
        publisher=clean(found.sitename),
        published=whole_date(found.date) if found.date else None,
        url=web_address(found.url),
    )


def _mark_captions(tree: Any) -> None:
    """Make captions paragraphs with a mark, since trafilatura keeps no `figcaption`."""
    for caption in list(tree.iter("figcaption")):
        words = " ".join(_UNSAFE.sub(" ", "".join(caption.itertext())).split())
        figure = caption.getparent()
        if len(words.split()) < 4 or figure is None or figure.tag != "figure" or figure.getparent() is None:
            continue
        paragraph = etree.Element("p")
        paragraph.text = _CAPTION + words
        paragraph.tail, figure.tail = figure.tail, None
        figure.addnext(paragraph)
        figure.remove(caption)


def _bare_page(page: str) -> Any:
    """The page again, without what is never shown as text."""
    tree = _parse(page)
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    return tree


def _blocks(
    tree: Any, breaks: frozenset[str], headings: frozenset[str]
) -> Iterator[tuple[str, PassageKind | None]]:
    """The words of a tree, cut where a block element begins or ends; no recursion, whatever the depth."""
    heard: list[str] = []
    heading = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in breaks:
            yield from _block(heard, PassageKind.HEADING if heading else None)
            heard.clear()
        if event == "start":
            heading += tag in headings
            heard.append(" " if tag == "a" and _touches_link(element) else "")
            heard.append(element.text or "")
        else:
            heading -= tag in headings
            heard.append(" | " if tag == "cell" and element.getnext() is not None else "")
            heard.append(element.tail or "")
    yield from _block(heard, None)


def _touches_link(link: Any) -> bool:
    """Whether nothing stands between this link and the one before: entries of a menu, not parts of a word."""
    before = link.getprevious()
    return before is not None and before.tag == "a" and not before.tail


def _block(heard: list[str], kind: PassageKind | None) -> Iterator[tuple[str, PassageKind | None]]:
    words = " ".join(_UNSAFE.sub(" ", "".join(heard)).split())
    bare = words.replace(_CAPTION, "").strip()
    if bare:
        yield bare, PassageKind.CAPTION if words.startswith(_CAPTION) else kind


def _lay_out(found: Iterator[tuple[str, PassageKind | None]]) -> tuple[str, tuple[Block, ...]]:
    """The text: all blocks with a blank line between them; and where each stands in it."""
    parts: list[str] = []
    blocks: list[Block] = []
    place = 0
    for words, kind in found:
        parts.append(words)
        blocks.append(Block(place, place + len(words), kind))
        place += len(words) + 2
    return "\n\n".join(parts), tuple(blocks)
