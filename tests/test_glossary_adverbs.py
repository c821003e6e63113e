"""Verbs of several words that an adverb begins."""

from __future__ import annotations

import pytest

from kztrans.glossary import Glossary
from kztrans.model import Concept, Term


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("flatly deny", "Astana flatly denied the report.", True),
        ("strongly condemn", "They are strongly condemning it.", True),
        ("arbitrarily detain", "He was arbitrarily detained.", True),
        ("rely on", "They relied on imports.", True),
        ("apply for asylum", "She applied for asylum.", True),
        ("impose sanctions", "They imposed sanctions.", True),
        ("deny entry", "The guards denying entry", True),
        ("flatly deny", "Astana flat denied the report.", False),
    ],
)
def test_the_verb_is_inflected(term, text, found):
    glossary = Glossary([Concept("x", (Term(term, "en"),), pos="verb")])
    assert bool(glossary.find(text, "en")) is found
