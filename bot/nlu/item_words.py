"""Words for things that people buy, so that "the headphones" can tell one order from another.

One form of each word, lower case; plurals are worked out. The words point at an order; titles are compared elsewhere.
"""

from __future__ import annotations

_WORDS = """
adapter | air fryer | amplifier | armchair | baby monitor | backpack | bag | ball | band | basket | bathrobe
battery | bead | bed | bedding | belt | bench | bento box | bicycle | bike | bike helmet | bike light | blanket
blender | blind | blouse | board game | book | bookcase | boot | bottle | bottle opener | bowl | box set | bra
bracelet | brush | bulb | cable | calculator | calendar | camera | camera strap | camping chair
camping stove | candle | cap | car seat | card | cardigan | carpet | cat tree | cd | chain | chair
charger | chess set | chopping board | clock | cloth | coat | coffee grinder | coffee machine | coffee maker
comforter | computer | console | controller | cooker | cookware | corkscrew | cover | cup | curtain | cushion
cutlery | cutting board | dash cam | desk | desk lamp | diaper | dog bed | doll | doorbell | dress | drill
drone | dryer | dumbbell | duvet | duvet cover | dvd | e-reader | ear ring | earbud | earphone | earring | easel
espresso machine | extension lead | eyeliner | fan | figure | fitness tracker | flashlight | flask | fork
fountain pen | frame | fridge | fryer | frying pan | game | games console | garden chair | garden light | glass
glasses | glove | grill | grill pan | grinder | guitar | hair dryer | hairdryer | hammer | hammock | handbag
hard drive | hat | headphone | headset | heater | helmet | high chair | hoodie | hose | hub | humidifier
incense | iron | jacket | jeans | jewellery | jigsaw | jigsaw puzzle | jug | jumper | kettle | keyboard
keychain | kimono | kitchen knife | kitchen scale | kite | knife | knife set | ladder | lamp | laptop
laptop sleeve | laptop stand | leash | led bulb | leggings | lego set | lens | light | light bulb | lipstick
litter box | lunch box | magnet | makeup | mask | mat | mattress | memory card | microphone | microwave | mirror
mitten | mixer | monitor | mouse | mouse pad | mp3 player | mug | nail polish | nappy | necklace | night light
notebook | organizer | oven | paint | painting | pan | pants | pen | pen holder | pencil | perfume | phone
phone case | photo frame | picture | pillow | plant pot | plant stand | plate | plush toy | plushie | polish
poster | pot | power bank | power strip | pram | printer | projector | purse | puzzle | pyjama | racket | radio
rain cover | rain jacket | raincoat | razor | rice cooker | ring | robot vacuum | rope | router | rucksack
rug | running shoe | sandal | saucepan | scale | scarf | scooter | screen protector | screwdriver | serum
sewing machine | shampoo | sheet | shelf | shirt | shoe | short | shower curtain | skateboard | skirt
sleeping bag | slipper | smart watch | smartphone | smartwatch | sneaker | soap | sock | sofa | soldering iron
sound bar | soundbar | speaker | spice rack | spoon | ssd | stand | stove | strap | stroller | suit | suitcase
sunglasses | sweater | sweatshirt | swimsuit | t-shirt | table | tablecloth | tablet | tablet case | tea set
teapot | tee | television | tent | thermometer | thermos | tie | toaster | tool set | toolbox | toothbrush
torch | towel | toy | trainer | tray | tripod | trouser | tumbler | turntable | tv | umbrella | underwear
usb cable | usb hub | usb stick | vacuum | vacuum cleaner | vase | vest | violin | waffle maker | wallet
wallpaper | wardrobe | watch | watch strap | water bottle | webcam | wheel | whisk | wig | wine glass | wok
yoga mat
"""

# Words that buyers use for a parcel as often as for a thing: "the box came open" names no item.
NOT_ALONE = frozenset({"card", "picture", "light", "short", "play", "stand", "cover", "glass", "watch", "iron", "fan"})

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
