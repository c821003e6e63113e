"""English words whose forms follow no rule."""

from __future__ import annotations

__all__ = ["DOUBLING", "GRADES", "NOUNS", "SHORT_ADJECTIVES", "VERBS"]

_VERBS = """
arise arose arisen | awake awoke awoken | be was,were been is am are being | bear bore borne | beat beat beaten
become became become | begin began begun | bend bent bent | beset beset beset | bet bet bet | bid bid,bade bid,bidden
bind bound bound | bite bit bitten | bleed bled bled | blow blew blown | break broke broken | breed bred bred
bring brought brought | broadcast broadcast,broadcasted broadcast | build built built | burn burned,burnt burned,burnt
burst burst burst | buy bought bought | cast cast cast | catch caught caught | choose chose chosen | cling clung clung
come came come | cost cost cost | creep crept crept | cut cut cut | deal dealt dealt | dig dug dug | do did done does
draw drew drawn | dream dreamed,dreamt dreamed,dreamt | drink drank drunk | drive drove driven | dwell dwelt dwelt
eat ate eaten | fall fell fallen | feed fed fed | feel felt felt | fight fought fought | find found found
flee fled fled | fling flung flung | fly flew flown | forbid forbade forbidden
forecast forecast,forecasted forecast | forget forgot forgotten
forgive forgave forgiven | forsake forsook forsaken | freeze froze frozen | get got got,gotten | give gave given
go went gone goes | grind ground ground | grow grew grown | hang hung,hanged hung,hanged | have had had has
hear heard heard | hide hid hidden | hit hit hit | hold held held | hurt hurt hurt | keep kept kept | kneel knelt knelt
know knew known | lay laid laid | lead led led | lean leaned,leant leaned,leant | leap leapt,leaped leapt,leaped
learn learned,learnt learned,learnt | leave left left | lend lent lent | let let let | lie lay,lied lain,lied
light lit,lighted lit,lighted | lose lost lost | make made made | mean meant meant | meet met met | mow mowed mown
offset offset offset | pay paid paid | plead pleaded,pled pleaded,pled | prove proved proved,proven | put put put
quit quit quit | read read read | rend rent rent | rid rid rid | ride rode ridden | ring rang rung | rise rose risen
run ran run | say said said | see saw seen | seek sought sought | sell sold sold | send sent sent | set set set
sew sewed sewn | shake shook shaken | shed shed shed | shine shone shone | shoot shot shot | show showed shown
shrink shrank shrunk | shut shut shut | sing sang sung | sink sank sunk | sit sat sat | slay slew slain
sleep slept slept | slide slid slid | smell smelt smelt | sow sowed sown | speak spoke spoken | speed sped sped
spend spent spent | spill spilt spilt | spin spun spun | split split split | spread spread spread
spring sprang sprung | stand stood stood | steal stole stolen | stick stuck stuck | sting stung stung
strike struck struck,stricken | string strung strung | strive strove striven | swear swore sworn | sweep swept swept
swell swelled swollen | swim swam swum | swing swung swung | take took taken | teach taught taught | tear tore torn
tell told told | think thought thought | thrive thrived,throve thrived | throw threw thrown | thrust thrust thrust
tread trod trodden | upset upset upset | wake woke woken | wear wore worn | weave wove woven | weep wept wept
win won won | wind wound wound | wring wrung wrung | write wrote written
"""

_NOUNS = """
man men | woman women | child children | person people,persons | foot feet | tooth teeth | goose geese | mouse mice
ox oxen | louse lice | die dice | penny pence | brother brothers,brethren | leaf leaves | life lives | knife knives
wife wives | half halves | self selves | shelf shelves | thief thieves | loaf loaves | wolf wolves | calf calves
elf elves | sheaf sheaves | scarf scarves,scarfs | hoof hooves,hoofs | wharf wharves,wharfs | dwarf dwarves,dwarfs
crisis crises | basis bases | thesis theses | hypothesis hypotheses | analysis analyses | axis axes | oasis oases
diagnosis diagnoses | parenthesis parentheses | synthesis syntheses | emphasis emphases | genesis geneses
phenomenon phenomena | criterion criteria | automaton automata | datum data | medium media,mediums
memorandum memoranda,memorandums | referendum referendums,referenda | bacterium bacteria | curriculum curricula
stratum strata | spectrum spectra | addendum addenda | forum forums,fora | plenum plenums,plena | consortium consortia
moratorium moratoriums,moratoria | ultimatum ultimatums,ultimata | symposium symposia,symposiums | aquarium aquaria
stimulus stimuli | nucleus nuclei | radius radii | alumnus alumni | focus foci,focuses | syllabus syllabi
terminus termini | cactus cacti | fungus fungi | locus loci | index indices,indexes | appendix appendices,appendixes
matrix matrices | vertex vertices | codex codices | formula formulas,formulae | larva larvae | alga algae
antenna antennae,antennas | corps corps | series series | species species | means means | headquarters headquarters
aircraft aircraft | spacecraft spacecraft | hovercraft hovercraft | sheep sheep | deer deer | fish fish,fishes
offspring offspring | crossroads crossroads | barracks barracks | gallows gallows | bureau bureaus,bureaux
plateau plateaus,plateaux | chateau chateaux | tableau tableaux | coup coups | passerby passersby | corpus corpora
genus genera | opus opera | schema schemata,schemas | stigma stigmata,stigmas | dogma dogmas,dogmata | quantum quanta
echo echoes | hero heroes | veto vetoes | embargo embargoes | potato potatoes | tomato tomatoes | cargo cargoes,cargos
torpedo torpedoes | mosquito mosquitoes,mosquitos | volcano volcanoes,volcanos | negro negroes | tornado tornadoes
motto mottoes,mottos | manifesto manifestos,manifestoes | ghetto ghettos,ghettoes | buffalo buffaloes | quiz quizzes
oblast oblasts,oblasti | soum soums | aul auls | krai krais | tenge tenge | sum sums,sum | soum soum | baht baht
akim akims | Kyrgyz kyrgyz | som som,soms | yuan yuan | renminbi renminbi | rouble roubles | kopek kopeks
"""

_GRADES = """
good better best | bad worse worst | far farther,further farthest,furthest | little less least | many more most
old older,elder oldest,eldest
"""

DOUBLING = frozenset(
    """refer prefer infer confer defer transfer deter incur occur recur concur commit permit admit submit omit transmit
    remit emit rebel compel expel repel propel dispel impel control patrol extol annul enrol fulfil instil distil
    regret abet allot equip embed outwit forget begin upset offset unplug overrun outrun program handicap kidnap
    worship format beset recap nonplus acquit quit quiz outbid forbid input output reset debar disbar abhor inter
    demur aver cosignal intermit""".split()
)
"""Verbs of several syllables that double their last letter before -ed and -ing."""

SHORT_ADJECTIVES = frozenset(
    """angry big bitter blunt bold brave brief bright broad busy calm cheap clean clear clever cold cool crazy cruel
    dark dear deadly deep dense dirty dry dull early easy fair faint fast fat few fierce firm fit fresh friendly full
    good grave great guilty happy hard harsh healthy heavy high holy hot huge humble hungry keen large late lazy lean
    light likely lonely long loose loud low lucky mean mild narrow near neat new noble noisy old pale poor pretty proud
    pure quick quiet rare rich risky rough rude sad safe severe shallow sharp short shy sick simple slow small smart
    smooth soft sour stable steady steep stern stiff strict strong sturdy sweet swift tall tense thick thin tight tiny
    tough true ugly vague vast warm weak wealthy weary wet wide wild wise worthy young""".split()
)
"""Adjectives that have a comparative: what tells them where a glossary names no part of speech."""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for row in text.replace("\n", " | ").split("|"):
        words = row.replace(",", " ").split()
        if words:
            rows[words[0].lower()] = rows.get(words[0].lower(), ()) + tuple(words[1:])
    return rows


VERBS = _table(_VERBS)
"""A verb to its past forms and participles, and whatever else of it is irregular."""
NOUNS = _table(_NOUNS)
"""A noun to its plurals."""
GRADES = _table(_GRADES)
"""An adjective to its comparatives and superlatives."""
