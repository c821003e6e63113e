"""What a glossary says of two languages is made ready once, however many files are checked."""

import gc
import weakref

from kztrans.checks import books, check_catalog
from kztrans.checks.books import books_of
from kztrans.glossary import Glossary
from kztrans.model import Catalog, Concept, Term, Unit

CONCEPT = Concept("ship", (Term("Kapal", "id"), Term("large ship", "en"), Term("boat", "en", "deprecated")))


def catalog(number):
    return Catalog("id", "en", (Unit(f"Kapal itu tiba pukul {number}.", f"The large ship came at {number}."),))


def test_a_folder_of_files_asks_a_glossary_once(monkeypatch):
    made = []

    class Counted(books.Books):
        def __init__(self, *arguments):
            made.append(arguments)
            super().__init__(*arguments)

    monkeypatch.setattr(books, "Books", Counted)
    glossary = Glossary([CONCEPT])
    for number in range(5):
        check_catalog(catalog(number), glossary)
    assert len(made) == 1
    check_catalog(catalog(1), Glossary([CONCEPT]))
    assert len(made) == 2


def test_each_glossary_and_each_pair_of_languages_has_its_own():
    one, other = Glossary([CONCEPT]), Glossary([])
    assert books_of(one, "id", "en") is books_of(one, "id", "en")
    assert books_of(one, "id", "en") is not books_of(other, "id", "en")
    assert books_of(one, "id", "en") is not books_of(one, "en", "id")
    assert books_of(None, "id", "en") is books_of(None, "id", "en")


def test_terms_to_avoid_are_counterparts_but_no_words_to_use():
    names = (Term("Kapalu", "id"), Term("shipule", "en"), Term("boatule", "en", "deprecated"))
    known = books_of(Glossary([Concept("shipule", names)]), "id", "en")
    coverage = known.counterparts.coverage("kapalu", "boatule")
    assert [token.matched for token in coverage.source] == [True]
    assert "shipule" in known.words
    assert "boatule" not in known.words
    assert "shipule" not in books_of(Glossary([]), "id", "en").words


def test_a_glossary_that_nobody_uses_goes():
    glossary = Glossary([CONCEPT])
    books_of(glossary, "id", "en")
    gone = weakref.ref(glossary)
    del glossary
    gc.collect()
    assert gone() is None
