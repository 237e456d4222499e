"use strict";
// Reads a QR code with the camera into a text box and sends its form. Where a browser
// cannot, nothing of it is shown: the code is typed.

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const button = (className, text, act) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const scan = async (place, input) => {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const video = element("video", "camera__picture", "");
  const opener = place.firstElementChild;
  let isOn = true;
  const stop = () => {
    isOn = false;
    stream.getTracks().forEach((track) => track.stop());
    place.replaceChildren(opener);
  };
  const stopper = button("button secondary", place.dataset.stop, () => {
    stop();
    opener.focus();
  });
  const hint = element("p", "hint", place.dataset.hint);
  hint.setAttribute("role", "status");
  place.replaceChildren(video, hint, stopper);
  stopper.focus();
  video.playsInline = true;
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  const look = async () => {
    const [found] = await detector.detect(video).catch(() => []);
    if (found && isOn) {
      stop();
      input.value = found.rawValue;
      input.form.requestSubmit();
    } else if (isOn) {
      setTimeout(look, 100);
    }
  };
  look();
};

const offer = (place) => {
  const input = document.getElementById(place.dataset.camera);
  const refused = () => {
    const told = element("p", "notice warning", place.dataset.refused);
    told.setAttribute("role", "alert");
    place.replaceChildren(told);
    input.focus();
  };
  const open = () => scan(place, input).catch(refused);
  place.append(button("button secondary", place.dataset.label, open));
};

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  document.querySelectorAll("[data-camera]").forEach(offer);
}
