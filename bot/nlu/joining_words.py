"""How buyers add a second request to the first, in each language: words only, bot/nlu/several.py reads them.

Alternatives stand between `|` and are patterns; case does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JoiningWords:
    """``also`` begins another request wherever it stands; ``joins`` only before one of ``begins``, which open requests
    (after a comma as well), or of ``goes_on``. ``runs_on`` begins one without any mark before it, unless what
    precedes ends in ``leaning`` (in a language without spaces: it stands between two). ``others`` says that other goods
    are meant than those before.

    A part that begins with ``opens`` or has ``too`` in it says that it is another request (words that other languages
    have as well cannot tell: Polish "i"). ``only_if`` begins what is none, but a condition. ``spaced``: whether words
    have spaces between them.
    """

    also: str
    joins: str
    begins: str
    opens: str
    too: str
    only_if: str
    goes_on: str = "_"
    runs_on: str = ""
    leaning: str = ""
    others: str = ""
    spaced: bool = True


ENGLISH = JoiningWords(
    also="also|plus|besides|in addition",
    joins="and|then|n|&",
    begins="also|then|please|where|when|what|why|how|can|could|would|i'd|cancel|refund|tell|show"
    "|give|send|open"
    "|return|get|take|connect|let|check|put|speak|talk|stop|where's|wheres|when's|whats|what's|is|are|has"
    "|have|did|do|does|will|any|just|forget|report|reimburse|pay|find|track|transfer|pls|plz|who",
    opens="and|oh|another|second",
    too="too|as well|also|another thing|second thing|either",
    only_if="or|but|if|unless|otherwise|else|and if",
    goes_on="i|i'm|im|i've|ive|my|the|for|a|an|nothing|no|still|there's",
    runs_on="where is|where are|where's|wheres|when will|when do|when does|what about|please cancel|pls cancel"
    "|i want to|i would like|i'd like|can you|could you|so now i|so i want",
    leaning="if|or|but|why|that|because|when|unless|whether|know|where|what|how|which|until|before|after|as|please|me"
    "|and|is|only|also",
    others="the other|other one|other order|second one|another order|different order|old one|the rest",
)
SPANISH = JoiningWords(
    also="además|también|aparte|otra cosa|por otro lado",
    joins="y|e",
    begins="además|también|quiero|quisiera|necesito|dónde|donde|cuándo|cuando|por qué|cómo|qué|cancel\\w+"
    "|devuélv\\w+|díga\\w+|dime|puede\\w*|me gustaría|quería|el reembolso|mi reembolso|hablar|anul\\w+"
    "|dónde está|devuelv\\w+|pás\\w+|pas\\w+|avís\\w+|inform\\w+|saber|ponme|ponga\\w*",
    opens="y|e",
    too="también|además|otra cosa|de paso",
    only_if="o|pero|si|salvo|a menos|y si|aunque",
    goes_on="mi|el|la|los|las|no|tampoco|para|del?",
    others="el otro|la otra|otro pedido|el segundo|la segunda",
)
PORTUGUESE = JoiningWords(
    also="além disso|também|outra coisa|aproveitando",
    joins="e",
    begins="também|além|quero|queria|gostaria|preciso|onde|cadê|quando|por que|como|cancel\\w+|devolv\\w+|diga\\w*"
    "|pode\\w*|o reembolso|meu reembolso|falar|anul\\w+|dig\\w+|me diga|inform\\w+|saber|reembols\\w+|passe\\w*",
    opens="e",
    too="também|além disso|outra coisa",
    only_if="ou|mas|se|a não ser|caso|e se",
    goes_on="meu|minha|o|a|os|as|não|para",
    others="o outro|a outra|outro pedido|o segundo|a segunda",
)
FRENCH = JoiningWords(
    also="aussi|en plus|par ailleurs|de plus|d'autre part|autre chose",
    joins="et|puis",
    begins="aussi|je|j'|où|quand|pourquoi|comment|annul\\w+|rembours\\w+|dites|pouvez|pourriez|mon remboursement"
    "|le remboursement|savoir|parler|dis|passez|mettez|donnez|peux|puis|est-ce",
    opens="et",
    too="aussi|également|en plus|autre chose",
    only_if="ou|mais|si|sinon|sauf|et si",
    goes_on="mon|ma|mes|la|le|les|pour|rien",
    others="l'autre|autre commande|le deuxième|la deuxième|le second|la seconde",
)
GERMAN = JoiningWords(
    also="außerdem|ausserdem|zusätzlich|des weiteren|noch etwas|noch was|übrigens",
    joins="und",
    begins="auch|außerdem|ich|wo|wann|warum|wie|was|bitte|stornier\\w+|erstatt\\w+|sagen|können|könnten|kann"
    "|die erstattung|meine erstattung|mit einem|verbinden|dann|sag\\w*|gebt|geben|teil\\w*|zahl\\w*|ist|wer"
    "|mit|möchte|will|schick\\w*",
    opens="und",
    too="auch|außerdem|ausserdem|noch etwas|zusätzlich",
    only_if="oder|aber|wenn|falls|sonst|ansonsten|und wenn|es sei denn",
    goes_on="mein\\w*|die|der|das|den|für|nichts|kein\\w*",
    others="die andere|das andere|der andere|den anderen|andere bestellung|die zweite|das zweite|der zweite",
)
ITALIAN = JoiningWords(
    also="inoltre|anche|in più|un'altra cosa|poi",
    joins="e|ed",
    begins="inoltre|anche|poi|voglio|vorrei|dov'?è|dove|quando|perché|come|annull\\w+|cancell\\w+|rimbors\\w+|ditemi"
    "|potete|può|il rimborso|il mio rimborso|parlare|sapere|dov['’]è|dimmi|dite\\w*|passa\\w*|restitu\\w+"
    "|fate\\w*|quanto",
    opens="e|ed",
    too="anche|inoltre|un'altra cosa",
    only_if="o|oppure|ma|se|altrimenti|a meno|e se",
    goes_on="il|la|lo|i|le|mio|mia|per|non",
    others="l'altr[oa]|altro ordine|il secondo|la seconda",
)
RUSSIAN = JoiningWords(
    also="ещё(?! не)|еще(?! не)|также|кроме того|заодно|плюс",
    joins="и|а",
    begins="ещё|еще|также|где|когда|почему|как|хочу|хотел\\w*|отмените|верните|скажите|подскажите|можно|соедините|мне"
    "|нужно|возврат|позовите|отмен\\w+|верн\\w+|скаж\\w+|узна\\w+|переключ\\w+|свяж\\w+|куда|сообщ\\w+|дайте",
    opens="и|а",
    too="ещё(?! не)|еще(?! не)|также|тоже|заодно|кроме того",
    only_if="или|но|если|иначе|либо|и если|а если",
    goes_on="деньги|мой|моя|мои|моё|за|не",
    others="друг(?:ой|ая|ую) заказ|другой|вторую|второй",
)
POLISH = JoiningWords(
    also="jeszcze (?:jedno|chcę|gdzie|kiedy)|ponadto|poza tym|oprócz tego|dodatkowo|także",
    joins="i|a|oraz",
    begins="jeszcze|też|także|gdzie|kiedy|dlaczego|jak|chcę|chciał\\w+|proszę|anuluj\\w*|zwróć\\w*|powiedz\\w*|czy"
    "|zwrot|połącz\\w*|anulow\\w+|chciał\\w*|co|kiedy|zwró\\w+|połącz\\w*|da[jć]\\w*|proszę|sprawdź\\w*|odda\\w+",
    opens="oraz|i (?:kiedy|gdzie|jeszcze|czy|co)|a (?:kiedy|gdzie|co)",
    too="jeszcze (?:jedno|chcę|gdzie|kiedy)|też|także|również|dodatkowo",
    only_if="lub|albo|ale|jeśli|jeżeli|chyba że|inaczej|a jeśli",
    goes_on="mój|moja|moje|za|nie|ten|ta",
    others="drugi|druga|drugie|inne zamówienie",
)
TURKISH = JoiningWords(
    also="ayrıca|bir de|bi de|ek olarak|bunun yanında",
    joins="ve",
    begins="ayrıca|bir de|nerede|ne zaman|neden|nasıl|iptal|iade\\w*|diğer|lütfen|müşteri|param\\w*|\\w+m nerede"
    "|\\w+\\s+nerede|\\w+\\s+ne zaman|\\w+\\s+iade\\w*|\\w+\\s+iptal|beni|bana|söyle\\w*|temsilci\\w*",
    opens="ve",
    too="ayrıca|bir de|bi de",
    only_if="veya|ya da|ama|eğer|yoksa|aksi",
    others="diğer|öteki|ikinci",
)
ARABIC = JoiningWords(
    also="وأيضا|وأيضًا|أيضا|أيضًا|وكذلك|كذلك|بالإضافة|وكمان|كمان",
    joins="و",
    begins="أين|متى|أريد|لماذا|كيف|هل|وين|ابغى|أرغب|ألغوا|أعيدوا|ألغ\\w*|أعد\\w*|حول\\w*|أخبر\\w*|اريد|بدي|عايز"
    "|الغ\\w*|فين|كم|ما|لم|المبلغ|استرداد",
    opens="و",
    too="أيضا|أيضًا|كذلك|كمان|وأين|ومتى|وأريد|ووين",
    only_if="أو|لكن|ولكن|إذا|إلا",
    others="الآخر|الأخرى|الثاني|الثانية",
)
CHINESE = JoiningWords(
    also="另外|还有|還有|此外|顺便|順便|再就是|以及|同时|同時",
    joins="并|並|再|然后|然後",
    begins="请|請|帮|幫|告诉|告訴|查|转|轉|取消|退款|我想|我要",
    opens="",
    too="另外|还有|還有|此外|顺便|順便|也(?:想|要|请|帮|請|幫)",
    only_if="或|但|如果|要是|不然|否则|除非",
    others="另一个|另外一个|第二个|其他",
    spaced=False,
)
JAPANESE = JoiningWords(
    also="それと|あと(?!で)|また(?=[、,])|さらに|ついでに|加えて|それから|もう一つ",
    joins="",
    begins="",
    opens="",
    too="それと|あと(?!で)|また[、,]|ついでに|もう一つ",
    only_if="または|でも|もし|それか|なければ",
    others="もう一つの|別の|他の",
    spaced=False,
)
KOREAN = JoiningWords(
    also="그리고|또한|또(?= )|추가로|참,|아울러|그리고요",
    joins="",
    begins="",
    opens="",
    too="그리고|또한|또 |추가로|도 (?:취소|환불|알려)",
    only_if="또는|하지만|만약|아니면|그런데 만약",
    runs_on=r"(?<=[시하해주]고)\s+(?!있)",
    others="다른 (?:것|주문|상품)|두 번째",
    spaced=False,
)

ALL: tuple[JoiningWords, ...] = (
    *(ENGLISH, SPANISH, PORTUGUESE, FRENCH, GERMAN, ITALIAN, RUSSIAN, POLISH, TURKISH),
    *(ARABIC, CHINESE, JAPANESE, KOREAN),
)
