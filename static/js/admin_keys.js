"use strict";
// Working through a list without a mouse. The keys of a list hold only while one of its
// rows has the focus, so they never take a letter from somebody who writes (WCAG 2.1.4).

const rows = [...document.querySelectorAll("#result_list tbody tr")];

function enter(row) {
  for (const other of rows) other.tabIndex = other === row ? 0 : -1;
  row.focus();
}

function move(row, by) {
  const next = rows[rows.indexOf(row) + by];
  if (next) enter(next);
}

function mark(row) {
  row.querySelector("input.action-select")?.click();
}

function open(row) {
  row.querySelector("th a, td a")?.click();
}

const KEYS = {
  ArrowDown: (row) => move(row, 1),
  ArrowUp: (row) => move(row, -1),
  j: (row) => move(row, 1),
  k: (row) => move(row, -1),
  " ": mark,
  x: mark,
  Enter: open,
};

document.querySelector("#result_list")?.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  const isRow = rows.includes(event.target);
  if (!act || !isRow || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act(event.target);
});

// In a text, Ctrl+Enter presses the main button of its form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (event.target.tagName !== "TEXTAREA") return;
  event.preventDefault();
  event.target.form?.querySelector("input.default[type=submit]")?.click();
});

if (rows.length) {
  rows.forEach((row, index) => {
    row.tabIndex = index ? -1 : 0;
  });
  const help = document.getElementById("list-keys");
  const list = document.querySelector("#changelist-form .results");
  if (help && list) {
    list.after(help);
    help.hidden = false;
  }
}
