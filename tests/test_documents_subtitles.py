"""Subtitles: sentences over several cues, shared out again; times and all else untouched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_life import LONGER, accented, life, pseudo
from hypothesis import given
from hypothesis import strategies as st

from kztrans import documents, inline
from kztrans.documents import Translation, subtitles
from kztrans.model import Unit

FOLDER = Path(__file__).parent / "documents"
FILES = [FOLDER / "film.srt", FOLDER / "film.vtt"]


def cues(*texts: str) -> bytes:
    return "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{text}\n" for n, text in enumerate(texts, 1)
    ).encode()


def texts(data: bytes) -> list[str]:
    """The cues' own texts."""
    return [part.split("\n", 2)[2] for part in data.decode().rstrip("\n").replace("\r\n", "\n").split("\n\n")]


def test_what_is_read() -> None:
    blocks = subtitles.read((FOLDER / "film.srt").read_bytes())
    assert [(b.place, b.text) for b in blocks] == [
        (
            1,
            "Astana tidak mengakui negara-negara semu itu,<cue1/>kata <i2>Presiden Tokayev</i2> dalam pidatonya."
            " Lalu ia<cue3/>pergi ke Almaty.",
        ),
        (4, "- Apa kabar?"),
        (4, "- Baik."),
        (5, "Musik lembut"),
    ]


@pytest.mark.parametrize(
    "said",
    ["One two three four.<cue1/><cue2/>", "<cue1/><cue2/>One two three four.", "One two three <cue1/><cue2/>four."],
)
def test_tags_of_breaks_that_were_put_together_leave_no_cue_empty(said: str) -> None:
    data = cues("Satu dua", "tiga empat", "lima enam.")
    (block,) = subtitles.read(data)
    done = texts(subtitles.write(data, [Translation(0, 0, said, block.codes)]))
    assert all(done)
    assert " ".join(done) == "One two three four."


def test_a_break_is_where_its_tag_is() -> None:
    data = cues("Satu dua", "tiga empat", "lima enam.")
    (block,) = subtitles.read(data)
    said = "One <cue1/>two three<cue2/> four."
    assert texts(subtitles.write(data, [Translation(0, 0, said, block.codes)])) == ["One", "two three", "four."]
    one = subtitles.write(data, [Translation(0, 0, "Yes.<cue1/><cue2/>", block.codes)])
    assert [b.text for b in subtitles.read(one)] == ["Yes."]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("WEBVTT\nKind: captions\nLanguage: id\n", "WEBVTT\nKind: captions\nLanguage: en\n"),
        ("WEBVTT - Judul\r\nLanguage:id-ID\r\n", "WEBVTT - Judul\r\nLanguage:en\r\n"),
        ("WEBVTT\nKind: captions\n", "WEBVTT\nKind: captions\n"),
        ("WEBVTT\n\nNOTE\nLanguage: id\n", "WEBVTT\n\nNOTE\nLanguage: id\n"),
    ],
)
def test_the_header_says_the_language(head: str, expected: str) -> None:
    body = "\n00:01.000 --> 00:02.000\n{}\n"
    data = (head + body.format("Language: x")).encode()
    (block,) = subtitles.read(data)
    done = subtitles.write(data, [Translation(0, 0, "Yes", block.codes)], "en")
    assert done == (expected + body.format("Yes")).encode()
    assert subtitles.write(data, [], "en") == data


def test_each_who_speaks_in_a_cue_is_apart() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\n- Kapan?\n- Besok\n\n2\n00:00:02,000 --> 00:00:03,000\natau lusa.\nBUDI: Ya.\n"
    blocks = subtitles.read(data)
    assert [(b.place, b.text) for b in blocks] == [
        (1, "- Kapan?"),
        (1, "- Besok<cue1/>atau lusa."),
        (2, "BUDI: Ya."),
    ]
    said = [
        Translation(n, n, text, blocks[n].codes)
        for n, text in enumerate(("- When?", "- Soon<cue1/>or later.", "BUDI: Yes."))
    ]
    done = subtitles.write(data, said).decode()
    assert re.findall(r"^[^\d\n].*", done, re.MULTILINE) == ["- When?", "- Soon", "or later.", "BUDI: Yes."]


def test_references_name_the_cue() -> None:
    from kztrans.segmentation import segment_document

    document = documents.read(FOLDER / "film.srt", "id")
    assert [s.line for s in segment_document(document)] == [1, 2, 4, 4, 5]


def test_a_sentence_is_shared_out_over_its_cues() -> None:
    data = cues("Kalimat ini berjalan", "sampai ke teks berikutnya,", "lalu berhenti.")
    done = Translation(0, 0, "This sentence runs on to the next subtitle, and then it stops.")
    written = subtitles.write(data, [done])
    assert texts(written) == ["This sentence runs on", "to the next subtitle, and", "then it stops."]
    assert re.findall("-->.*", written.decode()) == re.findall("-->.*", data.decode())


def test_codes_say_where_cues_end() -> None:
    data = cues("Satu dua tiga", "empat.")
    (block,) = subtitles.read(data)
    assert texts(subtitles.write(data, [Translation(0, 0, "One<cue1/>two three four.", block.codes)])) == [
        "One",
        "two three four.",
    ]


def test_formatting_over_a_break_has_both_its_ends_in_each_cue() -> None:
    data = cues("Satu <i>dua</i> tiga", "empat.")
    (block,) = subtitles.read(data)
    done = Translation(0, 0, "One <i1>two<cue2/>three</i1> four.", block.codes)
    assert texts(subtitles.write(data, [done])) == ["One <i>two</i>", "<i>three</i> four."]


def test_lines_are_short_and_alike() -> None:
    data = cues("Satu.")
    words = "This is a translation that is so long that it needs two lines of text."
    (text,) = texts(subtitles.write(data, [Translation(0, 0, words)]))
    assert text == "This is a translation that is so long\nthat it needs two lines of text."


def test_a_file_in_a_legacy_encoding_becomes_utf_8_where_it_must() -> None:
    data = cues("Kafé ditutup.", "Dua kafé.").decode().encode("cp1252")
    assert subtitles.write(data, [Translation(0, 0, "Café é.")]) == data.replace(b"Kaf\xe9 ditutup", b"Caf\xe9 \xe9")
    assert "Қазақ" in subtitles.write(data, [Translation(0, 0, "Қазақ.")]).decode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_translated_file_has_the_same_cues(path: Path, tmp_path: Path) -> None:
    mine = tmp_path / path.name
    mine.write_bytes(path.read_bytes())

    def without_breaks(unit: Unit) -> str:
        return inline.rewritten(pseudo(unit), unit.codes, {c.tag: c for c in unit.codes if not c.tag.startswith("cue")})

    for translate in (pseudo, without_breaks):
        result, data = life(mine, translate)
        assert not [b for b in result.broken if any(f.breaks for f in b.faults)]
        before, after = path.read_bytes().decode(), data.decode()
        assert re.findall(r".*-->.*", after) == re.findall(r".*-->.*", before)
        assert _texts(after) == [word if word in KEPT else accented(word) for word in _texts(before)]


KEPT = "WEBVTT - Judul NOTE komentar baris STYLE ::cue { color: red } satu &amp;".split()


def _texts(source: str) -> list[str]:
    """The words of a file, times and numbers and mark-up left out."""
    bare = re.sub(r"<[^>]*>|\{\\\w+\}|.*-->.*", " ", source)
    return [w for w in bare.split() if w != LONGER.strip() and not re.fullmatch(r"[\d:]+", w)]


WORDS = st.sampled_from(["satu", "Dua.", "tiga empat", "<i>", "</i>", "{\\an8}", "- ", "\n", "♪", " ", "<b>x</b>", "5"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=5), st.integers(0, 12))
def test_no_word_is_lost(parts: list[list[str]], count: int) -> None:
    data = cues(*("".join(part).strip("\n") or "x" for part in parts))
    blocks = subtitles.read(data)
    assert subtitles.write(data, []) == data
    new = " ".join(f"w{n}" for n in range(count))
    written = subtitles.write(data, [Translation(n, n, new) for n in range(len(blocks))]).decode()
    assert len(re.findall(r"\bw\d+", written)) == count * len(blocks)
    assert re.findall(".*-->.*", written) == re.findall(".*-->.*", data.decode())
