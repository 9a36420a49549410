"""Words by which Kazakh, Russian and English texts say what a number is: people, bases, shares in words, "the rest".

The three languages share one pattern each, since a paragraph of one may quote another.
"""

from __future__ import annotations

import re
from fractions import Fraction


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


PEOPLE = (
    r"(?:people|persons?|experts?|respondents?|participants?|answers?|responses?|interviewees?|specialists?|individuals|"
    r"адам\w*|сарапшы\w*|респондент\w*|қатысушы\w*|жауап(?!\s+бер)\w*|маман\w*|кісі\w*|"
    r"человека?|людей|эксперт\w*|участник\w*|ответ(?:а|ов)?\b|опрошенн\w*|анкет\w*|специалист\w*|голос\w*|чел\b\.?)"
)
"""People and their answers: what a count counts."""

ABOUT_ANSWERS = _any(
    r"\b(?:respond|expert|answer|said|say|chose|choose|pick|named|survey|poll|interview|participant|agree|option|"
    r"share|replie|asked)",
    r"\b(?:респонд|эксперт|опрош|опрос|ответ|отвеч|анкет|участник|выбра|выбор|назва|указа|счита|соглас|вариант|"
    r"дол[яиюе]\b|поддерж)",
    r"[«“\"](?:yes|no|да|нет|иә|жоқ)[»”\"]",
    r"\b(?:сарапшы|жауап|сауалнама|қатысушы|қатысқан|таңда|атап|ата[лғд]|деп|санай|пікір|нұсқа|келіс|қолда|үлес)",
)
"""A passage without any of these speaks of something else than answers."""

SOMETHING_ELSE = _any(
    r"\b(?:GDP|inflation|budget|population|unemployment|exports?|imports?|VAT|interest rate|turnout)\b",
    r"\b(?:ВВП|инфляци|бюджет|населени|безработиц|экспорт[аеу]?\b|импорт[аеу]?\b|НДС|явк)",
    r"\b(?:ЖІӨ|инфляция|бюджет|халық санының|халқының|тұрғындарының|жұмыссыздық|ҚҚС)",
    r"confidence|significan|\bCI\b|margin of error|доверительн|значимост|погрешност|сенімділік|маңыздылық|қателік",
    r"\bvariance\b|\bdispersion\b|дисперс|correlat|коррел|regress|регресс|\balpha\b|альфа|\bR²|\br\s*=|"
    r"\bp\s*[=<>]\s*0|χ²|\b[FtHU]\s?\(\d",
)
"""A sentence with one of these may hold percents that are no shares of answers."""

OTHER_STUDY = re.compile(
    r"\b[Aa]ccording to (?:the |a )?(?!Fig|Tab|Ques|Our|This|Annex|Appendix)"
    r"(?![A-Z][\w-]* (?:experts?|respondents?|participants?)\b)[A-Z]|\b[Aa](?:n|nother)? (?:[a-z]+ )?(?:19|20)\d\d "
    r"(?:[a-z]+ )?(?:study|survey|poll)|\b[Aa]nother (?:study|survey|poll)|"
    r"\b[Пп]о (?:данным|сведениям|оценкам?) (?!Рис|Табл|Q|[А-ЯЁ][\w-]* (?:эксперт|респондент|участник))(?:«|[A-ZА-ЯЁ])|"
    r"\b[Пп]о (?:данным|сведениям) (?:[а-яё]+ )?(?:центра|института|агентства|фонда|комитета|банка|службы|бюро)\b|"
    r"\b[Дд]руг(?:ого|ом|ое|ому|ой) (?:опрос|исследован)|"
    r"\b(?:институт|орталығ|агенттіг|ұйым|банк|бюро|комитет|қор)\w*\s+(?:[^\W\d_]+\s+)?(?:дерек|мәлімет)\w* бойынша|"
    r"\b[Бб]асқа (?:зерттеу|сауалнама|сұрау)"
)
"""A sentence with one of these tells of another study than the one that the text is about."""

_ALL_OF_THEM = (
    rf"(?!{PEOPLE}|all\b|them\b|these\b|those\b|which\b|whom\b|the\b|others?\b|sample|survey|questions?\b|вс[её]\w*|них\b|"
    r"этих\b|тех\b|прочих\b|котор\w+|вопрос\w*|вариант\w*)"
)
_WHO = r"(?!\s+(?:took part|participated|(?:answered|replied|responded)(?!\s+[“\"«])|участвовал|приняли|ответил\w*(?!\s+[«“\"])))"
PART = _any(
    rf"(?:^|[.;:(]\s*)of the {_ALL_OF_THEM}[a-z]+(?:,| who\b)|\bamong (?:the )?{_ALL_OF_THEM}[a-z]+",
    rf"\b(?:of|among) those who\b{_WHO}",
    rf"\bсреди {_ALL_OF_THEM}[а-яё]+|\b(?:из|среди) тех, кто\b{_WHO}",
    rf"\b(?<!олардың )(?!олар)(?!{PEOPLE})[^\W\d_]+(?:лар|лер|дар|дер|тар|тер) арасында",
)
"""Before a share: it is one of a part, such as the women."""
OF_THEM = _any(r"\b(?:of|among) (?:them|these|whom)\b|\b(?:из|среди) (?:них|этих)\b|\bолардың\b|\bолардан\b|\bолар арасында\b")
"""Before a share: it is one of those told last."""
OF_EVERYBODY = _any(
    r"\b(?:overall|in (?:the )?(?:whole|entire|full) (?:survey|sample)|of (?:all|everybody)|among all)\b",
    r"\bв целом\b|\b(?:по|во) вс(?:ей|ему|[её]м) |\bсреди всех\b|\bот всех\b",
    r"\bжалпы\b|\bбүкіл\b|\bбарлық\b",
)
"""After one of the two: it is a share of all again."""
EARLIER_BEFORE = _any(r"\b(?:from|against|than|compared (?:with|to)|с|со|против|чем)\s*$", r"(?:19|20)\d\d\s+жыл[ғд]\w+\s*$")
EARLIER_AFTER = _any(r"^\s*(?:in|for|в)\s+(?:19|20)\d\d\b", r"^\w*-?[нтд][ае]н\b")
"""About a share of another year: both stand."""

OURS = _any(r"\bour\b|\bwe\b|\bn\s*=|\bнаш\w*|\bмы\b|\bбіз(?:дің|де)?\b")

_INT = r"(?P<n>\d{1,3}(?:[\u00a0\u202f\u2009,]\d{3})+|\d+)(?![.,]?\d|\s?%)"
_TWO = r"(?:\s+[^\W\d_]+){0,2}?\s+"

TOTAL = _any(
    rf"\b[nN]\s*=\s*{_INT}",
)
N_BEFORE = _any(r"\bn\s*=\s*$")
_TAKING = (
    r"(?:took part|taken part|participated|were (?:surveyed|interviewed|polled|questioned)|(?:completed|filled in|"
    r"filled out|returned) (?:the|our|a)|"
    r"приняли участие|принимали участие|участвовал\w+|были? опрошен\w+|опрошено|заполнил\w*|вернул\w*|прошли опрос|"
    r"(?<=а |ә |е )қатысты|қатысты|қатысқан|қатысып|сұралды|пікірі алынды|толтыр\w+|қайтарды|қайтарған)"
)
_TAKEN = (
    r"(?:we (?:surveyed|interviewed|polled|questioned|asked)|sample (?:of|is|was|comprised|comprises|included)|survey of|poll of|"
    r"questionnaires? (?:from|of)|participants? were|answers (?:of|from)|"
    r"приняли участие|участвовал\w+|опросили|опрошено|были опрошены|выборк\w+|опрос[ае]?|собран\w*|ответы|анкеты|"
    r"іріктеме\w*|жиналды|сауалнамаға|сауалнамада|сұрау\w*|зерттеуге)"
)
TOOK_PART = (
    re.compile(rf"(?<![\w.,]){_INT}(?:-\w+)?\s+(?:[^\W\d_]+\s+){{0,2}}?{PEOPLE}[^.;:\d]{{0,45}}?{_TAKING}", re.IGNORECASE),
    re.compile(
        rf"\b{_TAKEN}(?:\s+[^\W\d_,]+){{0,4}}?\s*(?:[–—:-]\s*)?{_INT}(?:-\w+)?\s+(?:[^\W\d_]+\s+){{0,2}}?{PEOPLE}", re.IGNORECASE
    ),
)
OF_ALL = (
    re.compile(rf"(?:\bamong|(?:^|[.;(]\s*)of|\bout of)\s+{_INT}\s+(?:[^\W\d_]+\s+)?{PEOPLE}", re.IGNORECASE),
    re.compile(rf"\b(?:sample (?:size )?(?:of|=)|выборк\w+ (?:из|в)|іріктем\w+)\s+{_INT}", re.IGNORECASE),
    re.compile(rf"\b(?:of|among)\s+(?:the|all|our|those|these)\s+(?:(?:remaining|other)\s+)?{_INT}", re.IGNORECASE),
    re.compile(rf"(?:^|[.;(]\s*|\b)(?:из|среди)\s+(?:\w+\s+){{0,2}}?{_INT}(?=\s+[^\W\d])", re.IGNORECASE),
    re.compile(
        rf"{_INT}(?:\s+[^\W\d_]+)?\s+(?:адам|сарапшы|респондент|қатысушы|жауап|маман|кісі|"
        rf"сұралған)\w*(?:[нтд][ыі]ң|[нтд][ае]н)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"{_INT}-[нтд][ыі]ң\b", re.IGNORECASE),
)
"""A whole that the numbers behind it are shares of."""

_REPLIED = r"(?:тил|тивш|ча|чен)\w*"  # not "отве" + "тить": what people could or should answer
ANSWERED = (
    re.compile(
        rf"(?<![\w.,]){_INT}{_TWO}?(?:[^\W\d_]+\s+)?(?:answered|replied to|responded to|stated|gave an answer to)\s+"
        r"(?:(?:this|the|that|it|their|a)\b|question)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:question|it) was answered by\s+(?:only\s+)?{_INT}", re.IGNORECASE),
    re.compile(rf"\bна (?:этот |данный |\S+ )?вопрос\w*\s+(?:\S+\s+){{0,2}}?отве{_REPLIED}\s+(?:\w+\s+)?{_INT}", re.IGNORECASE),
    re.compile(rf"(?<![\w.,]){_INT}(?:\s+[^\W\d_]+){{0,3}}?\s+(?:отве{_REPLIED}|дал\w* ответ)\s+на\b", re.IGNORECASE),
    re.compile(rf"сұра[қғ]\w*\s+(?:\S+\s+){{0,2}}?{_INT}(?:-\w+)?(?:\s+[^\W\d_]+)?\s+жауап\s+(?:бер|қайтар)", re.IGNORECASE),
    re.compile(rf"\b(?:base|valid answers?|valid n)\b\s*(?:is|of|was|:|=|–|—|-|\()?\s*{_INT}", re.IGNORECASE),
    re.compile(rf"\bбаз[аеу]\w*\s*(?:расч[её]та|ответов|вопроса)?\s*(?:–|—|-|:|=|\(|составля\w+|равна)?\s*{_INT}", re.IGNORECASE),
    re.compile(rf"\bнегіз\w*\s*(?:саны)?\s*(?:–|—|-|:|=|\()?\s*{_INT}", re.IGNORECASE),
    re.compile(rf"{_INT}\s+(?:valid answers|действительн\w+ ответ\w+|жарамды жауап\w*)", re.IGNORECASE),
)
"""How many answered one question: the base of what is said about it."""

_NUMBERS = {
    "1.5": r"one and a half|полтора|бір жарым",
    "2": r"two|twice|double|twofold|два|двое|вдвое|двукратн\w*|екі",
    "3": r"three|thrice|triple|threefold|три|трое|втрое|тр[её]хкратн\w*|үш",
    "4": r"four|fourfold|четыре|вчетверо|төрт",
    "5": r"five|fivefold|пять|впятеро|бес",
    "6": r"six|шесть|алты",
    "10": r"ten|tenfold|десять|он",
}
_NAMED = "|".join(f"(?P<t{key.replace('.', '_')}>{forms})" for key, forms in _NUMBERS.items())
TIMES = re.compile(
    r"\b(?:(?:more than|over|almost|nearly|about|roughly|более|больше|почти|примерно|свыше)\s+(?:чем\s+)?)?(?:в\s+)?"
    rf"(?:{_NAMED})(?:(?:\s+times|\s+to one|\s+раза?|\s+есе\w*(?:\s+(?:астам|артық|жуық|дерлік))?)\b|"
    r"(?<=twice)\b|(?<=double)\b|(?<=fold)\b|(?<=ое)(?<=в\w\wое)\b|(?<=втрое)\b|(?<=еро)\b)",
    re.IGNORECASE,
)
"""A ratio in words."""
TIMES_OVER = _any(r"more than|over|более|больше|свыше|есе\w*\s+(?:астам|артық)|еседен")
TIMES_NEARLY = _any(r"almost|nearly|почти|жуық|дерлік")
FEWER = _any(r"\b(?:fewer|less|rarer|smaller|меньше|менее|реже|ниже|аз|кем|сирек|төмен)\b")
TURNED = _any(r"outnumbered\b[^.;]*\bby\b|\bcompared (?:with|to)|по сравнению|салыстырғанда|уступа\w+")
THAN_THEM = _any(r"\bthan [^.;(]{0,40}\s*\(?$|\bчем [^.;(]{0,40}\s*\(?$")
ABLATIVE = _any(r"[^\W\d][нтд][ае]н\s*\(?$")
"""Before the first of two numbers: it is the one that the other is compared with."""


def times_of(match: re.Match[str]) -> Fraction | None:
    """How many times a ratio in words is."""
    return next((Fraction(name[1:].replace("_", ".")) for name, said in match.groupdict().items() if said), None)


_ALL_WORDS = (
    r"(?:in all|in total|altogether|overall|totall?ing|total(?: of)?|the base (?:is|was)(?: all)?|"
    r"(?:make|makes|making|add|adds|adding|sum|sums) up (?:to )?(?:all )?|(?:sum|sums|add|adds|amount|amounts) to|"
    r"the sum (?:is|of)|sum|"
    r"всего|итого|сумма|в общей сложности|составля\w+ (?:вс\w+ )?|да[её]т в сумме|барлығы|жалпы саны|жиыны|қосындысы)"
)
WHOLE = (
    re.compile(
        rf"\b{_ALL_WORDS}(?:\s+[^\W\d_]+){{0,3}}?\s*(?:[–—:=|-]\s*)?{_INT}(?!\s*(?:[^\W\d_]+\s+)?(?:of|из)\b)", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w.,]){_INT}\s+(?:[^\W\d_]+\s+){{0,2}}?(?:in all|in total|altogether|всего|барлығы)\b", re.IGNORECASE),
)
"""How many all answers of a question are together."""

REST = re.compile(
    r"(?:\bthe (?:remaining|other|rest|remainder)\b|\bremaining\b|\bothers\b|\bleaving\b|\bleaves\b|\bостав(?:ляя|"
    r"ив|ляет)\b|,\s+меньш(?:ая|ую)\b|\bостальны\w+|\bоставши\w+ся|\bпрочи\w+|\bқалған\w*)"
    r"[^.;\d]{0,40}$",
    re.IGNORECASE,
)
"""Before a number: it is what the numbers before it leave."""

TOGETHER = re.compile(
    r"(?:\btogether\b|\bcombined\b|\bin sum\b|\btaken together\b|\bвместе\b|\bв сумме\b|\bсуммарно\b|\bв совокупности\b|"
    r"\bбірге\b|\bқосқанда\b|\bжиынтығы\w*)[^.;\d]{0,40}$",
    re.IGNORECASE,
)
"""Before a number: it is the sum of the numbers before it."""

RESPECTIVELY = _any(r"\brespectively\b|\bсоответственно\b|\bтиісінше\b|\bсәйкесінше\b")
"""The numbers of two lists go together in their order."""

CONTRAST = _any(r"\b(?:but|while|whereas|against|versus|vs|но|а|однако|тогда как|против|ал|бірақ|берсе|десе)\b")
"""What stands after it is of somebody else."""

SUMMED = re.compile(
    r"(?:\b(?:in all|in total|altogether|total(?: of)?|всего|в общей сложности|барлығы|жалпы)\s*|"
    r"/\s*[^“”«»\d]{1,40}[”»]\s*(?:[–—:-]\s*)?)$",
    re.IGNORECASE,
)
"""Directly before a number: it may count several answers at once."""

SEVERAL = _any(
    r"several (?:answers|options)|more than one (?:answer|option)|multiple (?:answers|"
    r"choice|response)|up to \w+ (?:answers|options)|"
    r"all that apply|select(?:ed)? several",
    r"нескольк\w+ (?:ответ|вариант)|более одного (?:ответ|вариант)|множественн\w+ (?:выбор|"
    r"ответ)|до (?:тр[её]х|двух|пяти) (?:ответ|вариант)",
    r"бірнеше (?:жауап|нұсқа)|бірден көп (?:жауап|нұсқа)|көп жауап",
)
"""One person may have given several answers: nothing adds up."""

LISTED = _any(
    r"\b(?:distribut|divided|split|as follows|broke down)",
    r"распредел|раздел|следующим образом|разбив",
    r"бөлін|үлестір|таралды|таралған|былайша|келесідей|мынадай",
)
"""The numbers of the sentence are shares of one whole."""

THINGS = _any(
    r"\s*(?:[^\W\d_]+\s+)?(?:questions?|items?|statements?|articles?|countries|states|regions?|cities|chapters?|"
    r"pages?|years?|months|"
    r"days|variables?|scales?|figures?|tables?|sections?|interviews?|factors?|percent\w*)\b",
    r"\s*(?:[^\W\d_]+\s+)?(?:вопрос\w*|пункт\w*|утвержден\w*|стат(?:ья|ьи|ей|ьях)|стран\w*|государств\w*|регион\w*|област\w*|"
    r"город\w*|глав\w*|страниц\w*|лет\b|год\w*|месяц\w*|дн(?:я|ей)\b|переменн\w*|шкал\w*|рисунк\w*|таблиц\w*|интервью|"
    r"фактор\w*)",
    r"\s*(?:[^\W\d_]+\s+)?(?:сұрақ(?!қ?а?\s+жауап)\w*|тармақ\w*|тұжырым\w*|бап\w*|ел(?:д|ді|ден|дің)?\b|"
    r"мемлекет\w*|өңір\w*|облыс\w*|"
    r"қала\w*|тарау\w*|бет\w*|жыл\w*|ай(?:да|дың)?\b|күн\w*|айнымалы\w*|шкала\w*|кесте\w*|сұхбат\w*|фактор\w*)",
)
"""Behind a number: it counts no people."""

OVER_BEFORE = _any(
    r"(?:more than|over|at least|no fewer than|above|upwards of|более|больше|свыше|не менее|выше|кемінде)\s*(?:чем\s*)?$"
)
OVER_AFTER = _any(r"^\w*(?:-\w+)?\s*(?:[^\W\d_]+(?:дан|ден|тан|тен|нан|нен)\s*)?(?:астам|артық|көп\b|жоғары|or more|и более)")
UNDER_BEFORE = _any(
    r"(?:less than|fewer than|under|at most|up to|below|no more than|менее|меньше|не более|до|ниже)\s*(?:чем\s*)?$"
)
UNDER_AFTER = _any(r"^\w*(?:-\w+)?\s*(?:аз\b|кем\b|аспай|төмен|жетпейтін|дейін)")
ABOUT_BEFORE = _any(
    r"(?:about|around|some|nearly|almost|roughly|approximately|close to|около|почти|примерно|порядка|шамамен)\s*(?:в |на )?$",
    r"[~≈]\s*$",
)
ABOUT_AFTER = _any(r"^\w*(?:-\w+)?\s*(?:жуық|шамасында|таяу|-ке жуық|or so)")


def about(before: str, after: str) -> str:
    """How the words before and after a number bound it: "over", "under", "about", or "" where it is exact."""
    for name, first, last in (
        ("over", OVER_BEFORE, OVER_AFTER),
        ("under", UNDER_BEFORE, UNDER_AFTER),
        ("about", ABOUT_BEFORE, ABOUT_AFTER),
    ):
        if first.search(before) or last.search(after):
            return name
    return ""


CHANGE_AFTER = _any(
    r"^\s*(?:[^\W\d_]+\s+)?(?:more|higher|lower|less|fewer|greater|increase|decrease|rise|growth)\b",
    r"^\s+[^\W\d_]+[ғгкқ][ае]\s+(?:артық|көп|кем|аз|жоғары|төмен)\b",
    r"^\w*(?:-[ғгкқ][ае])\s*(?:артық|көп|кем|аз|жоғары|төмен|өс|кемі|азай|арт)",
)
CHANGE_BEFORE = _any(
    r"(?<!\w)на\s*$|±\s*$",
    r"(?:difference|gap|разниц\w*|разност\w*|разрыв\w*|айырма\w*)[^.;:\d«“\"(]{0,30}$",
    r"\b(?:grew|rose|fell|increased|decreased|differ\w*|exceed\w*|higher|lower|up|down)(?: by)?\s*$",
)

ROW_OF_SUMS = _any(
    r"\b(?:all questions|together|total)\b",
    r"\b(?:все вопросы|вместе|итого|всего)\b",
    r"барлық сұрақ|\bбірге\b|\bбарлығы\b|\bжиыны\b",
)
"""The row of a table with one of these adds up several answers or questions."""
CONTRADICTS = _any(
    r"contradict|does not fit|do not fit|inconsisten",
    r"противореч|не соглас|не сочета|не вяж",
    r"қайшы|сәйкес келме|үйлеспе|сыйыспа",
)
"""What a text itself calls a contradiction may be of two questions."""
CALLED_WRONG = _any(
    r"\b(?:impossible|misprint\w*|typos?|erroneous\w*|cannot be (?:right|true|correct)|no whole number|is (?:wrong|incorrect))\b",
    r"невозмож|опечат|ошибочн|не может быть (?:вер|прав)|не могут быть|не да[её]т ни|ни одно целое|неверн",
    r"мүмкін емес|қате\b|жаңсақ|бүтін сан жоқ|саны? [^.;]*бермейді|дұрыс емес",
)
"""What a text itself calls impossible."""
POINTS_BACK = _any(r"^\W*(?:this|that|these|those|such|это|эт[аоу]|эти|так\w+|бұл|ол|мұндай|мұның)\b")
"""How a sentence begins that goes on about the one before."""
COMPLEMENT_OF = _any(r"\b(?:complement (?:of|to)|дополнени\w+ (?:к|до)|толықтау\w*)\s*$")

PREVAILS = _any(
    r"\b(?:prevail\w*|predominat\w*|leads?|led|dominat\w*)\b\s*(?:with|at|:|by)?\s*\(?",
    r"\b(?:преоблада\w+|лидиру\w+|превалиру\w+)\b\s*(?:с|:|—|–)?\s*\(?",
    r"\b(?:басым (?:болды|түсті)|басым|алда)\b\s*(?::|—|–)?\s*\(?",
)
"""Directly before a number: it is the largest of its sentence."""

LEADS = _any(
    r"\b(?:prevail|predominat|dominat|outweigh|outnumbers?\b|ahead\b|leads?\b|led\b|winn|preponder|exceed)\w*",
    r"\b(?:преоблад|лидир|превалир|перевес|перевеш|опере[жд]|доминир)\w*",
    r"\b(?:басым(?! бөліг| көпшіл)|алда|көпшілік(?!т)|артықшылық|жетекші)\w*",
)
"""Its sentence says that one answer has more than the others."""
OVER_ANSWER = _any(r"\b(?:not|below|less|fewer|behind|не|менее|меньше|уступа\w*|емес|аз|кем)\b")
"""In such a sentence: the word may be about the reverse."""
MORE_THAN = _any(
    r"(?<!less )(?<!not )\b(?:more|higher|larger|greater|often(?:er)?)\b(?:[^.;]|\.(?=\d))*?\bthan\b",
    r"\b(?:чаще|больше|выше|более|охотнее)\b(?:[^.;]|\.(?=\d))*?\bчем\b",
)
"""The number before "than" is larger than the one behind it."""

RATIO = _any(r"\bratio|\bproportion|\bquotient|отношен|пропорц|частное|қатынас|нисбат")
RATIO_GAP = r"(?:[^.;|\d]|(?:(?<=question )|(?<=item )|(?<=вопросе )|(?<=вопросу ))\d\.\d{1,2}|\d\.\d{1,2}(?=-сұра))"
RATIO_BEFORE = _any(
    rf"\b(?:ratio|proportion|quotient)s?\b{RATIO_GAP}{{0,60}}(?:\b(?:is|was|of|at|to|by|equals?|being)|"
    rf"[=:–—(,-])\s*(?:about |roughly )?$",
    rf"\b(?:отношени[еяю]|соотношени[еяю]|пропорци[яюи]|частное)\b{RATIO_GAP}{{0,60}}(?:[=:–—(,-]|\bравн\w+|"
    rf"\bсоставля\w+|\bкак)\s*$",
    r"\b(?:со)?отношение\s+$",
    rf"\b(?:(?<!қарым-)қатынас(?:ы|тар|тары)?|арақатынас\w*|нисбат\w*)\b{RATIO_GAP}{{0,30}}(?:[=:–—(,-]\s*)?$",
    rf"\b(?:for|per|to) (?:each|every|one|a single)\b{RATIO_GAP}{{0,70}}\b(?:is|are|was|were|comes?|came|stands?|"
    rf"fall|falls)\s+(?:about )?$",
    rf"\bна (?:один|одного|одну|каждый|каждого|каждую)\b{RATIO_GAP}{{0,70}}\b(?:прих\w+|был\w*|есть)\s+(?:примерно )?$",
    rf"\b(?:әр|әрбір|бір)\s{RATIO_GAP}{{0,60}}[^\W\d_][ғгкқ][ае]\s+(?:шамамен )?$",
)
"""Directly before a bare number: it is a ratio to one."""
RATIO_AFTER = _any(r"^(?:\s+(?:to|к)|-[ғгкқ][ае])\s+(?:one|одному|одной|бір(?:ге)?)\b")
SUMS_UP = _any(r"^\W*(?:sum|total|in all|in total|altogether|всего|итого|сумма|барлығы|жиыны)\W*$")
SUM_BEFORE = _any(r"\b(?:sum|total|итого|сумма|всего|барлығы|жиыны|қосындысы)\s*(?:is|of|[:=–—-])?\s*$")
"""Directly before 100%: the row of totals."""

NEGATED_BEFORE = _any(
    r"(?:\bnot|\bno|\bnever|\bneither|n't|\bне|\bни|\bнет)\s*(?:\S+\s+){0,2}?$",
    r"\b(?:relative|относительн\w+|салыстырмалы)\s*$",  # more than any other answer, and no majority
)
NEGATED_AFTER = _any(r"^\W*(?:емес|жетпе|құрама|болма)", r"^\W*(?:was|were|is) not\b", r"^\W*не\b")
CONTRASTED = _any(r"\b(?:only|just|merely|тек|лишь|только|всего|ғана)\b")
"""Between the word and the number: the number is of something else."""
