"""The turns of phrase that people describe pain in: idioms, time, and what is denied.

Only what belongs to the language stands here. What a place is called is said by the knowledge
base, in the names and other words of its regions.
"""

from __future__ import annotations

import re

__all__ = ["AS_DENIED", "DENIAL", "IDIOMS", "TIMES", "turn_idioms"]

#: Turns of phrase of several words, and the plain words they stand for. In this order.
_IDIOMS: tuple[tuple[str, str], ...] = (
    # Words that look like places or sides and are none.
    (r"(come|comes|came|coming|go|goes|went|going|get|gets|got) back(?! of)", r"\1"),
    (r"back (?=again|then|when|in the day|at work|to work|to normal|to back)", ""),
    (r"(?:all|just|thats|is) right|alright|(?:right|left) handed", ""),
    (r"right (?:now|away|after|before)", ""),
    (r"(?<!the )(?<!my )right (?=(?:in|at|on|under|underneath|beneath|behind|between|above|below"
     r"|beside|next|around|into|across|through|over|down|up|there|here|where)\b)", ""),
    (r"left (?=over\b|me\b|it\b|untreated|alone|work\b|the (?:house|gym|car|office))", ""),
    (r"(right|left) hand (?=side)", r"\1 "),
    (r"my (right |left )?side(?! of)", r"my \1 side of the trunk"),
    (r"(?:on|to|at) (?:the|its|his|her) (right|left) side(?! of)", r"\1"),
    (r"on (?:the )?other hand|on one hand|hand on heart|by hand|from head to toe|head over heels"
     r"|(?:head|foot|side|top|bottom|end) of (?:the|my) (?:bed|stairs|day)|heart rate"
     r"|side effects?|side by side|flight of stairs|on (?:my|your|their) feet", ""),
    (r"(?:look|looking|looked|glance|glancing) (?:over|behind)(?: my)?(?: shoulder)?", "looking"),
    (r"hand luggage|hand bag|hand made|foot ?ball", "bag"),
    (r"face ?(?:down|up)\b|face to face", "lying"),
    (r"my (?:bottom|behind|rear|seat)(?= (?:hurts|is|aches|and|when|on|feels|gets)|$| ?[.,;])",
     "my backside"),
    (r"rear ends?", "backside"),
    (r"sitting bones?", "sit bone"),
    (r"back (?=(?:and|or) (?:the )?(?:sides?|front)\b)", "rear "),
    # Sides.
    (r"(?:on |at |in )?(?:(?:both|either|each) (?:of (?:the|my) )?sides?|both (?!in |at |when ))",
     " bothsides "),
    (r"bilateral(?:ly)?|two sided|left and right|right and left|left or right|right or left"
     r"|right and the left|left and the right", " bothsides "),
    # Directions.
    (r"(?:little|baby|small|pinky|pinkie) ?finger side|(?:pinky|pinkie|ulna) side", "ulnar"),
    (r"thumb side|radius side", "radial"),
    (r"(?:palm|palmar) side", "palmar"),
    (r"(?:back|knuckle) side of the (?=hand|wrist|finger|thumb)", "back of "),
    (r"in front\b|on the front\b|at the front\b|front side", "front"),
    (r"(?:in back|round the back|around the back|on the back|to the back|at the back"
     r")(?: of)?\b", "behind"),
    (r"next to|close to|near(?: to)?|just off|alongside|to the side of|either side of", "beside"),
    (r"big toe side", "inner"),
    (r"(?:little|small|baby|pinky) toe side", "outer"),
    (r"deep (?:down )?(?:inside|within|in)(?: of)?", "deep"),
    (r"inside of", "inner"),
    (r"(?<!the )(?<!deep )inside (?=(?:my|the|his|her|your)\b)|within\b", " within "),
    (r"underneath the skin|under the skin|in the skin|on the skin|on the surface|skin deep|at the"
     r" surface|superficial(?:ly)?|surface|skin", " onskin "),
    (r"not (?:very |that |so )?deep", " onskin "),
    # Parts named by two words of which one is a direction too.
    (r"(upper|mid|middle) (?:and|or|to) (low|lower|mid|middle) back", r"\1 back and \2 back"),
    (r"(?:lower|low) backs?(?! (?:of|teeth|tooth|molars?)\b)", "lowback"),
    (r"upper backs?(?! (?:of|teeth|tooth|molars?)\b)", "upperback"),
    (r"(?:mid|middle) backs?(?! of)|middle of (?:the|my) back(?! of)", "midback"),
    (r"middle fingers?", "midfinger finger"),
    (r"middle toes?", "midtoe toe"),
    (r"middle (?=(?:and|or|,) (?:my )?(?:ring|little|index|pinky) finger)", "midfinger finger "),
    (r"between ((?:\w+ ){0,3}?\w+(?<!s) )and\b", r"between \1"),
    # Feelings.
    (r"pins (?:and|n) needles?|gone to sleep|(?:goes|going|go|fall|falls|falling|fell) (?:to sleep"
     r"|asleep)|crawling ants", "tingling"),
    (r"electric shocks?|knife like|like (?:a |being stabbed with a )?(?:knife|knives|needle)"
     r"|electric", "stabbing"),
    (r"(?:no|lost|loss of|lack of|without)(?: the| all)? (?:feeling|sensation)"
     r"|(?:cannot|cant|can not) feel|dead leg|(?:goes|gone|feels|went) dead", "numb"),
    (r"on fire|red hot", "burning"),
    (r"can not|cant|could not|couldnt|can hardly|can barely|unable to"
     r"|not able to|struggle to|wont let me", "cannot"),
    (r"charley ?horse|charlie ?horse", "charley horse"),
    (r"x ray", "xray"),
    (r"it bands?", "itband"),
)  # fmt: skip
IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})" + ("" if pattern.endswith((")", r"\b")) else r"\b")), meaning)
    for pattern, meaning in _IDIOMS
)
#: When it hurts: each is named as it is shown.
TIMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{pattern})\b"))
    for name, pattern in (
        ("in the morning", "mornings?|first steps?|wak(?:e|ing) up|getting out of bed"),
        ("in the evening", "evenings?|end of the day"),
        ("at night", "nights?|nighttime|in bed|sleep(?:ing)?|overnight"),
        ("when sitting", "sit(?! bones?)|sits|sitting(?! bones?)|sat|desk|driving"),
        ("when standing", "stand|standing|stood"),
        ("when walking", "walk|walks|walking|hiking"),
        ("when running", "jogging|when running|after running|when i run|after a run"),
        ("on stairs", "stairs|steps|upstairs|downstairs|staircase"),
        ("when chewing", "chew|chews|chewing|biting"),
        ("on breathing in", "breathe|breathing|deep breath"),
    )
)
_LIST = r"[.,;:!?()]|\b(?:but|and|just|only|then|yet|although|though|when|while|because|it)\b"
#: Words with which something is said not to be there, and after them what is denied.
DENIAL = re.compile(
    r"\b(?:no (?!longer|idea|matter|position|rest\b|strength|one\b|cause|reason|infection|cold\b"
    r"|relief|luck|help|better|change|improvement|sleep|appetite|energy|injury|way|doubt|pulse)"
    r"|without(?! (?:warning|reason|cause|any reason|an? (?:cause|reason|period|cold)))"
    r"|nor\b|neither|except(?: for)?|apart from|other than|rather than|instead of|free (?:of|from)"
    r"|nothing (?:in|on|at)\b"
    r"|(?:not|never|isnt|arent|dont|doesnt|didnt|havent|hasnt|no longer)"
    r"(?: (?:really|have|has|had|feel|feels|felt|any|it|go|goes|going|spread|spreads|reach|extend"
    r"|radiate|radiates|hurt|hurts|hurting|ache|involve|affect|get|come|been|a|also|so much|at all"
    r"|painful|sore|pain))*?"
    r"(?= (?:in|on|at|to|into|the|my|past|numb|numbness|tingl\w+|burn\w*|stab\w*|sharp|fever"
    r"|feverish|swollen|swelling|left|right|front|back|inner|outer|deep|behind|any|hot|bothsides"
    r"|below|above|under|beyond|down to|up to|over|dull|ach\w+|weak|pain)\b))"
    rf"(?P<denied>(?:\s+(?!{_LIST})\S+|(?<=[ ])(?!{_LIST})\S+)*)"
)
#: The mark of a denied word.
AS_DENIED = "~"


def turn_idioms(text: str) -> str:
    """Turns of phrase replaced by the plain words they stand for."""
    for pattern, meaning in IDIOMS:
        text = pattern.sub(meaning, text)
    return text
