"""Reading: from a file to a Document.

    path ─► bytes ─► first reader that accepts them ─► Layer ─► structure, language ─► Document

`READERS` is asked in order; a further format is a further entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path, PurePath

from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.documents.html import HtmlReader
from allegiance.documents.layer import Layer, Metadata, Reader
from allegiance.documents.markdown import MarkdownReader
from allegiance.documents.plain import PlainReader
from allegiance.documents.structure import structure
from allegiance.documents.tongue import language_of
from allegiance.errors import EmptyDocument, NotReadable, TooLarge
from allegiance.problem import Problem

READERS: tuple[Reader, ...] = (MarkdownReader(), HtmlReader(), PlainReader())
MAX_BYTES = 20_000_000  # one text; four times the Bible
MAX_BLOCKS = 200_000  # paragraphs of one text; a text with more is a table or worse
_SAMPLE = 2_000


def read_document(path: Path) -> Document:
    """Read one file.

    Raises: NotReadable, EmptyDocument, NotText or TooLarge; each names the file, what is wrong, the way out.
    """
    place = _shown(str(path))
    try:
        if not path.is_file():
            raise NotReadable(f"{place}: {_what_instead(path)}")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(place, size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:  # ValueError: a name with a zero character
        raise NotReadable(
            f"{place}: {_reason(fault)}; check the name and the permissions of the file"
        ) from fault
    return _document(data, name=path.name, place=place)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the content of a file. `name`: its file name; the suffix helps to tell the format.

    Raises: EmptyDocument, NotText or TooLarge; each names the file, what is wrong and the way out.
    """
    return _document(data, name=name, place=_shown(name))


def problems_of(document: Document) -> tuple[Problem, ...]:
    """What a person should know about how this document was read."""
    if document.reader != HtmlReader.whole_page:
        return ()
    message = (
        "no main text could be told from the rest of the page, so all of it was read; check what it claims"
    )
    return (Problem(document.name, message),)


def _document(data: bytes, *, name: str, place: str) -> Document:
    if len(data) > MAX_BYTES:
        raise _too_large(place, len(data))
    if not data.strip():
        raise EmptyDocument(f"{place}: the file is empty; check that it was saved or copied completely")
    reader = next(reader for reader in READERS if reader.accepts(name, data))
    layer = reader.read(data, place)
    if not layer.blocks:
        raise EmptyDocument(
            f"{place}: there is nothing but white space in it; check that it was saved completely"
        )
    if len(layer.blocks) > MAX_BLOCKS:
        raise TooLarge(
            f"{place}: {len(layer.blocks):,} paragraphs; one document may have {MAX_BLOCKS:,}; "
            "split it into parts and read those"
        )
    passages, metadata = structure(layer)
    digest = sha256(data).hexdigest()
    return Document(
        id=f"d{digest[:16]}",
        name=PurePath(name).stem or name,
        text=layer.text,
        content_hash=digest,
        reader=layer.reader,
        language=_language(layer, metadata, passages),
        title=metadata.title,
        author=metadata.author,
        publisher=metadata.publisher,
        published=metadata.published,
        url=metadata.url,
        passages=passages,
    )


def _language(layer: Layer, metadata: Metadata, passages: Sequence[Passage]) -> str | None:
    """The language that the document names, else that of its running text, else what its format hints at."""
    if metadata.language:
        return metadata.language
    running = [p for p in passages if p.kind is not PassageKind.FURNITURE] or passages
    sample, length = [], 0
    for passage in running:
        sample.append(passage.quote[:_SAMPLE])
        length += len(sample[-1])
        if length >= _SAMPLE:
            break
    return language_of("\n".join(sample)) or layer.language_hint


def _shown(name: str) -> str:
    """A file name that is safe in a one-line message."""
    return "".join(character if character.isprintable() else "?" for character in name)[:300]


def _what_instead(path: Path) -> str:
    if path.is_dir():
        return "is a folder; name the files in it"
    if path.exists():
        return "is no ordinary file; save its content to a file and read that"
    return "there is no such file; check the name"


def _reason(fault: OSError | ValueError) -> str:
    return (
        f"cannot be opened ({fault.strerror or fault})" if isinstance(fault, OSError) else "is no file name"
    )


def _too_large(place: str, size: int) -> TooLarge:
    return TooLarge(
        f"{place}: {size:,} bytes; one document may have {MAX_BYTES:,}; split it into parts and read those"
    )
