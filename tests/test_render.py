"""Rendering: the finished text has the source's layout, and what is missing is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kztrans.cli.render import render as command
from kztrans.documents.text import laid_out
from kztrans.errors import InputError
from kztrans.formats import po, xliff
from kztrans.jobs.render import Rendering, refuse_ending, render, render_file
from kztrans.model import Bead, Catalog, Document, Reference, Segment, Unit
from kztrans.paragraphs import paragraphs
from kztrans.units.making import make_units
from kztrans.units.side import Side


def cut(text: str, lang: str = "id") -> Sequence[Segment]:
    """Sentences end with a full stop: enough to test with."""
    found = []
    for number, paragraph in enumerate(paragraphs(text)):
        for match in re.finditer(r"\S[^.]*\.?", text[paragraph.start : paragraph.end]):
            start, content = paragraph.start + match.start(), match.group().rstrip()
            line = 1 + len(re.findall(r"\r\n?|\n", text[:start]))
            found.append(Segment(content, start, start + len(content), number, line))
    return found


def side(text: str) -> Side:
    return Side(Document("a.txt", text, "id"), tuple(cut(text)))


def catalog(*units: Unit) -> Catalog:
    return Catalog("id", "en", units)


def at(source: str, target: str, *lines: int, **fields: object) -> Unit:
    return Unit(source, target, references=tuple(Reference("a.txt", line) for line in lines), **fields)  # type: ignore[arg-type]


def rendered(text: str, *units: Unit, **options: object) -> Rendering:
    return render(catalog(*units), side(text), ["a.txt"], **options)  # type: ignore[arg-type]


def said(result: Rendering) -> str:
    """The finished text."""
    return laid_out(result.source.text, result.translations)


def test_layout_is_that_of_the_source() -> None:
    text = "\n  Judul.\n\n\nSatu.  Dua.\n\tTiga.\n"
    units = (at("Judul.", "Title.", 2), at("Satu.", "One.", 5), at("Dua.", "Two.", 5), at("Tiga.", "Three.", 6))
    assert said(rendered(text, *units)) == "\n  Title.\n\n\nOne.  Two.\n\tThree.\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_the_source(line_end: str) -> None:
    text = line_end.join(("Satu.", "", "Dua.", ""))
    units = (at("Satu.", "One.\nAnd a half.", 1), at("Dua.", "Two.", 3))
    assert said(rendered(text, *units)) == line_end.join(("One.", "And a half.", "", "Two.", ""))


def test_one_unit_of_several_segments() -> None:
    text = "Satu. Dua. Tiga.\nEmpat.\nLima.\n"
    units = (at("Satu. Dua.", "One and two.", 1), at("Tiga.", "Three.", 1), at("Empat. Lima.", "Four and five.", 2))
    assert said(rendered(text, *units)) == "One and two. Three.\nFour and five.\n"


def test_references_tell_which_cut_is_meant() -> None:
    """``Satu.`` and ``Dua.`` are units of their own on the second line, and one unit on the first."""
    units = (at("Satu. Dua.", "One and two.", 1), at("Satu.", "One.", 2), at("Dua.", "Two.", 2))
    assert said(rendered("Satu. Dua.\nSatu. Dua.\n", *units)) == "One and two.\nOne. Two.\n"


def test_a_unit_that_occurs_twice() -> None:
    assert said(rendered("Ya.\nTidak.\nYa.\n", at("Ya.", "Yes.", 1, 3), at("Tidak.", "No.", 2))) == "Yes.\nNo.\nYes.\n"


def test_variants_by_reference_and_by_context() -> None:
    units = (
        at("Ya.", "Yes.", 1),
        at("Tidak.", "No.", 2),
        at("Ya.", "Indeed.", 3, context="after: Tidak."),
    )
    assert said(rendered("Ya.\nTidak.\nYa.\n", *units)) == "Yes.\nNo.\nIndeed.\n"
    moved = "\n\n\nYa.\nTidak.\nYa.\n"
    assert said(rendered(moved, *units)) == "\n\n\nYes.\nNo.\nIndeed.\n"
    one_line = tuple(replace(unit, references=(Reference("a.txt", 1),)) for unit in units)
    assert said(rendered("Ya. Tidak. Ya.", *one_line)) == "Yes. No. Indeed."


def test_what_make_units_tells_apart_comes_back() -> None:
    source, target = side("Ya. Ya.\nTidak. Ya.\nYa.\n"), side("Yes. Sure.\nNo. Right.\nYes.\n")
    beads = [Bead((n,), (n,), 1.0) for n in range(5)]
    units = make_units(source, target, beads, lambda *_: (), 0.5)
    assert said(render(catalog(*units), source, ["a.txt"])) == target.document.text


def test_composed_and_decomposed_letters_are_one() -> None:
    assert said(rendered("Café.", at("Cafe\u0301.", "Coffee house.", 1))) == "Coffee house."


WRAPPED = """\
Judul berita

  Kalimat yang pertama berjalan sampai
  ke baris berikut ini. Kalimat kedua
  menyusul sesudah itu.

- Butir yang cukup panjang untuk jadi
  dua baris di sini.
- Butir kedua.
"""


def test_hard_wrapped_paragraphs_are_wrapped_again() -> None:
    translations = {
        "Judul berita": "A title that is longer than the lines of its text are",
        "Kalimat yang pertama berjalan sampai ke baris berikut ini.": "The first sentence goes on to the next line.",
        "Kalimat kedua menyusul sesudah itu.": "The second one, which is state-of-the-art, follows.",
        "- Butir yang cukup panjang untuk jadi dua baris di sini.": "- An item that is long enough for two lines.",
        "- Butir kedua.": "- Item.",
    }
    result = rendered(WRAPPED, *(Unit(source, target) for source, target in translations.items()))
    assert result.missing == ()
    assert said(result) == (
        "A title that is longer than the lines\nof its text are\n\n"
        "  The first sentence goes on to the\n  next line. The second one, which is\n"
        "  state-of-the-art, follows.\n\n"
        "- An item that is long enough for two\n  lines.\n- Item.\n"
    )


def test_wrapped_paragraphs_that_are_left_alone_are_left_alone() -> None:
    assert said(rendered(WRAPPED)) == WRAPPED


sentences = st.sampled_from(("Satu.", "Dua tiga.", "Ya.", "e\u0301.", "\U0001f54a.", "“Apa.", "<b>&.", "3 5 juta."))
gaps = st.sampled_from((" ", "  ", "\n", "\n\n", "\n\t", "\r\n", " \n\n  "))


@given(st.lists(st.tuples(gaps, sentences), min_size=1, max_size=12), gaps)
def test_a_text_translated_into_itself_is_itself(pieces: list[tuple[str, str]], end: str) -> None:
    text = "".join(gap + sentence for gap, sentence in pieces) + end
    if not any(re.search(r"[\r\n]", text[p.start : p.end]) for p in paragraphs(text)):
        source = side(text)
        units = make_units(
            source, source, [Bead((n,), (n,), 1.0) for n in range(len(source.segments))], lambda *_: (), 0
        )
        result = render(catalog(*units), source, ["a.txt"])
        assert (said(result), result.missing, result.unused) == (text, (), ())


@given(st.lists(st.tuples(gaps, sentences, st.integers(1, 3)), min_size=1, max_size=12))
def test_every_cut_into_units_is_found_again(pieces: list[tuple[str, str, int]]) -> None:
    """Whatever neighbours a unit takes together, its translation stands once, in order."""
    source = side("".join(f"{gap}{n} {sentence}" for n, (gap, sentence, _) in enumerate(pieces)))
    beads, first = [], 0
    for _, _, length in pieces:
        if first < len(source.segments):
            beads.append(tuple(range(first, min(first + length, len(source.segments)))))
            first += length
    units = [Unit(source.text(bead), f"<{n}>", references=source.references(bead)) for n, bead in enumerate(beads)]
    result = render(catalog(*units), source, ["a.txt"])
    assert re.findall(r"<\d+>", said(result)) == [unit.target for unit in units]
    assert result.missing == ()


TEXT = "Satu. Dua.\n\nTiga.\nEmpat. Lima.\n"
UNITS = (
    at("Satu.", "One.", 1),
    at("Dua.", "Two.", 1, fuzzy=True),
    at("Tiga.", "", 3),
    at("Hilang.", "Gone.", 4),
    at("Lima.", "Five.", 4),
    at("Empat.", "Four.", 9, obsolete=True),
    Unit("Lain.", "Other.", references=(Reference("b.txt", 1),)),
)


@pytest.mark.parametrize(
    ("untranslated", "fuzzy", "text"),
    [
        ("source", False, "One. Dua.\n\nTiga.\nEmpat. Five.\n"),
        ("source", True, "One. Two.\n\nTiga.\nEmpat. Five.\n"),
        ("empty", False, "One.\n\n\nFive.\n"),
        ("empty", True, "One. Two.\n\n\nFive.\n"),
    ],
)
def test_untranslated_and_fuzzy_segments(untranslated: str, fuzzy: bool, text: str) -> None:
    result = rendered(TEXT, *UNITS, untranslated=untranslated, fuzzy=fuzzy)
    assert said(result) == text
    assert [(m.reference.line, m.source, m.why) for m in result.missing if m.why != "fuzzy"] == [
        (3, "Tiga.", "untranslated"),
        (4, "Empat.", "not in the file"),
    ]
    assert ("Dua." in [m.source for m in result.missing]) is not fuzzy
    assert [unit.source for unit in result.unused] == ["Hilang."]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "locales/en").mkdir(parents=True)
    (tmp_path / "a.txt").write_bytes(b"Rapat dimulai. Ia datang.\nSelesai.\n")
    units = (at("Rapat dimulai.", 'The "meeting" begins.', 1), at("Ia datang.", "", 1), at("Selesai.", "The end.", 2))
    headers = (("Language", "en"), ("X-Source-Language", "id"))
    (tmp_path / "locales/en/a.po").write_bytes(po.serialize(Catalog("id", "en", units, headers)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_source_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = 'The "meeting" begins. Ia datang.\nThe end.\n'
    assert render_file("locales/en/a.po")[1].decode() == wanted
    monkeypatch.chdir(folder / "locales")
    assert render_file("en/a.po")[1].decode() == wanted
    monkeypatch.chdir("/")
    assert render_file(folder / "locales/en/a.po")[1].decode() == wanted
    (folder / "a.txt").rename(folder / "b.txt")
    with pytest.raises(InputError, match=r"a\.po: its source 'a\.txt' is neither .*; name the text with --source"):
        render_file(folder / "locales/en/a.po")
    assert render_file(folder / "locales/en/a.po", folder / "b.txt")[1].decode() == wanted


def test_other_formats_that_keep_references(folder: Path) -> None:
    (folder / "a.xlf").write_bytes(xliff.serialize(po.read("locales/en/a.po")))
    assert render_file("a.xlf")[1].decode() == render_file("locales/en/a.po")[1].decode()


def test_a_file_without_references_or_of_many_texts(folder: Path) -> None:
    (folder / "no.po").write_bytes(po.serialize(catalog(Unit("Selesai.", "The end."))))
    with pytest.raises(InputError, match="has no reference to its source; name the text with --source"):
        render_file("no.po")
    assert render_file("no.po", "a.txt")[1].decode() == "Rapat dimulai. Ia datang.\nThe end.\n"
    two = (at("Selesai.", "The end.", 2), Unit("x", "y", references=(Reference("b.txt", 1),)))
    (folder / "two.po").write_bytes(po.serialize(catalog(*two)))
    with pytest.raises(InputError, match=r"was made from 2 texts, 'a\.txt', 'b\.txt' …; choose one"):
        render_file("two.po")
    result, data = render_file("two.po", "a.txt")
    assert (data.decode(), result.unused) == ("Rapat dimulai. Ia datang.\nThe end.\n", ())


def test_quotes_are_for_english(folder: Path) -> None:
    assert render_file("locales/en/a.po", quotes="curly")[1].decode().startswith("The “meeting” begins.")
    (folder / "kk.po").write_bytes(
        po.serialize(Catalog("id", "kk", (at("Selesai.", "Соңы.", 2),), (("Language", "kk"),)))
    )
    with pytest.raises(InputError, match="--quotes knows English alone"):
        render_file("kk.po", quotes="curly")


def test_the_command_refuses_gaps(folder: Path) -> None:
    result = CliRunner().invoke(command, ["locales/en/a.po", "-o", "out.txt"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "a.txt:1: untranslated: Ia datang.",
        "1 of 3 segments without a finished translation: nothing is written; "
        "translate them, or see --untranslated and --fuzzy",
    ]
    assert not Path("out.txt").exists()


def test_the_command_writes_what_is_asked_for(folder: Path) -> None:
    result = CliRunner().invoke(command, ["locales/en/a.po", "-o", "out.txt", "--untranslated", "source"])
    assert (result.exit_code, result.stdout) == (0, "out.txt\n")
    assert Path("out.txt").read_text() == 'The "meeting" begins. Ia datang.\nThe end.\n'
    result = CliRunner().invoke(command, ["locales/en/a.po", "--untranslated", "empty", "-q", "--quotes", "straight"])
    assert (result.stdout, result.stderr) == ('The "meeting" begins.\nThe end.\n', "")


def test_the_command_says_when_the_source_has_changed(folder: Path) -> None:
    (folder / "a.txt").write_text("Rapat dimulai. Baru.\nSelesai.\n")
    result = CliRunner().invoke(command, ["locales/en/a.po", "--untranslated", "source"])
    assert result.stderr.splitlines() == [
        "a.txt:1: not in the file: Baru.",
        "1 of 3 segments without a finished translation: left as in the source",
        "the source has changed since the file was made: run `kztrans align` on it again",
    ]


def test_the_command_never_writes_over_its_inputs(folder: Path) -> None:
    for name in ("a.txt", "locales/en/a.po"):
        before = Path(name).read_bytes()
        result = CliRunner().invoke(command, ["locales/en/a.po", "-o", name, "--untranslated", "source"])
        assert isinstance(result.exception, InputError)
        assert Path(name).read_bytes() == before


@pytest.mark.parametrize(
    ("source", "output", "fits"),
    [
        ("a.docx", "b.docx", True),
        ("a.DOCX", "b.docx", True),
        ("a.docx", "b.html", False),
        ("a.docx", "b.docm", False),
        ("a.docx", "b.pdf", False),
        ("a.odt", "b.doc", False),
        ("a.odt", "b.new", True),
        ("a.odt", "b", True),
        ("a.html", "b.htm", True),
        ("a.html", "b.txt", False),
        ("a.html", "b.epub", False),
        ("a.srt", "b.vtt", False),
        ("a.md", "b.markdown", True),
        ("a.md", "b.txt", True),
        ("a.txt", "b.docx", False),
        ("a.txt", "b.pdf", False),
        ("berita", "b.txt", True),
    ],
)
def test_a_name_that_says_another_format_is_refused(source: str, output: str, fits: bool) -> None:
    if fits:
        refuse_ending(output, source)
        return
    with pytest.raises(InputError, match="give it the ending"):
        refuse_ending(output, source)


def test_the_command_refuses_a_name_of_another_format(folder: Path) -> None:
    result = CliRunner().invoke(command, ["locales/en/a.po", "-o", "out.docx", "--untranslated", "source"])
    assert isinstance(result.exception, InputError)
    assert not (folder / "out.docx").exists()


def test_long_lists_are_cut_short(folder: Path) -> None:
    (folder / "a.txt").write_text("".join(f"Baris {n}\n" for n in range(15)))
    short = CliRunner().invoke(command, ["locales/en/a.po"]).stderr.splitlines()
    assert sum("not in the file" in line for line in short) == 10
    assert "… and 5 more (-v lists all)" in short
    full = CliRunner().invoke(command, ["locales/en/a.po", "-v"]).stderr.splitlines()
    assert sum("not in the file" in line for line in full) == 15
