"""What was gone, emptied, or taken apart by a program when its text changed: still reachable, and said to be so."""

import subprocess

import polib
import pytest
from test_no_loss import AFTER, BEFORE, BETWEEN, FIRST, GRAIN, JOINED, OWN, TALKS, TWICE, Work, pair, variants, work
from tools import needs

__all__ = ["pair", "variants", "work"]

BY_HAND = "A ship took wheat to Iran."
BARLEY = GRAIN[0].replace("gandum", "jelai")
NIGHT = "Hari sudah malam."
WHOLE = f"{TALKS[0]} {GRAIN[0]}"


def kept(work):
    return {(e.msgctxt, e.msgid): e.msgstr for e in polib.pofile(str(work.po)).obsolete_entries()}


# An entry is emptied, then its source changes


@pytest.mark.parametrize("target", [False, True])
@pytest.mark.parametrize("seen", [False, True], ids=["not seen empty", "seen empty"])
@pytest.mark.parametrize("fuzzy", [False, True])
def test_what_was_emptied_is_offered_to_its_changed_sentence(pair, target, seen, fuzzy):
    pair.translate(GRAIN[0], BY_HAND, fuzzy=fuzzy)
    pair.align(target=target)
    pair.translate(GRAIN[0], "")
    if seen:
        pair.align(target=target)
    pair.texts(f"{TALKS[0]} {BARLEY}")
    output = pair.align(target=target)
    assert "1 changed, now fuzzy" in output
    assert ("1 emptied whose sentence has changed or gone since" in output) is not seen
    assert "dropped" not in output
    entry = pair.entry(BARLEY)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (BY_HAND, True, GRAIN[0])
    assert kept(pair) == {("emptied", GRAIN[0]): BY_HAND}
    assert "unchanged" in pair.align(target=target)
    pair.texts(WHOLE)
    pair.align("--refill", target=target)
    assert (pair.entry(GRAIN[0]).msgstr, pair.entry(GRAIN[0]).fuzzy) == (BY_HAND, True)


@pytest.mark.parametrize("target", [False, True])
def test_what_was_emptied_is_obsolete_where_its_sentence_goes(pair, target):
    pair.translate(GRAIN[0], BY_HAND)
    pair.align(target=target)
    pair.translate(GRAIN[0], "")
    pair.texts(TALKS[0])
    output = pair.align(target=target)
    assert "1 obsolete" in output
    assert "dropped" not in output
    assert kept(pair) == {("emptied", GRAIN[0]): BY_HAND}


def test_a_remark_on_what_was_emptied_is_kept_when_its_sentence_goes(pair):
    file = polib.pofile(str(pair.po), wrapwidth=0)
    file.find(GRAIN[0]).msgstr = ""
    file.find(GRAIN[0]).tcomment = "ask the desk"
    file.save()
    pair.texts(TALKS[0])
    pair.align(target=False)
    assert kept(pair) == {("emptied", GRAIN[0]): GRAIN[1], (None, GRAIN[0]): ""}
    assert "ask the desk" in pair.po.read_text(encoding="utf-8")


def test_what_was_emptied_goes_on_where_its_sentence_is_cut_elsewhere(work):
    work.texts(f"{WHOLE}\n{NIGHT}", f"{JOINED}\nNight had fallen.")
    work.align()
    work.translate(WHOLE, "")
    work.texts(f"{WHOLE}\n{NIGHT}", f"{TALKS[1]} {GRAIN[1]}\nNight had fallen.")
    work.align()
    assert kept(work) == {("emptied", WHOLE): JOINED}
    assert all(entry.msgstr for entry in polib.pofile(str(work.po)) if not entry.obsolete)


# Two segments in one entry, gone for a while, or taken apart by a program


@pytest.fixture
def joined(work):
    work.texts(f"{WHOLE}\n{NIGHT}", f"{JOINED}\nNight had fallen.")
    work.align()
    return work


def as_before(joined, text):
    entry = joined.entry(WHOLE)
    live = [e.msgid for e in polib.pofile(str(joined.po)) if not e.obsolete]
    assert (entry.msgstr, entry.fuzzy, live) == (text, False, [WHOLE, NIGHT])


@pytest.mark.parametrize("target", [False, True])
@pytest.mark.parametrize("text", [JOINED, OWN])
def test_a_joined_entry_that_was_gone_comes_back_whole(joined, target, text):
    joined.translate(WHOLE, text)
    joined.align()
    joined.texts(NIGHT)
    joined.align(target=False)
    joined.texts(f"{WHOLE}\n{NIGHT}")
    assert "1 come back" in joined.align(target=target)
    as_before(joined, text)
    assert "unchanged" in joined.align(target=target)


@pytest.mark.parametrize("target", [False, True])
def test_so_does_one_that_a_program_dropped(joined, target):
    file = polib.pofile(str(joined.po), wrapwidth=0)
    file.remove(file.find(WHOLE))
    file.save()
    assert "1 come back" in joined.align(target=target)
    as_before(joined, JOINED)


def test_so_does_a_person_s_when_the_po_got_lost(joined):
    joined.translate(WHOLE, OWN)
    joined.align()
    joined.po.unlink()
    joined.align(target=False)
    entry = joined.entry(WHOLE)
    assert (entry.msgstr, entry.fuzzy) == (OWN, False)


@pytest.fixture
def msgmerge(tmp_path, monkeypatch):
    """Merge a PO with what its text alone gives, perhaps without obsolete entries."""
    needs("msgmerge")
    (tmp_path / "other").mkdir()
    template = Work(tmp_path / "other")

    def merge(work, *options, cleaned):
        monkeypatch.chdir(tmp_path / "other")
        template.texts(work.source.read_text(encoding="utf-8").rstrip("\n"))
        template.align(target=False)
        monkeypatch.chdir(tmp_path)
        subprocess.run(["msgmerge", "-q", *options, "-o", work.po, work.po, template.po], check=True)
        if cleaned:
            subprocess.run(["msgattrib", "--no-obsolete", "-o", work.po, work.po], check=True)

    return merge


@pytest.mark.parametrize("target", [False, True])
@pytest.mark.parametrize("option", ["--previous", "--no-fuzzy-matching"])
@pytest.mark.parametrize("cleaned", [False, True])
def test_so_does_one_that_msgmerge_took_apart(joined, msgmerge, target, option, cleaned):
    msgmerge(joined, option, cleaned=cleaned)
    assert len(polib.pofile(str(joined.po))) >= 3
    joined.align(target=target)
    as_before(joined, JOINED)
    assert joined.render().splitlines()[0] == JOINED
    assert "unchanged" in joined.align(target=target)


def test_halves_that_somebody_worked_on_stay(joined):
    joined.texts(NIGHT)
    joined.align(target=False)
    joined.texts(f"{TALKS[0]}\n{NIGHT}")
    joined.align(target=False)
    joined.translate(TALKS[0], OWN)
    joined.align(target=False)
    joined.texts(f"{WHOLE}\n{NIGHT}")
    joined.align(target=False)
    assert joined.entry(TALKS[0]).msgstr == OWN
    assert kept(joined)[None, WHOLE] == JOINED


def test_a_person_s_whole_is_shared_out_where_the_target_text_has_nothing_sure(joined):
    """The target text is cut elsewhere by now, and older than what has come back."""
    by_hand = "Monday saw the minister in Geneva. Wheat went to Iran by ship."
    joined.translate(WHOLE, by_hand)
    joined.texts(NIGHT, f"{TALKS[1]} {GRAIN[1]}\nNight had fallen.")
    joined.align()
    joined.texts(f"{WHOLE}\n{NIGHT}")
    assert "2 cut elsewhere, now fuzzy" in joined.align()
    shares = [joined.entry(TALKS[0]), joined.entry(GRAIN[0])]
    assert [(e.msgstr, e.fuzzy) for e in shares] == [(s + ".", True) for s in by_hand.rstrip(".").split(". ")]
    assert kept(joined)[None, WHOLE] == by_hand
    assert "unchanged" in joined.align()


# Variants told apart by msgctxt, that msgmerge dropped


@pytest.mark.parametrize("target", [False, True])
@pytest.mark.parametrize("cleaned", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} {TWICE}\n{BETWEEN} {TWICE}",
        f"{BEFORE} {TWICE}\nAngin dingin bertiup kencang di Aktau. {TWICE}",
        f"{NIGHT}\n{BEFORE} {TWICE}\n{BETWEEN} {TWICE}",
        f"{BETWEEN} {TWICE}\n{BEFORE} {TWICE}",
    ],
)
def test_a_variant_that_msgmerge_dropped_is_where_it_was(variants, msgmerge, target, cleaned, text):
    variants.translate(TWICE, OWN)
    variants.translate(TWICE, BY_HAND, AFTER)
    variants.align()
    msgmerge(variants, "--previous", cleaned=cleaned)
    assert AFTER not in {e.msgctxt for e in polib.pofile(str(variants.po)) if not e.obsolete}
    variants.texts(text)
    assert "1 come back" in variants.align(target=target)
    place = next(line for line in text.split("\n") if BEFORE not in line and TWICE in line)
    rendered = dict(zip(text.split("\n"), variants.render().split("\n"), strict=True))
    assert rendered[place].endswith(BY_HAND)
    assert rendered[f"{BEFORE} {TWICE}"].endswith(OWN)
    assert BY_HAND not in variants.obsolete().values()
    assert "unchanged" in variants.align(target=target)


def test_a_variant_whose_place_is_gone_too_stays_obsolete(variants, msgmerge):
    variants.translate(TWICE, BY_HAND, AFTER)
    variants.align()
    msgmerge(variants, "--previous", cleaned=True)
    variants.texts(f"{BEFORE} {TWICE}")
    variants.align(target=False)
    assert variants.obsolete()[TWICE] == BY_HAND
    assert variants.render().endswith(FIRST)


# An older copy of one of the two files


@pytest.mark.parametrize("deed", ["nothing", "translated again", "changed"])
@pytest.mark.parametrize("seen", [False, True], ids=["not seen empty", "seen empty"])
def test_what_was_emptied_is_kept_where_an_older_po_is_written_over_the_new_one(pair, deed, seen):
    """An editor that has the file open saves it after the run, or a run is killed, or one file is checked out anew."""
    pair.translate(GRAIN[0], BY_HAND)
    pair.align()
    pair.translate(GRAIN[0], "")
    older = pair.po.read_bytes()
    pair.align()
    if seen:
        pair.align(target=False)
    pair.po.write_bytes(older)
    if deed == "translated again":
        pair.translate(GRAIN[0], "Some ship took some wheat somewhere.")
    elif deed == "changed":
        pair.texts(f"{TALKS[0]} {BARLEY}")
    pair.align(target=False)
    assert kept(pair)["emptied", GRAIN[0]] == BY_HAND
    assert "unchanged" in pair.align(target=False)
    if deed == "nothing":
        pair.align("--refill", target=False)
        assert (pair.entry(GRAIN[0]).msgstr, pair.entry(GRAIN[0]).fuzzy) == (BY_HAND, True)
        assert "x-kztrans-emptied" not in pair.tmx.read_text(encoding="utf-8")


@pytest.mark.parametrize("older", ["po", "tmx"])
@pytest.mark.parametrize("target", [False, True])
def test_the_text_that_a_fuzzy_translation_is_of_is_not_lost(pair, older, target):
    """One of the files is as it was before the run in which the sentence changed."""
    pair.translate(TALKS[0], OWN)
    pair.align(target=target)
    path = getattr(pair, older)
    before = path.read_bytes()
    changed = TALKS[0].replace("tiba", "belum tiba")
    pair.texts(f"{changed} {GRAIN[0]}")
    pair.align(target=target)
    path.write_bytes(before)
    again = changed.replace("Jenewa", "Jenewa kemarin")
    for text in (changed, again):
        pair.texts(f"{text} {GRAIN[0]}")
        pair.align(target=target)
        entry = pair.entry(text)
        assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (OWN, True, TALKS[0])
        assert pair.obsolete() == {TALKS[0]: OWN}
