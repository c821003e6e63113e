"""Alignment of articles that a newsroom edits while it translates: swaps, recut quotations, words of the press."""

from __future__ import annotations

import pytest

import kztrans
from kztrans.bilingual.lexicon import alignment_lexicon, base_lexicon

Shape = list[tuple[tuple[int, ...], tuple[int, ...]]]

BEFORE = ("Presiden Tokayev tiba di Almaty pada Senin.", "President Tokayev arrived in Almaty on Monday.")
AFTER = ("Harga gandum naik 12 persen pada bulan Maret.", "The price of wheat went up by 12 per cent in March.")


def shape(source: list[list[str]], target: list[list[str]]) -> Shape:
    """The beads of texts that are given paragraph by paragraph."""
    texts, numbers = [], []
    for side in (source, target):
        texts.append([text for paragraph in side for text in paragraph])
        numbers.append([number for number, paragraph in enumerate(side) for _ in paragraph])
    beads = kztrans.align(*texts, source_paragraphs=numbers[0], target_paragraphs=numbers[1])
    return [(bead.source, bead.target) for bead in beads]


SWAPS = [
    (
        [
            "Sejumlah aktivis penentang ditahan menjelang pemungutan suara.",
            "Menurut lembaga pemantau hak asasi manusia, sedikitnya 12 orang dituduh merencanakan kerusuhan massal.",
            'Gedung-gedung yang hendak disewa untuk diskusi publik mendadak "sedang direnovasi".',
        ],
        [
            'Rooms that opponents wanted to hire for public debates were suddenly found to be "under renovation".',
            "At least 12 of them were detained before the vote on suspicion of plotting mass unrest, "
            "human rights monitors say.",
        ],
        [((1, 2), (2,)), ((3,), (1,))],
    ),
    (
        [
            "Tanya: Hutan yang mana?",
            "Bukankah hutannya habis?",
            "Wijayanti: Anda benar, itu masalah yang sesungguhnya.",
        ],
        ["A: That's the real problem, you are right.", "Q: Is there any forest left for them?"],
        [((1, 2), (2,)), ((3,), (1,))],
    ),
    (
        [
            "Pengadilan Inggris mengakui pengemudi Uber sebagai pekerja pada 2021.",
            "Malaysia mengesahkan undang-undang pekerja gig tahun ini.",
        ],
        [
            "Malaysia passed a law for gig workers this year.",
            "British courts recognised the drivers of Uber as workers in 2021.",
        ],
        [((1,), (2,)), ((2,), (1,))],
    ),
]


@pytest.mark.parametrize(("source", "target", "beads"), SWAPS)
def test_neighbours_that_change_places_are_two_beads_whatever_their_shapes(
    source: list[str], target: list[str], beads: Shape
) -> None:
    found = shape([[BEFORE[0]], source, [AFTER[0]]], [[BEFORE[1]], target, [AFTER[1]]])
    assert set(beads) <= set(found)


BESIDE = [
    (
        [
            "Tawaran itu tetap terbuka.",
            "Kami pernah menjadi tuan rumah perundingan Suriah, dan pembicaraan antara Armenia dan Azerbaijan juga "
            "digelar di Almaty.",
            "Namun, penengah hanya berguna bila kedua pihak sudah lelah berperang.",
        ],
        [
            "A mediator is useful only when both sides are tired of fighting.",
            "But our offer stands.",
            "We have hosted the Syria talks, and Armenia and Azerbaijan met in Almaty.",
        ],
    ),
    (
        [
            "Ladang gas Karachaganak dan ladang minyak Tengiz menyumbang separuh ekspor.",
            "Itu pun belum semuanya.",
            "Tahun depan pipa baru ke Tiongkok mulai dibangun.",
        ],
        [
            "Work on a new pipeline to China begins next year.",
            "Half of exports come from the gas field of Karachaganak and the oil field of Tengiz.",
            "And there is more.",
        ],
    ),
]


@pytest.mark.parametrize(("source", "target"), BESIDE)
def test_what_stands_beside_a_swap_has_its_own_partner(source: list[str], target: list[str]) -> None:
    """The last of three sentences comes first: on the best path without crossings one of the others was left alone,
    of the source or of the target, and its partner was joined to the third."""
    found = shape([[BEFORE[0]], source, [AFTER[0]]], [[BEFORE[1]], target, [AFTER[1]]])
    assert found == [((0,), (0,)), ((1,), (2,)), ((2,), (3,)), ((3,), (1,)), ((4,), (4,))]


def test_a_quotation_cut_anew_stays_one_bead() -> None:
    source = [
        '"Kami tidak turun ke jalan untuk berpolitik.',
        "Kami hanya ingin harga gas seperti dulu.",
        'Anak-anak kami kedinginan," kata Aigul, seorang guru di Zhanaozen.',
    ]
    target = [
        '"We are not out on the streets to do politics, we just want the price of gas to be what it was," said Aigul, '
        "a teacher in Zhanaozen.",
        '"Our children are cold."',
    ]
    found = shape([[BEFORE[0]], source, [AFTER[0]]], [[BEFORE[1]], target, [AFTER[1]]])
    assert ((1, 2, 3), (1, 2)) in found


def test_words_with_a_translation_in_common_are_related() -> None:
    lexicon = base_lexicon("id", "en")
    near = {head: {word for word, _ in lexicon.related(head)} for head in ("merosot", "ragu", "takut")}
    assert "decrease" in near["merosot"] | set(lexicon.entries["merosot"])
    assert "reluctant" in near["ragu"]
    assert "worry" in near["takut"]
    for head, words in near.items():
        assert not words & set(lexicon.entries[head])
        assert all(0 < strength <= 1 for _, strength in lexicon.related(head))
    assert lexicon.related("kata yang tidak ada") == ()


@pytest.mark.parametrize(
    ("head", "word"), [("persen", "per cent"), ("kilometer", "mile"), ("tidak ada", "nobody"), ("jebol", "burst")]
)
def test_the_press_is_in_the_lexicon_of_the_aligner(head: str, word: str) -> None:
    assert word in alignment_lexicon("id", "en").entries[head]
