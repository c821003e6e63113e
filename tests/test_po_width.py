"""A changed entry is wrapped as wide as the file that it stands in."""

import subprocess
from dataclasses import replace

import pytest
from tools import needs

from kztrans.formats import po
from kztrans.formats.po_layout import WIDTH, layout_of
from kztrans.model import Catalog, Unit

WORDS = (
    "Pemerintah provinsi mengumumkan bahwa pembangunan bendungan di hulu sungai akan dilanjutkan pada musim kemarau"
    " setelah warga dan para ahli menyetujui rencana yang diperbarui bulan lalu"
).split()
UNITS = tuple(Unit(" ".join([*WORDS[n:], *WORDS[:n]]), f"{n} " + " ".join(reversed(WORDS[n:]))) for n in range(12))


@pytest.mark.parametrize("width", [40, 60, 72, WIDTH, 80, 100, 120, 160])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_msgcat_would_change_nothing(tmp_path, width, newline):
    needs("msgcat")
    path, again = tmp_path / "a.po", tmp_path / "again.po"
    path.write_bytes(po.serialize(Catalog("id", "en", UNITS)))
    subprocess.run(["msgcat", "-w", str(width), "-o", path, path], check=True)
    path.write_bytes(path.read_bytes().replace(b"\n", newline))
    catalog = po.read(path)
    units = [replace(u, target=f"Also {u.target}") if n % 3 == 0 else u for n, u in enumerate(catalog.units)]
    path.write_bytes(po.serialize(replace(catalog, units=tuple(units)), path.read_bytes()))
    subprocess.run(["msgcat", "-w", str(width), "-o", again, path], check=True)
    assert again.read_bytes().replace(b"\r\n", b"\n") == path.read_bytes().replace(b"\r\n", b"\n")


def test_a_line_that_somebody_broke_by_hand_does_not_count():
    lines = [f'"{" ".join(WORDS[n : n + 8])} "' for n in range(10)]
    usual = layout_of('msgid ""\n' + "\n".join(lines) + '\n"selesai."\n').width
    assert usual == layout_of('msgid ""\n"Satu "\n"dua."\n\nmsgid ""\n' + "\n".join(lines) + '\n"selesai."\n').width


@pytest.mark.parametrize(
    "text",
    [
        'msgid "satu"\nmsgstr "one"\n',
        'msgid ""\n"satu\\n"\n"dua\\n"\nmsgstr ""\n',
        'msgid ""\n"Satu kalimat yang panjang."\nmsgstr ""\n"A long sentence."\n',
    ],
)
def test_what_is_broken_nowhere_is_not_wrapped(text):
    assert layout_of(text).width == 0
