"""Words that look like people though no table has them: names that nobody tagged, and English nouns of agents."""

from khronika.extract.scene import Scene

ENDINGS = ("er", "or", "ist", "ian", "eer", "ee", "ant", "ent", "man", "woman", "person", "ess", "folk", "wife", "mate")
# Nouns with these endings that are no people.
THINGS = frozenset(
    """
    accent access accident account acre address advent agreement air-conditioner amendment ancestor anger
    announcement answer antler apartment appeasement appointment area argument arrangement assent assessment
    attachment ban banner barrier basement battlement bee beer bent binder blender blister bloomer blunder
    boiler bolster booster border bother bottleneck boulder brochure buffer bumper burner business butter
    calculator calendar can caravan career carrier catheter cellar cement cent center centre chamber change
    chapter character charger chatter checklist cinder clamor class cluster clutter coaster coffee colander
    collar color colour comment commitment committee computer condenser conductor confer connector consent
    container content continent contingent converter conveyor cooker cooler corner corridor counter covenant
    cover crater cursor cylinder danger darkness deer degree department deployment descent detachment detector
    detergent deterrent development dimmer dinner disaster discharger disorder distress divider document doer
    door doorstep drawer dresser element elephant elevator embankment employment empowerment encounter
    endorsement enforcement engagement enlargement environment equipment error escalator establishment event
    excess excrement experiment extent fact factor favor favour fee feeder fender fertilizer fever fiber fibre
    filament filler filter finger fist fixer flavor flavour flipper floor flower folder fortress fragment free
    freezer frontier fuel fur furniture future gender generator gesture giant ginger gist glamor glass
    government grader grant grass guarantee gutter hammer hamper hanger happiness harassment harbor harbour
    hardware heater helicopter helmet honor honour horror hour humor humour hunger hydrant illness impeachment
    implant imprisonment improvement incense incident increment indicator ingredient instrument insulator
    internment investment jubilee judgement judgment jumper knee ladder laser latter lavender layer lecture
    ledger lee letter levee level lever list liver locker loss loudspeaker lumber managment manner manoeuvre
    marker mass matter mattress meager measure mess meter minor mirror mist moment monitor monument motor
    movement murder murmur name number ocean odor odour offer oleander order organ ornament outer oven over
    oyster pager paper parameter parchment parliament patent pavement payment peer pendant pepper percent
    permanent pier pillar pitcher placement plan planner plant plaster plunder pointer poker pollutant portent
    poster powder power prayer predicament present press primer printer process processor progress projector
    propeller proper quarantee quarter radiator rafter rant razor reactor receiver recorder referee regiment
    register regulator reminder requirement resentment resort restaurant retirement river roller router rudder
    ruler rumor rumour sandpaper scanner scooter scourge sector see segment semester sensor sentiment server
    settlement sever shelter shiver shoulder shower shutter silver siren slander slant slaughter slipper
    slogan soccer solvent spider spiker spree square staircase starter statement stent sticker stopper
    streamer stress structure stutter success sugar summer supper supplement sweater talent tanker tee temper
    temperament tenement tenor tent terror theater theatre thermometer three thunder tier timber toaster
    toffee toner torrent toucan tournament tower tractor trailer tranfer transfer transformer transmitter
    transponder treatment tree tremor trent trigger trouser tuber tumor tumour twist twitter urgent utter van
    vapor vapour variant vector ventilator vinegar virtue wafer wallpaper want war warrant water weakness
    weather wheelbarrow whisper wilderness winter wonder wrapper wrist zipper
""".split()
)


def looks_human(scene: Scene, index: int) -> bool:
    """Say whether a word may well be somebody: a capitalised name of no place, or a noun that ends like an agent's."""
    token = scene.tokens[index]
    if token.upos == "PROPN":
        return token.text[:1].isupper() and scene.mention_at(index, "place", "date") is None
    if token.upos != "NOUN" or scene.sentence.language != "en":
        return False
    lemma = scene.lemmas[index]
    return len(lemma) > 4 and lemma.endswith(ENDINGS) and lemma not in THINGS
