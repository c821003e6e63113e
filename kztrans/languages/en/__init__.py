"""English."""

from __future__ import annotations

from kztrans.languages.en.morphology import in_name, inflects, keys, lemmas, part_of_speech
from kztrans.languages.en.numbers import numbers
from kztrans.languages.en.phrases import term_shape
from kztrans.languages.en.regions import regional
from kztrans.languages.en.spelling import american
from kztrans.languages.language import Language

__all__ = ["LANGUAGE"]

_FUNCTION_WORDS = frozenset(
    """a about after all also an and any are as at be been before being but by can could did do does for from had has
    have he her him his how i if in into is it its me more my no not of on or our over she should so some such than
    that the their them then there these they this those through to under up was we were what when where which while
    who why will with would you your""".split()
)

_PLURALS = frozenset(
    """arms arts authorities barracks clothes customs damages data earnings economics elections elders
    expenses finances forces funds goods headquarters hostilities means media mathematics minutes news
    physics politics premises proceedings proceeds relations remains resources reserves rights riches savings services
    species statistics studies supplies surroundings talks ties troops wages works affairs casualties credentials
    telecommunications communications logistics states nations series crossroads games""".split()
)

LANGUAGE = Language(
    code="en",
    name="English",
    plural_forms="nplurals=2; plural=(n != 1);",
    function_words=_FUNCTION_WORDS,
    adverb_endings=("ly",),
    quotes=(("“", "”"), ("‘", "’"), ('"', '"')),
    lemmas=lemmas,
    bases=keys,
    keys=keys,
    cited_so=_PLURALS,
    inflects=inflects,
    directions=frozenset("west east north south".split()),
    spellings=lambda word: (american(word),),
    regional=regional,
    conjunctions=frozenset({"and", "or", "as well as", "plus"}),
    in_name=in_name,
    part_of_speech=part_of_speech,
    numbers=numbers,
    term_shape=term_shape,
)
