"""A phrase in a memory and in files: in any form, in either language, marked on both sides."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.jobs.concordance import Counterparts
from kztrans.memory import Memory, migrations
from kztrans.memory.concordance import Found
from kztrans.memory.phrases import Phrase
from kztrans.model import Concept, Term, Unit

PAIRS = [
    (
        "Washington menjatuhkan sanksi sekunder kepada tiga bank.",
        "Washington imposed secondary sanctions on three banks.",
    ),
    ("Sanksi-sanksi sekundernya belum dicabut.", "Its secondary sanctions have not been lifted."),
    ("Jalur Tengah melewati Laut Kaspia.", "The Middle Corridor crosses the Caspian Sea."),
    ("Astana tidak mengakui negara semu itu.", "Astana does not recognise that quasi-state."),
    ("Negara-negara semu itu tidak diakui siapa pun.", "Nobody has recognised those quasi-states."),
    ("Sanksi itu berat, kata sekretaris.", "The sanction is heavy, the secretary said."),
    ("Ia pergi ke Baku pada 2022.", "He went to Baku in 2022."),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as opened:
        opened.add([Unit(*pair) for pair in PAIRS], "id", "en", "a.po")
    return path


def sources(memory, phrase, side=None):
    with Memory(memory) as opened:
        return [found.source for found in opened.phrase(phrase, "id", "en", side)]


@pytest.mark.parametrize(
    ("phrase", "rows"),
    [
        ("sanksi sekunder", [0, 1]),
        ("Sanksi-sanksi sekunder", [1, 0]),
        ("Jalur Tengah", [2]),
        ("mengakui", [3, 4]),
        ("diakui", [4, 3]),
        ("negara semu", [3, 4]),
        ("secondary sanction", [1, 0]),
        ("quasi-states", [4, 3]),
        ("go to Baku", [6]),
        ("2022", [6]),
        ("2023", []),
        ("sanksi berat", []),
        ("tengah jalur", []),
        ("", []),
        ('" OR form:*', []),
    ],
)
def test_a_phrase_in_any_form_as_it_is_written_first(memory, phrase, rows):
    assert sources(memory, phrase) == [PAIRS[row][0] for row in rows]


def test_only_in_one_language(memory):
    assert sources(memory, "Baku", "target") == sources(memory, "Baku", "source") == [PAIRS[6][0]]
    assert sources(memory, "sanction", "source") == []


def test_each_pair_of_texts_once_the_newest_first(memory):
    with Memory(memory) as opened:
        opened.add([Unit(*PAIRS[0]), Unit("Sanksi sekunder lagi.", "Secondary sanctions again.")], "id", "en", "b.po")
        found = opened.phrase("sanksi sekunder", "id", "en")
        assert [unit.source for unit in found] == ["Sanksi sekunder lagi.", PAIRS[0][0], PAIRS[1][0]]
        assert opened.phrase("sanksi sekunder", "id", "ru") == []


def run(*arguments):
    return CliRunner().invoke(cli, ["tm", "search", "--phrase", *map(str, arguments)], catch_exceptions=False)


def test_both_sides_are_marked(memory):
    output = run("sanksi sekunder", "--tm", memory).output
    assert "menjatuhkan *sanksi sekunder* kepada" in output
    assert "imposed *secondary sanctions* on" in output
    assert "a.po" in output
    output = run("quasi-state", "--tm", memory).output
    assert "that *quasi-state*." in output


def test_json_has_the_spans(memory):
    (found,) = json.loads(run("Middle Corridor", "--tm", memory, "--format", "json").stdout)
    (start, end), (first, last) = found["spans"][0], found["counterpart"][0]
    assert (found["side"], found["target"][start:end]) == ("target", "Middle Corridor")
    assert found["source"][first:last].lower().startswith("jalur")


def test_files_are_looked_through_too(memory, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))  # where there is no memory
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Sanksi <b1>sekunder</b1> menyusul."\nmsgstr "Secondary …"\n\n'
        '#~ msgid "Sanksi sekunder lama."\n#~ msgstr "Old."\n',
        encoding="utf-8",
    )
    (tmp_path / "b.id.txt").write_text("Rapat ditunda. Sanksi sekunder dibahas.\n", encoding="utf-8")
    result = run("sanksi sekunder", tmp_path / "a.po", tmp_path / "b.id.txt")
    assert "*Sanksi sekunder* menyusul." in result.output
    assert "*Sanksi sekunder* dibahas." in result.output
    assert "b.id.txt:1" in result.output
    assert "lama" not in result.output
    wrong = ["tm", "search", "--phrase", "sanksi", str(tmp_path / "a.po"), "--tm", "none.sqlite"]
    assert "none.sqlite" in str(CliRunner().invoke(cli, wrong).exception)  # a memory that was named is wanted
    assert run("sanksi sekunder", tmp_path / "a.po", "--tm", memory).output.count("sekunder") == 3


def test_nothing_found_says_so(memory, tmp_path):
    assert "stands nowhere" in run("gajah", "--tm", memory).stderr
    assert "holds no translations from kk to en" in run("gajah", "--tm", memory, "-s", "kk").stderr
    result = CliRunner().invoke(cli, ["tm", "search", "--phrase", "x", "--tm", str(tmp_path / "none")])
    assert isinstance(result.exception, InputError)


def downgraded(path):
    """The memory as version 1 had it."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE form")
        connection.execute("DROP TABLE word")
        connection.execute("DROP TABLE code")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_a_memory_of_the_first_version_is_brought_forward(memory):
    downgraded(memory)
    assert sources(memory, "sanksi sekunder") == [PAIRS[0][0], PAIRS[1][0]]
    with Memory(memory) as opened:
        assert opened.lookup(PAIRS[0][0], "id", "en")[0].percent == 100


def test_one_that_fails_half_way_stays_as_it_was(memory, monkeypatch):
    downgraded(memory)

    def fail(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrations, "add_words", fail)
    with pytest.raises(InputError, match="full"):
        Memory(memory)
    monkeypatch.undo()
    assert sqlite3.connect(memory).execute("PRAGMA user_version").fetchone() == (1,)
    with sqlite3.connect(memory) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert "word" not in tables
        assert connection.execute("SELECT count(*) FROM unit").fetchone() == (len(PAIRS),)
    connection.close()
    assert sources(memory, "Jalur Tengah") == [PAIRS[2][0]]


@pytest.mark.parametrize(
    ("phrase", "lang", "text", "found"),
    [
        ("bank", "id", "Perbankan dan bank-bank", ["bank-bank"]),
        ("sanksi sekunder", "id", "sanksi, sekunder", ["sanksi, sekunder"]),
        ("C5+1", "id", "KTT C5+1, bukan C6+1", ["C5+1"]),
        ("leave", "en", "She left; he leaves, leaving it", ["left", "leaves", "leaving"]),
        ("secondary sanction", "en", "a secondary-sanction threat", ["secondary-sanction"]),
    ],
)
def test_phrases(phrase, lang, text, found):
    assert [text[start:end] for start, end in Phrase(phrase, lang).spans(text)] == found


def test_tags_and_decomposed_letters_are_no_hindrance(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as memory:
        memory.add(
            [Unit("Presiden <b1>menolak</b1> Séguin.", "He <b1>rejected</b1> Se\u0301guin.")], "id", "en", "a.po"
        )
        assert [u.source for u in memory.phrase("presiden menolak", "id", "en")] == ["Presiden menolak Séguin."]
        assert [u.target for u in memory.phrase("rejected Se\u0301guin", "id", "en")] == ["He rejected Séguin."]
        assert memory.phrase("b1", "id", "en") == []


def test_plural_entries_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "p.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Sanksi sekunder."\nmsgid_plural "Sanksi-sanksi sekunder."\n'
        'msgstr[0] "A secondary sanction."\nmsgstr[1] "Secondary sanctions."\n',
        encoding="utf-8",
    )
    output = run("secondary sanction", tmp_path / "p.po").output
    assert "*secondary sanction*" in output
    assert "*Secondary sanctions*" in output


def test_the_glossary_marks_what_lexicon_and_likeness_do_not(tmp_path):
    path = tmp_path / "m.sqlite"
    concept = Concept("d", (Term("juru damai", "id"), Term("ombudsman", "en")), pos="noun")
    unit = Unit("Para juru damai itu datang.", "Two ombudsmen came.")
    with Memory(path, create=True) as memory:
        memory.add([unit], "id", "en", "a.po")
        (source,), (target,) = memory.phrase("juru damai", "id", "en"), memory.phrase("ombudsmen", "id", "en")
    assert Counterparts("id", "en", Glossary(())).of(source) == ()
    answers = Counterparts("id", "en", Glossary((concept,)))
    assert [unit.target[start:end] for start, end in answers.of(source)] == ["ombudsmen"]
    assert [unit.source[start:end] for start, end in answers.of(target)] == ["juru damai"]
    alone = Found(0, unit.source, "", "source", ((5, 15),), "a.txt")
    assert answers.of(alone) == ()


def test_very_long_units_are_cut_to_what_is_around_the_marks(tmp_path):
    path = tmp_path / "m.sqlite"
    many = "kata " * 2000
    with Memory(path, create=True) as memory:
        memory.add(
            [Unit(f"{many}kapal {many}kapal {many}", f"{'word ' * 2000}ship {'word ' * 2000}")], "id", "en", "a.po"
        )
        memory.add([Unit(f"Gajah {many}", "An elephant.")], "id", "en", "a.po")
        memory.add([Unit("Zebra.", "word " * 2000)], "id", "en", "a.po")
    source, target, _ = run("kapal", "--tm", path).output.splitlines()
    assert source.count("*kapal*") == 2
    assert source.startswith("…")
    assert source.endswith("…")
    assert len(source) < 5 * 165
    assert "*ship*" in target
    assert len(target) < 2 * 165
    first, _, _ = run("gajah", "--tm", path).output.splitlines()
    assert first.startswith("*Gajah* kata")
    assert len(first) < 200
    assert len(run("zebra", "--tm", path).output.splitlines()[1]) < 200
    (found,) = json.loads(run("kapal", "--tm", path, "--format", "json").stdout)
    assert len(found["source"]) > 20_000


def test_no_word_is_cut_in_two(tmp_path):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as memory:
        memory.add([Unit(f"{'pembangunan ' * 30}kapal {'keberangkatan ' * 30}", "word " * 90)], "id", "en", "a.po")
        memory.add([Unit(f"{'x' * 500}-gajah {'y' * 500}", "An elephant.")], "id", "en", "a.po")
    words = set(run("kapal", "--tm", path).output.splitlines()[0].replace("…", " ").split())
    assert words == {"pembangunan", "*kapal*", "keberangkatan"}
    assert run("gajah", "--tm", path).output.splitlines()[0].startswith(f"…{'x' * 150}")


@pytest.mark.parametrize(
    ("source", "target", "phrase", "marks"),
    [
        (
            "Proyek itu dibiayai dana kekayaan negara.",
            "The project is financed by the sovereign wealth fund.",
            "dana kekayaan negara",
            ["sovereign wealth fund"],
        ),
        (
            "Proyek itu dibiayai dana kekayaan negara.",
            "The project is financed by the sovereign wealth fund.",
            "sovereign wealth fund",
            ["dana kekayaan negara"],
        ),
        ("Menteri luar negeri membela negaranya.", "The foreign minister defended his country.", "menteri luar negeri",
         ["foreign minister"]),
        ("Biayanya 4,8 miliar dolar.", "It costs 4.8 billion dollars.", "4,8 miliar", ["4.8 billion"]),
        ("Ada 12.500 warga.", "There are 12,500 residents.", "12.500 warga", ["12,500 residents"]),
        ("Mereka menolak rencana itu.", "They oppose the plan.", "menolak rencana", ["oppose the plan"]),
    ],
)  # fmt: skip
def test_terms_of_the_glossary_and_numbers_are_marked_whole(tmp_path, source, target, phrase, marks):
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add([Unit(source, target)], "id", "en", "a.po")
        (found,) = memory.phrase(phrase, "id", "en")
    other = target if found.side == "source" else source
    assert [other[start:end] for start, end in Counterparts("id", "en", Glossary.load()).of(found)] == marks


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        ("mengumumkan", "Majelis Umum PBB mengumumkannya.", ["mengumumkannya"]),
        ("mengatakan", "Dengan kata lain, ia tidak dikatakan sakit.", ["dikatakan"]),
        ("memukul", "Pada pukul tiga ia kami pukul.", ["pukul"]),
        ("mengakui", "Akui dan umumkan hasilnya.", ["Akui"]),
        ("diumumkan", "Akui dan umumkan hasilnya.", ["umumkan"]),
        ("tolak", "Ia menolak, tetapi tidak ditolak.", ["menolak", "ditolak"]),
    ],
)
def test_the_bare_base_of_a_verb_is_a_form_of_it_only_where_it_must_be(phrase, text, spans):
    assert [text[start:end] for start, end in Phrase(phrase, "id").spans(text)] == spans
