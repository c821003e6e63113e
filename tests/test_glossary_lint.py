"""Each rule of lint finds what it is for and leaves the rest alone; ours is clean."""

from dataclasses import replace

import pytest

from kztrans.glossary import Glossary
from kztrans.glossary.lint import RULES, lint
from kztrans.model import Concept, Term


def concept(name, indonesian, english, pos="noun", **fields):
    """A concept with terms of two languages, ``!`` before those to avoid."""
    terms = []
    for lang, cell in (("id", indonesian), ("en", english)):
        for number, text in enumerate(part for part in cell.split("|") if part):
            status = "deprecated" if text.startswith("!") else "admitted" if number else "preferred"
            terms.append(Term(text.removeprefix("!"), lang, status))
    return Concept(name, tuple(terms), pos=pos, **{"definition": "Something else.", **fields})


WAR = concept("war", "perang", "war", definition="Fighting between armies.")
PEACE = concept("peace", "damai", "peace", definition="Absence of fighting.")


def found(*concepts):
    return {(finding.check, finding.message.partition(":")[0]) for finding in lint([WAR, PEACE, *concepts])}


def test_a_sound_glossary_has_no_findings():
    assert found() == set()


def test_ours_is_clean():
    assert [finding for finding in lint(Glossary.load().concepts) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("check", "faulty"),
    [
        ("duplicate-concept", concept("war", "laga", "battle")),
        ("shared-term", concept("x", "perang", "battle")),
        ("repeated-term", concept("x", "laga|laga", "battle")),
        ("avoided-term", concept("x", "laga|!perang", "battle")),
        ("avoided-term", concept("x", "laga", "battle|!peace")),
        ("own-term-avoided", concept("x", "Moskow", "Moscow|!Moskow", pos="proper noun")),
        ("missing-definition", concept("x", "laga", "battle", definition=" ")),
        ("self-reference", concept("x", "laga", "battle", definition="What battles are made of.")),
        ("circular-definition", concept("armed-conflict", "konflik", "conflict", definition="Fighting.")),
        ("spaces", concept("x", "laga ", "battle")),
        ("spaces", concept("x", "laga", "battle", definition="Some  thing.")),
        ("case", concept("x", "laga", "Battle", pos="proper noun")),
        ("case", concept("x", "Melaga", "fight", pos="verb")),
        ("mixed-case", concept("x", "Laga", "battle")),
        ("inflected-term", concept("x", "laga|laganya", "battle")),
        ("inflected-term", concept("x", "laga", "defense|defence")),
        ("inflected-term", concept("x", "laga", "ceasefire|cease-fire")),
        ("inflected-elsewhere", concept("x", "laga", "wars")),
        ("acronym-alone", concept("x", "PBB", "UN", pos="proper noun")),
        ("part-of-speech", concept("x", "laga", "battle", pos="thing")),
        ("review-fields", concept("x", "laga", "battle", reviewed="31 January")),
        ("review-fields", concept("x", "laga", "battle", review="approved")),
        ("unmatched-phrase", replace(concept("x", "laga", "battle"), excluded=(("kk", "соғыс"),))),
        ("example-term", replace(concept("x", "laga", "battle"), examples=(("id", "Ini perang."),))),
        ("validity", replace(concept("x", "laga", "battle"), valid="since 2019")),
        ("relations", replace(concept("x", "laga", "battle"), relations="wider: war")),
        ("relations", replace(concept("x", "laga", "battle"), relations="broader: nothing")),
        ("long-advice", replace(concept("x", "laga", "battle"), advice="Say it " * 20)),
        ("formula", concept("x", "=laga", "battle")),
        ("formula", concept("x", "laga", "battle", note="@SUM(1)")),
        ("definition-form", concept("x", "laga", "battle", definition="no capital.")),
        ("definition-form", concept("x", "laga", "battle", definition="No stop")),
        ("definition-form", concept("x", "laga", "battle", definition="Word " * 50 + ".")),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_each_rule_finds_its_fault(check, faulty):
    if check == "circular-definition":
        others = [faulty, concept("strife", "sengketa", "strife", definition="A conflict of any kind.")]
        assert (check, "armed-conflict") not in found(*others)
        assert (check, "armed-conflict") in found(replace(others[0], definition="Any strife."), others[1])
    else:
        assert check in {name for name, _ in found(faulty)}


def test_what_is_right_of_them_is_not_found():
    told = replace(concept("x", "perang", "battle"), excluded=(("id", "perang harga"),))
    right = replace(
        concept("y", "laga", "fight"),
        examples=(("id", "Laga itu usai."), ("en", "The fights ended.")),
        valid="2019-03-20/..",
        relations="broader: x | opposite: x",
        terms=(*concept("y", "laga", "fight").terms, Term("fought-over", "en", "admitted", "variant"),
               Term("Lagan", "en", "admitted", "adjective"), Term("Lagan", "en", "admitted", "inhabitant")),
    )  # fmt: skip
    assert found(told, right) == set() or {name for name, _ in found(told, right)} <= {"circular-definition"}


def test_every_rule_is_tested_and_explained():
    cases = test_each_rule_finds_its_fault.pytestmark[0].args[1]
    tested = {case[0] for case in cases} | {"missing-translation", "shared-name"}
    assert {rule.name for rule in RULES} == tested
    assert all(rule.explanation.endswith(".") for rule in RULES)


def test_a_translation_is_missed_in_the_languages_of_the_glossary():
    many = [concept(f"c{n}", f"kata{n}", f"word{n}") for n in range(20)]
    findings = lint([*many, concept("x", "laga", "")])
    assert [(finding.check, finding.message) for finding in findings] == [("missing-translation", "x: no term in 'en'")]


def test_a_shared_name_in_a_third_language_is_a_warning():
    def extra(c):
        return replace(c, terms=(*c.terms, Term("война", "ru")))

    others = [concept(f"c{n}", f"kata{n}", f"word{n}") for n in range(20)]
    findings = lint([extra(WAR), extra(PEACE), *others])
    assert [(finding.check, finding.severity) for finding in findings] == [("shared-name", "warning")]


@pytest.mark.parametrize(
    ("check", "sound"),
    [
        ("shared-term", concept("x", "Perang", "War", pos="proper noun")),
        ("acronym-alone", concept("x", "PBB|Perserikatan Bangsa-Bangsa", "UN", pos="proper noun")),
        ("acronym-alone", concept("x", "BRI", "BRI", pos="proper noun", note="From Belt and Road Initiative.")),
        ("self-reference", concept("x", "laga", "world war", definition="Fighting of many countries of the world.")),
        ("inflected-term", concept("x", "Amerika Serikat|AS", "United States|US", pos="proper noun")),
        ("case", concept("x", "menge-PBB", "go to Geneva", pos="verb")),
    ],
)
def test_what_is_sound_is_left_alone(check, sound):
    assert (check, "x") not in found(sound)


def test_rejected_concepts_are_not_looked_at():
    assert found(concept("x", "perang", "war", review="rejected", reviewer="Ana")) == set()


def test_findings_come_with_file_and_line():
    (finding,) = lint([concept("x", "laga ", "battle")], [("g.csv", 7)])
    assert (finding.path, finding.line) == ("g.csv", 7)
