"""An older copy of a PO, put over the one that people have worked in since: what they wrote is kept."""

import shutil
from dataclasses import replace

import polib
import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.merging.edit import save

SENTENCES = ("Nelayan Cilacap pulang lebih awal.", "Kapal dilarang melaut.", "Ikan langka di pasar.")
OLD = ("Cilacap fishermen return early.", "Ships may not sail.", "Fish is scarce.")
NEW = ("Fishers in Cilacap come home early.", "Ships are barred from sailing.", "There is little fish.")


class Work:
    def __init__(self, folder):
        self.folder = folder
        self.po, self.tmx = folder / "locales/en/b.po", folder / "locales/b.id-en.tmx"
        (folder / "terms.csv").write_text("concept,pos,id,en\nfish,noun,ikan,fish\n", encoding="utf-8")
        self.write(*SENTENCES)

    def write(self, *sentences):
        (self.folder / "b.id.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")

    def align(self, *names):
        done = CliRunner().invoke(cli, ["align", "b.id.txt", *names, "-g", "terms.csv"])
        assert done.exit_code == 0, done.output
        return done.output

    def translate(self, texts):
        file = polib.pofile(str(self.po), wrapwidth=0)
        for entry, text in zip([e for e in file if not e.obsolete], texts, strict=False):
            entry.msgstr, entry.flags, entry.previous_msgid = text, [], None
        file.save()

    def texts(self):
        return {entry.msgstr for entry in polib.pofile(str(self.po))}

    def live(self):
        return [entry.msgstr for entry in polib.pofile(str(self.po)) if not entry.obsolete]


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    work = Work(tmp_path)
    work.align()
    work.translate(OLD)
    work.align()
    shutil.copy(work.po, "backup.po")
    work.translate(NEW)
    work.align()
    return work


def restore(work):
    shutil.copy("backup.po", work.po)


def test_what_was_corrected_since_the_copy_is_kept(work):
    restore(work)
    assert "3 with an older text again: the newer one is kept as an obsolete entry" in work.align()
    assert work.live() == list(OLD)
    assert set(NEW) <= work.texts()


def test_a_second_run_says_and_writes_nothing(work):
    restore(work)
    work.align()
    before = work.po.read_bytes(), work.tmx.read_bytes()
    assert "older text" not in work.align()
    assert (work.po.read_bytes(), work.tmx.read_bytes()) == before


def test_a_copy_from_several_corrections_ago(work):
    latest = [text.replace(".", ", again.") for text in NEW]
    work.translate(latest)
    work.align()
    restore(work)
    work.align()
    assert set(latest) <= work.texts()


def test_a_copy_with_what_the_aligner_gave(work, tmp_path):
    for path in (work.po, work.tmx):
        path.unlink()
    (tmp_path / "b.en.txt").write_text("\n".join(OLD) + "\n", encoding="utf-8")
    work.align("b.en.txt")
    shutil.copy(work.po, "backup.po")
    work.translate(NEW)
    work.align("b.en.txt")
    restore(work)
    work.align("b.en.txt")
    assert set(NEW) <= work.texts()


def test_where_a_sentence_has_changed_as_well(work):
    restore(work)
    work.write(SENTENCES[0], "Kapal kecil dilarang melaut.", SENTENCES[2])
    work.align()
    assert set(NEW) <= work.texts()
    work.write(*SENTENCES)
    work.align()
    assert set(NEW) <= work.texts()


def test_the_newer_one_put_back_again(work):
    shutil.copy(work.po, "newer.po")
    restore(work)
    work.align()
    assert set(NEW) <= work.texts()
    shutil.copy("newer.po", work.po)
    work.align()
    assert work.live() == list(NEW)


def test_an_ordinary_correction_leaves_no_entry_behind(work):
    work.translate([text.replace(".", ", really.") for text in NEW])
    assert "older text" not in work.align()
    assert len(polib.pofile(str(work.po))) == len(SENTENCES)


def test_where_the_review_writes_first(work):
    restore(work)

    def change(catalog):
        first, *rest = catalog.units
        return replace(catalog, units=(replace(first, target="Done in the browser."), *rest))

    save(work.po, work.tmx, change)
    assert {*NEW, "Done in the browser."} <= work.texts()
    work.align()
    assert {*NEW, "Done in the browser."} <= work.texts()
