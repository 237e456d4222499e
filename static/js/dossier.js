// Keeps on this device what is typed in a task of a dossier until the portal has it.
(function () {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form || !window.htmx) return;
  const key = `dossier:${location.pathname}`;
  const kept = document.getElementById("kept");
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "page", "revision"]);
  const SEVEN_DAYS = 7 * 24 * 3600 * 1000;
  const RETRY_AFTER = 8000;
  let lastInput = 0;
  let retry = 0;

  const input = (name) => form.querySelector(`[name=${name}]`);

  function typed() {
    return [...new FormData(form)].filter(
      ([name, value]) => !NOT_TYPED.has(name) && typeof value === "string",
    );
  }

  function load() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function keep(more) {
    const copy = {
      at: Date.now(),
      page: input("page").value,
      revision: input("revision").value,
      values: typed(),
      ...more,
    };
    try {
      localStorage.setItem(key, JSON.stringify(copy));
    } catch {
      // Without room on the device only the portal keeps it.
    }
  }

  function forget() {
    localStorage.removeItem(key);
  }

  function say(text) {
    kept.querySelector("p").textContent = text;
    kept.hidden = !text;
  }

  function restore(values) {
    const left = values.slice();
    for (const field of form.elements) {
      if (!field.name || NOT_TYPED.has(field.name) || field.type === "hidden") continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.some(([n, v]) => n === field.name && v === field.value);
      } else if (field.type !== "submit") {
        const place = left.findIndex(([n]) => n === field.name);
        if (place >= 0) field.value = left.splice(place, 1)[0][1];
      }
    }
  }

  function save() {
    htmx.trigger(form, "change");
  }

  function tryAgain() {
    clearTimeout(retry);
    retry = setTimeout(save, RETRY_AFTER);
  }

  function offerWhatWasTyped(copy) {
    say(kept.dataset.elsewhere);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = kept.dataset.show;
    button.addEventListener("click", () => {
      // With the revision it was typed on, so that the portal shows both.
      input("revision").value = copy.revision;
      restore(copy.values);
      button.remove();
      say("");
      save();
    });
    kept.append(button);
  }

  function begin() {
    const copy = load();
    if (!copy) return;
    const wasMine = copy.page === form.dataset.lastPage;
    const isSame = JSON.stringify(copy.values) === JSON.stringify(typed());
    if (isSame || (copy.sent && wasMine) || Date.now() - copy.at > SEVEN_DAYS) {
      forget();
    } else if (wasMine || copy.revision === input("revision").value) {
      restore(copy.values);
      say(kept.dataset.restored);
      keep();
      save();
    } else {
      offerWhatWasTyped(copy);
    }
  }

  form.addEventListener("input", () => {
    lastInput = Date.now();
    keep();
  });
  form.addEventListener("submit", () => keep({ sent: true }));
  form.addEventListener("htmx:beforeRequest", (event) => {
    event.detail.xhr.startedAt = Date.now();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    if (!successful) {
      say(kept.dataset.offline);
      keep();
      tryAgain();
      return;
    }
    clearTimeout(retry);
    say("");
    const isConflict = xhr.responseText.includes('name="overwrite"');
    if (!isConflict && lastInput <= xhr.startedAt) forget();
  });
  window.addEventListener("online", () => load() && save());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-forget]")) forget();
  });
  begin();
})();
