"""Which wishes an English text denies: "don't cancel", "not a refund", "no dispute yet". Token patterns; pure.

Only a wish of the buyer's own counts: "they don't want to refund me", "you haven't cancelled" or "why can't I cancel"
deny none.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span

from bot.nlu.clauses import MARKS, Denial
from bot.nlu.tokens import PhraseBook, tokens
from bot.nlu.word_list import word_list

_DO_NOT = ("do|did not|n't|nt", "dont|don't|dnt|don`t|didnt|donot")
_WISH = "want|wanna|wana|wish|need|like|ask|intend|mean|plan|going"
_GAP = "to|a|an|any|you|my|the|it|for|me|please|be|want|have|get|anyone|that|this|us|of|asking|open|talk|speak|with"

_TARGETS: dict[str, str] = {
    "cancel_order": "cancel|cancell|cancle|cancelling|canceling|cancelled|canceled|cancellation|cancelation|annul",
    "request_refund": "refund|refunds|refunded|refnd|refudn|return|returned|returning|reimbursement|reimburse|money",
    "item_not_as_described": "dispute|disput|disputes|claim|case",
    "talk_to_human": "human|agent|operator|representative",
    "file_complaint": "complaint|complain|report",
    "escalate": "escalate|escalation",
    "out_of_scope": "replacement|exchange|swap|voucher|coupon|repair|new|another|different",
}
# After "no", only the thing itself: "why is there no cancel button" asks about the rules.
_THINGS = _TARGETS | {"cancel_order": "cancellation|cancelation"}
# Who else may be the one who does not want it, or says so.
_OTHERS = frozenset(
    word_list(
        """
    they he she you seller shop store vendor merchant bank who it sellers why could wrote says said
    """
    )
)
# "There is no refund", "still no refund": something that is missing, and not unwanted.
_MISSING = frozenset(word_list("is was 's still got received have had see saw there got yet has came on in for"))
_TURNS = frozenset(word_list("but just only instead because however"))
# Where buyers leave out the marks, these begin anew after the denial: "don't cancel tell me where it is".
_BEGINS_ANEW = frozenset(word_list("i i'd i'm im where when tell can could please what how"))
# "I don't want to cancel any more" takes a request back: there the denial is the request.
_TAKES_BACK = frozenset(["anymore", "longer", "more", "after"])
_FINISHED = frozenset(["cancelled", "canceled", "refunded", "returned"])


def denied(text: str) -> list[Denial]:
    """In the order of the text."""
    return [_denial(span) for span in _book().found_in(tokens(text)) if _is_own_wish(span)]


def _denial(span: Span) -> Denial:
    clause = _clause(span)
    takes_back = any(token.lower_ in _TAKES_BACK for token in clause)
    places = (span.start_char, span.end_char, clause.start_char, clause.end_char)
    return Denial(span.label_, *places, takes_back)


def _is_own_wish(span: Span) -> bool:
    before = {token.lower_ for token in span.doc[max(0, span.start - 4) : span.start]}
    after = {token.lower_ for token in span.doc[span.end : span.end + 1]}
    if before & _OTHERS or (span[0].lower_ == "no" and (before | after) & _MISSING):
        return False
    # "I did not get refunded", "not cancelled yet": a fact, unless it was wished ("I don't want it cancelled").
    wished = any(token.lower_ in _WISH.split("|") for token in span)
    if span[-1].lower_ in _FINISHED and not wished:
        return False
    return not (span.label_ == "request_refund" and span[-1].lower_ == "money" and not wished)


def _clause(span: Span) -> Span:
    """From the mark or word that begins the clause up to the one that begins the next."""
    document, start, end = span.doc, span.start, span.end
    while start > 0 and document[start - 1].text not in MARKS and document[start - 1].lower_ not in _TURNS:
        start -= 1
        if document[start].lower_ == "and":
            break
    while end < len(document) and document[end].text not in MARKS and document[end].lower_ not in _TURNS | _BEGINS_ANEW:
        end += 1
    return document[start:end]


@cache
def _book() -> PhraseBook:
    return PhraseBook({intent: _shapes(intent) for intent in _TARGETS})


def _shapes(intent: str) -> list[str]:
    target = _TARGETS[intent]
    gap = f"{_GAP}?"
    return [
        *(f"{cue} {_WISH}? {gap} {gap} {gap} {gap} {target}" for cue in _DO_NOT),
        f"not {_WISH}|asking|looking|trying|here|to|a|about|cancelling|interested {gap} {gap} {gap} {target}",
        f"not {target}",
        f"no {_THINGS[intent]}",
        f"never asked|wanted|said|meant {gap} {gap} {target}",
        f"instead of {gap} {gap} {target}",
        f"rather than {gap} {gap} {target}",
        f"without {gap} {gap} {target}",
    ]
