"""Looking for what is cut elsewhere does not try each text with each."""

import time

from kztrans.merging.parts import Parts


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
