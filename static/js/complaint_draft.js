"use strict";
// Keeps on this device what is typed in a report until the portal has it. Nothing is put
// back unasked: the device may be shared. A form that was sent into a dead line goes
// again by itself when the line is back, under the same key, so that it stands once.

const KEPT = "complaint-draft";
const SEVEN_DAYS = 7 * 24 * 3600 * 1000;
const ONE_DAY = 24 * 3600 * 1000;
const HIDDEN_KEPT = new Set(["key", "challenge", "number", "merchant", "uploads"]);
const NEVER_KEPT = new Set(["csrfmiddlewaretoken", "website"]);

const draft = {
  load() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT));
      return kept && Date.now() - kept.at < SEVEN_DAYS ? kept : null;
    } catch {
      return null;
    }
  },
  save(kept) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(kept));
      return true;
    } catch {
      return false; // without room on the device the page alone holds it
    }
  },
  forget() {
    localStorage.removeItem(KEPT);
  },
};

function keepWhatIsTyped(form, box) {
  const note = box.querySelector("[data-draft-note]");
  const actions = box.querySelector("[data-draft-actions]");
  const isAnswer = Boolean(document.getElementById("error-summary") || document.getElementById("conflict"));
  let isWaiting = false;
  let isOffered = false; // an older draft stands there: it is not written over

  const say = (text) => {
    note.textContent = text;
    box.hidden = !text;
  };

  const values = () => [...new FormData(form)].filter(
    ([name, value]) => !NEVER_KEPT.has(name) && typeof value === "string" && value !== "",
  );

  const keep = (more) => !isOffered && draft.save({ at: Date.now(), values: values(), ...more });

  const forget = () => {
    isOffered = false;
    draft.forget();
    actions.replaceChildren();
    say("");
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button secondary";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const putBackField = (field, kept) => {
    const own = kept.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = own.includes(field.value);
    } else if (own.length > 0) {
      [field.value] = own;
    } else {
      return;
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const putBackHidden = (kept, isKeyKept) => {
    for (const [name, value] of kept) {
      if (name === "uploads") {
        const handle = document.createElement("input");
        Object.assign(handle, { type: "hidden", name, value });
        form.append(handle);
      } else if (HIDDEN_KEPT.has(name) && (isKeyKept || name === "merchant")) {
        form.elements[name].value = value;
      }
    }
  };

  const putBack = ({ at, sent, values: kept }) => {
    for (const field of [...form.elements]) {
      if (field.name && !NEVER_KEPT.has(field.name) && !["hidden", "submit", "file", "button"].includes(field.type)) {
        putBackField(field, kept);
      }
    }
    putBackHidden(kept, sent || Date.now() - at < ONE_DAY);
    isOffered = false;
    actions.replaceChildren();
    const files = kept.filter(([name]) => name === "uploads").length;
    say(files ? box.dataset.files.replace("{count}", files) : box.dataset.back);
    form.querySelector("[data-part] h2")?.focus();
  };

  const offer = (kept) => {
    isOffered = true;
    const moment = new Date(kept.at).toLocaleString(document.documentElement.lang, {
      day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit",
    });
    say(box.dataset.found.replace("{moment}", moment));
    actions.append(
      button(box.dataset.show, () => putBack(kept)),
      button(box.dataset.forget, forget),
    );
  };

  form.addEventListener("input", () => {
    if (actions.childElementCount === 0 && keep()) {
      say(box.dataset.kept);
      actions.append(button(box.dataset.forget, () => {
        forget();
        form.reset();
      }));
    } else {
      keep();
    }
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return;
    }
    keep({ sent: true });
    if (navigator.onLine === false) {
      event.preventDefault();
      isWaiting = true;
      say(box.dataset.offline);
      box.scrollIntoView({ block: "center" });
    }
  });

  window.addEventListener("online", () => {
    if (isWaiting) {
      isWaiting = false;
      say(box.dataset.online);
      form.requestSubmit();
    }
  });

  const found = draft.load();
  if (isAnswer) {
    keep();
  } else if (found) {
    offer(found);
  } else {
    draft.forget();
  }
}

const box = document.querySelector("[data-draft]");
const reportForm = document.querySelector("form[data-parts]");
if (box && reportForm) {
  keepWhatIsTyped(reportForm, box);
}

// The page after a report was received ends its draft.
const received = document.querySelector("[data-received]");
if (received && draft.load()?.sent && new URL(document.referrer || location.href).pathname === received.dataset.received) {
  draft.forget();
}
