"""PO as gettext reads and writes it: its dialects, what it refuses, and files that stay as they were laid out."""

import subprocess
from dataclasses import replace

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import needs

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.model import Catalog, Reference, Unit

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def only(body: str) -> Unit:
    (unit,) = po.parse((HEAD + body).encode()).units
    return unit


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('#= no-wrap\n#, fuzzy\nmsgid "satu"\nmsgstr "one"\n', Unit("satu", "one", fuzzy=True, flags=("no-wrap",))),
        ('#,fuzzy,c-format\nmsgid "satu"\nmsgstr "one"\n', Unit("satu", "one", fuzzy=True, flags=("c-format",))),
        ('#.note\n#:a.txt:3\n#mine\nmsgid "satu"\nmsgstr "one"\n',
         Unit("satu", "one", notes=("note",), references=(Reference("a.txt", 3),), comments=("mine",))),
        ('#~msgid "satu"\n#~msgstr "one"\n', Unit("satu", "one", obsolete=True)),
        ('#~| msgid "sato"\n#~ msgid "satu"\n#~ msgstr "one"\n', Unit("satu", "one", obsolete=True, previous="sato")),
        ('#|msgid "sa"\n#|"to"\nmsgid "satu"\nmsgstr "one"\n', Unit("satu", "one", previous="sato")),
        ('msgid "sa" "tu"\nmsgstr"one" " two"\n', Unit("satu", "one two")),
        ('msgid "satu" msgstr "one"\n', Unit("satu", "one")),
        ('msgid\n"satu"\nmsgstr\n"one"\n', Unit("satu", "one")),
        ('\tmsgid\t"satu"\r\nmsgstr "one"\r\n', Unit("satu", "one")),
        ('msgid "satu"\rmsgstr "one"\r', Unit("satu", "one")),
        (r'msgid "\x41\101\x2e"' + '\nmsgstr "\\303\\251"\n', Unit("AA.", "é")),
        ('msgid "satu"\nmsgid_plural "x"\nmsgstr [0] "one"\nmsgstr[ 1 ] "two"\n',
         Unit("satu", plural="x", plural_targets=("one", "two"))),
        ('#: \u2068src/berkas saya.txt\u2069:10 lain.txt:2 f:² \u2068b c\u2069\nmsgid "a"\nmsgstr "b"\n',
         Unit("a", "b", references=(Reference("src/berkas saya.txt", 10), Reference("lain.txt", 2), Reference("f:²", 0), Reference("b c", 0)))),
        ('#: a%41.txt:1 b%20c.txt:2\nmsgid "a"\nmsgstr "b"\n',
         Unit("a", "b", references=(Reference("a%41.txt", 1), Reference("b c.txt", 2)))),
        ('msgid "a"\n# between\nmsgstr "b"\n', Unit("a", "b", comments=("between",))),
        ('#~ # odd\n#~ #. note\n#~ msgid "a"\n#~ msgstr "b"\n', Unit("a", "b", obsolete=True, comments=("odd",), notes=("note",))),
    ],
)  # fmt: skip
def test_what_gettext_reads_is_read(body, wanted):
    assert only(body) == wanted
    written = po.serialize(Catalog("id", "en", (wanted,), (("Language", "en"),)))
    assert po.parse(written).units == (wanted,)
    assert b"\r" not in written


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 6, "write msgstr[0]"),
        ('msgid "a"\nmsgstr[0] "b"\n', 5, "without a msgid_plural"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 7, "where msgstr[1] should be"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 6, "where msgstr[0] should be"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "second msgstr"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "msgid of line 4 again"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 4, "conflict that git left"),
        ('msgid "a"\nmsgctxt "b"\nmsgstr "c"\n', 5, "msgctxt after its msgid"),
        ('# c\nmsgstr "c"\n', 5, "msgstr without a msgid"),
        ('# c\n"loose"\n', 5, "without a keyword"),
        ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr "c"\n', 5, "without a string"),
    ],
)
def test_what_gettext_refuses_is_refused_with_its_line(body, line, why):
    with pytest.raises(InputError) as caught:
        po.parse((HEAD + body).encode(), "x.po")
    assert str(caught.value).startswith(f"x.po:{line}: ")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        'msgstr "Language: en\\nContent-Type: text/plain; charset=ISO-8859-1\\n"',
        'msgstr ""\n"Content-Type: text/plain; "\n"charset=ISO-8859-1\\n"',
        'msgstr "content-type: text/plain; charset=iso-8859-1\\n"',
    ],
)
def test_the_charset_is_the_headers(header):
    data = f'msgid ""\n{header}\n\nmsgid "kafé"\nmsgstr "café"\n'.encode("latin-1")
    assert po.parse(data).units[0].target == "café"
    message = HEAD.replace("Content-Type: text/plain; charset=UTF-8", "Language: en")
    message += 'msgid ""\n"Surat é:\\n"\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\nmsgstr "x"\n'
    assert po.parse(message.encode()).units[0].source.startswith("Surat é")


@pytest.mark.parametrize("name", ["undefined", "idna", "nonsense", "punycode"])
def test_charsets_that_are_none_are_refused(name):
    with pytest.raises(InputError, match=f"unknown charset '{name}'"):
        po.parse(f'msgid ""\nmsgstr "Content-Type: text/plain; charset={name}\\n"\n'.encode())


def test_lines_of_a_header_that_are_no_fields_stay():
    text = "#-#-#-#-#  a.po (a)  #-#-#-#-#\nLanguage: en_US\nX-Source-Language: in_ID\n#-#-#-#-#  c.po  #-#-#-#-#\nLanguage: de\n"
    lines = "".join(f'"{line}\\n"\n' for line in text.splitlines())
    catalog = po.parse(f'# Me.\nmsgid ""\nmsgstr ""\n{lines}\nmsgid "a"\nmsgstr "b"\n'.encode())
    assert (catalog.source_lang, catalog.target_lang) == ("id-ID", "en-US")
    assert [value for name, value in catalog.headers if not name] == [
        "#-#-#-#-#  a.po (a)  #-#-#-#-#",
        "#-#-#-#-#  c.po  #-#-#-#-#",
    ]
    assert po.serialize(catalog).decode().count(lines) == 1


OURS = Catalog(
    "id",
    "en",
    (
        *(
            Unit(
                f"Pelabuhan nomor {n} di tepi Laut Kaspia menerima kapal besar dari Baku setiap hari kecuali Minggu.",
                f"Port number {n} on the shore of the Caspian Sea takes in big ships from Baku every day but Sunday.",
                references=(Reference("berita satu.txt", n), Reference("b.txt", n)),
                notes=("Term: pelabuhan → port",),
                context=f"c{n}",
            )
            for n in range(1, 4)
        ),
        Unit(
            "Lama.", "Old.", obsolete=True, notes=("a note",), references=(Reference("a.txt", 1),), comments=("kept",)
        ),
    ),
    (("Project-Id-Version", "x"), ("Language", "en"), ("X-Source-Language", "id")),
    ("A file.",),
)


def changed_lines(before: bytes, after: bytes) -> int:
    a, b = before.decode().splitlines(), after.decode().splitlines()
    return len([line for line in b if line not in a])


@pytest.mark.parametrize(
    "habit", [["msgcat"], ["msgcat", "--no-wrap"], ["msgcat", "--width=120"], ["msgcat", "--add-location=file"]]
)
def test_a_changed_entry_is_all_that_a_diff_shows(habit):
    needs("msgcat")
    given = po.serialize(OURS)
    before = subprocess.run([*habit, "-"], input=given, capture_output=True, check=True).stdout
    before = before.replace(
        b'"Project-Id-Version: x\\n"\n"Language: en\\n"', b'"Language: en\\n"\n"Project-Id-Version: x\\n"'
    )
    before += b"\n# the end\n"
    catalog = po.parse(before)
    assert po.serialize(catalog, before) == before
    units = list(catalog.units)
    units[1] = replace(units[1], target=units[1].target.replace("big", "large"))
    after = po.serialize(replace(catalog, units=tuple(units)), before)
    assert 1 <= changed_lines(before, after) <= (1 if "--width=120" not in habit else 4)
    assert after.endswith(b"\n# the end\n")


def test_wrapping_is_gettexts():
    needs("msgcat")
    given = po.serialize(OURS)
    wrapped = subprocess.run(["msgcat", "-"], input=given, capture_output=True, check=True).stdout
    other = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a "\n"b"\nmsgstr ""\n'
    assert po.serialize(OURS, other) == wrapped


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_flags_and_odd_entries_survive(newline):
    before = newline.join(
        [
            "# Me, 2024.", "#. A note of the header.", "#, fuzzy", 'msgid ""', 'msgstr ""', '"Language: en\\n"', '"X-A: 1\\n"', '"X-A: 2\\n"',
            '"X-Source-Language: id\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"', '"MIME-Version: 1.0\\n"', '"Content-Transfer-Encoding: 8bit\\n"', "",
            "#.note", '#: "a".txt:3', 'msgid "a" "b"', 'msgstr "c"', "",
            "#. gone", "#: b.txt:1", '#~ msgid "x"', '#~ msgstr "y"', "", "# The last word.", "",
        ]
    ).encode()  # fmt: skip
    catalog = po.parse(before)
    assert po.serialize(catalog, before) == before
    after = po.serialize(replace(catalog, headers=po.header(catalog.headers, [("X-B", "3")])), before).decode()
    for kept in ("#, fuzzy", "#. A note of the header.", '"X-A: 2\\n"'):
        assert kept in after
    assert after.endswith(f"# The last word.{newline}")


def test_isolated_references_stay_isolated():
    before = (HEAD + '#: \u2068a b.txt\u2069:1\nmsgid "a"\nmsgstr "b"\n').encode()
    units = po.parse(before).units
    again = po.serialize(Catalog("id", "en", (replace(units[0], target="c"),)), before).decode()
    assert "#: \u2068a b.txt\u2069:1\n" in again
    assert "#: \u2068a b.txt\u2069:1\n" in po.serialize(Catalog("id", "en", units)).decode()
    ours = Unit("a", "b", references=(Reference("a b.txt", 1),))
    assert "#: a%20b.txt:1\n" in po.serialize(Catalog("id", "en", (ours,))).decode()


def test_no_comment_has_a_line_end():
    unit = Unit("a", "b", notes=("satu\rdua",), comments=("satu\r\ndua\x85tiga",))
    data = po.serialize(Catalog("id", "en", (unit,), (("Language", "en"),)))
    assert b"\r" not in data
    assert polib.pofile(data.decode())[0].comment == "satu dua"


odd = st.text(st.sampled_from('ab \\"\n\t\a\v\f\r\x85\u2028é字\U0010fe07\U0010fd07-'), max_size=40)


@given(odd.filter(bool), odd, st.none() | odd, st.booleans(), st.booleans())
def test_polib_reads_what_is_written(source, target, context, obsolete, wrap):
    like = (HEAD + 'msgid "a "\n"b"\nmsgstr ""\n').encode() if wrap else None
    unit = Unit(source, target, context=context, obsolete=obsolete)
    data = po.serialize(Catalog("id", "en", (unit,), (("Language", "en"),)), like)
    assert po.parse(data).units == (unit,)
    if not set(source + target + (context or "")) & set("\a\v\f\x85\u2028"):  # which polib cannot read
        (entry,) = polib.pofile(data.decode())
        assert (entry.msgid, entry.msgstr, entry.msgctxt) == (source, target, context)


@given(st.lists(st.sampled_from(['msgid "a"', 'msgstr "b"', "# c", "#, fuzzy", 'msgid_plural "x"', 'msgstr[0] "y"', '#| msgid "o"', "", 'msgctxt "z"', '#~ msgid "a"', '#~ msgstr "b"', '"more"']), max_size=9))  # fmt: skip
def test_nothing_is_dropped(lines):
    """Either a file is refused, or each of its comments and texts is in what is read."""
    text = "\n".join(lines) + "\n"
    try:
        catalog = po.parse(text.encode())
    except InputError:
        return
    written = po.serialize(catalog, text.encode()).decode()
    for mark in ("# c", '"b"', '"y"', "fuzzy", '"more"'):
        assert written.count(mark) == text.count(mark)
