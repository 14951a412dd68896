"""The words in which buyers say what is wrong with goods, by reason of the contract. Data alone.

In the order in which they are preferred where a text gives several: what can be seen first comes before what follows
from it ("two screws are missing, so it doesn't stand": a part is missing).
"""

from __future__ import annotations

NOT = "not|n't|nt|never|cannot|dont|don't|doesnt|doesn't|didnt|wont|isnt"
_BE = "is|are|was|were|'s|'re|s"
_GOT = "got|get|received|receive|sent|send|came|come|delivered|shipped|arrived|has|have|was|is|and"
_ORDERED = "ordered|order|chose|chosen|bought|picked|wanted|asked|paid|selected|ticked|buy"
COLOURS = (
    "black|white|grey|gray|red|blue|green|yellow|pink|purple|brown|beige|orange|navy|turquoise|silver|gold|cream|violet"
    "|khaki|mustard|burgundy|teal|ivory"
)
_MATERIALS = (
    "plastic|leather|cotton|polyester|wood|wooden|oak|metal|steel|brass|silver|gold|silk|wool|glass|chipboard|nylon"
    "|viscose|linen|rubber|aluminium|iron|pvc|synthetic|acrylic|walnut|bamboo|marble|stone|ceramic"
)
_LOOK = "colour|color|collor|shade|pattern|material|fabric|design|print|finish"
_DIFFERENT = "wrong|different|other|another|incorrect"
_PICTURE = "picture|pictures|photo|photos|photograph|photographs|image|images|pics|pic|foto|fotos"
_TEXT = "description|described|advertised|advertisement|ad|advert|listing|specification|specs|stated|shown|pictured"
_PARTS = (
    "part|parts|piece|pieces|screw|screws|bolt|bolts|cable|charger|manual|instructions|remote|battery|batteries|lid"
    "|leg|legs|door|cap|accessory|accessories|bracket|brackets|adapter|plug|handle|key|keys|strap|stand|component"
    "|components|bag|bit|bits|button|buttons|wheel|wheels|cover|controller|needle|hook|hooks|drawer|shelf|pump"
)
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|1|2|3|4|5|6|7|8|9|10|half"
_SIZES = "xxs|xs|s|m|l|xl|xxl|xxxl|small|medium|large"
_CRUSHED = (
    "smashed|dented|crushed|cracked|cracks|shattered|damaged|damage|scratched|scratches|torn|ripped|bent|squashed"
    "|chipped|dents|shards|squeezed|splintered|soaked|wet|stained|stains|snapped"
)
_A_CRUSH = "crack|scratch|chip|dent|stain|rip|tear"
_ARRIVED = "arrived|came|come|received|delivered|got|unpacked|unwrapped|opened|reached"
_WORK = "work|works|working|function|functioning|functions|turn|switch|start|starts|charge|charges|power|boot|run|heat"
_WORK_MORE = "heats|open|close|hold|holds|connect|connects|play|plays|ring|cool|cools|spin|spins|light|lights|react"
_THING = "item|itme|product|thing|article|model|version|goods|parcel|package|order|one|device|stuff"

REASONS: dict[str, list[str]] = {
    "counterfeit": [
        "fake|fakes|faked|counterfeit|counterfeits|counterfeited|replica|forgery|forged|bootleg|pirated",
        "knockoff|knockoffs|knock-off|knock-offs|imitation|imitations",
        "knock - off|offs",
        f"{NOT} a|an|the? original|genuine|authentic|real",
        f"{NOT} look|seem|appear a|an|the? original|genuine|authentic",
        f"{_BE} just|only? a cheap? copy",
    ],
    "not_received": [
        f"{NOT} _? arrived|arrive|come|came|delivered|reached|reach",
        f"{NOT} yet? received|receive|recieve|got|get|gotten it|them|my|the|this|that|any|anything _?"
        " order|parcel|package|item|product|goods|delivery|shipment?",
        f"{NOT} received|receive",
        f"{NOT} turn|turned|show|showed|shown up",
        "never made _? here|it",
        f"nothing {_BE}|has|have? yet? arrived|come|came|delivered|received|reached",
        "no parcel|package|delivery|shipment",
        "parcel|package|order|shipment|delivery|item|product _? _? lost|vanished|disappeared|missing",
        "lost|vanished|disappeared|missing parcel|package|order|shipment|delivery",
        "lost in transit",
        "still not here",
    ],
    "wrong_item": [
        "wrong|incorrect|different item|product|thing|article|model|version|goods|device|one|order|book|parcel",
        "other|another item|product|thing|article|model|version|goods|device",
        f"{NOT} the one|item|product|thing|model|article? what|which|that? i|we {_ORDERED}",
        f"{NOT} what i|we {_ORDERED}",
        "something else entirely|completely",
        "something completely|entirely|totally different|else",
        "someone|somebody|else else|'s else|'s? order|stuff|parcel|things",
    ],
    "parts_missing": [
        f"missing|misses|lacks|lacking|without _? _? {_PARTS}",
        "missing|misses|lacks|lacking a|the|two|one|three|some|its _",
        f"{_PARTS} _? _? _? _? {_BE}|'m missing|absent|lacking",
        f"{_PARTS} _? _? missing",
        "missing from|in the|my|this? box|parcel|package|set|kit",
        f"{_BE} missing from|in",
        f"{NOT} included|enclosed",
        f"{NOT} in|inside the box|parcel|package|carton|packaging",
        f"{NOT} ever? packed",
        "incomplete",
        f"only {_NUMBERS} of|instead|out of? the|my? _",
        f"only {_NUMBERS} _ _? _? _? _? instead of",
        f"instead of {_NUMBERS}",
        f"{_BE} missing _? {_PARTS}",
        f"a|one|two|three|some {_PARTS} {_BE}|'s missing",
        f"part|parts|piece|something|half _? _? _? _? {_BE}? missing",
    ],
    "wrong_size": [
        "wrong|different|incorrect|other|another size|sizes",
        "size|sizes _? _? wrong|incorrect",
        f"{NOT} the|my|in? the? size _? _? {_ORDERED}",
        f"{_ORDERED} _? _? _? _? size _ _? _? _? _? {_GOT} _? _? _",
        f"{_ORDERED} an|a|size? {_SIZES} _? _? _? _? _? _? _? {_SIZES}",
        f"{_SIZES} instead of an|a? {_SIZES}",
        "two different sizes",
        f"size {NOT} correct|right|the",
        f"size {_BE} not|n't correct|right|the",
        "smaller|bigger|larger size than",
    ],
    "damaged": [
        f"{_CRUSHED}",
        f"a|an|big|deep|small|huge|long|with|has|have {_A_CRUSH}",
        f"{_ARRIVED} _? _? _? broken|brokn",
        "in _? pieces|shards|bits",
        "to pieces",
    ],
    "not_as_described": [
        f"{_DIFFERENT} {_LOOK}",
        f"{_LOOK} _? _? {_DIFFERENT}",
        f"{COLOURS} instead of {COLOURS}",
        f"{_ORDERED} _? _? _? {COLOURS} _? _? _? _? _? _? _? {COLOURS}",
        f"{COLOURS} _? _? _? _? _? {_ORDERED} _? _? _? {COLOURS}",
        f"{COLOURS} _? {NOT} {COLOURS}",
        f"{NOT} _? _? as|like _? _? {_TEXT}",
        f"{NOT} match|matches|fit|correspond _? _? {_TEXT}",
        f"{NOT} match|matches|look|like|the _? _? {_PICTURE}",
        f"nothing like|to _? _? _? {_PICTURE}|{_TEXT}",
        f"different from|than _? _? _? {_PICTURE}|{_TEXT}",
        "looks|look|looked different",
        "misleading",
        f"{_TEXT}|page|website|shop|seller _? said|says|promised|promises|showed|shows",
        f"smaller|bigger|larger|shorter|thinner than _? _? {_TEXT}",
        "used|secondhand|second-hand|refurbished instead|one|item|product|condition",
        f"{_BE} used|secondhand|second-hand|refurbished",
        "second hand",
        f"{_MATERIALS} _? {NOT} _? {_MATERIALS}",
        f"{NOT} made? of? real? {_MATERIALS}",
        f"{_MATERIALS} instead of {_MATERIALS}",
        "bad|poor|terrible|awful|low quality",
        "quality _? _? _? bad|poor|terrible|awful|low",
    ],
    "defective": [
        "broken|broke|brokn|defective|defect|defekt|faulty|malfunction|malfunctions|malfunctioning|kaputt|kaput",
        f"{NOT} _? _? {_WORK}|{_WORK_MORE}",
        "stopped|stoped|stops|quit working|functioning",
        "dead|dies|died|flickers|flickering|leaks|leaking|leaky|jammed|jams|overheats|overheating|smokes|crackles",
        "dead on arrival",
        f"{_BE}|has|been _? _? stuck",
        "burning smell",
        "fell|falls|came|comes|fallen off|apart",
        "cuts|cut out",
        "out of order",
        "battery _? _? empty|drains",
        "stitching|seam _? _? apart|open",
        "gets too? hot",
        "has|have|with|got a|an? fault|faults|hole|holes",
        "a hole",
    ],
    "change_of_mind": [
        "changed|change my|our|her|his the? mind",
        "gone off",
        f"{NOT} like|liked|love it|this|them|these|that|the _? _?",
        f"{NOT} like|liked",
        f"{NOT} want|need|wanted|needed it|this|them|these|that|the _? any|no|anymore|longer|now|after more|longer?",
        f"{NOT} want|need it|this|them|these|that any more",
        f"{NOT} have|got|had? any? need|use for|of",
        "no|longer longer want|need|wanted|needed|require|like",
        "no need|use for",
        f"{NOT} _? my style|taste|thing",
        f"{NOT} suit|suits|flatter me|us|my|our|him|her",
        f"{NOT} match|matches|go|goes with? my|our",
        "by|my mistake|accident",
        "accidentally|mistakenly",
        f"{_ORDERED} _? wrong size|one|item|colour|color|thing|model|product",
        "regret",
        "bought|found|got|have|has _? _? another|cheaper|already|same one|one|elsewhere|somewhere",
        "what i had in mind",
    ],
    "size_unclear": [
        "too|to|very|bit|little|way|so small|big|large|tight|wide|narrow|loose|huge|tiny",
        "sleeves|legs|trousers|arms|they|it|is|are too|to short",
        f"{NOT} fit|fits|fitting",
        "pinch|pinches|pinching",
        "smaller|bigger|larger|tighter than i|we thought|expected|hoped|imagined",
        "runs|run|turned|came small|large|big|out",
        "size _? _? too small|big|large",
    ],
}
