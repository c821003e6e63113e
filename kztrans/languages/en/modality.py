"""English words that deny, doubt, or put one thing before another."""

from __future__ import annotations

__all__ = [
    "AFTER", "APPROXIMATORS", "BEFORE", "HEDGES", "NEGATIONS", "NEGATIVES", "NOT_NEGATIONS", "RELATIVE_TIMES",
]  # fmt: skip


def _list(text: str) -> frozenset[str]:
    return frozenset(phrase.replace("%", " ") for phrase in text.split())


NEGATIONS = _list(
    "not *n't cannot no never none nobody nothing nowhere neither nor without no%one no%longer no%more yet%to no-*"
)
NOT_NEGATIONS = _list(
    """not%only not%just no%sooner no%doubt not%least no%more%than no%less%than no%later%than no%fewer%than nothing%but
    if%not whether%or%not or%not not%to%mention why%not no%matter nothing%short%of not%merely not%simply not%until
    no%wonder not%all not%long"""
)
"""Phrases with a word of denial that deny nothing, or are said without one elsewhere."""
NEGATIVES = _list(
    """*less abandon* absen* alone anti* anything%but avoid* awaiting ban banned bans barely beyond bypass* cease*
    declin* decriminali* denial denied denies deny denying differ* doubt* except exclud* fail* false far%from fewer
    foil* forb* free freez* frozen halt* hardly ignor* instead lack* less loses lost missed missing nil non-*
    opponent* oppos* opposite otherwise out%of outside pending postpon* prevent* prohibit* rarely rather%than refus*
    regardless reject* reluctan* remain* resist* rule%out ruled%out scarcely scrap* seldom shun* silen* spurn*
    stay%away stop* suspend* too%to unable unless worse wrong yet%to"""
) | NEGATIONS  # fmt: skip
"""Words that deny in part, or that other languages may say with a denial; beginnings as in ``unlikely`` among them."""
HEDGES = _list(
    """according%to accus* alleg* apparent* appear* are%said arguabl* as%if as%though assum* belief believe* believing
    blam* chance chances charg* claim* conceivabl* consider* could deemed estimat* evidently expect* fear* forecast*
    hint* imagin* impression in%danger is%said it%is%said it%says likelihood likely look looked looking looks may
    maybe might ostensibl* people%say perhaps possib* potential* predict* presum* probab* probable project* purport*
    putative reckon* regarded report reported reportedly reports risk* rumor* rumour* said%to says%to seem*
    seemingly sense should speculat* suggest* suppos* supposedly suspect* suspicio* talk%of they%say think thinks
    thought threat* tipped touted understood unlikely was%said were%said wonder* word%has would"""
)
APPROXIMATORS = _list(
    """a%little about almost an%estimated approaching approximately around as%many as%much at%least between circa
    close%to early estimate estimated every in%the%region just late less%than like mid more%or%less more%than most
    much near nearly not%quite odd or%more or%so over range ranges ranging roughly several some something under
    up%to vicinity virtually well%over within"""
)
BEFORE = _list("before ahead%of prior%to")
AFTER = _list(
    "after following afterwards afterward later since once when upon having then post* in%the%wake%of as%soon%as"
)
RELATIVE_TIMES = {
    f"{word} {unit}": (unit, direction)
    for unit in ("week", "month", "year", "decade", "century", "night")
    for words, direction in (("last previous past", -1), ("this", 0), ("next coming following", 1))
    for word in words.split()
} | {
    "yesterday": ("day", -1), "today": ("day", 0), "tomorrow": ("day", 1), "tonight": ("night", 0),
    "overnight": ("night", -1), "next day": ("day", 1), "following day": ("day", 1),
} | {
    f"a {unit} {word}": (unit, direction)
    for unit in ("week", "month", "year", "decade", "century")
    for word, direction in (("ago", -1), ("earlier", -1), ("later", 1))
}  # fmt: skip
