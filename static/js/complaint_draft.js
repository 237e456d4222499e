"use strict";
// Keeps on this device what is typed in reports until the portal has them. Nothing is put
// back unasked: the device may be shared; and nothing is written over: who begins another
// report beside an old one has both. A form that was sent into a dead line goes again by
// itself when the line is back, under the same key, so that it stands once.

const KEPT = "complaint-draft";
const MOST = 3;
const SEVEN_DAYS = 7 * 24 * 3600 * 1000;
const ONE_DAY = 24 * 3600 * 1000;
const HIDDEN_KEPT = new Set(["key", "challenge", "number", "merchant", "uploads"]);
const NEVER_KEPT = new Set(["csrfmiddlewaretoken", "website"]);
const WRITTEN = new Set(["text", "textarea", "email", "tel", "url", "search", "number"]);

const drafts = {
  /** Return what is kept, newest first. */
  all() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(kept) ? kept.filter(({ at }) => Date.now() - at < SEVEN_DAYS) : [];
    } catch {
      return [];
    }
  },
  write(kept) {
    try {
      if (kept.length > 0) {
        localStorage.setItem(KEPT, JSON.stringify(kept));
      } else {
        localStorage.removeItem(KEPT);
      }
      return true;
    } catch {
      return false; // without room on the device the page alone holds it
    }
  },
  keep(one) {
    return this.write([one, ...this.all().filter(({ id }) => id !== one.id)].slice(0, MOST));
  },
  forget(gone) {
    return this.write(this.all().filter(({ id }) => id !== gone));
  },
  sentLast() {
    return this.all().find(({ sent }) => sent);
  },
};

function keepWhatIsTyped(form, box) {
  const note = box.querySelector("[data-draft-note]");
  const offers = box.querySelector("[data-draft-offers]");
  const isAnswer = Boolean(document.getElementById("error-summary") || document.getElementById("conflict"));
  let id = (isAnswer && drafts.sentLast()?.id) || `${Date.now()}-${Math.random()}`;
  let isWaiting = false;

  const say = (text) => {
    note.textContent = text;
    box.hidden = !text && offers.childElementCount === 0;
  };

  const values = () => [...new FormData(form)].filter(
    ([name, value]) => !NEVER_KEPT.has(name) && typeof value === "string" && value !== "",
  );

  const isWritten = () => [...form.elements].some(
    ({ name, type, value }) => (name === "uploads" || WRITTEN.has(type)) && value.trim() !== "",
  );

  const keep = (more) => isWritten() && drafts.keep({ id, at: Date.now(), values: values(), ...more });

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

  const putBack = ({ id: own, at, sent, values: kept }) => {
    id = own;
    for (const field of [...form.elements]) {
      if (field.name && !NEVER_KEPT.has(field.name) && !["hidden", "submit", "file", "button"].includes(field.type)) {
        putBackField(field, kept);
      }
    }
    putBackHidden(kept, sent || Date.now() - at < ONE_DAY);
    offers.replaceChildren();
    const files = kept.filter(([name]) => name === "uploads").length;
    say(files ? box.dataset.files.replace("{count}", files) : box.dataset.back);
    form.querySelector("[data-part] h2")?.focus();
  };

  const line = (text, ...buttons) => {
    const made = document.createElement("div");
    const words = document.createElement("p");
    const actions = document.createElement("p");
    made.className = "notice__part";
    actions.className = "actions";
    words.textContent = text;
    actions.append(...buttons);
    made.append(...(text ? [words] : []), actions);
    offers.append(made);
    return made;
  };

  const offer = (kept) => {
    const moment = new Date(kept.at).toLocaleString(document.documentElement.lang, {
      day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit",
    });
    const made = line(
      box.dataset.found.replace("{moment}", moment),
      button(box.dataset.show, () => putBack(kept)),
      button(box.dataset.forget, () => {
        drafts.forget(kept.id);
        made.remove();
        say("");
      }),
    );
  };

  form.addEventListener("input", () => {
    if (keep() && offers.childElementCount === 0) {
      line("", button(box.dataset.forget, () => {
        drafts.forget(id);
        form.reset();
        offers.replaceChildren();
        say("");
      }));
      say(box.dataset.kept);
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

  if (isAnswer) {
    keep();
  } else {
    const found = drafts.all();
    drafts.write(found); // what is too old goes
    found.forEach(offer);
    say("");
  }
}

const box = document.querySelector("[data-draft]");
const reportForm = document.querySelector("form[data-parts]");
if (box && reportForm) {
  keepWhatIsTyped(reportForm, box);
}

// The page after a report was received ends its draft.
const received = document.querySelector("[data-received]");
if (received && new URL(document.referrer || location.href).pathname === received.dataset.received) {
  drafts.forget(drafts.sentLast()?.id);
}
