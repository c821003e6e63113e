"""``kztrans align`` as a translator runs it: what is written, what is kept, what is said."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from omegat import Project
from test_tmx import follows_the_dtd
from tools import complaints, needs

from kztrans import resources
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.jobs import writing
from kztrans.jobs.align import run as run_job
from kztrans.jobs.align_job import AlignJob

ROOT = Path(__file__).parent.parent
NAME = "jalur-tengah"

NEWS = """Perundingan gagal
Astana tidak mengakui negara semu itu, kata Dr. Aida pada pukul 10.30.
“Kami tidak akan diam!”
Kazakhstan mengekspor 3,5 juta ton gandum, sepanjang 7.500 km.
“Kami tidak akan diam!”
"""
TRANSLATION = """Talks fail
Astana does not recognise that quasi-state, Dr. Aida said at 10:30.
“We will not keep quiet!”
Kazakhstan exported 3.5 million tonnes of wheat over 7,500 km.
“We will not keep quiet!”
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command line in an empty folder; the result, its standard output, and its standard error too unless that is for a program."""
    monkeypatch.chdir(tmp_path)

    def call(*args, code=0):
        result = CliRunner().invoke(cli, ["align", *map(str, args)])
        if isinstance(result.exception, InputError):
            assert code == 2, result.exception
            return str(result.exception)
        assert result.exit_code == code, result.output
        return result.stdout if "json" in args else result.output

    return call


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news.id.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "news.en.txt").write_text(TRANSLATION, encoding="utf-8")
    return tmp_path


def test_a_pair(run, news):
    output = run("news.id.txt", "news.en.txt")
    assert "locales/en/news.po written" in output
    entries = polib.pofile(str(news / "locales/en/news.po"))
    assert [e.msgstr for e in entries] == TRANSLATION.splitlines()[:4]
    quote = entries.find("“Kami tidak akan diam!”")
    assert quote.occurrences == [("news.id.txt", "3"), ("news.id.txt", "5")]
    assert "Term: negara semu → quasi-state" in entries[1].comment
    root = follows_the_dtd((news / "locales/news.id-en.tmx").read_bytes())
    assert len(root[1]) == 4


def test_a_text_alone(run, news):
    run("news.id.txt")
    catalog = po.read(news / "locales/en/news.po")
    assert [u.target for u in catalog.units] == [""] * 4
    assert any("quasi-state" in note for note in catalog.units[1].notes)
    memory = tmx.read(news / "locales/news.id-en.tmx")
    assert ("Astana", "Astana") in [(u.source, u.target) for u in memory.units]


def test_the_memory_of_an_untranslated_text_holds_what_is_right_word_for_word(run, news):
    """Names pair with what they really are: by their kinds, and only where a word means one thing."""
    rows = """concept,pos,id,en,id:abbr,en:abbr,id:short,en:short,id:variant,id:not,risk
ga,proper noun,Sidang Umum PBB | Sidang Umum Perserikatan Bangsa-Bangsa,UN General Assembly | United Nations General Assembly,,,Majelis Umum | Sidang Umum,General Assembly,,,
un,proper noun,Perserikatan Bangsa-Bangsa,United Nations,PBB,UN,,,,,
osce,proper noun,Organisasi Keamanan,Organization for Security,OSCE,,,,,,
reef,noun,terumbu karang,coral reef,,,,,karang laut,,
side,noun,sisi,side,,,,,,,also a page
bank,proper noun,Tepi,Bank,,,,,,,
edge,proper noun,Tepi,Edge,,,,,,,
mir,proper noun,Mir,Mir,,,,,,,also peace
"""
    (news / "mine.csv").write_text(rows, encoding="utf-8")
    text = "Sidang Umum PBB dan Majelis Umum, Sidang Umum, OSCE, PBB, Mir, karang laut.\nTerumbu karang di sisi Tepi itu rusak.\n"
    (news / "un.id.txt").write_text(text, encoding="utf-8")
    run("un.id.txt", "-g", "mine.csv")
    memory = tmx.read(news / "locales/un.id-en.tmx")
    assert [(u.source, u.target) for u in memory.units] == [
        ("Sidang Umum PBB", "UN General Assembly"),
        ("Majelis Umum", "General Assembly"),
        ("PBB", "UN"),
    ]


def test_a_second_run_changes_no_byte(run, news):
    run("news.id.txt", "news.en.txt")
    files = [news / "locales/en/news.po", news / "locales/news.id-en.tmx"]
    before = [(f.read_bytes(), f.stat().st_mtime_ns) for f in files]
    assert run("news.id.txt", "news.en.txt").count("unchanged") == 2
    assert [(f.read_bytes(), f.stat().st_mtime_ns) for f in files] == before


def test_a_file_that_an_editor_wrapped_is_left_alone(run, news):
    needs("msgcat")
    run("news.id.txt", "news.en.txt")
    path = news / "locales/en/news.po"
    subprocess.run(["msgcat", "--width=50", "-o", path, path], check=True)
    wrapped = path.read_bytes()
    run("news.id.txt", "news.en.txt")
    assert path.read_bytes() == wrapped


def test_what_people_wrote_stays_and_reaches_the_memory(run, news):
    run("news.id.txt", "news.en.txt")
    path = news / "locales/en/news.po"
    entries = polib.pofile(str(path))
    entries[0].msgstr = "Negotiations collapse"
    entries[1].tcomment = "ask the desk"
    entries[1].flags.append("fuzzy")
    entries.save()
    output = run("news.id.txt", "news.en.txt")
    assert "1 kept although the target text has another translation" in output
    kept = po.read(path).units
    assert kept[0].target == "Negotiations collapse"
    assert kept[1].comments == ("ask the desk",)
    assert kept[1].fuzzy
    targets = [u.target for u in tmx.read(news / "locales/news.id-en.tmx").units]
    assert targets == ["Negotiations collapse", *TRANSLATION.splitlines()[2:4]]


def test_what_others_put_into_the_memory_stays(run, news):
    run("news.id.txt", "news.en.txt")
    path = news / "locales/news.id-en.tmx"
    own = '<tu tuid="mine"><tuv xml:lang="id"><seg>Ya.</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu></body>'
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", own), encoding="utf-8")
    (news / "news.id.txt").write_text(NEWS + "Selesai sudah.\n", encoding="utf-8")
    run("news.id.txt", "news.en.txt")
    memory = tmx.read(path)
    assert ("mine", "Yes.") in [(u.id, u.target) for u in memory.units]
    follows_the_dtd(path.read_bytes())


def test_dry_run_tells_what_would_change_and_writes_nothing(run, news):
    output = run("news.id.txt", "news.en.txt", "--dry-run")
    assert output.count("would be written") == 2
    assert not (news / "locales").exists()
    run("news.id.txt", "news.en.txt")
    assert run("news.id.txt", "news.en.txt", "--dry-run").count("unchanged") == 2
    (news / "news.id.txt").write_text(NEWS.replace("gagal", "gagal lagi"), encoding="utf-8")
    before = (news / "locales/en/news.po").read_bytes()
    first = NEWS.splitlines()[0].replace("gagal", "gagal lagi")
    assert f"“{first}”" in run("news.id.txt", "--dry-run")
    data = json.loads(run("news.id.txt", "--dry-run", "--format", "json"))
    assert data["merged"]["changed"] == [[NEWS.splitlines()[0], first]]
    assert len(data["files"]["would be written"]) == 2
    assert (news / "locales/en/news.po").read_bytes() == before


def test_a_header_in_another_order_says_the_same(run, news):
    run("news.id.txt")
    path = news / "locales/en/news.po"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith('"'))
    lines[start : start + 3] = reversed(lines[start : start + 3])
    path.write_text("".join(lines), encoding="utf-8")
    assert run("news.id.txt").count("unchanged") == 2
    assert path.read_text(encoding="utf-8") == "".join(lines)


def test_segments_of_one_side_only(run, news):
    (news / "news.id.txt").write_text(
        NEWS + "Harga gas cair di Zhanaozen naik dua kali lipat pada hari Minggu.\n", encoding="utf-8"
    )
    (news / "news.en.txt").write_text("Our correspondent is Anna Lee.\n" + TRANSLATION, encoding="utf-8")
    output = run("news.id.txt", "news.en.txt")
    assert "news.en.txt:1: no source for: “Our correspondent is Anna Lee.”" in output
    assert po.read(news / "locales/en/news.po").units[-1].target == ""


def test_json(run, news):
    data = json.loads(run("news.id.txt", "news.en.txt", "--format", "json"))
    assert data["kinds"] == {"1-1": 5}
    assert data["entries"] == {"all": 4, "fuzzy": 0, "untranslated": 0}
    assert [b["source"] for b in data["beads"]] == [[n] for n in range(5)]


def test_output_folder_and_names(run, news):
    run("news.id.txt", "-o", "out")
    assert (news / "out/locales/en/news.po").exists()
    assert (news / "out/locales/news.id-en.tmx").exists()


def test_same_bytes_wherever_it_is_run(run, news, monkeypatch):
    files = [news / "locales/en/news.po", news / "locales/news.id-en.tmx"]
    found = []
    for folder, texts, output in (
        (news, "", "."),
        (news.parent, f"{news.name}/", news.name),
        (Path("/"), f"{news}/", news),
    ):
        monkeypatch.chdir(folder)
        run(f"{texts}news.id.txt", f"{texts}news.en.txt", "-o", output)
        found.append([file.read_bytes() for file in files])
        for file in files:
            file.unlink()
    assert found[0] == found[1] == found[2]
    assert b"#: news.id.txt:1\n" in found[0][0]


def test_same_bytes_whatever_the_line_ends_and_the_byte_order_mark(run, news):
    run("news.id.txt", "news.en.txt", "-o", "one")
    (news / "news.id.txt").write_bytes(NEWS.replace("\n", "\r\n").encode("utf-8-sig"))
    run("news.id.txt", "news.en.txt", "-o", "two")
    assert (news / "two/locales/en/news.po").read_bytes() == (news / "one/locales/en/news.po").read_bytes()


def test_references_lead_from_the_output_folder_to_a_text_beside_it(run, news):
    (news / "texts").mkdir()
    (news / "news.id.txt").rename(news / "texts/news.id.txt")
    run("texts/news.id.txt", "-o", "out")
    assert po.read(news / "out/locales/en/news.po").units[0].references[0].path == "../texts/news.id.txt"


def test_a_link_goes_by_its_own_name(run, news):
    (news / "texts").mkdir()
    (news / "news.id.txt").rename(news / "texts/n.txt")
    (news / "news.id.txt").symlink_to("texts/n.txt")
    assert "source   news.id.txt, 5 segments" in run("news.id.txt")
    assert po.read(news / "locales/en/news.po").units[0].references[0].path == "news.id.txt"


def test_names_that_no_file_can_have(run, news):
    long = "a" * 300
    assert "name too long" in run(long, code=2)
    fits = news / f"{'b' * 247}.txt"  # but the TMX's name does not
    fits.write_text(NEWS, encoding="utf-8")
    assert "name too long" in run(fits.name, code=2)


def test_a_name_that_is_not_utf_8(run, news):
    try:
        Path(os.fsdecode(b"caf\xe9.id.txt")).write_text(NEWS, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    command = [sys.executable, "-m", "kztrans", "align", b"caf\xe9.id.txt"]
    done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    assert b"written" in done.stdout
    catalog = po.read(os.fsdecode(b"locales/en/caf\xe9.po"))
    assert catalog.units[0].references[0].path == "caf\ufffd.id.txt"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_for_the_summary(run, news):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "kztrans", "align", "news.id.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "kztrans: standard output: No space left on device\n")


@pytest.mark.parametrize("lang", ["", "../../x", "a b", "id"])
def test_languages_that_cannot_be(run, news, lang):
    assert "give " in run("news.id.txt", "-t", lang, code=2)
    assert sorted(path.name for path in news.iterdir()) == ["news.en.txt", "news.id.txt"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "no such file"),
        (b"", "is empty"),
        (b" \n \n", "nothing but white space"),
        (b"\x7fELF\x02\x01\x01\0\0", "offset"),
    ],
)
def test_bad_texts_touch_nothing(run, news, content, why):
    run("news.id.txt")
    before = {path: path.read_bytes() for path in news.rglob("*") if path.is_file()}
    bad = news / "bad.id.txt"
    if content is not None:
        bad.write_bytes(content)
        before[bad] = content
    message = run("bad.id.txt", code=2)
    assert why in message
    assert "bad.id.txt" in message
    assert {path: path.read_bytes() for path in news.rglob("*") if path.is_file()} == before


def test_bad_glossary_rows(run, news):
    (news / "mine.csv").write_text("concept,pos,id,en\nx,noun,,\n", encoding="utf-8")
    message = run("news.id.txt", "-g", "mine.csv", code=2)
    assert "mine.csv:2" in message
    assert not (news / "locales").exists()


def test_a_broken_po_is_not_overwritten(run, news):
    run("news.id.txt")
    path = news / "locales/en/news.po"
    path.write_text("msgid rubbish", encoding="utf-8")
    assert "news.po:1: is not valid PO" in run("news.id.txt", code=2)
    assert path.read_text(encoding="utf-8") == "msgid rubbish"


def test_a_po_that_was_saved_meanwhile_is_not_overwritten(run, news):
    run("news.id.txt")
    (news / "news.id.txt").write_text(NEWS.replace("gagal", "gagal lagi"), encoding="utf-8")
    result = run_job(AlignJob(Path("news.id.txt")))
    path = news / "locales/en/news.po"
    saved = path.read_text(encoding="utf-8").replace('msgstr ""', 'msgstr "Saved."')
    path.write_text(saved, encoding="utf-8")
    with pytest.raises(InputError, match="was changed while kztrans worked; run the command again"):
        writing.write(result)
    assert path.read_text(encoding="utf-8") == saved


def test_warnings(run, news):
    assert "source and target are the same file" in run("news.id.txt", "news.id.txt")
    assert "reads like Indonesian, not English" in run("news.id.txt", "news.id.txt")
    assert "reads like English, not Indonesian" in run("news.en.txt", "news.en.txt")


def test_characters_that_xml_forbids(run, news):
    (news / "news.id.txt").write_text(NEWS.replace("gandum", "gan\x07dum"), encoding="utf-8")
    output = run("news.id.txt", "news.en.txt")
    assert output.count("news.id.txt: 1 control character that XML forbids") == 1
    assert any("gan\x07dum" in u.source for u in po.read(news / "locales/en/news.po").units)
    assert any("gan\ufffddum" in u.source for u in tmx.read(news / "locales/news.id-en.tmx").units)


def test_usage_errors(run):
    assert "kztrans align --sample" in run(code=2)
    assert "leave SOURCE out" in run("a.txt", "--sample", code=2)


def test_the_sample_s_beads_are_those_of_a_reader(run):
    beads = json.loads(run("--sample", "--format", "json"))["beads"]
    found = Counter((tuple(b["source"]), tuple(b["target"])) for b in beads)
    gold = Counter()
    for line in (ROOT / "tests/golden/sample-beads.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            gold[tuple(tuple(int(n) - 1 for n in side.split() if n != "-") for side in line.split(" = "))] += 1
    right = (found & gold).total()
    print(f"sample: {right} of {gold.total()} beads are a reader's")
    assert right >= 0.95 * max(gold.total(), found.total())


def test_the_output_kept_in_the_repository_is_fresh(run, tmp_path):
    run("--sample")
    for path in (f"locales/en/{NAME}.po", f"locales/{NAME}.id-en.tmx"):
        fresh = (tmp_path / path).read_bytes() == (ROOT / path).read_bytes()
        assert fresh, f"{path} is stale: run `make sample-output`, read the difference, and commit it"


def test_the_sample_is_what_it_claims(run):
    texts = [path.read_text(encoding="utf-8") for path in resources.sample_files()]
    data = json.loads(run("--sample", "--format", "json"))
    assert data["source"]["segments"] >= 40
    assert {"1-2", "2-1", "1-0"} <= set(data["kinds"])
    assert texts[0].count("“Kami memilih untuk tidak bergantung.”") == 2


def test_msgfmt_accepts_it(run, news):
    needs("msgfmt")
    run("--sample")
    run("news.id.txt")
    for path in (news / "locales/en").glob("*.po"):
        check = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False
        )
        assert (check.returncode, complaints(check.stderr)) == (0, [])


@pytest.mark.parametrize("kind", ["po", "text"])
def test_omegat_fills_in_our_translations(run, news, kind):
    project = Project(news, sentences=kind == "text")
    if kind == "text":  # OmegaT's own rules cut after "Dr."
        for name, text in (("news.id.txt", NEWS), ("news.en.txt", TRANSLATION)):
            (news / name).write_text(text.replace("Dr. ", ""), encoding="utf-8")
    run("news.id.txt", "-o", "alone")
    run("news.id.txt", "news.en.txt")
    source = news / "alone/locales/en/news.po" if kind == "po" else news / "news.id.txt"
    content = source.read_text(
        encoding="utf-8"
    )  # OmegaT takes lines without a blank one between them for one paragraph
    (project.source / source.name).write_text(
        content.replace("\n", "\n\n") if kind == "text" else content, encoding="utf-8"
    )
    (project.memory / "news.tmx").write_bytes((news / "locales/news.id-en.tmx").read_bytes())
    exported = CliRunner().invoke(cli, ["glossary", "export", str(project.glossary / "terms.txt"), "--to", "omegat"])
    assert exported.exit_code == 0, exported.output
    project.translate()
    translated = project.target / source.name
    if kind == "po":
        assert [e.msgstr for e in polib.pofile(str(translated))] == TRANSLATION.splitlines()[:4]
    else:
        assert translated.read_text(encoding="utf-8").split() == TRANSLATION.replace("Dr. ", "").split()


def test_variants_keep_their_place_when_the_target_text_is_not_given_again(run, news):
    both = TRANSLATION.replace("We will not keep quiet", "We shall speak", 1)
    (news / "news.en.txt").write_text(both, encoding="utf-8")
    run("news.id.txt", "news.en.txt")
    path = news / "locales/en/news.po"
    before = path.read_bytes()
    quotes = [u for u in po.read(path).units if u.source.startswith("“Kami")]
    assert [u.target for u in quotes] == ["“We shall speak!”", "“We will not keep quiet!”"]
    run("news.id.txt")
    after = po.read(path)
    assert [u.target for u in after.units] == [u.target for u in po.parse(before).units]
    assert not any(u.obsolete for u in after.units)


def test_a_text_of_the_same_name_does_not_take_over_another_s_po(run, news):
    run("news.id.txt", "news.en.txt")
    before = (news / "locales/en/news.po").read_bytes()
    (news / "other").mkdir()
    (news / "other/news.id.txt").write_text("Hujan turun di Almaty.\nJalan raya ditutup.\n", encoding="utf-8")
    message = run("other/news.id.txt", code=2)
    assert "locales/en/news.po: is the PO of another text, news.id.txt, not of other/news.id.txt" in message
    assert (news / "locales/en/news.po").read_bytes() == before
    (news / "moved").mkdir()
    (news / "news.id.txt").rename(news / "moved/news.id.txt")
    assert "4 kept" in run("moved/news.id.txt")
