// Saves the answers of a page as they change, keeps them while there is no connection, shows questions as they are asked.
// Nothing here is needed to answer: without it the same is done when a page is sent.
"use strict";
(() => {
  const page = document.querySelector("form[data-section]");
  const holder = document.querySelector("[data-key], [data-done]");
  const prefix = holder ? `survey:${holder.dataset.key || holder.dataset.done}:` : null;
  const RETRY = 5000, PAUSE = 700;
  const kept = (() => { try { localStorage.setItem("survey:try", "1"); localStorage.removeItem("survey:try"); return localStorage; } catch { return null; } })();
  const memory = new Map();

  const put = (name, text) => { memory.set(name, text); try { kept?.setItem(prefix + name, text); } catch { /* full: memory has it */ } };
  const drop = (name) => { memory.delete(name); kept?.removeItem(prefix + name); };
  const read = (name) => memory.get(name) ?? kept?.getItem(prefix + name) ?? null;
  const waiting = () => {
    const names = new Set(memory.keys());
    for (let n = 0; kept && prefix && n < kept.length; n++) if (kept.key(n).startsWith(prefix)) names.add(kept.key(n).slice(prefix.length));
    return [...names];
  };

  if (prefix) { // what another person's questionnaire of the same study left on this device does not stay here
    const study = prefix.slice(0, prefix.indexOf("-") + 1);
    for (const name of Object.keys(kept ?? {})) if (name.startsWith(study) && !name.startsWith(prefix)) kept.removeItem(name);
  }
  if (holder?.dataset.done) { waiting().forEach(drop); return; }
  if (!prefix) return;

  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const seal = document.querySelector("input[name=_seal]").value;
  const status = document.getElementById("saved");
  const tell = (name) => { const words = status?.dataset[name] ?? ""; if (status && status.textContent !== words) status.textContent = words; };

  // -- what changed ----------------------------------------------------------------------------------------------------
  // Only questions that are not what the server has are sent, so that an old page does not undo what was answered elsewhere.
  const questions = page ? [...page.querySelectorAll(".question")] : [];
  const fields = (question) => [...question.querySelectorAll("input, textarea")].filter((one) => one.name && one.type !== "hidden");
  const ticked = (one) => one.type === "checkbox" || one.type === "radio";
  const state = (question, value = "value", checked = "checked") => JSON.stringify(
    fields(question).filter((one) => !ticked(one) || one[checked]).map((one) => [one.name, ticked(one) ? one.value : one[value]]));
  const known = new Map(questions.map((one) => [one, one.matches("[data-typed]") ? null : state(one, "defaultValue", "defaultChecked")]));
  const changed = () => questions.filter((one) => !one.hidden && state(one) !== known.get(one));
  const asked = (item) => questions.find((one) => one.dataset.item === item);

  // -- showing what is asked -------------------------------------------------------------------------------------------
  const answers = (name) => [...page.elements].filter((one) => one.name === name && one.checked && !one.disabled).map((one) => one.value);
  const holds = (part) => (typeof part === "boolean" ? part : answers(part[0]).some((code) => part[1].includes(code)));
  const branch = () => {
    for (const question of page.querySelectorAll("[data-condition]")) {
      const { mode, parts } = JSON.parse(question.dataset.condition);
      const shown = mode === "any" ? parts.some(holds) : parts.every(holds);
      if (!shown && !question.hidden) known.set(question, null); // the server takes away the answer to what is not asked
      question.hidden = !shown;
      for (const one of question.querySelectorAll("input, textarea, button")) one.disabled = !shown;
    }
  };
  // What is typed beside an answer goes with it, for all to see, and comes back with it.
  const beside = (question) => {
    for (const text of question.querySelectorAll("[data-of]")) {
      const on = document.getElementById(text.dataset.of).checked;
      if (on && !text.value) text.value = text.dataset.before ?? "";
      if (on) delete text.dataset.before;
      else if (text.value) { text.dataset.before = text.value; text.value = ""; }
    }
  };

  // -- what is wrong ---------------------------------------------------------------------------------------------------
  const mark = (question, id, words) => { // of a question that was sent: what the server said of it, or nothing
    if (!words && !question.matches("[data-typed]")) return;
    const item = question.dataset.item;
    question.querySelector("[data-error]")?.remove();
    question.classList.toggle("wrong", Boolean(words));
    for (const one of [...fields(question), question]) {
      const told = (one.getAttribute("aria-describedby") || "").split(" ").filter((name) => name && name !== `e-${item}`);
      const here = words && (one.id === id || one === question && question.tagName === "FIELDSET");
      if (here) told.unshift(`e-${item}`);
      if (told.length) one.setAttribute("aria-describedby", told.join(" ")); else one.removeAttribute("aria-describedby");
      if (here && one !== question) one.setAttribute("aria-invalid", "true"); else one.removeAttribute("aria-invalid");
    }
    if (!words) { delete question.dataset.typed; return; }
    question.dataset.typed = "";
    const line = Object.assign(document.createElement("p"), { className: "error", id: `e-${item}`, textContent: words });
    line.dataset.error = "";
    const field = document.getElementById(id);
    (field?.closest(".one")?.querySelector("label.beside") ?? field)?.before(line);
  };

  // -- saving ----------------------------------------------------------------------------------------------------------
  const content = (some) => {
    const told = new URLSearchParams({ _opened: page.elements._opened.value, _section: page.dataset.section });
    for (const question of some) {
      told.append("_shown", question.dataset.item);
      for (const one of fields(question)) if (!one.disabled && (!ticked(one) || one.checked)) told.append(one.name, one.value);
    }
    told.set("_event", random());
    return told.toString();
  };
  const held = new Map(); // page -> what the server will not take as it is: not sent again before it changes
  let timer = null, sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    let said = "saved", again = false;
    for (const name of waiting()) {
      const text = read(name);
      if (held.get(name)?.text === text) { said = held.get(name).why; continue; }
      const body = new URLSearchParams(text), here = page && name === page.dataset.section;
      const sent = here ? body.getAll("_shown").map(asked).filter(Boolean).map((one) => [one, state(one)]) : [];
      for (const [one] of sent) known.set(one, null); // whether it comes to be known is not known
      body.set("_seal", seal);
      let why, answer = null, told = null;
      try {
        answer = await fetch("/save", { method: "POST", body, keepalive: text.length < 50000, credentials: "same-origin" });
        told = await answer.json().catch(() => null);
      } catch { /* no connection */ }
      const same = read(name) === text;
      if (answer?.ok && told) {
        const wrong = Object.entries(told.wrong ?? {}).map(([id, words]) => [document.getElementById(id), words]).filter(([one]) => one);
        for (const [one, was] of sent) {
          const [field, words] = wrong.find(([field]) => one.contains(field)) ?? [];
          const typing = field && field === document.activeElement; // told once the person has gone on
          if (!field) known.set(one, was);
          if (!typing) mark(one, field?.id, words);
        }
        if (told.saved || !here) { if (same) drop(name); continue; } // another page shows what is wrong with it
        why = wrong.some(([field]) => field === document.activeElement) ? "typing" : "wrong";
      } else if (answer?.status === 409 && told?.why === "sent") { said = "sent"; if (same) drop(name); continue; }
      else if (!answer) why = "waiting";
      else why = { closed: "closed", unknown: "unknown" }[told?.why] ?? "refused";
      said = why;
      if (!answer || answer.status === 429 || answer.status >= 500) again = true; // in a while the same may be taken
      else if (same) held.set(name, { text, why });
    }
    sending = false;
    if (waiting().some((name) => held.get(name)?.text !== read(name)) && !again) { send(); return; }
    tell(said);
    if (again) timer = setTimeout(send, RETRY);
  };
  const keep = (pause) => {
    const some = changed(), name = page.dataset.section;
    held.delete(name);
    if (some.length) put(name, content(some)); else if (!sending) drop(name);
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };
  window.addEventListener("online", send);

  if (page) {
    const before = read(page.dataset.section);
    if (before !== null) restore(new URLSearchParams(before));
    branch();
    const clearable = (one) => { const clear = one.closest(".question")?.querySelector("button.clear"); if (clear) clear.hidden = false; };
    page.addEventListener("change", (event) => {
      const one = event.target;
      if (ticked(one)) { clearable(one); beside(one.closest(".question")); }
      branch();
      keep(0);
    });
    page.addEventListener("input", (event) => {
      const of = event.target.dataset.of;
      if (of && event.target.value) { document.getElementById(of).checked = true; clearable(event.target); beside(event.target.closest(".question")); branch(); }
      if (event.target.matches("textarea, input[type=text]")) keep(PAUSE);
    });
    page.addEventListener("click", (event) => {
      const clear = event.target.closest("button.clear");
      if (!clear) return;
      event.preventDefault();
      const question = clear.closest(".question");
      for (const one of question.querySelectorAll("input[type=radio]")) one.checked = false;
      for (const one of question.querySelectorAll("input[type=text]")) { one.value = ""; delete one.dataset.before; }
      clear.hidden = true;
      (question.querySelector("input[type=radio]") || question).focus();
      branch();
      keep(0);
    });
    page.addEventListener("formdata", (event) => { // the button that leaves the page: none changed is said by an empty one
      for (const item of ["", ...changed().map((one) => one.dataset.item)]) event.formData.append("_changed", item);
    });
    document.getElementById("errors")?.focus();
  }
  if (waiting().length) send();

  function restore(told) {
    for (const question of told.getAll("_shown").map(asked).filter(Boolean))
      for (const one of fields(question)) {
        if (ticked(one)) one.checked = told.getAll(one.name).includes(one.value);
        else if (told.has(one.name)) one.value = told.get(one.name);
      }
  }
})();
