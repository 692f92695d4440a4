"""Decoding: from bytes to text, or a clear word on why these bytes are no text.

    magic numbers ─► byte-order mark ─► UTF-8 ─► charset the page declares ─► guess (Windows-1252, -1256 …)

Line ends are made one here, and only here: '\\r\\n' and '\\r' become '\\n'. Offsets count in the result.
"""

from __future__ import annotations

import codecs
import re

from allegiance.errors import NotText

_MAGIC: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(start, re.DOTALL), what)
    for start, what in (
        (rb"%PDF-", "a PDF"),
        (rb"PK(\x03\x04|\x05\x06)", "a ZIP archive or an office file (DOCX, ODT, XLSX, EPUB)"),
        (rb"\xd0\xcf\x11\xe0", "an old office file (DOC, XLS, PPT)"),
        (rb"\{\\rtf", "a rich text file (RTF)"),
        (rb"\x89PNG", "a PNG image"),
        (rb"\xff\xd8\xff", "a JPEG image"),
        (rb"GIF8[79]a", "a GIF image"),
        (rb"II\*\x00|MM\x00\*", "a TIFF image"),
        (rb"RIFF.{4}(WAVE|AVI |WEBP)", "a picture, film or recording (RIFF)"),
        (rb".{4}ftyp", "a film or recording (MP4)"),
        (rb"ID3[\x02-\x04]", "a recording (MP3)"),
        (rb"OggS\x00", "a recording (Ogg)"),
        (rb"\x1f\x8b", "a gzip archive"),
        (rb"BZh[1-9]1AY&SY", "a bzip2 archive"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (rb"Rar!\x1a", "a RAR archive"),
        (rb"\xfd7zXZ", "an xz archive"),
        (rb"SQLite format 3\x00", "an SQLite database"),
        (rb"\x7fELF|MZ.\x00", "a program"),
    )
)
_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", 4),
    (codecs.BOM_UTF32_BE, "utf-32-be", 4),
    (codecs.BOM_UTF8, "utf-8", 1),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
)
# Encodings worth a guess; every further one makes wrong guesses on short texts likelier.
_GUESSES = ["cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255"]
_GUESSES += ["gb18030", "big5", "shift_jis", "euc_kr", "koi8_r"]
_SAMPLE = 32_768  # bytes that the guess looks at
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.01  # share of control characters beyond which a text is none
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Typographic quotes, dashes, ellipsis, no-break space, pound, accents of western names in Windows-1252.
_WESTERN = re.compile(rb"[\x80\x82\x84-\x87\x91-\x97\x99\xa0\xa3\xab\xb0\xb7\xbb\xe0-\xef\xf1-\xf6\xf9-\xfc]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WAY_OUT = "save it as plain text in UTF-8 and read that"


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of these bytes, with '\\n' as the only line end.

    `declared`: a charset that the file itself names, used where the bytes are not UTF-8.
    Raises: NotText, naming the file and what it looks like, when the bytes are binary, cut off or unknown.
    """
    refuse_binary(data, name)
    text = _marked(data, name)
    if text is None:
        text = _unmarked(data, name, declared)
    _refuse_control(text, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(data: bytes, name: str) -> None:
    """Raises: NotText, when the first bytes belong to a known binary format."""
    for magic, what in _MAGIC:
        if magic.match(data):
            raise NotText(f"{name}: looks like {what}, not like text; {_WAY_OUT}")


def _marked(data: bytes, name: str) -> str | None:
    """The text behind a byte-order mark; None without one."""
    for mark, encoding, width in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as fault:
                place = len(mark) + fault.start
                cut = fault.end + width > len(data) - len(mark)
                raise NotText(_broken(name, encoding, place, cut=cut)) from fault
    return None


def _unmarked(data: bytes, name: str, declared: str | None) -> str:
    zero = data.find(b"\0")
    if zero >= 0:
        raise NotText(f"{name}: binary data (a zero byte at byte {zero}), not text; {_WAY_OUT}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _is_utf8_but_for(fault, data):
            raise NotText(_broken(name, "UTF-8", fault.start, cut=_is_cut(fault, data))) from fault
    return _legacy(data, name, declared)


def _is_cut(fault: UnicodeDecodeError, data: bytes) -> bool:
    return fault.reason == "unexpected end of data" and fault.end == len(data)


def _is_utf8_but_for(fault: UnicodeDecodeError, data: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage, rather than another encoding.

    A lone high byte at the very end of an otherwise ASCII text may be a Windows-1252 letter; two may not.
    """
    whole = sum(len(found) for found in _MULTIBYTE.findall(data))
    high = len(_HIGH.findall(data))
    if _is_cut(fault, data):
        return high - whole == len(data) - fault.start and (whole > 0 or len(data) - fault.start > 1)
    return whole >= 20 and high - whole <= high * 0.05


def _legacy(data: bytes, name: str, declared: str | None) -> str:
    """The text in an encoding from before Unicode: the declared one, else a guess."""
    for encoding in (declared, *_guess(data)):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, ValueError):  # no such encoding, or not these bytes: the next
            continue
    raise NotText(f"{name}: is in no encoding that could be told; {_WAY_OUT}")


def _guess(data: bytes) -> tuple[str, ...]:
    high = _HIGH.findall(data)
    if len(high) < 0.05 * len(data) and len(_WESTERN.findall(data)) == len(high):
        return ("cp1252",)  # English with typographic quotes is too little for a statistical guess
    from charset_normalizer import from_bytes

    first = _HIGH.search(data)
    start = max(0, (first.start() if first else 0) - 1024)
    best = from_bytes(data[start : start + _SAMPLE], cp_isolation=_GUESSES).best()
    return (best.encoding,) if best else ()


def _broken(name: str, encoding: str, place: int, *, cut: bool) -> str:
    encoding = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    if cut:
        return (
            f"{name}: truncated: the {encoding} text breaks off inside a character at byte {place}; "
            "copy the file again from where it came"
        )
    return (
        f"{name}: damaged: {encoding} text, but byte {place} is not; "
        "open it in an editor and save it again as UTF-8"
    )


def _refuse_control(text: str, name: str) -> None:
    """Raises: NotText, when there are too many control characters for a text, or a zero among them."""
    found = _CONTROL.findall(text)
    if "\0" in found or len(found) > len(text) * _MAX_CONTROL:
        raise NotText(f"{name}: binary data ({len(found)} control characters), not text; {_WAY_OUT}")
