"""Reports: dossiers of an actor, a pair or a theme, as one-file HTML or PDF. Start reading at `dossier.py`."""

from allegiance.reports.as_html import html
from allegiance.reports.as_pdf import pdf
from allegiance.reports.dossier import NOTE_LINK, Dossier, Section, Sentence
from allegiance.reports.gather import of_actor, of_pair, of_theme

__all__ = ["NOTE_LINK", "Dossier", "Section", "Sentence", "html", "of_actor", "of_pair", "of_theme", "pdf"]
