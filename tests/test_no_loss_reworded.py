"""A run without the target text, after the words of what that text took together have changed."""

import polib
import pytest
from click.testing import CliRunner

from kztrans.cli import cli

FAIR = "Gubernur membuka pameran batik di Solo. Acara itu dihadiri ratusan perajin."
PRICE = "Harga tiket masuk 25.000 rupiah. Anak-anak gratis."
BETWEEN = "Pameran berlangsung sampai Minggu."
TARGET = (
    "The governor opened a batik exhibition in Solo, attended by hundreds of craftspeople. The exhibition runs until"
    " Sunday.\nAdmission is 25,000 rupiah, and children enter free.\n"
)


class Work:
    def __init__(self, folder):
        self.folder, self.po = folder, folder / "locales/en/b.po"
        (folder / "terms.csv").write_text("concept,pos,id,en\nwheat,noun,gandum,wheat\n", encoding="utf-8")
        (folder / "b.en.txt").write_text(TARGET, encoding="utf-8")

    def align(self, *paragraphs, target=False):
        (self.folder / "b.id.txt").write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
        done = CliRunner().invoke(cli, ["align", "b.id.txt", *["b.en.txt"] * target, "-g", "terms.csv"])
        assert done.exit_code == 0, done.output
        return done.output

    def live(self):
        return {e.msgid: e for e in polib.pofile(str(self.po)) if not e.obsolete}

    def obsolete(self):
        return [e.msgid for e in polib.pofile(str(self.po)).obsolete_entries()]


@pytest.fixture
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    work = Work(tmp_path)
    work.align(f"{FAIR} {BETWEEN}", PRICE, target=True)
    assert set(work.live()) == {FAIR, BETWEEN, PRICE}
    return work


@pytest.mark.parametrize(
    "changed",
    [
        FAIR.replace("ratusan", "ribuan"),
        FAIR.replace("Gubernur", "Wali kota"),
        FAIR.replace("pameran batik", "pameran").replace("Acara itu", "Acara"),
    ],
)
def test_what_was_taken_together_stays_together(work, changed):
    work.align(f"{changed} {BETWEEN}", PRICE)
    assert set(work.live()) == {changed, BETWEEN, PRICE}
    entry = work.live()[changed]
    assert entry.fuzzy
    assert entry.previous_msgid == FAIR
    assert entry.msgstr.startswith("The governor")


def test_numbers_are_put_in(work):
    changed = PRICE.replace("25.000", "30.000")
    work.align(f"{FAIR} {BETWEEN}", changed)
    assert work.live()[changed].msgstr == "Admission is 30,000 rupiah, and children enter free."


def test_a_run_with_the_target_again_leaves_no_fuzzy_halves(work):
    changed = f"{FAIR.replace('ratusan', 'ribuan')} {BETWEEN}", PRICE.replace("25.000", "30.000")
    work.align(*changed)
    work.align(*changed, target=True)
    assert set(work.obsolete()) <= {FAIR, PRICE}
    before = work.po.read_bytes()
    work.align(*changed)
    assert work.po.read_bytes() == before


@pytest.mark.parametrize(
    "changed",
    [
        "Gubernur membuka pameran batik di Solo. Cuaca di sana sangat cerah.",
        "Gubernur membuka pameran batik di Solo.",
        "Gubernur membuka pameran batik di Solo. Ia tersenyum. Acara itu dihadiri ratusan perajin.",
    ],
)
def test_not_where_one_of_them_is_another_sentence(work, changed):
    work.align(f"{changed} {BETWEEN}", PRICE)
    assert all(source.count(". ") == 0 for source in work.live() if source != PRICE)


def test_each_counts_once(work):
    one, two = FAIR.replace("ratusan", "ribuan"), FAIR.replace("ratusan", "puluhan")
    work.align(f"{one} {BETWEEN}", two, PRICE)
    assert len([source for source in work.live() if source in (one, two)]) == 1
