"""What a country's name stands for in Indonesian, which has no adjectives of countries: the word before tells."""

from __future__ import annotations

from typing import Literal

from kztrans.languages.id.exceptions import INTRANSITIVE, NOT_VERBS
from kztrans.languages.id.morphology import part_of_speech
from kztrans.languages.id.vocabulary import VOCABULARY

__all__ = ["COORDINATORS", "HEADS", "is_word", "name_sense"]

COORDINATORS = frozenset({"dan", "atau", "serta", "maupun"})
HEADS = frozenset(
    """sungai danau laut teluk selat gunung pegunungan pulau kepulauan semenanjung gurun stepa lembah kota desa
    distrik kabupaten provinsi wilayah oblast kawasan waduk bendungan kanal terusan pelabuhan bandara stasiun
    lapangan masjid gereja katedral universitas institut lembaga museum monumen istana kementerian departemen
    dewan komisi komite badan dinas kantor biro mahkamah pengadilan kejaksaan majelis parlemen partai gerakan
    organisasi konsorsium bank dana forum konferensi kongres perjanjian konvensi traktat statuta piagam protokol
    deklarasi memorandum undang-undang koridor jalur rute pipa ladang tambang kilang pembangkit kekaisaran
    kerajaan kesultanan kekhanan republik etnis suku bangsa bahasa presiden menteri raja ratu sultan khan paus
    patriark kaisar""".split()
)
"""Nouns that begin names, and that the press writes with a small letter as well: ``waduk Toktogul``."""
_PEOPLE = frozenset({"orang", "seorang"})
_NO_NOUNS = frozenset(
    """adalah agar ajak akan alias ancam antar antara apabila apakah asal atas atau bagi bahkan bahwa baik bantu bawa
    bekas bela belum bersama bila bisa buat bukan bukanlah cuma dalam dan dapat dari daripada demi dengan desak
    di duduki duga dukung dulu eks era guna hanya hanyalah harus hingga ialah ingin ini itu jadi jangan jauh
    jelang jelas jika juga justru kala kalau kapan karena kata ke kecuali kedua kepada ketika khusus khususnya
    kini kuasai lagi lain lalu lantas lewat lintas luar maka mana mantan masih mau maupun melainkan melalui
    menuju menurut merupakan meski meskipun minta namun oleh pada padahal paksa para pasca per perlu pernah
    pihak pula pun saat saja salah sambil sampai sangat satu sebab sebagai sebelum sebut sedang sedangkan
    sehingga sejak sekitar selain selama seluruh semenjak sementara semua seolah seperti serang serta sesama
    setelah setiap setuju siapa soal sudah sungguh supaya tak tanpa tapi tegas telah tentang tentu terhadap
    termasuk ternyata terutama tetap tetapi tiap tidak tolak tuduh tutur ujar untuk usai versus walau walaupun
    yaitu yakni yang zaman anda kalian kami kamu kita mereka saya""".split()
)
"""Words after which a country's name is itself."""
_PASSIVE = ("diserang", "dituduh", "didukung", "dikuasai", "diduduki", "dibantu", "ditolak")
_NOUNS_IN_DI = ("diplom", "dialog", "disku", "dinas", "direk", "diaspor", "dinam", "divisi", "disiden", "dist", "dimen")


def name_sense(before: str) -> Literal["", "adjective", "inhabitant"]:
    """What a country's name stands for after a word.

    >>> [name_sense(word) for word in ("media", "orang", "di", "menyerang", "diplomat", "Anda")]
    ['adjective', 'inhabitant', '', '', 'adjective', '']
    """
    word = before.lower()
    if word in _PEOPLE:
        return "inhabitant"
    if not word.isalpha() or len(word) < 4 or word in _NO_NOUNS or word in INTRANSITIVE:
        return ""
    if word.startswith("di") and not word.startswith(_NOUNS_IN_DI) and len(word) > 5:
        return ""
    if word not in NOT_VERBS and part_of_speech(word) == "verb":
        return ""
    return "" if word in VOCABULARY.weekdays or word in VOCABULARY.months else "adjective"


def is_word(word: str) -> bool:
    """Is it a title, a month, a day or the like?

    >>> is_word("Menteri"), is_word("Senin"), is_word("Imran")
    (True, True, False)
    """
    lower = word.lower()
    return (
        lower in VOCABULARY.titles
        or lower in VOCABULARY.months
        or lower in VOCABULARY.weekdays
        or lower in _NO_NOUNS
        or lower in NOT_VERBS
        or lower in INTRANSITIVE
    )
