"""Documents: from the bytes of a file to a text that never changes again, and its passages."""

from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.documents.layer import Block, Layer, Metadata, Reader
from allegiance.documents.read import MAX_BYTES, READERS, problems_of, read_bytes, read_document

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Block",
    "Document",
    "Layer",
    "Metadata",
    "Passage",
    "PassageKind",
    "Reader",
    "problems_of",
    "read_bytes",
    "read_document",
]
