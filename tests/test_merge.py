"""Merging a new cut into a file that people worked in: nothing of theirs is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.merging.merge import ALIGNED_WITH, merge
from kztrans.model import Catalog, Unit
from kztrans.units.left_out import LEFT_OUT


def catalog(*units, **headers):
    return Catalog("id", "en", tuple(units), tuple((name.replace("_", "-"), value) for name, value in headers.items()))


def active(result):
    return [unit for unit in result.units if not unit.obsolete]


WORKED = Unit("Perundingan gagal.", "The talks failed.", comments=("checked",), flags=("no-wrap",))


def test_what_a_person_wrote_stays():
    fresh = Unit("Perundingan gagal.", "The negotiations fell through.", notes=("Term: perundingan → talks",))
    merged, report = merge(catalog(WORKED), catalog(fresh))
    assert merged.units == (replace(WORKED, notes=fresh.notes),)
    assert (report.kept, report.differing) == (1, ("Perundingan gagal.",))


def test_fuzzy_states_stay_either_way():
    doubtful = Unit("Satu.", "One.", fuzzy=True, notes=("Alignment confidence: 40 %",), score=0.4)
    approved = replace(doubtful, fuzzy=False)
    merged, _ = merge(catalog(approved), catalog(doubtful))
    assert not merged.units[0].fuzzy
    assert merged.units[0].notes == ()
    merged, _ = merge(catalog(replace(WORKED, fuzzy=True)), catalog(Unit(WORKED.source, WORKED.target)))
    assert merged.units[0].fuzzy


def test_an_untranslated_entry_is_filled_in():
    merged, _ = merge(catalog(Unit("Satu.", comments=("ask the desk",))), catalog(Unit("Satu.", "One.")))
    assert merged.units == (Unit("Satu.", "One.", comments=("ask the desk",)),)


def test_a_translation_that_a_person_took_out_stays_out():
    emptied = catalog(Unit("Satu."), **{ALIGNED_WITH: "a.en.txt sha256:1"})
    merged, _ = merge(
        emptied, catalog(Unit("Satu.", "Two.", origin="alignment"), **{ALIGNED_WITH: "a.en.txt sha256:1"})
    )
    assert merged.units[0].target == ""
    merged, _ = merge(emptied, catalog(Unit("Satu.", "One."), **{ALIGNED_WITH: "b.en.txt sha256:2"}))
    assert merged.units[0].target == "One."


def test_what_the_aligner_left_empty_is_filled_in_when_it_knows_better():
    same = {ALIGNED_WITH: "a.en.txt sha256:1"}
    left_out = catalog(Unit("Satu.", notes=(LEFT_OUT,)), **same)
    merged, _ = merge(left_out, catalog(Unit("Satu.", "One.", origin="alignment"), **same))
    assert merged.units[0].target == "One."
    translated = catalog(Unit("Satu.", "One.", notes=(LEFT_OUT,)), **same)
    merged, _ = merge(translated, left_out)
    assert merged.units[0] == Unit("Satu.", "One.")


def test_a_comment_on_an_untranslated_segment_does_not_cost_the_new_translation():
    old = catalog(Unit("Perundingan gagal.", comments=("ask",)))
    fresh = Unit("Perundingan itu gagal.", "The talks failed.", fuzzy=True)
    merged, _ = merge(old, catalog(fresh))
    assert merged.units == (replace(fresh, comments=("ask",)),)


def test_a_fuzzy_mark_without_a_translation_stays():
    merged, _ = merge(catalog(Unit("Satu.", fuzzy=True)), catalog(Unit("Satu.", "One.")))
    assert merged.units[0].fuzzy


def test_a_changed_source_keeps_its_translation_as_fuzzy():
    merged, report = merge(catalog(WORKED), catalog(Unit("Perundingan itu gagal.")))
    unit = merged.units[0]
    assert (unit.target, unit.fuzzy, unit.previous) == ("The talks failed.", True, "Perundingan gagal.")
    assert unit.comments == ("checked",)
    assert report.changed == (("Perundingan gagal.", "Perundingan itu gagal."),)


def test_a_new_segment_like_a_translated_one_gets_a_suggestion():
    stays = replace(WORKED, source="Perundingan di Jenewa gagal lagi kemarin.")
    merged, report = merge(catalog(stays), catalog(Unit(stays.source), Unit("Perundingan di Jenewa gagal lagi.")))
    assert (merged.units[0].target, merged.units[0].fuzzy) == (stays.target, False)
    suggested = merged.units[1]
    assert (suggested.target, suggested.fuzzy, suggested.previous) == (stays.target, True, stays.source)
    assert report.borrowed == ((stays.source, suggested.source),)
    assert suggested.comments == ()


def test_moved_entries_are_recognised():
    a, b, c = (Unit(f"{word} datang ke kota.", word) for word in ("Menteri", "Presiden", "Duta besar"))
    merged, report = merge(catalog(a, b, c), catalog(*(Unit(u.source) for u in (c, a, b))))
    assert [u.target for u in merged.units] == ["Duta besar", "Menteri", "Presiden"]
    assert report.kept == 3


def test_variants_follow_their_context():
    first = Unit("Ya.", "Yes.")
    second = Unit("Ya.", "Indeed.", context="after: Benarkah?")
    fresh = [Unit("Ya."), Unit("Ya.", context="after: Benarkah, Pak?")]
    merged, _ = merge(catalog(first, second), catalog(*fresh))
    assert [(u.target, u.fuzzy) for u in merged.units] == [("Yes.", False), ("Indeed.", False)]


def test_a_variant_that_comes_back_in_another_context_is_doubtful():
    first = Unit("Ya.", "Yes.")
    gone = Unit("Ya.", "Indeed.", context="after: Benarkah?", obsolete=True)
    fresh = [Unit("Ya."), Unit("Ya.", context="after: Setuju?")]
    merged, report = merge(catalog(first, gone), catalog(*fresh))
    assert [(u.target, u.fuzzy) for u in merged.units] == [("Yes.", False), ("Indeed.", True)]
    assert report.revived == ("Ya.",)


def test_vanished_becomes_obsolete_and_comes_back():
    gone, _ = merge(catalog(WORKED), catalog(Unit("Hujan turun di Almaty sepanjang malam.")))
    assert gone.units[1] == replace(WORKED, obsolete=True)
    back, report = merge(gone, catalog(Unit("Perundingan gagal."), Unit("Hujan turun di Almaty sepanjang malam.")))
    assert active(back)[0] == WORKED
    assert report.revived == ("Perundingan gagal.",)


def test_gone_without_work_is_dropped():
    merged, report = merge(catalog(Unit("Salju tebal menutup jalan.")), catalog(Unit("Hujan turun.")))
    assert [u.source for u in merged.units] == ["Hujan turun."]
    assert report.dropped == ("Salju tebal menutup jalan.",)


def test_joined_segments_carry_both_translations():
    old = catalog(
        Unit("Ia tiba.", "She came.", comments=("one",)), Unit("Ia pergi lagi.", "She left again.", comments=("two",))
    )
    merged, report = merge(old, catalog(Unit("Ia tiba. Ia pergi lagi.")))
    unit = merged.units[0]
    assert (unit.target, unit.fuzzy, unit.comments) == ("She came. She left again.", True, ("one", "two"))
    assert unit.previous is None
    assert [u for u in merged.units if u.obsolete] == [replace(u, obsolete=True) for u in old.units]
    assert len(report.recut) == 2


def test_split_segments_share_the_translation():
    old = catalog(Unit("Ia tiba. Ia pergi lagi.", "She came. She left again.", comments=("c",)))
    merged, _ = merge(old, catalog(Unit("Ia tiba."), Unit("Ia pergi lagi.")))
    assert [(u.target, u.fuzzy) for u in active(merged)] == [("She came.", True), ("She left again.", True)]
    assert all(u.comments == ("c",) and u.previous == "Ia tiba. Ia pergi lagi." for u in active(merged))


def test_split_without_a_cut_in_the_translation_gives_all_to_the_first():
    old = catalog(Unit("Ia tiba. Ia pergi lagi.", "She came and left again."))
    merged, _ = merge(old, catalog(Unit("Ia tiba."), Unit("Ia pergi lagi.")))
    assert [u.target for u in active(merged)] == ["She came and left again.", ""]


def test_a_person_s_headers_stay():
    old = catalog(WORKED, Last_Translator="Aigerim", X_Poedit_Bookmarks="1")
    merged, _ = merge(old, catalog(Unit("Perundingan gagal."), Last_Translator="", Language="en"))
    assert dict(merged.headers) == {"Last-Translator": "Aigerim", "X-Poedit-Bookmarks": "1", "Language": "en"}


def test_headers_that_nobody_filled_in_are():
    old = catalog(
        WORKED, Project_Id_Version="PACKAGE VERSION", Language="", Plural_Forms="nplurals=INTEGER; plural=EXPRESSION;"
    )
    fresh = {"Project-Id-Version": "berita", "Language": "en", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    merged, _ = merge(old, replace(catalog(WORKED), headers=tuple(fresh.items())))
    assert dict(merged.headers) == fresh


def test_plural_entries_stay():
    old = Unit("Satu kapal.", plural="Kapal.", plural_targets=("One ship.", "Ships."))
    merged, _ = merge(catalog(old), catalog(Unit("Satu kapal.")))
    assert merged.units == (old,)


def test_a_cut_that_moved_twice_over_is_the_same_as_once():
    note = ("Alignment confidence: 50 %",)
    parts = catalog(Unit("Ia tiba.", "She came."), Unit("Ia pergi lagi.", "She left again."))
    whole = catalog(Unit("Ia tiba. Ia pergi lagi.", "She came and left."))
    aligned = [Unit(u.source, "x", fuzzy=True, notes=note) for u in (*parts.units, *whole.units)]
    for old, fresh in ((parts, catalog(aligned[2])), (whole, catalog(*aligned[:2]))):
        once, _ = merge(old, fresh)
        assert all(unit.notes == note * (unit.target == "x") for unit in active(once))
        assert all(unit.target or not unit.previous for unit in once.units)
        assert merge(once, fresh)[0] == once


words = st.sampled_from("presiden menteri kapal minyak pipa sanksi datang pergi gagal damai".split())
sentence = st.lists(words, min_size=1, max_size=6).map(lambda w: " ".join(w).capitalize() + ".")


@settings(deadline=None)
@given(st.lists(sentence, unique=True, max_size=8), st.lists(sentence, unique=True, max_size=8), st.data())
def test_no_human_word_is_ever_lost(before, after, data):
    old = catalog(
        *(Unit(s, f"<{n}>", comments=(f"c{n}",), fuzzy=data.draw(st.booleans())) for n, s in enumerate(before))
    )
    fresh = catalog(*(Unit(s, data.draw(st.sampled_from(["", "aligned"]))) for s in after))
    merged, _ = merge(old, fresh)
    text = "\n".join(u.target for u in merged.units)
    comments = {c for u in merged.units for c in u.comments}
    for n in range(len(before)):
        assert f"<{n}>" in text
        assert f"c{n}" in comments
    keys = [(u.context, u.source) for u in merged.units]
    assert len(set(keys)) == len(keys)
    assert [u.source for u in active(merged)] == after
    again, _ = merge(merged, fresh)
    assert again == merged


@pytest.mark.parametrize("target", ["", "The talks have failed."])
def test_a_second_run_changes_nothing(target):
    fresh = catalog(Unit("Perundingan gagal.", target, fuzzy=bool(target), notes=("Alignment confidence: 60 %",)))
    once, _ = merge(fresh, fresh)
    assert once == fresh


def test_a_persons_comments_above_the_header_stay():
    old = replace(catalog(WORKED), header_comments=("Translated by Ani, 2024.", "Checked twice."))
    new = replace(catalog(WORKED), header_comments=("a.txt, to be translated",))
    assert merge(old, new)[0].header_comments == old.header_comments
    assert merge(catalog(WORKED), new)[0].header_comments == new.header_comments


def test_header_fields_of_a_person_stay_and_placeholders_give_way():
    old = catalog(WORKED, Last_Translator="Ani", Language_Team="LANGUAGE <LL@li.org>", X_Own="kept")
    new = catalog(WORKED, Last_Translator="", Language_Team="Ours", X_Generator="kztrans")
    headers = dict(merge(old, new)[0].headers)
    assert headers == {"Last-Translator": "Ani", "Language-Team": "Ours", "X-Own": "kept", "X-Generator": "kztrans"}
