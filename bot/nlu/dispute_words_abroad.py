"""The words in which buyers of twelve other languages say what is wrong with goods, and what they want. Data alone.

By reason of the contract, in the order in which they are preferred where a text gives several; a line for each
language. See `Phrasebook`.
"""

from __future__ import annotations

DISPUTE_REASONS: dict[str, tuple[str, ...]] = {
    "counterfeit": (
        "falsificad* | es falso | es falsa | son falsos | son falsas | imitación | no es original | no son originales",
        "falsificad* | é falso | é falsa | são falsos | são falsas | imitação | pirata | não é original",
        "contrefaçon* | c'est un faux | c'est une imitation | contrefait* | pas authentique*",
        "fälschung* | gefälscht* | kein original | nicht echt | plagiat",
        "contraffatt* | è un falso | è falso | è falsa | imitazione | non è originale | tarocc*",
        "подделк* | поддельн* | фальшивк* | не оригинал* | паленый | паленая",
        "podróbk* | podrobion* | nieoryginaln* | falsyfikat* | fałszywk*",
        "sahte | taklit | çakma | orijinal değil",
        "مقلد | مقلدة | تقليد | مزيف | مزيفة | ليس أصليا | غير أصلي",
        "假货 | 假的 | 冒牌 | 山寨 | 不是正品 | 仿冒 | 盗版",
        "偽物 | ニセモノ | にせもの | 模造品 | 本物ではな | 本物じゃな",
        "가짜 | 짝퉁 | 위조 | 정품이 아니",
    ),
    "not_received": (
        "no _ ha llegado | no _ llegó | nunca llegó | nunca _ recibí | no _ recibí | no he recibido",
        "não chegou | nunca chegou | não recebi | nunca recebi",
        "jamais arrivé* | pas arrivé* | jamais reçu | pas reçu | rien reçu",
        "nie angekommen | nicht angekommen | nicht erhalten | nie erhalten | nicht geliefert",
        "mai arrivat* | non è arrivat* | non è mai arrivat* | mai ricevut* | non ho ricevuto",
        "не пришл* | не пришел | не приехал* | не получил* | так и не доставил*",
        "nie dotarł* | nie doszł* | nie przyszł* | nie otrzymał* | nie dostał*",
        "gelmedi | ulaşmadı | teslim edilmedi | elime geçmedi",
        "لم يصل | لم تصل | لم أستلم | ما وصل | ما وصلت | لم استلم",
        "没收到 | 没有收到 | 没到货 | 沒收到 | 未收到",
        "届いていな | 届いていませ | 届かな | 届きませ | 届いてな | 未着",
        "안 왔 | 못 받았 | 도착하지 않 | 받지 못",
    ),
    "wrong_item": (
        "artículo equivocado | producto equivocado | enviaron otro | mandaron otro | llegó otro | recibí otro"
        " | no es lo que pedí | producto incorrecto | modelo equivocado | me mandaron otra cosa"
        " | me enviaron otra cosa",
        "produto errado | item errado | veio outro | recebi outro | mandaram outro | não é o que pedi"
        " | não foi o que pedi | modelo errado | veio errado",
        "mauvais article | mauvais produit | mauvais modèle | pas ce que j'ai commandé | reçu un autre"
        " | reçu autre chose",
        "falsche* artikel | falsche* produkt | falsche* ware | falsche* modell | andere* artikel bekommen"
        " | andere* artikel erhalten | andere* produkt bekommen | etwas anderes bekommen"
        " | nicht das was ich bestellt | falsch geliefert",
        "articolo sbagliato | prodotto sbagliato | modello sbagliato | arrivato un altro | ricevuto un altro"
        " | mandato un altro | non è quello che ho ordinato",
        "не тот товар | пришел другой | прислали другой | получил* другой | не то что заказ* | прислали не то"
        " | пришло не то | пришел не тот | не та модель",
        "zły produkt | zły towar | dostał* inny | przyszedł inny | otrzymał* inny | przysłali inny"
        " | nie to co zamówił* | niewłaściw* | zły model",
        "yanlış ürün | başka ürün geldi | farklı ürün geldi | başka bir ürün geldi | başka ürün gönder*"
        " | yanlış model | farklı bir ürün geldi",
        "منتج خاطئ | المنتج الخطأ | وصلني منتج مختلف | غير الذي طلبته | وصلني منتج آخر | المنتج غلط",
        "发错 | 寄错 | 不是我买的 | 不是我订的 | 發錯 | 送错 | 不是我要的",
        "違う商品 | 別の商品が届 | 商品が違 | 間違った商品 | 注文したものと違 | 違うもの",
        "다른 상품이 왔 | 다른 제품이 왔 | 다른 물건이 왔 | 다른 상품을 받 | 잘못 왔 | 잘못된 상품 | 오배송",
    ),
    "parts_missing": (
        "falta una pieza | faltan piezas | faltan partes | falta una parte | falta el | falta la | faltan los"
        " | faltan las | faltan tornillos | incomplet*",
        "faltam peças | falta uma peça | faltando peça* | faltando uma peça | falta o | falta a | faltam os"
        " | faltam as | incomplet* | veio sem o | veio sem a",
        "il manque | manque une pièce | pièce* manquante* | il me manque | incomplet*",
        "fehlt ein* | fehlen teile | fehlt das | fehlt der | fehlt die | fehlen die | teil* fehl* | schraube* fehl*"
        " | unvollständig*",
        "manca un pezzo | mancano pezzi | manca una parte | mancano delle | manca il | manca la | mancano le"
        " | mancano i | incomplet*",
        "не хватает | нет детали | отсутств* | некомплект* | не полный комплект | недостает",
        "brakuje | brak części | niekompletn* | bez kabla | bez śrub",
        "eksik parça | parça* eksik | eksik geldi | eksik çıktı | kutuda yok | parça yok",
        "ناقص | ناقصة | قطعة مفقودة | قطع ناقصة | ينقص",
        "少了 | 缺少 | 缺件 | 少件 | 配件没 | 零件不全 | 漏发",
        "足りな | 足りませ | 部品が入っていな | 欠品 | 付属品がな | 入っていませんでした",
        "부품이 없 | 빠져 있 | 빠졌 | 누락 | 빠진",
    ),
    "wrong_size": (
        "talla equivocada | talla incorrecta",
        "tamanho errado | número errado",
        "mauvaise taille | pas la bonne taille",
        "falsche größe | falscher größe",
        "taglia sbagliata | misura sbagliata",
        "не тот размер | не того размера | не тем размером",
        "zły rozmiar | niewłaściwy rozmiar",
        "yanlış beden | yanlış numara | farklı beden",
        "مقاس خاطئ | مقاس خطأ | المقاس غلط | مقاس غلط | مقاس مختلف",
        "尺码错 | 尺码不对 | 尺寸不对 | 码数不对",
        "サイズが違 | サイズ違い | 違うサイズが届",
        "사이즈가 달라 | 사이즈가 다르 | 사이즈가 잘못",
    ),
    "damaged": (
        "dañad* | llegó rot* | llegó _ rot* | llegaron rot* | ha llegado rot* | abollad* | rayad* | agrietad*"
        " | hecho pedazos"
        " | llegó roto",
        "danificad* | chegou quebrad* | chegaram quebrad* | veio quebrad* | amassad* | rachad* | riscad* | trincad*"
        " | chegou partid*",
        "endommagé* | abîmé* | arrivé* cassé* | rayé* | fissuré* | en morceaux | reçu* cassé*",
        "beschädigt* | kaputt angekommen | zerbrochen* | verbeult* | zerkratzt* | zerrissen* | kaputt geliefert",
        "danneggiat* | arrivat* rott* | ammaccat* | graffiat* | in pezzi | crepat*",
        "повреж* | разбит* | пришл* сломан* | поцарапан* | помят* | треснут* | трещин* | порван*",
        "uszkodzon* | potłuczon* | porysowan* | rozbit* | pęknięt* | wgniecion* | podart*",
        "hasarlı | kırık geldi | çizik | ezik | kırılmış | çatlak | yırtık | hasar görmüş",
        "تالف | تالفة | وصل مكسور* | وصلت مكسورة | مكسور | مكسورة | متضرر",
        "破损 | 碎了 | 是碎的 | 压坏 | 摔坏 | 划痕 | 裂了 | 破了 | 損壞 | 损坏",
        "割れて | 破損 | 傷がつい | へこんで | ひびが | 破れて | 傷だらけ",
        "파손 | 깨져 | 깨졌 | 긁혀 | 찢어 | 찌그러",
    ),
    "not_as_described": (
        "no corresponde* | no coincide* | no es como | diferente a la descripción | diferente de la descripción"
        " | no se parece* | color equivocado | diferente a la foto | distinto a la foto",
        "não corresponde* | diferente da descrição | diferente do anúncio | diferente da foto | não é como"
        " | cor errada",
        "pas conforme* | non conforme* | ne correspond* pas | différent* de la photo | différent* de la description"
        " | mauvaise couleur",
        "nicht wie beschrieben | entspricht nicht | entsprechen nicht | anders als beschrieben | anders als auf"
        " | falsche farbe | nicht wie auf",
        "non corrisponde* | non conforme | diverso dalla descrizione | divers* dalla foto | non come descritt*"
        " | colore sbagliato",
        "не соответств* | не как на фото | отличается от описания | не такой как | не такая как | другого цвета"
        " | не тот цвет",
        "niezgodn* z opisem | nie zgadza się z opisem | inny niż na zdjęciu | inny niż w opisie"
        " | nie jak na zdjęciu | zły kolor",
        "açıklamaya uymuyor | açıklandığı gibi değil | fotoğraftaki gibi değil | resimdeki gibi değil"
        " | farklı renk geldi | yanlış renk | açıklamadaki gibi değil",
        "لا يطابق الوصف | غير مطابق | مختلف عن الصورة | ليس كما في الصورة | لا يشبه الصورة | لون مختلف",
        "与描述不符 | 和描述不 | 跟描述不 | 描述不符 | 与图片不符 | 和图片不 | 颜色不对 | 颜色不一样 | 货不对板",
        "説明と違 | 写真と違 | 説明と異な | 色が違 | 画像と違",
        "설명과 달 | 설명과 다 | 사진과 달 | 사진과 다 | 색상이 다 | 색이 다",
    ),
    "defective": (
        "no funciona* | defectuos* | averiad* | dejó de funcionar | no enciende* | no carga | está rot* | se rompió"
        " | roto | rota | rotos | rotas | estropead*",
        "não funciona* | defeituos* | com defeito | parou de funcionar | não liga | não carrega | quebrou | quebrad*",
        "ne fonctionne* pas | ne fonctionne plus | ne marche* pas | ne marche plus | défectueu* | en panne | cassé*"
        " | ne s'allume pas | ne charge pas",
        "funktioniert nicht | funktionieren nicht | defekt* | kaputt* | geht nicht an | lädt nicht | geht nicht mehr",
        "non funzion* | difettos* | guast* | non si accende | non si carica | rott* | ha smesso di funzionare",
        "не работа* | сломан* | сломал* | брак | бракованн* | неисправ* | не включа* | не заряжа* | дефект*",
        "nie działa* | wadliw* | zepsut* | zepsuł* | popsut* | popsuł* | nie włącza | nie ładuje | nie świeci",
        "çalışmıyor | bozuk | arızalı | bozuldu | çalışmadı | şarj olmuyor | açılmıyor | kırık",
        "لا يعمل | لا تعمل | معطل | عطلان | خربان | فيه عيب | ما يشتغل | معيب | توقف عن العمل",
        "坏了 | 坏的 | 故障 | 不能用 | 用不了 | 开不了机 | 充不了电 | 有质量问题 | 壞了 | 瑕疵",
        "壊れ | 故障 | 動かな | 動きませ | 不良品 | 作動しな | 電源が入ら | 充電できな",
        "고장 | 작동하지 않 | 작동 안 | 불량 | 안 켜 | 충전이 안 | 망가",
    ),
    "change_of_mind": (
        "cambié de opinión | cambié de idea | he cambiado de idea | he cambiado de opinión | ya no lo quiero"
        " | no me gusta* | me arrepentí",
        "mudei de ideia | não gostei | não quero mais | me arrependi",
        "changé d'avis | ne me plaît pas | ne me plaisent pas | n'en veux plus | plus besoin",
        "meinung geändert | anders überlegt | gefällt mir nicht | gefallen mir nicht | brauche _ nicht mehr",
        "cambiato idea | non mi piac* | ci ho ripensato | non mi serve più | non lo voglio più",
        "передумал* | не понравил* | не нравится | больше не нуж*",
        "zmienił* zdanie | rozmyślił* | nie podoba | nie podobają | już nie potrzebuj*",
        "fikrimi değiştirdim | beğenmedim | vazgeçtim | artık istemiyorum",
        "غيرت رأيي | غيرت رايي | لم يعجبني | لم تعجبني | ما عجبني",
        "改变主意 | 不喜欢 | 不想要了 | 不需要了 | 后悔了",
        "気が変わ | 気に入らな | 気に入りませ | いらなくな",
        "마음이 바뀌 | 마음에 안 들 | 마음에 들지 않 | 변심 | 필요 없어",
    ),
    "size_unclear": (
        "demasiado pequeñ* | demasiado grande* | me queda* pequeñ* | me queda* grande* | me queda* chic*"
        " | muy pequeñ* | muy grande* | me aprieta*",
        "pequen* demais | grande* demais | muito pequen* | muito grande* | ficou pequen* | ficou grande"
        " | ficou apertad* | não serviu | não serve",
        "trop petit* | trop grand* | trop serré* | trop large* | trop court* | trop long*",
        "zu klein* | zu groß* | zu eng* | zu weit* | zu kurz | passt nicht | passen nicht",
        "troppo piccol* | troppo grand* | troppo strett* | troppo larg* | troppo cort* | mi sta* strett*"
        " | mi sta* larg*",
        "мал* мне | мне мал* | велик* мне | мне велик* | слишком мал* | слишком больш* | не подошел размер | жмут"
        " | жмет",
        "za mał* | za duż* | za ciasn* | zbyt mał* | zbyt duż* | nie pasuj*",
        "küçük geldi | büyük geldi | dar geldi | bol geldi | çok küçük | çok büyük | olmadı bana | küçük oldu",
        "صغير جدا | كبير جدا | صغيرة جدا | كبيرة جدا | ضيق | ضيقة | واسع | واسعة",
        "太小 | 太大 | 偏小 | 偏大 | 太紧 | 穿不下",
        "小さすぎ | 大きすぎ | きつすぎ | きつい | サイズが合わ | ゆるすぎ",
        "너무 작 | 너무 커 | 너무 크 | 작아요 | 안 맞",
    ),
}

WISHES: dict[str, tuple[str, ...]] = {
    "refund_only": (
        "solo el reembolso | solo reembolso | solo mi dinero | solo el dinero | reembolso parcial | quedármelo"
        " | quedármela | me lo quedo | me la quedo | quedarme con | una parte del dinero | parte del precio"
        " | un descuento",
        "só o reembolso | apenas reembolso | apenas o reembolso | só o dinheiro | reembolso parcial | ficar com o"
        " | ficar com a | parte do valor | parte do dinheiro | um desconto",
        "juste le remboursement | seulement le remboursement | remboursement partiel | le garder | la garder"
        " | je garde | remboursement sans retour | une partie du prix | une remise",
        "nur erstattung | nur die erstattung | nur mein geld | nur das geld | teilerstattung | teilweise erstattung"
        " | behalte* | teil des geldes | teil des preises | preisnachlass",
        "solo il rimborso | solo rimborso | solo i soldi | rimborso parziale | tenerlo | tenerla | me lo tengo"
        " | me la tengo | tenermelo | parte del prezzo | parte dei soldi | uno sconto",
        "только деньги | только возврат денег | частичн* возврат | частичн* компенсаци* | оставить себе"
        " | оставлю себе | оставлю | часть денег | часть суммы | вернуть часть | верните часть | скидку",
        "tylko zwrot pieniędzy | tylko pieniądze | częściow* zwrot | zwrot częściow* | zatrzymać | zatrzymam"
        " | część pieniędzy | część kwoty | rabat",
        "sadece para iadesi | sadece paramı | kısmi iade | kısmi para iadesi | bende kalsın | paranın bir kısmı",
        "المال فقط | استرداد جزئي | استرداد المال فقط | أحتفظ به | الاحتفاظ به | جزء من المبلغ | تعويض جزئي",
        "仅退款 | 只退款 | 部分退款 | 退一部分 | 退部分 | 不退货 | 不用退货 | 东西我留",
        "返金のみ | 返金だけ | 一部返金 | 部分返金 | 返品なし | 返品せずに",
        "환불만 | 부분 환불 | 일부 환불 | 반품 없이 | 일부만 환불",
    ),
    "return_and_refund": (
        "devolverl* | devolver el | devolver la | devolver los | devolver las | mandarlo de vuelta"
        " | enviarlo de vuelta | devolución y reembolso | hacer una devolución | quiero devolver"
        " | etiqueta de devolución",
        "devolver o produto | devolver a | devolver os | devolver as | quero devolver | fazer a devolução"
        " | devolução e reembolso | mandar de volta | devolvê-l* | etiqueta de devolução",
        "renvoyer | retourner | le retourner | la retourner | retour et remboursement | étiquette de retour"
        " | faire un retour",
        "zurückschicken | zurücksenden | zurück schicken | rücksendung | retoure | rückgabe | zurückgeben"
        " | retournieren",
        "restituirl* | restituire | rispedir* | rimandare indietro | reso e rimborso | fare il reso | fare un reso"
        " | etichetta di reso",
        "вернуть товар | вернуть его | вернуть их | вернуть ее | отправить обратно | отправить назад"
        " | выслать обратно | оформить возврат товара | сдать обратно",
        "odesłać | odeślę | zwrócić towar | zwrócić produkt | zwrócić go | zwrócić je | zwrócić ją | zwrot towaru"
        " | oddać towar | etykiet* zwrotn*",
        "geri göndermek | geri gönder* | iade edip paramı | ürünü iade | iade etmek istiyorum | iade etiketi",
        "إرجاع المنتج | إعادة المنتج | أرجع المنتج | إرجاعه | إعادته | ارجاع | أرجعه",
        "退货退款 | 退货 | 寄回 | 退貨 | 退回去",
        "返品 | 送り返 | 返送",
        "반품 | 돌려보내 | 반송",
    ),
}

# Of these, and not of goods, it may be said that they have not arrived or do not work. Folded.
MONEY = (
    r"reembols|dinero|\bplata\b|devoluci|dinheiro|estorno|rembours|\bargent\b|erstattung|\bgeld|rimbors|\bsoldi\b|деньги|денег|возврат"
    r"|pieniadz|pieniedz|\bzwrot|\bparam|iade|المبلغ|استرداد|فلوس|退款|返金|환불|enlace|\blink|codigo|\bcode|cupon|cupom|coupon|tarjeta|karte"
)
# Whose doing it may be as well.
SELLERS = (
    r"vendedor|tienda|loja|vendeur|boutique|verkaufer|\bshop|handler|venditore|negozio|продавец|продавц|магазин|sprzedawc|sklep"
    r"|satici|magaza|البائع|المتجر|卖家|賣家|商家|店家|出品者|ショップ|판매자|쇼핑몰"
)
