"""Right words of each language, in its own letters: those of the trade, which are mended, and little ones beside them.

By both a language is told and a letter that lost its mark gets it back (siparis: sipariş). Inflections that buyers
often write stand here too, because a right word must never be taken for a broken one.
"""

from __future__ import annotations

from bot.nlu.word_list import word_list

_TRADE = {
    "en": """
        accept account agent already answer approved arrive arrived because before broken cancel canceled cancelled
        cancellation cancellations cancelling claim company complain complaint confirm courier cracked customer damaged
        delay deliver delivered delivery different dispute doesn't don't evidence headphones human information item
        items message missing money never number offer order ordered orders package packages parcel payment person
        phone photo photos picture pictures please policy problem product purchase quality receive received refund
        refunded refunds refuse refused reject request return returned returns screen seller sellers service shipped
        shipping status store support thanks track tracking update upload waiting talk list show speak help receipt
        quantity check want wants when where which withdraw wrong yesterday
    """,
    "es": """
        cancelar cancela cancele cancelen cancelé cancelado cancelación anular anulen anulación pedido pedidos orden
        compra compras compré comprado reembolso reembolsar reintegro reintegren devolver devuelvan devolución devuelto
        dinero vendedor vendedora tienda paquete envío enviado entrega entregado llegado llegó recibido recibí artículo
        producto disputa reclamo reclamación queja número tarjeta seguimiento dirección respuesta oferta código factura
        cambiar cambio todavía cuándo dónde cómo quiero necesito defectuoso dañado equivocado falta faltan gracias
    """,
    "pt": """
        cancelar cancela cancele cancelem cancelei cancelado cancelamento anular anulação pedido pedidos encomenda
        encomendas compra compras comprei comprado reembolso reembolsar estorno estornar devolver devolução devolvido
        dinheiro vendedor vendedora loja lojista pacote produto envio enviado entrega entregue chegou recebi recebido
        disputa reclamação queixa número cartão rastreio rastreamento endereço resposta proposta oferta código cupom
        trocar troca ainda quando onde preciso defeito quebrado errado falta faltou obrigado obrigada então não você
    """,
    "fr": """
        annuler annule annulez annulée annulation commande commandes commandé acheté achat achats remboursement
        rembourser remboursez remboursé retour retourner retourné renvoyer renvoyé vendeur vendeuse boutique magasin
        colis paquet livraison livré livrée reçu reçue article produit litige réclamation plainte numéro carte suivi
        adresse réponse offre proposition code facture échanger échange toujours encore quand comment pourquoi veux
        voudrais besoin cassé abîmé défectueux erreur manque argent merci demande dossier bonjour arrivé déjà
    """,
    "de": """
        stornieren storniere storniert stornierung abbestellen bestellung bestellungen bestellt bestellen erstattung
        erstatten erstattet rückerstattung rückzahlung geld zurück zurückgeben zurückschicken rücksendung rückgabe
        retoure verkäufer händler geschäft paket lieferung geliefert liefern angekommen erhalten bekommen artikel
        produkt streitfall beschwerde reklamation reklamieren nummer karte sendung sendungsverfolgung adresse antwort
        angebot gutschein rechnung umtausch umtauschen kaputt beschädigt defekt falsch falsche fehlt möchte brauche
        können könnt für über später größe käuferschutz überweisung ladegerät kopfhörer nächste nächsten wäre hätte
    """,
    "it": """
        annullare annulla annullate annullato annullamento cancellare cancellazione ordine ordini ordinato acquisto
        acquisti comprato rimborso rimborsare rimborsato restituire restituzione reso venditore venditrice negozio
        pacco spedizione spedito consegna consegnato arrivato arrivata ricevuto articolo prodotto contestazione
        controversia disputa reclamo numero carta tracciamento indirizzo risposta offerta proposta codice fattura
        cambiare cambio ancora quando dove voglio vorrei bisogno rotto danneggiato difettoso sbagliato manca soldi
        grazie richiesta corriere accetto perché più può già però città
    """,
    "tr": """
        iptal iptali iptale iade iadesi iadem iademi sipariş siparişi siparişim siparişimi siparişin siparişimin
        siparişler siparişlerim ürün ürünü ürünün ürünler para param paramı parası parayı satıcı satıcıya satıcının
        satıcıyı satıcıyla mağaza mağazaya mağazanın kargo kargom kargoya paket paketim paketi paketimi teslim teslimat
        şikayet şikayetim şikâyet itiraz itirazım itirazı uyuşmazlık istiyorum istemiyorum vazgeçtim gelmedi geldi
        geçti ödeme ödemem ödedim ücret ücreti ücretini numara numarası yanlış kırık bozuk eksik teşekkürler teşekkür
        lütfen değil nasıl nerede hâlâ çünkü için artık başka henüz mümkün çalışmıyor görünmüyor müşteri hizmetleri
        açmak açtım aldığım aldım bekliyorum kaldı kaldım çıktı ulaşmadı değişim değiştirmek takip hakkında yapabilirim
        yardım adresi gönderdi gönderin gönderilmedi gönderdiler iyi gün günler gündür şey sürede süresi üç dört beş
        fotoğraf çatlak kötü açıklama göre olduğu söyledi söylüyor verdim kayıp gönderi tutarı kısmı yarısı hafta kabul
        ediyorum karşılık cevap vermiyor reddetti dükkan kullanılmış dün bugün düşük büyük küçük üzgünüm
    """,
    "pl": """
        anulować anuluj anulujcie anulowanie anulowania anulowane odwołać odwołuję zamówienie zamówienia zamówień
        zamówiłem zamówiłam zamówieniem zakup zakupu kupiłem kupiłam zwrot zwrotu zwrócić zwróćcie pieniądze pieniędzy
        sprzedawca sprzedawcy sprzedawcą sprzedawcę sklep sklepu paczka paczki paczkę przesyłka przesyłki przesyłkę
        dostawa dostawy dostarczono towar towaru produkt spór sporu reklamacja reklamację reklamacji skarga skargę
        numer konto kartę śledzenia śledzenie adres odpowiedź odpowiada oferta ofertę kod faktura wymiana wymienić
        jeszcze kiedy gdzie chcę chciałbym chciałabym proszę potrzebuję uszkodzony uszkodzona zepsuty brakuje dziękuję
        wysłać wysłał wysłane wysyłka odesłać oddać dostałem dostałam doszło przyszło przyszła mogę muszę będzie są
        część później dlaczego wciąż też że się już płatność potwierdzam rezygnuję książka słuchawki
    """,
    "ru": """
        отменить отмените отмена отмену отмены отменил отменили заказ заказа заказы заказов заказал заказала заказывал
        возврат возврата вернуть верните вернули деньги денег продавец продавца продавцу продавцом магазин магазина
        посылка посылку посылки доставка доставку доставки доставили получил получила пришёл пришла пришло товар товара
        спор спора претензия претензию жалоба жалобу номер карта карту карты трек адрес ответ ответил отвечает
        предложение скидка обмен обменять ещё когда почему хочу нужен сломан сломано бракованный повреждён подделка
        спасибо пожалуйста здравствуйте оплата оплатил покупка покупку купил купила кабель наушники верну
    """,
}
_LITTLE = {
    "en": """
        the my i you is are was were not to it of and for in on at me have has do did does what where when how why this
        that with from but they he she we there would could can will get got give tell still no yes your never want
        need hi hello thanks back it's i'm don't didn't hasn't isn't can't ago week days
    """,
    "es": """
        el la de que no mi mis lo con qué en por se una un para es del al está los las esta este eso esto hay puede
        puedo pero yo todo sin le les otra otro dos favor bien sí si más hola ya me nada tengo tiene como muy aquí ayer
        hoy quien quién ustedes estoy estaba fue son nunca desde hasta cuando donde confirmo perú recibir recibo
        confirmó buenos buenas días
    """,
    "pt": """
        o a os as de que meu minha meus da do das dos pra com é me um uma no na em eu por isso já só tem como foi mais
        nada ainda se pode aqui até ao tudo tô tá sim não mas sem hoje ontem está esta esse essa quem muito nem pelo
        pela você vocês oi fui tenho quero boa dia quanto falou falar comigo confirmo errada rastrear olá bom tarde
    """,
    "fr": """
        le la les je j de est un une pas l ai à a vous en mon ma mes que c il elle d pour ce cette ça n du m on et sur
        moi au aux plus ne tout où qui avec rien y dans par ils ont été être fait bon non oui mais si ou suis était
        quel quelle votre hier arrive arriver livre livrer annulé demandé cassée bonsoir salut
    """,
    "de": """
        ich die das der ist nicht wie den bitte ein mit auf hat hab noch und was ihr mir meine dem eine da in kann es
        von sie mich du nur an zu nichts wo wann jetzt will mein man so schon alles wenn war nach hier doch muss kein
        keine um im oder aber ja nein habe haben wurde wird sich er mal gestern heute danke seit bei beim vom zum dass
        hatte ware moin hallo guten tag
    """,
    "it": """
        il la i gli le lo di che non mi ho un una è per ha in si a con come del della al alla se mio mia miei sono da
        niente c l hanno tutto solo ma quanto no chi ci fa va mai ne qui questo questa quello avete stato fatto era
        ieri oggi ciao essere anche sul confermo spedite buongiorno buonasera salve
    """,
    "tr": """
        ne mı mi mu bu var yok bir geri zaman hangi olur kaç ama kadar oldu diye bana edin diyor o ben iki siz daha ya
        biri sonra çok lazım beni hiç sadece ile her de da ki gibi son evet hayır tamam kim bunu önce niye neden olsun
        geçmedi attım yazdım değilim delil öderim merhaba selam günaydın
    """,
    "pl": """
        nie na z to w do czy i jak jest za o a co od mi mam gdzie tylko ile mnie ma moje mój moja nic tak u bo ten ze
        tego teraz niech po dni ktoś coś kto ja było tam dzień dobry wczoraj dziś ale pan pani moją opowiedz
        opowiedzieć wysyłać sprzedawać odpowiedzieć reklamacją cześć
    """,
    "ru": """
        не на что в и я как а с нет у мне можно по уже сколько это всё он меня за ничего есть где если кто этот или
        назад к только вы до ли мой моя мою так да то из вчера сегодня мои надо же там от пока отменяйте нечего вернёте
        вечера привет
    """,
}

TRADE: dict[str, tuple[str, ...]] = {language: word_list(text) for language, text in _TRADE.items()}
LITTLE: dict[str, tuple[str, ...]] = {language: word_list(text) for language, text in _LITTLE.items()}
