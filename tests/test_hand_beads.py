"""Beads that a person set by hand: their file, and their way into the next alignment."""

import random

import pytest

from kztrans.errors import InputError
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging import hand_beads as decisions
from kztrans.merging.hand_beads import HandBead, beads_path, fixed_beads, hand_beads, parse, serialize, settled
from kztrans.model import Bead, Document
from kztrans.segmentation import segment_document
from kztrans.units.side import Side

SOURCE = [
    "Pelabuhan dibuka kembali.",
    "Terima kasih.",
    "Kereta pertama tiba dari Almaty.",
    "Terima kasih.",
    "Harga gandum naik sepertiga.",
    "Petani menunggu hujan.",
]
TARGET = [
    "The port has reopened.",
    "Thank you.",
    "The first train arrived from Almaty.",
    "Thank you.",
    "Wheat is a third dearer.",
    "Farmers are waiting for rain.",
]


def side(sentences, lang):
    text = "\n".join(sentences)
    document = Document(f"t.{lang}.txt", text, lang)
    result = Side(document, tuple(segment_document(document)))
    assert [s.text for s in result.segments] == sentences
    return result


def lines_of(beads, source=SOURCE, target=TARGET):
    return hand_beads(beads, side(source, "id"), side(target, "en"))


def found(lines, source=SOURCE, target=TARGET):
    return [(b.source, b.target) for b in fixed_beads(lines, side(source, "id"), side(target, "en"))]


def test_a_file_holds_texts_and_is_read_as_it_was_written():
    lines = lines_of([Bead((0, 1), (0,)), Bead((2,), ()), Bead((), (1,))])
    assert lines[0] == HandBead("Pelabuhan dibuka kembali. Terima kasih.", "The port has reopened.", "")
    assert lines[1] == HandBead("Kereta pertama tiba dari Almaty.", "", "Terima kasih.")
    assert lines[2] == HandBead("", "Thank you.", "The port has reopened.")
    assert parse(serialize(lines)) == tuple(lines)
    assert serialize(lines).count(b"\n") == 4


def test_lines_that_a_merge_doubled_count_once_and_broken_ones_are_named():
    assert parse(b"source\ttarget\tafter\na\tb\tc\na\tb\tc\n") == (HandBead("a", "b", "c"),)
    with pytest.raises(InputError, match=r"x\.tsv:2: is not a bead"):
        parse(b"source\ttarget\tafter\n<<<<<<< HEAD\n", "x.tsv")
    with pytest.raises(InputError, match="not UTF-8"):
        parse(b"\xff\t\xff\n")


def test_beads_are_found_again_in_the_same_texts():
    beads = [Bead((0,), (0,)), Bead((1,), (1,)), Bead((2, 3), (2, 3)), Bead((4,), (4,)), Bead((5,), (5,))]
    assert found(lines_of(beads)) == [(b.source, b.target) for b in beads]


def test_equal_sentences_are_told_apart_by_what_stands_before():
    assert found(lines_of([Bead((3,), (3,))])) == [((3,), (3,))]
    assert found(lines_of([Bead((1,), ())])) == [((1,), ())]
    once = [*TARGET[:3], "Many thanks.", *TARGET[4:]]
    assert found(lines_of([Bead((3,), (1,)), Bead((4,), (4,))]), SOURCE, once) == [((3,), (1,)), ((4,), (4,))]


def test_beads_survive_edits_around_them():
    lines = lines_of([Bead((2,), (2,)), Bead((4, 5), (4, 5))])
    source = ["Sebuah kalimat baru.", *SOURCE[:2], "Satu lagi yang baru.", *SOURCE[2:]]
    assert found(lines, source) == [((4,), (2,)), ((6, 7), (4, 5))]


def test_beads_survive_small_edits_in_them():
    lines = lines_of([Bead((n,), (n,)) for n in range(6)])
    source = [*SOURCE[:4], "Harga gandum naik hampir sepertiga!", SOURCE[5]]
    target = [*TARGET[:2], "The first TRAIN arrived, from Almaty.", *TARGET[3:]]
    assert found(lines, source, target) == [((n,), (n,)) for n in range(6)]


def test_a_bead_is_gone_with_its_text():
    lines = lines_of([Bead((4,), (4,)), Bead((5,), (5,))])
    assert found(lines, [*SOURCE[:4], "Pemerintah membeli jagung.", SOURCE[5]]) == [((5,), (5,))]
    assert found(lines, SOURCE[:4], TARGET) == []


def test_a_bead_whose_segments_no_longer_stand_together_is_gone():
    lines = lines_of([Bead((4, 5), (4, 5))])
    assert found(lines, [*SOURCE[:5], "Di antaranya ada kalimat yang panjang sekali.", SOURCE[5]]) == []


def test_beads_that_cross_are_left_out():
    lines = [*lines_of([Bead((2,), (2,)), Bead((4,), (4,))]), *lines_of([Bead((0,), (5,))])]
    assert found(lines) == [((2,), (2,)), ((4,), (4,))]


def test_one_sided_beads_are_cut_out_of_the_others():
    free = [Bead((0, 1), (0,), 0.9), Bead((2,), (1,), 0.8)]
    assert settled(free, [Bead((1,), (), 1.0)], None) == [Bead((0,), (0,), 0.5), Bead((1,), (), 1.0), free[1]]
    assert settled(free, [Bead((2,), (), 1.0)], None) == [free[0], Bead((2,), (), 1.0), Bead((), (1,), 0.5)]
    assert settled(free, [Bead((), (1,), 1.0)], None) == [free[0], Bead((), (1,), 1.0), Bead((2,), (), 0.5)]


def test_only_stretches_that_fixed_beads_cut_through_are_aligned_again():
    free = [Bead((n,), (n,), 0.9) for n in range(8)]
    asked = []

    def realign(left, right):
        asked.append((left, right))
        return [Bead(tuple(left), tuple(right), 0.3)]

    assert settled(free, [Bead((2,), (2,), 1.0), Bead((5, 6), (5, 6), 1.0)], realign)[2].score == 1.0
    assert asked == []
    result = settled(free, [Bead((3,), (4,), 1.0)], realign)
    assert asked == [(range(3), range(4)), (range(4, 8), range(5, 8))]
    assert [b.score for b in result] == [0.3, 1.0, 0.3]


def test_beside_segments_that_are_set_apart_nothing_is_aligned_again():
    free = [Bead((n,), (n,), 0.9) for n in range(9)]

    def alone(*numbers):
        return [bead for n in numbers for bead in (Bead((n,), (), 1.0), Bead((), (n,), 1.0))]

    joined = Bead((3, 4), (3,), 1.0)
    assert settled(free, [joined, Bead((), (4,), 1.0)], None) == [*free[:3], joined, Bead((), (4,), 1.0), *free[5:]]
    joined = Bead((3,), (2, 3), 1.0)
    assert settled(free, [joined, Bead((2,), (), 1.0)], None) == [*free[:2], Bead((2,), (), 1.0), joined, *free[4:]]
    joined = Bead((3, 4, 5), (4, 5), 1.0)
    both = settled(free, [joined, Bead((), (3,), 1.0), *alone(6)], None)
    assert both == [*free[:3], Bead((), (3,), 1.0), joined, *alone(6), *free[7:]]
    first, second = Bead((2, 3), (2,), 1.0), Bead((4,), (4, 5), 1.0)
    between = settled(free, [first, Bead((), (3,), 1.0), second, Bead((5,), (), 1.0)], None)
    assert between == [*free[:2], first, Bead((), (3,), 1.0), second, Bead((5,), (), 1.0), *free[6:]]
    moved = Bead((4,), (7,), 1.0, True)
    crossing = settled(free, [Bead((3,), (3, 4), 1.0), moved, Bead((7,), (), 1.0)], None)
    assert crossing == [*free[:3], Bead((3,), (3, 4), 1.0), moved, *free[5:7], Bead((7,), (), 1.0), free[8]]


def test_every_segment_is_in_one_bead_whatever_is_fixed():
    rng = random.Random(11)
    for _ in range(300):
        size = rng.randint(1, 8)
        free = [Bead((n,), (n,), 0.9) for n in range(size)]
        fixed = []
        cuts = sorted(rng.sample(range(size + 1), min(2, size + 1)))
        if len(cuts) == 2:
            fixed.append(Bead(tuple(range(*cuts)), tuple(range(*cuts)), 1.0))
        alone = [n for n in range(size) if not fixed or n not in fixed[0].source]
        if alone and rng.random() < 0.7:
            one = (rng.choice(alone),)
            fixed.append(rng.choice((Bead(one, (), 1.0), Bead((), one, 1.0))))
        result = settled(free, fixed, lambda s, t: [Bead(tuple(s), tuple(t), 0.1)])
        assert [n for b in result for n in b.source] == list(range(size))
        assert [n for b in result for n in b.target] == list(range(size))
        assert all(bead in result for bead in fixed)


def test_the_next_alignment_keeps_them_and_they_are_not_fuzzy(tmp_path):
    (tmp_path / "pasar.id.txt").write_text("\n".join(SOURCE), encoding="utf-8")
    (tmp_path / "pasar.en.txt").write_text("\n".join(TARGET), encoding="utf-8")
    job = AlignJob(tmp_path / "pasar.id.txt", tmp_path / "pasar.en.txt", folder=tmp_path, min_confidence=1.0)
    first = run(job)
    wrong = [Bead((0,), ()), Bead((), (0,)), Bead((1, 2), (1, 2)), Bead((5,), (4, 5))]
    lines = hand_beads(wrong, first.source, first.target)
    path = beads_path(first.outputs.tmx)
    path.parent.mkdir(parents=True)
    path.write_bytes(serialize(lines))
    result = run(job)
    assert {(b.source, b.target): b.score for b in result.beads if b.score == 1.0 and (b.source, b.target) in
            {(w.source, w.target) for w in wrong}} == {(w.source, w.target): 1.0 for w in wrong}  # fmt: skip
    units = {unit.source: unit for unit in result.catalog.units}
    assert units["Terima kasih. Kereta pertama tiba dari Almaty."].target.startswith("Thank you. The first train")
    assert not units["Terima kasih. Kereta pertama tiba dari Almaty."].fuzzy
    assert units["Pelabuhan dibuka kembali."].target == ""
    assert not units["Petani menunggu hujan."].fuzzy
    write(result)
    assert write(run(job)) == ()


def test_decisions_on_a_broken_file_are_refused(tmp_path):
    path = tmp_path / "a.tsv"
    path.mkdir()
    with pytest.raises(InputError, match="is a folder, not a file"):
        decisions.read(path)
    assert decisions.read(tmp_path / "none.tsv") == ()
