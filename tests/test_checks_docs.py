"""The table of checks in the documentation. To write it anew: ``python tests/test_checks_docs.py``."""

from __future__ import annotations

import re
from pathlib import Path

from kztrans.checks import checks

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"
PLACE = re.compile(
    r"(?<=<!-- table: written by tests/test_checks_docs.py -->\n).*?(?=<!-- end of table -->)", re.DOTALL
)


def table():
    rows = [f"| `{c.name}` | {c.severity} | {c.summary} {c.help} |\n" for c in checks()]
    return "\n| check | severity | what it looks for |\n|---|---|---|\n" + "".join(rows) + "\n"


def test_the_documentation_lists_the_checks_as_they_are():
    as_it_is = PLACE.search(PAGE.read_text(encoding="utf-8")).group() == table()
    assert as_it_is, "write the table anew: python tests/test_checks_docs.py"


if __name__ == "__main__":
    PAGE.write_text(PLACE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
