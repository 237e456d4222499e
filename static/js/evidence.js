"use strict";
// Sends chosen files at once, piece by piece: a lost line costs one piece, and a file
// that was begun goes on where it stopped. Without this file the form sends them whole.

const place = document.querySelector("[data-attached]");
const chooser = document.querySelector("input[type=file][name=evidence]");
const SMALLEST = 64 * 1024;
const LARGEST = 2 * 1024 * 1024;
const QUICK = 1500;
const LONGEST_WAIT = 30000;

if (place && chooser && chooser.form && globalThis.crypto?.subtle) {
  const form = chooser.form;
  const words = place.dataset;
  const csrf = form.elements.csrfmiddlewaretoken.value;
  const waiting = [];
  let isSending = false;
  let isSentAfter = false;
  let pieceSize = 256 * 1024;

  const list = document.createElement("ul");
  list.className = "file-list";
  place.append(list);
  const news = document.createElement("p");
  news.setAttribute("role", "status");
  place.append(news);

  const lookUp = (sha256) => sessionStorage.getItem(`evidence:${sha256}`);
  const note = (sha256, token) => sessionStorage.setItem(`evidence:${sha256}`, token);

  // Until the line is there again, at the latest after half a minute.
  const pause = (milliseconds) => new Promise((go) => {
    setTimeout(go, milliseconds);
    window.addEventListener("online", go, { once: true });
  });

  const ask = async (address, options) => {
    const headers = { "X-CSRFToken": csrf, ...options.headers };
    const response = await fetch(address, { credentials: "same-origin", ...options, headers });
    if (response.status >= 500 || response.status === 429) {
      throw new Error("busy");
    }
    return { status: response.status, ...(await response.json()) };
  };

  const patiently = async (item, act) => {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        const answer = await act();
        item.state.textContent = "";
        return answer;
      } catch {
        pieceSize = Math.max(pieceSize / 2, SMALLEST);
        item.state.textContent = words.lost;
        await pause(wait);
        if (item.isRemoved) {
          return { problem: "" };
        }
      }
    }
  };

  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const begin = async (item, sha256) => {
    const known = lookUp(sha256);
    if (known) {
      const found = await patiently(item, () => ask(`${words.begin}${known}/`, { method: "GET" }));
      if (!("problem" in found)) {
        return found;
      }
    }
    const body = new URLSearchParams({
      filename: item.file.name, type: item.file.type, size: item.file.size, sha256,
    });
    const begun = await patiently(item, () => ask(words.begin, { method: "POST", body }));
    if (begun.token) {
      note(sha256, begun.token);
    }
    return begun;
  };

  const sendPiece = (item, at) => patiently(item, async () => {
    const started = performance.now();
    const answer = await ask(`${words.begin}${at.token}/`, {
      method: "PATCH",
      headers: { "Upload-Offset": String(at.offset), "Content-Type": "application/octet-stream" },
      body: item.file.slice(at.offset, at.offset + pieceSize),
    });
    if (performance.now() - started < QUICK) {
      pieceSize = Math.min(pieceSize * 2, LARGEST);
    }
    return answer;
  });

  const send = async (item) => {
    const sha256 = hex(await crypto.subtle.digest("SHA-256", await item.file.arrayBuffer()));
    let at = await begin(item, sha256);
    while (!("problem" in at) && !at.is_whole && !item.isRemoved) {
      item.bar.value = at.offset;
      at = await sendPiece(item, at);
    }
    if (item.isRemoved) {
      return;
    }
    item.bar.remove();
    if ("problem" in at) {
      item.state.textContent = at.problem;
      item.row.classList.add("has-error");
      item.state.setAttribute("role", "alert");
      return;
    }
    const handle = document.createElement("input");
    handle.type = "hidden";
    handle.name = "uploads";
    handle.value = at.token;
    item.row.append(handle);
    item.state.textContent = words.here;
  };

  const shown = (file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.className = "file-list__name";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = file.size;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = document.createElement("p");
    state.className = "hint";
    const away = document.createElement("button");
    away.type = "button";
    away.className = "link-button";
    away.textContent = `${words.away} ${file.name}`;
    row.append(name, bar, state, away);
    list.append(row);
    const item = { file, row, bar, state, isRemoved: false };
    away.addEventListener("click", () => {
      item.isRemoved = true;
      row.remove();
      chooser.focus();
    });
    return item;
  };

  const sendAll = async () => {
    isSending = true;
    while (waiting.length > 0) {
      const item = waiting.shift();
      if (!item.isRemoved) {
        try {
          await send(item);
        } catch {
          item.bar.remove();
          item.state.textContent = words.unread;
        }
      }
    }
    isSending = false;
    news.textContent = "";
    if (isSentAfter) {
      isSentAfter = false;
      form.requestSubmit();
    }
  };

  chooser.addEventListener("change", () => {
    for (const file of chooser.files) {
      waiting.push(shown(file));
    }
    chooser.value = "";
    if (!isSending) {
      sendAll();
    }
  });

  form.addEventListener("submit", (event) => {
    if (isSending) {
      event.preventDefault();
      isSentAfter = true;
      news.textContent = words.wait;
    }
  });
}
