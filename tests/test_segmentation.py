"""Segments: slices in order, places, paragraphs, any text, large texts, and the same cuts as other SRX engines."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import choppa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kztrans
from kztrans.model import Document, Segment
from kztrans.paragraphs import is_visible
from kztrans.resources import DATA, srx_file
from kztrans.segmentation import default_rules, explain, rules_file, segment, segment_document

SETTINGS = settings(deadline=None, derandomize=True)
GOLDEN = Path(__file__).parent / "golden"

ARTICLE = (
    "Prof. Dr. Ratna Dewi, M.Si. (kiri), dan Letkol. Hadi S. Putra tiba pukul 10.30 WIB. Mereka menemui Moh. Rizal "
    "di Jl. Melati No. 7, Kec. Bontang… “Apa kabar?” tanya Ratna. “Baik. Silakan duduk!” PT Mitra Tbk. (MTRA) menawar "
    "Rp. 3,5 juta, kami tidak punya rencana B. Ini harga akhir. Syaratnya: 1. Surat, 2. Foto. Buka www.contoh.id. .\n"
)

WORDS = st.sampled_from(
    ["Dr.", "Ali", "rapat", "selesai.", "Ini", "S.H.", "No.", "5", "“Apa?”", "tanya", "B.", "...", "…", ".", "?", "Tbk.",
     "(Bl.)", "1.", "kota.Sepanjang", "3,5", "\n", "\n\n", " ", "\t", "!", "a.n.", "di", "Kota", '"', "”", "-", "www.a.id"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join), st.text())
OURS = sorted(path.stem for path in (DATA / "srx").glob("*.srx"))
LANGS = st.sampled_from([*OURS, "kk"])


@SETTINGS
@given(TEXTS, LANGS)
@example("", "id")
@example(" \n\r\n\t\u2028", "id")
@example("\ufeffSatu. Dua.", "id")
@example("\u200b\n\u200bSatu. \u200d", "id")
def test_segments_are_slices_in_order_with_nothing_to_see_between(text: str, lang: str) -> None:
    position = 0
    for s in segment(text, lang):
        assert text[s.start : s.end] == s.text == s.text.strip() != ""
        assert position <= s.start
        assert not is_visible(text[position : s.start])
        position = s.end
    assert not is_visible(text[position:])


@SETTINGS
@given(TEXTS, LANGS)
def test_paragraph_and_line_never_go_back_and_the_line_is_the_one_in_the_text(text: str, lang: str) -> None:
    segments = segment(text, lang)
    assert [s.paragraph for s in segments] == sorted(s.paragraph for s in segments)
    for s in segments:
        assert s.line == 1 + text[: s.start].replace("\r\n", "\n").replace("\r", "\n").count("\n")


@SETTINGS
@given(st.lists(WORDS.filter(str.strip), max_size=30).map(" ".join), LANGS)
@example(ARTICLE, "id")
@example("“Apa?” ” Kota", "id")
@example("No. No. Dr.", "en")
def test_segmenting_a_segment_gives_it_back(text: str, lang: str) -> None:
    for s in segment(text, lang):
        folded = " ".join(s.text.split())
        assert [again.text for again in segment(folded, lang)] == [folded]


@pytest.mark.parametrize("lang", OURS)
def test_a_segment_by_itself_is_one_segment(lang: str) -> None:
    for line in (GOLDEN / "segmentation.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(lang + "\t"):
            text = line.split("\t")[3].replace("‖", "").replace(r"\n", "\n")
            for s in segment(text, lang):
                folded = " ".join(s.text.split())
                assert [again.text for again in segment(folded, lang)] == [folded]


def test_segments_carry_their_paragraph_and_line() -> None:
    found = segment("Judul\n\nSatu. Dua.\r\nTiga.")
    assert [(s.text, s.paragraph, s.line) for s in found] == [
        ("Judul", 0, 1),
        ("Satu.", 1, 3),
        ("Dua.", 1, 3),
        ("Tiga.", 2, 4),
    ]


def test_a_segment_of_a_wrapped_paragraph_keeps_its_line_breaks_and_the_line_where_it_begins() -> None:
    text = (
        "Kapal barang itu akhirnya meninggalkan pelabuhan\n"
        "setelah tertahan selama sebelas hari penuh. Awak\n"
        "kapal, kata syahbandar, dalam keadaan yang baik.\n"
        "\n"
        "Muatannya kapas.\n"
    )
    found = segment(text)
    assert [(s.line, s.paragraph) for s in found] == [(1, 0), (2, 0), (5, 1)]
    assert found[0].text.count("\n") == 1
    assert found[1].text.startswith("Awak\nkapal")


def test_a_document_is_cut_by_the_rules_of_its_language() -> None:
    text = "Lihat hlm. 5. Lihat juga p. 6."
    assert segment_document(Document("a.txt", text, "id")) == segment(text, "id")
    assert kztrans.segment("Satu. Dua.")[1] == Segment("Dua.", 6, 10, 0, 1)


@pytest.mark.parametrize(
    ("lang", "file"), [("id", "id"), ("id-ID", "id"), ("ID_id", "id"), ("en-GB", "en"), ("kk", "en")]
)
def test_every_language_gets_rules(lang: str, file: str) -> None:
    assert rules_file(lang) == srx_file(file)
    assert default_rules(lang).rules == default_rules(file).rules
    assert [s.text for s in segment("Kota sepi. Warga tidur.", lang)] == ["Kota sepi.", "Warga tidur."]


def test_explain_names_the_rule_that_blocked_and_the_one_that_cut() -> None:
    text = "Jl. Melati macet. Warga kesal.\nNo. 5 kalah."
    found = explain(text, "id")
    assert [(text[: d.position][-5:], d.cut) for d in found] == [("Jl.", False), ("acet.", True), (".\nNo.", False)]
    assert "Jl.|" in found[0].rule.comment
    assert found[1].rule.is_break
    assert "No.|" in found[2].rule.comment


@SETTINGS
@given(TEXTS)
@example(ARTICLE)
def test_explained_cuts_are_the_cuts(text: str) -> None:
    ends = {s.end for s in segment(text, "id")}
    for d in explain(text, "id"):
        assert d.rule.is_break == d.cut
        if d.cut:
            end = len(text[: d.position].rstrip())
            assert end in ends or not text[: d.position].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Kapal itu tiba pukul 10.30 WIB di St. Petersburg. Awaknya selamat. " * 3_000,
        "kata " * 40_000,
        "." * 50_000,
        ". " * 20_000,
        "a" * 200_000,
        "A." * 20_000,
        "A. " * 20_000,
        "“" * 50_000,
        "?!”) " * 10_000,
        "1." * 20_000,
        "Dr. " * 20_000,
        "\n" * 200_000,
        "Satu.\n" * 5_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_large_and_odd_texts_are_cut_whole(text: str) -> None:
    segments = segment(text, "id")
    assert "".join("".join(s.text for s in segments).split()) == "".join(text.split())


def _paragraph(lang: str) -> str:
    lines = (GOLDEN / "segmentation.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[3] for line in lines if line.startswith(lang + "\t")]
    return " ".join(text.replace("‖", "").replace(r"\n", " ") for text in texts)


@pytest.mark.parametrize("lang", OURS)
def test_choppa_reads_the_file_itself_and_cuts_the_same(lang: str) -> None:
    document = choppa.SrxDocument(ruleset=str(srx_file(lang)))
    text = _paragraph(lang)
    pieces = [piece.strip() for piece in choppa.SrxTextIterator(document, lang, text)]
    assert [s.text for s in segment(text, lang)] == [piece for piece in pieces if piece]
    accurate = [piece.strip() for piece in choppa.AccurateSrxTextIterator(document, lang, text)]
    assert [s.text for s in segment(text, lang)] == [piece for piece in accurate if piece]


@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler here")
@pytest.mark.parametrize("lang", OURS)
def test_java_reads_the_expressions_and_cuts_the_same(lang: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.tsv"
    rows = (f"{'yes' if r.is_break else 'no'}\t{r.before}\t{r.after}\n" for r in default_rules(lang).rules)
    rules.write_text("".join(rows), encoding="utf-8")
    cases = [line.split("\t") for line in (GOLDEN / "segmentation.tsv").read_text(encoding="utf-8").splitlines()]
    texts = [c[3].replace("‖", "") for c in cases if c[0] == lang and r"\n" not in c[3]]
    (tmp_path / "texts").write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    command = ["java", "-Dfile.encoding=UTF-8", str(GOLDEN / "Cuts.java"), str(rules), str(tmp_path / "texts")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [[int(place) for place in line.split()] for line in done.stdout.split("\n")]
    for text, places in zip(texts, found, strict=False):
        assert places == [d.position for d in explain(text, lang) if d.cut], text


REFERENCE = importlib.util.find_spec("loomchild")


@pytest.mark.skipif(shutil.which("java") is None or REFERENCE is None, reason="no Java or no loomchild-segment here")
@pytest.mark.parametrize("lang", OURS)
@pytest.mark.parametrize(("algorithm", "apart"), [("ultimate", 0), ("fast", 2), ("accurate", 3)])
def test_the_reference_implementation_takes_our_file_in_all_its_modes(
    lang: str, algorithm: str, apart: int, tmp_path: Path
) -> None:
    """The older modes see less: ``fast`` nothing before the last cut, ``accurate`` no stop that a match has swallowed."""
    assert REFERENCE is not None
    assert REFERENCE.submodule_search_locations is not None
    jars = next(Path(REFERENCE.submodule_search_locations[0]).glob("data/*/lib"))
    cases = [line.split("\t") for line in (GOLDEN / "segmentation.tsv").read_text(encoding="utf-8").splitlines()]
    texts = [c[3].replace("‖", "") for c in cases if c[0] == lang and r"\n" not in c[3]]
    (tmp_path / "texts").write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    program = ["java", "-cp", f"{jars}/*", str(GOLDEN / "Reference.java")]
    command = [*program, str(srx_file(lang)), lang, algorithm, str(tmp_path / "texts")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = [[piece.strip() for piece in line.split("\t") if piece.strip()] for line in done.stdout.split("\n")]
    wrong = [
        text for text, pieces in zip(texts, found, strict=False) if pieces != [s.text for s in segment(text, lang)]
    ]
    assert len(wrong) <= apart, wrong


def test_a_text_is_cut_without_what_choppa_loads_to_validate_files():
    code = "import sys, kztrans; kztrans.segment('Satu. Dua.', lang='id'); print('xmlschema' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
