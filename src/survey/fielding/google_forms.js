// `createForm` builds the form that FORM describes, and logs its addresses.

const FORM = null;

function createForm() {
  const form = FormApp.create(FORM.title);
  form
    .setDescription(FORM.description)
    .setProgressBar(true)
    .setCollectEmail(false)
    .setLimitOneResponsePerUser(false)
    .setAllowResponseEdits(false)
    .setShowLinkToRespondAgain(false)
    .setPublishingSummary(false)
    .setShuffleQuestions(false);
  if (FORM.thanks) {
    form.setConfirmationMessage(FORM.thanks);
  }
  const breaks = [];
  const asked = [];
  FORM.pages.forEach((page, number) => {
    breaks.push(number === 0 ? null : form.addPageBreakItem().setTitle(page.title));
    if (number === 0 && page.title) {
      form.addSectionHeaderItem().setTitle(page.title);
    }
    page.items.forEach((item) => asked.push([item, addItem(form, item)]));
  });
  // A page that not everybody is asked: whoever comes to it in the order of the form passes it by.
  FORM.pages.forEach((page, number) => {
    if ("pass" in page) {
      breaks[number].setGoToPage(page.pass === null ? FormApp.PageNavigationType.SUBMIT : breaks[page.pass]);
    }
  });
  asked.forEach(([item, made]) => {
    if (item.go) {
      made.setChoices(
        item.choices.map((text, n) => {
          const page = item.go[n];
          return made.createChoice(text, page === null ? FormApp.PageNavigationType.SUBMIT : breaks[page]);
        }),
      );
    }
  });
  Logger.log(form.getEditUrl());
  Logger.log(form.getPublishedUrl());
  return form;
}

function addItem(form, item) {
  switch (item.kind) {
    case "words":
      return form.addSectionHeaderItem().setTitle(item.title).setHelpText(item.text);
    case "one":
      return closed(form.addMultipleChoiceItem(), item);
    case "several":
      return closed(form.addCheckboxItem(), item);
    case "grid":
      return form.addGridItem().setTitle(item.title).setRows(item.rows).setColumns(item.columns).setRequired(item.required);
    case "number":
      return form.addTextItem().setTitle(item.title).setRequired(item.required).setValidation(limits(item));
    default:
      return form.addParagraphTextItem().setTitle(item.title).setRequired(item.required);
  }
}

function closed(made, item) {
  made.setTitle(item.title).setRequired(item.required);
  if (!item.go) {
    made.setChoiceValues(item.choices);
  }
  return item.other ? made.showOtherOption(true) : made;
}

function limits(item) {
  const check = FormApp.createTextValidation();
  if (item.message) {
    check.setHelpText(item.message);
  }
  if (item.low !== null && item.high !== null) {
    return check.requireNumberBetween(item.low, item.high).build();
  }
  if (item.low !== null) {
    return check.requireNumberGreaterThanOrEqualTo(item.low).build();
  }
  if (item.high !== null) {
    return check.requireNumberLessThanOrEqualTo(item.high).build();
  }
  return check.requireNumber().build();
}
