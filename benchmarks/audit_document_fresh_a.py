"""The set `fresh_a` of sentences for benchmarks/audit_document.py, written by someone who had not seen the check.

Fields, forms and marks: audit_document_sets.py.
"""

from __future__ import annotations

from audit_document_texts import Template, _t

INTRODUCTION = {
    "en": "The data come from an online survey of experts (N = {n}) that was open from 1 to 15 September 2022.",
    "ru": "Эмпирическую базу составил онлайн-опрос экспертов (N = {n}), открытый с 1 по 15 сентября 2022 года.",
    "kk": "Эмпирикалық негіз – 2022 жылғы 1–15 қыркүйекте өткен онлайн-сауалнама, оған барлығы {n} сарапшы қатысты.",
}

EN: tuple[Template, ...] = (
    _t("Of the {n} experts, {a} ({pa}) answered question {q} in the affirmative."),
    _t("Asked question {q}, {a} of the {n} participants ({pa}) replied “yes” and the remaining {b} ({pb}) “no”.", "rest"),
    _t(
        "The vast majority of the panel ({a} of {n}; {pa}) said “yes” to question {q}; only {b} experts, or {pb}, said “no” "
        "(figure {fig}).",
        *("maj", "vast", "rest"),
    ),
    _t(
        "Just under half of the sample ({pa}, n = {a}) opted for “yes” in question {q}, whereas {pb} (n = {b}) opted for “no”.",
        "under half",
    ),
    _t("“Yes” outnumbered “no” by a factor of {r} in question {q} ({a} against {b} answers)."),
    _t(
        "In question {q} those who said “yes” were {r} times as numerous as those who said “no” ({pa} and {pb}, respectively).",
        "few times",
    ),
    _t("The gap between “yes” ({pa}) and “no” ({pb}) in figure {fig} amounts to {d} percentage points."),
    _t("With {pa} answering “yes” and {pb} answering “no”, the margin in question {q} is {d} percentage points."),
    _t(
        "Two thirds of the respondents ({a} of {n}, {pa}) answered “yes” to question {q}, and the other third ({pb}) “no”.",
        *("maj", "two thirds", "rest"),
    ),
    _t("One respondent in four ({pa}; n = {a}) chose “yes” in question {q}; the other {b} chose “no” ({pb}).", "quarter", "rest"),
    _t("By more than two to one ({a} to {b}), the experts answered question {q} with “yes” (N = {n}).", "maj", "two to one"),
    _t("Answers to question {q} (N = {n}): yes, {a} ({pa}); no, {b} ({pb})."),
    _t(
        "Table 4. Distribution of answers to question {q}, n (%): yes {a} ({pa_n}); no {b} ({pb_n}); total {n} (100.0).",
        "rest",
    ),
    _t("Most of those who filled in the form ({pa}) ticked “yes” in question {q}; {b} people, i.e. {pb}, ticked “no”.", "maj"),
    _t("Only {b} of the {n} experts ({pb}) replied “no” to question {q}, so that “yes” prevailed with {pa}.", "maj", "vast"),
    _t(
        "While {pb} rejected the statement in question {q} (“no”, n = {b}), {pa} accepted it (“yes”, n = {a}); the base is all "
        "{n} respondents.",
        "rest",
    ),
    _t("Figure {fig} makes the split plain: {a} “yes” ({pa}), {b} “no” ({pb}), a ratio of {r} to 1."),
    _t("In question {q} there were {r} “yes” answers for every “no” ({a} and {b} of {n})."),
    _t("“Yes” was the reply of {pa} of our respondents to question {q}, {d} percentage points more than “no” ({pb}).", "lead"),
    _t(
        "A slim majority, {a} of {n} ({pa}), said “yes” in figure {fig}; {pb} said “no”, which leaves a difference of {d} "
        "percentage points.",
        *("maj", "over half"),
    ),
    _t(
        "Asked to name one country (question {q}), {c1} experts ({p1}) named “{o1}”, {c2} ({p2}) “{o2}” and the remaining {c3} "
        "({p3}) “{o3}”.",
        "multi",
    ),
    _t("The distribution in figure {fig} is as follows: “{o1}”, {p1}; “{o2}”, {p2}; “{o3}”, {p3} (N = {n}).", "multi"),
    _t(
        "The answer given most often to question {q} was “{o1}” ({c1} of {n}, {p1}), followed by “{o2}” ({c2}, {p2}) and “{o3}” "
        "({c3}, {p3}).",
        *("multi", "descending"),
    ),
    _t("As to question {q}, shares of {p1}, {p2} and {p3} fell to “{o1}”, “{o2}” and “{o3}”, respectively.", "multi"),
    _t(
        "The Constitution of 30 August 1995 was amended in 1998, 2007, 2011, 2017, 2019 and 2022; articles 2 and 91 deal with "
        "the integrity of the territory.",
        "neutral",
    ),
    _t(
        "Kazakhstan covers 2,724,900 square kilometres and had 19.2 million inhabitants at the census of 2021, against 16.0 "
        "million in 2009.",
        "neutral",
    ),
    _t(
        "Cronbach’s alpha was 0.81 for the eight items of the first scale; the Kruskal–Wallis test gave H(2) = 4.37, p = 0.112.",
        "neutral",
    ),
    _t(
        "Anderson (1983, pp. 5–7) and Smith (1991, p. 14) treat nations as communities; see also Brubaker (2011, vol. 34, no. "
        "11, pp. 1785–1814).",
        "neutral",
    ),
    _t(
        "The experts were between 27 and 74 years old (M = 46.3, SD = 11.2) and needed 18 minutes on average to fill in the "
        "form.",
        "neutral",
    ),
    _t("A model with 4 predictors explained 21% of the variance (R² = 0.21, F(4, 76) = 5.05, p = 0.001).", "neutral"),
    _t("The wording was tried out in 14 interviews on 5, 6 and 12 May 2022, and 3 of the 30 questions were dropped.", "neutral"),
)

RU: tuple[Template, ...] = (
    _t("Утвердительно на вопрос {q} ответили {a} из {n} экспертов, что составляет {pa}."),
    _t("Из {n} участников опроса «да» выбрали {a} ({pa}), остальные {b} ({pb}) — «нет» (вопрос {q}).", "rest"),
    _t(
        "Подавляющее большинство опрошенных — {pa} ({a} чел.) — ответило на вопрос {q} «да», и лишь {pb} ({b} чел.) ответили "
        "«нет».",
        *("maj", "vast"),
    ),
    _t("Чуть менее половины респондентов ({pa}) в вопросе {q} сказали «да», тогда как {pb} — «нет» (n = {n}).", "under half"),
    _t("Ответ «да» на вопрос {q} встречается в {r} раза чаще, чем ответ «нет» ({a} и {b} соответственно).", "few times"),
    _t(
        "Согласившихся (вопрос {q}, «да») оказалось в {r} раза больше, чем несогласных («нет»): {pa} против {pb}.",
        "few times",
    ),
    _t("Разрыв между ответами «да» ({pa}) и «нет» ({pb}) на рисунке {fig} достигает {d} п. п."),
    _t(
        "Доля ответивших «да» на вопрос {q} равна {pa}, доля ответивших «нет» — {pb}; разница составляет {d} процентного пункта.",
    ),
    _t("Каждый третий эксперт ({a} из {n}, или {pa}) ответил на вопрос {q} «да», остальные {pb} — «нет».", "third", "rest"),
    _t(
        "Две трети респондентов ({pa}, {a} чел.) дали на вопрос {q} ответ «да», оставшаяся треть ({pb}, {b} чел.) — ответ «нет».",
        *("maj", "two thirds", "rest"),
    ),
    _t(
        "Более чем в два раза число ответов «да» ({a}) превосходит число ответов «нет» ({b}) в вопросе {q}; всего ответили "
        "{n} чел.",
        *("maj", "two to one", "rest"),
    ),
    _t("Распределение ответов на вопрос {q} (N = {n}): да — {a} чел. ({pa}), нет — {b} чел. ({pb})."),
    _t("Таблица 5. Вопрос {q}, чел. (%): «да» — {a} ({pa_n}); «нет» — {b} ({pb_n}); итого — {n} (100,0).", "rest"),
    _t("«Нет» на вопрос {q} сказали {b} чел., или {pb} опрошенных; большинство же ({pa}) сказало «да».", "maj"),
    _t("С тезисом вопроса {q} согласились («да») {pa} экспертов, не согласились («нет») {pb}; перевес — {d} п. п.", "lead"),
    _t("На рисунке {fig} соотношение ответов «да» и «нет» равно {r} : 1 ({pa} к {pb})."),
    _t("Более половины участников ({a} из {n}; {pa}) на вопрос {q} ответили положительно, отрицательно — {b} ({pb}).", "maj"),
    _t(
        "Каждый четвёртый респондент (n = {a}; {pa}) выбрал в вопросе {q} вариант «да», вариант «нет» — {pb} (n = {b}).",
        "quarter",
    ),
    _t(
        "За вариант «да» в вопросе {q} высказались {a} экспертов из {n}, за вариант «нет» — {b}, то есть в {r} раза меньше.",
        "few times",
    ),
    _t(
        "Ответ «нет» на вопрос {q} дали {pb} респондентов ({b} из {n}), что на {d} п. п. меньше доли ответивших «да» ({pa}).",
        "lead",
    ),
    _t(
        "Среди стран, названных в ответ на вопрос {q}, «{o1}» указали {c1} чел. ({p1}), «{o2}» — {c2} чел. ({p2}), «{o3}» — "
        "{c3} чел. ({p3}).",
        "multi",
    ),
    _t(
        "По данным рисунка {fig}, доли ответов таковы: «{o1}» — {p1}; «{o2}» — {p2}; «{o3}» — {p3} (всего ответов — {n}).",
        "multi",
    ),
    _t(
        "Чаще всего на вопрос {q} отвечали «{o1}» ({c1} из {n}, {p1}), реже — «{o2}» ({c2}, {p2}), реже всего — «{o3}» "
        "({c3}, {p3}).",
        *("multi", "descending"),
    ),
    _t("На вопрос {q} варианты «{o1}», «{o2}» и «{o3}» выбрали соответственно {p1}, {p2} и {p3} опрошенных.", "multi"),
    _t(
        "Конституция, принятая 30 августа 1995 года, менялась в 1998, 2007, 2011, 2017, 2019 и 2022 годах; о целостности "
        "территории говорят статьи 2 и 91.",
        "neutral",
    ),
    _t(
        "Площадь страны — 2 724,9 тыс. км², население по переписи 2021 года — 19,2 млн человек против 16,0 млн в 2009 году.",
        "neutral",
    ),
    _t(
        "Альфа Кронбаха для первой шкалы (8 пунктов) равна 0,81; критерий Краскела — Уоллиса: H(2) = 4,37; p = 0,112.",
        "neutral",
    ),
    _t(
        "Об этом писали Б. Андерсон [12, с. 5–7], Э. Смит [13, с. 14] и Р. Брубейкер (2011, т. 34, № 11, с. 1785–1814).",
        "neutral",
    ),
    _t(
        "Возраст экспертов — от 27 до 74 лет (в среднем 46,3 года), стаж — не менее 5 лет, анкета занимала около 18 минут.",
        "neutral",
    ),
    _t("Модель с 4 предикторами объясняет 21 % дисперсии (R² = 0,21; F(4, 76) = 5,05; p = 0,001).", "neutral"),
    _t("Закон от 16 января 2013 года № 70-V действует с изменениями от 2 ноября 2021 года (ст. 3, п. 2).", "neutral"),
)

KK: tuple[Template, ...] = (
    _t("{q}-сұраққа {n} сарапшының {a_i} ({pa}) «иә» деп жауап берді."),
    _t(
        "Сауалнамаға қатысқан {n} сарапшының {a_i} {q}-сұраққа «иә» деп, қалған {b_i} «жоқ» деп жауап берді (тиісінше {pa} "
        "және {pb}).",
        "rest",
    ),
    _t(
        "Респонденттердің басым көпшілігі – {pa_i} ({a} адам) – {q}-сұраққа «иә» деп жауап берсе, «жоқ» дегендер небәрі {pb} "
        "({b} адам).",
        *("maj", "vast"),
    ),
    _t(
        "{q}-сұрақта «иә» деген жауапты респонденттердің жартысына жуығы ({pa}), ал «жоқ» деген жауапты {pb_i} таңдады (n = "
        "{n}).",
        "under half",
    ),
    _t("{q}-сұрақта «иә» дегендер «жоқ» дегендерден {r} есе көп: тиісінше {a} және {b} адам."),
    _t("{fig}-суретте «иә» деген жауаптардың үлесі ({pa}) «жоқ» деген жауаптардың үлесінен ({pb}) {r} есе артық.", "few times"),
    _t("{fig}-суреттегі «иә» ({pa}) мен «жоқ» ({pb}) жауаптарының айырмасы {d} пайыздық тармақты құрайды."),
    _t(
        "{q}-сұрақ бойынша «иә» дегендердің үлесі {pa_d}, «жоқ» дегендердің үлесі {pb_d} құрады, яғни айырма – {d} пайыздық "
        "тармақ."
    ),
    _t(
        "Әрбір үшінші сарапшы ({n} адамның {a_i}, яғни {pa}) {q}-сұраққа «иә» деп жауап берген, қалған {pb_i} «жоқ» деген.",
        *("third", "rest"),
    ),
    _t(
        "Респонденттердің үштен екісі, дәлірек айтқанда {pa_w}, {q}-сұраққа «иә» деп, ал {pb_w} «жоқ» деп жауап қайтарды.",
        *("maj", "two thirds"),
    ),
    _t(
        "{q}-сұраққа «иә» деп жауап бергендер ({a} адам) «жоқ» дегендерден ({b} адам) екі еседен астам көп; барлығы {n} адам "
        "жауап берді.",
        *("maj", "two to one", "rest"),
    ),
    _t("{q}-сұраққа берілген жауаптар (N = {n}): «иә» – {a} адам ({pa}), «жоқ» – {b} адам ({pb})."),
    _t("5-кесте. {q}-сұрақ, адам саны (%): иә – {a} ({pa_n}); жоқ – {b} ({pb_n}); барлығы – {n} (100,0).", "rest"),
    _t("Сарапшылардың {pb_i} {q}-сұраққа «жоқ» деп жауап берді, ал көпшілігі ({pa}) «иә» деді.", "maj"),
    _t(
        "{q}-сұрақтағы пікірмен сарапшылардың {pa_w} келісті («иә»), {pb_w} келіспеді («жоқ»); арасы – {d} пайыздық тармақ.",
    ),
    _t("{fig}-суретте «иә» мен «жоқ» жауаптарының арақатынасы {r}:1 ({a} адам және {b} адам)."),
    _t(
        "Сарапшылардың жартысынан көбі ({n} адамның {a_i}; {pa}) {q}-сұраққа оң жауап берді, теріс жауап бергендер – {b} адам "
        "({pb}).",
        "maj",
    ),
    _t(
        "Әрбір төртінші респондент (n = {a}; {pa}) {q}-сұрақта «иә» деген нұсқаны, ал қалғандары (n = {b}; {pb}) «жоқ» деген "
        "нұсқаны таңдады.",
        *("quarter", "rest"),
    ),
    _t(
        "{n} сарапшының {b_i} {q}-сұраққа «жоқ» деп жауап берді, бұл – {pb}; «иә» дегендер одан {r} есе көп, {a} адам.",
        "few times",
    ),
    _t(
        "{q}-сұраққа «иә» деп жауап бергендердің үлесі – {pa}, бұл «жоқ» дегендердің үлесінен ({pb}) {d} пайыздық тармаққа "
        "жоғары.",
        "lead",
    ),
    _t(
        "{q}-сұраққа жауап бергендердің {c1_i} ({p1}) «{o1}», {c2_i} ({p2}) «{o2}», {c3_i} ({p3}) «{o3}» деген нұсқаны таңдады.",
        "multi",
    ),
    _t("{fig}-сурет бойынша жауаптар былай бөлінді: «{o1}» – {p1}; «{o2}» – {p2}; «{o3}» – {p3} (барлығы {n} жауап).", "multi"),
    _t(
        "{q}-сұрақта ең жиі аталғаны – «{o1}» ({n} адамның {c1_i}, {p1}), одан кейін «{o2}» ({c2} адам, {p2}) және «{o3}» "
        "({c3} адам, {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "{q}-сұрақта «{o1}», «{o2}» және «{o3}» деген жауаптарды респонденттердің тиісінше {p1_i}, {p2_i} және {p3_i} таңдаған.",
        "multi",
    ),
    _t(
        "1995 жылғы 30 тамызда қабылданған Конституцияға 1998, 2007, 2011, 2017, 2019 және 2022 жылдары өзгерістер енгізілді; "
        "аумақтың тұтастығы туралы 2 және 91-баптарда айтылған.",
        "neutral",
    ),
    _t(
        "Елдің аумағы – 2 724,9 мың шаршы километр, 2021 жылғы санақ бойынша халқы – 19,2 млн адам, 2009 жылы 16,0 млн болған.",
        "neutral",
    ),
    _t(
        "Бірінші шкаланың (8 тармақ) Кронбах альфасы 0,81-ге тең; Краскел – Уоллис критерийі: H(2) = 4,37; p = 0,112.",
        "neutral",
    ),
    _t(
        "Бұл туралы Б. Андерсон [12, 5–7-бб.], Э. Смит [13, 14-б.] және Р. Брубейкер (2011, 34-том, № 11, 1785–1814-бб.) жазған.",
        "neutral",
    ),
    _t("Сарапшылардың жасы 27 мен 74 аралығында (орташа жас – 46,3), еңбек өтілі кемінде 5 жыл.", "neutral"),
    _t("4 предикторы бар модель дисперсияның 21%-ын түсіндіреді (R² = 0,21; F(4, 76) = 5,05; p = 0,001).", "neutral"),
    _t("2013 жылғы 16 қаңтардағы № 70-V Заң 2021 жылғы 2 қарашадағы өзгерістерімен қолданылады (3-бап, 2-тармақ).", "neutral"),
)

TEMPLATES = {"en": EN, "ru": RU, "kk": KK}
