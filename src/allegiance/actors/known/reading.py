"""Reading lists of known actors: which format a file has, and the reader for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from allegiance.actors.known import follow_the_money, petrarch, table, wikidata_entities, wikidata_results
from allegiance.actors.known.known_actor import KnownActor, cleaned
from allegiance.actors.known.lines import encoding_of
from allegiance.actors.known.rows import headings_with_name
from allegiance.errors import EmptyDocument, UsageError
from allegiance.problem import Problem


class Format(StrEnum):
    """What kinds of lists are understood."""

    CSV = "csv"
    FTM = "ftm"  # FollowTheMoney, JSON lines
    WIKIDATA = "wikidata"  # results of a query, or entities, in JSON
    PETRARCH = "petrarch"


Reader = Callable[[Path, str, str], Iterator[KnownActor | Problem]]
_READERS: Mapping[Format, Reader] = MappingProxyType(
    {Format.CSV: table.read, Format.FTM: follow_the_money.read, Format.PETRARCH: petrarch.read}
)
_LOOKED_AT = 2**16  # bytes by which a format is recognised
_ENTITY = re.compile(r'"entities"\s*:\s*\{|"labels"\s*:\s*\{|"claims"\s*:\s*\{')
_RESULT = re.compile(r'"bindings"\s*:\s*\[|"\w{1,40}Label"\s*:')
_FTM = re.compile(r'"schema"\s*:\s*"[A-Z]')
_DICTIONARY = re.compile(r"^(?:[^\s#+,][^\n,]*|\s*)\[~?[A-Z]{3,}[^\]\n]*\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A list of known actors as it lies on the disk."""

    path: Path
    format: Format
    encoding: str
    data_set: str  # whose list it is: the name of the file without its ending, unless told
    content_hash: str  # SHA-256

    @classmethod
    def of(cls, path: Path, as_: str | None = None, data_set: str | None = None) -> KnownFile:
        """Look at a file; `as_` names its format where the content does not tell.

        Raises: NotReadable; EmptyDocument; UsageError where the format cannot be told.
        """
        encoding = encoding_of(path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found = Format(as_) if as_ else recognise(path, encoding)
        return cls(path, found, encoding, cleaned(data_set or path.stem) or "list", digest)

    def actors(self) -> Iterator[KnownActor | Problem]:
        """The actors one after the other, and what could not be understood. Raises: UsageError."""
        reader = _READERS.get(self.format)
        if reader is None:
            entities = _ENTITY.search(_beginning(self.path, self.encoding)) is not None
            reader = wikidata_entities.read if entities else wikidata_results.read
        return reader(self.path, self.encoding, self.data_set)


def recognise(path: Path, encoding: str) -> Format:
    """The format of a file, by its beginning.

    Raises: EmptyDocument where there is nothing in it; UsageError where it is none that is known.
    """
    text = _beginning(path, encoding)
    if not text.strip():
        raise EmptyDocument(f"{path} is empty; name a file with actors")
    if text.lstrip()[0] in "{[" and not _DICTIONARY.match(text.lstrip()):
        if _FTM.search(text):
            return Format.FTM
        if _ENTITY.search(text) or _RESULT.search(text):
            return Format.WIKIDATA
    elif headings_with_name(table.headings(text.splitlines()[0])):
        return Format.CSV
    elif _DICTIONARY.search(text):
        return Format.PETRARCH
    raise UsageError(
        f"{path}: no list of actors that is known by its look; say which it is: --as {', '.join(Format)} "
        "(a CSV needs a column headed 'name')"
    )


def _beginning(path: Path, encoding: str) -> str:
    with path.open("rb") as file:
        return file.read(_LOOKED_AT).decode(encoding, errors="replace")
