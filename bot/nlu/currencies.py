"""How buyers write currencies, in signs and words of thirteen languages: data, as patterns for a whole word each."""

from __future__ import annotations

import re

_EUR = r"€|eur|euros?|евро|يورو|ユーロ|欧元|유로"
_USD = r"us\$|\$|usd|dollars?|bucks?|d[oó]lar(?:es)?|dollari|dolar(?:ów|y)|доллар(?:ов|а|ы)?|دولار|ドル|美元|美金|달러"
CURRENCIES = {
    "EUR": _EUR,
    "USD": _USD,
    "GBP": r"£|gbp|pounds?|quid|libras?|sterline|funt(?:ów|y)?|фунт(?:ов|а)?|ポンド|英镑|파운드",
    "JPY": r"¥|jpy|yen|円|엔|日元|иен",
    "KWD": r"kwd|(?:kuwaiti\s+)?dinars?|دينار|د\.ك",
    "RUB": r"₽|rub|roubles?|rubles?|руб(?:\.|л(?:ей|я|ь))?|р\.?",
    "INR": r"₹|inr|rupees?",
    "PLN": r"zł|pln|zlot(?:y|ys|ych)|złot(?:y|ych|e|ówek)|zl",
    "TRY": r"₺|tl|liras?|lira\w{1,3}",
    "BRL": r"r\$|brl|reais",
    "CNY": r"cny|rmb|yuan|元|块钱|块|塊|人民币|юан(?:ей|я)|위안",
    "KRW": r"₩|krw|원",
    "CHF": r"chf|francs?|franken",
    "AED": r"aed|dirhams?|د\.إ|درهم",
    "SAR": r"sar|riyals?|ريال|ر\.س",
    "EGP": r"egp|جنيه|ج\.م",
    "SEK": r"sek|kronor",
    "MXN": r"mxn|pesos?",
}
# Of three countries: which one is not said.
_CROWNS = r"kr\.?"
THREE_DECIMALS = ("KWD",)

ANY_CURRENCY = "|".join((*CURRENCIES.values(), _CROWNS))
# These end a sum, whatever letter follows: in their languages no space stands between words.
UNSPACED = r"块钱|人民币|日元|欧元|美元|美金|英镑|ユーロ|ドル|ポンド|유로|달러|위안|[円엔元원€$£¥₺₽₩₹]"
_SIGN_OF_YUAN = "¥"


def code_of(written: str, language: str | None = None) -> str | None:
    """The code of what is written; None where it is of several countries. ¥ is a yuan where the text is Chinese."""
    if written == _SIGN_OF_YUAN and language == "zh":
        return "CNY"
    return next((code for code, words in CURRENCIES.items() if re.fullmatch(words, written, re.IGNORECASE)), None)
