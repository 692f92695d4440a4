"""Picture: a finished drawing, shown by notebooks, put into pages, saved as SVG, PNG or PDF."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from allegiance.errors import AllegianceError, UsageError
from allegiance.pictures.colours import Theme, colour, dark_style, fixed
from allegiance.pictures.svg import EMPTY, Markup, element, words

if TYPE_CHECKING:
    from allegiance.pictures.printing import Form

SANS = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans', sans-serif"
SERIF = "Georgia, 'Liberation Serif', Tinos, 'Times New Roman', 'Noto Serif', serif"
_XMLNS = "http://www.w3.org/2000/svg"
_SUFFIXES = (".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of `width` by `height` pixels. `name` comes from its content and is unique on a page."""

    name: str
    title: str
    description: str
    width: float
    height: float
    body: Markup
    has_links: bool = False

    @property
    def svg(self) -> str:
        """A file of its own: light, and dark where the reader's system is."""
        return self._written(Theme.AUTO)

    @property
    def inline(self) -> str:
        """For a page that holds it: no style element; the page may set `--picture-ink` and the other variables."""
        return self._written(Theme.LIGHT)

    def themed(self, theme: Theme | str) -> str:
        """A file with plain colours: no variables, no style element."""
        try:
            asked = Theme(theme)
        except ValueError:
            raise UsageError(f"{theme!r} is no theme; there are: {', '.join(Theme)}") from None
        return self.svg if asked is Theme.AUTO else fixed(self._written(asked), asked)

    def save(self, path: str | Path, theme: Theme | str = Theme.AUTO) -> None:
        """Write it to a file; its suffix says as what: .svg, .png or .pdf.

        AUTO is light in PNG and PDF. Warns (UserWarning) where no font for a script is there.
        Raises: UsageError for another suffix; AllegianceError where the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in _SUFFIXES:
            raise UsageError(
                f"{path} says not what to write; let the name end in one of: {', '.join(_SUFFIXES)}"
            )
        data = self._as(suffix, theme)
        try:
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            part.write_bytes(data)
            part.replace(path)
        except OSError as fault:
            raise AllegianceError(
                f"{path} cannot be written ({fault.strerror}); name another file"
            ) from fault

    def _as(self, suffix: str, theme: Theme | str) -> bytes:
        if suffix == ".svg":
            return self.themed(theme).encode()
        return self.png(theme) if suffix == ".png" else self.pdf(theme)

    def png(self, theme: Theme | str = Theme.LIGHT) -> bytes:
        """The picture in pixels, two for each of its own."""
        return self._printed("png", theme)

    def pdf(self, theme: Theme | str = Theme.LIGHT) -> bytes:
        """The picture as one page of its size."""
        return self._printed("pdf", theme)

    def _printed(self, form: Form, theme: Theme | str) -> bytes:
        from allegiance.pictures.printing import printed

        plain = Theme.DARK if theme == Theme.DARK else Theme.LIGHT
        return printed(self.themed(plain), self.width, self.height, form, self.title)

    def _repr_svg_(self) -> str:
        return self.svg

    def _written(self, theme: Theme) -> str:
        """A picture with links is no image to a screen reader, else its links could not be reached."""
        title, description = f"{self.name}-t", f"{self.name}-d"
        style = element("style", Markup(dark_style())) if theme is Theme.AUTO else EMPTY
        paper = element("rect", width=self.width, height=self.height, fill=colour("paper"))
        return element(
            "svg",
            element("title", words(self.title), id=title),
            element("desc", words(self.description), id=description),
            style,
            paper,
            self.body,
            xmlns=_XMLNS,
            viewBox=f"0 0 {self.width:.0f} {self.height:.0f}",
            width=self.width,
            height=self.height,
            class_="picture picture-auto" if theme is Theme.AUTO else "picture",
            role="group" if self.has_links else "img",
            aria_labelledby=title,
            aria_describedby=description,
            font_family=SANS,
        )
