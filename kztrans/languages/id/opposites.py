"""Indonesian words that exclude each other: what goes up does not go down, the north is not the south."""

from __future__ import annotations

from kztrans.languages.word_lists import words

__all__ = ["OPPOSITES"]

OPPOSITES = {
    "change": {
        "up": words(
            """naik meningkat bertambah melonjak meroket menanjak melambung kenaikan peningkatan lonjakan naiknya
            meningkatnya dinaikkan menaikkan meningkatkan ditingkatkan menambah penambahan bertumbuh
            tumbuh pertumbuhan"""
        ),
        "down": words(
            """turun menurun merosot anjlok berkurang menyusut penurunan turunnya diturunkan menurunkan mengurangi
            dikurangi pengurangan memangkas dipangkas pemangkasan pemotongan terpangkas melorot ambruk jatuh"""
        ),
        "": words("turun%ke%jalan turun%tangan turun%ke turun%dari naik%ke naik%kereta naik%pesawat naik%takhta"),
    },
    "trade": {
        "out": words("ekspor mengekspor diekspor pengekspor eksportir ekspornya mengekspornya"),
        "in": words("impor mengimpor diimpor pengimpor importir impornya mengimpornya"),
        "": words("ekspor-impor impor-ekspor ekspor%ulang impor%ulang"),
    },
    "direction": {
        "north": words("utara"),
        "south": words("selatan"),
        "east": words("timur"),
        "west": words("barat"),
        "": words("timur%laut barat%laut barat%daya tenggara"),
    },
    "door": {
        "open": words("membuka dibuka pembukaan dibukanya terbuka"),
        "shut": words("menutup ditutup penutupan ditutupnya tertutup"),
    },
    "judgment": {
        "praise": words("memuji dipuji pujian menyanjung sanjungan"),
        "blame": words("mengecam dikecam kecaman mengutuk dikutuk kutukan mengkritik dikritik mencela dicela"),
    },
    "stand": {
        "for": words("mendukung didukung dukungan pendukung menyokong"),
        "against": words("menentang ditentang penentangan penentang"),
    },
    "answer": {
        "yes": words("menerima diterima penerimaan menyetujui disetujui persetujuan"),
        "no": words("menolak ditolak penolakan menampik"),
    },
    "rules": {
        "tight": words("memperketat diperketat pengetatan mengetatkan"),
        "loose": words("melonggarkan dilonggarkan pelonggaran memperlunak melunakkan"),
    },
    "force": {
        "strong": words("menguat memperkuat diperkuat penguatan"),
        "weak": words("melemah melemahkan dilemahkan pelemahan"),
    },
    "speed": {
        "fast": words("mempercepat dipercepat percepatan"),
        "slow": words("memperlambat diperlambat perlambatan melambat"),
    },
    "balance": {"plus": words("surplus"), "minus": words("defisit")},
    "result": {"gain": words("laba keuntungan untung"), "loss": words("rugi kerugian merugi")},
    "rank": {
        "most": words("tertinggi terbesar terbanyak terbaik terpanjang terkuat"),
        "least": words("terendah terkecil tersedikit terburuk terpendek terlemah"),
    },
    "bargain": {"buyer": words("pembeli"), "seller": words("penjual")},
    "party": {"friend": words("sekutu kawan teman"), "foe": words("musuh lawan")},
    "season": {"hot": words("musim%panas"), "cold": words("musim%dingin")},
    "sex": {
        "man": words("laki-laki pria lelaki"),
        "woman": words("perempuan wanita"),
    },
    "spouse": {"husband": words("suami suaminya"), "wife": words("istri istrinya")},
    "child": {"son": words("putranya"), "daughter": words("putrinya")},
}  # fmt: skip
