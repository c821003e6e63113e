"""British spellings made American, so that the two may be compared.

Rules for the endings that go together (-ise, -isation, -our, -re, -yse, -ogue, a doubled l), with the words that look
alike and are spelt one way everywhere; a list for the rest.
"""

from __future__ import annotations

import re

__all__ = ["american"]

_WORDS = dict(
    pair.split(">")
    for pair in """
    defence>defense offence>offense pretence>pretense licence>license practise>practice grey>gray greyer>grayer
    greyest>grayest
    programme>program programmes>programs cheque>check cheques>checks plough>plow ploughs>plows ploughed>plowed
    aluminium>aluminum mould>mold moulds>molds moulded>molded manoeuvre>maneuver manoeuvres>maneuvers
    manoeuvred>maneuvered manoeuvring>maneuvering artefact>artifact artefacts>artifacts sceptic>skeptic
    sceptics>skeptics sceptical>skeptical scepticism>skepticism ageing>aging judgement>judgment judgements>judgments
    acknowledgement>acknowledgment acknowledgements>acknowledgments abridgement>abridgment lodgement>lodgment
    fulfil>fulfill fulfils>fulfills fulfilment>fulfillment enrol>enroll enrols>enrolls enrolment>enrollment
    instil>instill instils>instills instalment>installment instalments>installments skilful>skillful
    skilfully>skillfully wilful>willful wilfully>willfully distil>distill distils>distills appal>appall
    jewellery>jewelry cosy>cozy yoghurt>yogurt tyre>tire tyres>tires kerb>curb kerbs>curbs pyjamas>pajamas
    moustache>mustache axe>ax towards>toward afterwards>afterward backwards>backward forwards>forward
    rouble>ruble roubles>rubles gaol>jail gaols>jails encyclopaedia>encyclopedia archaeology>archeology
    archaeological>archeological anaesthetic>anesthetic paediatric>pediatric foetus>fetus oestrogen>estrogen
    mediaeval>medieval aeroplane>airplane aeroplanes>airplanes sulphur>sulfur sulphuric>sulfuric sulphate>sulfate
    whisky>whiskey mum>mom arse>ass
    learnt>learned burnt>burned dreamt>dreamed spelt>spelled leapt>leaped leant>leaned spilt>spilled
    disc>disk discs>disks omelette>omelet chequered>checkered chequer>checker furore>furor carcase>carcass
    analogue>analog catalogue>catalog dialogue>dialog monologue>monolog prologue>prolog epilogue>epilog
    catalogues>catalogs dialogues>dialogs monologues>monologs analogues>analogs catalogued>cataloged
    cataloguing>cataloging marvellous>marvelous woollen>woolen counsellor>counselor counsellors>counselors
    councillor>councilor councillors>councilors traveller>traveler travellers>travelers modeller>modeler
    libellous>libelous tranquillity>tranquility tranquillise>tranquilize chilli>chili callisthenics>calisthenics
    connexion>connection inflexion>inflection reflexion>reflection gramme>gram grammes>grams kilogramme>kilogram
    kilogrammes>kilograms behove>behoove smoulder>smolder smouldering>smoldering
    sombre>somber meagre>meager spectre>specter spectres>specters sabre>saber sabres>sabers calibre>caliber
    centre>center centres>centers centred>centered centring>centering theatre>theater theatres>theaters metre>meter
    metres>meters kilometre>kilometer kilometres>kilometers millimetre>millimeter millimetres>millimeters
    centimetre>centimeter centimetres>centimeters litre>liter
    litres>liters fibre>fiber fibres>fibers lustre>luster sepulchre>sepulcher epicentre>epicenter
    epicentres>epicenters reconnoitre>reconnoiter goitre>goiter mitre>miter saltpetre>saltpeter nitre>niter
    """.split()
)

_OUR = re.compile(
    r"^(.*?(?:hon|lab|neighb|behavi|col|fav|harb|rum|hum|arm|end?eav|rig|sav|vap|val|clam|tum|flav|rancid?|ranc|od|"
    r"splend|ferv|vig|cand|dem?ean|dol|par|sav|succ|enam|ard|mis?behavi|parl|tut?))our(?=$|s$|ed$|ing$|er|able|ably|"
    r"ful|less|ite|hood|ly$|y$|ist|i[sz])"
)
_NOT_OUR = ("hour", "tour", "pour", "detour", "contour", "four", "paramour", "velour", "glamour")
_ISE = re.compile(r"^(.{3,}?)(i)s(e|es|ed|ing|er|ers|ation|ations|able|ational)$")
_NOT_ISE = re.compile(
    r"(?:^|re|un|dis|over|under)(?:adverti|advi|ari|compri|compromi|demi|despi|devi|disgui|enterpri|excer|exerci|expert|"
    r"franchi|impri|improvi|inci|merchandi|para|premi|preci|promi|rai|rejoi|revi|ri|supervi|surmi|surpri|televi|"
    r"treati|wi|circumci|exci|concei|noi|poi|prai|brui|crui|apprai|chasti|guise|conci|malai|porpoi|cerise|paradi|"
    r"otherwi|likewi|clockwi|expertise|reprise|valise|marquise|turquoise|tortoise|poise|vise|anise|treatise)s?"
)
_YSE = re.compile(r"^(.*(?:anal|paral|catal|hydrol|electrol|dial|psychoanal))ys(e|ed|ing|er|ers)$")
_LL = re.compile(
    r"^(.*(?:trav|mod|lab|canc|lev|fu|du|riv|sign|tot|marsh|tunn|chann|funn|pan|parc|shov|tram|unrav|grov|quarr|jew|"
    r"couns|counc|bev|penc|initi|equ|di|pedd|vict?u|spir|med|barr|dishev|cud?g|swiv|chis|apparr?|appar|ment))"
    r"(e|a|i)ll(ed|ing|er|ers|ist|ors?|ings)$"
)
_CE = re.compile(r"^(def|off|pret|lic)ence(s|d|less)?$")
_PRACTISE = re.compile(r"^practis(e|es|ed|ing)$")


def american(word: str) -> str:
    """The American spelling of a lower-case word; the word itself where it has no other.

    >>> [american(word) for word in ("recognised", "neighbouring", "defence", "travelled", "advise", "centre")]
    ['recognized', 'neighboring', 'defense', 'traveled', 'advise', 'center']
    """
    listed = _WORDS.get(word)
    if listed is not None:
        return listed
    if len(word) < 5:
        return word
    if "ence" in word:
        word = _CE.sub(r"\1ense\2", word)
    if word.startswith("practis"):
        word = _PRACTISE.sub(r"practic\1", word)
    if "our" in word and not word.startswith(_NOT_OUR):
        word = _OUR.sub(r"\1or", word)
    if "ys" in word:
        word = _YSE.sub(r"\1yz\2", word)
    if "is" in word and not _NOT_ISE.match(word):
        word = _ISE.sub(r"\1\2z\3", word)
    if "ll" in word:
        word = _LL.sub(r"\1\2l\3", word)
    return word
