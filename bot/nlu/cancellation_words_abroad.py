"""The words in which buyers of twelve other languages say why they cancel, by reason of the contract. Data alone.

In the order in which they are preferred where a text gives two; a line for each language. See `Phrasebook`.
"""

from __future__ import annotations

CANCELLATION_REASONS: dict[str, tuple[str, ...]] = {
    "seller_asked": (
        "vendedor _ pidió | vendedor _ dijo que cancel* | tienda me pidió",
        "vendedor _ pediu | vendedor _ disse para cancel* | loja pediu",
        "vendeur m'a demandé | vendeur m'a dit d'annuler | vendeur demande d'annuler",
        "verkäufer hat mich gebeten | verkäufer hat _ gesagt | verkäufer wollte dass | verkäufer bat mich",
        "venditore mi ha chiesto | venditore mi ha detto di annullare",
        "продавец попросил | продавец сказал отменить | продавец просит",
        "sprzedawca poprosił | sprzedawca prosi | sprzedawca kazał",
        "satıcı iptal etmemi istedi | satıcı rica etti | satıcı _ iptal et dedi",
        "البائع طلب مني | طلب مني البائع | طلب البائع",
        "卖家让我 | 卖家叫我 | 卖家要求 | 商家让我 | 賣家叫我",
        "出品者に頼まれ | 出品者から依頼 | ショップから依頼 | 店に言われ",
        "판매자가 _요청 | 판매자가 취소하라",
    ),
    "out_of_stock": (
        "sin stock | agotad* | no hay stock | no tienen stock | no hay existencias",
        "sem estoque | esgotad* | fora de estoque | não tem em estoque",
        "rupture de stock | plus en stock | pas en stock | en rupture",
        "ausverkauft | nicht auf lager | nicht lieferbar | nicht vorrätig | nicht mehr verfügbar",
        "esaurit* | non disponibile | non è disponibile | non è più disponibile",
        "нет в наличии | закончился товар | товара нет",
        "brak towaru | nie ma w magazynie | niedostępn* | wyprzedan*",
        "stokta yok | stok yok | stokta kalmamış | tükendi | tükenmiş",
        "غير متوفر | غير متوفرة | نفدت الكمية | نفذت الكمية",
        "缺货 | 没货 | 无货 | 断货 | 沒貨",
        "在庫切れ | 在庫がな | 品切れ | 売り切れ",
        "품절 | 재고가 없",
    ),
    "duplicate": (
        "pedí dos veces | dos veces lo mismo | compré dos veces | duplicad* | por duplicado",
        "pedi duas vezes | comprei duas vezes | duplicad* | em duplicidade | em dobro",
        "commandé deux fois | en double | acheté deux fois",
        "doppelt bestellt | zweimal bestellt | doppelbestellung | zweimal gekauft",
        "ordinato due volte | comprato due volte | ordine doppio | doppione | doppio ordine",
        "заказал* дважды | дважды заказал* | два раза заказал* | заказал* два раза | дубл*",
        "zamówił* dwa razy | zamówił* dwukrotnie | podwójne zamówienie | zdublowan* | kupił* dwa razy",
        "iki kere sipariş | iki kez sipariş | iki defa sipariş | çift sipariş | iki kere aldım",
        "طلبته مرتين | طلبت مرتين | مكرر",
        "下了两次 | 买了两次 | 重复下单 | 拍了两次 | 重複下單 | 重复购买 | 下重了 | 拍重了",
        "二重に注文 | 二回注文 | 2回注文 | 重複 | 二重注文 | ダブって",
        "두 번 주문 | 중복 주문 | 중복으로 | 두번 주문",
    ),
    "wrong_item": (
        "por error | me equivoqué | me he equivocado | por equivocación | sin querer | dirección equivocada"
        " | dirección incorrecta | talla equivocada",
        "por engano | me enganei | por erro | sem querer | endereço errado | tamanho errado | errei o endereço"
        " | errei o tamanho | comprei errado | pedi errado",
        "par erreur | me suis trompé* | mauvaise adresse | mauvaise taille | par mégarde",
        "aus versehen | versehentlich | falsche adresse | falsche* größe | falsch bestellt | vertippt | verklickt"
        " | irrtümlich",
        "per errore | per sbaglio | mi sono sbagliat* | indirizzo sbagliato | taglia sbagliata | ho sbagliato",
        "по ошибке | ошибся | ошиблась | случайно заказал* | неправильный адрес | неверный адрес | не тот адрес"
        " | не тот размер | перепутал*",
        "przez pomyłkę | pomyłkowo | omyłkowo | pomylił* | zły adres | złego adresu | zły rozmiar | niechcący",
        "yanlışlıkla | yanlış sipariş | yanlış adres* | yanlış beden* | yanlış ürün* seç* | hatalı adres",
        "بالخطأ | بالغلط | عن طريق الخطأ | عنوان خاطئ | العنوان غلط | العنوان خطأ | طلبت بالخطأ",
        "拍错 | 买错 | 下错 | 地址错 | 地址填错 | 地址写错 | 选错 | 點錯 | 點錯了 | 点错 | 填错",
        "間違えて注文 | 間違って注文 | 間違えて買 | 誤って注文 | 住所を間違え | 住所が間違 | サイズを間違え | 注文ミス",
        "실수로 | 잘못 주문 | 주소를 잘못 | 주소가 잘못 | 잘못 골라 | 잘못 눌러",
    ),
    "found_cheaper": (
        "más barat* | mejor precio | mejor oferta",
        "mais barat* | melhor preço | preço melhor",
        "moins cher* | meilleur prix | meilleure offre",
        "billiger | günstiger | besseren preis | besseres angebot",
        "meno caro | trovato a meno | trovato _ a meno | prezzo migliore | più conveniente | prezzo più basso"
        " | costa meno",
        "дешевле | подешевле | по лучшей цене",
        "taniej | tańsz* | lepszą cenę | niższą cenę",
        "daha ucuz* | daha uygun* | daha iyi fiyat",
        "أرخص | ارخص | سعر أفضل | بسعر أقل",
        "更便宜 | 便宜的 | 别家便宜 | 别处便宜 | 便宜一点的 | 價格更低 | 价格更低",
        "もっと安 | より安 | 安いところ | 安い店 | 他で安 | 安く売って",
        "더 싸 | 더 싼 | 더 저렴 | 싸게 파는",
    ),
    "takes_too_long": (
        "tarda demasiado | tarda mucho | tardan demasiado | tardan mucho | demasiado tarde | demora mucho"
        " | demasiado tiempo | no llega a tiempo | no llegará a tiempo",
        "demora demais | demora muito | demorando | muito tempo | chega tarde demais | não chega a tempo"
        " | tarde demais | não vai chegar a tempo",
        "trop long* | trop de temps | trop tard | n'arrivera pas à temps | trop lent*",
        "dauert zu lange | dauert mir zu lange | zu lange | zu spät | nicht rechtzeitig",
        "ci mette troppo | troppo tempo | troppo tardi | non arriva in tempo | non arriverà in tempo | troppo lent*",
        "слишком долго | очень долго | слишком поздно | не успеет | не успевает | долго ждать | долго идет",
        "za długo | zbyt długo | za późno | nie dotrze na czas | nie zdąży",
        "çok uzun sür* | çok geç | zamanında gel* | çok gecik* | uzun sürüyor",
        "يتأخر كثيرا | تأخر كثيرا | متأخر جدا | وقت طويل | لن يصل في الوقت | طولت | تأخر الشحن",
        "太慢 | 太久 | 太晚 | 来不及 | 等不了 | 來不及 | 赶不上",
        "遅すぎ | 時間がかかりすぎ | 間に合わない | 間に合いません | 間に合わなく | 届くのが遅",
        "너무 오래 | 너무 늦 | 너무 느 | 늦게 와",
    ),
    "no_longer_needed": (
        "cambié de opinión | cambiado de opinión | cambie de idea | he cambiado de idea | ya no _ necesito"
        " | ya no _ quiero | me arrepentí | me he arrepentido | no lo necesito | no la necesito"
        " | ya no me hace falta",
        "mudei de ideia | não preciso mais | não quero mais | já não preciso | já não quero | me arrependi | desisti",
        "changé d'avis | plus besoin | n'en veux plus | ne le veux plus | ne la veux plus | regrette mon achat",
        "meinung geändert | anders überlegt | brauche _ nicht mehr | nicht mehr brauch* | will _ nicht mehr"
        " | möchte _ nicht mehr | nicht mehr benötig* | nicht mehr nötig | es mir anders überlegt",
        "cambiato idea | non mi serve più | non serve più | non lo voglio più | non la voglio più | ci ho ripensato"
        " | non ne ho più bisogno",
        "передумал* | больше не нуж* | уже не нуж* | не нуж* больше | расхотел*",
        "zmienił* zdanie | rozmyślił* | już nie potrzebuj* | nie jest już potrzebn* | już nie chcę"
        " | nie potrzebuję już | zrezygnował*",
        "fikrimi değiştirdim | fikrim değişti | vazgeçtim | artık ihtiyacım | artık istemiyorum | artık gerek",
        "غيرت رأيي | غيرت رايي | لم أعد بحاجة | لم أعد أحتاج* | ما عاد احتاج* | لا أحتاجه | ما ابغاه خلاص",
        "改变主意 | 改主意 | 不需要了 | 不想要了 | 不要了 | 用不上了 | 后悔了 | 改變主意 | 用不着了",
        "気が変わ | いらなくな | 必要なくな | 不要にな | もういらない | もう必要な",
        "마음이 바뀌 | 필요 없어 | 필요없어 | 더 이상 필요 | 생각이 바뀌 | 변심",
    ),
}
