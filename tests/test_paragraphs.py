"""Where paragraphs begin and end."""

import textwrap

import pytest

from kztrans.paragraphs import paragraphs

PROSE = [
    "Pelabuhan Aktau menerima kapal kargo pertama pada musim ini, kata kepala pelabuhan dalam sebuah pernyataan tertulis.",
    "Kapal itu membawa gandum, pupuk, dan peralatan pertanian dari tiga negara, lalu berlayar kembali pada hari yang sama.",
    "Musim lalu es menutup jalur itu selama enam minggu; tahun ini laut tetap terbuka sepanjang musim dingin yang hangat.",
]


def cut(text):
    return [" ".join(text[p.start : p.end].split()) for p in paragraphs(text)]


def test_each_line_is_a_paragraph():
    assert cut("\n".join(PROSE)) == PROSE
    assert cut("\n\n".join(PROSE)) == PROSE


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_wrapped_lines_are_joined(width, line_end):
    text = "\n\n".join(textwrap.fill(p, width) for p in PROSE).replace("\n", line_end)
    assert cut(text) == PROSE


def test_bullets_stay_apart_in_wrapped_text():
    items = ["- gandum dari tiga negara tetangga", "- pupuk", "- peralatan pertanian"]
    text = "\n\n".join(textwrap.fill(p, 60) for p in PROSE) + "\n\n" + "\n".join(items)
    assert cut(text) == PROSE + items


def test_short_lines_are_not_wrapped_text():
    poem = ["Satu kapal", "dua layar", "", "tiga angin", "empat laut", "lima pulang"]
    assert cut("\n".join(poem)) == [line for line in poem if line]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(line_end):
    text = line_end.join(["Satu.", "", "  Dua.", "Tiga."])
    assert [p.line for p in paragraphs(text)] == [1, 3, 4]
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["Satu.", "Dua.", "Tiga."]


def test_nothing():
    assert paragraphs("") == paragraphs(" \n\t\r\n") == []
