"""Pictured: how drawings stand in our pages: their marks lead to the words."""

from __future__ import annotations

from allegiance.pictures import Links

LINKS = Links("/passages/{passage}")
