"""Indonesian affixes: enclitics, the prefixes meN- and peN- with their nasal, voice prefixes.

The rules are those that any reference grammar gives (Sneddon, *Indonesian: A Comprehensive Grammar*, 1.1): the nasal of
meN- and peN- agrees with the first sound of the base, and p, t, s, k at the head of the base give way to it, save in
many loanwords. Undoing a prefix is therefore ambiguous, and each function here gives every base there may be.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["ENCLITICS", "PARTICLES", "PRONOUNS", "actives", "cores", "denasalised", "passive_bases", "syllables"]

PARTICLES = ("lah", "kah", "pun")
PRONOUNS = ("nya", "ku", "mu")
ENCLITICS = frozenset(PARTICLES + PRONOUNS + ("nyalah", "nyakah", "nyapun", "kulah", "mulah"))
VOWELS = "aeiou"

_LOOKS_CLITIC = frozenset(
    """masalah makalah sekolah adalah ialah telah setelah istilah salah kalah olah ulah celah belah lelah pilah langkah
    naskah tingkah berkah serakah nafkah jumlah muslimah ampun himpun rumpun hanya tanya punya banyak kuliah
    suku buku baku paku laku saku kaku aku siku beku kuku bangku tungku pangku pelaku perilaku tamu ilmu
    temu jamu kamu jemu ramu semu akhirnya umumnya biasanya misalnya rupanya agaknya khususnya kiranya sebenarnya
    sesungguhnya hendaknya sebaiknya seharusnya semestinya tampaknya kelihatannya pokoknya bahwasanya sekiranya
    tentunya setidaknya utamanya terutamanya nyatanya seandainya musalah kabilah risalah silsilah
    meskipun walaupun ataupun maupun adapun biarpun sekalipun kendatipun sungguhpun bagaimanapun apapun siapapun
    waktu tentu mutu maluku kenya""".split()
)
"""Words that end as if a clitic were on them."""


@lru_cache(maxsize=1 << 15)
def cores(form: str) -> tuple[str, ...]:
    """What a form may be without its enclitics and the figure 2 that stands for its double, itself first.

    >>> cores("negaranyalah"), cores("negara2")
    (('negaranyalah', 'negaranya', 'negara'), ('negara2', 'negara'))
    >>> cores("masalah")
    ('masalah',)
    """
    if form in _LOOKS_CLITIC:
        return (form,)
    found = [form]
    bare = _without(form, PARTICLES)
    if bare != form:
        found.append(bare)
    if bare not in _LOOKS_CLITIC:
        base = _without(bare, PRONOUNS)
        if base != bare:
            found.append(base)
    if found[-1].endswith("2") and len(found[-1]) >= 5 and found[-1][:-1].isalpha():
        found.append(found[-1][:-1])
    return tuple(found)


def _without(form: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if form.endswith(ending) and len(form) >= len(ending) + 2:
            return form[: -len(ending)].rstrip("-")
    return form


_LIQUIDS = "rl"
"""Before these the head is kept in the standard language, and dropped all the same by many: ``mengritik``."""
_KEPT = {"mem": "bfvp", "men": "djczst", "meng": "ghkqx", "me": "lrwymn"}
"""The heads of a base that stay after each shape of the prefix."""


@lru_cache(maxsize=1 << 15)
def denasalised(form: str) -> tuple[str, ...]:
    """Every base that a form with meN- or peN- may have, the likely ones first; empty where it has no such prefix.

    >>> denasalised("mengirim")
    ('kirim', 'irim', 'ngirim')
    >>> denasalised("penyerang")
    ('serang', 'nyerang', 'yerang')
    """
    if form[:2] not in ("me", "pe") or len(form) < 5:
        return ()
    form = "me" + form[2:]
    found: list[str] = []
    if form.startswith("meny") and form[4] in VOWELS + "ptk":
        found += ["s" + form[4:], form[2:]]
    elif form.startswith("meng"):
        found += _after_meng(form[4:])
    elif form.startswith("mem"):
        found += _after_m(form[3:], "mem", "p")
    elif form.startswith("men"):
        found += _after_m(form[3:], "men", "t")
    if form[2] in _KEPT["me"] and form[2:] not in found:
        found.append(form[2:])
    if form.startswith("meny") and form[3:] not in found:
        found.append(form[3:])
    return tuple(base for base in found if len(base) >= 2)


def _after_meng(rest: str) -> list[str]:
    if not rest:
        return []
    if rest[0] not in VOWELS:
        return [rest, "k" + rest] if rest[0] in _LIQUIDS else [rest]
    bases = [rest, "k" + rest] if rest[0] in "aeou" else ["k" + rest, rest]
    if rest[0] == "e" and syllables(rest[1:].removesuffix("kan")) == 1:
        bases.append(rest[1:])
    return [*bases, "ng" + rest]


def _after_m(rest: str, prefix: str, dropped: str) -> list[str]:
    if not rest:
        return []
    if rest[0] in VOWELS or rest[0] in _LIQUIDS:
        return [dropped + rest]
    return [rest] if rest[0] in _KEPT[prefix] else []


def syllables(text: str) -> int:
    """How many syllables a word has, about: its vowels, ai, au and ei for one.

    >>> syllables("akui"), syllables("nilai"), syllables("klaim")
    (3, 2, 1)
    """
    for diphthong in ("ai", "au", "ei"):
        text = text.replace(diphthong, "a")
    return sum(letter in VOWELS for letter in text)


@lru_cache(maxsize=1 << 15)
def actives(base: str) -> tuple[str, ...]:
    """The forms with meN- that a base may take; more than one where loanwords keep the head that others lose.

    >>> actives("kirim"), actives("akui"), actives("sanksi"), actives("lap")
    (('mengirim', 'mengkirim'), ('mengakui',), ('menyanksi', 'mensanksi'), ('mengelap',))
    """
    if not base or not base[0].isalpha():
        return ()
    head, rest = base[0], base[1:]
    if head in "bfv":
        found = ["mem" + base]
    elif head == "p":
        found = ["mem" + base] if base.startswith(("per", "pr", "pl")) else ["mem" + rest, "mem" + base]
    elif head == "t":
        found = ["men" + base] if base.startswith("tr") else ["men" + rest, "men" + base]
    elif head == "s":
        found = ["men" + base] if base.startswith("sy") else ["meny" + rest, "men" + base]
    elif head == "k":
        found = ["meng" + base] if base.startswith("kh") else ["meng" + rest, "meng" + base]
    elif head in "djcz":
        found = ["men" + base]
    elif head in "aeioughqx":
        found = ["meng" + base]
    else:
        found = ["me" + base]
    if syllables(base.removesuffix("kan")) == 1:
        found = [] if head in _KEPT["me"] else found  # mengelap, but menang and merek are other words
        found.append("menge" + base)
    if base.startswith("per"):
        found.append("mem" + rest)
    if head in "pt" and rest[:1] in _LIQUIDS:
        found.append({"p": "mem", "t": "men"}[head] + rest)
    return tuple(found)


def passive_bases(form: str) -> tuple[str, ...]:
    """The bases of a form with one of the passive's prefixes di-, ku-, kau-, and of no other.

    >>> passive_bases("diakui"), passive_bases("kauserang"), passive_bases("negara")
    (('akui',), ('serang',), ())
    """
    for prefix in ("di", "kau", "ku"):
        if form.startswith(prefix) and len(form) >= len(prefix) + 3:
            return (form[len(prefix) :].lstrip("-"),)
    return ()
