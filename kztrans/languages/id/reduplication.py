"""Indonesian reduplication: what the two halves of a hyphenated word make together."""

from __future__ import annotations

from functools import lru_cache

from kztrans.languages.id.affixes import ENCLITICS, cores, denasalised

__all__ = ["hyphenated", "whole"]

_LEXICAL = frozenset(
    """mata kura laba undang hati tiba langit kupu gara pura rata sama kira oleh alun agar ubun biri kuda mula masing
    apa siapa lumba cumi baling foya ubur paru semena lama kadang jangan paling pagi malam diam benar jalan makan main
    satu dua gula api kunang anai rama layang abu guna jari sia cita cuma angan awang asal bayang otak buru moga ramai
    pelan tahu olok ondel untung onde gado bagai tanggung ogah ancang aba embel beri""".split()
)
"""Words whose reduplication is a word of its own, not their plural: ``undang-undang`` is a law, not invitations."""

_SUFFIXES = ("an", "kan", "i")


def hyphenated(left: str, right: str) -> bool:
    """Do two parts with a hyphen between them make one word: a reduplication, or a word with its enclitic?

    >>> hyphenated("negara", "negaranya"), hyphenated("tembak", "menembak"), hyphenated("PBB", "lah")
    (True, True, True)
    >>> hyphenated("kuasi", "negara")
    False
    """
    names = left.istitle() and right.istitle()
    left, right = left.lower(), right.lower()
    if right in ENCLITICS:
        return True
    if len(left) < 2 or not left.isalpha():
        return False
    return bool(_base(left, right)) or (not names and any(_chimes(left, core) for core in cores(right)))


def _chimes(left: str, right: str) -> bool:
    """Do two parts differ in their vowels alone, or in their first letter? Such pairs are words of their own.

    >>> _chimes("bolak", "balik"), _chimes("sayur", "mayur"), _chimes("kota", "desa")
    (True, True, False)
    """
    if len(left) != len(right) or len(left) < 4 or left == right:
        return False
    return left[1:] == right[1:] or left.translate(_NO_VOWELS) == right.translate(_NO_VOWELS)


_NO_VOWELS = str.maketrans(dict.fromkeys("aeiou", "."))


@lru_cache(maxsize=1 << 14)
def whole(form: str) -> tuple[str, ...]:
    """The words that a hyphenated form may be a reduplicated form of, without enclitics; empty where it is not one.

    >>> whole("negara-negaranya"), whole("serang-menyerang"), whole("berunding-runding")
    (('negara',), ('menyerang',), ('berunding',))
    >>> whole("undang-undang")
    ()
    """
    left, hyphen, right = form.partition("-")
    if not hyphen or "-" in right:
        return ()
    if right in ENCLITICS:
        return (left,)
    base = _base(left, right)
    if not base or base[1] == "an" or (base[0] == left and not _LEXICAL.isdisjoint((left, left.removeprefix("ber")))):
        return ()
    return (base[0],)


def _base(left: str, right: str) -> tuple[str, str] | None:
    """The word that is doubled, and the suffix that doubling adds, ``""`` where it adds none."""
    for core in cores(right):
        if core == left:
            return left, ""
        if left in denasalised(core) and core.startswith("me"):
            return core, ""
        for suffix in ("", *_SUFFIXES):
            stem = core.removesuffix(suffix) if suffix else core
            if (suffix and stem == core) or len(stem) < 2:
                continue
            if stem == left:
                return left, suffix
            if left.endswith(stem) and _is_prefix(left[: -len(stem)]):
                return left + ("" if suffix == "an" else suffix), suffix if suffix == "an" else ""
            if stem in denasalised(left):
                return left + ("" if suffix == "an" else suffix), suffix if suffix == "an" else ""
    return None


def _is_prefix(text: str) -> bool:
    return text in ("ber", "be", "di", "ter", "se", "me", "ku", "kau", "memper", "diper")
