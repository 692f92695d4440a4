"""Write `known_failures.toml` anew: `python tests/cases/record.py`. Read the difference before committing it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from case_matching import KNOWN_FAILURES, all_cases, faults

from reading_world import Grammar

HEAD = """\
# Cases that a reader fails today, by the name of the reader; written by `python tests/cases/record.py`.
# A listed case that passes is an error: take it off the list.

[grammar]
ids = [
"""


def main() -> None:
    """Read every case by grammar, write the list, say how many pass."""
    grammar, failing = Grammar(), []
    cases = [case for case in all_cases() if "xfail" not in case]
    for case in cases:
        asked = case["text"], case.get("published")
        found = faults(case, grammar.claims(*asked), grammar.actors(*asked))
        if found:
            failing.append(case["id"])
            if "--explain" in sys.argv:
                sys.stdout.write(f"{case['id']}: {case['text']}\n" + "".join(f"    {f}\n" for f in found))
    KNOWN_FAILURES.write_text(HEAD + "".join(f'  "{i}",\n' for i in failing) + "]\n", "utf-8")
    sys.stdout.write(f"{len(cases) - len(failing)} of {len(cases)} cases pass\n")


main()
