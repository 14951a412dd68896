"""English words that buyers use beside those of the trade; a misspelt word may have been meant to be one of them.

No language is told by these: many are written alike in others ("message", "place", "total").
"""

from __future__ import annotations

from bot.nlu.word_list import word_list

ORDINARY = word_list(
    """
    address addresses against again another anybody anyone anything anymore anyway asked asking bank battery better
    birthday bottle bought box brand broke button called cannot card change changed charge charged charger cheap
    cheaper chose closed code colour color complaining complained coming couldn't could coupon courier cracked credit
    damage date deadline decide decided decision describe described description details didn't discount disputed
    disputes doesn't doing email empty escalate every everything exchange expected explain fake faulty finished form
    friend getting give giving gone happen happened happening have help hours inside instead invoice know label last
    late later leave like login long longer looking looks make marketplace messages mistake moment month months
    morning nobody nothing opened opening open other outside page paid part parts password paying people pictures
    place placed platform policies possible postage postcode pressed price process processed processing promised
    promise purchases quick quickly ready really reason reimburse reimbursed replace replaced replacement replied reply
    requested rules said says scratched send sending sent should shop shoes since size smashed some somebody someone
    something soon sorry speak started stolen stop stopped street stuff supposed sure swap take talking tell terms their
    them then there thing things think thought through today tomorrow total tried trying twice understand unpaid until
    used useless very voucher vouchers wallet wanted wanting warranty weeks website were while with without won't work
    worked working works would written wrote years proof confirmed after about also always because been both came
    delivering refunding returning cancels claims wasn't weren't haven't isn't we're
    they're you're somewhere everywhere nowhere hello candle candles
    """
)
