"""Extraction where the glossary has the texts' field already."""

from __future__ import annotations

from kztrans.glossary import Glossary
from kztrans.glossary.extraction import Sentence, extract
from kztrans.jobs.extract import proposal
from kztrans.model import Concept, Term


def concept(name, source, target):
    return Concept(name, (Term(source, "id"), Term(target, "en")), pos="noun")


GLOSSARY = Glossary([
    concept("refinery", "kilang minyak", "oil refinery"),
    concept("sanction", "sanksi", "sanction"),
    concept("export-ban", "larangan ekspor", "export ban"),
    concept("bribe", "suap", "bribe"),
])  # fmt: skip
PLAIN = [
    Sentence("Pembeli kilang minyak itu takut sanksi.", "The buyer of the oil refinery fears sanctions."),
    Sentence(
        "Apartemen itu dibayar dengan suap, bukan sanksi.", "The apartment was paid for by bribes, not sanctions."
    ),
    Sentence("Pembeli itu melanggar sanksi dan larangan ekspor.", "The buyer broke sanctions and the export ban."),
]


def terms(sentences, glossary):
    return {candidate.term for candidate in extract(sentences, glossary).candidates}


def test_a_word_of_general_language_is_no_term_where_the_glossary_has_the_field():
    assert {"pembeli", "apartemen"} & terms(PLAIN, Glossary([]))
    assert not {"pembeli", "apartemen"} & terms(PLAIN, GLOSSARY)


def test_a_term_that_general_language_lacks_stays():
    more = [*PLAIN, Sentence("Kilang minyak itu merugi akibat hidrokarbon.", "The oil refinery lost on hydrocarbons.")]
    assert "hidrokarbon" in terms(more, GLOSSARY)


def test_a_single_name_that_is_copied_is_none_and_a_full_one_is():
    sentences = [Sentence("Menurut Aslan, harga naik.", "According to Aslan, prices rose.")]
    assert "Aslan" not in terms(sentences, Glossary([]))
    sentences = [Sentence("Menurut Marat Seitkali, harga naik.", "According to Marat Seitkali, prices rose.")]
    assert "Marat Seitkali" in terms(sentences, Glossary([]))


def test_another_word_for_a_known_concept_is_told_as_such():
    glossary = Glossary(
        [*GLOSSARY.concepts, concept("electronic-component", "suku elektronik", "electronic component")]
    )
    sentences = [Sentence("Pabrik itu membuat komponen elektronik.", "The factory makes electronic components.")]
    found = {c.term: c for c in extract(sentences, glossary).candidates}
    assert found["komponen elektronik"].variant_of == "electronic-component"
    assert dict(proposal(found["komponen elektronik"]).extra)["variant-of"] == "electronic-component"
    (alone,) = (c for c in extract(sentences, GLOSSARY).candidates if c.term == "komponen elektronik")
    assert alone.variant_of == ""
