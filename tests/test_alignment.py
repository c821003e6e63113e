"""The aligner: which segments of two texts translate each other, and how sure that is."""

from __future__ import annotations

import random

import pytest

import kztrans
from kztrans.alignment import explain, ladder, read_anchors, text_ladder
from kztrans.bilingual.lexicon import Lexicon
from kztrans.errors import InputError
from kztrans.model import Bead

SOURCE = [
    "Presiden Kazakhstan tiba di Jakarta pada hari Senin.",
    "Ia membawa kontrak untuk 3,5 juta ton gandum.",
    "Apakah sanksi terhadap bank itu akan dicabut?",
    "Para menteri tidak menjawab pertanyaan wartawan.",
    "Cuaca di ibu kota cerah sepanjang pekan ini.",
    "Sekitar dua puluh pengusaha ikut dalam rombongan.",
    "Kedua negara ingin membangun jalur kereta api yang baru.",
    "Kunjungan berikutnya direncanakan pada musim gugur.",
]
TARGET = [
    "The president of Kazakhstan arrived in Jakarta on Monday.",
    "He brought a contract for 3.5 million tonnes of wheat.",
    "Will the sanctions against the bank be lifted?",
    "The ministers did not answer the journalists' questions.",
    "The weather in the capital was sunny all week.",
    "About twenty businessmen joined the delegation.",
    "The two countries want to build a new railway line.",
    "The next visit is planned for the autumn.",
]


def shape(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def assert_whole(beads: list[Bead], n: int, m: int) -> None:
    """Every index is in exactly one bead, those that did not move in order, and every score is a probability."""
    assert [i for bead in beads for i in bead.source] == list(range(n))
    assert sorted(j for bead in beads for j in bead.target) == list(range(m))
    still = [j for bead in beads if bead.source and not bead.moved for j in bead.target]
    assert still == sorted(still)
    assert all(bead.source or bead.target for bead in beads)
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


def test_segments_that_correspond_are_beads_of_one() -> None:
    beads = kztrans.align(SOURCE, TARGET)
    assert shape(beads) == [((n,), (n,)) for n in range(8)]
    assert min(bead.score for bead in beads) > 0.9


def test_a_segment_left_out_stays_alone() -> None:
    assert shape(kztrans.align(SOURCE, TARGET[:4] + TARGET[5:])) == [
        *[((n,), (n,)) for n in range(4)], ((4,), ()), *[((n,), (n - 1,)) for n in range(5, 8)],
    ]  # fmt: skip


def test_a_segment_put_in_stays_alone() -> None:
    foreign = "Photographs from the carnival in Rio were sold at an auction."
    beads = kztrans.align(SOURCE, [*TARGET[:3], foreign, *TARGET[3:]])
    assert ((), (3,)) in shape(beads)
    assert len(beads) == 9


@pytest.mark.parametrize("size", [2, 3])
def test_segments_joined_on_one_side_are_one_bead(size: int) -> None:
    joined = " ".join(TARGET[2 : 2 + size])
    beads = kztrans.align(SOURCE, [*TARGET[:2], joined, *TARGET[2 + size :]])
    assert (tuple(range(2, 2 + size)), (2,)) in shape(beads)
    joined = " ".join(SOURCE[2 : 2 + size])
    beads = kztrans.align([*SOURCE[:2], joined, *SOURCE[2 + size :]], TARGET)
    assert ((2,), tuple(range(2, 2 + size))) in shape(beads)


def test_half_a_document_missing() -> None:
    assert shape(kztrans.align(SOURCE, TARGET[4:])) == [
        *[((n,), ()) for n in range(4)], *[((n,), (n - 4,)) for n in range(4, 8)],
    ]  # fmt: skip


def test_the_other_direction() -> None:
    beads = kztrans.align(TARGET, SOURCE[:3] + SOURCE[4:], source_lang="en", target_lang="id")
    assert ((3,), ()) in shape(beads)
    assert len(beads) == 8


def test_without_a_lexicon_names_numbers_marks_and_length_do() -> None:
    beads = kztrans.align(SOURCE[:3], TARGET[:3], lexicon=Lexicon())
    assert shape(beads) == [((n,), (n,)) for n in range(3)]


def test_a_lexicon_of_the_user_decides() -> None:
    source, target = ["Blorva kenit.", "Madrug polan."], ["Stones roll.", "Clouds drift.", "Water flows."]
    lexicon = Lexicon({"blorva": ("clouds",), "kenit": ("drift",), "madrug": ("water",), "polan": ("flows",)})
    beads = kztrans.align(source, target, lexicon=lexicon)
    assert shape(beads) == [((), (0,)), ((0,), (1,)), ((1,), (2,))]


def test_a_doubtful_bead_has_a_low_score() -> None:
    sure = kztrans.align(SOURCE[:2], TARGET[:2])[0].score
    doubtful = kztrans.align(["Entah bagaimana."], ["Photographs were sold at an auction."])
    assert all(bead.score < sure for bead in doubtful)


UNRELATED = [
    "My grandmother kept bees behind the house.",
    "In winter she fed them with sugar from the shop.",
    "Nobody else was allowed to lift the lids.",
    "Once I was stung three times on the way to school.",
    "The honey tasted of lime trees and of smoke.",
    "Who will look after the hives now?",
    "We sold the house in spring.",
    "The new people have a dog.",
]


@pytest.mark.parametrize("size", [8, 3])
def test_nothing_is_sure_between_texts_that_do_not_belong_together(size: int) -> None:
    beads = [bead for bead in kztrans.align(SOURCE, UNRELATED[:size]) if bead.source and bead.target]
    assert all(bead.score < 0.7 for bead in beads)


def test_the_translated_third_of_a_text_is_sure() -> None:
    beads = kztrans.align(SOURCE, TARGET[:3])
    assert all(bead.score >= 0.7 for bead in beads if bead.source and bead.target)


def test_scores_add_up_to_no_more_than_one_bead_a_segment() -> None:
    beads = kztrans.align(SOURCE, TARGET[:2] + TARGET[3:])
    assert all(bead.score <= 1.0 for bead in beads)
    assert all(bead.score == round(bead.score, 4) for bead in beads)


def test_the_same_input_gives_the_same_output() -> None:
    assert kztrans.align(SOURCE, TARGET[1:]) == kztrans.align(list(SOURCE), list(TARGET[1:]))


def test_paragraphs_are_soft_evidence() -> None:
    source = ["Ya.", "Ya.", "Ya.", "Ya."]
    target = ["Yes.", "Yes.", "Yes."]
    beads = kztrans.align(source, target, source_paragraphs=[0, 0, 1, 1], target_paragraphs=[0, 1, 1])
    assert ((2,), (1,)) in shape(beads)
    assert ((3,), (2,)) in shape(beads)


# --- what editors do

PARAGRAPHS = {"source_paragraphs": [0] * 8, "target_paragraphs": [0] * 8}


def test_a_paragraph_that_moved_is_found_and_says_so() -> None:
    order = [3, 4, 5, 0, 1, 2, 6, 7]
    beads = kztrans.align(SOURCE, [TARGET[n] for n in order])
    assert shape(beads) == [((n,), (order.index(n),)) for n in range(8)]
    assert sum(bead.moved for bead in beads) == 3
    assert min(bead.score for bead in beads) > 0.5


def test_without_crossing_the_beads_have_one_order() -> None:
    beads = kztrans.align(SOURCE, TARGET[3:6] + TARGET[:3] + TARGET[6:], crossing=False)
    assert [j for bead in beads for j in bead.target] == list(range(8))
    assert not any(bead.moved for bead in beads)


def test_neighbours_that_changed_places_are_two_beads_where_paragraphs_are_known() -> None:
    target = [*TARGET[:3], TARGET[4], TARGET[3], *TARGET[5:]]
    assert {((3,), (4,)), ((4,), (3,))} <= set(shape(kztrans.align(SOURCE, target, **PARAGRAPHS)))


def test_neighbours_that_changed_places_are_one_bead_where_paragraphs_are_not_known() -> None:
    """Lines may be parts of sentences, and then a clause that moved is no pair of its own."""
    for low in range(0, 7):
        target = [*TARGET[:low], TARGET[low + 1], TARGET[low], *TARGET[low + 2 :]]
        assert ((low, low + 1), (low, low + 1)) in shape(kztrans.align(SOURCE, target))


def test_nothing_has_moved_where_nothing_did() -> None:
    assert not any(bead.moved for bead in kztrans.align(SOURCE, TARGET[:2] + TARGET[3:], **PARAGRAPHS))


def test_four_segments_joined_are_one_bead() -> None:
    beads = kztrans.align(SOURCE, [TARGET[0], " ".join(TARGET[1:5]), *TARGET[5:]])
    assert ((1, 2, 3, 4), (1,)) in shape(beads)
    beads = kztrans.align([SOURCE[0], " ".join(SOURCE[1:5]), *SOURCE[5:]], TARGET)
    assert ((1,), (1, 2, 3, 4)) in shape(beads)


def test_a_boundary_that_moved_twice_is_one_bead_of_three_and_two() -> None:
    source = [SOURCE[0], f"{SOURCE[1]} {SOURCE[2]}", *SOURCE[3:]]
    target = [f"{TARGET[0]} {TARGET[1]}", f"{TARGET[2]} {TARGET[3]}", *TARGET[4:]]
    assert ((0, 1, 2), (0, 1)) in shape(kztrans.align(source, target))
    assert ((0, 1), (0, 1, 2)) in shape(kztrans.align(target, source, "en", "id"))


def test_a_part_of_a_long_text_is_found_in_it() -> None:
    source, target = long_text(3000)
    beads = kztrans.align(source, target[1400:1500])
    right = {((n,), (n - 1400,)) for n in range(1400, 1500)}
    assert len(right & set(shape(beads))) >= 95


# --- anchors


def test_an_anchor_is_kept_though_all_speaks_against_it() -> None:
    beads = kztrans.align(SOURCE, TARGET, anchors=[(2, 4)])
    assert any(bead.source[:1] == (2,) and bead.target[:1] == (4,) for bead in beads)
    assert_whole(beads, 8, 8)


def test_anchors_are_kept_on_a_long_text() -> None:
    source, target = SOURCE * 60, TARGET * 60
    beads = kztrans.align(source, target, anchors=[(80, 88), (240, 240)])
    starts = {(bead.source[0], bead.target[0]) for bead in beads if bead.source and bead.target}
    assert {(80, 88), (240, 240)} <= starts
    assert_whole(beads, 480, 480)


def test_what_stands_right_before_an_anchor_may_be_left_alone() -> None:
    target = [*TARGET[:3], "Nobody asked the ferrymen.", *TARGET[3:]]
    beads = shape(kztrans.align(SOURCE, target, anchors=[(3, 4)]))
    assert {((2,), (2,)), ((), (3,)), ((3,), (4,))} <= set(beads)
    beads = shape(kztrans.align(target, SOURCE, "en", "id", anchors=[(4, 3)]))
    assert {((2,), (2,)), ((3,), ()), ((4,), (3,))} <= set(beads)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("times", [1, 60])
def test_any_anchors_are_kept(seed: int, times: int) -> None:
    rng = random.Random(seed)
    source, target = SOURCE * times, TARGET * times
    picked = [sorted(rng.sample(range(len(source)), 8 if times > 1 else 4)) for _ in range(2)]
    near = [(a, min(a + 1 + n // 3, len(target) - 1)) for n, a in enumerate(picked[0])]
    for anchors in (list(zip(*picked, strict=True)), sorted({b: (a, b) for a, b in near}.values())):
        beads = kztrans.align(source, target, anchors=anchors)
        starts = {(bead.source[0], bead.target[0]) for bead in beads if bead.source and bead.target}
        assert set(anchors) <= starts
        assert_whole(beads, len(source), len(target))


@pytest.mark.parametrize("anchors", [[(0, 8)], [(8, 0)], [(-1, 0)], [(1, 3), (2, 2)], [(1, 1), (1, 2)]])
def test_anchors_that_cannot_be_are_refused(anchors: list[tuple[int, int]]) -> None:
    with pytest.raises(InputError):
        kztrans.align(SOURCE, TARGET, anchors=anchors)


def test_anchors_are_read_from_a_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "anchors.txt"
    path.write_text("# source\ttarget\n3\t5\n\n10, 12\n", encoding="utf-8")
    assert read_anchors(path) == ((3, 5), (10, 12))


@pytest.mark.parametrize("text", ["3", "3 x", "0 1", "3 4 5", "5 5\n4 6", "5 5\n6 5"])
def test_a_bad_file_of_anchors_is_refused_with_its_line(tmp_path, text: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "anchors.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"anchors\.txt:[12]: "):
        read_anchors(path)


# --- odd inputs


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side(n: int, m: int) -> None:
    beads = kztrans.align(SOURCE[:n], TARGET[:m])
    assert_whole(beads, n, m)
    assert {bead.kind for bead in beads} <= {"1-0", "0-1"}


def test_one_segment_on_each_side() -> None:
    assert shape(kztrans.align(SOURCE[:1], TARGET[:1])) == [((0,), (0,))]


def test_one_segment_against_many() -> None:
    beads = kztrans.align([SOURCE[4]], TARGET)
    assert ((0,), (4,)) in shape(beads)
    assert_whole(beads, 1, 8)


@pytest.mark.parametrize("text", ["", " ", "…", "\u0000", "12", "????"])
def test_segments_without_words(text: str) -> None:
    assert_whole(kztrans.align([text] * 3, [text] * 2), 3, 2)


@pytest.mark.parametrize(("n", "m"), [(5000, 5000), (5000, 2500)])
def test_thousands_of_identical_segments(n: int, m: int) -> None:
    beads = kztrans.align(["Rapat ditunda."] * n, ["The meeting was postponed."] * m)
    assert_whole(beads, n, m)
    if n == m:
        assert {bead.kind for bead in beads} == {"1-1"}


def test_segments_of_a_hundred_thousand_characters() -> None:
    source = [" ".join(SOURCE) * 280, SOURCE[1], "a" * 100_000, "7.500 " * 17_000]
    target = [" ".join(TARGET) * 280, TARGET[1], "a" * 100_000, "7,500 " * 17_000]
    beads = kztrans.align(source, target)
    assert_whole(beads, 4, 4)
    assert shape(beads)[:2] == [((0,), (0,)), ((1,), (1,))]


def test_texts_in_the_wrong_language() -> None:
    assert_whole(kztrans.align(TARGET, TARGET), 8, 8)
    assert_whole(kztrans.align(SOURCE, SOURCE), 8, 8)
    assert_whole(kztrans.align(TARGET, SOURCE), 8, 8)
    assert_whole(kztrans.align(["Қазақстан тәуелсіз ел."] * 300, ["哈萨克斯坦是一个独立国家。"] * 300), 300, 300)


# --- long texts


def long_text(size: int) -> tuple[list[str], list[str]]:
    """Texts of invented names and numbers, one pair of segments after another."""
    rng = random.Random(20)
    consonants, vowels = "bdgklmnprst", "aeiou"
    source, target = [], []
    for _ in range(size):
        names = ["".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(4)).title() for _ in range(3)]
        number = rng.randrange(1000, 9000)
        source.append(f"Kota {names[0]} menjual {number} ton gandum kepada {names[1]} dan {names[2]}.")
        target.append(f"The city of {names[0]} sold {number} tonnes of wheat to {names[1]} and {names[2]}.")
    return source, target


def test_a_long_text_with_a_foreign_appendix_and_a_chapter_missing() -> None:
    source, target = long_text(700)
    appendix, _ = long_text(300)
    appendix = [text.replace("gandum", "batu bara").replace("Kota", "Desa")[::-1] for text in appendix]
    beads = kztrans.align(source[:200] + source[350:] + appendix, target)
    assert_whole(beads, 850, 700)
    found = set(shape(beads))
    right = [((n,), (n,)) for n in range(200)] + [((n,), (n + 150,)) for n in range(200, 550)]
    assert sum(bead in found for bead in right) >= 545


def test_a_long_text_is_aligned_as_well_as_a_short_one() -> None:
    source, target = long_text(600)
    dropped = [text for n, text in enumerate(target) if n % 7]
    beads = kztrans.align(source, dropped)
    kept = [n for n in range(600) if n % 7]
    right = {((n,), (place,)) for place, n in enumerate(kept)}
    assert len(right & set(shape(beads))) >= 0.99 * len(right)


# --- ladder and explanation


def test_the_ladder_has_a_rung_for_each_bead_and_one_for_the_end() -> None:
    beads = [Bead((0,), (0,), 0.95), Bead((1, 2), (1,), 0.5), Bead((), (2,), 1.0)]
    assert ladder(beads, SOURCE[:3], TARGET[:3]) == "0\t0\t0.95\n1\t1\t0.5\n3\t2\t1\n3\t3\t1\n"


def test_the_text_ladder_joins_segments_as_hunalign_does() -> None:
    beads = [Bead((0, 1), (0,), 0.5), Bead((), (1,), 1.0)]
    assert text_ladder(beads, ["a\tb", "c"], ["d", "e"]) == "a b ~~~ c\td\t0.5\n\te\t1\n"


def test_an_explanation_names_the_words_that_matched_and_the_runner_up() -> None:
    found = explain(2, SOURCE, TARGET)
    assert (found.bead.source, found.bead.target) == ((1,), (1,))
    pairs = {(match.source, match.target): match.kind for match in found.matches}
    assert pairs["#3500000", "#3500000"] == "number"
    assert ("kontrak", "contract") in pairs
    assert [match.weight for match in found.matches] == sorted((m.weight for m in found.matches), reverse=True)
    assert found.runner_up
    assert found.behind > 0
    assert sum(m.weight for m in found.matches) + sum(w for _, w in found.rest) == pytest.approx(found.weight, abs=0.2)


def test_an_explanation_agrees_with_the_alignment() -> None:
    target = TARGET[:3] + TARGET[4:]
    for number, bead in enumerate(kztrans.align(SOURCE, target), 1):
        assert explain(number, SOURCE, target).bead == bead


def test_each_occurrence_counts_once() -> None:
    found = explain(1, ["gandum gandum gandum"], ["wheat"])
    if found.bead.kind == "1-1":
        assert sum(match.times for match in found.matches) == 1


@pytest.mark.parametrize("number", [0, -1, 9, 100])
def test_a_bead_that_is_not_there_is_not_explained(number: int) -> None:
    with pytest.raises(InputError, match="there is no bead"):
        explain(number, SOURCE, TARGET)


def test_an_explanation_of_a_text_without_a_translation() -> None:
    assert explain(1, SOURCE, []).bead.kind == "1-0"


@pytest.mark.parametrize("other", [["...", "."], ["1", "2"], ["1. 2.", "(3)"], ["\ufffd\ufffd", "."], ["§", "…"]])
def test_a_side_without_a_word_is_aligned(other):
    words = ["iTig tu.", "Duia 5. gao "]
    for source, target in ((other, words), (words, other), (other, other)):
        beads = kztrans.align(source, target, source_lang="id", target_lang="en")
        assert sorted(n for bead in beads for n in bead.source) == [0, 1]
        assert sorted(n for bead in beads for n in bead.target) == [0, 1]


def test_nothing_goes_together_where_one_side_has_no_word():
    from kztrans.alignment.learn import _words, associations

    some, none = _words([["satu", "dua"], ["satu"]]), _words([[], []])
    for left, right in ((some, none), (none, some), (none, none)):
        assert [len(column) for column in associations(left, right, 2)] == [0, 0, 0]
