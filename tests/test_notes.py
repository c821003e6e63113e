"""Notes on terms in a PO: each says what its entry needs, once in full, and no more than there is room for."""

import pytest

from kztrans import configuration
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.obvious import Obvious
from kztrans.configuration import NoteSettings
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.glossary.offers import advice_for
from kztrans.glossary.readers import read
from kztrans.units.notes import brief, term_notes

LEXICON = Lexicon(
    {
        "kapal": ("ship", "vessel"),
        "perdana": ("first", "prime"),
        "bendungan": ("dam",),
        "semu": ("pseudo", "false"),
        "negara": ("country", "state"),
        "asing": ("foreign",),
        "kota": ("city",),
    }
)
HEADER = "concept,pos,id,id:abbr,id:former,en,en:abbr,en:former,en:adjective,en:inhabitant,en:avoid,en-GB,en-US,definition,advice,note\n"
ROWS = """quasi,noun,negara semu,,,quasi-state,,,,,pseudo state | sham republic,,,A region run as a country.,Keep it in quotations.,For editors only.
dam,noun,bendungan,,,dam,,,,,barrage,,,A wall across a river.,,
kazakhstan,proper noun,Kazakhstan,,,Kazakhstan,,,Kazakh,Kazakhstani,Kazakstan,,,A country.,Kazakh of the state; Kazakhstani of its citizens.,
russia,proper noun,Rusia,,,Russia,,,Russian,Russian,,,,A country.,,
un,proper noun,Perserikatan Bangsa-Bangsa,PBB,Liga Dunia,United Nations,UN,World League,,,Union of Nations,,,Organization of states.,,
tenge,noun,tenge,,,tenge,,,,,,,,Money.,No plural -s.,
minister,noun,menteri pertahanan,,,,,,,,,defence minister,defense minister,Minister for the armed forces.,"[AS | Amerika] Of the United States: Secretary.",
"""


@pytest.fixture
def glossary(tmp_path):
    (tmp_path / "g.csv").write_text(HEADER + ROWS, encoding="utf-8")
    return Glossary(read(tmp_path / "g.csv"))


@pytest.fixture
def notes(glossary):
    def make(target="en", **settings):
        say = term_notes(glossary, "id", target, NoteSettings(**settings), LEXICON)
        return lambda text, taken=0: list(say(text, taken))

    return make


def test_in_full_once_then_shortly(notes):
    say = notes()
    assert say("Astana tidak mengakui negara semu itu.") == [
        "Term: negara semu → quasi-state (not: pseudo state) — A region run as a country. Keep it in quotations."
    ]
    assert say("Negara-negara semu, kata Astana.") == ["Term: negara semu → quasi-state"]


def test_what_is_obvious_is_not_told(notes):
    assert notes()("Bendungan di Rusia itu besar.") == []
    assert notes(obvious=True)("Bendungan di Rusia itu besar.") == [
        "Term: bendungan → dam — A wall across a river",
        "Term: Rusia → Russia",
    ]


def test_names_spelled_alike_are_told_once_where_there_is_advice(notes):
    say = notes()
    line = "Term: tenge → tenge — No plural -s"
    assert [say("Harganya 500 tenge."), say("Kini 600 tenge.")] == [[line], []]
    assert say("Ia tiba di Kazakhstan.") == [
        "Term: Kazakhstan → Kazakhstan, adjective Kazakh — Kazakh of the state; Kazakhstani of its citizens"
    ]
    assert say("Warga di Kazakhstan membaca media Kazakhstan.") == []


def test_the_adjective_and_the_inhabitant_where_the_text_means_them(notes):
    say = notes()
    assert say("Ia berbicara kepada media Rusia.") == ["Term: Rusia → Russian (adjective)"]
    assert say("Ia berbicara kepada media Rusia.") == []
    assert say("Dua orang Rusia ditangkap.") == ["Term: Rusia → Russian (inhabitant)"]


def test_terms_pair_by_their_kind(notes):
    say = notes(definitions=False)
    assert say("PBB bersidang.") == ["Term: PBB → UN"]
    assert say("Perserikatan Bangsa-Bangsa bersidang.") == ["Term: Perserikatan Bangsa-Bangsa → United Nations"]
    assert say("Liga Dunia bersidang.") == ["Term: Liga Dunia → World League"]


@pytest.mark.parametrize(
    ("lang", "minister"), [("en-GB", "defence minister"), ("en-US", "defense minister"), ("en", "defence minister | ")]
)
def test_a_region_s_own_forms_come_first(notes, lang, minister):
    (line,) = notes(lang, definitions=False)("Menteri pertahanan datang.")
    assert line.startswith(f"Term: menteri pertahanan → {minister}")
    assert ("|" in line) == (lang == "en")


def test_terms_to_avoid_only_where_they_tempt(notes):
    told = notes()("Negara semu, PBB, dan Kazakhstan.")
    assert [line.partition("(not: ")[2].partition(")")[0] for line in told] == ["pseudo state", "", ""]


def test_advice_on_a_case_is_told_where_the_case_is(notes):
    say = notes(definitions=False)
    assert say("Menteri pertahanan datang.") == ["Term: menteri pertahanan → defence minister | defense minister"]
    assert say("Menteri pertahanan AS datang.") == [
        "Term: menteri pertahanan → defence minister | defense minister — Of the United States: Secretary"
    ]
    assert say("Menteri pertahanan AS datang lagi.") == ["Term: menteri pertahanan → defence minister"]


@pytest.mark.parametrize(
    ("advice", "text", "told"),
    [
        ("[AS] Of the US. [Rusia] Of Russia.", None, ["Of the US.", "Of Russia."]),
        ("[AS] Of the US. [Rusia] Of Russia.", "kata menteri AS-nya", ["Of the US."]),
        ("[AS] Of the US.", "as roda itu", []),
        ("[uji coba] Of a trial.", "Uji cobanya gagal", ["Of a trial."]),
        ("", "kata", []),
    ],
)
def test_the_case_that_advice_is_for(advice, text, told):
    assert advice_for(advice, text) == told


def test_no_repetition_where_it_is_not_wanted(notes):
    say = notes(repeat=False)
    assert [len(say("Negara semu.")) for _ in range(2)] == [1, 0]


def test_what_has_no_room_waits(notes):
    text = "PBB, negara semu, tenge, Kazakhstan, Liga Dunia dan menteri pertahanan."
    say = notes(lines=2)
    assert [line.split(" → ")[0] for line in say(text)] == ["Term: negara semu", "Term: tenge"]
    assert [line.split(" → ")[0] for line in say(text)] == ["Term: PBB", "Term: Kazakhstan"]
    assert len(notes()(text)) == 5
    assert len(notes()(text, 3)) == 2
    assert notes(lines=0)(text) == []


def test_no_line_is_longer_than_there_is_room_for(tmp_path):
    rows = [
        f'c{n},noun,istilah {"panjang " * n}x,{"long term " * n}| other,"{"word, " * 40}","{"Advice. " * n}"'
        for n in range(12)
    ]
    (tmp_path / "g.csv").write_text("\n".join(["concept,pos,id,en,definition,advice", *rows, ""]), encoding="utf-8")
    for width in (60, 140):
        say = term_notes(Glossary(read(tmp_path / "g.csv")), "id", "en", NoteSettings(width=width), LEXICON)
        lines = [line for n in range(12) for line in say(f"Istilah {'panjang ' * n}x itu.", 0)]
        assert len(lines) == 12
        assert max(map(len, lines)) <= width


def test_what_editors_of_the_glossary_and_writers_of_the_source_are_told_stays_out(tmp_path):
    rows = (
        "concept,pos,id,id:avoid,en,definition,note\nfellow,noun,peneliti senior,rekan senior,senior fellow,,A note.\n"
    )
    (tmp_path / "g.csv").write_text(rows, encoding="utf-8")
    say = term_notes(Glossary(read(tmp_path / "g.csv")), "id", "en", None, LEXICON)
    assert say("Ia rekan senior di sana.", 0) == ("Term: rekan senior → senior fellow",)


def test_the_configuration(tmp_path):
    path = tmp_path / "kztrans.toml"
    path.write_text("[notes]\nlines = 3\nrepeat = false\n", encoding="utf-8")
    assert configuration.find(tmp_path).notes == NoteSettings(lines=3, repeat=False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lines = -1", "notes.lines is -1"),
        ("lines = true", "notes.lines is True"),
        ("width = 10", "write a whole number from 60"),
        ('repeat = "no"', "notes.repeat is neither true nor false"),
        ("line = 2", "unknown setting 'notes.line'"),
    ],
)
def test_faults_of_the_configuration_are_named(tmp_path, text, why):
    (tmp_path / "kztrans.toml").write_text(f"[notes]\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError, match=why):
        configuration.find(tmp_path)


@pytest.mark.parametrize(
    ("source", "target", "obvious"),
    [
        ("catatan editor", "editor's note", True),
        ("hak buruh", "workers\u2019 rights", True),
        ("kantor buruh", "workers' office", True),
        ("kantor buruh", "mayor's office", False),
    ],
)
def test_a_possessive_is_no_word_of_its_own(source, target, obvious):
    lexicon = Lexicon(
        {"catatan": ("note",), "editor": ("editor",), "hak": ("right",), "buruh": ("worker",), "kantor": ("office",)}
    )
    assert Obvious("id", "en", lexicon)(source, [target]) is obvious


@pytest.mark.parametrize(
    ("definition", "room", "kept"),
    [
        ("Main organ of the body, in which every state has one vote.", 30, "Main organ of the body"),
        ("Game of many horsemen for which a goat is killed.", 30, "Game of many horsemen"),
        ("Long treaty on the seabed, from which one state withdrew.", 35, "Long treaty on the seabed"),
        ("Set of all rules under which firms settle disputes.", 30, "Set of all rules"),
        ("Land of many peoples, which came from the east.", 30, "Land of many peoples"),
    ],
)
def test_no_definition_ends_in_a_word_that_waits_for_another(definition, room, kept):
    assert brief(definition, room) == kept
