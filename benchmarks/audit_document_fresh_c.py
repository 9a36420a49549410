"""The set `fresh_c` of sentences for benchmarks/audit_document.py, written by someone who had not seen the check.

Plain sentences, as dissertations and articles have them. Fields, forms and marks: audit_document_sets.py.
"""

from __future__ import annotations

from audit_document_texts import Template, _t

INTRODUCTION = {
    "en": "A total of {n} experts took part in the survey, which was conducted online in September 2022.",
    "ru": "Всего в опросе, который проводился онлайн в сентябре 2022 года, приняли участие {n} экспертов.",
    "kk": "2022 жылдың қыркүйегінде онлайн түрде жүргізілген сауалнамаға барлығы {n} сарапшы қатысты.",
}

EN: tuple[Template, ...] = (
    _t("Of the {n} experts surveyed, {a} ({pa}) answered “yes” to question {q} and {b} ({pb}) answered “no”."),
    _t("As can be seen from Figure {fig}, the majority of respondents ({pa}) answered “yes”, while {pb} answered “no”.", "maj"),
    _t("In response to question {q}, {pa} of the experts answered “yes”, and the remaining {pb} answered “no”.", "rest"),
    _t("Most respondents answered “yes” to question {q} ({a} of {n}, or {pa}), and {b} respondents ({pb}) answered “no”.", "maj"),
    _t("A total of {a} respondents ({pa}) selected “yes” in question {q}; {b} respondents ({pb}) selected “no” (N = {n})."),
    _t("“Yes” was chosen by {a} of the {n} participants ({pa}) and “no” by {b} participants ({pb}) (Figure {fig})."),
    _t("The ratio of “yes” to “no” answers to question {q} was {r}:1 ({a} and {b} respondents, respectively)."),
    _t("According to Figure {fig}, the answer “yes” was given {r} times as often as “no” ({pa} versus {pb}).", "few times"),
    _t(
        "The number of experts who answered “yes” to question {q} ({a}, or {pa}) was {r} times the number of those who answered "
        "“no” ({b}, or {pb}).",
        "few times",
    ),
    _t(
        "In question {q}, {a} of {n} experts chose “yes” and {b} chose “no”; thus, there were {r} times as many positive "
        "answers as negative ones.",
        "few times",
    ),
    _t("The difference between the shares of “yes” ({pa}) and “no” ({pb}) answers to question {q} was {d} percentage points."),
    _t(
        "In Figure {fig}, the share of “yes” answers ({pa}) exceeds the share of “no” answers ({pb}) by {d} percentage points.",
        "lead",
    ),
    _t(
        "Overall, {a} respondents ({pa}) answered “yes” to question {q} and {b} respondents ({pb}) answered “no”, a gap of {d} "
        "percentage points."
    ),
    _t(
        "“Yes” was the answer of {pa} of the respondents to question {q}, which is {d} percentage points higher than the share "
        "of “no” ({pb}).",
        "lead",
    ),
    _t("More than half of the experts ({a} of {n}; {pa}) answered “yes” to question {q}, and {b} ({pb}) answered “no”.", "maj"),
    _t(
        "The majority of the sample, {a} experts ({pa}), agreed with the statement in question {q} (“yes”), whereas {b} experts "
        "({pb}) disagreed with it (“no”).",
        "maj",
    ),
    _t("Among the {n} participants, {b} ({pb}) answered “no” to question {q}, and the other {a} ({pa}) answered “yes”.", "rest"),
    _t(
        "Slightly more than half of the respondents ({pa}) answered “yes” to question {q}; the remaining {b} experts ({pb}) "
        "answered “no”.",
        *("maj", "over half", "rest"),
    ),
    _t(
        "Table 3. Distribution of answers to question {q}, n (%): yes – {a} ({pa_n}); no – {b} ({pb_n}); total – {n} (100.0).",
        "rest",
    ),
    _t("Positive answers (“yes”) to question {q} were given by {a} respondents ({pa}), negative answers (“no”) by {b} ({pb})."),
    _t(
        "The answers to question {q} were distributed as follows (N = {n}): “{o1}” – {c1} ({p1}), “{o2}” – {c2} ({p2}), “{o3}” – "
        "{c3} ({p3}).",
        "multi",
    ),
    _t("Figure {fig} shows that {p1} of the respondents chose “{o1}”, {p2} chose “{o2}” and {p3} chose “{o3}”.", "multi"),
    _t(
        "The most frequent answer to question {q} was “{o1}” ({c1} respondents, {p1}), followed by “{o2}” ({c2}, {p2}) and "
        "“{o3}” ({c3}, {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "When asked question {q}, {c1} of the {n} experts ({p1}) selected “{o1}”, {c2} ({p2}) selected “{o2}” and {c3} ({p3}) "
        "selected “{o3}”.",
        "multi",
    ),
    _t("Question {q} offered two answers, “yes” and “no”, of which only one could be chosen.", "neutral"),
    _t("All percentages are rounded to one decimal place, so their sum may differ slightly from 100%.", "neutral"),
    _t("The wording of question {q} was tested in June 2022 in a pilot study with 15 people.", "neutral"),
    _t("The data were analysed in SPSS 26, and the level of significance was set at 0.05.", "neutral"),
    _t("Cronbach’s alpha for the scale of eight items was 0.84, which indicates good internal consistency.", "neutral"),
    _t(
        "An earlier study of 250 teachers reported that 64% of them supported the use of the state language [12, p. 45].",
        "neutral",
    ),
    _t("Figure {fig} was compiled by the author on the basis of the survey data.", "neutral"),
)

RU: tuple[Template, ...] = (
    _t("Из {n} опрошенных экспертов на вопрос {q} ответили «да» {a} ({pa}), «нет» — {b} ({pb})."),
    _t("Как видно из рисунка {fig}, большинство респондентов ({pa}) выбрали ответ «да», тогда как {pb} выбрали «нет».", "maj"),
    _t("На вопрос {q} утвердительно («да») ответили {pa} опрошенных, отрицательно («нет») — остальные {pb}.", "rest"),
    _t("Большинство экспертов ({a} из {n}, или {pa}) ответили на вопрос {q} «да», {b} экспертов ({pb}) ответили «нет».", "maj"),
    _t("Ответ «да» на вопрос {q} дали {a} респондентов ({pa}), ответ «нет» — {b} респондентов ({pb}) (N = {n})."),
    _t("По данным рисунка {fig}, вариант «да» выбрали {a} из {n} участников ({pa}), вариант «нет» — {b} ({pb})."),
    _t("Соотношение ответов «да» и «нет» на вопрос {q} составило {r}:1 ({a} и {b} ответов соответственно)."),
    _t("На рисунке {fig} видно, что ответ «да» ({pa}) встречается в {r} раза чаще, чем ответ «нет» ({pb}).", "few times"),
    _t(
        "Число ответивших «да» на вопрос {q} ({a} чел., {pa}) в {r} раза превышает число ответивших «нет» ({b} чел., {pb}).",
        "few times",
    ),
    _t(
        "При ответе на вопрос {q} «да» указали {a} из {n} экспертов, «нет» — {b}; таким образом, положительных ответов в {r} "
        "раза больше, чем отрицательных.",
        "few times",
    ),
    _t("Разница между долями ответов «да» ({pa}) и «нет» ({pb}) на вопрос {q} составляет {d} процентного пункта."),
    _t("Доля ответов «да» на вопрос {q} ({pa}) превышает долю ответов «нет» ({pb}) на {d} п. п.", "lead"),
    _t(
        "В вопросе {q} ответ «да» выбрали {a} экспертов ({pa}), ответ «нет» — {b} экспертов ({pb}), разрыв составил {d} "
        "процентного пункта."
    ),
    _t(
        "Согласно рисунку {fig}, «да» ответили {pa} опрошенных, что на {d} процентного пункта больше доли ответивших «нет» "
        "({pb}).",
        "lead",
    ),
    _t("Более половины респондентов ({pa}; {a} человек из {n}) ответили на вопрос {q} «да», {pb} ({b} человек) — «нет».", "maj"),
    _t(
        "С утверждением вопроса {q} согласилась («да») большая часть выборки, а именно {a} экспертов ({pa}); не согласились "
        "(«нет») {b} экспертов ({pb}).",
        "maj",
    ),
    _t("Среди {n} участников опроса «нет» на вопрос {q} ответили {b} ({pb}), остальные {a} ({pa}) ответили «да».", "rest"),
    _t(
        "Немногим более половины опрошенных ({pa}) ответили на вопрос {q} «да», остальные {b} человек ({pb}) — «нет».",
        *("maj", "over half", "rest"),
    ),
    _t(
        "Таблица 3. Распределение ответов на вопрос {q}, чел. (%): да — {a} ({pa_n}); нет — {b} ({pb_n}); всего — {n} (100,0).",
        "rest",
    ),
    _t(
        "Положительный ответ («да») на вопрос {q} дали {a} респондентов, что составляет {pa}, отрицательный («нет») — {b} "
        "респондентов, или {pb}."
    ),
    _t(
        "Ответы на вопрос {q} распределились следующим образом (N = {n}): «{o1}» — {c1} ({p1}), «{o2}» — {c2} ({p2}), «{o3}» — "
        "{c3} ({p3}).",
        "multi",
    ),
    _t("Из рисунка {fig} следует, что «{o1}» выбрали {p1} респондентов, «{o2}» — {p2}, «{o3}» — {p3}.", "multi"),
    _t(
        "Чаще всего на вопрос {q} отвечали «{o1}» ({c1} чел., {p1}), реже — «{o2}» ({c2} чел., {p2}) и «{o3}» ({c3} чел., {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "Из {n} экспертов вариант «{o1}» в вопросе {q} отметили {c1} ({p1}), вариант «{o2}» — {c2} ({p2}), вариант «{o3}» — {c3} "
        "({p3}).",
        "multi",
    ),
    _t("Вопрос {q} предполагал два варианта ответа, «да» и «нет», из которых можно было выбрать только один.", "neutral"),
    _t("Все доли округлены до одного знака после запятой, поэтому их сумма может незначительно отличаться от 100%.", "neutral"),
    _t(
        "Формулировка вопроса {q} была проверена в июне 2022 года в ходе пилотного исследования с участием 15 человек.", "neutral"
    ),
    _t("Обработка данных выполнена в программе SPSS 26, уровень значимости принят равным 0,05.", "neutral"),
    _t("Коэффициент альфа Кронбаха для шкалы из восьми пунктов равен 0,84, что говорит о её хорошей согласованности.", "neutral"),
    _t("В более раннем исследовании, охватившем 250 учителей, эту меру поддержали 64% участников [12, с. 45].", "neutral"),
    _t("Рисунок {fig} составлен автором по результатам опроса.", "neutral"),
)

KK: tuple[Template, ...] = (
    _t("Сауалнамаға қатысқан {n} сарапшының {a_i} ({pa}) {q}-сұраққа «иә» деп, {b_i} ({pb}) «жоқ» деп жауап берді."),
    _t(
        "{fig}-суреттен көрініп тұрғандай, респонденттердің көпшілігі ({pa}) «иә» деп жауап берген, ал {pb_i} «жоқ» деген.", "maj"
    ),
    _t("{q}-сұраққа сарапшылардың {pa_w} «иә» деп, қалған {pb_w} «жоқ» деп жауап берді.", "rest"),
    _t(
        "Сарапшылардың басым бөлігі ({n} адамның {a_i}, яғни {pa}) {q}-сұраққа «иә» деп жауап берсе, {b} сарапшы ({pb}) «жоқ» "
        "деп жауап берді.",
        "maj",
    ),
    _t("{q}-сұрақ бойынша «иә» жауабын {a} респондент ({pa}), «жоқ» жауабын {b} респондент ({pb}) таңдады (N = {n})."),
    _t("{fig}-суреттегі деректерге сәйкес, {n} қатысушының {a_i} ({pa}) «иә» нұсқасын, {b_i} ({pb}) «жоқ» нұсқасын таңдаған."),
    _t("{q}-сұраққа берілген «иә» және «жоқ» жауаптарының арақатынасы {r}:1 болды (тиісінше {a} және {b} жауап)."),
    _t("{fig}-сурет бойынша «иә» жауабы ({pa}) «жоқ» жауабына ({pb}) қарағанда {r} есе жиі кездеседі.", "few times"),
    _t(
        "{q}-сұраққа «иә» деп жауап бергендердің саны ({a} адам, {pa}) «жоқ» деп жауап бергендердің санынан ({b} адам, {pb}) {r} "
        "есе көп.",
        "few times",
    ),
    _t(
        "{q}-сұрақта {n} сарапшының {a_i} «иә» деді, {b_i} «жоқ» деді, яғни оң жауаптар теріс жауаптардан {r} есе көп.",
        "few times",
    ),
    _t("{q}-сұрақтағы «иә» ({pa}) және «жоқ» ({pb}) жауаптары үлестерінің айырмашылығы {d} пайыздық тармақты құрайды."),
    _t(
        "«Иә» деп жауап бергендердің үлесі ({pa}) «жоқ» дегендердің үлесінен ({pb}) {d} пайыздық тармаққа жоғары ({fig}-сурет).",
        "lead",
    ),
    _t("{q}-сұраққа {a} сарапшы ({pa}) «иә», {b} сарапшы ({pb}) «жоқ» деп жауап берді, айырма – {d} пайыздық тармақ."),
    _t(
        "{fig}-суретке сәйкес, респонденттердің {pa_i} «иә» деп жауап берген, бұл «жоқ» дегендердің үлесінен ({pb}) {d} пайыздық "
        "тармаққа артық.",
        "lead",
    ),
    _t(
        "Респонденттердің жартысынан астамы ({pa}; {n} адамның {a_i}) {q}-сұраққа «иә» деп, {b} адам ({pb}) «жоқ» деп жауап "
        "берді.",
        "maj",
    ),
    _t(
        "{q}-сұрақтағы пікірмен іріктеменің көп бөлігі, яғни {a} сарапшы ({pa}), келіседі («иә»), ал {b} сарапшы ({pb}) "
        "келіспейді («жоқ»).",
        "maj",
    ),
    _t("{n} қатысушының ішінде {q}-сұраққа {b} адам ({pb}) «жоқ» деп, қалған {a} адам ({pa}) «иә» деп жауап берді.", "rest"),
    _t(
        "Сұралғандардың жартысынан сәл астамы ({pa}) {q}-сұраққа «иә» деп жауап берді, қалған {b} сарапшы ({pb}) «жоқ» деді.",
        *("maj", "over half", "rest"),
    ),
    _t(
        "3-кесте. {q}-сұраққа берілген жауаптардың бөлінуі, адам (%): иә – {a} ({pa_n}); жоқ – {b} ({pb_n}); барлығы – {n} "
        "(100,0).",
        "rest",
    ),
    _t(
        "{q}-сұраққа оң жауапты («иә») {a} респондент берді, бұл {pa_d} құрайды, ал теріс жауапты («жоқ») "
        "{b} респондент ({pb}) берді."
    ),
    _t(
        "{q}-сұраққа берілген жауаптар келесідей бөлінді (N = {n}): «{o1}» – {c1} ({p1}), «{o2}» – {c2} ({p2}), «{o3}» – {c3} "
        "({p3}).",
        "multi",
    ),
    _t(
        "{fig}-суретте көрсетілгендей, респонденттердің {p1_i} «{o1}», {p2_i} «{o2}», {p3_i} «{o3}» деген жауапты таңдаған.",
        "multi",
    ),
    _t(
        "{q}-сұрақта ең жиі таңдалған жауап – «{o1}» ({c1} адам, {p1}), одан кейін «{o2}» ({c2} адам, {p2}) және «{o3}» ({c3} "
        "адам, {p3}).",
        *("multi", "descending"),
    ),
    _t(
        "{n} сарапшының {c1_i} ({p1}) {q}-сұрақта «{o1}» жауабын, {c2_i} ({p2}) «{o2}» жауабын, {c3_i} ({p3}) «{o3}» жауабын "
        "белгіледі.",
        "multi",
    ),
    _t("{q}-сұрақта «иә» және «жоқ» деген екі жауап нұсқасы ұсынылды, олардың тек біреуін таңдауға болатын еді.", "neutral"),
    _t(
        "Барлық үлестер үтірден кейінгі бір таңбаға дейін дөңгелектелген, сондықтан қосындысы 100%-дан сәл өзгеше болуы мүмкін.",
        "neutral",
    ),
    _t("{q}-сұрақтың тұжырымы 2022 жылғы маусымда 15 адам қатысқан сынақ зерттеуінде тексерілді.", "neutral"),
    _t("Деректер SPSS 26 бағдарламасында өңделді, маңыздылық деңгейі 0,05-ке тең деп алынды.", "neutral"),
    _t(
        "Сегіз тармақтан тұратын шкала үшін Кронбах альфасы 0,84-ке тең, бұл оның ішкі келісімділігі жақсы екенін көрсетеді.",
        "neutral",
    ),
    _t("Бұған дейінгі бір зерттеуде 250 мұғалімнің 64%-ы бұл шараны қолдаған [12, 45-б.].", "neutral"),
    _t("{fig}-суретті автор сауалнама нәтижелері бойынша құрастырды.", "neutral"),
)

TEMPLATES = {"en": EN, "ru": RU, "kk": KK}
