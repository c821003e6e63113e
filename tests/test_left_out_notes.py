"""The note of a segment without a counterpart: it names the neighbour that may hold it, once, in whatever run."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.model import Bead, Document, Segment
from kztrans.units.left_out import LEFT_OUT, left_out_notes
from kztrans.units.side import Side

SOURCE = [
    "Presiden Kazakhstan tiba di Jakarta pada hari Senin.",
    "Ia membawa kontrak untuk 3,5 juta ton gandum.",
    "Para menteri tidak menjawab pertanyaan wartawan.",
    "Harga beras dan minyak goreng naik tajam di pasar tradisional.",
    "Sekitar dua puluh pengusaha ikut dalam rombongan.",
    "Kunjungan berikutnya direncanakan pada musim gugur.",
]
TARGET = [
    "The president of Kazakhstan arrived in Jakarta on Monday.",
    "He brought a contract for 3.5 million tonnes of wheat.",
    "The ministers did not answer the journalists' questions at all.",
    "About twenty businessmen joined the delegation.",
    "The next visit is planned for the autumn.",
]


def side(texts: list[str]) -> Side:
    text, segments = "", []
    for number, one in enumerate(texts):
        segments.append(Segment(one, len(text), len(text) + len(one), number, number + 1))
        text += f"{one}\n"
    return Side(Document("a.txt", text, "id"), tuple(segments))


def notes(*beads: tuple[list[int], list[int]]) -> dict[int, str]:
    return left_out_notes([Bead(tuple(i), tuple(j), 0.9) for i, j in beads], side(SOURCE), side(TARGET))


def test_the_neighbour_with_the_longer_translation_is_named() -> None:
    found = notes(([0], [0]), ([1], [1]), ([2], [2]), ([3], []), ([4], [3]), ([5], [4]))
    assert found == {4: f"{LEFT_OUT} The entry before may hold it: “{SOURCE[2]}”"}


def test_the_one_after_is_named_where_that_is_longer() -> None:
    found = notes(([0], [0]), ([1], []), ([2], [2]), ([4], [3]), ([5], [4]))
    assert found[2].startswith(f"{LEFT_OUT} The entry after may hold it:")


def test_at_the_ends_there_is_one_neighbour() -> None:
    found = notes(([0], []), ([1], [1]), ([2], [2]), ([3], []))
    assert found[1].startswith(f"{LEFT_OUT} The entry after may hold it: ")
    assert found[4].startswith(f"{LEFT_OUT} The entry before may hold it: ")


def test_none_is_named_where_none_beside_it_has_a_translation() -> None:
    found = notes(([0], [0]), ([1], []), ([2], []), ([3], []), ([4], [3]))
    assert found[3] == LEFT_OUT
    assert "before" in found[2]
    assert "after" in found[4]


def test_target_segments_without_a_source_are_no_neighbours() -> None:
    found = notes(([0], [0]), ([1], []), ([], [1]), ([2], [2]))
    assert "The entry after may hold it: " in found[2]


def aligned(folder: Path, *texts: str) -> None:
    result = CliRunner().invoke(cli, ["align", *(str(folder / text) for text in texts), "-o", str(folder)])
    assert result.exit_code == 0, result.output


def run(folder: Path) -> polib.POFile:
    aligned(folder, "a.id.txt", "a.en.txt")
    return polib.pofile(str(folder / "locales" / "en" / "a.po"))


def comments(po: polib.POFile, source: str) -> list[str]:
    entry = next(entry for entry in po if entry.msgid == source and not entry.obsolete)
    return [line for line in entry.comment.splitlines() if line.startswith((LEFT_OUT, "The target text leaves"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.id.txt").write_text("\n\n".join(SOURCE) + "\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("\n\n".join(TARGET) + "\n", encoding="utf-8")
    return tmp_path


NAMED = [f"{LEFT_OUT} The entry before may hold it: “{SOURCE[2]}”"]


def test_the_note_is_the_same_in_every_run(folder: Path) -> None:
    path = folder / "locales" / "en" / "a.po"
    assert comments(run(folder), SOURCE[3]) == NAMED
    first = path.read_bytes()
    for _ in range(2):
        assert comments(run(folder), SOURCE[3]) == NAMED
        assert path.read_bytes() == first


def test_a_run_without_a_target_keeps_it(folder: Path) -> None:
    run(folder)
    aligned(folder, "a.id.txt")
    po = polib.pofile(str(folder / "locales" / "en" / "a.po"))
    assert comments(po, SOURCE[3]) == NAMED


def test_it_is_made_anew_where_the_source_has_changed(folder: Path) -> None:
    run(folder)
    changed = ["Cuaca di ibu kota cerah sepanjang pekan ini.", *SOURCE]
    (folder / "a.id.txt").write_text("\n\n".join(changed) + "\n", encoding="utf-8")
    (folder / "a.en.txt").write_text(
        "\n\n".join(["The weather in the capital was sunny all week.", *TARGET]) + "\n", encoding="utf-8"
    )
    assert comments(run(folder), SOURCE[3]) == [NAMED[0].replace("bead 3", "bead 4")]


@pytest.mark.parametrize(
    "old", ["The target text leaves this out.", LEFT_OUT, f"{LEFT_OUT} The entry after may hold it."]
)
def test_a_note_of_an_earlier_version_is_replaced(folder: Path, old: str) -> None:
    run(folder)
    path = folder / "locales" / "en" / "a.po"
    po = polib.pofile(str(path), wrapwidth=10_000)
    entry = next(entry for entry in po if entry.msgid == SOURCE[3])
    entry.comment = entry.comment.replace(NAMED[0], old)
    entry.tcomment = f"My own: {old}"
    assert old in entry.comment
    po.save()
    for _ in range(2):
        again = run(folder)
        assert comments(again, SOURCE[3]) == NAMED
        assert next(entry for entry in again if entry.msgid == SOURCE[3]).tcomment == f"My own: {old}"


def test_it_goes_once_the_translator_has_translated(folder: Path) -> None:
    run(folder)
    path = folder / "locales" / "en" / "a.po"
    po = polib.pofile(str(path))
    next(entry for entry in po if entry.msgid == SOURCE[3]).msgstr = "Prices of rice rose."
    po.save()
    again = run(folder)
    assert comments(again, SOURCE[3]) == []
    assert next(entry for entry in again if entry.msgid == SOURCE[3]).msgstr == "Prices of rice rose."
