"""The warning words of the red flags, as people say them of themselves.

What a red flag means and what to do about it stands in the knowledge base. Here is only by which
words it is recognised, rather too often than too seldom: nothing is decided by it but a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["FLAG_WORDS", "flags_in"]

_HEAD = "head|headaches?|migraine|skull"
_CHEST = "chest|breastbone|ribs?|rib cage"
_BACK = "back|lowback|upperback|midback|spine|neck"
_BELLY = "belly|tummy|stomach|abdomen|abdominal"
_SUDDEN = "sudden|suddenly|out of nowhere|thunderclap|exploded|explosive|split second"
_SWOLLEN = "swollen|swelling|swelled|swells|swell|puffy|bigger|thicker"
_HOT = "hot|warm|red|warmer|redness|heat"
_FEVER = "fever|fevers|feverish|temperature|shivering|shivers|chills|shivery"
_WEAK = "weak|weakness|give way|gives way|giving way|collapse|paralysed|paralyzed|numb|numbness"
_FALL = "(?:fell|fall)(?! asleep)"
_CHILD = "my (?:child|son|daughter|kid|toddler|baby|boy|girl)|year old (?:boy|girl|child)|child"

#: For each red flag several ways to say it; each is as strong as its number, and needs all its
#: groups of words.
FLAG_WORDS: Mapping[str, tuple[tuple[float, tuple[str, ...]], ...]] = {
    "flag_chest": (
        (1.0, (_CHEST, "left arm|jaw|into (?:my |the )?arms?|down (?:my |the )?arms?",
               "sweat|sweating|sweaty|breathless|short of breath|sick|nausea|pain|pressure")),
        (1.0, (_CHEST, "sweat|sweating|sweaty|clammy|breathless|breathlessness|short of breath"
                       "|shortness of breath|cannot breathe|trouble breathing|nausea|doom|faint"
                       "|fainting|crushing|elephant|vice")),
        (0.8, ("chest", "pressure|tight|tightness|squeezing|heaviness|heavy weight|exertion|effort"
                        "|climb|climbing|uphill|left arm")),
        (0.8, ("left arm", "sweat|sweating|jaw|breathless|short of breath")),
        (0.5, ("chest|heart",)),
    ),
    "flag_thunderclap": (
        (1.0, (_HEAD, f"{_SUDDEN}|like a bang|bang|within seconds|worst|during sex|after sex")),
    ),
    "flag_headache_fever": (
        (1.0, (_HEAD, f"{_FEVER}|rash|confused|confusion|drowsy|light hurts")),
        (0.8, (_HEAD, "blow to the|hit my|banged my|knock(?:ed)? (?:on|my)|concussion")),
        (1.0, ("stiff neck|neck", _FEVER)),
    ),
    "flag_stroke": (
        (1.0, ("face|mouth|eyelid", "droop|droops|drooping|drooped|lopsided|hanging|dropped")),
        (1.0, ("slurred|slurring|slur|cannot speak|cannot find words|muddled speech",)),
        (1.0, (_SUDDEN, "weak|weakness|numb|numbness|unsteady|cannot see|lost vision|double")),
        (0.8, ("double vision|seeing double",)),
    ),
    "flag_neck_trauma": (
        (1.0, ("neck|back of (?:my |the )?head", f"{_FALL}|accident|crash|whiplash|jerk|cracked"
               "|manipulation|chiropractor|dived|diving")),
        (0.8, ("neck", "double vision|drooping|unsteady|slurred|dizzy|dizziness|faint")),
    ),
    "flag_cauda_equina": (
        (1.0, ("numb|numbness|tingling|cannot feel",
               "between (?:my |the )?(?:legs|thighs)|saddle|anus|genitals?|groin and bum|crotch"
               "|private parts|privates|back passage|perineum|toilet paper|when i wipe")),
        (1.0, ("cannot|trouble|hard to|difficulty|lost control|losing control|no control|wet myself"
               "|leaking|incontinent|soiled", "pee|urine|urinate|urinating|wee|bladder|bowels?|poo"
               "|stool|passing water|toilet|wet myself|soiled|incontinent")),
        (1.0, ("both legs|legs", "weak|weakness|give way|giving way|cannot walk")),
    ),
    "flag_spreading_weakness": (
        (1.0, ("numb|numbness|weak|weakness", "spreading|spreads|getting worse|growing|every day"
               "|more and more|wasting|higher and higher|climbing up")),
        (0.9, ("clumsy|wasting|wasted|shrinking|dropping things", "arm|hand|hands|leg|fingers?")),
        (0.6, ("weak|weakness|no strength|paralysed|paralyzed", "arms?|legs?|hands?|foot")),
    ),
    "flag_foot_drop": (
        (1.0, ("foot|toes", "drops|drop|dropped|slaps|slap|slapping|drags|dragging|cannot lift"
               "|cannot raise|trip|tripping|catches")),
    ),
    "flag_fever_back": ((1.0, (_BACK, _FEVER)), (0.5, (_FEVER,))),
    "flag_weight_loss_night_pain": (
        (1.0, ("lost|losing|loss", "weight|kilos?|kg|pounds|stone")),
        (1.0, ("night sweats|sweats? at night|drenched|sweat(?:ing)? (?:at|in the) night",)),
        (0.8, ("nothing eases|no position|day and night|never eases|never stops|never lets up"
               "|wakes me every night|constant night",)),
    ),
    "flag_cancer_history": (
        (1.0, ("cancer|tumour|tumor|chemo|chemotherapy|lymphoma|melanoma|metastas\\w+",)),
    ),
    "flag_trauma": (
        (1.0, (f"{_FALL}|accident|crash|crashed|run over|hit by|fracture|broken|crooked"
               "|deformed|fallen|car accident|knocked over|collision",)),
        (0.8, ("cannot", "put (?:any )?weight|bear weight|stand on|load")),
    ),
    "flag_calf_swelling": (
        (1.0, ("calf|calves|lower leg|leg", _SWOLLEN)),
        (0.9, ("calf|lower leg", f"{_HOT}|flight|plane|plaster|clot|thrombosis")),
        (1.0, ("blood clot|dvt|thrombosis",)),
    ),
    "flag_pulsing_belly": (
        (1.0, (f"{_BELLY}|navel", "pulsing|pulsating|throbbing|beating|pulse|heartbeat|aneurysm")),
    ),
    "flag_acute_belly": (
        (1.0, (_BELLY, f"{_SUDDEN}|vomit|vomiting|throwing up|hard as|rigid|unbearable"
               f"|black stools?|{_FEVER}|severe|agony|pregnant|missed period|getting worse")),
        (1.0, ("black stools?|blood in (?:my |the )?(?:stools?|poo)|bloody stools?|appendicitis",)),
    ),
    "flag_blood_urine": (
        (1.0, ("blood|bloody|red|brown|burning|burns|stings", "urine|pee|wee|peeing|urinating")),
        (1.0, ("loin|flank|kidneys?|side", _FEVER)),
        (0.9, ("loin|flank|kidneys?", "waves|comes in waves|colic|stones?")),
    ),
    "flag_groin": (
        (1.0, ("testicles?|balls?|scrotum|testis", f"{_SUDDEN}|{_SWOLLEN}|lump")),
        (1.0, ("groin", "lump|bulge|swollen|swelling|hernia")),
        (0.8, ("hip", "cannot (?:put|bear|stand)|bear weight")),
    ),
    "flag_temporal_arteritis": (
        (1.0, ("temples?|scalp|headaches?", "comb(?:ing)?|brush(?:ing)? my hair|chew(?:ing)?|vision"
               "|cannot see|blurred|over (?:50|60|70)|(?:5|6|7|8)\\d (?:years? old|yo)\\b")),
    ),
    "flag_eye_sudden": (
        (1.0, ("vision|sight|eye|eyes|see", f"{_SUDDEN}|lost|losing|blurred|blurry|blind|double"
               "|flashes|curtain|red|drooping|cannot see|gone black|black spots")),
    ),
    "flag_dental_infection": (
        (1.0, ("teeth|tooth|toothache|jaw|cheek|gums?|mouth|face", f"{_FEVER}|pus|abscess"
               "|bad taste|cannot swallow|swollen|swelling")),
        (0.8, ("cannot|trouble|hard to", "swallow|swallowing|breathe|breathing")),
    ),
    "flag_hot_swollen_joint": (
        (1.0, ("joint|knee|ankle|elbow|wrist|toe|shoulder|hip|finger|thumb", _HOT, _SWOLLEN)),
        (0.7, ("joint|knee|ankle|elbow|wrist|toe", f"{_HOT}")),
        (0.6, ("joint|knee|ankle|elbow|wrist|toe", _SWOLLEN)),
    ),
    "flag_compartment": (
        (1.0, ("shin|calf|forearm|leg", "rock hard|hard as|tight as a drum|plaster|crushed"
               "|hard and swollen|swollen and hard")),
    ),
    "flag_sudden_hearing_loss": (
        (1.0, ("deaf|hearing|cannot hear|hear", f"{_SUDDEN}|lost|loss|gone|overnight|deaf")),
        (0.9, ("ear", "pulse|heartbeat|discharge|pus|fluid")),
    ),
    "flag_throat_warning": (
        (1.0, ("hoarse|sore throat|ulcer|lump in (?:my |the )?(?:neck|mouth)",
               "weeks?|months?")),
        (1.0, ("food", "sticks|stuck|sticking|goes down|cannot swallow")),
        (0.9, ("blood|bleeding", "spit|saliva|cough|coughing|throat")),
    ),
    "flag_breath_pain": (
        (1.0, ("cough|coughing|coughed", "blood")),
        (1.0, (f"breath|breathing|breathe|{_CHEST}", f"{_SUDDEN}|racing heart|palpitations|{_FEVER}"
               "|short of breath|breathless|cannot breathe|after (?:my )?(?:flight|operation)")),
    ),
    "flag_breast_change": (
        (1.0, ("breasts?|nipples?", "lump|dimple|dimpled|puckered|bleeding|crust|turned in|shape"
               "|discharge|red|hot")),
        (0.9, ("armpit", "lump|lumps")),
    ),
    "flag_pelvic_bleeding": (
        (1.0, ("bleeding|bleed|blood", "sex|menopause|between periods|back passage|vagina|vaginal"
               "|pregnant|pregnancy|rectum|anus|bum|bottom")),
        (0.9, ("pelvis|pelvic|vagina|vaginal", f"{_FEVER}|discharge|lump")),
    ),
    "flag_yellow_skin": ((1.0, ("yellow|jaundice",)),),
    "flag_pregnancy_upper_belly": (
        (1.0, ("pregnant|pregnancy|weeks gone|gave birth|expecting", f"{_HEAD}|flashes|ribs"
               "|upper belly|vomiting|swollen|swelling")),
    ),
    "flag_dark_urine": ((1.0, ("dark|brown|cola|tea coloured|black", "urine|pee|wee")),),
    "flag_child_pain": (
        (1.0, (_CHILD, "limp|limps|limping|will not walk|wont walk|swollen|hot|rash|bruises"
               f"|wakes|{_FEVER}")),
        (0.5, (_CHILD, "pain|hurts|hurt|sore|legs?|knees?|hip|back|aches?")),
    ),
    "flag_tendon_tear": (
        (1.0, ("snap|snapped|pop|popped|popping sound|tore|torn|ripped|rip|kicked me|been kicked"
               "|kicked in",)),
    ),
    "flag_blood_supply": (
        (1.0, ("calf|calves|legs?|foot|feet|buttocks?|toes?", "stand still|standing still|stop"
               "walking|when i stop|same distance|metres|meters|window shopping|pale|blue|white"
               "|icy|ice cold|hangs? down|hanging down|cold")),
    ),
    "flag_arm_swelling": (
        (1.0, ("arm|hand", f"{_SWOLLEN}|blue|veins|white and cold|cold and white")),
    ),
    "flag_hand_infection": (
        (1.0, ("finger|fingers|hand|thumb", "red streak|pus|throbs|bite|bitten|thorn|infected"
               f"|{_FEVER}")),
        (0.8, ("finger|thumb", f"{_SWOLLEN}")),
    ),
    "flag_sore_numb_foot": (
        (1.0, ("diabetes|diabetic", "foot|feet|toes?|sole|heel")),
        (1.0, ("foot|feet|toes?|sole|heel", "ulcer|blister|black|wound|sore that")),
    ),
    "flag_long_stiffness": (
        (1.0, ("stiff|stiffness", "all morning|hours|an hour|half an hour|30 minutes|every morning"
               "for|both shoulders|shoulders and hips|hips and shoulders")),
    ),
    "flag_shingles": (
        (1.0, ("rash|blisters?|shingles|spots", "burning|burn|pain|hurts?|strip|side|chest|face"
               "|eye|ribs|back|shingles")),
    ),
    "flag_stress_fracture": (
        (1.0, ("stress fracture",)),
        (0.9, ("bone|shin|foot|hip|groin", "one spot|every step|each step|hop|hopping|marching")),
    ),
}  # fmt: skip
_COMPILED = {
    flag: tuple(
        (strength, tuple(re.compile(rf"\b(?:{group})\b") for group in groups))
        for strength, groups in ways
    )
    for flag, ways in FLAG_WORDS.items()
}


def flags_in(text: str, known: Iterable[str]) -> dict[str, float]:
    """Which of some red flags a text says, with how strongly, strongest first.

    Parameters
    ----------
    text
        Lower-case words with blanks between, what is denied left out.
    known
        Ids of the red flags there are.
    """
    found: dict[str, float] = {}
    for flag in known:
        for strength, groups in _COMPILED.get(flag, ()):
            if strength > found.get(flag, 0.0) and all(g.search(text) for g in groups):
                found[flag] = strength
    return dict(sorted(found.items(), key=lambda f: (-f[1], f[0])))
