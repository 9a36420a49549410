"""The set `fresh_b` of sentences for benchmarks/audit_document.py, written by someone who had not seen the check.

Fields, forms and marks: audit_document_sets.py.
"""

from __future__ import annotations

from audit_document_texts import Template, _t

INTRODUCTION = {
    "en": "A total of {n} specialists returned the questionnaire, which had 27 questions in all.",
    "ru": "Заполненные анкеты (27 вопросов) вернули {n} специалистов; поле длилось с 1 по 15 сентября 2022 года.",
    "kk": "27 сұрақтан тұратын анкетаны барлығы {n} маман толтырып қайтарды.",
}

EN: tuple[Template, ...] = (
    _t("Item {q} was endorsed (“yes”) by {a} experts, equivalent to {pa} of the sample of {n}."),
    _t(
        "“No” came from {b} respondents ({pb}), “yes” from {a} ({pa}); together they make up all {n} who answered question {q}.",
        "rest",
    ),
    _t(
        "An overwhelming majority of {pa} (n = {a}) gave the answer “yes” to question {q}, leaving {pb} (n = {b}) who gave the "
        "answer “no”.",
        *("maj", "vast", "rest"),
    ),
    _t(
        "Slightly fewer than half of the experts, {a} out of {n} ({pa}), took the “yes” side in figure {fig}; {b} ({pb}) took "
        "the “no” side.",
        "under half",
    ),
    _t("For question {q}, “yes” was {r} times as common as “no” ({pa} vs. {pb})."),
    _t(
        "The ratio of “yes” to “no” in question {q} stood at {r}:1, with {a} answers of the first and {b} of the second kind "
        "among {n} respondents.",
        "rest",
    ),
    _t("Between “yes” and “no” in question {q} lie {d} percentage points ({pa} versus {pb})."),
    _t("We find {pa} “yes” and {pb} “no” (Fig. {fig}); the difference, {d} pp, is taken up again in the next chapter."),
    _t(
        "Roughly a third of the sample ({a} experts; {pa}) said “yes” when asked question {q}, while the rest ({b} experts; "
        "{pb}) said “no”.",
        *("third", "rest"),
    ),
    _t(
        "Three quarters of all {n} respondents ({pa}) answered question {q} with “yes”; one quarter ({pb}) answered “no”.",
        *("maj", "three quarters", "rest"),
    ),
    _t("Every fifth expert (n = {a}, {pa}) picked “yes” in question {q}; “no” was picked by {b} of the {n} ({pb}).", "fifth"),
    _t("Q{q}: yes {pa} (n = {a}), no {pb} (n = {b})."),
    _t("Table 2, row 3 (question {q}; base: {n} answers): “yes” {a}, {pa}; “no” {b}, {pb}; sum 100%.", "rest"),
    _t(
        "As can be seen in figure {fig}, the larger part of the experts ({pa}, or {a} people) agrees (“yes”), and {pb} ({b} "
        "people) does not (“no”).",
        "maj",
    ),
    _t(
        "The majority view was “yes”: it was expressed by {a} of the {n} experts in question {q}, compared with {b} who said "
        "“no”.",
        "maj",
    ),
    _t(
        "Question {q} produced a narrow lead of “yes” ({pa}) over “no” ({pb}), with {d} percentage points between the two.",
        *("maj", "over half"),
    ),
    _t(
        "More than half of those polled in September 2022 ({a} of {n}; {pa}) said “yes” to question {q}, {r} times the number "
        "who said “no” ({b}).",
        *("maj", "few times"),
    ),
    _t("Fewer experts replied “no” ({pb}) than “yes” ({pa}) to question {q}, the former being outnumbered by {r} to one."),
    _t(
        "Whereas a 2019 poll of 1,200 adults asked about the same matter, in our survey (N = {n}) {pa} answered question {q} "
        "with “yes” and {pb} with “no”.",
    ),
    _t("“Yes” in question {q} exceeds “no” by {d} percentage points, {pa} to {pb}.", "lead"),
    _t("Of {n} answers to question {q}, {c1} went to “{o1}” ({p1}), {c2} to “{o2}” ({p2}) and {c3} to “{o3}” ({p3}).", "multi"),
    _t("“{o1}” accounted for {p1} of the answers to question {q}, “{o2}” for {p2} and “{o3}” for {p3}.", "multi"),
    _t(
        "Ranked by frequency, the answers in figure {fig} are “{o1}” (n = {c1}; {p1}), “{o2}” (n = {c2}; {p2}) and “{o3}” "
        "(n = {c3}; {p3}).",
        *("multi", "descending"),
    ),
    _t("Question {q}: “{o1}” – {c1} ({p1}), “{o2}” – {c2} ({p2}), “{o3}” – {c3} ({p3}), total – {n} (100%).", "multi"),
    _t(
        "The Helsinki Final Act of 1975 was signed by 35 states; principle 3 of its first basket concerns frontiers, principle 4 "
        "territory.",
        "neutral",
    ),
    _t("The border with Russia is 7,598.6 km long, that with China 1,782.8 km; the treaties date from 2005 and 1994.", "neutral"),
    _t(
        "A chi-square test did not reach significance (χ² = 5.12, df = 3, p = .163; Cramér’s V = .17), see appendix B, p. 212.",
        "neutral",
    ),
    _t(
        "Huntington (1996, pp. 209–218) was widely criticised (Sen 2006, ch. 3; Fox 2002, 32(3), 415–434), not least after 2001.",
        "neutral",
    ),
    _t("The youngest expert was born in 1996, the oldest in 1949; the median length of service was 17.5 years.", "neutral"),
    _t("Inflation reached 20.3% in December 2022 and fell to 9.8% a year later, while GDP grew by 5.1%.", "neutral"),
    _t("Chapter 2 (pp. 48–97) sets out the theory, chapter 3 the 12 hypotheses and chapter 4 the results.", "neutral"),
)

RU: tuple[Template, ...] = (
    _t("Вариант «да» в вопросе {q} отметили {pa} экспертов (n = {a}), вариант «нет» — {pb} (n = {b})."),
    _t("Всего на вопрос {q} ответили {n} чел., из них {a} ({pa}) — «да», {b} ({pb}) — «нет».", "rest"),
    _t(
        "Абсолютное большинство экспертов ({a} чел., {pa}) склоняется к ответу «да» (вопрос {q}), и только {b} чел. ({pb}) — к "
        "ответу «нет».",
        *("maj", "vast"),
    ),
    _t(
        "Почти половина экспертов ({a} из {n}, {pa}) ответила на вопрос {q} «да», несколько больше ({pb}) — «нет».",
        "under half",
    ),
    _t(
        "Как следует из рисунка {fig}, число сказавших «да» ({a}) в {r} раза превышает число сказавших «нет» ({b}).",
        "few times",
    ),
    _t(
        "На один ответ «нет» в вопросе {q} приходится {r} ответа «да» ({b} и {a} соответственно при N = {n}).",
        *("few times", "rest"),
    ),
    _t("Ответы «да» и «нет» на вопрос {q} разделяют {d} процентного пункта: {pa} и {pb}."),
    _t("По вопросу {q} положительных ответов {pa}, отрицательных — {pb}, то есть разность долей равна {d} п.п."),
    _t(
        "Примерно треть опрошенных ({pa}; n = {a}), судя по рисунку {fig}, выбрала ответ «да», остальные — «нет» "
        "({pb}; n = {b}).",
        *("third", "rest"),
    ),
    _t(
        "Три четверти опрошенных ({pa}; N = {n}) ответили на вопрос {q} «да», четверть ({pb}) — «нет».",
        *("maj", "three quarters", "rest"),
    ),
    _t("Каждый пятый участник ({a} из {n}; {pa}) на вопрос {q} сказал «да», прочие {b} ({pb}) — «нет».", "fifth", "rest"),
    _t("Вопрос {q}. Да: {pa} ({a}). Нет: {pb} ({b}). Всего: {n}.", "rest"),
    _t(
        "В таблице 3 по вопросу {q} приведены числа ответов и проценты: «да» {a} ({pa_n} %), «нет» {b} ({pb_n} %), сумма {n} "
        "(100 %).",
        "rest",
    ),
    _t(
        "Большая часть экспертов, а именно {a} человек из {n}, на вопрос {q} ответила «да», меньшая, {b} человек, — «нет».",
        *("maj", "rest"),
    ),
    _t("Преобладает ответ «да» (вопрос {q}): его дали {pa}, тогда как противоположный («нет») — {pb} опрошенных.", "maj"),
    _t(
        "С небольшим перевесом в {d} п.п. на вопрос {q} чаще отвечали «да» ({pa}), чем «нет» ({pb}).",
        *("maj", "over half"),
    ),
    _t(
        "Более половины опрошенных в 2022 году экспертов ({pa}) ответили на вопрос {q} «да» — в {r} раза больше, чем ответили "
        "«нет» ({pb}).",
        *("maj", "few times"),
    ),
    _t(
        "Отрицательных ответов («нет») на вопрос {q} оказалось {b} ({pb}), утвердительных («да») — {a} ({pa}); отношение "
        "вторых к первым — {r}.",
    ),
    _t(
        "Если в опросе 2019 года участвовало 1200 взрослых, то в нашем (N = {n}) на вопрос {q} ответили «да» {a} экспертов "
        "({pa}), «нет» — {b} ({pb}).",
    ),
    _t("Доля «да» в вопросе {q} ({pa}) выше доли «нет» ({pb}) на {d} процентного пункта.", "lead"),
    _t(
        "Голоса по вопросу {q} разделились так: за «{o1}» — {c1} ({p1}), за «{o2}» — {c2} ({p2}), за «{o3}» — {c3} ({p3}).",
        "multi",
    ),
    _t("На долю ответа «{o1}» в вопросе {q} приходится {p1}, ответа «{o2}» — {p2}, ответа «{o3}» — {p3}.", "multi"),
    _t(
        "По убыванию частоты ответы на рисунке {fig} располагаются так: «{o1}» (n = {c1}; {p1}), «{o2}» (n = {c2}; {p2}), «{o3}» "
        "(n = {c3}; {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "«{o1}» назвали {c1} из {n} опрошенных ({p1}), «{o2}» — {c2} ({p2}), оставшиеся {c3} ({p3}) — «{o3}» (вопрос {q}).",
        "multi",
    ),
    _t(
        "Хельсинкский Заключительный акт 1975 года подписали 35 государств; принцип 3 говорит о границах, принцип 4 — о "
        "территории.",
        "neutral",
    ),
    _t("Граница с Россией — 7598,6 км, с Китаем — 1782,8 км; договоры подписаны в 2005 и 1994 годах.", "neutral"),
    _t("Связь незначима (χ² = 5,12; df = 3; p = 0,163; V Крамера = 0,17), подробности — в приложении Б, с. 212.", "neutral"),
    _t(
        "Концепцию С. Хантингтона (1996, с. 209–218) критиковали А. Сен (2006, гл. 3) и Дж. Фокс (2002, т. 32, № 3, с. 415–434).",
        "neutral",
    ),
    _t("Самый молодой эксперт родился в 1996 году, самый старший — в 1949-м; медианный стаж — 17,5 года.", "neutral"),
    _t("Инфляция в декабре 2022 года достигла 20,3 %, через год снизилась до 9,8 %, ВВП вырос на 5,1 %.", "neutral"),
    _t("Теория изложена в главе 2 (с. 48–97), 12 гипотез — в главе 3, результаты — в главе 4.", "neutral"),
)

KK: tuple[Template, ...] = (
    _t("{q}-сұрақта «иә» нұсқасын сарапшылардың {pa_w} (n = {a}), «жоқ» нұсқасын {pb_w} (n = {b}) белгіледі."),
    _t("{q}-сұраққа барлығы {n} адам жауап берді, оның {a_i} ({pa}) – «иә», {b_i} ({pb}) – «жоқ».", "rest"),
    _t(
        "Сарапшылардың басым бөлігі ({a} адам, {pa}) {q}-сұрақта «иә» деген жауапқа тоқталды, «жоқ» дегені – {b} адам ғана "
        "({pb}).",
        *("maj", "vast"),
    ),
    _t(
        "Сарапшылардың жартысына жетпейтін бөлігі ({n} адамның {a_i}, {pa}) {q}-сұраққа «иә» деді, сәл көбірегі ({pb}) «жоқ» "
        "деді.",
        "under half",
    ),
    _t(
        "{fig}-суреттен көрініп тұрғандай, «иә» дегендердің саны ({a}) «жоқ» дегендердің санынан ({b}) {r} есе асады.",
        "few times",
    ),
    _t(
        "{q}-сұрақта әрбір «жоқ» деген жауапқа {r} «иә» деген жауаптан келеді ({n} жауаптың {b_i} – «жоқ», {a_i} – «иә»).",
        *("few times", "rest"),
    ),
    _t("{q}-сұрақтағы «иә» мен «жоқ» жауаптарының арасында {d} пайыздық пункт айырма бар: {pa} және {pb}."),
    _t(
        "{q}-сұрақ бойынша оң жауаптар {pa_d}, теріс жауаптар {pb_d} құрайды, үлестердің айырмасы {d} пайыздық тармаққа тең.",
    ),
    _t(
        "Респонденттердің шамамен үштен бірі ({pa}; n = {a}) {fig}-сурет бойынша «иә» деп, қалғандары ({pb}; n = {b}) «жоқ» деп "
        "жауап берген.",
        *("third", "rest"),
    ),
    _t(
        "{n} респонденттің төрттен үші ({pa}) {q}-сұраққа «иә» деп, төрттен бірі ({pb}) «жоқ» деп жауап берді.",
        *("maj", "three quarters", "rest"),
    ),
    _t(
        "Әрбір бесінші қатысушы ({n} адамның {a_i}; {pa}) {q}-сұраққа «иә» деп жауап берді, өзге {b_i} ({pb}) «жоқ» деді.",
        *("fifth", "rest"),
    ),
    _t("{q}-сұрақ. Иә: {pa} ({a}). Жоқ: {pb} ({b}). Барлығы: {n}.", "rest"),
    _t(
        "3-кестеде {q}-сұрақ бойынша жауаптардың саны мен пайызы берілген: «иә» {a} ({pa_n}%), «жоқ» {b} ({pb_n}%), барлығы {n} "
        "(100%).",
        "rest",
    ),
    _t(
        "Сарапшылардың көбі, атап айтқанда {n} адамның {a_i}, {q}-сұраққа «иә» деп жауап берді, азшылығы, яғни {b_i}, «жоқ» "
        "деді.",
        *("maj", "rest"),
    ),
    _t(
        "{q}-сұрақта «иә» деген жауап басым: оны сауалнамаға қатысқандардың {pa_i}, ал «жоқ» деген жауапты {pb_i} таңдаған.",
        "maj",
    ),
    _t(
        "Айырма аз, {d} пайыздық тармақ қана: {q}-сұраққа сарапшылардың {pa_w} «иә» деп, {pb_w} «жоқ» деп жауап берген, яғни "
        "«иә» дегендер көпшілік.",
        *("maj", "over half"),
    ),
    _t(
        "2022 жылы сұралған сарапшылардың жартысынан астамы ({pa}) {q}-сұраққа «иә» деп жауап берді, бұл «жоқ» дегендерден "
        "({pb}) {r} есе көп.",
        *("maj", "few times"),
    ),
    _t(
        "{q}-сұраққа теріс жауап («жоқ») {b} адамнан ({pb}), оң жауап («иә») {a} адамнан ({pa}) түсті; соңғысының алдыңғысына "
        "қатынасы – {r}.",
    ),
    _t(
        "2019 жылғы сауалнамаға 1200 ересек адам қатысса, біздің сауалнамада {n} сарапшының {a_i} ({pa}) {q}-сұраққа «иә» деп, "
        "{b_i} ({pb}) «жоқ» деп жауап берді.",
    ),
    _t("{q}-сұрақта «иә» деген жауаптың үлесі ({pa}) «жоқ» деген жауаптың үлесінен ({pb}) {d} пайыздық тармаққа артық.", "lead"),
    _t(
        "{q}-сұрақ бойынша дауыстар былайша жіктелді: «{o1}» үшін – {c1} ({p1}), «{o2}» үшін – {c2} ({p2}), «{o3}» үшін – {c3} "
        "({p3}).",
        "multi",
    ),
    _t("{q}-сұрақтағы жауаптардың {p1_i} – «{o1}», {p2_i} – «{o2}», {p3_i} – «{o3}».", "multi"),
    _t(
        "{fig}-суреттегі жауаптар кему ретімен мынадай: «{o1}» (n = {c1}; {p1}), «{o2}» (n = {c2}; {p2}), «{o3}» "
        "(n = {c3}; {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "«{o1}» дегенді {n} сарапшының {c1_i} ({p1}), «{o2}» дегенді {c2_i} ({p2}), «{o3}» дегенді қалған {c3_i} ({p3}) атады "
        "({q}-сұрақ).",
        "multi",
    ),
    _t(
        "1975 жылғы Хельсинки Қорытынды актісіне 35 мемлекет қол қойды; 3-қағидат шекаралар, 4-қағидат аумақ туралы айтады.",
        "neutral",
    ),
    _t("Ресеймен шекара – 7598,6 км, Қытаймен – 1782,8 км; шарттарға 2005 және 1994 жылдары қол қойылды.", "neutral"),
    _t("Байланыс мәнді емес (χ² = 5,12; df = 3; p = 0,163; Крамердің V-і 0,17), толығырақ – Б қосымшасында, 212-б.", "neutral"),
    _t(
        "С. Хантингтонның тұжырымдамасын (1996, 209–218-бб.) А. Сен (2006, 3-тарау) мен Дж. Фокс (2002, 32-том, № 3, "
        "415–434-бб.) сынаған.",
        "neutral",
    ),
    _t("Ең жас сарапшы 1996 жылы, ең үлкені 1949 жылы туған; еңбек өтілінің медианасы – 17,5 жыл.", "neutral"),
    _t("Инфляция 2022 жылғы желтоқсанда 20,3%-ға жетті, бір жылдан кейін 9,8%-ға төмендеді, ІЖӨ 5,1%-ға өсті.", "neutral"),
    _t("Теория 2-тарауда (48–97-бб.), 12 болжам 3-тарауда, нәтижелер 4-тарауда берілген.", "neutral"),
)

TEMPLATES = {"en": EN, "ru": RU, "kk": KK}
