"use strict";
// Only conveniences: every page works without this file.

// After a form was refused, start reading at the summary of what is wrong.
const summary = document.getElementById("error-summary");
if (summary && !summary.closest(".sample")) {
  summary.focus();
}

// What was typed on a shared device goes with the person who typed it.
document.addEventListener("submit", (event) => {
  const address = event.target.getAttribute("action") || "";
  if (!address.endsWith("/tai-khoan/dang-xuat/")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("dossier:")) localStorage.removeItem(key);
  }
});
