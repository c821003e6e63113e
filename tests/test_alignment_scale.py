"""Very long texts: what the work for each segment must not grow with."""

from __future__ import annotations

import pytest
from test_alignment_long import repeated

from kztrans.alignment import landmarks
from kztrans.alignment.aligner import prepared


def test_the_way_through_a_very_long_text_is_as_narrow_as_through_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landmarks, "_POINTS", 30_000)  # so that 3,000 segments are very long
    monkeypatch.setattr(landmarks, "_CHAINED", 2_000)
    source, target = zip(*repeated(3000), strict=True)
    ready = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None
    )
    assert ready is not None
    nodes = int((ready.route.high - ready.route.low + 1).sum())
    assert nodes / len(source) < 20  # 98 where the number of points was the same for texts of any length
