"""Looking for what is cut elsewhere does not try each text with each."""

import time
from itertools import accumulate

from kztrans.merging.parts import Parts
from kztrans.model import Bead, Document, Segment
from kztrans.units.recut import Recut, Worked, carried, worked
from kztrans.units.side import Side


def test_a_run_is_found_among_many():
    texts = [(n, f"Kalimat nomor {n}.") for n in range(100)]
    assert Parts(texts).run("Kalimat nomor 41. Kalimat nomor 42.\nKalimat nomor 43.") == [41, 42, 43]
    assert Parts(texts).run("Kalimat nomor 41. Kalimat nomor 43.") == []
    assert Parts([(1, "Ya."), (2, "Ya."), (7, "Tidak.")]).run("Ya. Tidak.") == [2, 7]
    assert Parts([(1, ""), (2, "Ya.")]).run("Ya.") == [2]
    assert Parts([]).run("Ya.") == []


def test_twenty_thousand_against_twenty_thousand():
    olds, news = ([f"{n * n % 9973} {word} {n}." for n in range(20_000)] for word in ("lama", "baru"))
    started = time.process_time()
    parts = Parts(list(enumerate(olds)))
    assert not any(parts.run(text) for text in news)
    assert time.process_time() - started < 5


def test_one_cut_in_a_long_text_leaves_the_rest_as_it_is():
    texts = [f"Kalimat nomor {n} ada di sini." for n in range(5_000)]
    document = Document("t.txt", "\n".join(texts), "id")
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    segments = [Segment(t, at, at + len(t), n, n + 1) for n, (t, at) in enumerate(zip(texts, starts, strict=False))]
    raw = Side(document, tuple(segments))
    beads = [Bead((n,), (n,), 0.9) for n in range(5_000)]
    cut = worked(raw, [Recut(40, 41, ("Kalimat nomor 40", "ada di sini."))])
    assert all(a is b for a, b in zip(segments[41:], cut.side.segments[42:], strict=True))
    assert cut.places[39:43] == [range(39, 40), range(40, 42), range(42, 43), range(43, 44)]
    found = carried(beads, cut, Worked(raw, raw))
    assert all(a is b for a, b in zip(beads[:40], found[:40], strict=True))
    assert [(b.source, b.target, b.score) for b in found[40:42]] == [((40, 41), (40,), 0.9), ((42,), (41,), 0.9)]
    longer = worked(raw, [Recut(40, 41, ("Kalimat ke-40 sudah ada di sini.",)), Recut(90, 92, ("Satu.",))])
    assert len(longer.side.segments) == len(longer.places) - 1 == 4_999
    assert all(longer.side.document.text[s.start : s.end] == s.text for s in longer.side.segments)
