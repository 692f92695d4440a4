"""Cite: the text of a footnote for what a page shows."""

from __future__ import annotations

from datetime import UTC, datetime

from allegiance.casefile import DocumentSummary
from allegiance.documents.document import Document
from allegiance.views.dates import in_words
from allegiance.views.entry import DocumentRef


def page_note(title: str, casefile: str, address: str) -> str:
    """A page that was worked out from the record: what it says depends on when it was looked at."""
    now = datetime.now(UTC)
    return f"“{title}”, casefile “{casefile}”, {address} (as of {now.day} {now:%B %Y})."


def source_note(document: Document | DocumentRef | DocumentSummary, passage: str | None = None) -> str:
    """A document or a passage of it: who published what when, and where the words stand."""
    who = f"{document.publisher}, " if document.publisher else ""
    when = f", {in_words(document.published)}" if document.published else ""
    where = f", {document.url}" if document.url else ""
    at = f" [{passage}]" if passage else f" [{document.id}]"
    return f"{who}“{document.title or document.name}”{when}{where}{at}."
