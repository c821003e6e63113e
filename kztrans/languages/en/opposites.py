"""English words that exclude each other; see the Indonesian ones, by the same names."""

from __future__ import annotations

from kztrans.languages.word_lists import words

__all__ = ["OPPOSITES"]

OPPOSITES = {
    "change": {
        "up": words(
            """rise rises rising rose risen raise raises raised raising increas* climb climbs climbed climbing soar*
            surge surges surged surging jump jumps jumped grow grows growing grew grown growth upturn higher expan*
            boost boosts boosted up more"""
        ),
        "down": words(
            """fall falls falling fell fallen decreas* drop drops dropped dropping plung* shrink* shrank shrunk slump*
            reduc* cut cuts cutting lower lowers lowered lowering tumbl* plummet* contract contracts contracted down
            fewer less slid slide slides"""
        ),
    },
    "trade": {
        "out": words("export exports exported exporting exporter exporters"),
        "in": words("import imports imported importing importer importers"),
    },
    "direction": {
        "north": words("north northern northward northwards"),
        "south": words("south southern southward southwards"),
        "east": words("east eastern eastward eastwards"),
        "west": words("west western westward westwards"),
        "": words("north-east* north-west* south-east* south-west* northeast* northwest* southeast* southwest*"),
    },
    "door": {
        "open": words("open opens opened opening reopen*"),
        "shut": words("close closes closed closing closure closures shut shuts shutting"),
    },
    "judgment": {
        "praise": words("prais* hail hails hailed hailing laud* commend*"),
        "blame": words("condemn* denounc* criticis* criticiz* critic critics blast blasted decr*"),
    },
    "stand": {
        "for": words("support supports supported supporting supporter supporters back backs backed backing"),
        "against": words("oppose opposes opposed opposing opposition opponent opponents"),
    },
    "answer": {
        "yes": words("accept* agree agrees agreed approv*"),
        "no": words("reject* refus* declin* rebuff* turned%down turn%down turns%down"),
    },
    "rules": {
        "tight": words("tighten* toughen* stricter"),
        "loose": words("ease eases eased easing loosen* relax* soften*"),
    },
    "force": {
        "strong": words("strengthen* firmed bolster* stronger"),
        "weak": words("weaken* weaker"),
    },
    "speed": {
        "fast": words("speed speeds sped accelerat* hasten* quicken* faster"),
        "slow": words("slow slows slowed slowing slower slowdown"),
    },
    "balance": {"plus": words("surplus surpluses"), "minus": words("deficit deficits")},
    "result": {"gain": words("profit profits profited gain gains"), "loss": words("loss losses lost")},
    "rank": {
        "most": words("highest largest biggest greatest best longest strongest most"),
        "least": words("lowest smallest least worst shortest weakest fewest"),
    },
    "bargain": {"buyer": words("buyer buyers"), "seller": words("seller sellers")},
    "party": {"friend": words("ally allies friend friends"), "foe": words("enemy enemies foe foes adversary")},
    "season": {"hot": words("summer summers"), "cold": words("winter winters")},
    "sex": {
        "man": words("man men male males"),
        "woman": words("woman women female females"),
    },
    "spouse": {"husband": words("husband husbands"), "wife": words("wife wives")},
    "child": {"son": words("son sons"), "daughter": words("daughter daughters")},
}  # fmt: skip
