"""English words that deny, doubt, or put one thing before another."""

from __future__ import annotations

from kztrans.languages.word_lists import words as _list

__all__ = [
    "AFTER", "APPROXIMATORS", "BEFORE", "COMPARISONS", "COUNTED_TIMES", "HEDGES", "NEGATIONS", "NEGATIVES",
    "NOT_NEGATIONS", "REFUSALS", "RELATIVE_TIMES", "SAYINGS", "SUPERLATIVES",
]  # fmt: skip


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
    """*less abandon* absen* acquit* against alone anti* anything%but avoid* awaiting ban banned bans bar barred
    barring bars block* barely beyond bypass* cease* declin* decriminali* denial denied denies deny denying differ*
    doubt* except exclud* fail* false far%from fewer foil* forb* free freez* frozen grounded halt* hardly ignor*
    innocen* instead lack* less loses lost missed missing nil non-* opponent* oppos* opposite otherwise out%of
    outlaw* outside pending postpon* prevent* prohibit* rarely rather%than refus* regardless reject* reluctan*
    remain* resist* revers* rule%out ruled%out scarcely scrap* seldom shun* silen* spurn* stay%away stop* suspend*
    too%to unable unless veto* worse wrong yet%to"""
) | NEGATIONS  # fmt: skip
"""Words that deny in part, or that other languages may say with a denial; beginnings as in ``unlikely`` among them."""
REFUSALS = _list("ban banned bans denied denies deny denying fail* forbid* prohibit* refus* reject*")
"""Words among them that deny what follows them altogether."""
SUPERLATIVES = _list("*est most")
COMPARISONS = _list("than as")
HEDGES = _list(
    """according%to accus* alleg* apparent* appear* are%said arguabl* as%if as%though assum* belief believe* believing
    blam* chance chances charg* claim* conceivabl* consider* could deemed estimat* evidently expect* fear* forecast*
    hint* imagin* impression in%danger is%said it%is%said it%says legend* likelihood likely look looked looking
    looks may maybe might ostensibl* people%say perhaps possib* potential* predict* presum* probab* probable
    project* purport* put%at putative reckon* rule%out ruled%out ruling%out regarded report reported reportedly
    reports reput* risk* rumor* rumour* said%to says%to seem* seemingly sense should speculat* stories story%goes
    suggest* suppos* supposedly suspect* suspicio* talk%of they%say think thinks thought threat* tipped touted
    tradition%has tradition%holds understood unlikely was%said were%said wonder* word%has would"""
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
COUNTED_TIMES = {
    r"\b(?:days?|weeks?|fortnights?|months?|years?|hours?|minutes?|decades?)\s+ago\b": -1,
    r"\bin\s+(?:[\w-]+|a few|a couple of)\s+(?:days?|weeks?|fortnights?|months?|hours?|minutes?)\b": 1,
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?)\s+from\s+now\b": 1,
}
SAYINGS = _list(
    """according accus* add added adds admit* affirm* alleg* announc* argu* assert* assess* believ* by call called
    calls cit* claim* comment* confirm* consider* data declar* describ* estimat* expect* explain* figures find finds
    found hold holds indicat* insist* investigat* in%the%eyes in%the%view interview maintain* mean means mention*
    note* opinion per point* poll polls predict* quot* read reads regard* remark* report* research reveal* said saw
    say saying says see sees show* sourc* spoke* stat* stress* stud* suggest* survey* tell telling tells testif*
    think* thought told under verdict view views voice* warn* word words write* wrote as in%line%with in%accordance
    pursuant"""
)
"""Words that may tell that something is somebody's word."""
