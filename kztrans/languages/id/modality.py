"""Indonesian words that deny, doubt, or put one thing before another."""

from __future__ import annotations

from kztrans.languages.word_lists import words as _list

__all__ = [
    "AFTER", "APPROXIMATORS", "BEFORE", "COMPARISONS", "COUNTED_TIMES", "HEDGES", "NEGATIONS", "NEGATIVES",
    "NOT_HEDGES", "NOT_NEGATIONS", "REFUSALS", "RELATIVE_TIMES", "SAYINGS", "SOURCES", "SUPERLATIVES",
]  # fmt: skip


NEGATIONS = _list(
    "tidak tak bukan belum tanpa jangan tiada tidaklah bukanlah belumlah janganlah takkan enggak nggak gak tidak%akan"
)
NOT_NEGATIONS = _list(
    """tidak%hanya tak%hanya bukan%hanya bukan%saja tidak%saja tak%saja tidak%cuma bukan%cuma tak%cuma tidak%sekadar
    tak%lama tidak%lama tak%kurang tidak%kurang tak%lain tidak%lain tak%ayal tak%pelak tidak%sedikit tak%sedikit
    tidak%jarang tak%jarang bukan%main paling%tidak mau%tidak%mau mau%tak%mau kalau%tidak jika%tidak bila%tidak
    apabila%tidak atau%tidak atau%bukan belum%lama%ini belum%lama bukan%tidak%mungkin tidak%terkecuali tak%terkecuali
    tidak%kalah tak%kalah tak%henti tidak%henti tak%henti-hentinya tidak%lebih%dari tak%lebih%dari tak%putus tak%urung
    tidak%apa-apa tak%apa-apa tidak%langsung tak%langsung tidak%mengapa suka%tidak%suka suka%tak%suka ya%atau%tidak
    tidak%jauh tak%jauh tidak%peduli tak%peduli tak%heran tidak%heran tidak%mengherankan tak%mengherankan"""
)
"""Phrases with a word of denial that deny nothing, or are said without one elsewhere."""
NEGATIVES = (
    _list(
        """absen alih-alih antara anti* apa%pun apapun bantah bantahan baru batal bebas berhalangan berhenti buntu
        bungkam cuma daripada diabaikan diam dibantah dibatalkan dicegah dihentikan dihindari dilarang diragukan
        disangkal ditentang ditolak enggan entah gagal habis hampir hanya hilang hingga jarang jauh%dari kecuali
        keengganan kegagalan kehilangan kandas kekurangan keliru kendati keraguan ketiadaan ketimbang kosong kurang
        langka lagi lalai larangan lepas lumpuh lupa luput mangkir melainkan melarang membantah membatalkan mencegah
        menentang mengabaikan mengelak menghentikan menghindar menghindari menolak menyangkal meragukan meski
        meskipun minim mogok mustahil namun nihil nir* nol non* nyaris padam palsu mandek penolakan putih putus ragu
        salah sama%sekali sampai satu%pun satu-satunya sebelum sedikit%pun selain seorang%pun siapa%pun siapapun
        sulit terhenti terhindar terlalu terbengkalai terhalang tertahan tetap tolak tuna* urung walau walaupun"""
    )
    | NEGATIONS
)
"""Words that deny in part, or that other languages may say with a denial."""
REFUSALS = _list(
    """batal dibantah dicegah dilarang disangkal ditolak diragukan enggan gagal melarang membantah mencegah menolak
    menyangkal meragukan mustahil"""
)
"""Words among them that deny what follows them altogether."""
SUPERLATIVES = _list("paling ter*")
COMPARISONS = _list("daripada dari")
HEDGES = _list(
    """agaknya barangkali berpeluang berpotensi bisa%jadi boleh%jadi dicurigai diduga diduganya diisukan dikabarkan
    dikhawatirkan diklaim dilaporkan diperkirakan diprediksi diramalkan dirumorkan disangka disebut-sebut
    disinyalir ditaksir ditengarai dituding dituduh diyakini dugaan kabar%bahwa kabarnya kelihatannya kemungkinan
    klaim konon konon%katanya memperkirakan menduga mengklaim menuding menuduh mungkin nampaknya perkiraan rumor
    rupanya seakan seakan-akan seolah seolah-olah sepertinya tampak%seperti tampaknya terduga terkesan tuduhan"""
)
NOT_HEDGES = _list(
    """atas%tuduhan dengan%tuduhan hanya%mungkin belum%dilaporkan tidak%dilaporkan tak%dilaporkan tidak%mungkin
    tak%mungkin tak%terduga tidak%terduga sebaik%mungkin secepat%mungkin sebanyak%mungkin sesegera%mungkin"""
)
APPROXIMATORS = _list("sekitar kira-kira kurang%lebih hampir nyaris lebih%kurang berkisar")
BEFORE = _list("sebelum menjelang jelang")
AFTER = _list("setelah sesudah usai seusai selepas sehabis pasca pasca*")
RELATIVE_TIMES = {
    f"{unit} {word}": (name, direction)
    for name, units in {
        "week": "pekan minggu", "month": "bulan", "year": "tahun", "decade": "dekade dasawarsa", "century": "abad",
    }.items()
    for unit in units.split()
    for words, direction in (("lalu silam kemarin sebelumnya", -1), ("ini", 0), ("depan mendatang berikutnya", 1))
    for word in words.split()
} | {
    "kemarin": ("day", -1), "hari ini": ("day", 0), "besok": ("day", 1), "keesokan hari": ("day", 1),
    "keesokan harinya": ("day", 1), "semalam": ("night", -1), "tadi malam": ("night", -1), "malam ini": ("night", 0),
}  # fmt: skip
COUNTED_TIMES = {
    r"\b(?:hari|pekan|minggu|bulan|tahun|jam|menit|dasawarsa|dekade)\s+(?:yang\s+)?(?:lalu|silam)\b": -1,
    r"\b(?:hari|pekan|minggu|bulan|tahun|jam|menit)\s+(?:lagi|mendatang|ke\s+depan)\b": 1,
}
SOURCES = _list("menurut")
"""Words that name whose word it is, before who says it."""
SAYINGS = _list(
    "menurut kata katanya ujar ujarnya tutur tuturnya ungkap* jelas* mengatakan menyatakan menyebut dilaporkan"
)
"""Words that may tell that something is somebody's word."""
