"""English word forms: the lemmas that a form may belong to, and the paradigm that confirms one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from kztrans.languages.en.irregular import DOUBLING, GRADES, NOUNS, SHORT_ADJECTIVES, VERBS
from kztrans.languages.en.spelling import american

__all__ = ["in_name", "inflects", "keys", "lemmas", "part_of_speech"]

_STEMMER = Stemmer.Stemmer("english")
_VOWELS = "aeiou"
_APOSTROPHES = str.maketrans("’‘ʼ`‐‑", "''''--")


@lru_cache(maxsize=1 << 17)
def lemmas(word: str) -> tuple[str, ...]:
    """The words that a form may belong to: itself, its lemmas, their American spellings, the Snowball stem last.

    >>> lemmas("went"), lemmas("countries")
    (('went', 'go'), ('countries', 'country', 'countrie', 'countri'))
    >>> "recognize" in lemmas("recognised") and "recognise" in lemmas("recognised")
    True
    """
    form = _normal(word)
    found = dict.fromkeys(keys(form))
    found.setdefault(_STEMMER.stemWord(american(_owned(form))))
    return tuple(found)


def keys(form: str) -> tuple[str, ...]:
    """The lemmas whose paradigm a lower-case form may be part of, in its own and in American spelling.

    >>> keys("crises")[:2]
    ('crises', 'crisis')
    >>> "one's" in keys("their"), "oneself" in keys("himself")
    (True, True)
    """
    bare = _owned(form)
    spelt = american(bare)
    found = {form: None, bare: None}
    for base in (bare,) if spelt == bare else (bare, spelt):
        for lemma in _UNDONE.get(base, ()):
            found[lemma] = None
        for lemma in _stripped(base):
            found[lemma] = None
    for base in list(found):
        found[american(base)] = None
    if form in _PERSONS:
        found[_PERSONS[form]] = None
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def inflects(form: str, lemma: str, pos: str) -> bool:
    """Is ``form`` in the paradigm of ``lemma``, a word of that part of speech, in either spelling?

    Nouns have a plural and a possessive; verbs -s, -ed, -ing and what is irregular; adjectives a comparative and a
    superlative. Where the part of speech is unknown, the lemma is a noun, and a verb if it ends as verbs do; it may be
    "noun or verb", "noun or adjective".

    >>> inflects("criteria's", "criterion", "noun"), inflects("recognised", "recognize", "verb")
    (True, True)
    >>> inflects("stated", "state", "noun"), inflects("states", "state", "noun")
    (False, True)
    >>> inflects("her", "one's", "verb"), inflects("themselves", "oneself", "verb")
    (True, True)
    """
    if _PERSONS.get(form) == lemma:
        return True
    form, lemma = _normal(form), american(_normal(lemma))
    if american(form) == lemma:
        return True
    kinds = _kinds(pos, lemma)
    bare = american(_owned(form) if "noun" in kinds else form)
    return bare == lemma or any(bare in _paradigm(lemma, kind) for kind in kinds)


_PERSONS = dict.fromkeys("my your his her its our their whose".split(), "one's") | dict.fromkeys(
    "myself yourself himself herself itself ourselves yourselves themselves".split(), "oneself"
)
"""What stands in a sentence where a term has ``one's`` or ``oneself``."""


def _kinds(pos: str, lemma: str) -> tuple[str, ...]:
    if pos in ("noun", "proper noun"):
        return ("noun",)
    if pos in ("verb", "adjective"):
        return (pos,)
    if pos == "adverb":
        return ()
    if pos == "noun or verb" or lemma.endswith(_VERBAL):
        return ("noun", "verb")
    return ("noun", "adjective") if lemma in SHORT_ADJECTIVES else ("noun",)


_VERBAL = ("ize", "ify", "yze")


def part_of_speech(term: str) -> str:
    """What a term shows of its part of speech.

    >>> part_of_speech("to annex"), part_of_speech("ratify"), part_of_speech("annex")
    ('verb', 'verb', '')
    """
    first, _, rest = american(term.lower()).partition(" ")
    if (first == "to" and rest) or (first.endswith(_VERBAL) and not rest):
        return "verb"
    return "adjective" if not rest and (first in SHORT_ADJECTIVES or first.endswith(("ous", "less"))) else ""


def in_name(before: str, after: str, titled: bool) -> bool:
    """Is a direction with a capital the head or the end of a longer name, with these words around it?

    >>> in_name("the", "Bank", False), in_name("the", "erred", False), in_name("the", "Imposes", True)
    (True, False, False)
    """
    if before in _BEFORE_DIRECTION:
        return True
    return after[:1].isupper() and (after.lower() in _DIRECTED or not (titled or after == "I"))


_BEFORE_DIRECTION = frozenset({"Middle", "Far", "Near", "Wild"})


_DIRECTED = frozenset(
    """bank coast end indies point side wing midlands africa african asia asian europe european germany german berlin
    java sumatra kalimantan sulawesi papua timor nusa bengal virginia dakota carolina korea korean kazakhstan ukraine
    sahara yorkshire sussex sea pole atlantic pacific caucasus ossetia macedonia sudan yemen vietnam""".split()
)
"""What a direction stands before in names."""


@lru_cache(maxsize=1 << 15)
def _paradigm(lemma: str, kind: str) -> frozenset[str]:
    """Every form of a lemma, in American spelling."""
    forms = {"noun": _plurals, "verb": _conjugated, "adjective": _graded}[kind](lemma)
    return frozenset(american(form) for form in forms)


def _plurals(noun: str) -> Iterator[str]:
    """Plurals of a noun; of a compound, by its last part."""
    if noun.endswith("o"):
        yield from (noun + "s", noun + "es")
    if noun in NOUNS:
        yield from NOUNS[noun]
        return
    for length in range(3, min(len(noun), 10)):
        tail = noun[-length:]
        if tail in _COMPOUNDING and noun not in _NOT_MAN:
            yield from (noun[:-length] + plural for plural in NOUNS[tail])
            return
    if noun.endswith(("ese", "craft")):
        return
    if noun.endswith("sis"):
        yield noun[:-2] + "es"
    yield _s(noun)
    if noun.endswith("y"):
        yield noun + "s"  # names: two Germanys


_COMPOUNDING = (
    frozenset("man woman child person foot tooth life wife knife half self crisis basis craft craft leaf".split())
    & NOUNS.keys()
)
_NOT_MAN = frozenset("human german roman ottoman shaman talisman caiman norman turkoman cayman oman".split())


def _s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) and not word.endswith(("arch", "och")):
        return word + "es"
    return word + "s"


def _conjugated(verb: str) -> Iterator[str]:
    """The forms of a verb; of a compound (withdraw, oversee), by its last part."""
    for prefix in ("", "with", "over", "under", "fore", "mis", "out", "un", "re", "up", "for"):
        past = VERBS.get(verb.removeprefix(prefix)) if verb.startswith(prefix) else None
        if past and (not prefix or len(verb) > len(prefix)):
            yield from (prefix + form for form in past)
            break
    yield verb + "es" if verb.endswith("o") else _s(verb)
    if verb.endswith("yze"):
        yield verb[:-2] + "ses"  # British, and the plural of -ysis
    if verb.endswith("o"):
        yield verb + "s"
    for stem in _stems(verb):
        yield stem + "ing"
        if not past:
            yield stem + "ed"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield verb[:-1] + "ied"
    if verb.endswith("ie"):
        yield verb[:-2] + "ying"
        yield verb + "d"
    if verb.endswith("e") and not past:
        yield verb + "d"


def _stems(verb: str) -> Iterator[str]:
    """What -ing and -ed are put to."""
    if verb.endswith(("ee", "ye", "oe")):
        yield verb
    elif verb.endswith("e"):
        yield verb[:-1]
    elif verb.endswith("c"):
        yield verb + "k"
    elif verb in DOUBLING or _short(verb):
        yield verb + verb[-1]
    else:
        yield verb
        if verb[-1] in "lsp" and verb[-2:-1] in _VOWELS and verb[-3:-2] not in _VOWELS:
            yield verb + verb[-1]


def _short(word: str) -> bool:
    """One syllable that ends in one vowel and one consonant: plan, stop."""
    return (
        len(word) >= 3
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and sum(letter in _VOWELS for letter in word.replace("qu", "q")) == 1
    )


def _graded(adjective: str) -> Iterator[str]:
    if adjective in GRADES:
        yield from GRADES[adjective]
    elif adjective.endswith("y") and adjective[-2:-1] not in _VOWELS and len(adjective) <= 7:
        yield from (adjective[:-1] + "ier", adjective[:-1] + "iest")
    elif sum(letter in _VOWELS for letter in adjective.removesuffix("e")) <= 2 and len(adjective) <= 7:
        stem = adjective[:-1] if adjective.endswith("e") else adjective + (adjective[-1] if _short(adjective) else "")
        yield from (stem + "er", stem + "est")


def _normal(word: str) -> str:
    return word.lower().translate(_APOSTROPHES)


def _owned(form: str) -> str:
    """A form without the mark of the possessive."""
    return form[:-2] if form.endswith("'s") else form.removesuffix("'")


def _undone() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for rows in (VERBS, NOUNS, GRADES):
        for lemma, forms in rows.items():
            for form in forms:
                table.setdefault(form, []).append(lemma)
    return table


_UNDONE = _undone()
_COMPOUND_PLURALS = tuple(plural for noun in sorted(_COMPOUNDING) for plural in NOUNS[noun])
_PREFIXES = ("with", "over", "under", "fore", "mis", "out", "un", "re", "up", "for")


def _stripped(form: str) -> Iterator[str]:
    """Lemmas by the regular endings; of compounds by their irregular last part."""
    if form.endswith("men") and len(form) > 4:
        yield form[:-2] + "an"
    if form.startswith(_PREFIXES):
        for prefix in _PREFIXES:
            if form.startswith(prefix):
                yield from (prefix + lemma for lemma in _UNDONE.get(form[len(prefix) :], ()) if lemma in VERBS)
    if form.endswith(_COMPOUND_PLURALS):
        for length in range(4, min(len(form), 9)):
            yield from (form[:-length] + lemma for lemma in _UNDONE.get(form[-length:], ()) if lemma in _COMPOUNDING)
    yield from _without_s(form)
    for ending in ("ing", "ed", "er", "est"):
        if form.endswith(ending) and len(form) >= len(ending) + 2:
            yield from _restored(form[: -len(ending)], ending)


def _without_s(form: str) -> Iterator[str]:
    if not form.endswith("s") or form.endswith("ss") or len(form) < 3:
        return
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("ves"):
        yield from (form[:-3] + "f", form[:-3] + "fe")
    if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        yield form[:-2]
    if form.endswith("ses"):
        yield form[:-2] + "is"
    yield form[:-1]


def _restored(stem: str, ending: str) -> Iterator[str]:
    if stem.endswith("i") and ending != "ing":
        yield from (stem[:-1] + "y", stem + "e")
        return
    if stem.endswith("y") and ending == "ing":
        yield stem[:-1] + "ie"
    if len(stem) >= 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
    if stem.endswith("ck"):
        yield stem[:-1]
    yield stem
    yield stem + "e"
