"""Indonesian words that the paradigms must know of: where a form that could be built means something else."""

from __future__ import annotations

__all__ = ["AGENTS", "DIRECTED", "DIRECTIONS", "INTRANSITIVE", "IN_S", "NOT_VERBS", "NO_APPLICATIVE"]

NO_APPLICATIVE = frozenset(
    """mengaku meninggal mengalah mengungsi meluncur menikah meledak menyerah meningkat menurun mendarat merapat
    menyatu meletus mengalir menyebar mendekat menjauh membelot memberontak mengudara melapor menekan memutus
    memerintah menuju menyewa meminjam mengenal menunjuk menurut menjadi mendapat memecah menang mengungkap mengarah
    mengingat mengadu mendengar mengikut memandang menghadap menanggung menghilang menetap menginap menunda memihak
    menyangkut merasa mengeluh menyimpang menjabat menonjol membaik memburuk memanas mendingin melemah menguat
    meluas menyempit melebar menyusut melambat mencair membeku memudar merosot melonjak membengkak membesar mengecil
    memuncak mereda mengerut menua mendalam menipis menebal mengeras melunak memanjang memendek membisu membangkang
    merantau mengantre mengemis menyamar menyusup membaur melintas melaju melangkah menepi menyeberang menyelinap
    menunggak membolos melamun mengantuk menguap menetes menggenang""".split()
)
"""Active verbs whose -kan and -i make verbs of another meaning: ``mengaku`` claims, ``mengakui`` recognizes."""

INTRANSITIVE = frozenset(
    """masuk keluar pergi jatuh runtuh mundur maju bubar pecah tunduk tinggal turun naik hilang lahir mati gugur tewas
    lulus menang kalah bangkit duduk tiba datang kembali pulang lari kabur tumbang gagal terbang tumbuh hidup hadir
    ikut setuju sepakat absen abstain mogok golput bentrok mangkir kandas usai selesai tamat henti diam tidur bangun
    jalan pindah hijrah mudik merdeka eksis ambruk anjlok lengser pensiun tampil singgah mampir muncul timbul
    tenggelam""".split()
)
"""Verbs without a prefix that take no object: the forms that voice prefixes make of them belong to other verbs."""

NOT_VERBS = frozenset(
    """menteri media mesin mediator meja medan menara mentega merek memori metode meter mendung melodi menu mentor
    menantu mental merdeka mewah merah mesra mesum metro megah memang mereka merpati meriam mercusuar mentah
    mendiang mengenai menurut medali medis mekanik mekanisme memo mendadak menit menlu menkeu menhan meterai
    metafora metropolitan melati melarat melek bermuda berita beruang berkas beras berlian bersih berani benua berat
    berkah beranda bensin""".split()
)
"""Words with the head of a verb's prefix that are none."""

IN_S = frozenset(
    """awas atas batas balas lapis habis tulis tangis bekas imbas hias tugas lunas ganas panas puas luas jelas tegas
    bebas lepas kelas alas kipas gilas tindas berantas abad""".split()
)
"""Roots in -s and -d that take the suffix -i: ``awasi``, ``batasi``."""

AGENTS = frozenset(
    """saya aku kami kita kamu anda kalian engkau kau dia ia mereka beliau bapak ibu jangan mari ayo tolong silakan
    mohon harap hendaklah akan ingin hendak bisa harus boleh""".split()
)
"""What stands before a verb's bare base: the agent of the object voice, a word of command, or, in speech, of mood."""

DIRECTIONS = frozenset("barat timur utara selatan tengah tenggara".split())
"""Directions: with a capital they are names of their own (``Barat``, the West) or the ends of others."""

DIRECTED = DIRECTIONS | frozenset(
    """aceh sumatra sumatera lampung jawa jakarta bandung madura kalimantan sulawesi minahasa nusa kutub lombok sumbawa
    flores sumba timor maluku halmahera seram papua irian tepi laut asia eropa afrika amerika australia jerman berlin
    malaysia irlandia sahara samudra samudera bengal papua virginia dakota carolina korea yaman vietnam sudan siprus
    siberia rusia ukraina azerbaijan armenia iran irak turki tiongkok kaukasus xinjiang""".split()
)
"""Places whose parts are named by a direction after them: ``Jawa Barat``; so are all countries in -stan."""
