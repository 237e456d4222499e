"use strict";
// Shows what belongs to the chosen category only. Without this file everything can be
// opened by hand, and what is sent is the same.

const choices = [...document.querySelectorAll("input[name=category]")];
const pieces = [...document.querySelectorAll("[data-category]")];
const wholes = [...document.querySelectorAll("[data-by-category]")];

const reveal = (element, isShown) => {
  element.hidden = !isShown;
  if (isShown && element.matches("details")) {
    element.open = true;
  }
};

const showChosen = () => {
  const chosen = choices.find((choice) => choice.checked)?.value;
  for (const piece of pieces) {
    reveal(piece, piece.dataset.category === chosen);
  }
  for (const whole of wholes) {
    reveal(whole, pieces.some((piece) => whole.contains(piece) && !piece.hidden));
  }
};

for (const choice of choices) {
  choice.addEventListener("change", showChosen);
}
// Also after «back», when the browser has put the choice back by itself.
window.addEventListener("pageshow", showChosen);
showChosen();
