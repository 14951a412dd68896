"""How chats and hurried thumbs write English words: "u sed i wud get it 2day". Tables for bot/nlu/spelling.py.

Broken words stand here that edit distance does not find: too short, spelt by their sound, or a right word in another of
the encoder's languages ("orden", "trakc"), which it therefore takes for a word.
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    found = (pair.partition("=") for pair in text.split("|"))
    return {short.strip(): long.strip().replace("_", " ") for short, _, long in found}


# Where a text is English, or may be.
ANYWHERE = _pairs(
    """
    helo=hello | fone=phone | foto=photo |
    pls=please | plz=please | plse=please | plez=please | u=you | ur=your | r=are | thx=thanks | thnx=thanks |
    wat=what | wats=what's | wheres=where's | whats=what's | wana=want_to | wanna=want_to | gonna=going_to |
    dnt=don't | dont=don't | didnt=didn't | doesnt=doesn't | dosnt=doesn't | cant=can't | wont=won't | isnt=isn't |
    hasnt=hasn't | havent=haven't | wasnt=wasn't | arent=aren't | couldnt=couldn't | wouldnt=wouldn't | im=I'm |
    ive=I've | asap=soon | ordr=order | oder=order | ordre=order | orderd=ordered | odr=order | teh=the | wen=when |
    whn=when | wil=will | hav=have | hve=have | becuase=because | becos=because | becoz=because | bcoz=because |
    bcz=because | cuz=because | mony=money | monney=money | wher=where | whre=where | whr=where |
    pleas=please | cansel=cancel | cancle=cancel | kansel=cancel | cancell=cancel | cncl=cancel | seler=seller |
    saler=seller | sellr=seller | anser=answer | acept=accept | rekwest=request | aproved=approved | wrk=work |
    wrks=works | wrkng=working | wnt=want | wnat=want | wud=would | wuld=would | cud=could | shud=should | duz=does |
    giv=give | gimme=give_me | lemme=let_me | gud=good | frm=from | snd=send | tlk=talk | neva=never |
    nvr=never | nevr=never | nvm=never_mind | nevermind=never_mind | 2day=today | 2moro=tomorrow | tmrw=tomorrow |
    b4=before | sez=says | iz=is | comin=coming | trakc=track | trak=track | aftr=after |
    msg=message | msgs=messages | mesage=message | mesages=messages | hw=how | wht=what | wich=which | agen=again |
    sumthing=something | any1=anyone | some1=someone | no1=no_one | thier=their | rcvd=received | recvd=received |
    recd=received | rec'd=received | delivry=delivery | dlvry=delivery | pkg=package | refun=refund | rfnd=refund |
    alot=a_lot | ppl=people | thru=through | prob=problem | idk=I_don't_know | cna=can | yall=you |
    tyme=time | hasent=hasn't | dosent=doesn't | didin=didn't
    """
)
# Words of other languages as well, or of names: only where a text is surely English.
IN_ENGLISH = _pairs(
    """
    n=and | bak=back | stil=still | mor=more | las=last | lng=long | tak=take | wit=with | sed=said | cum=come |
    nt=not | rong=wrong | orde=order | orden=order | ordem=order | onder=order | packag=package | receiv=receive |
    messag=message | adresse=address | adress=address | colur=colour | kolor=colour | som=some | dey=they | bin=been |
    luk=look | hapend=happened | brok=broke | brokn=broken | sory=sorry | persn=person | clam=claim | clame=claim |
    ther=there | yestrday=yesterday | sho=show | nws=news | afterall=after_all | lik=like | al=all | gt=get |
    gettin=getting | waitin=waiting | nothin=nothing | moni=money | hapening=happening | repli=reply | sertain=certain
    | cos=because | dis=this | dat=that | haz=has | ya=you | nd=and | abt=about
    """
)
# Beginnings of words in other languages of the encoder, which make no English word with an ending: "shippd".
FRAGMENTS = frozenset(
    ("shipp", "packag", "receiv", "messag", "cancell", "adres", "adress", "accep", "trac", "retur", "delive")
)
