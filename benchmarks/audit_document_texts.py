"""Sentences about answers in Kazakh, Russian and English, for benchmarks/audit_document.py.

Fields: {n} base, {fig} figure, {q} question, {a} {b} counts of "yes" and "no", {pa} {pb} their percents, {r} the larger to the
smaller, {d} percentage points between them, {p1} {c1} {o1} ... the answers of a question with more of them; `_i` behind a Kazakh
field asks for the possessive ending. Marks: "rest": the text says that the two are everybody; "maj": it calls "yes" the majority.

TUNED was looked at while the check was written. SECOND was held out at first, measured once, and then used to mend what it
showed. HELD_OUT was written after that and measured without another change of the check.
"""

from __future__ import annotations

Template = tuple[str, frozenset[str]]


def _t(text: str, *marks: str) -> Template:
    return text, frozenset(marks)


INTRODUCTIONS = {
    "tuned": {
        "en": "In all, {n} experts took part in the survey in September 2022.",
        "ru": "В опросе, проведённом в сентябре 2022 года, приняли участие {n} экспертов.",
        "kk": "2022 жылғы қыркүйекте өткен сауалнамаға {n} сарапшы қатысты.",
    },
    "second": {
        "en": "The questionnaire was sent out by e-mail; {n} people completed the form between 1 and 15 March.",
        "ru": "Анкета рассылалась по почте, всего было опрошено {n} человек (n = {n}).",
        "kk": "Зерттеу онлайн түрде өтті, оған әр саладан {n} маман қатысты (n = {n}).",
    },
    "held out": {
        "en": "Our sample comprised {n} respondents from nine cities, all of whom work in the field.",
        "ru": "Выборка составила {n} респондентов из девяти городов; все они работают в этой сфере.",
        "kk": "Сауалнамаға тоғыз қаладан {n} респондент қатысты, олардың бәрі осы салада жұмыс істейді.",
    },
}

TUNED: dict[str, tuple[Template, ...]] = {
    "en": (
        _t("In question {q}, {a} of {n} experts ({pa}) said yes and {b} ({pb}) said no."),
        _t("Figure {fig} shows that most respondents ({pa}) answered “yes”, while {pb} answered “no”.", "maj"),
        _t("To question {q} {pa} of those surveyed said “yes”; the remaining {pb} said “no”.", "rest"),
        _t("As figure {fig} shows, “yes” was chosen by {a} experts ({pa}) and “no” by {b} ({pb}), a ratio of {r}:1."),
        _t("Question {q}: “yes” – {pa} ({a} people), “no” – {pb} ({b} people)."),
        _t("Figure {fig}. A majority of the experts, {pa}, replied “yes”. The other {b} ({pb}) replied “no”.", "maj", "rest"),
        _t("The share of “yes” in question {q} is {pa}, that of “no” {pb}, a difference of {d} percentage points."),
        _t("In question {q} the answers were distributed as follows: “{o1}” – {p1}, “{o2}” – {p2}, “{o3}” – {p3}.", "multi"),
        _t("In question {q} {c1} people ({p1}) chose “{o1}”, {c2} ({p2}) “{o2}” and {c3} ({p3}) “{o3}”.", "multi"),
    ),
    "ru": (
        _t("На вопрос {q} «да» ответили {a} из {n} экспертов ({pa}), «нет» — {b} ({pb})."),
        _t("Рисунок {fig} показывает, что большинство респондентов ({pa}) ответили «да», а {pb} — «нет».", "maj"),
        _t("В вопросе {q} {pa} опрошенных выбрали «да», остальные {pb} — «нет».", "rest"),
        _t("Как видно на рисунке {fig}, «да» сказали {a} человек ({pa}), «нет» — {b} человек ({pb}), то есть соотношение {r}:1."),
        _t("Вопрос {q}: «да» — {pa} ({a} чел.), «нет» — {pb} ({b} чел.)."),
        _t("Из {n} опрошенных {a} человек, или {pa}, дали ответ «да» (рис. {fig}); остальные {b} ({pb}) ответили «нет».", "rest"),
        _t("В вопросе {q} доля ответов «да» составляет {pa}, «нет» — {pb}, разница — {d} процентного пункта."),
        _t("В вопросе {q} ответы распределились следующим образом: «{o1}» — {p1}, «{o2}» — {p2}, «{o3}» — {p3}.", "multi"),
        _t("На вопрос {q} {c1} человек ({p1}) ответили «{o1}», {c2} ({p2}) — «{o2}», {c3} ({p3}) — «{o3}».", "multi"),
    ),
    "kk": (
        _t("{q}-сұраққа {n} сарапшының {a_i} ({pa}) «иә» деп, {b_i} ({pb}) «жоқ» деп жауап берді."),
        _t(
            "Сурет {fig} көрсеткендей, респонденттердің басым бөлігі ({pa}) – «иә» деген, ал {pb_i} – «жоқ» деген жауап берген.",
            "maj",
        ),
        _t("{q}-сұрақта респонденттердің {pa_i} «иә» деп жауап берсе, қалған {pb_i} «жоқ» деді.", "rest"),
        _t("{fig}-суретте «иә» дегендер – {a} адам ({pa}), «жоқ» дегендер – {b} адам ({pb}), қатынасы {r}:1."),
        _t("{q}-сұрақ: «иә» – {pa} ({a} адам), «жоқ» – {pb} ({b} адам)."),
        _t(
            "Сарапшылардың көпшілігі, яғни {pa_i}, «иә» деді ({fig}-сурет). Қалған {b} сарапшы ({pb}) «жоқ» деп жауап берді.",
            "maj",
            "rest",
        ),
        _t("{q}-сұрақта «иә» үлесі – {pa}, «жоқ» үлесі – {pb}, айырмасы – {d} пайыздық тармақ."),
        _t("{q}-сұрақтың жауаптары былай бөлінді: «{o1}» – {p1}, «{o2}» – {p2}, «{o3}» – {p3}.", "multi"),
        _t("{q}-сұрақта {c1} адам ({p1}) «{o1}», {c2} адам ({p2}) «{o2}», {c3} адам ({p3}) «{o3}» деп жауап берген.", "multi"),
    ),
}

SECOND: dict[str, tuple[Template, ...]] = {
    "en": (
        _t(
            "Asked this (question {q}), {pa} agreed by answering yes, that "
            "is {a} persons; no was the reply of {pb}, or {b} persons."
        ),
        _t("“Yes” prevails in Figure {fig}: it was given by a clear majority, {a} respondents or {pa}.", "maj"),
        _t(
            "Of the {n} people interviewed, {a} chose “yes” in question {q} (that is {pa}). The rest, {b} people, chose “no”.",
            "rest",
        ),
        _t("The answers to question {q} split {r} to 1: {pa} “yes” against {pb} “no”."),
        _t("Positive answers in Figure {fig} come to {pa}, negative ones to {pb}: “yes” {a}, “no” {b}."),
        _t("For question {q} we counted {a}/{n} “yes” answers, i.e. {pa}, and {b}/{n} “no” answers, i.e. {pb}."),
        _t("“No” was marked by {b} respondents ({pb}) in Figure {fig}, so “yes”, with {a} ({pa}), was {r} times as frequent."),
        _t("Under question {q} the options were divided thus: {p1} for “{o1}”, {p2} for “{o2}”, {p3} for “{o3}”.", "multi"),
    ),
    "ru": (
        _t("Отвечая на вопрос {q}, {pa} участников сказали «да» (это {a} человек), а «нет» сказали {pb}, или {b} человек."),
        _t("Ответ «да» преобладает (рис. {fig}): его дало явное большинство, {a} респондентов, или {pa}.", "maj"),
        _t("Среди {n} участников «да» в вопросе {q} выбрали {a} ({pa}). Остальные {b} человек выбрали «нет».", "rest"),
        _t("Ответы на вопрос {q} разделились как {r} к 1: {pa} «да» против {pb} «нет»."),
        _t("Доля положительных ответов на рисунке {fig} — {pa}, отрицательных — {pb}: «да» — {a}, «нет» — {b}."),
        _t("По вопросу {q} получено {a}/{n} ответов «да», т. е. {pa}, и {b}/{n} ответов «нет», т. е. {pb}."),
        _t("«Нет» отметили {b} респондентов ({pb}, рис. {fig}), так что «да» — {a} ({pa}) — встречается в {r} раза чаще."),
        _t("В вопросе {q} варианты разделились так: {p1} за «{o1}», {p2} за «{o2}», {p3} за «{o3}».", "multi"),
    ),
    "kk": (
        _t(
            "{q}-сұраққа қатысушылардың {pa_i}, яғни {a} адам, «иә» деп жауап "
            "қайтарды; «жоқ» дегендердің үлесі {pb} ({b} адам) болды."
        ),
        _t("{fig}-суретте «иә» жауабы басым: оны сарапшылардың басым көпшілігі, яғни {a} респондент ({pa}), таңдаған.", "maj"),
        _t(
            "Сауалнамаға қатысқан {n} адамның {a_i} ({pa}) {q}-сұрақта «иә» нұсқасын "
            "таңдады. Қалған {b} адам «жоқ» деген жауапқа тоқталды.",
            "rest",
        ),
        _t("{q}-сұрақтың жауаптары {r}:1 болып бөлінді: {pa} «иә», {pb} «жоқ»."),
        _t("{fig}-суреттегі оң жауаптардың үлесі – {pa}, теріс жауаптардікі – {pb}: «иә» – {a}, «жоқ» – {b}."),
        _t("{q}-сұрақ бойынша {a}/{n} «иә» жауабы, яғни {pa}, және {b}/{n} «жоқ» жауабы, яғни {pb}, алынды."),
        _t("«Жоқ» деп {b} респондент ({pb}) белгіледі ({fig}-сурет), ал «иә» – {a} ({pa}), одан {r} есе көп."),
        _t(
            "{q}-сұрақта нұсқалар былайша бөлінген: «{o1}» дегендер – {p1}, «{o2}» дегендер – {p2}, «{o3}» дегендер – {p3}.",
            "multi",
        ),
    ),
}
HELD_OUT: dict[str, tuple[Template, ...]] = {
    "en": (
        _t(
            "Respondents who opted for “yes” (question {q}) number {a}, i.e. {pa} "
            "of the sample; those who opted for “no” number {b}, i.e. {pb}."
        ),
        _t(
            "More than half of the experts, {pa} to be precise, gave the answer “yes” (figure {fig}), and {pb} the answer “no”.",
            "maj",
        ),
        _t("While {pa} answered “yes” to question {q}, the others ({pb}) answered “no”.", "rest"),
        _t("In figure {fig} “yes” leads with {a} votes against {b} for “no”, which is {r}:1."),
        _t(
            "Question {q} produced {a} positive (“yes”, {pa}) and {b} negative "
            "(“no”, {pb}) replies; the gap is {d} percentage points."
        ),
        _t("The breakdown for question {q}: “{o1}”, {c1} answers ({p1}); “{o2}”, {c2} ({p2}); “{o3}”, {c3} ({p3}).", "multi"),
    ),
    "ru": (
        _t(
            "Тех, кто в вопросе {q} предпочёл ответ «да», насчитывается {a}, "
            "то есть {pa} выборки, а предпочётших «нет» — {b}, то есть {pb}."
        ),
        _t("Более половины экспертов, а именно {pa}, дали ответ «да» (рисунок {fig}), {pb} — ответ «нет».", "maj"),
        _t("Если {pa} ответили на вопрос {q} «да», то остальные ({pb}) — «нет».", "rest"),
        _t("На рисунке {fig} «да» лидирует: {a} голосов против {b} за «нет», или {r}:1."),
        _t("Вопрос {q} дал {a} положительных («да», {pa}) и {b} отрицательных («нет», {pb}) ответов; разрыв — {d} п. п."),
        _t("Разбивка по вопросу {q}: «{o1}» — {c1} ответов ({p1}); «{o2}» — {c2} ({p2}); «{o3}» — {c3} ({p3}).", "multi"),
    ),
    "kk": (
        _t("{q}-сұрақта «иә» деген жауапты қалағандар саны {a}, яғни {pa}, ал «жоқ» дегенді қалағандар {b}, яғни {pb}."),
        _t(
            "Сарапшылардың жартысынан көбі, дәлірек айтқанда {pa_i}, «иә» деп ({fig}-сурет), {pb_i} «жоқ» деп жауап қатты.", "maj"
        ),
        _t("{q}-сұраққа {pa_i} «иә» десе, қалғандары ({pb}) «жоқ» деген.", "rest"),
        _t("{fig}-суретте «иә» алда: {a} дауыс, ал «жоқ» дегенге {b} дауыс берілген, бұл {r}:1 деген сөз."),
        _t("{q}-сұрақта {a} оң («иә», {pa}) және {b} теріс («жоқ», {pb}) жауап алынды; алшақтық – {d} пайыздық тармақ."),
        _t("{q}-сұрақ бойынша: «{o1}» – {c1} жауап ({p1}); «{o2}» – {c2} ({p2}); «{o3}» – {c3} ({p3}).", "multi"),
    ),
}
TEMPLATES = {"tuned": TUNED, "second": SECOND, "held out": HELD_OUT}
