"use strict";
// Only conveniences: every page works without this file.

// After a form was refused, start reading at the summary of what is wrong.
const summary = document.getElementById("error-summary");
if (summary && !summary.closest(".sample")) {
  summary.focus();
}
