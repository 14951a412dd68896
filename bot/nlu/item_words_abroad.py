"""What twelve other languages call common goods, by the English word that item words and titles use. Pure.

An asterisk stands for an ending: German, Russian, Polish and Turkish words bend, and so do plurals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.language_of import calm

_GOODS = """
headphone: auricular* | cascos | fone de ouvido | fones de ouvido | fone | casque audio | casque | écouteur*
  | kopfhörer* | cuffie | auricolari | kulaklı* | наушник* | słuchaw* | سماعات | سماعة | 耳机 | 耳機 | ヘッドホン
  | ヘッドフォン | 헤드폰
earbud: イヤホン | 이어폰
phone: móvil* | celular* | smartfon* | handy* | cellulare | telefonum | telefonu | телефон* | هاتف | 手机 | 手機
  | スマホ | 휴대폰 | 핸드폰
phone case: funda del móvil | capinha* | coque | handyhülle* | чехол* | чехл* | etui | 手机壳 | スマホケース
  | 폰케이스
charger: cargador* | carregador* | chargeur* | ladegerät* | caricatore | caricabatteri* | şarj aleti* | şarj cihazı*
  | зарядк* | ładowark* | شاحن | 充电器 | 充電器 | 충전기
cable: câble* | kabel* | cavo | kablo* | кабел* | كابل | 数据线 | ケーブル | 케이블
keyboard: teclado* | clavier* | tastatur* | tastiera* | klavye* | клавиатур* | klawiatur* | 键盘 | キーボード
  | 키보드
mouse: ratón | souris | maus | мышк* | myszk* | 鼠标 | マウス | 마우스
laptop: portátil | ordinateur portable | ноутбук* | dizüstü* | 笔记本电脑 | ノートパソコン | 노트북
tablet: tableta* | tablette* | планшет* | 平板 | タブレット | 태블릿
watch: reloj* | relógio* | la montre | ma montre | une montre | armbanduhr* | meine uhr | die uhr | orologio
  | kol saati* | часы | zegar* | 手表 | 腕時計 | 손목시계
camera: cámara* | câmera* | appareil photo | kamera* | fotocamera | fotoğraf makine* | фотоаппарат* | камер*
  | aparat fotograficzn* | كاميرا | 相机 | カメラ | 카메라
speaker: altavo* | caixa de som | enceinte* | lautsprecher* | altoparlant* | hoparlör* | колонк* | głośnik* | 音箱
  | スピーカー | 스피커
lamp: lámpara* | luminária* | lampe | lampen | lampad* | lamba* | ламп* | lampk* | مصباح | 台灯 | ランプ | 램프
kettle: hervidor* | chaleira* | bouilloire* | wasserkocher* | bollitor* | su ısıtıcı* | чайник* | czajnik* | غلاية
  | 水壶 | やかん | 주전자
coffee machine: cafetera* | cafeteira* | cafetière* | machine à café | kaffeemaschine* | macchina del caffè
  | kahve makine* | кофемашин* | кофеварк* | ekspres do kawy | 咖啡机 | コーヒーメーカー | 커피머신
blender: batidora* | liquidificador* | mixeur* | standmixer* | frullator* | blendır* | блендер* | blender* | 搅拌机
  | ミキサー | 믹서기
mug: taza* | caneca* | tasse | tassen | mok | tazz* | kupa | кружк* | kubek* | kubk* | 杯子 | マグカップ | 머그컵
knife: cuchillo* | faca* | couteau* | messer | coltell* | bıça* | нож | ножа | ножи | ножей | nóż | noże | 刀 | 包丁
  | 칼
vacuum cleaner: aspirador* | aspirateur* | staubsauger* | aspirapolver* | elektrikli süpürge* | пылесос*
  | odkurzacz* | مكنسة | 吸尘器 | 掃除機 | 청소기
backpack: mochila* | sac à dos | rucksack* | rucksäcke | zaino | zaini | sırt çanta* | рюкзак* | plecak* | حقيبة ظهر
  | 背包 | リュック | 배낭
bag: bolso* | bolsa* | sac | tasche | handtasche* | borsa | borse | çanta* | сумк* | torebk* | torb* | حقيبة | 包包
  | バッグ | 가방
shoe: zapato* | sapato* | chaussure* | schuhe* | scarpa | scarpe | ayakkabı* | ботин* | туфл* | обув* | buty | butów
  | butach | حذاء | 鞋 | 靴 | 신발
sneaker: zapatilla* | tênis | basket* | turnschuh* | кроссовк* | スニーカー | 운동화
boot: botas* | bottes* | stiefel* | stival* | botlar* | сапог* | сапоги | 靴子 | ブーツ | 부츠
jacket: chaqueta* | jaqueta* | casaco* | veste* | jacke* | giacc* | ceket* | куртк* | kurtk* | سترة | 夹克 | 外套
  | ジャケット | 자켓
dress: vestido* | la robe | ma robe | une robe | kleid* | vestito | elbise* | плать* | sukienk* | فستان | 连衣裙
  | 裙子 | ワンピース | 원피스
shirt: camisa* | chemise* | hemd* | camici* | gömle* | рубашк* | koszul* | قميص | 衬衫 | シャツ | 셔츠
t-shirt: camiseta* | футболк* | koszulk* | tişört* | magliett* | T恤 | Tシャツ | 티셔츠
trouser: pantalon* | pantalón | hosen* | pantolon* | брюк* | spodni* | بنطلون | 裤子 | ズボン | 바지
sweater: suéter* | jersey | pullover* | maglion* | kazak | kazağ* | свитер* | sweter* | 毛衣 | セーター | 스웨터
scarf: bufanda* | cachecol* | écharpe* | schal | schals | sciarp* | atkı* | шарф* | szalik* | 围巾 | マフラー
  | 목도리
blanket: manta* | cobertor* | couverture* | decke | coperta* | battaniye* | одеял* | плед* | koc | 毯子 | 毛布
  | 담요
mirror: espejo* | espelho* | miroir* | spiegel* | specchi* | ayna* | зеркал* | lustr* | مرآة | 镜子 | 鏡 | 거울
chair: silla* | cadeira* | chaise* | stuhl | stühle | sedia | sedie | sandalye* | стул* | krzes* | كرسي | 椅子
  | 의자
table: mesa | mesas | tisch | tavol* | masa | masanın | masayı | стол | столик* | stolik* | طاولة | 桌子 | テーブル
  | 테이블
rug: alfombra* | tapete* | le tapis | mon tapis | teppich* | tappet* | halı* | ковёр | ковр* | dywan* | سجادة | 地毯
  | カーペット | 러그
bicycle: bicicleta* | bici | vélo* | fahrrad* | biciclett* | bisiklet* | велосипед* | rower* | دراجة | 自行车
  | 自転車 | 자전거
tent: tienda de campaña | barraca* | tente* | zelt* | tenda | çadır* | палатк* | namiot* | خيمة | 帐篷 | テント
  | 텐트
toy: juguete* | brinquedo* | jouet* | spielzeug* | giocattol* | oyunca* | игрушк* | zabawk* | لعبة | 玩具 | おもちゃ
  | 장난감
book: libro* | livro | livros | le livre | mon livre | un livre | buch | bücher | libri | kitap* | kitab* | книг*
  | książ* | كتاب | 这本书 | 的书 | 本を | 책을
drill: taladro* | furadeira* | perceuse* | bohrmaschine* | trapano | matkap* | дрел* | wiertark* | 电钻 | ドリル
  | 드릴
printer: impresora* | impressora* | imprimante* | drucker* | stampant* | yazıcı* | принтер* | drukark* | طابعة
  | 打印机 | プリンター | 프린터
"""
_WORD = re.compile(r"[^\W\d_]+")
_IN_SPACED_LETTERS = re.compile(r"[a-z\u00c0-\u04ff]")
_LONGEST_ENDING = 4


def named_abroad(text: str) -> list[tuple[int, int, str]]:
    """Where goods are named, and the English word for each; where a longer name holds a shorter one, the longer."""
    found: list[tuple[int, int, str]] = []
    for place in sorted([*_phrases(text), *_words(text), *_unspaced(text)], key=lambda place: place[0] - place[1]):
        if all(place[1] <= start or end <= place[0] for start, end, _ in found):
            found.append(place)
    return sorted(found)


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        word = calm(match.group())
        stems = (word[:end] + "*" for end in range(len(word), max(len(word) - _LONGEST_ENDING, 3) - 1, -1))
        name = next((name for name in (word, *stems) if name in _NAMES), None)
        if name:
            yield *match.span(), _NAMES[name]


def _phrases(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PHRASES.finditer(text):
        said = calm(match.group())
        yield from ((*match.span(), _NAMES[name]) for name in _OF_WORDS if said.startswith(name.rstrip("*")))


def _unspaced(text: str) -> Iterator[tuple[int, int, str]]:
    """In scripts where a name stands between other letters as it is."""
    if text.isascii():
        return
    for name in _UNSPACED:
        start = text.find(name)
        if start >= 0:
            yield start, start + len(name), _NAMES[name]


def _names() -> Iterator[tuple[str, str]]:
    for line in _GOODS.replace("\n  |", " |").strip().splitlines():
        word, _, names = line.partition(": ")
        yield from ((name.strip(), word) for name in names.split("|"))


_NAMES = dict(_names())
_UNSPACED = tuple(name for name in _NAMES if not _IN_SPACED_LETTERS.match(name))
_OF_WORDS = tuple(name for name in _NAMES if " " in name and name not in _UNSPACED)
_PHRASES = re.compile(rf"\b(?:{'|'.join(_OF_WORDS)})\b".replace("*", rf"\w{{0,{_LONGEST_ENDING}}}"), re.IGNORECASE)
