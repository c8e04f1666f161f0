"""The words that people describe pain in: directions, feelings, and what says nothing.

Only what belongs to the language stands here. What a place is called is said by the knowledge
base, in the names and other words of its regions.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "DIRECTIONS",
    "ENGLISH",
    "FEELINGS",
    "FILLERS",
    "FOREIGN",
    "HEADS_TOO_WIDE",
    "MEANT_BY",
    "NOISE",
    "PAIN_WORDS",
    "PLAIN",
    "SPLITTERS",
    "VIEWS",
    "WHEN",
]


def _table(text: str) -> dict[str, str]:
    """``meaning: word word; meaning: word`` as a mapping from each word to its meaning."""
    pairs = (line.split(":") for line in text.split(";") if line.strip())
    return {word: meaning.strip() for meaning, words in pairs for word in words.split()}


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that say on which face or at which end of a part of the body something lies.
DIRECTIONS: Mapping[str, str] = _table(
    """front: front anterior frontmost; back: back rear posterior dorsal; side: side sides;
    inner: inner inside medial innermost inward inwards;
    outer: outer outside lateral external outermost outward outwards;
    upper: upper superior; lower: lower low inferior; top: top uppermost; tip: tip end ends;
    bottom: bottom underside; under: under underneath beneath below; above: above over atop;
    behind: behind; between: between; beside: beside; deep: deep deeply;
    middle: middle mid centre center central midway; palmar: palmar volar;
    radial: radial; ulnar: ulnar"""
)
#: What else a direction may be called in the description of a place.
MEANT_BY: Mapping[str, frozenset[str]] = {
    "inner": frozenset(("ulnar",)),
    "outer": frozenset(("side", "radial")),
    "side": frozenset(("outer",)),
    "behind": frozenset(("back",)),
    "under": frozenset(("bottom", "lower")),
    "bottom": frozenset(("under", "lower")),
    "lower": frozenset(("bottom", "tip")),
    "top": frozenset(("upper",)),
    "upper": frozenset(("top",)),
    "palmar": frozenset(("front",)),
    "front": frozenset(("palmar",)),
    "radial": frozenset(("outer", "side")),
    "ulnar": frozenset(("inner",)),
    "above": frozenset(("upper",)),
    "beside": frozenset(("side",)),
    "between": frozenset(),
    "deep": frozenset(),
}
#: What the side from which a region is looked at says about it.
VIEWS: Mapping[str, str] = {
    "front": "front",
    "back": "back",
    "side": "side",
    "inner": "inner",
    "top": "top",
    "sole": "bottom",
    "below": "bottom",
}
#: How pain feels, in the words of the five qualities.
FEELINGS: Mapping[str, str] = _table(
    """ache: ache aches aching achy ached dull sore soreness throb throbs throbbing gnawing nagging
    heavy heaviness pressure pressing squeezing bruised grumbling cramping;
    burning: burn burns burning burned burnt scalding searing stinging stings sting raw scorching;
    tingling: tingle tingles tingling tingly prickling prickly prickle fizzing buzzing;
    stabbing: stab stabs stabbing stabbed sharp shooting shoots piercing jabbing lancing
    knifelike stabby jab zapping lightning; numb: numb numbness deadness numbed"""
)
#: Words for pain itself: that it is there, not where.
PAIN_WORDS = _set(
    """pain pains painful painfully hurt hurts hurting ache aches aching achy sore soreness
    tender tenderness ouch discomfort uncomfortable agony painfull hurty"""
)
#: Words at which one place ends and the next may begin.
SPLITTERS = _set(
    """and or but then also plus to into onto from with when whenever while if after before as
    because since during until till which that by through towards toward without except
    sitting walking running standing climbing squatting driving typing sleeping hiking"""
)
#: Of these, those after which people tell what they do and not where it hurts.
WHEN = _set(
    """when whenever while if after before during until till by cannot lifting reaching raising
    turning bending kicking looking lying carrying leaning holding putting pulling pushing
    opening closing crossing twisting using clenching grinding playing lift raise turn"""
)
#: Words that say nothing about a pain.
FILLERS = _set(
    """a about again all along also am always an any are as at be been both can come comes
    coming do does did each else ever every few for get gets getting go goes going got
    had has have he her his i im in is it its ive just kind like lot lots main mainly maybe
    me mostly much my myself near now of off on only our own really she since so some
    sometimes somewhere sort still such that the their them there these they thing this
    those too two us usually very was we well were what where whose who will would yes yet
    you your bothsides and or but then to from with when while if into onto which by because
    left right one"""
)
#: Words that tell something of a pain, but neither name a place nor tell it from another.
NOISE = FILLERS | _set(
    """across around round bit body border constant down edge edges area areas extend extends
    far feel feeling feels felt half last mild more most part parts place places region
    reach reaches radiate radiates radiating rim run runs running spot spots spread spreads
    spreading start starts starting travel travels travelling traveling through today up
    whole within onskin floor zone section mental process processes muscle muscles entire
    bad badly severe terrible awful worse worst tight tightness stiff stiffness cramp cramps
    knot knots problem problems trouble issue issues symptom symptoms sensation site neither
    none move moves moving stuck strip patch line open opening alot ok okay"""
)
#: Words that end so many names that alone they name nothing.
HEADS_TOO_WIDE = _set("""joint bone tendon crease hollow fold band point corner base web pad""")
#: English words that show that a text is English; those of other languages are left out.
ENGLISH = (
    PAIN_WORDS
    | _set(
        """the my of and is it when i it's have has feels from behind between with around under
    like after ive very both left right side below above into numb burning tingling
    stabbing"""
    )
) - frozenset(("arm", "hand", "finger"))
#: Little words of other languages that English does not have.
FOREIGN = _set(
    """der das und ich mein meine tut weh nicht auf mit ein eine schmerzen beim le la les et je
    mon ma mal dans au du des une el los las mi mis en con por que duele dolor il lo gli nel
    mio mia ho fa het een ik mijn van och jag har min det jeg og boli"""
)
#: Plain English words that are easily taken for a slip of another.
PLAIN = FILLERS | _set(
    """heal heals healed waist waste hell hill hair card cart band bend bent bond bone bike
    bite book bank hard hat hate heat heard hear help hip hope hole home lack lamp lap lick
    luck next note nice none nosy palm pale paint plain plan play ship shop shot shut sheet
    skip skin slip soil soul soup tail tall take talk tale tea ten test tooth both bath
    bathe thick think thing thin throw through thought though threat tight time tip toy wait
    wake walk wall want warm wash weak wear week went what wheel when while white wide wife
    wild wind wise wish wood word work worn wrong wrote back bag bell best ball call case
    chin chip city class clean close cold cool cost cough could count dark date dead deal
    doctor dog door drink drive each early earth east easy eat egg eight even event ever
    exam face fact fair fall family far farm fast fat feed fell felt file fill film find
    fine finger finish fire fish five flat floor fly food fool forget form found four free
    fresh friend full fun game garden gave girl give glad glass goal gold great green ground
    group grow guess gym half happen happy height hold horse hot hour house huge human
    hungry ill inch job keep kick kid kill kind kitchen knew know lady land large late laugh
    law lead learn least leave lesson letter life lift light list live load long look loose
    lose loss loud love low lunch machine mail make man map mark match mean meat meet mile
    milk mind mine miss money month moon morning mother move music must name need never new
    news night nine noise north nose number ocean office often oil old once open order other
    paper park party pass past pay peace pen people perhaps phone piano pick piece pink
    plane plant plate please point poor post pull push put quick quite race rain rate read
    ready real rest rice rich ride ring rise river road rock roll room rope round rule sad
    safe sail salt same sand save say school sea seat second see seem sell send seven shake
    shape share sharp shoe shoes short should shout show sing sister size sleep slow small
    smile snow soap sock soft some son song soon south speak speed spend spoon sport spring
    stage stand star stay steel step stone stop store storm story strange street strong such
    sugar summer sun sure sweet swim table team tell thank thirty threw ticket tired town
    toys train travel tree trip true try turn twelve twenty under uncle until use van view
    voice vote war water way wet wine winter woman wonder world yard year young zero
    everything anything something nothing everywhere anywhere hamster cat car bus tv pizza
    bottle"""
)
