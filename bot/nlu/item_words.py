"""Words for things that people buy, so that "the headphones" can tell one order from another.

One form of each word, lower case; plurals are worked out. The words point at an order; titles are compared elsewhere.
"""

from __future__ import annotations

_WORDS = """
adapter | air fryer | amplifier | armchair | backpack | bag | ball | band | basket | bathrobe | battery | bead | bed
bedding | belt | bench | bicycle | bike | bike helmet | bike light | blanket | blender | blouse | book | bookcase
boot | bottle | bowl | box set | bracelet | bra | brush | bulb | cable | calculator | calendar | camera | camping stove
candle | cap | car seat | card | cardigan | carpet | case | chain | chair | charger | chess set | clock | cloth | coat
coffee grinder | coffee machine | coffee maker | comforter | computer | console | controller | cooker | cookware | cover
cup | curtain | cushion | cutlery | dash cam | desk | desk lamp | doll | doorbell | dress | drill | drone | dryer
dumbbell | duvet | ear ring | earbud | earphone | earring | easel | espresso machine | eyeliner | fan | figure | fitness tracker
flashlight | flask | fork | frame | fridge | fryer | frying pan | game | games console | garden chair | garden light
glass | glasses | glove | grill | grinder | guitar | hair dryer | hairdryer | hammer | hammock | handbag
hard drive | hat | headphone | headset | heater | helmet | hoodie | hose | humidifier | iron | jacket | jeans | jewellery
jigsaw | jumper | jug | kettle | keyboard | keychain | kimono | kitchen scale | kite | knife | knife set | ladder | lamp
laptop | laptop sleeve | laptop stand | leash | leggings | lens | light | light bulb | lipstick | lunch box | magnet | makeup | mask
mat | mattress | memory card | microphone | microwave | mirror | mitten | mixer | monitor | mouse | mouse pad | mug
nail polish | necklace | night light | notebook | organizer | oven | paint | painting | pan | pants | pen | pencil
perfume | phone | phone case | photo frame | picture | pillow | plant pot | plate | plush toy | plushie | polish | pot
poster | power bank | power strip | pram | printer | projector | purse | puzzle | pyjama | racket | radio | rain jacket
raincoat | razor | rice cooker | ring | robot vacuum | rope | router | rucksack | rug | running shoe | sandal | saucepan
scale | scarf | scooter | screen protector | screwdriver | serum | sewing machine | shampoo | sheet | shelf | shirt | shoe
short | shower curtain | skateboard | skirt | sleeping bag | slipper | smart watch | smartphone | smartwatch | sneaker
soap | sock | sofa | soldering iron | sound bar | soundbar | speaker | spoon | stand | stove | stroller | suit | suitcase
sunglasses | sweater | sweatshirt | swimsuit | t-shirt | table | tablecloth | tablet | teapot | tea set | television | tent
thermometer | thermos | tie | toaster | tool set | toolbox | toothbrush | torch | towel | toy | trainer | tray | tripod
trouser | tumbler | turntable | tv | umbrella | underwear | usb cable | usb stick | vacuum | vacuum cleaner | vase | vest
violin | waffle maker | wallet | wallpaper | wardrobe | watch | watch strap | water bottle | webcam | wheel | whisk | wig
wine glass | yoga mat | plant stand | bento box | grill pan | extension lead | camping chair | fountain pen | jigsaw puzzle
led bulb | camera strap | strap | duvet cover | pen holder | ssd | rain cover | kitchen knife | tablet case | usb hub | hub
incense | tee | blind | e-reader | mp3 player | dvd | cd | lego set | board game | dog bed | cat tree | litter box
baby monitor | high chair | nappy | diaper | bottle opener | corkscrew | cutting board | chopping board | wok | spice rack
"""

# Words that buyers use for a parcel as often as for a thing: "the box came open" names no item.
NOT_ALONE = frozenset(
    {"card", "picture", "case", "light", "short", "play", "stand", "cover", "glass", "watch", "iron", "fan"}
)

ITEM_WORDS: tuple[str, ...] = tuple(
    " ".join(word.split()) for word in _WORDS.replace("\n", "|").split("|") if word.strip()
)


def plural(word: str) -> str:
    """How the word's plural is written."""
    if word.endswith("s") and not word.endswith("ss"):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith(("shelf", "knife", "scarf")):
        return f"{word.rstrip('fe')}ves"
    return f"{word}s"
