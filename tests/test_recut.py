"""Segments that a person corrected, cut or joined: in documents of any format, with codes, and in later runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kztrans import documents
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.render import render_file
from kztrans.jobs.writing import write
from kztrans.merging.hand_beads import HandBead, beads_path, fixed_beads, hand_beads, parse, serialize
from kztrans.merging.texts import lines_of, unplaced, worked_by
from kztrans.model import Bead
from kztrans.segmentation import segment_document
from kztrans.units.recut import Recut, carried, worked
from kztrans.units.side import Side

PAGE = """<html><body><h1>Berita</h1>
<p>Utusan <b>itu</b> tiba di <i>Almaty</i>. Ia pergi hri ini. Hujan turun.</p>
<p>Kapal berangkat.</p></body></html>
"""
PAGE_EN = """<html><body><h1>News</h1>
<p>The <b>envoy</b> arrived in <i>Almaty</i>. He left today. Rain fell.</p>
<p>The ship left.</p></body></html>
"""


def side(text, name="t.html", lang="id"):
    document = documents.parse(text.encode(), name, lang)
    return Side(document, tuple(segment_document(document)))


def texts(done):
    return [segment.text for segment in done.side.segments]


def test_a_correction_keeps_the_codes_around_it():
    raw = side(PAGE)
    assert raw.segments[1].text == "Utusan itu tiba di Almaty."
    done = worked(raw, [Recut(1, 2, ("Sang utusan itu sampai di Almaty.",)), Recut(2, 3, ("Ia pergi hari ini.",))])
    assert texts(done) == [
        "Berita", "Sang utusan itu sampai di Almaty.", "Ia pergi hari ini.", "Hujan turun.", "Kapal berangkat."
    ]  # fmt: skip
    for segment in done.side.segments:
        assert done.side.document.text[segment.start : segment.end] == segment.text
    assert done.side.coded((1,)).text == "Sang utusan <b1>itu</b1> sampai di <i2>Almaty</i2>."
    assert done.side.coded((3,)).text == "Hujan turun."


def test_cuts_and_joins_leave_the_text_as_it_is():
    raw = side(PAGE)
    done = worked(raw, [Recut(1, 4, ("Utusan itu", "tiba di Almaty. Ia pergi hri ini.", "Hujan turun."))])
    assert done.side.document is raw.document
    assert [done.side.coded((n,)).text for n in (1, 2)] == [
        "Utusan <b1>itu</b1>", "tiba di <i1>Almaty</i1>. Ia pergi hri ini."
    ]  # fmt: skip
    wrapped = side("Satu dua tiga empat lima enam tujuh\ndelapan sembilan. Lalu pulang.\n", "t.txt")
    cut = worked(wrapped, [Recut(0, 1, tuple(wrapped.segments[0].text.split(" dua ")))])
    assert cut.side.text(range(len(cut.side.segments))) == wrapped.text(range(len(wrapped.segments))).replace(
        " dua", ""
    )


def test_more_recuts_upon_recuts_are_one_and_going_back_is_none():
    raw = side(PAGE)
    once = worked(raw, raw_texts(raw, 2, ["Ia pergi", "hari ini."]))
    again = worked(raw, once.with_texts(range(3, 5), ["hari ini. Hujan turun."]))
    assert texts(again)[1:4] == ["Utusan itu tiba di Almaty.", "Ia pergi", "hari ini. Hujan turun."]
    assert again.recuts == (Recut(2, 4, ("Ia pergi", "hari ini. Hujan turun.")),)
    assert again.with_texts(range(2, 4), ["Ia pergi hri ini.", "Hujan turun."]) == ()


def raw_texts(raw, segment, new):
    return worked(raw, ()).with_texts(range(segment, segment + 1), new)


def test_beads_elsewhere_do_not_move():
    raw, other = side(PAGE), worked(side(PAGE_EN, lang="en"), ())
    free = [Bead((n,), (n,), 0.9) for n in range(5)]
    cut = worked(raw, [Recut(1, 2, ("Utusan itu", "tiba di Almaty."))])
    assert [(b.source, b.target) for b in carried(free, cut, other)] == [
        ((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), (3,)), ((5,), (4,))
    ]  # fmt: skip
    joined = worked(raw, [Recut(1, 3, ("Utusan itu tiba di Almaty. Ia pergi hri ini.",))])
    assert [(b.source, b.target) for b in carried(free, joined, other)] == [
        ((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))
    ]  # fmt: skip


@pytest.mark.parametrize("which", [[(1, 3), (3, 5)], [(0, 2), (1, 4)], [(2, 4), (2, 4)]])
def test_every_segment_is_in_one_bead_whatever_is_joined_across_them(which):
    raw = side("Satu ini. Dua ini. Tiga ini. Empat ini. Lima ini.\n", "t.txt")
    recuts = []
    for first, stop in which:
        if not recuts or recuts[-1].stop <= first:
            recuts.append(Recut(first, stop, (raw.text(range(first, stop)),)))
    done, plain = worked(raw, recuts), worked(raw, ())
    free = [
        Bead((0, 1), (0,), 0.9),
        Bead((2,), (1, 2), 0.8),
        Bead((3,), (), 0.7),
        Bead((), (3,), 0.7),
        Bead((4,), (4,)),
    ]
    turned = [replace(bead, source=bead.target, target=bead.source) for bead in free]
    for beads, left, right in ((free, done, plain), (turned, plain, done)):
        found = carried(beads, left, right)
        assert sorted(n for b in found for n in b.source) == list(range(len(left.side.segments)))
        assert sorted(n for b in found for n in b.target) == list(range(len(right.side.segments)))


def test_a_line_waits_until_its_passage_is_there_again():
    raw = side(PAGE)
    lines = lines_of(worked(raw, [Recut(2, 3, ("Ia pergi hari ini.",))]))
    assert lines == [HandBead("Ia pergi hri ini.", "", "Utusan itu tiba di Almaty.", "text", ("Ia pergi hari ini.",))]
    assert parse(serialize(lines)) == tuple(lines)
    mended = side(PAGE.replace("hri", "hari"))
    assert worked_by(lines, mended).recuts == ()
    assert unplaced(lines, mended, side(PAGE_EN, lang="en")) == lines
    assert texts(worked_by(lines, raw))[2] == "Ia pergi hari ini."


def test_of_equal_sentences_the_one_after_the_same_text_is_corrected():
    raw = side("Terima kasih. Dia datang. Terima kasih. Dia pulang.\n", "t.txt")
    lines = lines_of(worked(raw, [Recut(2, 3, ("Trims.",))]))
    assert texts(worked_by(lines, raw)) == ["Terima kasih.", "Dia datang.", "Trims.", "Dia pulang."]


def test_crossing_pairs_are_lines_that_say_so_and_found_again():
    left, right = side("Satu ini.\nDua itu.\nTiga sana.\n", "t.txt"), side("One.\nTwo.\nThree.\n", "t.txt", "en")
    beads = [Bead((0,), (2,), 1.0, moved=True), Bead((1,), (1,), 1.0), Bead((2,), (0,), 1.0, moved=True)]
    lines = hand_beads(beads, left, right)
    assert [line.how for line in lines] == ["crossing", "", "crossing"]
    assert sorted(fixed_beads(parse(serialize(lines)), left, right), key=lambda b: b.source) == beads


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "berita.id.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "berita.en.html").write_text(PAGE_EN, encoding="utf-8")
    return tmp_path


def test_a_page_is_aligned_and_rendered_with_its_corrections_with_and_without_its_translation(pages):
    job = AlignJob(pages / "berita.id.html", pages / "berita.en.html", folder=pages)
    first = run(job)
    write(first)
    done = worked(
        first.source, [Recut(1, 2, ("Utusan itu", "sampai di Almaty.")), Recut(2, 3, ("Ia pergi hari ini.",))]
    )
    beads_path(first.outputs.tmx).write_bytes(serialize(lines_of(done)))
    result = run(job)
    write(result)
    sources = [unit.source for unit in result.catalog.units if not unit.obsolete]
    assert "Ia pergi hari ini." in sources
    assert any("sampai di <i" in source for source in sources)
    assert write(run(job)) == ()
    alone = run(replace(job, target=None))
    write(alone)
    assert [unit.source for unit in alone.catalog.units if not unit.obsolete] == sources
    rendering, data = render_file(first.outputs.po, pages / "berita.id.html", fuzzy=True)
    assert b"He left today." in data
    assert [missing.source for missing in rendering.missing if missing.why == "not in the file"] == []
    assert (pages / "berita.id.html").read_text(encoding="utf-8") == PAGE
