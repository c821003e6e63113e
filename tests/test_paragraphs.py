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


def wrapped(width):
    return [textwrap.wrap(p, width) for p in PROSE]


@pytest.mark.parametrize("width", [50, 65, 72])
def test_a_line_made_longer_afterwards_is_joined_as_well(width):
    """Somebody put a word into a line and did not wrap the paragraph again."""
    blocks = wrapped(width) + wrapped(width)
    blocks[1][0] += " semata-mata"
    expected = [" ".join(block) for block in blocks]
    assert cut("\n\n".join("\n".join(block) for block in blocks)) == expected


def test_blocks_of_two_widths_are_joined():
    long = " ".join(PROSE)
    text = "\n\n".join([textwrap.fill(long, 72), textwrap.fill(long, 60), textwrap.fill(PROSE[0], 72)])
    assert cut(text) == [long, long, PROSE[0]]


@pytest.mark.parametrize(
    "lines",
    [
        ["Negara        Ekspor        Impor", "Kazakhstan    1.200         840", "Uzbekistan    310           975"],
        [
            "| Negara | Ekspor dalam juta dolar pada tahun lalu |",
            "| Kazakhstan | seribu dua ratus juta dolar Amerika |",
        ],
        ["def jumlah(daftar_panjang_dari_angka_angka_itu) {", 'cetak("hasil dari penjumlahan semua angka itu");', "}"],
        ["Angin malam", "di atas padang", "tidur di pelana"],
    ],
)
def test_tables_code_and_verse_in_a_wrapped_text_stay_line_by_line(lines):
    text = "\n\n".join("\n".join(block) for block in [*wrapped(60), *wrapped(60), lines])
    assert cut(text) == PROSE + PROSE + [" ".join(line.split()) for line in lines]


def test_a_line_without_blanks_tells_nothing_of_the_width():
    address = "https://example.org/" + "a" * 90
    blocks = wrapped(60)
    blocks[1][1:1] = [address]
    expected = [PROSE[0], " ".join(blocks[1]), PROSE[2]]
    assert cut("\n\n".join("\n".join(block) for block in blocks)) == expected


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
