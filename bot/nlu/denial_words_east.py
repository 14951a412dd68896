"""How buyers deny a wish in Russian, Polish, Turkish, Arabic, Chinese, Japanese and Korean. Words only."""

from __future__ import annotations

from bot.nlu.denial_words import DenialWords

RUSSIAN = DenialWords(
    before=(
        "не хочу|не хотел|не хотела|не хотим|не хотелось бы|не собираюсь|не прошу|не просил|не просила|не нужен"
        "|не нужна|не нужно|не надо|не требую|не планирую|не желаю|вместо|речь не о|не про|дело не в|не думаю"
        "|не буду|незачем"
    ),
    after="не нужен|не нужна|не нужно|не надо|не хочу|не требуется|не прошу|не собираюсь|пока не надо",
    wishes={
        "cancel_order": "отмен*|аннулир*",
        "request_refund": "возврат*|вернуть|возвращ*|возмещ*|деньги|денег",
        "item_not_as_described": "спор|спора|диспут|претензи*",
        "talk_to_human": "оператор*|человек*|сотрудник*|специалист*",
        "file_complaint": "жалоб*|жаловаться",
        "out_of_scope": "замен*|обмен*|купон*|ремонт*|другой|другую",
    },
    outright={
        "cancel_order": "не отменяйте|не отменяй|не отменять|не отмена|не аннулируйте|не отменить",
        "request_refund": "не возврат|не возврата|не возвращайте|не возврату",
        "item_not_as_described": "не открывайте _ спор|не открывай _ спор|не открывать _ спор",
        "out_of_scope": "не замена|не замену|не обмен",
    },
    little=(
        "я|мне|мой|мою|моего|никакой|никакого|никаких|заказ|заказа|его|её|чтобы|вы|мы|был|было|открывать|открыть"
        "|подавать|оформлять|оформить|делать|говорить|с|о|об|на|за|тот|этот|пока|ещё|сейчас|там|про|обратно|назад"
        "|свои|деньги|заказы|на нем"
    ),
    others="продавец|магазин|он|они|почему|могу|можно|получается|служба",
    turns="а|но|только|лишь|просто|хочу|мне нужно|мне нужна|скажите|подскажите|где|нужен|нужна",
    no_more="больше|уже|передумал|передумала",
)
POLISH = DenialWords(
    before=(
        "nie chcę|nie chciałem|nie chciałam|nie chciałbym|nie chciałabym|nie chcemy|nie zamierzam|nie proszę o"
        "|nie prosiłem|nie prosiłam|nie potrzebuję|nie trzeba|nie planuję|nie żądam|nie chodzi o|nie chodzi mi o"
        "|zamiast|nie mam zamiaru|nie będę|nie musicie"
    ),
    after="nie chcę|nie potrzebuję|nie trzeba|nie jest potrzebn*|nie zamierzam",
    wishes={
        "cancel_order": "anulow*|anuluj*|anulacj*|odwoł*|rezygnować",
        "request_refund": "zwrot*|zwrac*|zwróc*|pieniędzy|pieniądze|refundacj*",
        "item_not_as_described": "spór|sporu|reklamacj*",
        "talk_to_human": "konsultant*|człowiek*|pracownik*",
        "file_complaint": "skarg*|skarżyć|zgłaszać",
        "out_of_scope": "wymian*|wymienić|wymieniać|zamian*|kupon*|bon|napraw*|inny|innego",
    },
    outright={
        "cancel_order": "nie _ anulujcie|nie _ anuluj|nie anulować|nie anulację|nie anulowanie",
        "request_refund": "nie zwrot|nie o zwrot|nie zwrotu",
        "item_not_as_described": "nie otwierajcie _ sporu|nie otwieraj _ sporu|nie otwierać _ sporu",
        "out_of_scope": "nie wymiana|nie wymianę",
    },
    little=(
        "tego|mi|mojego|moje|mój|zamówienia|zamówienie|żeby|aby|żebyście|go|jej|je|żadnego|żadnej|otwierać"
        "|składać|robić|o|z|rozmawiać|na|jeszcze|teraz|na razie|proszę|by|było|był|została|zostało|ten|to|żadnych"
        "|swoich|reklamacji"
    ),
    others="sprzedawca|sprzedający|sklep|on|oni|dlaczego|czemu|mogę|można|da",
    turns="ale|tylko|jedynie|po prostu|lecz|chcę|chciałbym|chciałabym|wolę|proszę powiedz*|gdzie|a",
    no_more="już|więcej|jednak",
)
TURKISH = DenialWords(
    before="istemiyorum",
    after=(
        "istemiyorum|istemem|istemedim|istemiyoruz|etmeyin|etme|etmeyiniz|edilmesin|değil|açmayın|açma|yapmayın"
        "|gerek yok|niyetim yok|niyetinde değilim|düşünmüyorum|etmeyeceğim|istiyor değilim|etmesin|yerine"
        "|istemiyom"
    ),
    wishes={
        "cancel_order": "iptal|iptali|iptalini",
        "request_refund": "iade|iadesi|iadesini|paramı|geri ödeme",
        "item_not_as_described": "anlaşmazlık|itiraz|ihtilaf|uyuşmazlık",
        "talk_to_human": "temsilci*|insanla|yetkili*",
        "file_complaint": "şikayet|şikayette",
        "out_of_scope": "değişim|değiştirmek|kupon|tamir",
    },
    outright={},
    little=(
        "etmek|edilmesini|etmenizi|ettirmek|talep|talebi|talebim|oluşturmak|açmak|siparişi|siparişimi|bunu|para"
        "|falan|şu|an|henüz|hemen|lütfen|almak|için|ile|görüşmek|bulunmak|başlatmak|açılmasını|yapmak|de|da|sakın"
        "|almayı|etmeyi|ki"
    ),
    others="satıcı|mağaza|onlar|neden|niye|niçin",
    turns="ama|fakat|sadece|yalnızca|sadece|istiyorum ki|bana|nerede",
    no_more="artık|vazgeçtim|daha",
)
ARABIC = DenialWords(
    before=(
        "لا أريد|لا نريد|ما أريد|ما ابي|ما ابغى|ما أبغى|ما بدي|مش عايز|مش عايزة|مش عاوز|مو لازم|لا أرغب في"
        "|لا أرغب ب|لا أرغب|لا أنوي|لا أطلب|لم أطلب|لا أحتاج|لا داعي|لا حاجة|بدلا من|بدل|ليس|مش|مو|لست بحاجة"
        "|لا اود|لا أود"
    ),
    after="لا أريده|لا أريدها|مش عايزه",
    wishes={
        "cancel_order": "إلغاء*|الإلغاء|للإلغاء|بإلغاء|ألغي*|الغي|تلغوا|تلغي|تلغى|يلغى|الغاء*",
        "request_refund": "استرداد*|الاسترداد|استرجاع*|إرجاع*|ارجع|أرجع|المال|فلوس*|تعويض*",
        "item_not_as_described": "نزاع*|النزاع|اعتراض*",
        "talk_to_human": "موظف*|الموظف|شخص|إنسان",
        "file_complaint": "شكوى|بلاغ",
        "out_of_scope": "استبدال*|الاستبدال|بديل|قسيمة|تبديل*",
    },
    outright={
        "cancel_order": "لا تلغ|لا تلغي|لا تلغوا|لا تلغوه|لا تلغيه|لا تقوموا _ بإلغاء|لا تلغو|لا تلغوا",
        "item_not_as_described": "لا تفتحوا _ نزاع*|لا تفتح _ نزاع*",
    },
    little="أن|في|من|على|مع|أي|الطلب|طلبي|هذا|هذه|فتح|افتح|طلب|التحدث|إلى|بعد|الآن|لي|حاليا|أنا|تقديم|عن|الى|انكم",
    others="البائع|المتجر|هم|لماذا|ليش|ليه|أستطيع|يريد|يمكن",
    turns="بل|لكن|ولكن|فقط|بس|أريد|ابغى|بدي|عايز|إنما|أين|وين|فين",
    no_more="بعد الآن|لم أعد|خلاص",
)
CHINESE = DenialWords(
    before=(
        "不想要|不想|不要|不是要|不是想|不是来|不是|别|別|不用|不需要|没说要|沒說要|没想|沒想|不打算|并非要|唔想"
        "|唔係要|没有要|沒有要|而不是|不必|请勿|請勿|不是说要"
    ),
    after="就不用了|就不必了",
    wishes={
        "cancel_order": "取消",
        "request_refund": "退款|退钱|退錢|退货|退貨|退",
        "item_not_as_described": "纠纷|糾紛|争议|爭議|申诉",
        "talk_to_human": "人工|客服|真人",
        "file_complaint": "投诉|投訴|举报|檢舉",
        "out_of_scope": "换货|換貨|换|換|优惠券|优惠券|维修",
    },
    outright={},
    little=(
        "我|你|您|们|們|给|給|把|再|这|這|那|个|個|一|订|訂|单|單|商|品|东|西|東|提|开|開|申|请|請|办|辦|理|进|行"
        "|去|做|找|要|先|任何|发|起|為|为|的|急|着|马上|帮|幫|現|在|现"
    ),
    others=(
        "卖家|賣家|商家|店家|店铺|客服|他们|他們|他|她|对方|對方|为什么|為什麼|为何|怎么|不能|是不是|凭什么|要不是"
    ),
    turns="只是|而是|就是|只想|我要|我想|只要|但|不过|只需|请告|麻烦|帮我查|是想|是要",
    no_more="不想再|不再|已经不|算了|改变主意|不想取消了|不要取消了|不取消了",
    spaced=False,
)
JAPANESE = DenialWords(
    before="",
    after=(
        "わけじゃな[いく]て?|わけではな[いく]て?|わけじゃありません|わけではありません|わけではございません"
        "|たくな[いく]て?|たくありません|しないで|しなくていい|つもりはな[いく]て?|つもりはありません"
        "|つもりじゃな[いく]て?|つもりではな[いく]て?|ではな[いく]て?|じゃな[いく]て?|ではありません"
        "|じゃありません|はいりません|はいらない|は不要|は必要ありません|は結構|を望んでいません|は望んでいません"
        "|は望まない|は希望していません|は希望しません|ほしいわけ|欲しいわけ|よりも|の代わりに"
    ),
    wishes={
        "cancel_order": "キャンセル|取り消し|取消し?|解約",
        "request_refund": "返金|払い戻し|返品",
        "item_not_as_described": "異議|紛争|申し立て",
        "talk_to_human": "オペレーター|担当者|人間",
        "file_complaint": "苦情|クレーム|通報",
        "out_of_scope": "交換|クーポン|修理",
    },
    outright={},
    little=(
        "を|は|の|に|が|と|も|して|し|する|した[いく]|お願い|希望|申請|手続き|注文|まだ|という|ほしい|欲しい|話"
        "|話し|っていう|って|申し立て|てほし|依頼|てる|ている|され|たら|開|始め|が欲しい"
    ),
    others="出品者|販売者|店|ショップ|なぜ|どうして|なんで|セラー",
    turns="ただ|だけど|けど|ですが|ので|のですが|でも",
    no_more="もう|やっぱり|やはり",
    spaced=False,
)
KOREAN = DenialWords(
    before="",
    after=(
        "싶지 ?않[은고아]?|싶은 ?[게건] ?아니|싶은 것[이은] ?아니|려는 ?[게건] ?아니|려는 것이 ?아니"
        "|달라는 ?[게건] ?아니|지 ?마세요|지 ?말고|지 ?말아|지 ?마|[이가은는] ?아니라|[이가은는] ?아니고"
        "|[이가은는] ?아니에요|[이가은는] ?아닙니다|말고|필요 ?없|원하지 ?않|원치 ?않|안 ?할|안 ?원|대신|생각 ?없"
    ),
    wishes={
        "cancel_order": "취소",
        "request_refund": "환불|반품",
        "item_not_as_described": "분쟁|이의",
        "talk_to_human": "상담원|상담사|사람",
        "file_complaint": "신고|불만|컴플레인",
        "out_of_scope": "교환|쿠폰|수리",
    },
    outright={},
    little=(
        "를|을|은|는|가|이|도|하|해|하려|하고|받고|받으|요청|신청|제기|아직|주|줘|할|한|열|달라|주문|절대|건|게"
        "|것|거|로|으"
    ),
    others="판매자|셀러|가게|쇼핑몰|왜",
    turns="그냥|다만|단지",
    no_more="이제|더 이상|더이상|안 하기로|그만",
    spaced=False,
)
