"""Printing: a picture as PNG or PDF through typst, and which scripts of some words no font here can show.

typst brings Latin, Greek and Cyrillic faces; every other script needs a font of the system. Where none is there the
letters would be missing without a word, so it is said (UserWarning).
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import cache
from typing import Literal

Form = Literal["png", "pdf"]
_POINTS = 0.75  # a CSS pixel is three quarters of a point
_PPI = 192  # two pixels for each pixel of the picture
_SOURCE = """#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#set document(title: sys.inputs.title)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: sys.inputs.title)
"""
# Families that hold a script, as systems name them; enough to say whether one is there.
_SCRIPTS = {
    "ARABIC": "Arial|Segoe UI|Geeza Pro|DejaVu Sans|Amiri|Scheherazade|.*Arabic.*|.*Naskh.*|.*Kufi.*|Tahoma",
    "HEBREW": "Arial|Segoe UI|DejaVu Sans|.*Hebrew.*|Tahoma|David",
    "CJK": ".*CJK.*|PingFang.*|Hiragino.*|Microsoft YaHei|SimSun|MS Gothic|Yu Gothic|WenQuanYi.*|IPA.*",
    "HANGUL": ".*CJK.*|Apple SD Gothic.*|Malgun Gothic|Nanum.*|UnDotum",
    "HIRAGANA": ".*CJK.*|Hiragino.*|MS Gothic|Yu Gothic|IPA.*",
    "KATAKANA": ".*CJK.*|Hiragino.*|MS Gothic|Yu Gothic|IPA.*",
    "DEVANAGARI": ".*Devanagari.*|Mangal|Nirmala UI|Lohit.*",
    "BENGALI": ".*Bengali.*|Vrinda|Nirmala UI|Lohit.*",
    "THAI": ".*Thai.*|Tahoma|Leelawadee.*|Loma",
    "GEORGIAN": ".*Georgian.*|DejaVu Sans|Sylfaen|Segoe UI",
    "ARMENIAN": ".*Armenian.*|DejaVu Sans|Sylfaen|Segoe UI",
    "ETHIOPIC": ".*Ethiopic.*|Nyala|Ebrima|Kefa",
    "MYANMAR": ".*Myanmar.*|Padauk",
    "KHMER": ".*Khmer.*|Leelawadee UI",
}


def printed(svg: str, width: float, height: float, form: Form, title: str) -> bytes:
    """An SVG with plain colours as 'png' or 'pdf'; the same bytes each time with the same fonts."""
    import typst

    if missing := missing_scripts(svg):
        warnings.warn(no_font(missing), UserWarning, stacklevel=4)
    inputs = {
        "svg": svg,
        "title": title,
        "width": f"{width * _POINTS:.2f}",
        "height": f"{height * _POINTS:.2f}",
    }
    return typst.compile(_SOURCE.encode(), format=form, ppi=_PPI, sys_inputs=inputs, timestamp=0)


def missing_scripts(words: str) -> tuple[str, ...]:
    """Scripts in the words that no font of this machine holds, as far as the names of fonts tell."""
    families = fonts_here()
    used = {_script(letter) for letter in set(words) if ord(letter) > 0x58F or letter.isalpha()}
    return tuple(
        script.capitalize() if script != "CJK" else "Chinese characters"
        for script, known in _SCRIPTS.items()
        if script in used and not any(re.fullmatch(known, family) for family in families)
    )


def no_font(scripts: tuple[str, ...]) -> str:
    """What to tell about scripts without a font."""
    return (
        f"no font for {', '.join(scripts)} is installed: these letters will be missing in PNG and PDF;"
        " install one, such as a Noto font, or save as SVG"
    )


@cache
def fonts_here() -> tuple[str, ...]:
    """The families that typst finds on this machine, its own among them."""
    import typst

    return tuple(typst.Fonts().families())


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
