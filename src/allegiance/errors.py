"""The errors that a caller can meet. Each message names the value, the place and the way out.

    AllegianceError
    ├── UsageError            the caller asked for something that cannot be asked
    │   ├── UnknownActor      no actor in the casefile goes by that name
    │   └── BadInterval       a text is not a date or interval in EDTF
    ├── DocumentError         one document cannot be read; a batch goes on with the next
    │   ├── NotReadable       missing, a folder, no permission
    │   ├── EmptyDocument     nothing to read in it
    │   ├── NotText           binary, truncated, or in no encoding that we know
    │   └── TooLarge          beyond the limit for one document
    └── CasefileError         the casefile itself
        ├── NotACasefile      the file is something else, or damaged
        ├── NewerCasefile     written by a later version of Allegiance
        └── CasefileBusy      another process is writing

Faults in the material (a passage that could not be understood) are no exceptions: they are `Problem` values.
"""


class AllegianceError(Exception):
    """Base of all errors that Allegiance raises on purpose; the message is one line for people."""


class UsageError(AllegianceError):
    """The request cannot be answered as it was put."""


class UnknownActor(UsageError):
    """No actor in the casefile goes by this name."""


class BadInterval(UsageError, ValueError):
    """A text is not a date or interval in EDTF."""


class DocumentError(AllegianceError):
    """One document cannot be read."""


class NotReadable(DocumentError):
    """The file is missing, is a folder or may not be opened."""


class EmptyDocument(DocumentError):
    """The file holds no text."""


class NotText(DocumentError):
    """The file is binary, truncated or in an unknown encoding."""


class TooLarge(DocumentError):
    """The file is larger than one document may be."""


class CasefileError(AllegianceError):
    """The casefile cannot be used."""


class NotACasefile(CasefileError):
    """The file is not a casefile, or is damaged."""


class NewerCasefile(CasefileError):
    """The casefile was written by a later version of Allegiance."""


class CasefileBusy(CasefileError):
    """Another process is writing to the casefile."""
