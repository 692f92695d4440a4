"""Allegiance: a sourced, dated casefile of who stands with whom."""
