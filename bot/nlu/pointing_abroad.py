"""Whether a day in a text of another language than English says which order is meant. Pure; stems, not sentences.

"El pedido de ayer" and "gestern bestellt" point at an order; "ayer cancelé" and "gestern angekommen" do not.
"""

from __future__ import annotations

import re

_BOUGHT = (
    r"compr[eé]|comprad|pedí|pedi\b|hice|ordené|realicé|comprei|encomendei|fiz\b|achet[eé]|command[ée]|passée?|bestellt|gekauft"
    r"|comprat|ordinat|acquistat|ald[ıi][ğg]?[ıi]|verdi[ğg]im|sipariş\s+(?:ettim|verdim|etti[ğg]im)|заказ[аы]|заказанн|купи|куплен"
    r"|zamówi[łl]|zamówion|zamawia|kupi[łl]|kupion|买|買|下单|下單|订的|訂的|注文し|購入|주문한|주문했|구매|산\s|샀|طلبت|اشتريت"
)
_THINGS = (
    r"pedidos?|compras?|orden|encomendas?|commandes?|achats?|bestellung(?:en)?|einkauf|ordin[ei]|acquist[oi]|sipariş\w*|заказ\w*"
    r"|покупк\w*|zamówieni\w*|zakup\w*|订单|訂單|注文|주문|طلب\w*|الطلب"
)
_OF = r"(?:de|del|do|da|du|d['’]|vom|von|di|dell['’]|z|od|от|за)"
_ARTICLE = r"(?:el|la|le|l['’]|día|dia|dnia|jour|am|dem)?"
# What happens to an order after it was made, and what is asked then: the day may be that of this.
_LATER = (
    r"cancel|anul|annul|storn|iptal|отмен|取消|キャンセル|취소|reemb|rembours|erstatt|rimbors|iade|возвр|zwrot|退|返金|환불|lleg|cheg"
    r"|arriv|angeko|gelief|geldi|приш|dosz|przysz|到|届|도착|recib|receb|reçu|erhalt|ricev|получ|otrzym|esper|attend|wart|aspett"
    r"|bekli|жд|czek|等|待|기다|desde|depuis|seit|reclam|dispu|devol|retour|إلغاء|ألغ"
)
_BETWEEN = rf"(?:(?!{_LATER})[^.!?。！？\n]){{0,20}}"
_LED_IN = re.compile(rf"(?:(?:{_BOUGHT}){_BETWEEN}|\b(?:{_THINGS})\s+{_OF}\s*{_ARTICLE}\s*)$", re.IGNORECASE)
_FOLLOWED = re.compile(
    rf"\s*(?:ki|の|的)?\s*(?:{_THINGS}|{_BETWEEN}(?:{_BOUGHT}))(?![^.!?。\n]{{0,18}}(?:{_LATER}))", re.IGNORECASE
)
# "El de ayer", "die von gestern": nothing else is said.
_LITTLE = 10


def points_at_an_order_abroad(text: str, start: int, end: int) -> bool:
    """Whether the day at this place tells which order is meant."""
    before, after = text[:start], text[end:]
    others = sum(character.isalpha() for character in before + after)
    says_nothing_else = others <= _LITTLE and not re.search(_LATER, before + after, re.IGNORECASE)
    return says_nothing_else or bool(_LED_IN.search(before) or _FOLLOWED.match(after))
