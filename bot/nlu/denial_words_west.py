"""How buyers deny a wish in Spanish, Portuguese, French, German and Italian. Words only; see `DenialWords`."""

from __future__ import annotations

from bot.nlu.denial_words import DenialWords

SPANISH = DenialWords(
    before=(
        "no quiero|no quisiera|no quería|no queremos|no deseo|no pretendo|no pido|no pedí|no he pedido"
        "|no solicito|no estoy pidiendo|no estoy solicitando|no busco|no necesito|no pienso|no voy a"
        "|no hace falta|no es para|no es que quiera|no se trata de|no me interesa|no un|no una|en vez de"
        "|en lugar de"
    ),
    after="no quiero|no hace falta|no necesito",
    wishes={
        "cancel_order": "cancel*|anul*",
        "request_refund": "reembols*|devoluc*|devuelv*|devolver|dinero|plata",
        "item_not_as_described": "disputa*|reclamo|reclamación|controversia",
        "talk_to_human": "humano|agente|persona|operador*|asesor*",
        "file_complaint": "queja|quejarme|denuncia*|denunciar",
        "out_of_scope": "cambio|reemplazo|cambiar*|cupón|vale|reparación|otro|otra",
    },
    outright={
        "cancel_order": (
            "no _ cancelen|no _ cancele|no _ canceles|no _ canceléis|no cancelar|no _ anulen|no _ anules|no anular"
        ),
        "item_not_as_described": "no abran _ disputa|no abras _ disputa|no abra _ disputa|no abrir _ disputa",
    },
    little=(
        "que|me|le|les|lo|la|los|las|el|un|una|mi|al|a|de|del|se|nos|ningún|ninguna|hagan|abrir|abran|pedir"
        "|hablar|con|poner|hacer|iniciar|recibir|pedido|todavía|aún|por|favor|ahora|tu|su|sus"
    ),
    others="vendedor|tienda|ellos|por qué|porque|puedo|deja|pueden",
    turns=("sino|pero|solo|sólo|solamente|únicamente|simplemente|quiero|necesito|quisiera|prefiero|dígame*|dime|dónde"),
    no_more="ya no|ya|más",
)
PORTUGUESE = DenialWords(
    before=(
        "não quero|não queria|não queremos|não desejo|não pretendo|não preciso|não pedi|não peço"
        "|não estou pedindo|não vou|não estou a pedir|não gostaria|não é para|não é pra|não é que eu queira"
        "|não se trata|não um|não uma|n quero|em vez|ao invés|em lugar"
    ),
    after="não quero|não preciso",
    wishes={
        "cancel_order": "cancel*|anul*",
        "request_refund": "reembols*|devoluç*|devolv*|estorn*|dinheiro",
        "item_not_as_described": "disputa*|contestação|litígio|reclamação",
        "talk_to_human": "humano|atendente|pessoa|operador*|agente",
        "file_complaint": "queixa|denúncia|denunciar|reclamar",
        "out_of_scope": "troca|trocar|substituição|outro|outra|cupom|vale|reparo|reparação",
    },
    outright={
        "cancel_order": ("não _ cancele|não _ cancelem|não cancela|não cancelar|não _ anulem|n cancela|n cancelem"),
        "item_not_as_described": "não abra _ disputa|não abram _ disputa|não abrir _ disputa",
    },
    little=(
        "que|me|o|a|os|as|um|uma|meu|minha|de|do|da|se|nenhum|nenhuma|abrir|abram|pedir|falar|com|fazer|pedido"
        "|ainda|por|favor|agora|seja|vocês|você|ser"
    ),
    others="vendedor|loja|eles|ele|por que|porque|pq|consigo|posso|deixa",
    turns="mas|só|somente|apenas|simplesmente|quero|queria|preciso|gostaria|prefiro|diga*|onde|sim",
    no_more="já não|já|mais",
)
FRENCH = DenialWords(
    before=(
        "veux pas|voudrais pas|souhaite pas|souhaitais pas|voulais pas|désire pas|demande pas|cherche pas"
        "|compte pas|ai pas demandé|ai pas l intention|ai pas besoin|pas besoin|ce n est pas|c est pas|pas pour"
        "|pas un|pas une|au lieu|plutôt que|ne vais pas|veux surtout pas|voulons pas"
    ),
    after="je n en veux pas|j en veux pas",
    wishes={
        "cancel_order": "annuler|annulation|annuliez|annule|annulée|annulé",
        "request_refund": "remboursement|rembourser|remboursiez|rembourse|être remboursé*|avoir|argent",
        "item_not_as_described": "litige|réclamation|dispute|contestation",
        "talk_to_human": "conseiller*|humain|agent|quelqu un|opérateur",
        "file_complaint": "plainte|plaindre|signaler",
        "out_of_scope": "échange|échanger|remplacement|autre|bon|réparation",
    },
    outright={
        "cancel_order": "annulez _ pas|annule _ pas|ne pas annuler|n annulez surtout pas",
        "item_not_as_described": "ouvrez pas _ litige|ouvre pas _ litige|ne pas ouvrir _ litige",
    },
    little=(
        "que|vous|me|le|la|les|l|un|une|ma|mon|de|d|du|des|on|à|a|en|se|être|soit|commande|encore|ouvrir|faire"
        "|demander|parler|avec|aucun|aucune|il|m|s|plaît|surtout|tout|suite|par"
    ),
    others="vendeur|boutique|ils|il|elle|pourquoi|peux|puis|toujours|vous avez|n a",
    turns="mais|juste|seulement|simplement|plutôt|je veux|je voudrais|je souhaite|je préfère|dites|dis|où",
    no_more="plus|finalement",
)
GERMAN = DenialWords(
    before=(
        "will _ nicht|möchte _ nicht|wollte _ nicht|wollen _ nicht|werde _ nicht|möchte _ kein|möchte _ keine"
        "|will _ keinen|will _ kein|will _ keine|möchte _ keinen|wollte _ keine|brauche _ keine|brauche _ keinen"
        "|verlange _ keine|nicht um|habe _ keine|statt|anstatt|anstelle|habe nicht vor|nicht darum|will gar keine"
        "|geht _ nicht um"
    ),
    after="will ich nicht|möchte ich nicht|brauche ich nicht|ist nicht nötig",
    wishes={
        "cancel_order": "stornier*|storno|stornierung|abbestell*|widerrufen",
        "request_refund": (
            "erstatt*|rückerstatt*|zurückerstatt*|rückzahlung|geld|zurückgeben|zurückschicken|rückgabe|retoure"
        ),
        "item_not_as_described": "streitfall|reklamation|konflikt|dispute|fall",
        "talk_to_human": "mitarbeiter*|menschen|berater*|person",
        "file_complaint": "beschwer*|melden",
        "out_of_scope": "umtausch*|ersatz|austausch|gutschein|reparatur|tauschen",
    },
    outright={
        "cancel_order": (
            "nicht stornieren|nicht storniert werden|stornieren sie _ nicht|storniere _ nicht"
            "|storniert _ nicht|keine stornierung sondern|kein storno"
        ),
        "request_refund": "keine erstattung sondern|keine rückerstattung sondern|nicht erstatten sondern",
        "item_not_as_described": "noch keinen streitfall|keinen streitfall|nicht _ streitfall öffnen",
    },
    little=(
        "ich|die|den|das|der|dem|meine|meinen|mein|eine|einen|ein|es|sie|bestellung|zu|dass|auf|um|mit|mir|ihr"
        "|noch|bitte|gleich|sofort|jetzt|auch|gar|doch|eigentlich|von|einem|einer|eröffnen|sprechen|wird|mehr"
        "|sich|zurück|diese"
    ),
    others=(
        "verkäufer|verkäuferin|händler|er|shop|laden|warum|wieso|weshalb|kann|kannst|könnt|konnte|können|lässt"
        "|lassen|weigert|die wollen|sie wollen|man|bisher|plattform|firma"
    ),
    turns=(
        "sondern|aber|nur|lediglich|einfach|ich will nur|ich möchte nur|sagen|sag|wo|wann|ich will|ich möchte|vielmehr"
    ),
    no_more="mehr|doch",
)
ITALIAN = DenialWords(
    before=(
        "non voglio|non vorrei|non volevo|non vogliamo|non intendo|non desidero|non chiedo|non sto chiedendo"
        "|non ho chiesto|non ho bisogno|non mi serve|non serve|non è per|non si tratta di|non è che voglia|non un"
        "|non una|invece di|invece del|invece della|anziché|al posto del|al posto di|mica voglio|non è che voglio"
    ),
    after="non lo voglio|non la voglio|non mi serve|non serve",
    wishes={
        "cancel_order": "annull*|cancell*|disdire|disdetta",
        "request_refund": "rimbors*|soldi|reso|restituire|restituzione|resi",
        "item_not_as_described": "contestazione|disputa|controversia|reclamo",
        "talk_to_human": "operator*|umano|persona|addett*",
        "file_complaint": "lament*|segnal*|denuncia*",
        "out_of_scope": "cambio|sostituzione|altro|altra|buono|riparazione|cambiare",
    },
    outright={
        "cancel_order": (
            "non _ annullate|non _ annulli|non _ annullare|non _ cancellate|non _ cancellare|non _ cancelli"
        ),
        "item_not_as_described": (
            "non aprite _ contestazione|non aprire _ contestazione|non aprite _ disputa|non aprire _ disputa"
        ),
    },
    little=(
        "che|mi|il|lo|la|i|gli|le|l|un|una|un|mio|mia|di|d|del|dell|della|al|a|si|nessun|nessuna|aprire|chiedere"
        "|parlare|con|fare|ordine|ancora|per|favore|adesso|ora|venga|sia|essere|avere|dei|ci|me|ne|indietro"
    ),
    others="venditore|negozio|loro|perché|posso|riesco|lui",
    turns=(
        "ma|bensì|solo|soltanto|solamente|semplicemente|voglio|vorrei|preferisco|mi dica|ditemi|dimmi|dove|piuttosto"
    ),
    no_more="più",
)
