"""Safe text: what a document says must not be able to steer the terminal that shows it.

    ESC ] 0 ; … BEL   sets a title      ESC [ 2 J   clears the screen      U+202E   turns the reading direction

Control characters are shown as their Unicode pictures (␛) or as U+FFFD; words and marks of all scripts stay.
"""

from __future__ import annotations

import json
import re

# Controls of ASCII and Latin-1, line and paragraph separators, bidirectional overrides and isolates, halves of
# surrogate pairs, tags, interlinear and deprecated format characters. Joiners of Persian and Indic scripts stay.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029]+")
_PICTURES = 0x2400  # U+2400 is the picture of character 0


def shown(text: str) -> str:
    """One line that is safe to print: white space run together, control characters made visible."""
    return shown_part(text).strip()


def shown_part(text: str) -> str:
    """The same for a part of a line: a space at either end stays, since another part follows."""
    return _STEERING.sub(_visible, _SPACE.sub(" ", text))


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON with every steering character escaped; it reads back as the very same value."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def escaped(line: str) -> str:
    """JSON text with steering characters in its strings written as escapes; its own line breaks stay."""
    return _STEERING.sub(lambda found: found[0] if found[0] == "\n" else _escape(found[0]), line)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) != 0x7F else "\\u007f"
