"use strict";
// The till without a network: checks the signature of a scanned code, keeps redemptions
// and sends them later. Without this file the till works as plain pages, online.

const till = document.getElementById("till");
const form = document.getElementById("till-form");
const STORE = "till-queue";
const words = till ? till.dataset : {};

const bytes = (text) => {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
};

const kept = () => JSON.parse(localStorage.getItem(STORE) || "[]");
const keep = (rows) => localStorage.setItem(STORE, JSON.stringify(rows));

const say = (text, isGood) => {
  const told = document.createElement("div");
  told.className = isGood ? "notice ok" : "notice warning";
  told.setAttribute("role", "alert");
  told.textContent = text;
  till.replaceChildren(told);
};

const textOf = (typed) => {
  const at = typed.indexOf("ma=");
  return decodeURIComponent(at < 0 ? typed : typed.slice(at + 3)).trim();
};

const verify = async (text) => {
  const [code, until, signature] = text.split(".");
  if (!signature) {
    return "unsigned";
  }
  const key = await crypto.subtle.importKey(
    "raw",
    bytes(words.key),
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["verify"],
  );
  const signed = new TextEncoder().encode(`${code}.${until}`);
  const kind = { name: "ECDSA", hash: "SHA-256" };
  const isOurs = await crypto.subtle.verify(kind, key, bytes(signature), signed);
  if (!isOurs) {
    return "forged";
  }
  return Number(until) * 1000 > Date.now() ? "offline" : "late";
};

const redeemLater = async (text) => {
  if (!form.elements.merchant.value) {
    form.elements.merchant.focus(); // for whom it is redeemed must be known first
    return;
  }
  const verdict = await verify(text).catch(() => "forged");
  say(words[verdict], verdict === "offline");
  if (verdict !== "offline") {
    return;
  }
  const code = text.split(".")[0];
  const rows = kept();
  const merchant = form.elements.merchant.value;
  if (!rows.some((row) => row.code === code)) {
    keep([...rows, { code, merchant, key: crypto.randomUUID() }]);
  }
};

const send = async () => {
  const rows = kept();
  if (!rows.length || !navigator.onLine) {
    return;
  }
  const response = await fetch(words.queue, {
    method: "POST",
    headers: { "X-CSRFToken": words.token, "Content-Type": "application/json" },
    body: JSON.stringify(rows),
  });
  if (!response.ok) {
    return;
  }
  const told = await response.json();
  const done = new Set(told.answers.map((answer) => answer.key));
  keep(kept().filter((row) => !done.has(row.key)));
  const byKey = new Map(rows.map((row) => [row.key, row.code]));
  const lines = told.answers.map((a) => `${byKey.get(a.key)}: ${a.says}`);
  say(lines.join(" "), told.answers.every((answer) => answer.verdict === "done"));
};

if (till && form) {
  form.addEventListener("submit", (event) => {
    form.elements.ma.value = textOf(form.elements.ma.value);
    if (!navigator.onLine) {
      event.preventDefault();
      redeemLater(form.elements.ma.value);
    }
  });
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(words.worker);
  }
  window.addEventListener("online", send);
  send();
}
