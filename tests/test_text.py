"""Reading plain text: encodings, and what is not text."""

import pytest

from kztrans.errors import InputError
from kztrans.formats import text

SENTENCE = "Presiden menyebutnya “kuasi-negara” – tanpa ragu.\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings(encoding, name):
    assert text.decode((SENTENCE * 5).encode(encoding)) == (SENTENCE * 5, name)


def test_cyrillic_legacy():
    russian = "Казахстан не признаёт квазигосударства на востоке Украины. Переговоры продолжаются.\n" * 3
    assert text.decode(russian.encode("cp1251"))[0] == russian


def test_line_ends_and_offsets_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Satu.\r\nDua.\r")
    assert text.read(path, "id").text == "Satu.\r\nDua.\r"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "nothing but white space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "offset 6"),
        ("Dua juta orang – “banyak”. ".encode() * 9 + b"\xff", "offset 297"),
        (b"\xff\xfeA", "utf-16-le at offset 2"),
    ],
)
def test_not_text(tmp_path, data, why):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=why) as caught:
        text.read(path, "id")
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_folder(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        text.read(tmp_path / "none.txt", "id")
    with pytest.raises(InputError, match="is a folder"):
        text.read(tmp_path, "id")


def test_a_few_words_in_a_legacy_encoding():
    assert text.decode("“Ya”".encode("cp1252")) == ("“Ya”", "cp1252")
