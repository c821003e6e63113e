"""The memory: what is added, what is found, in which order, and what becomes of it when things go wrong."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kztrans.errors import InputError
from kztrans.memory import Counts, Entry, Memory
from kztrans.memory.schema import VERSION
from kztrans.model import Unit

PEACE = Unit("Perdamaian itu mahal.", "Peace is costly.")
TRADE = Unit("Perdagangan tumbuh pesat.", "Trade is growing fast.")
RAIL = Unit("Kereta api itu tiba di Almaty.", "The train arrived in Almaty.")


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "tm.sqlite", create=True) as opened:
        yield opened


def entry(source: str, target: str, **more: object) -> Entry:
    return Entry(source, target, "id", "en", **more)  # type: ignore[arg-type]


def test_adding_twice_adds_once(memory: Memory) -> None:
    units = [PEACE, TRADE, RAIL, Unit("Belum."), Unit("Ragu.", "Doubt.", fuzzy=True)]
    assert memory.add(units, "id", "en", "a.po") == Counts(read=5, new=3, known=0, fuzzy=1, untranslated=1)
    assert memory.add(units, "id", "en", "a.po") == Counts(read=5, new=0, known=3, fuzzy=1, untranslated=1)
    assert memory.add([units[4]], "id", "en", "a.po", fuzzy=True).new == 1
    assert memory.lookup("Ragu.", "id", "en")[0].target == "Doubt."


def test_duplicates_within_one_batch(memory: Memory) -> None:
    assert memory.add_entries([entry("Ya.", "Yes.")] * 3, "x") == Counts(read=3, new=1, known=2)
    assert memory.stats().pairs[0].units == 1


def test_exact_matches_ignore_white_space_and_unicode_form_and_keep_the_original(memory: Memory) -> None:
    memory.add([Unit("Kafé  di\nAlmaty", "A café\nin Almaty")], "id", "en", "a.po")
    match = memory.lookup(" Kafe\u0301 di\u00a0Almaty ", "id", "en")[0]
    assert (match.percent, match.exact, match.context) == (100, True, False)
    assert (match.source, match.target, match.origin) == ("Kafé  di\nAlmaty", "A café\nin Almaty", "a.po")


def test_same_neighbours_come_first(memory: Memory) -> None:
    said = [Unit("Ya.", "Yes."), Unit("Ya.", "Indeed."), Unit("Ya.", "Yeah.")]
    memory.add([PEACE, said[0], TRADE, said[1], RAIL, said[2]], "id", "en", "a.po")
    best = memory.lookup("Ya.", "id", "en", previous=TRADE.source, following=RAIL.source, limit=9)
    assert [(m.percent, m.target, m.context) for m in best] == [
        (101, "Indeed.", True),
        (100, "Yeah.", False),  # after none of them, but added last
        (100, "Yes.", False),
    ]
    assert memory.lookup("Ya.", "id", "en", previous=RAIL.source)[0].percent == 101
    assert memory.lookup("Ya.", "id", "en")[0].percent == 100
    half = memory.lookup("Ya.", "id", "en", previous=PEACE.source, following="Lain.")[0]
    assert (half.percent, half.target) == (100, "Yes.")


def test_newest_change_first_else_last_added(memory: Memory) -> None:
    memory.add_entries(
        [
            entry("Ya.", "older", changed="20230101T000000Z"),
            entry("Ya.", "newest", changed="20240101T000000Z", author="ana"),
            entry("Ya.", "undated"),
            entry("Ya.", "undated too"),
        ],
        "x",
    )
    found = memory.lookup("Ya.", "id", "en", limit=9)
    assert [m.target for m in found] == ["newest", "older", "undated too", "undated"]
    assert (found[0].changed, found[0].author) == ("20240101T000000Z", "ana")
    memory.add_entries([entry("Ya.", "older", changed="20250101T000000Z")], "x")
    assert memory.lookup("Ya.", "id", "en")[0].target == "older"
    assert memory.stats().pairs[0].units == 4


def test_numbers_of_the_new_text(memory: Memory) -> None:
    memory.add([Unit("Harga naik 3,5 persen pada 2023.", "Prices rose 3.5 per cent in 2023.")], "id", "en", "a.po")
    match = memory.lookup("Harga naik 12,25 persen pada 2024.", "id", "en")[0]
    assert (match.target, match.adapted, match.exact) == ("Prices rose 12.25 per cent in 2024.", True, False)
    assert match.source == "Harga naik 3,5 persen pada 2023."
    assert 90 <= match.percent < 100
    other = memory.lookup("Harga turun 12,25 persen pada 2024.", "id", "en")[0]
    assert (other.target, other.adapted) == ("Prices rose 3.5 per cent in 2023.", False)


def test_limit_threshold_and_order(memory: Memory) -> None:
    words = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()
    for changed in range(5):
        memory.add_entries([entry(" ".join(["x"] * changed + words[changed:]), str(changed))], "x")
    text = " ".join(words)
    assert [m.target for m in memory.lookup(text, "id", "en", limit=9, threshold=50)] == ["0", "1", "2", "3", "4"]
    assert [m.percent for m in memory.lookup(text, "id", "en", limit=9)] == [100, 90, 80]
    assert [m.percent for m in memory.lookup(text, "id", "en", limit=2)] == [100, 90]
    assert [m.percent for m in memory.lookup(text, "id", "en", limit=9, threshold=81)] == [100, 90]
    assert [m.percent for m in memory.lookup(text, "id", "en", limit=9, threshold=100)] == [100]
    assert memory.lookup(text, "id", "en", threshold=100, limit=0) == []
    assert memory.lookup("  ", "id", "en") == []
    with pytest.raises(ValueError, match="49"):
        memory.lookup(text, "id", "en", threshold=49)


def test_languages_are_kept_apart_regions_are_not(memory: Memory) -> None:
    memory.add([PEACE], "id-ID", "en_GB", "a.po")
    memory.add([Unit(PEACE.source, "Бейбітшілік қымбат.")], "id", "kk", "b.po")
    assert memory.lookup(PEACE.source, "id", "en-US")[0].target == "Peace is costly."
    assert memory.lookup(PEACE.source.upper(), "id", "kk")[0].target == "Бейбітшілік қымбат."
    assert memory.lookup(PEACE.source, "en", "id") == []
    assert memory.lookup(PEACE.source, "id", "kk-Latn") == []
    assert memory.languages() == [("id", "en"), ("id", "kk")]


def test_stats_and_units_in_order(memory: Memory) -> None:
    memory.add([PEACE, TRADE], "id", "en", "a.po")
    memory.add([RAIL, Unit(PEACE.source, "Peace is dear.")], "id", "en", "b.po")
    stats = memory.stats()
    assert [(p.source_lang, p.target_lang, p.units, p.sources) for p in stats.pairs] == [("id", "en", 4, 3)]
    assert stats.origins == (("a.po", 2), ("b.po", 2))
    assert stats.size > 0
    expected = ["Peace is costly.", "Trade is growing fast.", "The train arrived in Almaty.", "Peace is dear."]
    assert [unit.target for unit in memory.units("id", "en")] == expected


def test_many_batches_in_one_call(memory: Memory) -> None:
    told: list[Counts] = []
    entries = (entry(f"Kalimat {'abcdefghij'[i % 10]} {'klmnopq'[i % 7]} ke {i}.", str(i)) for i in range(12_000))
    counts = memory.add_entries(entries, "x", progress=told.append)
    assert counts == told[-1] == Counts(read=12_000, new=12_000)
    assert [c.new for c in told] == [5000, 10_000, 12_000]
    assert memory.lookup("Kalimat b o ke 11.", "id", "en")[0].target == "11"


def test_what_came_before_a_fault_is_added(memory: Memory) -> None:
    def entries():
        yield entry("Ya.", "Yes.")
        raise InputError("broken")

    with pytest.raises(InputError, match="broken"):
        memory.add_entries(entries(), "x")
    assert memory.lookup("Ya.", "id", "en")[0].target == "Yes."


def test_odd_characters(memory: Memory) -> None:
    odd = "a\udc80 \"b' \x00 % _ \U0001f600 OR NEAR( *"
    memory.add_entries([entry(odd, odd)], odd)
    assert memory.lookup(odd, "id", "en")[0].percent == 100
    assert memory.lookup(odd + " ya ya", "id", "en", threshold=50)


def test_no_memory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"tm\.sqlite: there is no such memory; make one with"):
        Memory(tmp_path / "tm.sqlite")
    assert not (tmp_path / "tm.sqlite").exists()


def test_not_a_memory(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("Ini bukan basis data. " * 100)
    with pytest.raises(InputError, match="is not an SQLite file"):
        Memory(text, create=True)
    assert text.read_text().startswith("Ini bukan")
    foreign = tmp_path / "foreign"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE unit (a)")
    connection.close()
    before = foreign.read_bytes()
    with pytest.raises(InputError, match="of another program"):
        Memory(foreign, create=True)
    assert foreign.read_bytes() == before
    with pytest.raises(InputError, match="cannot be"):
        Memory(tmp_path, create=True)
    with pytest.raises(InputError, match="cannot be"):
        Memory(text / "below" / "tm", create=True)


def test_a_newer_memory(tmp_path: Path) -> None:
    path = tmp_path / "tm"
    Memory(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(InputError, match=rf"memory of version {VERSION + 1}; this kztrans knows {VERSION}; update"):
        Memory(path)


def test_a_damaged_memory(tmp_path: Path) -> None:
    path = tmp_path / "tm"
    with Memory(path, create=True) as memory:
        memory.add_entries((entry(f"Kalimat ke {i} yang rusak", str(i)) for i in range(2000)), "x")
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with Memory(path) as memory, pytest.raises(InputError, match="is damaged"):
        memory.lookup("Kalimat ke 7 yang rusak", "id", "en")


def test_a_full_disk_keeps_what_was_there(memory: Memory) -> None:
    memory.add([PEACE], "id", "en", "a.po")
    pages = memory.connection.execute("PRAGMA page_count").fetchone()[0]
    memory.connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(InputError, match="the disk is full; make room"):
        memory.add_entries((entry(f"Kalimat ke {i} yang panjang", str(i)) for i in range(4000)), "x")
    assert memory.lookup(PEACE.source, "id", "en")[0].percent == 100
    assert memory.stats().pairs[0].units == 1


ADD = """
    import sys
    from kztrans.memory import Entry, Memory
    path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    words = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
    def entries():
        for i in range(count):
            text = f"{words[i % 9]} {words[i // 9 % 9]} {name if i % 3 else 'bersama'} {chr(97 + i % 26)} {i}"
            yield Entry(text, f"{name} {i}", "id", "en")
    with Memory(path, create=True) as memory:
        print("open", flush=True)
        memory.add_entries(entries(), name, progress=lambda counts: print(counts.new, flush=True))
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(ADD), str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        connection.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tm"
    processes = [start(path, name, 6000) for name in ("ana", "budi", "citra")]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert whole(path)
    with Memory(path) as memory:
        assert sorted(memory.stats().origins) == [("ana", 6000), ("budi", 6000), ("citra", 6000)]
        assert {unit.target for unit in memory.units("id", "en")} == {
            f"{name} {i}" for name in ("ana", "budi", "citra") for i in range(6000)
        }
        match = memory.lookup("dua tiga budi t 19", "id", "en")[0]
        assert (match.percent, match.target) == (100, "budi 19")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_while_adding(tmp_path: Path) -> None:
    path = tmp_path / "tm"
    for progress in (1, 2, 3):
        process = start(path, "ana", 60_000)
        assert process.stdout is not None
        for _ in range(progress):
            process.stdout.readline()
        process.kill()
        process.communicate()
        assert whole(path)
    with Memory(path) as memory:
        held = memory.stats().pairs[0].units
        assert held >= 10_000
        assert held % 5000 == 0
    assert start(path, "ana", 15_000).wait(120) == 0
    with Memory(path) as memory:
        assert memory.stats().pairs[0].units >= 15_000
        assert memory.lookup("dua tiga ana t 19", "id", "en")[0].percent == 100
        assert memory.lookup("satu tiga ana t 18", "id", "en")[0].percent == 78
