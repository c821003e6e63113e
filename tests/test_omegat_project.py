"""``kztrans omegat``: what is laid out, what is taken back, and Debian's OmegaT in between."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape

import polib
import pytest
from click.testing import CliRunner
from omegat import console
from tools import needs

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.segmentation import load_rules, segment

TALKS = "Menteri luar negeri tiba di Jenewa.", "The foreign minister arrived in Geneva."
TWICE = "Ya, benar."
TEXT = f"{TALKS[0]} Perundingan dimulai.\nKapal itu mengangkut gandum.\n{TWICE}\nIa mengangguk lagi.\n{TWICE}\n"
PO = Path("locales/en/b.po")


def call(*args, code=0):
    done = CliRunner().invoke(cli, list(map(str, args)))
    if isinstance(done.exception, InputError):
        assert code == 2, done.exception
        return str(done.exception)
    assert done.exit_code == code, done.output
    return done.output


def omegat(*args, code=0):
    return call("omegat", "work", *args, "-g", "terms.csv", code=code)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A text whose PO has a finished entry, a fuzzy one, and two with one source."""
    monkeypatch.chdir(tmp_path)
    Path("terms.csv").write_text("concept,pos,id,en\nwheat,noun,gandum,wheat\n", encoding="utf-8")
    Path("b.id.txt").write_text(TEXT, encoding="utf-8")
    call("align", "b.id.txt", "-g", "terms.csv")
    edit({TALKS[0]: TALKS[1], TWICE: "Yes. Right."}, fuzzy={"Kapal itu mengangkut gandum.": "The ship carried wheat."})
    file = polib.pofile(str(PO))
    again = next(e for e in file if e.msgid == TWICE)
    again.occurrences = again.occurrences[:1]
    file.append(
        polib.POEntry(
            msgid=TWICE, msgctxt="after: Ia mengangguk lagi.", msgstr="Indeed.", occurrences=[("b.id.txt", "5")]
        )
    )
    file.save()
    call("align", "b.id.txt", "-g", "terms.csv")
    return tmp_path


def edit(finished, fuzzy=None):
    """A translator's session in a PO editor."""
    file = polib.pofile(str(PO))
    for source, text in {**finished, **(fuzzy or {})}.items():
        entry = next(e for e in file if e.msgid == source and not e.obsolete)
        entry.msgstr = text
        entry.flags = ["fuzzy"] if fuzzy and source in fuzzy else []
    file.save()


def saved(defaults, alternatives=(), folder="work"):
    """``project_save.tmx`` as OmegaT writes it: defaults by source; alternatives by context and source."""

    def tu(source, text, props=""):
        return (
            f'<tu>{props}<tuv lang="id"><seg>{escape(source)}</seg></tuv>'
            f'<tuv lang="en" changeid="a" changedate="20260301T100000Z"><seg>{escape(text)}</seg></tuv></tu>'
        )

    units = [tu(source, text) for source, text in defaults.items()]
    for (context, source), text in dict(alternatives).items():
        props = '<prop type="file">b.po</prop>' + (f'<prop type="path">{escape(context)}</prop>' if context else "")
        units.append(tu(source, text, props))
    head = '<header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" srclang="id"/>'
    text = f'<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1">{head}<body>{"".join(units)}</body></tmx>'
    Path(folder, "omegat/project_save.tmx").write_text(text, encoding="utf-8")


def entries():
    return {(e.msgctxt or "", e.msgid): (e.msgstr, e.fuzzy) for e in polib.pofile(str(PO)) if not e.obsolete}


def obsolete():
    return {(e.msgctxt, e.msgid): e.msgstr for e in polib.pofile(str(PO)).obsolete_entries()}


def test_what_is_laid_out(here):
    output = omegat("b.id.txt")
    assert "work/source/b.po laid out: 6 entries, 1 fuzzy, 2 untranslated" in output
    assert Path("work/source/b.po").read_bytes() == PO.read_bytes()
    settings = ET.parse("work/omegat.project").getroot()[0]
    assert settings.findtext("sentence_seg") == "false"
    assert settings.findtext("source_tok").endswith(".LuceneIndonesianTokenizer")
    assert (settings.findtext("source_lang"), settings.findtext("target_lang")) == ("id", "en")
    assert "gandum\twheat" in Path("work/glossary/kztrans.txt").read_text(encoding="utf-8")
    rules = load_rules(Path("work/omegat/segmentation.srx"), "id")
    assert [s.text for s in segment("Ia, Dr. Aida, tiba. Rapat dimulai.", "id", rules)] == [
        "Ia, Dr. Aida, tiba.",
        "Rapat dimulai.",
    ]


def test_what_fills_itself_in_is_right_word_for_word(here):
    """Neither doubtful translations, nor terms, nor one of two translations of a source."""
    omegat("b.id.txt")
    units = tmx.read("work/tm/auto/b.tmx").units
    assert [(u.source, u.target) for u in units] == [TALKS]


def test_what_was_translated_comes_back(here):
    omegat("b.id.txt")
    saved({"Perundingan dimulai.": "The talks began.", TALKS[0]: TALKS[1], TWICE: "Yes. Right."})
    output = omegat()
    assert "1 translated" in output
    assert entries()["", "Perundingan dimulai."] == ("The talks began.", False)
    assert ("Perundingan dimulai.", "The talks began.") in [
        (u.source, u.target) for u in tmx.read("locales/b.id-en.tmx").units
    ]
    assert "nothing new" in omegat()


def test_what_was_corrected_and_confirmed(here):
    omegat(PO)
    saved({TALKS[0]: "The minister is in Geneva.", "Kapal itu mengangkut gandum.": "The ship carried wheat."})
    output = omegat()
    assert "1 corrected, 1 confirmed" in output
    assert entries()["", TALKS[0]] == ("The minister is in Geneva.", False)
    assert entries()["", "Kapal itu mengangkut gandum."] == ("The ship carried wheat.", False)


def test_what_comes_back_empty_stays(here):
    omegat(PO)
    before = entries()
    file = polib.pofile("work/source/b.po")
    for entry in file:
        entry.msgstr = ""
        entry.flags = []
    Path("work/target").mkdir(exist_ok=True)
    file.save("work/target/b.po")
    assert "nothing new" in omegat()
    assert entries() == before


def test_a_translated_po_alone_comes_back(here):
    omegat(PO)
    file = polib.pofile("work/source/b.po")
    file.find("Perundingan dimulai.").msgstr = "The talks began."
    file.save("work/target/b.po")
    assert "1 translated" in omegat()
    assert entries()["", "Perundingan dimulai."] == ("The talks began.", False)


def test_entries_of_one_source_keep_their_own(here):
    omegat(PO)
    context = "after: Ia mengangguk lagi."
    saved({TWICE: "Yes. True."}, {(context, TWICE): "Indeed so."})
    assert "2 corrected" in omegat()
    assert entries()["", TWICE] == ("Yes. True.", False)
    assert entries()[context, TWICE] == ("Indeed so.", False)


def test_omegat_s_default_for_every_place_of_a_source_is_not_everybody_s(here):
    edit({TWICE: "Yes. Right."})
    file = polib.pofile(str(PO))
    context = "after: Ia mengangguk lagi."
    next(e for e in file if e.msgctxt == context).msgstr = ""
    file.save()
    omegat(PO)
    saved({TWICE: "Yes. True."})
    assert "1 corrected, 1 fuzzy" in omegat()
    assert entries()["", TWICE] == ("Yes. True.", False)
    assert entries()[context, TWICE] == ("Yes. True.", True)


def test_what_was_changed_on_both_sides_is_kept_on_both(here):
    omegat(PO)
    edit({TALKS[0]: "In Geneva, the foreign minister."})
    saved({TALKS[0]: "The minister is in Geneva."})
    output = omegat()
    assert "1 changed in the PO as well" in output
    assert f"changed on both sides: {TALKS[0]}" in output
    assert entries()["", TALKS[0]] == ("In Geneva, the foreign minister.", False)
    assert obsolete() == {("in OmegaT", TALKS[0]): "The minister is in Geneva."}
    assert "nothing new" in omegat()
    call("align", "b.id.txt", "-g", "terms.csv")
    assert obsolete() == {("in OmegaT", TALKS[0]): "The minister is in Geneva."}


def test_a_person_s_goes_before_what_the_aligner_filled_in_meanwhile(here):
    omegat(PO)
    saved({"Perundingan dimulai.": "The talks began."})
    text = f"{TALKS[1]} Talks have started.\nThe ship carried wheat.\nYes. Right.\nShe nodded again.\nIndeed.\n"
    Path("b.en.txt").write_text(text, encoding="utf-8")
    call("align", "b.id.txt", "b.en.txt", "-g", "terms.csv")
    assert entries()["", "Perundingan dimulai."] == ("Talks have started.", False)
    assert "1 corrected" in omegat()
    assert entries()["", "Perundingan dimulai."] == ("The talks began.", False)


def test_a_correction_in_the_po_is_not_undone_by_what_omegat_still_has(here):
    omegat(PO)
    saved({TALKS[0]: TALKS[1]})
    edit({TALKS[0]: "In Geneva, the foreign minister."})
    assert "1 corrected since, which OmegaT shows as it had it" in omegat()
    assert "nothing new" in omegat()
    assert entries()["", TALKS[0]] == ("In Geneva, the foreign minister.", False)


def test_what_was_translated_of_a_text_that_changed_goes_on(here):
    omegat("b.id.txt")
    saved({"Perundingan dimulai.": "The talks began."})
    Path("b.id.txt").write_text(TEXT.replace("dimulai", "baru dimulai"), encoding="utf-8")
    omegat("b.id.txt")
    assert entries()["", "Perundingan baru dimulai."] == ("The talks began.", True)


def test_what_was_translated_of_an_entry_that_is_gone_is_kept(here):
    omegat(PO)
    saved({"Perundingan dimulai.": "The talks began."})
    Path("b.id.txt").write_text(TEXT.replace(" Perundingan dimulai.", ""), encoding="utf-8")
    call("align", "b.id.txt", "-g", "terms.csv")
    assert "1 no longer in the PO" in omegat()
    assert obsolete()["in OmegaT", "Perundingan dimulai."] == "The talks began."


SHIP = "Kapal itu mengangkut gandum."


@pytest.mark.parametrize(
    ("source", "text", "changed"),
    [
        ("Perundingan dimulai.", "The talks began.", "Perundingan baru dimulai."),
        (SHIP, "A ship took wheat.", SHIP.replace("gandum", "gandum Kazakhstan")),
        (TALKS[0], "Monday saw him in Geneva.", TALKS[0].replace("tiba", "baru tiba")),
    ],
    ids=["untranslated", "fuzzy", "translated"],
)
def test_what_was_translated_of_a_sentence_that_has_changed_is_offered_to_it(here, source, text, changed):
    """Merging has been there before: the PO has the new sentence, with the earlier translation or none."""
    omegat(PO)
    had = entries()["", source][0]
    saved({source: text})
    Path("b.id.txt").write_text(TEXT.replace(source, changed), encoding="utf-8")
    call("align", "b.id.txt", "-g", "terms.csv")
    output = omegat()
    assert "1 of sentences that have changed since, now fuzzy there" in output
    assert "no longer in the PO" not in output
    entry = polib.pofile(str(PO)).find(changed)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (text, True, source)
    assert obsolete()["in OmegaT", source] == text
    assert not had or had in obsolete().values()
    assert "nothing new" in omegat()
    call("align", "b.id.txt", "-g", "terms.csv")
    data = PO.read_bytes()
    call("align", "b.id.txt", "-g", "terms.csv")
    assert (PO.read_bytes(), entries()["", changed]) == (data, (text, True))


def test_it_is_not_offered_where_somebody_has_worked(here):
    source, changed = "Perundingan dimulai.", "Perundingan baru dimulai."
    omegat(PO)
    saved({source: "The talks began."})
    Path("b.id.txt").write_text(TEXT.replace(source, changed), encoding="utf-8")
    call("align", "b.id.txt", "-g", "terms.csv")
    edit({}, fuzzy={changed: "Talks have begun."})
    assert "1 no longer in the PO" in omegat()
    assert entries()["", changed] == ("Talks have begun.", True)
    assert obsolete()["in OmegaT", source] == "The talks began."


def test_it_is_offered_where_only_the_sentence_before_has_changed(here):
    """An alternative translation belongs to a context, which is another one by now."""
    file = polib.pofile(str(PO))
    next(e for e in file if e.msgctxt and not e.obsolete).flags = ["fuzzy"]
    file.save()
    omegat(PO)
    saved({}, {("after: Ia mengangguk lagi.", TWICE): "Quite so."})
    Path("b.id.txt").write_text(TEXT.replace("mengangguk lagi", "mengangguk pelan"), encoding="utf-8")
    call("align", "b.id.txt", "-g", "terms.csv")
    assert entries()["after: Ia mengangguk pelan.", TWICE] == ("Indeed.", True)
    assert "1 of sentences that have changed since" in omegat()
    assert entries()["after: Ia mengangguk pelan.", TWICE] == ("Quite so.", True)
    assert "Indeed." in obsolete().values()


@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("lost", [False, True])
def test_what_omegat_had_before_a_po_was_laid_out_is_not_new(here, lost, fuzzy):
    """Another text's translation of the same sentence, or the project's own whose state got lost."""
    own = ({}, {TALKS[0]: "In Geneva, the minister."}) if fuzzy else ({TALKS[0]: "In Geneva, the minister."}, {})
    if lost:
        omegat(PO)
        Path("work/omegat/kztrans.json").unlink()
        Path("work/source/b.po").unlink()
    else:
        Path("a.id.txt").write_text(TALKS[0] + "\n", encoding="utf-8")
        omegat("a.id.txt")
    saved({TALKS[0]: "The minister is in Geneva.", "Perundingan dimulai.": "The talks began."})
    if not lost:
        omegat()
    edit(*own)
    omegat(PO)
    assert "1 translated" in omegat()
    assert entries()["", TALKS[0]] == ("In Geneva, the minister.", fuzzy)
    assert entries()["", "Perundingan dimulai."] == ("The talks began.", False)
    saved({TALKS[0]: "The minister arrived.", "Perundingan dimulai.": "The talks began."})
    assert "1 corrected" in omegat()
    assert entries()["", TALKS[0]] == ("The minister arrived.", False)
    assert obsolete() == {("before OmegaT", TALKS[0]): "In Geneva, the minister."}
    call("align", "b.id.txt", "-g", "terms.csv")
    assert obsolete() == {("before OmegaT", TALKS[0]): "In Geneva, the minister."}


def test_an_older_project_stops_cutting_sentences(here):
    omegat(PO)
    path = Path("work/omegat.project")
    path.write_text(
        path.read_text(encoding="utf-8").replace("<sentence_seg>false", "<sentence_seg>true"), encoding="utf-8"
    )
    file = polib.pofile("work/source/b.po")
    file.find("Perundingan dimulai.").msgstr = "Half of it. Perundingan"
    file.save("work/target/b.po")
    output = omegat()
    assert "OmegaT cut the entries into sentences" in output
    assert entries()["", "Perundingan dimulai."] == ("", False)
    assert "<sentence_seg>false" in path.read_text(encoding="utf-8")


def test_a_person_s_settings_stay(here):
    omegat(PO)
    path = Path("work/omegat.project")
    own = path.read_text(encoding="utf-8").replace("LuceneEnglishTokenizer", "HunspellTokenizer")
    path.write_text(own, encoding="utf-8")
    Path("work/omegat/segmentation.srx").write_text("<srx/>", encoding="utf-8")
    omegat()
    assert path.read_text(encoding="utf-8") == own
    assert Path("work/omegat/segmentation.srx").read_text(encoding="utf-8") == "<srx/>"


def test_what_is_refused(here):
    assert "has no PO of kztrans" in omegat(code=2)
    shutil.rmtree("work", ignore_errors=True)
    Path("work").mkdir()
    Path("work/thesis.txt").write_text("mine", encoding="utf-8")
    assert "holds something else than an OmegaT project" in omegat(PO, code=2)
    Path("work/thesis.txt").unlink()
    Path("other").mkdir()
    shutil.copy(PO, "other/b.po")
    omegat(PO)
    assert "has the name of another PO" in omegat("other/b.po", code=2)
    shutil.copy(PO, "work/source/c.po")
    shutil.copy(PO, "other/c.po")
    assert "was put there by somebody else" in omegat("other/c.po", code=2)
    Path("work/omegat/kztrans.json").write_text("[]", encoding="utf-8")
    assert "is not what kztrans wrote" in omegat(code=2)
    Path("work/omegat/kztrans.json").write_text(json.dumps({"documents": {}}), encoding="utf-8")
    Path("work/source/b.po").unlink()
    PO.unlink()
    assert "no such file" in omegat(PO, code=2)


def test_every_translation_of_the_sample_comes_through_omegat(tmp_path, monkeypatch):
    """The whole road by Debian's OmegaT: laid out, opened, translated, written, taken back."""
    needs("omegat")
    monkeypatch.chdir(tmp_path)
    call("align", "--sample")
    path = Path("locales/en/jalur-tengah.po")
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in [e for e in file if e.msgstr][5:30:5]:
        entry.flags.append("fuzzy")
    file.save()
    call("align", "--sample")
    before = po.read(path)
    finished = {(u.context, u.source): u.target for u in before.units if u.target and not u.fuzzy}
    fuzzy = {(u.context, u.source): u.target for u in before.units if u.fuzzy}
    empty = [u.source for u in before.units if not u.target]
    assert len(finished) > 40
    assert fuzzy
    assert empty
    call("omegat", "work", path)
    console(Path("work"), tmp_path / "settings")
    assert "nothing new" in call("omegat", "work")
    assert po.read(path).units == before.units  # also what OmegaT gave back empty
    saved({source: f"Translated {n}." for n, source in enumerate(empty)}, folder="work")
    console(Path("work"), tmp_path / "settings")
    assert f"{len(empty)} translated" in call("omegat", "work")
    after = {(u.context, u.source): (u.target, u.fuzzy) for u in po.read(path).units}
    assert {key: after[key] for key in finished} == {key: (text, False) for key, text in finished.items()}
    assert {key: after[key] for key in fuzzy} == {key: (text, True) for key, text in fuzzy.items()}
    assert [after[None, source] for source in empty] == [(f"Translated {n}.", False) for n in range(len(empty))]
