"""What an Indonesian term looks like: a noun phrase whose head comes first, or a verb with its object.

Modifiers follow the head: nouns (``pipa minyak``), adjectives (``minyak mentah``), names (``sanksi Barat``) and
participles (``negara terkurung daratan``). Nothing follows an enclitic (``jumlahnya``), and no small letter a name:
where it does, a new phrase has begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kztrans.languages.id.affixes import denasalised, passive_bases
from kztrans.languages.id.exceptions import INTRANSITIVE, NOT_VERBS

__all__ = ["term_shape"]

_OUTSIDE = frozenset(
    """adalah agar akan akhirnya alih-alih amat anda andai antara apa apabila apakah apalagi asal asalkan atas atau
    bagaikan bagaimana bagaimanapun bagi bahkan bahwa banyak barangkali beberapa begini begitu belum benar-benar
    berapa berbagai berikut berikutnya bersama betapa biarpun bila bilamana bisa boleh buat bukan bukankah
    bukannya cukup cuma dahulu dan dapat dari daripada demi demikian dengan di dia dialah dikarenakan dirinya dong
    dulu entah hampir hanya harus hendak hingga ia ialah ini inilah itu itulah jangan jangankan jika jikalau juga
    justru kadang kadang-kadang kah kala kalau kalaupun kalian kami kamu kan kapan karena karenanya ke kebanyakan
    kecuali kelak kemudian kenapa kepada kerap ketika khususnya kini kita kok konon lagi lah lain lainnya lalu
    langsung lebih lewat maka makin malah malahan mana mari masing masing-masing masih maupun melainkan melalui
    memang mengapa mengenai menjadi menurut mereka merupakan meski meskipun mestinya mungkin nah namun nanti
    nyaris oleh pada padahal paling para pasti pelan pernah pula pun rupanya saat saja salah saling sama sambil
    sampai samping sana sangat saya sayangnya se seakan seandainya seberapa sebab sebagai sebagaimana sebagian
    sebaliknya sebelum sebelumnya sebetulnya sebuah secara sedang sedangkan sedemikian sedikit segala segera
    sehingga sejak sejauh sejumlah sekadar sekali sekaligus sekalipun sekarang seketika sekitar selagi selain
    selalu selama selamanya selanjutnya seluruh semakin semata semenjak sementara semoga semua semuanya semula
    senantiasa sendiri seolah seolah-olah seorang sepanjang seperti sering seringkali serta sesuai sesungguhnya
    sesuatu setelah setiap seusai si siapa sini situ soal suatu sudah sungguh supaya tadi tak tanpa tapi telah
    tentang tentu tentunya terhadap terlalu terlebih termasuk ternyata tersebut terus tetapi tetap tiap tidak
    tidakkah toh untuk usah usai walau walaupun ya yaitu yakni yang sebenarnya umumnya biasanya akibat akibatnya
    menyusul berdasarkan bertepatan terkait berkat guna alias dll dsb satu dua tiga empat lima enam tujuh delapan
    sembilan sepuluh sebelas belasan puluhan ratusan ribuan jutaan belas puluh ratus ribu juta miliar triliun
    persen kali pertama kedua ketiga keempat kelima setengah separuh kilometer meter ton km kg berupa bernama
    bagus baik-baik januari februari maret april mei juni juli agustus september oktober november desember senin
    selasa rabu kamis jumat sabtu minggu lusa kemarin besok mendatang silam ujar kata katanya ujarnya tutur
    tuturnya ucap ungkap tegas jelasnya tambahnya imbuh tulis lapor kutip ada adanya punya sebut maksud ingin mau
    perlu tahu lihat pikir rasa coba jadi pakai dipakai minta dr prof tn ny per sehari sepekan seminggu sebulan setahun
    semalam sejam sedetik segelintir sekelompok sepertiga seperempat seperlima kurang enggan mudah sulit mampu siap
    sembarangan serupa rela wajar perketat perlukan tempuh menjelang jelang""".split()
)
"""Words that no term holds, but for names: little words, numerals, days and months, words of saying."""

_NOT_FIRST = frozenset(
    """baru lama besar kecil tinggi rendah panjang pendek luas sempit berat ringan kuat lemah cepat lambat dekat jauh
    dalam luar tua muda baik buruk jelek bagus indah penting utama sulit mudah rumit sederhana jelas keras lunak
    panas dingin kaya miskin penuh kosong mahal murah jarang sering aman bahaya sehat sakit senang sedih takut
    marah bebas ketat tajam tumpul dini awal akhir tengah atas bawah depan belakang kiri kanan timur barat utara
    selatan tenggara pagi siang sore malam hari pekan bulan tahun abad jam menit detik sekian lanjut ulang kembali
    bersih kotor benar salah betul palsu asli resmi umum khusus biasa istimewa langsung terbuka tertutup tunggal
    ganda berbeda serupa sama lokal asing domestik global nasional internasional regional dagang luhur laut kali
    orang pihak hal cara macam jenis bagian sisi tempat waktu saat masa nyenyak tewas tepat tentu cukup semu sipil
    suci baku terbaru terbesar terpanjang terdekat terkecil tertinggi terakhir tertua termuda terbaik terburuk
    terkuat kesembilan keempat berikut erat mengesankan""".split()
)
"""Words that may follow a head but are none: adjectives, parts of the day, directions, classifiers."""

_HEAVY = frozenset(
    """orang hari tahun bulan minggu pekan jam kali hal cara bagian sisi tempat waktu saat masa pihak jumlah angka awal
    akhir depan belakang tengah atas bawah dalam samping salah sekitar hasil upaya maksud beliau bapak hadapan
    sebutan ibu tuan nyonya pagi siang malam sore istilah kota sejumlah sebelah tangan mata kepala rumah jalan
    langkah titik kaki barang sesuatu kelas contoh halaman maaf terima kasih pintu angkat""".split()
)
"""Nouns of general language that say little as terms of one word, and little more at the head of one."""

_LAST_NOT = frozenset(
    """antar pra pasca non anti maha tuna nir bekas calon mantan wakil ketua seluruh pelbagai aneka para kaum sang si
    hari bulan tahun abad awal akhir sepanjang sebelah salah oknum pihak lebih tingkat tokoh bagian dalam dr""".split()
)
"""Words that a term does not end with: they want another after them."""

_CLITICS = ("nya", "lah", "kah", "pun")
_NO_CLITIC = frozenset(
    """hanya punya tanya karya jaya raya daya budaya bahaya surya sulap masalah wilayah sekolah jumlah istilah majalah
    makalah celah belah salah kalah olah langkah nikah naskah berkah ampun himpun""".split()
)


def term_shape(words: Sequence[str]) -> float:
    """How much a sequence of words looks like a term, 0 to 1; capitals mark names.

    >>> term_shape(["negara", "semu"]), term_shape(["sanksi", "Barat"]), term_shape(["menjatuhkan", "sanksi"])
    (1.0, 0.7, 0.5)
    >>> term_shape(["semu", "negara"]), term_shape(["Rusia", "besar"]), term_shape(["karena", "badai"])
    (0.0, 0.0, 0.0)
    """
    names = [word[:1].isupper() for word in words]
    if all(names):
        return 0.0 if words[0].lower() in _OUTSIDE or words[-1].lower() in _OUTSIDE else 1.0
    if any(word.lower() in _OUTSIDE for word, name in zip(words, names, strict=True) if not name):
        return _linked_names(words, names)
    if any(before and not after for before, after in pairwise(names)):
        return 0.0
    if words[0] in _NOT_FIRST or words[-1] in _LAST_NOT or _breaks(words, names):
        return 0.0
    if _is_verb(words[0]):
        return _verb_phrase(words)
    return _noun_phrase(words, names)


def _noun_phrase(words: Sequence[str], names: Sequence[bool]) -> float:
    weight = 1.0
    if words[0] in _HEAVY:
        weight *= 0.25 if len(words) == 1 else 0.6
    if any(names):
        weight *= 0.7  # a noun and a name are more often found together than they are one term
    if len(words) > 1 and not names[-1] and words[-1].startswith(("ber", "ter")) and words[-1] not in _PARTICIPLES:
        weight *= 0.3
    return weight * {1: 0.85, 2: 1.0, 3: 0.9}.get(len(words), 0.7)


_PARTICIPLES = frozenset(
    """berat berani bersih bersama bersenjata berdaulat berbahaya berkembang berkelanjutan bersejarah berwenang
  bersyarat     berpengaruh berkuasa bersaudara berpenduduk beragama beradab berdampingan berencana terbuka
    tertutup terkurung
    tertinggi terpadu terorganisasi terselubung tersembunyi terbatas terapung terpencil terhormat terlarang
    terpimpin terdakwa tersangka terpidana teroris tertulis teritorial termal terestrial terjemahan""".split()
)
"""Words with the head of a verb that modify a noun, or are none."""


def _linked_names(words: Sequence[str], names: Sequence[bool]) -> float:
    """``Pusat Davis untuk Studi Rusia dan Eurasia``: names with single little words between them."""
    inner = all(name or word in _LINKS for word, name in zip(words, names, strict=True))
    apart = all(a or b for a, b in pairwise(names))
    return 0.5 if inner and apart and names[0] and names[-1] and len(words) >= 4 else 0.0


_LINKS = frozenset({"dan", "untuk", "di", "bagi", "dari", "atas"})


def _breaks(words: Sequence[str], names: Sequence[bool]) -> bool:
    """Does a new phrase begin within these words, after an enclitic or with a finite verb?"""
    if any(_has_clitic(word) for word in words[:-1]):
        return True
    return any(not name and _is_finite(word) for word, name in zip(words[1:], names[1:], strict=True))


def _verb_phrase(words: Sequence[str]) -> float:
    if len(words) == 1:
        return 0.3
    if words[1] in _NOT_FIRST or _is_verb(words[1]) or not words[0].startswith(("me", "ber")):
        return 0.0
    return 0.5 if len(words) == 2 else 0.2


def _has_clitic(word: str) -> bool:
    return len(word) > 5 and word.endswith(_CLITICS) and word not in _NO_CLITIC


def _is_verb(word: str) -> bool:
    if word in NOT_VERBS:
        return False
    if word.startswith(("ber", "ter")) and len(word) > 5:
        return True
    return word in INTRANSITIVE or _is_finite(word)


def _is_finite(word: str) -> bool:
    """Active or passive; participles in ber- and ter- may follow a noun within its phrase."""
    if word in NOT_VERBS:
        return False
    if word in _FINITE:
        return True
    if word.startswith("me"):
        return bool(denasalised(word)) and len(word) > 5
    return word.startswith("di") and len(word) > 5 and word not in _NOT_PASSIVE and bool(tuple(passive_bases(word)))


_FINITE = frozenset(
    """datang pergi tiba masuk keluar naik turun ikut tahu tinggal tidur makan minum bermain bertanya berkata berbicara
    berharap berbincang berjanji berubah berada bertemu pecah tutup buka""".split()
)
_NOT_PASSIVE = frozenset(
    """dialog diplomat diplomasi diplomatik diskusi diktator direktur direktorat disiplin divisi dinas dinasti
    diskriminasi distribusi dimensi digital diaspora dinamika dinamis diskon distrik dialek diabetes diagnosis
    diameter""".split()
)
