"""What translators wrote between two runs of kztrans, by the commands alone: kept, or said to be doubtful, never lost."""

import difflib
import re
import shutil
import subprocess
from datetime import datetime

import polib
import pytest
from click.testing import CliRunner
from omegat import Project
from tools import needs

from kztrans.cli import cli
from kztrans.formats import tmx


class Work:
    """A text ``b.id.txt``, its translation ``b.en.txt``, and what people and kztrans do with them."""

    def __init__(self, folder):
        self.po, self.tmx = folder / "locales/en/b.po", folder / "locales/b.id-en.tmx"
        self.source, self.target = folder / "b.id.txt", folder / "b.en.txt"
        (folder / "terms.csv").write_text("concept,pos,id,en\nwheat,noun,gandum,wheat\n", encoding="utf-8")

    def texts(self, source, target=None):
        self.source.write_text(source + "\n", encoding="utf-8")
        if target is not None:
            self.target.write_text(target + "\n", encoding="utf-8")

    def align(self, *options, target=True):
        names = ["b.id.txt", "b.en.txt"] if target else ["b.id.txt"]
        done = CliRunner().invoke(cli, ["align", *names, "-g", "terms.csv", *options])
        assert done.exit_code == 0, done.output
        return done.output

    def render(self):
        done = CliRunner().invoke(cli, ["render", "locales/en/b.po", "--untranslated", "source"])
        assert done.exit_code == 0, done.output
        return done.stdout.rstrip("\n")

    def entry(self, source, context=None):
        return next(
            e for e in polib.pofile(str(self.po)) if (e.msgid, e.msgctxt) == (source, context) and not e.obsolete
        )

    def obsolete(self):
        return {entry.msgid: entry.msgstr for entry in polib.pofile(str(self.po)).obsolete_entries()}

    def translate(self, source, text, context=None, fuzzy=False):
        """A translator's session in an editor that leaves the file's look alone."""
        file = polib.pofile(str(self.po), wrapwidth=0)
        entry = next(e for e in file if (e.msgid, e.msgctxt) == (source, context) and not e.obsolete)
        entry.msgstr = text
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"] + ["fuzzy"] * fuzzy
        entry.previous_msgid = entry.previous_msgctxt = None
        file.save()

    def memory(self):
        return {unit.source: unit.target for unit in tmx.read(self.tmx, "id", "en").units if unit.origin != "glossary"}


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Work(tmp_path)


# 1. A correction, and a target text that is older than the source


TALKS = "Menteri luar negeri tiba di Jenewa pada hari Senin.", "The foreign minister arrived in Geneva on Monday."
GRAIN = "Kapal itu mengangkut 1.140 ton gandum ke Iran.", "The ship carried 1,140 tonnes of wheat to Iran."
OWN = "Monday saw the foreign minister in Geneva."


@pytest.mark.parametrize(
    "changed",
    [
        TALKS[0].replace("tiba", "baru tiba"),
        TALKS[0].replace("pada hari Senin", "pada Senin"),
        TALKS[0].replace("Menteri luar negeri", "Menteri pertahanan"),
        TALKS[0].replace("hari Senin.", "hari Senin, kata juru bicara."),
    ],
)
@pytest.mark.parametrize("other_change", [False, True])
def test_a_correction_stays_with_its_sentence_when_that_changes(work, changed, other_change):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    work.translate(TALKS[0], OWN)
    grain = GRAIN[1].replace("carried", "shipped") if other_change else GRAIN[1]  # another digest, the same sentence
    work.texts(f"{changed} {GRAIN[0]}", f"{TALKS[1]} {grain}")
    assert "1 changed, now fuzzy" in work.align()
    entry = work.entry(changed)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (OWN, True, TALKS[0])
    assert changed not in work.memory()
    assert OWN in work.po.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"), [("1.140", "1.250"), ("gandum", "jelai"), ("Iran", "Tiongkok"), ("ke", "dari")]
)
@pytest.mark.parametrize("other_change", [False, True])
def test_a_target_text_does_not_translate_what_was_written_after_it(work, old, new, other_change):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    changed = GRAIN[0].replace(old, new)
    work.texts(f"{TALKS[0]} {changed}", f"{TALKS[1]} {GRAIN[1]}" + " That is all." * other_change)
    work.align()
    assert work.entry(changed).fuzzy
    assert GRAIN[0] not in {e.msgid for e in polib.pofile(str(work.po)) if not e.obsolete}
    assert work.memory() == {TALKS[0]: TALKS[1]}
    assert "unchanged" in work.align()


REWRITTEN = "Beberapa kapal kecil dari Aktau membawa 1.140 ton jelai, gula dan garam ke Iran."


def test_nor_where_a_person_s_translation_hid_it(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    work.translate(GRAIN[0], "A ship took wheat to Iran.")
    work.align()
    work.texts(f"{TALKS[0]} {REWRITTEN}", f"{TALKS[1].replace('arrived', 'landed')} {GRAIN[1]}")
    work.align()
    assert (work.entry(REWRITTEN).msgstr, work.entry(REWRITTEN).fuzzy) == (GRAIN[1], True)
    assert work.obsolete() == {GRAIN[0]: "A ship took wheat to Iran."}


def test_nor_what_is_new_where_it_had_no_source_before(work):
    work.texts(TALKS[0], f"{TALKS[1]} Night had fallen.")
    work.align()
    work.texts(f"{TALKS[0]} Hari sudah malam.")
    assert "1 new, 1 new, fuzzy since the target text is older" in work.align()
    entry = work.entry("Hari sudah malam.")
    assert (entry.msgstr, entry.fuzzy) == ("Night had fallen.", True)
    assert work.memory() == {TALKS[0]: TALKS[1]}


def test_a_target_text_that_follows_counts(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    work.texts(f"{TALKS[0]} {GRAIN[0].replace('1.140', '1.250')}", f"{TALKS[1]} {GRAIN[1].replace('1,140', '1,250')}")
    work.align()
    entry = work.entry(GRAIN[0].replace("1.140", "1.250"))
    assert (entry.msgstr, entry.fuzzy) == (GRAIN[1].replace("1,140", "1,250"), False)


def test_a_target_sentence_that_was_only_retouched_does_not_count(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    changed, retouched = GRAIN[0].replace("1.140", "1.250"), GRAIN[1].replace("carried", "took")
    work.texts(f"{TALKS[0]} {changed}", f"{TALKS[1]} {retouched}")
    work.align()
    assert work.entry(changed).fuzzy
    assert changed not in work.memory()
    assert "unchanged" in work.align()


# 2. Variants told apart by their context


TWICE = "Namun, pilihan itu tidak murah."
BEFORE, BETWEEN = "Lebih dari 200 orang tewas.", "Angin bertiup kencang di Aktau."
AFTER = f"after: {BETWEEN}"
FIRST, SECOND = "But that choice has its price.", "Still, that option is not cheap."


@pytest.fixture
def variants(work):
    """A sentence that stands there twice, with two translations."""
    work.texts(f"{BEFORE} {TWICE}\n{BETWEEN} {TWICE}", f"200 died. {FIRST}\nA wind blew at Aktau. {SECOND}")
    work.align()
    work.translate(TWICE, FIRST)
    work.translate(TWICE, SECOND, AFTER)
    for source, text in ((BEFORE, "More than 200 people died."), (BETWEEN, "A strong wind blew at Aktau.")):
        work.translate(source, text)
    return work


@pytest.mark.parametrize("target", [False, True])
@pytest.mark.parametrize(
    "changed",
    [
        f"{BEFORE} {TWICE}\nAngin dingin bertiup kencang di Aktau. {TWICE}",
        f"{BEFORE} {TWICE}\nSalju turun semalaman. {TWICE}",
        f"Lebih dari 300 orang tewas. {TWICE}\n{BETWEEN} {TWICE}",
        f"Kata mereka begitu. {BEFORE} {TWICE}\n\n{BETWEEN} {TWICE}",
        f"{BEFORE} {TWICE} {BETWEEN} {TWICE} Hari sudah malam.",
        f"Judul baru\n{BEFORE} {TWICE}\nAngin dingin bertiup di Aktau. {TWICE}",
    ],
)
def test_variants_stay_apart_when_the_sentence_before_them_changes(variants, changed, target):
    variants.texts(changed)
    variants.align(target=target)
    entries = [e for e in polib.pofile(str(variants.po)) if e.msgid == TWICE and not e.obsolete]
    assert [(e.msgstr, e.fuzzy, len(e.occurrences)) for e in entries] == [(FIRST, False, 1), (SECOND, False, 1)]
    text = variants.render()
    assert text.index(FIRST) < text.index(SECOND)
    assert "unchanged" in variants.align(target=target)


def test_variants_go_with_their_paragraphs(variants):
    variants.texts(f"{BETWEEN} {TWICE}\n{BEFORE} {TWICE}")
    variants.align(target=False)
    assert variants.render().splitlines() == [
        f"A strong wind blew at Aktau. {SECOND}",
        f"More than 200 people died. {FIRST}",
    ]


def test_equal_sentences_on_one_line_stay_one_entry(work):
    """An entry names a line once, however often its sentence stands on it."""
    work.texts(
        f"{GRAIN[0]} Ya.\n{BEFORE} Ya. Hari sudah malam.\n{TALKS[0]} Kapal itu berlabuh lagi. Ya. Ya.",
        f"{GRAIN[1]} Yes, indeed.\nMore than 200 died. Yes. Night had fallen.\n{TALKS[1]} The ship docked again. Yes. Yes.",
    )
    work.align()
    entries = [e for e in polib.pofile(str(work.po)) if e.msgid == "Ya."]
    assert [(e.msgstr, [line for _, line in e.occurrences]) for e in entries] == [
        ("Yes, indeed.", ["1"]),
        ("Yes.", ["2", "3"]),
    ]
    for target in (True, False):
        assert "b.po unchanged" in work.align(target=target)
    assert work.render().splitlines()[2].endswith("Yes. Yes.")


def test_a_variant_whose_place_is_gone_leaves_the_other_one_where_it_was(variants):
    variants.texts(f"{BEFORE} {TWICE}\n{BETWEEN}")
    variants.align(target=False)
    assert variants.render().splitlines()[0].endswith(FIRST)
    assert SECOND in variants.po.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [False, True])
def test_a_variant_that_was_gone_for_a_run_comes_back_as_its_own(variants, target):
    whole = variants.source.read_text(encoding="utf-8").rstrip("\n")
    variants.align()
    variants.texts(f"{BEFORE} {TWICE}")
    variants.align(target=target)
    assert variants.obsolete()[TWICE] == SECOND
    variants.texts(whole)
    variants.align(target=target)
    for context, text, line in ((None, FIRST, "1"), (AFTER, SECOND, "2")):
        entry = variants.entry(TWICE, context)
        assert (entry.msgstr, entry.fuzzy, [at for _, at in entry.occurrences]) == (text, False, [line])
    assert TWICE not in variants.obsolete()
    assert "unchanged" in variants.align(target=target)


@pytest.mark.parametrize("lost", [False, True])
def test_variants_that_were_all_gone_come_back_as_their_own(variants, lost):
    """Their sentences went for a run, or the PO got lost."""
    whole = variants.source.read_text(encoding="utf-8").rstrip("\n")
    own = {None: "But it costs.", AFTER: "Still, it has its cost."}
    for context, text in own.items():
        variants.translate(TWICE, text, context)
    variants.align()
    if lost:
        variants.po.unlink()
    else:
        variants.texts(f"{BEFORE}\n{BETWEEN}")
        variants.align(target=False)
    variants.texts(whole)
    variants.align(target=False)
    for context, text, line in ((None, own[None], "1"), (AFTER, own[AFTER], "2")):
        entry = variants.entry(TWICE, context)
        assert (entry.msgstr, entry.fuzzy, [at for _, at in entry.occurrences]) == (text, False, [line])
    assert "unchanged" in variants.align(target=False)


def test_one_that_stayed_goes_before_one_that_was_gone(variants):
    variants.texts(f"{BEFORE} {TWICE}")
    variants.align(target=False)
    variants.texts(f"{BETWEEN} {TWICE}")
    variants.align(target=False)
    assert variants.render().endswith(FIRST)
    assert SECOND in variants.po.read_text(encoding="utf-8")


# 3. Entries that come back empty


@pytest.fixture
def pair(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]}")
    work.align()
    return work


@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("target", [False, True])
def test_what_was_emptied_is_said_kept_and_given_back(pair, fuzzy, target):
    pair.translate(GRAIN[0], "A ship took wheat to Iran.", fuzzy=fuzzy)
    pair.align(target=target)
    pair.translate(GRAIN[0], "")
    output = pair.align(target=target)
    assert "1 emptied since the last run" in output
    assert "--refill gives it back" in output
    entry = pair.entry(GRAIN[0])
    assert entry.msgstr == ""
    assert "Emptied. It was: A ship took wheat to Iran." in entry.comment
    assert pair.obsolete() == {GRAIN[0]: "A ship took wheat to Iran."}
    assert "emptied" not in pair.align(target=target)  # said once
    assert pair.entry(GRAIN[0]).msgstr == ""
    assert "1 given back what they had, now fuzzy" in pair.align("--refill", target=target)
    entry = pair.entry(GRAIN[0])
    assert (entry.msgstr, entry.fuzzy, pair.obsolete()) == ("A ship took wheat to Iran.", True, {})


def test_what_the_aligner_gave_can_be_emptied_too(pair):
    pair.translate(GRAIN[0], "")
    assert "1 emptied since the last run" in pair.align()
    pair.texts(f"{TALKS[0]} {GRAIN[0]}", f"{TALKS[1]} {GRAIN[1]} The end.")
    pair.align()
    assert pair.entry(GRAIN[0]).msgstr == ""
    assert pair.obsolete() == {GRAIN[0]: GRAIN[1]}


def test_what_was_emptied_stays_so_when_its_sentence_goes_and_comes_back(pair):
    pair.translate(GRAIN[0], "A ship took wheat to Iran.")
    pair.align(target=False)
    pair.translate(GRAIN[0], "")
    pair.align(target=False)
    pair.texts(TALKS[0])
    pair.align(target=False)
    pair.texts(f"{TALKS[0]} {GRAIN[0]}")
    pair.align(target=False)
    assert pair.entry(GRAIN[0]).msgstr == ""
    assert pair.obsolete() == {GRAIN[0]: "A ship took wheat to Iran."}
    assert pair.align(target=False).count("unchanged") == 2
    pair.align("--refill", target=False)
    assert (pair.entry(GRAIN[0]).msgstr, pair.entry(GRAIN[0]).fuzzy) == ("A ship took wheat to Iran.", True)


def test_what_was_emptied_twice_is_kept_twice(pair):
    for text in ("A ship took wheat to Iran.", "Wheat went to Iran by ship."):
        pair.translate(GRAIN[0], text)
        pair.align(target=False)
        pair.translate(GRAIN[0], "")
        assert "1 emptied since the last run" in pair.align(target=False)
    kept = [e.msgstr for e in polib.pofile(str(pair.po)).obsolete_entries()]
    assert sorted(kept) == ["A ship took wheat to Iran.", "Wheat went to Iran by ship."]
    assert "Emptied. It was: Wheat went to Iran by ship." in pair.entry(GRAIN[0]).comment
    pair.align("--refill", target=False)
    assert pair.entry(GRAIN[0]).msgstr == "Wheat went to Iran by ship."


def test_all_entries_emptied_at_once(pair):
    for source, _ in (TALKS, GRAIN):
        pair.translate(source, "")
    assert "2 emptied since the last run" in pair.align(target=False)
    pair.align("--refill", target=False)
    assert [(e.msgstr, e.fuzzy) for e in polib.pofile(str(pair.po))] == [(TALKS[1], True), (GRAIN[1], True)]


def test_what_omegat_s_default_project_empties_comes_back(work):
    """Its sentence segmenting is on, and somebody copies what it wrote over the PO."""
    project = Project(work.po.parent, sentences=True)
    work.texts(
        f"{TALKS[0]} {GRAIN[0]}\nHari sudah malam.\nKapal itu berlabuh.", f"{JOINED}\nNight fell.\nThe ship docked."
    )
    work.align()
    work.translate("Kapal itu berlabuh.", "The ship lay at anchor.", fuzzy=True)
    work.align()
    before = [(e.msgid, e.msgstr) for e in polib.pofile(str(work.po))]
    shutil.copy(work.po, project.source / "b.po")
    project.translate()
    shutil.copy(project.target / "b.po", work.po)
    lost = [e.msgid for e in polib.pofile(str(work.po)) if not e.msgstr]
    assert lost
    assert f"{len(lost)} emptied since the last run" in work.align()
    assert set(lost) == set(work.obsolete())
    work.align("--refill")
    assert [(e.msgid, e.msgstr) for e in polib.pofile(str(work.po))] == before


# 4. Suggestions that help


def test_a_sentence_that_stays_lends_its_translation_to_near_ones_only(work):
    stays, near = "Kami tidak mudah di sini.", "Kami tidak mudah di sini, kata mereka."
    far = "Kalimat baru ditambahkan di sini."
    work.texts(stays)
    work.align(target=False)
    work.translate(stays, "It is not easy for us here.")
    work.texts(f"{stays}\n{far}\nKepada wartawan mereka berkata: {stays}\n{near}")
    work.align(target=False)
    assert work.entry(far).msgstr == ""
    assert work.entry(stays).msgstr == "It is not easy for us here."


@pytest.mark.parametrize(
    ("before", "after", "useful"),
    [
        ("Perundingan itu gagal.", "Perundingan gagal lagi kemarin.", True),
        ("Harga gas naik.", "Harga gas alam naik.", True),
        ("Ia pergi ke sana.", "Ia kembali dari sini.", False),
        ("Hujan turun lagi.", "Hutan sudah gundul.", False),
        (TALKS[0], "Menteri luar negeri Swiss tiba di Jenewa kemarin.", True),
    ],
)
def test_an_earlier_form_is_one_that_helps(work, before, after, useful):
    work.texts(before)
    work.align(target=False)
    work.translate(before, "A translation.")
    work.texts(after)
    work.align(target=False)
    entry = work.entry(after)
    assert (entry.msgstr, entry.fuzzy) == (("A translation.", True) if useful else ("", False))
    assert work.obsolete() == {before: "A translation."}


@pytest.mark.parametrize("target", [False, True])
def test_what_moved_on_as_fuzzy_is_not_the_last_copy(pair, target):
    changed = TALKS[0].replace("tiba", "belum tiba")
    pair.translate(TALKS[0], OWN)
    pair.align(target=target)
    pair.texts(f"{changed} {GRAIN[0]}")
    pair.align(target=target)
    pair.translate(changed, "He is not there yet.")
    pair.align(target=target)
    assert pair.entry(changed).msgstr == "He is not there yet."
    assert pair.obsolete() == {TALKS[0]: OWN}
    pair.texts(f"{TALKS[0]} {GRAIN[0]}")
    assert "1 come back" in pair.align(target=target)
    assert (pair.entry(TALKS[0]).msgstr, pair.entry(TALKS[0]).fuzzy) == (OWN, False)
    assert pair.obsolete() == {changed: "He is not there yet."}


def test_what_changed_twice_shows_what_its_translation_was_of(pair):
    pair.translate(TALKS[0], OWN)
    for changed in (TALKS[0].replace("tiba", "belum tiba"), TALKS[0].replace("tiba", "belum juga tiba")):
        pair.texts(f"{changed} {GRAIN[0]}")
        pair.align(target=False)
    assert (pair.entry(changed).msgstr, pair.entry(changed).previous_msgid) == (OWN, TALKS[0])
    assert pair.obsolete() == {TALKS[0]: OWN}


@pytest.mark.parametrize("target", [False, True])
def test_a_fuzzy_translation_is_not_gone_with_its_sentence(pair, target):
    pair.translate(TALKS[0], OWN, fuzzy=True)
    pair.align(target=target)
    pair.texts(GRAIN[0])
    pair.align(target=target)
    assert pair.obsolete() == {TALKS[0]: OWN}


# 5. An editor's way of writing a file


LONG = [
    f"Menurut juru bicara kementerian, kapal nomor {n} membawa muatan gandum dari pelabuhan Aktau menuju pelabuhan Anzali."
    for n in ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")
]


@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "--width=78"],
        ["msgcat", "--width=50"],
        ["msgcat", "--no-wrap"],
        ["msgcat", "--add-location=file"],
        ["msgcat", "--no-location"],
        ["msgcat", "--sort-output"],
        ["msgcat", "--indent"],
    ],
)
def test_a_diff_shows_what_changed(work, command):
    needs("msgcat")
    work.texts("\n".join(LONG))
    work.align(target=False)
    for n, source in enumerate(LONG):
        work.translate(source, f"According to a spokesman of the ministry, ship number {n} carried wheat to Anzali.")
    subprocess.run([*command, "-o", work.po, work.po], check=True)
    work.align(target=False)
    before = work.po.read_text(encoding="utf-8").splitlines()
    changed = LONG[3].replace("gandum", "jelai")
    work.texts("\n".join([*LONG[:3], changed, *LONG[4:]]))
    work.align(target=False)
    assert work.entry(changed).fuzzy
    after = work.po.read_text(encoding="utf-8").splitlines()
    difference = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    # the flag, the earlier source twice (#| and the obsolete entry), and what the wrapping of three lines shifts
    assert len(difference) < 24, "\n".join(difference)


def test_names_in_references_stay_quoted_as_an_editor_quotes_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Work(tmp_path)
    text, path = tmp_path / "b c.id.txt", tmp_path / "locales/en/b c.po"

    def align(sentences):
        text.write_text("\n".join(sentences), encoding="utf-8")
        done = CliRunner().invoke(cli, ["align", text.name, "-g", "terms.csv"])
        assert done.exit_code == 0, done.output
        return path.read_text(encoding="utf-8")

    path.write_text(align(LONG).replace("b%20c.id.txt", "\u2068b c.id.txt\u2069"), encoding="utf-8")
    shorter = align(LONG[1:])
    assert shorter.count("#: \u2068b c.id.txt\u2069:") == len(LONG) - 1
    assert "%20" not in shorter


def test_a_header_in_an_editor_s_order_stays_so(work):
    work.texts("\n".join(LONG))
    work.align(target=False)
    text = work.po.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    lines = head.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith('"'))
    shuffled = [*lines[:first], *sorted(lines[first:], reverse=True), '"X-Poedit-Basepath: ../..\\n"']
    work.po.write_text("\n".join(shuffled) + "\n\n" + rest, encoding="utf-8")
    work.texts("\n".join(LONG[1:]))
    work.align(target=False)
    assert work.po.read_text(encoding="utf-8").splitlines()[: len(shuffled)] == shuffled


# 6. What a file says of itself


def test_a_new_file_has_a_date_that_editors_fill_in(work):
    work.texts(TALKS[0])
    work.align(target=False)
    assert '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"' in work.po.read_text(encoding="utf-8")


def test_an_empty_date_of_an_older_file_becomes_one_that_editors_fill_in(work):
    work.texts(TALKS[0])
    work.align(target=False)
    text = work.po.read_text(encoding="utf-8")
    work.po.write_text(text.replace("YEAR-MO-DA HO:MI+ZONE", ""), encoding="utf-8")
    work.texts(f"{TALKS[0]} {GRAIN[0]}")
    work.align(target=False)
    assert '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"' in work.po.read_text(encoding="utf-8")


def test_a_date_tells_the_memory_when_a_translation_was_made(work):
    work.texts(TALKS[0])
    work.align(target=False)
    work.translate(TALKS[0], TALKS[1])
    text = work.po.read_text(encoding="utf-8")
    work.po.write_text(text.replace("YEAR-MO-DA HO:MI+ZONE", "2026-03-01 10:00+0500"), encoding="utf-8")
    work.texts(f"{TALKS[0]} {GRAIN[0]}")
    work.align(target=False)
    assert '"PO-Revision-Date: 2026-03-01 10:00+0500\\n"' in work.po.read_text(encoding="utf-8")
    CliRunner().invoke(cli, ["tm", "add", "locales/en/b.po", "--tm", "m.sqlite"], catch_exceptions=False)
    CliRunner().invoke(cli, ["tm", "export", "out.tmx", "--tm", "m.sqlite"], catch_exceptions=False)
    (unit,) = tmx.iterate("out.tmx")
    assert datetime.strptime(unit.changed[:8], "%Y%m%d").date().isoformat() == "2026-03-01"


def test_what_else_stands_in_a_file_stays(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}")
    work.align(target=False)
    text = work.po.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    lines = ["# Catatan penerjemah: ikuti gaya harian.", *head.splitlines()]
    msgid = lines.index('msgid ""')
    lines[msgid:msgid] = ["#. of the header", "#, no-wrap"]
    lines += ['"X-Team: Astana\\n"', '"X-Team: Almaty\\n"']
    gone = [
        "# my remark",
        "#. what kztrans said",
        "#: old.id.txt:7",
        "#, no-wrap",
        '#~ msgid "Ia tidur."',
        '#~ msgstr "She slept."',
    ]
    last = ["# the end of the file"]
    work.po.write_text("\n".join([*lines, "", rest.rstrip("\n"), "", *gone, "", *last, ""]), encoding="utf-8")
    work.texts(f"{TALKS[0]} {GRAIN[0]} Hari sudah malam.")
    work.align(target=False)
    after = work.po.read_text(encoding="utf-8")
    assert after.partition("\n\n")[0].splitlines() == lines
    for line in (*gone, *last):
        assert f"\n{line}\n" in after, line
    assert after.rstrip("\n").endswith(last[0])
    assert "unchanged" in work.align(target=False)


# 7. The target text, forgotten


JOINED = "The foreign minister arrived in Geneva on Monday, and a ship carried 1,140 tonnes of wheat to Iran."


def test_a_run_without_the_target_text_keeps_the_cut(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}\nHari sudah malam.", f"{JOINED}\nNight had fallen.")
    work.align()
    before = work.po.read_bytes()
    whole = f"{TALKS[0]} {GRAIN[0]}"
    assert work.entry(whole).msgstr == JOINED
    work.align(target=False)
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in polib.pofile(str(work.po))] == [
        (whole, JOINED, False),
        ("Hari sudah malam.", "Night had fallen.", False),
    ]
    work.align()
    assert work.po.read_bytes() == before


def test_nor_do_changes_elsewhere_touch_it(work):
    work.texts(f"{TALKS[0]} {GRAIN[0]}\nHari sudah malam.", f"{JOINED}\nNight had fallen.")
    work.align()
    whole = f"{TALKS[0]} {GRAIN[0]}"
    work.texts(f"Hujan turun.\n{whole}\nHari sudah larut malam.")
    work.align(target=False)
    assert (work.entry(whole).msgstr, work.entry(whole).fuzzy) == (JOINED, False)
    assert [e.msgid for e in polib.pofile(str(work.po)) if not e.obsolete] == [
        "Hujan turun.",
        whole,
        "Hari sudah larut malam.",
    ]


# 8. Numbers that change


@pytest.mark.parametrize(
    ("source", "text", "old", "new", "wanted"),
    [
        ("Sebanyak 82 negara mendukung usulan itu.", "The proposal was backed by 82 countries.", "82", "79", "79"),
        (*GRAIN, "1.140", "1.250", "1,250"),
        ("Harganya naik 3,5 persen pada 2024.", "The price rose 3.5 percent in 2024.", "3,5", "4,25", "4.25"),
        ("Ada 5 juta orang di kota itu.", "Five million people live in that city.", "5", "6", "6,000,000"),
    ],
)
def test_a_changed_number_is_put_in_as_the_memory_does(work, source, text, old, new, wanted):
    work.texts(source)
    work.align(target=False)
    work.translate(source, text)
    changed = source.replace(old, new)
    work.texts(changed)
    work.align(target=False)
    entry = work.entry(changed)
    assert wanted in re.findall(r"\d+(?:[.,:]\d+)*", entry.msgstr)
    assert (entry.fuzzy, entry.previous_msgid) == (True, source)
    assert work.obsolete() == {source: text}


def test_no_number_is_put_in_where_words_changed_too(work):
    work.texts(GRAIN[0])
    work.align(target=False)
    work.translate(GRAIN[0], GRAIN[1])
    changed = GRAIN[0].replace("1.140", "1.250").replace("gandum", "jelai")
    work.texts(changed)
    work.align(target=False)
    assert work.entry(changed).msgstr == GRAIN[1]


# What is gone from the PO, and still in the TMX


def test_a_po_that_got_lost_is_made_anew_with_its_translations(pair):
    pair.translate(TALKS[0], OWN)
    pair.translate(GRAIN[0], "A ship took wheat to Iran.", fuzzy=True)
    file = polib.pofile(str(pair.po), wrapwidth=0)
    file.find(TALKS[0]).tcomment = "ask the desk"
    file.save()
    pair.align()
    pair.po.unlink()
    pair.align(target=False)
    assert pair.entry(TALKS[0]).tcomment == "ask the desk"
    assert (pair.entry(TALKS[0]).msgstr, pair.entry(TALKS[0]).fuzzy) == (OWN, False)
    assert (pair.entry(GRAIN[0]).msgstr, pair.entry(GRAIN[0]).fuzzy) == ("A ship took wheat to Iran.", True)


@pytest.mark.parametrize("person", [False, True])
def test_an_old_target_text_vouches_for_no_changed_number_when_the_po_got_lost(pair, person):
    if person:
        pair.translate(TALKS[0], OWN)
        pair.align()
    pair.po.unlink()
    changed = GRAIN[0].replace("1.140", "1.560")
    pair.texts(f"{TALKS[0]} {changed}")
    assert "1 new, fuzzy since the target text is older" in pair.align()
    assert (pair.entry(changed).msgstr, pair.entry(changed).fuzzy) == (GRAIN[1], True)
    assert (pair.entry(TALKS[0]).msgstr, pair.entry(TALKS[0]).fuzzy) == (OWN if person else TALKS[1], False)
    assert "unchanged" in pair.align()


def test_an_entry_that_a_program_dropped_comes_back(pair):
    pair.translate(TALKS[0], OWN)
    pair.align()
    file = polib.pofile(str(pair.po), wrapwidth=0)
    file.remove(file.find(TALKS[0]))
    file.save()
    assert "1 taken back from the TMX" in pair.align(target=False)
    assert (pair.entry(TALKS[0]).msgstr, pair.entry(TALKS[0]).fuzzy) == (OWN, False)


def test_nor_is_it_lost_with_its_sentence(pair):
    pair.translate(TALKS[0], OWN)
    pair.align()
    file = polib.pofile(str(pair.po), wrapwidth=0)
    file.remove(file.find(TALKS[0]))
    file.save()
    pair.texts(GRAIN[0])
    pair.align(target=False)
    assert pair.obsolete() == {TALKS[0]: OWN}


# Files of an older kztrans


@pytest.fixture
def older(pair):
    """A PO and a TMX as an older kztrans left them: another note, no record in the header, no origins."""
    pair.texts(f"{TALKS[0]} {GRAIN[0]}\nHari sudah malam.", f"{TALKS[1]} {GRAIN[1]}")
    pair.align()
    text = pair.po.read_text(encoding="utf-8")
    assert "No counterpart found in the target text." in text
    pair.po.write_text(
        re.sub(r"No counterpart found in the target text\..*", "The target text leaves this out.", text),
        encoding="utf-8",
    )
    memory = pair.tmx.read_text(encoding="utf-8")
    pair.tmx.write_text(
        re.sub(r'\s*<prop type="x-(kztrans-\w+|origin|confidence)">.*</prop>', "", memory), encoding="utf-8"
    )
    return pair


def test_an_older_file_s_note_is_read_as_today_s(older):
    assert "emptied" not in older.align()
    entry = older.entry("Hari sudah malam.")
    assert entry.msgstr == ""
    assert entry.comment.startswith("No counterpart found in the target text. The entry before may hold it:")
    assert older.memory() == dict((TALKS, GRAIN))


def test_what_an_older_file_left_empty_is_filled_in(older):
    older.target.write_text(f"{TALKS[1]} {GRAIN[1]}\nNight had fallen.\n", encoding="utf-8")
    older.align()
    entry = older.entry("Hari sudah malam.")
    assert (entry.msgstr, entry.comment) == ("Night had fallen.", "")


def test_what_a_person_emptied_in_an_older_file_stays_empty(older):
    older.translate(GRAIN[0], "")
    memory = older.tmx.read_text(encoding="utf-8")
    older.tmx.write_text(
        re.sub(rf"(?s)\s*<tu tuid=\"[^\"]*\">(?:(?!</tu>).)*{re.escape(GRAIN[0])}.*?</tu>", "", memory),
        encoding="utf-8",
    )
    assert "1 emptied since the last run" in older.align()
    assert older.entry(GRAIN[0]).msgstr == ""
    assert older.obsolete() == {GRAIN[0]: GRAIN[1]}
    assert "unchanged" in older.align()


def test_an_older_file_s_translations_are_its_translators(older):
    older.texts(f"{TALKS[0]} {GRAIN[0].replace('Iran', 'Tiongkok')}\nHari sudah malam.")
    older.align()
    changed = older.entry(GRAIN[0].replace("Iran", "Tiongkok"))
    assert (changed.msgstr, changed.fuzzy, changed.previous_msgid) == (GRAIN[1], True, GRAIN[0])
    assert older.obsolete() == {GRAIN[0]: GRAIN[1]}


def test_an_older_file_s_target_text_is_no_newer_for_having_changed_elsewhere(older):
    older.texts(f"{TALKS[0]} {REWRITTEN}\nHari sudah malam.", f"{TALKS[1]} {GRAIN[1]} That is all.")
    older.align()
    entry = older.entry(REWRITTEN)
    assert (entry.msgstr, entry.fuzzy) == (GRAIN[1], True)
