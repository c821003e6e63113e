"""PO: what is written is what gettext reads; what is read is kept."""

import string
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import needs

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.model import Catalog, Reference, Unit

HEADERS = (
    ("Project-Id-Version", "x"),
    ("PO-Revision-Date", ""),
    ("Last-Translator", ""),
    ("Language-Team", ""),
    ("Language", "en"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("X-Source-Language", "id"),
)
UNITS = (
    Unit(
        "“Damai,” katanya.", "“Peace,” she said.", references=(Reference("berita satu.txt", 3), Reference("b.txt", 9))
    ),
    Unit(
        "Damai.",
        "Peace.",
        fuzzy=True,
        previous="Perdamaian.",
        notes=("Term: damai → peace",),
        comments=("Why?", "", "x"),
    ),
    Unit("Damai.", "At peace.", context="after: Perang.", flags=("no-wrap",)),
    Unit('Tab\t, "kutip", \\ garis', "A\u2028B\u0085C\vD"),
    Unit("Bel \a, \\a", "Bell \a, \\a\r"),
    Unit("Kosong."),
    Unit("Hilang.", "Gone.", obsolete=True, comments=("kept",), previous="Lenyap."),
)

anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=30)
line = st.text(string.ascii_letters + " ,.:é字#", max_size=20).map(str.strip)


@st.composite
def unit(draw):
    return Unit(
        source=draw(anything),
        target=draw(anything | st.just("")),
        fuzzy=draw(st.booleans()),
        context=draw(st.none() | anything),
        references=tuple(
            Reference(draw(st.sampled_from(["a.txt", "map a/b %.txt"])), n)
            for n in draw(st.sets(st.integers(1, 99), max_size=2))
        ),
        comments=tuple(draw(st.lists(line.filter(lambda s: s and not s.startswith("#")), max_size=2))),
        notes=tuple(draw(st.lists(line.filter(bool), max_size=2))),
        previous=draw(st.none() | anything),
    )


def test_round_trip():
    catalog = Catalog("id", "en", UNITS, HEADERS, ("A file.", "", "By hand."))
    data = po.serialize(catalog)
    back = po.parse(data)
    assert back.units == UNITS
    assert (back.source_lang, back.target_lang) == ("id", "en")
    assert dict(back.headers) == dict(HEADERS)
    assert po.serialize(back) == data


@given(st.lists(unit(), max_size=4, unique_by=lambda u: (u.context, u.source)))
def test_any_text_comes_back(units):
    assert po.parse(po.serialize(Catalog("id", "en", tuple(units), HEADERS))).units == tuple(units)


def test_comments_without_a_space_are_read():
    comments = po.parse(b'msgid ""\nmsgstr ""\n\n#one\n# two\n## three\nmsgid "a"\nmsgstr "b"\n').units[0].comments
    assert comments[:2] == ("one", "two")
    assert comments[2].endswith("three")


def test_a_bell_is_written_as_gettext_writes_it():
    data = po.serialize(Catalog("id", "en", (Unit("\a\\a", comments=("\\a",)),), HEADERS))
    assert data.endswith(b'# \\a\nmsgid "\\a\\\\a"\nmsgstr ""\n')
    assert po.parse(data).units[0] == Unit("\a\\a", comments=("\\a",))


def test_other_charsets_are_read():
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "kafe"\nmsgstr "café"\n'
    assert po.parse(data.encode("latin-1")).units[0].target == "café"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "c\nrubbish\n', 4),
        (b'msgid "a "b" c"\nmsgstr "d"\n', 1),
        (b'msgid "a"\nmsgstr "\xff"\n', 2),
        (b"msgid rubbish", 1),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4),
        (b'msgid "a"\nmsgid "b"\nmsgstr "b"\n', 1),
        (b'msgid "a"\nmsgstr "b\n', 2),
    ],
)
def test_broken_files_name_the_line(data, line):
    with pytest.raises(InputError, match=rf"^x\.po:{line}: "):
        po.parse(data, "x.po")


def test_gettext_reads_it_and_changes_nothing(tmp_path):
    needs("msgfmt")
    path = tmp_path / "x.po"
    path.write_bytes(po.serialize(Catalog("id", "en", UNITS[:3] + UNITS[4:], HEADERS, ("A file.",))))
    check = subprocess.run(
        ["msgfmt", "--check", "-o", tmp_path / "x.mo", path], capture_output=True, text=True, check=False
    )
    assert (check.returncode, check.stderr) == (0, "")
    again = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True).stdout
    assert again.decode().strip() == path.read_text(encoding="utf-8").strip()
