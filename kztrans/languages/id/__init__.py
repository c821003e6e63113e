"""Indonesian."""

from __future__ import annotations

from kztrans.languages.id.exceptions import DIRECTIONS
from kztrans.languages.id.morphology import bases, fits, hyphenated, in_name, inflects, keys, lemmas, part_of_speech
from kztrans.languages.id.names import COORDINATORS, HEADS, is_word, name_sense
from kztrans.languages.id.numbers import numbers
from kztrans.languages.id.phrases import term_shape
from kztrans.languages.language import Language

__all__ = ["LANGUAGE"]

_FUNCTION_WORDS = frozenset(
    """ada adalah agar akan antara apa apakah atas atau bagi bahwa banyak beberapa belum bisa bukan dalam dan dapat dari
    daripada dengan di dia hal hanya harus hingga ia ini itu jika juga kami karena ke kepada kita lagi lain lebih
    mereka namun oleh pada para pun saat saja sama sampai sangat saya sebagai sebuah secara sedang sehingga sejak
    sekarang selama semua seorang seperti serta setelah suatu sudah telah tentang terhadap tetapi tidak untuk yaitu
    yang""".split()
)

LANGUAGE = Language(
    code="id",
    name="Indonesian",
    plural_forms="nplurals=1; plural=0;",
    function_words=_FUNCTION_WORDS,
    quotes=(("“", "”"), ("‘", "’"), ('"', '"')),
    verbosity=1.12,
    lemmas=lemmas,
    bases=bases,
    keys=keys,
    inflects=inflects,
    fits=fits,
    hyphenated=hyphenated,
    directions=DIRECTIONS,
    in_name=in_name,
    is_word=is_word,
    conjunctions=frozenset({"dan", "atau", "serta", "maupun"}),
    coordinators=COORDINATORS,
    name_heads=HEADS,
    name_sense=name_sense,
    part_of_speech=part_of_speech,
    numbers=numbers,
    term_shape=term_shape,
)
