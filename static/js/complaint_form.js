"use strict";
// Shows the long form as its parts, one at a time. Without this file the form is one
// page; what is sent is the same. The address names the part, so that the back gesture
// of a phone goes back one part and loses nothing.

const EVERYTHING = "#toan-bo";
const form = document.querySelector("form[data-parts]");

if (form) {
  const parts = [...form.querySelectorAll("[data-part]")];
  const send = form.querySelector("[data-send]");
  const isRefused = document.getElementById("error-summary") !== null;

  const partOf = (hash) => {
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    return target ? target.closest("[data-part]") : null;
  };

  const show = (part) => {
    for (const other of parts) {
      other.hidden = other !== part;
    }
    send.hidden = part !== parts.at(-1);
  };

  const showAll = () => {
    for (const part of parts) {
      part.hidden = false;
    }
    send.hidden = false;
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button secondary";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const go = (part) => {
    location.hash = part.id;
  };

  const follow = () => {
    if (location.hash === EVERYTHING) {
      showAll();
      parts[0].querySelector("h2").focus();
      return;
    }
    const part = partOf(location.hash) ?? parts[0];
    show(part);
    const target = document.getElementById(location.hash.slice(1));
    if (target === part || target === null) {
      part.querySelector("h2").focus();
    } else {
      target.scrollIntoView();
      target.focus();
    }
  };

  parts.forEach((part, index) => {
    const row = document.createElement("p");
    row.className = "actions";
    if (index < parts.length - 1) {
      const next = button(form.dataset.next, () => go(parts[index + 1]));
      next.classList.remove("secondary");
      row.append(next);
    }
    if (index > 0) {
      row.append(button(form.dataset.back, () => go(parts[index - 1])));
    }
    if (index === parts.length - 1) {
      row.append(button(form.dataset.all, () => {
        location.hash = EVERYTHING;
      }));
    }
    part.append(row);
  });

  // Enter in a short field means «continue», not «send» with half of it unseen.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) {
      const index = parts.indexOf(event.target.closest("[data-part]"));
      if (!send.hidden || index < 0) {
        return;
      }
      event.preventDefault();
      go(parts[index + 1]);
    }
  });

  window.addEventListener("hashchange", follow);
  if (isRefused) {
    const wrong = form.querySelector(".has-error");
    show(wrong ? wrong.closest("[data-part]") : parts[0]);
  } else if (location.hash === EVERYTHING) {
    showAll();
  } else {
    show(partOf(location.hash) ?? parts[0]);
  }
}
