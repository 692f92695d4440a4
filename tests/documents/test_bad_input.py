"""Bad input: each kind is refused with one line that names the file, what is wrong and the way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from allegiance.documents import MAX_BYTES, read_bytes, read_document
from allegiance.errors import DocumentError, EmptyDocument, NotReadable, NotText, TooLarge

PROSE = "The council of the river town met on Monday. The mayor’s guards left – all of them – for the café. "


def refusal(kind: type[DocumentError], data: bytes, name: str = "report.txt") -> str:
    with pytest.raises(kind) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b"  \n\t \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe"])
def test_nothing_to_read(data: bytes) -> None:
    assert "check that it was saved" in refusal(EmptyDocument, data)


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<!doctype html><html><body><script>x()</script></body></html>"]
)
def test_a_page_without_text(data: bytes) -> None:
    assert "no text" in refusal(EmptyDocument, data, "page.html")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nsome words", "a PDF"),
        (b"PK\x03\x04\x14\x00", "an office file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old office file"),
        (b"{\\rtf1 words}", "a rich text file"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt", "recording"),
        (b"The mayor\x00left", "a zero byte at byte 9"),
        (b"\x01\x02\x03 words \x05\x06", "control characters"),
    ],
)
@pytest.mark.parametrize("name", ["report.txt", "report.html", "report.md"])
def test_binary_says_what_it_looks_like(data: bytes, what: str, name: str) -> None:
    message = refusal(NotText, data, name)
    assert what in message
    assert "save it as plain text" in message


@pytest.mark.parametrize(
    "start", ["RIFFAT spoke first", "MZ left", "ID3 is a party", "GIF8 words", "BZh words"]
)
def test_words_that_look_like_a_magic_number_are_read(start: str) -> None:
    assert read_bytes(start.encode(), "a.txt").text == start


def test_text_cut_inside_a_character_is_truncated() -> None:
    data = PROSE.encode() + "é".encode()[:1]
    message = refusal(NotText, data)
    assert "truncated" in message
    assert f"at byte {len(data) - 1}" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text_cut_inside_a_character_is_truncated(encoding: str) -> None:
    assert "truncated" in refusal(NotText, PROSE.encode(encoding)[:-1])


def test_damage_inside_utf8_names_the_byte() -> None:
    data = PROSE.encode() * 20
    assert f"byte {len(data)} is not" in refusal(NotText, data + b"\x93" + data)


def test_missing_folder_and_no_file_name(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="no such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(NotReadable, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(NotReadable):
        read_document(tmp_path / "a\0b.txt")


def test_device_is_refused_and_not_read() -> None:
    with pytest.raises(NotReadable, match="no ordinary file"):
        read_document(Path("/dev/zero"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may open everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(NotReadable, match="permissions"):
        read_document(path)


def test_fault_of_the_disk_is_not_readable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("words")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotReadable, match="Permission denied"):
        read_document(path)


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room on the disk
    with pytest.raises(TooLarge, match=r"50,000,000 bytes.*20,000,000.*split"):
        read_document(path)


def test_too_many_bytes_or_paragraphs() -> None:
    assert "split" in refusal(TooLarge, b"a" * (MAX_BYTES + 1))
    assert "paragraphs" in refusal(TooLarge, b"a\n\n" * 200_001)
    assert "5,000,000" in refusal(TooLarge, b"<html>" + b"a" * 5_000_000, "page.html")


def test_control_characters_in_a_file_name_stay_out_of_the_message(tmp_path: Path) -> None:
    with pytest.raises(NotReadable) as caught:
        read_document(tmp_path / "a\x1b[2J\nb.txt")
    assert str(caught.value).isprintable()
