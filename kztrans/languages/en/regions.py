"""Which region's spelling an English word has, and what the other region writes.

Two habits that are independent of each other: British and American (*labour*, *labor*), and -ise and -ize, of which
Oxford writes the latter with British spelling. Words that both regions use, each in another sense (*program*,
*license*, *check*, *meter*), tell nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kztrans.languages.en.spelling import american

__all__ = ["regional"]

_LISTED = dict(
    pair.split(">")
    for pair in """
    defence>defense defences>defenses offence>offense offences>offenses pretence>pretense grey>gray greyer>grayer
    plough>plow ploughs>plows ploughed>plowed ploughing>plowing aluminium>aluminum manoeuvre>maneuver
    manoeuvres>maneuvers manoeuvred>maneuvered manoeuvring>maneuvering sceptic>skeptic sceptics>skeptics
    sceptical>skeptical scepticism>skepticism fulfil>fulfill fulfils>fulfills fulfilment>fulfillment enrol>enroll
    enrols>enrolls enrolment>enrollment instalment>installment instalments>installments skilful>skillful
    skilfully>skillfully jewellery>jewelry pyjamas>pajamas moustache>mustache encyclopaedia>encyclopedia
    paediatric>pediatric foetus>fetus aeroplane>airplane aeroplanes>airplanes sulphur>sulfur counsellor>counselor
    counsellors>counselors councillor>councilor councillors>councilors traveller>traveler travellers>travelers
    tranquillity>tranquility smouldering>smoldering sombre>somber meagre>meager spectre>specter sabre>saber
    sabres>sabers calibre>caliber centre>center centres>centers centred>centered centring>centering theatre>theater
    theatres>theaters kilometre>kilometer kilometres>kilometers millimetre>millimeter millimetres>millimeters
    centimetre>centimeter centimetres>centimeters litre>liter litres>liters fibre>fiber fibres>fibers lustre>luster
    epicentre>epicenter marvellous>marvelous woollen>woolen programme>program programmes>programs
    """.split()
)
_LONGEST = 30
"""Letters; what is longer is no word."""
_AMERICAN = {us: gb for gb, us in _LISTED.items() if gb not in ("programme", "programmes")}
_ENDING = re.compile(r"(?:ed|ing|er|ers|ist|or|ors|ings)$")
_ISE = re.compile(r"i[sz](?=(?:e|es|ed|ing|er|ers|ation|ations|able|ational)$)")
_SIZE = re.compile(r"(?:siz|seiz|priz)(?:e|es|ed|ing|er)$")
_YSE = re.compile(r"y[sz](?=(?:e|ed|ing|er|ers)$)")


@lru_cache(maxsize=1 << 14)
def regional(word: str) -> tuple[str, str, str] | None:
    """A lower-case word's habit (``region`` or ``-ise``), its side, and the other side's spelling, if it has one.

    >>> regional("labour"), regional("traveled"), regional("organisation"), regional("four"), regional("advise")
    (('region', 'British', 'labor'), ('region', 'American', 'travelled'), ('-ise', '-ise', 'organization'), None, None)
    """
    if word in _LISTED:
        return "region", "British", _LISTED[word]
    if word in _AMERICAN:
        return "region", "American", _AMERICAN[word]
    if not 5 <= len(word) <= _LONGEST:
        return None
    ise = None if _SIZE.search(word) else _ISE.search(word)
    if ise:
        return _ised(word, ise)
    british = next((other for other in _british(word) if american(other) == word), None)
    if british is not None:
        return "region", "American", british
    return ("region", "British", american(word)) if _telling(word) else None


def _ised(word: str, place: re.Match[str]) -> tuple[str, str, str] | None:
    other = word[: place.start() + 1] + ("z" if word[place.start() + 1] == "s" else "s") + word[place.end() :]
    if word[place.start() + 1] == "s":
        return ("-ise", "-ise", other) if american(word) == other else None
    return ("-ise", "-ize", other) if american(other) == word else None


def _british(word: str) -> list[str]:
    """What a word would be in Britain if it were American: with -our, -yse, -ll-."""
    found = [word[: m.start()] + "our" + word[m.end() :] for m in re.finditer("or", word)]
    found += [word[: m.start()] + "ys" + word[m.end() :] for m in _YSE.finditer(word) if m.group() == "yz"]
    ending = _ENDING.search(word)
    if ending and word[: ending.start()].endswith("l") and not word[: ending.start()].endswith("ll"):
        found.append(word[: ending.start()] + "l" + ending.group())
    return found


def _telling(word: str) -> bool:
    """Is it British by a rule (-our, -yse, -ll-), not by a list whose words are also used elsewhere?"""
    other = american(word)
    return other != word and word in _british(other)
