"""Indonesian word forms: the lemmas that a form may belong to, and the paradigm that confirms one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from kztrans.languages.id.affixes import PARTICLES, PRONOUNS, actives, cores, denasalised, passive_bases, syllables
from kztrans.languages.id.exceptions import AGENTS, DIRECTED, IN_S, INTRANSITIVE, NO_APPLICATIVE, NOT_VERBS
from kztrans.languages.id.reduplication import hyphenated, whole

__all__ = ["bases", "fits", "hyphenated", "in_name", "inflects", "keys", "lemmas", "part_of_speech"]

_STEMMER = Stemmer.Stemmer("indonesian")
_APOSTROPHES = str.maketrans("’‘ʼ`‐‑", "''''--")
_MOST = 32


@lru_cache(maxsize=1 << 17)
def lemmas(word: str) -> tuple[str, ...]:
    """The words that a form may belong to: itself, then the lemmas of its paradigm, then the roots it is derived from.

    Lower case, likely ones first, the Snowball stem (Tala 2003) last; some of them are no words, for a form alone does
    not tell which of its letters are affixes.

    >>> lemmas("pengakuannya")[:2], "aku" in lemmas("pengakuannya")
    (('pengakuannya', 'pengakuan'), True)
    >>> lemmas("diakui")[:3]
    ('diakui', 'mengakui', 'akui')
    """
    form = _normal(word)
    found = dict.fromkeys(bases(form))
    for base in _unclitic(form)[:2] or (form,):
        for root in _derivational(base):
            if len(found) >= _MOST:
                break
            found.setdefault(root)
    found.setdefault(_STEMMER.stemWord(form.partition("-")[0]))
    return tuple(found)


def keys(form: str) -> tuple[str, ...]:
    """A lower-case form, and what is left of it when enclitics, prefixes of voice and grade, and applicatives go.

    >>> keys("diakuinya"), keys("mengakui")
    (('diakuinya', 'diakui', 'akuinya', 'akui', 'aku'), ('mengakui', 'akui', 'aku', 'kakui', 'kaku', 'ngakui', 'ngaku'))
    """
    if not form.endswith(_AFFIXED) and not form.startswith(_VOICED) and "-" not in form:
        return (form,)  # as most words are
    outer = _unclitic(form)
    found = [form, *outer]
    for base in (form, *outer):
        if base.startswith(_VOICED):
            stems = denasalised(base) if base.startswith("me") else passive_bases(base) or tuple(_ungraded(base))
        else:
            stems = (base,)
        for stem in stems:
            found.append(stem)
            if stem.endswith("kan"):
                found.append(stem[:-3])
            elif stem.endswith("i"):
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


_AFFIXED = (*PARTICLES, *PRONOUNS, "2", "kan", "i")
"""How a form ends that may have something to take off."""


def bases(form: str) -> tuple[str, ...]:
    """The lemmas whose paradigm a lower-case form may be part of, likely ones first, the form itself at the head.

    >>> bases("diakuinya")[:5]
    ('diakuinya', 'diakui', 'mengakui', 'akui', 'mengaku')
    """
    outer = _unclitic(form)
    found = dict.fromkeys((form, *outer))
    if "-" in form:
        left, _, right = form.partition("-")
        found |= dict.fromkeys((left, *_unclitic(right)))
    for base in outer or (form,):
        if base.startswith(_VOICED):
            found |= dict.fromkeys(_unvoiced(base))
    for base in outer or (form,):
        if not base.startswith(_VERBAL) and "-" not in base:
            found |= dict.fromkeys(_activated(base))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def inflects(form: str, lemma: str, pos: str) -> bool:
    """Is ``form`` in the paradigm of ``lemma``, a word of that part of speech?

    Nouns take enclitics and reduplication; adjectives se- and ter- too; verbs in meN- their voices (meN-, di-, ku-,
    kau-, the bare base) and, from a lemma without one, an applicative -kan or -i. What is derived is another word:
    neither ``pengakuan`` nor ``keakuan`` is a form of ``mengakui``. Where the part of speech is unknown, a lemma that
    looks like a verb is one.

    >>> [inflects(form, "mengakui", "verb") for form in ("diakuinya", "mengakuilah", "kuakui", "pengakuan", "mengaku")]
    [True, True, True, False, False]
    >>> inflects("terkuat", "kuat", "adjective"), inflects("tersanksi", "sanksi", "noun")
    (True, False)
    """
    form, lemma = _normal(form), _normal(lemma)
    if form == lemma:
        return True
    doubled = whole(form)
    bases = {*cores(form), *doubled, *(core for base in doubled for core in cores(base))}
    if lemma in bases:
        return True
    if pos in ("adjective", "noun or adjective"):
        return any(_grade(base, lemma) for base in bases)
    if pos == "verb" or (pos not in _NO_VERBS and _looks_verb(lemma)):
        return any(_voice(base, lemma) for base in bases)
    return False


_NO_VERBS = frozenset({"noun", "proper noun", "adjective", "noun or adjective", "adverb"})


def fits(form: str, lemma: str, pos: str, before: str) -> bool:
    """May ``form`` be an inflected form of ``lemma`` after the word ``before``?

    A verb's bare base is most often something else (``pukul``, ``ekspor``, ``tambang``): it counts only where a pronoun
    or a word of command stands before it, or where the affixes that are left on it show the verb (``akui``).

    >>> fits("pukul", "memukul", "verb", "sekitar"), fits("pukul", "memukul", "verb", "kami")
    (False, True)
    """
    if pos in _NO_VERBS:
        return True
    form, lemma = _normal(form), _normal(lemma)
    bases = denasalised(lemma)
    if not bases or form == lemma or any(map(_has_suffix, bases)):
        return True
    bare = next((core for core in cores(form) if core in bases), None)
    return bare is None or before.lower() in AGENTS or form == bare + "lah"


def in_name(before: str, after: str, titled: bool) -> bool:
    """Is a direction the end of a longer name (``Jawa Barat``), or the head of one (``Barat Daya``)?

    >>> in_name("Jawa", "", False), in_name("negara", "menolak", False), in_name("", "Daya", False)
    (True, False, True)
    """
    del titled
    place = before.lower()
    return (before[:1].isupper() and (place in DIRECTED or place.endswith("stan"))) or after in _COMPASS


_COMPASS = frozenset("Daya Laut Tengah Jauh Dekat DAYA LAUT TENGAH JAUH".split())


def part_of_speech(term: str) -> str:
    """What a term shows of its part of speech: ``"verb"`` for an active or intransitive verb, else nothing.

    >>> part_of_speech("menarik diri"), part_of_speech("menteri")
    ('verb', '')
    """
    first, _, rest = term.lower().partition(" ")
    return "verb" if _looks_verb(first) or (first in INTRANSITIVE and not rest) else ""


def _has_suffix(base: str) -> bool:
    """Does a verb's base end in the suffix -kan or -i, which show it to be one?

    Not where the root would be left without its second syllable (``beli``, ``nilai``, ``tekan``), nor in the -si or -di
    of borrowed nouns (``ratifikasi``).
    """
    if base.endswith("kan"):
        return syllables(base) >= 3 or base[-4:-3] not in tuple("aeiou")
    return base.endswith("i") and syllables(base) >= 3 and (not base.endswith(("si", "di")) or base[:-1] in IN_S)


def _normal(word: str) -> str:
    return word.lower().translate(_APOSTROPHES)


def _looks_verb(lemma: str) -> bool:
    if lemma in NOT_VERBS:
        return False
    return (lemma.startswith("me") and bool(denasalised(lemma))) or lemma.startswith("ber")


def _grade(base: str, lemma: str) -> bool:
    """se-kuat, ter-kuat, te-rendah, se-kuat-kuat."""
    return base in ("se" + lemma, "ter" + lemma) or (lemma[0] == "r" and base == "te" + lemma)


def _voice(base: str, lemma: str) -> bool:
    """Is ``base``, free of enclitics, a voice form of the active verb ``lemma``?"""
    stems = _stems(lemma)
    if not stems:
        return False
    if base in stems:
        return bool(denasalised(lemma))
    if any(stem in stems for stem in passive_bases(base)):
        return True
    return base.startswith("me") and any(stem in stems and base in actives(stem) for stem in denasalised(base))


@lru_cache(maxsize=1 << 15)
def _stems(lemma: str) -> frozenset[str]:
    """The bases that a verb's voice prefixes go before; empty for a verb that has no voice."""
    if lemma.startswith(("ber", "ter", "ke")) or lemma in INTRANSITIVE or lemma in NOT_VERBS:
        return frozenset()
    bases = denasalised(lemma) or (lemma,)
    if lemma in NO_APPLICATIVE or lemma.endswith("kan"):
        return frozenset(bases)
    return frozenset(
        base + suffix for base in bases for suffix in ("", "kan", "i") if not (base + suffix).endswith("ii")
    )


_VOICED = ("di", "ku", "kau", "me", "se", "te")


def _unvoiced(base: str) -> Iterator[str]:
    """Lemmas of a form that has a prefix of voice or grade."""
    for stem in passive_bases(base):
        active = actives(stem)
        yield from active[:1]
        yield stem
        yield from _without_applicative(active)
        yield from active[1:]
    if base.startswith("me"):
        yield from _without_applicative((base,))
        stems = denasalised(base)
        yield from stems
        for stem in stems:
            if base in actives(stem):
                yield from actives(stem)  # mempengaruhi is memengaruhi
    elif base.startswith(("se", "te")):
        yield from _ungraded(base)


def _activated(base: str) -> Iterator[str]:
    """The active verbs that a bare base may be of."""
    active = actives(base)
    yield from active
    yield from _without_applicative(active)


_VERBAL = ("me", "ber", "ter", "di", "pem", "pen", "keber", "keter")
"""Heads of words that take no meN- any more."""


def _unclitic(form: str) -> tuple[str, ...]:
    """What is left of a form without its enclitics and its reduplication, barest first, without the form itself."""
    bare = cores(form)[:0:-1]
    if "-" not in form:
        return bare
    found = dict.fromkeys(bare)
    for double in whole(form):
        found |= dict.fromkeys((*cores(double)[:0:-1], double))
    return tuple(found)


def _without_applicative(verbs: tuple[str, ...]) -> Iterator[str]:
    for verb in verbs:
        if verb.endswith("kan") and len(verb) >= 8:
            yield verb[:-3]
        elif verb.endswith("i") and len(verb) >= 6:
            yield verb[:-1]


def _ungraded(form: str) -> Iterator[str]:
    for prefix in ("ter", "se", "te"):
        if form.startswith(prefix) and len(form) >= len(prefix) + 3 and (prefix != "te" or form[2] == "r"):
            yield form[len(prefix) :]


_SUFFIXES = ("kan", "an", "i", "wan", "wati")
_PREFIXES = ("memper", "diper", "ber", "ter", "per", "bel", "pel", "se", "ke", "di")


def _derivational(base: str) -> Iterator[str]:
    """The words that a word may be derived from, nearest first: three layers of affixes at most."""
    seen = {base}
    layer = [base]
    for _ in range(3):
        following: list[str] = []
        for word in layer:
            for shorter in _shorter(word):
                if shorter not in seen and len(shorter) >= 3:
                    seen.add(shorter)
                    following.append(shorter)
        yield from following
        layer = following


def _shorter(word: str) -> Iterator[str]:
    yield from _without_both(word)
    yield from denasalised(word)
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            yield word[len(prefix) :]
    if word.startswith(("ber", "ter", "per")) and len(word) >= 6:
        yield word[2:]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 3 and not word.endswith("kkan"):
            yield word[: -len(suffix)]


def _without_both(word: str) -> Iterator[str]:
    """ke-…-an, per-…-an, peN-…-an, taken off together."""
    if not word.endswith("an") or len(word) < 7:
        return
    inner = word[:-2]
    if word.startswith("ke"):
        yield inner[2:]
    if word.startswith("per"):
        yield "ber" + inner[3:]
        yield inner[3:]
    if word.startswith("pe"):
        for stem in denasalised(inner)[:2]:
            yield stem
            yield from actives(stem)[:1]
            yield from (stem + suffix for suffix in ("i", "kan"))
