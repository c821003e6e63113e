"""The golden cuts: each line of ``golden/segmentation.tsv`` is a text with the cuts that a careful reader makes."""

from __future__ import annotations

import collections
from pathlib import Path

import pytest

from kztrans.segmentation import segment

GOLDEN = Path(__file__).parent / "golden" / "segmentation.tsv"
MARK = "‖"


def _cases() -> list[tuple[str, str, str, str]]:
    cases = []
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            lang, phenomenon, shows, text = line.split("\t")
            cases.append((lang, phenomenon, shows, text.replace(r"\n", "\n")))
    return cases


CASES = _cases()


@pytest.mark.parametrize(
    ("lang", "text"), [(c[0], c[3]) for c in CASES], ids=[f"{c[0]}: {c[1]}: {c[2]}" for c in CASES]
)
def test_golden_cut(lang: str, text: str) -> None:
    wanted = [piece.strip() for piece in text.split(MARK)]
    assert [s.text for s in segment(text.replace(MARK, ""), lang)] == wanted


def test_the_golden_set_is_large_and_says_what_each_case_shows() -> None:
    assert len(CASES) >= 150
    assert {case[0] for case in CASES} >= {"en", "id"}
    assert all(case[1].strip() and case[2].strip() for case in CASES)
    twice = [text for text, n in collections.Counter((c[0], c[3]) for c in CASES).items() if n > 1]
    assert not twice
