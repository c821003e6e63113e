"""What of a file stays at merging besides its translations: headers, their comments, and keys that are told apart."""

import pytest

from kztrans.merging.merge import ALIGNED_WITH, PLACEHOLDERS, dropped_variants, merge, merged, without_clashes
from kztrans.merging.record import Record
from kztrans.model import Catalog, Reference, Unit

ONE = Unit("Satu.", "One.")


def catalog(*units, comments=(), **headers):
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Catalog("id", "en", units, named, tuple(comments))


def test_a_person_s_comments_in_the_header_stay():
    ours, theirs = ("Made by kztrans.",), ("Ani, 2026: ask the desk about names.", "", "Second line.")
    assert merge(catalog(ONE, comments=theirs), catalog(ONE, comments=ours))[0].header_comments == theirs
    assert merge(catalog(ONE), catalog(ONE, comments=ours))[0].header_comments == ours
    assert merged(catalog(ONE, comments=theirs), catalog(ONE, comments=ours), Record("a"))[0].header_comments == theirs
    assert merged(None, catalog(ONE, comments=ours), Record("a"))[0].header_comments == ours


@pytest.mark.parametrize("value", sorted(PLACEHOLDERS))
@pytest.mark.parametrize("name", ["Project-Id-Version", "project-id-version"])
def test_what_nobody_filled_in_is_filled_in(name, value):
    old = Catalog("id", "en", (ONE,), ((name, value), ("X-Own", "mine")))
    headers = dict(merge(old, catalog(ONE, Project_Id_Version="news 2"))[0].headers)
    assert {n.lower(): v for n, v in headers.items()} == {"project-id-version": "news 2", "x-own": "mine"}


def test_what_somebody_filled_in_stays_and_the_target_text_is_that_of_now():
    old = catalog(ONE, Last_Translator="Ani", X_Aligned_With="old.txt sha256:0", language="en_GB")
    new = catalog(ONE, Last_Translator="kztrans", X_Aligned_With="new.txt sha256:1", Language="en", X_New="1")
    headers = dict(merge(old, new)[0].headers)
    assert headers == {"Last-Translator": "Ani", ALIGNED_WITH: "new.txt sha256:1", "language": "en_GB", "X-New": "1"}


def test_obsolete_units_have_keys_of_their_own():
    live = [Unit("Satu.", "One."), Unit("Dua.", "Two.", context="menu")]
    gone = [
        Unit("Satu.", "A."), Unit("Satu.", "B."), Unit("Dua.", "C.", context="menu"), Unit("Tiga.", "D."),
        Unit("Satu.", "E.", context="formerly (2)"),
    ]  # fmt: skip
    kept = without_clashes(live, gone)
    assert [u.target for u in kept] == ["A.", "B.", "C.", "D.", "E."]
    contexts = [u.context for u in kept]
    assert contexts == ["formerly (2)", "formerly (3)", "menu (2)", None, "formerly (2) (2)"]
    assert len({(u.context, u.source) for u in (*live, *kept)}) == 7


def test_what_is_gone_stays_as_obsolete_without_its_places():
    old = catalog(
        Unit("Rapat sudah selesai kemarin.", "The meeting ended.", references=(Reference("a.txt", 1),), notes=("n",)),
        Unit("Lama.", "Old.", obsolete=True, notes=("kept",), comments=("by Ani",)),
    )
    units = {u.source: u for u in merge(old, catalog(Unit("Seekor anjing.")))[0].units}
    gone = units["Rapat sudah selesai kemarin."]
    assert (gone.obsolete, gone.target, gone.references, gone.notes) == (True, "The meeting ended.", (), ())
    assert (units["Lama."].obsolete, units["Lama."].notes, units["Lama."].comments) == (True, ("kept",), ("by Ani",))


def test_a_file_that_is_not_there_has_a_report_only_where_somebody_s_work_is_taken_up():
    new = catalog(Unit("Satu."), Unit("Dua."))
    assert merged(None, new, Record("a"))[1] is None
    by_hand = Record("a").upon([Unit("Satu.", "One.")])
    found, report = merged(None, new, by_hand)
    assert report is not None
    assert [(u.source, u.target) for u in found.units] == [("Satu.", "One."), ("Dua.", "")]


def test_variants_that_were_live_are_dropped_variants():
    record = Record("a").upon([Unit("Satu.", "One.", context="b")])
    units = [
        Unit("Satu.", "One.", context="b", obsolete=True), Unit("Satu.", "One.", context="b"),
        Unit("Satu.", "", context="b", obsolete=True), Unit("Satu.", "One.", obsolete=True),
        Unit("Satu.", "One.", context="c", obsolete=True),
    ]  # fmt: skip
    assert dropped_variants(units, record) == units[:1]
    assert dropped_variants(units, Record("a")) == []


def test_a_new_segment_without_a_translation_is_no_doubtful_one():
    found, report = merge(catalog(ONE), catalog(ONE, Unit("Seekor anjing berlari."), Unit("Kucing.", "Cat.", True)))
    assert [(u.target, u.fuzzy) for u in found.units] == [("One.", False), ("", False), ("Cat.", True)]
    assert report.unvouched == ()
    assert sorted(report.new) == ["Kucing.", "Seekor anjing berlari."]


def test_what_a_fuzzy_entry_was_before_stays_with_it():
    for fuzzy, kept in ((True, "menu"), (False, None)):
        old = catalog(Unit("Satu.", "One.", fuzzy, previous_context="menu"))
        assert merge(old, catalog(Unit("Satu.")))[0].units[0].previous_context == kept
