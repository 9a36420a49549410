// FormApp of Google, as far as our script uses it: it records what is built and refuses what it does not know.
const log = [];

const KNOWN = {
  form: [
    "setDescription", "setProgressBar", "setCollectEmail", "setLimitOneResponsePerUser", "setAllowResponseEdits",
    "setShowLinkToRespondAgain", "setPublishingSummary", "setShuffleQuestions", "setConfirmationMessage",
  ],
  PageBreak: ["setTitle", "setGoToPage"],
  SectionHeader: ["setTitle", "setHelpText"],
  MultipleChoice: ["setTitle", "setRequired", "setChoices", "setChoiceValues", "showOtherOption"],
  Checkbox: ["setTitle", "setRequired", "setChoiceValues", "showOtherOption"],
  Grid: ["setTitle", "setRequired", "setRows", "setColumns"],
  Text: ["setTitle", "setRequired", "setValidation"],
  ParagraphText: ["setTitle", "setRequired"],
};

function recording(record) {
  const made = { record, createChoice: (text, page) => ({ text, to: page.record ? page.record.number : page }) };
  for (const name of KNOWN[record.kind]) {
    made[name] = (...given) => {
      record[name] = given.map((one) => (one && one.record ? one.record.number : one));
      return made;
    };
  }
  return made;
}

const FormApp = {
  PageNavigationType: { SUBMIT: "SUBMIT" },
  create(title) {
    const record = { kind: "form", title };
    log.push(record);
    const form = recording(record);
    for (const kind of Object.keys(KNOWN).filter((one) => one !== "form")) {
      form[`add${kind}Item`] = () => {
        log.push({ kind, number: log.length });
        return recording(log[log.length - 1]);
      };
    }
    form.getEditUrl = form.getPublishedUrl = () => "";
    return form;
  },
  createTextValidation() {
    const check = {};
    const made = { build: () => check };
    for (const name of [
      "setHelpText", "requireNumber", "requireNumberBetween", "requireNumberGreaterThanOrEqualTo", "requireNumberLessThanOrEqualTo",
    ]) {
      made[name] = (...given) => {
        check[name] = given;
        return made;
      };
    }
    return made;
  },
};

const Logger = { log() {} };
