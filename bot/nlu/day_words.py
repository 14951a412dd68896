"""How twelve languages name days of the past: data. Patterns for whole words, without regard to capitals.

`back`: words for today, yesterday, the day before. `ago`: with `{n}` for the number and `{unit}` for what is counted.
`units`: days, weeks, months. `date`: with `{day}` and `{month}`. `last`: the week, then the month before this one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DayWords:
    """One language's words; months from January, weekdays from Monday, each as the stem that its endings follow."""

    back: tuple[str, str, str]
    ago: str
    units: tuple[str, str, str]
    last: tuple[str, str]
    date: str = ""
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DAY_WORDS = {
    "es": DayWords(
        ("hoy", "ayer|anoche", "anteayer|antes de ayer|antier"),
        r"hace\s+{n}\s+{unit}",
        (r"d[ií]as?", "semanas?", "mes(?:es)?"),
        ("(?:la )?semana pasada", "(?:el )?mes pasado"),
        r"{day}\s+de\s+{month}",
        _names("enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre"),
        _names("lunes martes mi[eé]rcoles jueves viernes s[aá]bado domingo"),
    ),
    "pt": DayWords(
        ("hoje", "ontem", "anteontem"),
        r"(?:há|ha|faz)\s+{n}\s+{unit}(?:\s+atr[áa]s)?",
        ("dias?", "semanas?", "m[êe]s(?:es)?"),
        ("(?:na )?semana passada", "(?:no )?m[êe]s passado"),
        r"{day}\s+de\s+{month}",
        _names("janeiro fevereiro mar[çc]o abril maio junho julho agosto setembro outubro novembro dezembro"),
        _names("segunda-feira ter[çc]a-feira quarta-feira quinta-feira sexta-feira s[áa]bado domingo"),
    ),
    "fr": DayWords(
        (r"aujourd['’]?hui", "hier(?: soir)?", "avant-hier|avant hier"),
        r"il\s+y\s+a\s+{n}\s+{unit}",
        ("jours?", "semaines?", "mois"),
        ("(?:la )?semaine (?:dernière|derniere|passée)", "(?:le )?mois (?:dernier|passé)"),
        r"{day}(?:er)?\s+{month}",
        _names("janvier f[ée]vrier mars avril mai juin juillet ao[ûu]t septembre octobre novembre d[ée]cembre"),
        _names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    ),
    "de": DayWords(
        ("heute", "gestern", "vorgestern"),
        r"vor\s+{n}\s+{unit}",
        ("tag(?:en)?", "wochen?", "monat(?:en)?"),
        ("(?:letzte|vorige|vergangene)n?r? woche", "(?:letzte|vorige|vergangene)[nrms]? monat"),
        r"{day}\.?\s*{month}",
        _names("j(?:anuar|änner) februar m[äa]rz april mai juni juli august september oktober november dezember"),
        _names("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag"),
    ),
    "it": DayWords(
        ("oggi", "ieri", "l'altro ieri|ieri l'altro|altroieri"),
        r"{n}\s+{unit}\s+fa",
        ("giorn[oi]", "settiman[ae]", "mes[ei]"),
        ("(?:la )?(?:settimana scorsa|scorsa settimana)", "(?:il )?(?:mese scorso|scorso mese)"),
        r"{day}\s+{month}",
        _names("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        _names("luned[iì] marted[iì] mercoled[iì] gioved[iì] venerd[iì] sabato domenica"),
    ),
    "tr": DayWords(
        ("bugün", "dün(?:kü)?", "evvelsi gün|önceki gün"),
        r"{n}\s+{unit}\s+(?:önce|once|evvel)(?:ki)?",
        ("gün", "hafta", "ay"),
        ("geçen hafta(?:ki)?", "geçen ay(?:ki)?"),
        r"{day}\s+{month}(?:['’]?\w{{1,3}})?",
        _names("ocak [şs]ubat mart nisan may[ıi]s haziran temmuz a[ğg]ustos eyl[üu]l ekim kas[ıi]m aral[ıi]k"),
        _names("pazartesi sal[ıi] çarşamba perşembe cuma cumartesi pazar"),
    ),
    "ru": DayWords(
        ("сегодня(?:шн\\w+)?", "вчера(?:шн\\w+)?", "позавчера"),
        r"{n}\s+{unit}\s+(?:тому\s+)?назад",
        ("д(?:ень|ня|ней)", "недел[юиь]", "месяц(?:а|ев)?"),
        ("(?:на )?прошл(?:ой|ую|ая) недел[еюя]", "(?:в )?прошл(?:ом|ый) месяце?"),
        r"{day}(?:-?го)?\s+{month}",
        _names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        _names("понедельник вторник сред[ау] четверг пятниц[ау] суббот[ау] воскресенье"),
    ),
    "pl": DayWords(
        ("dzi(?:ś|s|siaj)", "wczoraj(?:sz\\w+)?", "przedwczoraj"),
        r"{n}\s+{unit}\s+temu",
        ("dni|dzień", "tydzień|tydzien|tygodni[ea]?", "miesi(?:ąc|ac|ące|ęcy)"),
        ("(?:w )?(?:zeszły|ubiegły|poprzedni)m? ty(?:dzień|godniu)", "(?:w )?(?:zeszły|ubiegły|poprzedni)m? miesiącu?"),
        r"{day}\.?\s+{month}",
        _names("stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrze[śs]nia pa[źz]dziernika"
                " listopada grudnia"),
        _names("poniedzia[łl]e?k\\w* wtor\\w+ [śs]rod[aęe] czwart\\w+ pi[ąa]t\\w+ sobot[aęey] niedziel[aęei]"),
    ),
    "ar": DayWords(
        ("اليوم", "أمس|امس|البارحة|امبارح", "أول أمس|اول امس"),
        r"(?:قبل|من|منذ)\s+{n}\s+{unit}",
        ("يوم|أيام|ايام", "أسبوع|اسبوع|أسابيع|اسابيع", "شهر|أشهر|شهور"),
        ("ال[أا]سبوع الماضي", "الشهر الماضي"),
    ),
    "zh": DayWords(
        ("今天|今日", "昨天|昨日|昨晚", "前天"),
        r"{n}\s*个?{unit}(?:之)?前",
        ("天|日", "周|星期|礼拜", "月"),
        ("上个?(?:周|星期|礼拜)", "上个?月"),
    ),
    "ja": DayWords(
        ("今日|本日", "昨日|きのう|昨夜", "一昨日|おととい"),
        r"{n}\s*{unit}前",
        ("日", "週間", "[かヶケカ]月"),
        ("先週", "先月"),
    ),
    "ko": DayWords(
        ("오늘", "어제|어젯밤", "그저께|그제"),
        r"{n}\s*{unit}\s*전",
        ("일", "주일?", "개월|달"),
        ("지난\\s?주", "지난\\s?달"),
    ),
}  # fmt: skip

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "un una um uma une ein einem einer einen bir один одну jeden uno 一 한",
            "dos dois duas deux zwei due iki два две dwa dwie 二 两 두",
            "tres três trois drei tre üç три trzy 三 세",
            "cuatro quatro quatre vier quattro dört четыре cztery 四 네",
            "cinco cinq fünf cinque beş пять pięć 五 다섯",
            "seis six sechs sei altı шесть sześć 六",
            "siete sete sept sieben sette yedi семь siedem 七",
        ),
        1,
    )
    for word in words.split()
}
