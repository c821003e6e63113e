// The alignment and the checks; review.js comes first.
"use strict";

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const band = event.target.closest(".band") || one(".band.at");
  if (band) sessionStorage.setItem("kztrans-top", String(band.getBoundingClientRect().top));
});

// The pair that was worked on keeps the focus, and stays where it was.
const at = document.body.dataset.current && document.getElementById(document.body.dataset.current);
const before = sessionStorage.getItem("kztrans-top");
sessionStorage.removeItem("kztrans-top");
if (at && (new URLSearchParams(location.search).has("bead") || "refused" in document.body.dataset)) {
  at.focus({ preventScroll: true });
  if (before !== null) {
    const back = () => scrollBy({ top: at.getBoundingClientRect().top - Number(before), behavior: "instant" });
    history.replaceState(null, "", location.pathname + location.search);  // else the browser scrolls to it itself
    back();
    window.addEventListener("load", () => requestAnimationFrame(back));
  } else {
    at.scrollIntoView({ block: "nearest" });
  }
}

// A text that is to be corrected has the focus, at its end.
const first = one(".texts textarea[autofocus]");
if (first) {
  first.focus({ preventScroll: true });
  first.setSelectionRange(first.value.length, first.value.length);
}

// Beside a translation that is written: the memory's, the glossary's terms, the checks' findings, on a pause.
all("[data-beside]").forEach((field) => {
  const form = field.form;
  const place = one(".beside", form);
  let timer = 0;
  let asked = null;
  const look = async () => {
    if (asked) asked.abort();
    asked = new AbortController();
    const source = one("textarea[name=source]", form);
    const fields = { csrf: one("[name=csrf]", form).value, document: field.dataset.beside, target: field.value.replaceAll("\n", " ") };
    fields.source = source ? source.value.replaceAll("\n", " ") : field.dataset.source || "";
    fields.unit = source ? "" : one("[name=unit]", form)?.value || "";
    try {
      const answer = await fetch("/beside", { method: "POST", body: new URLSearchParams(fields), signal: asked.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") place.textContent = "";
    }
  };
  const soon = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(look, delay);
  };
  field.addEventListener("focus", () => { if (!place.firstElementChild) soon(0); });
  form.addEventListener("input", () => soon(400));
  if (document.activeElement === field) soon(0);
  const put = (offer) => {
    field.focus();
    if (offer.dataset.put === "all") field.select();
    if (!document.execCommand("insertText", false, offer.dataset.text)) {
      field.setRangeText(offer.dataset.text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  place.addEventListener("click", (event) => {
    const offer = event.target.closest(".offer");
    if (offer) put(offer);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
    const offers = [...place.querySelectorAll(".offer")];
    if (!event.altKey || step === undefined || !offers.length) return;
    event.preventDefault();
    const chosen = offers.findIndex((offer) => offer.classList.contains("chosen"));
    if (step) {
      offers.forEach((offer) => offer.classList.remove("chosen"));
      offers[(Math.max(chosen, step > 0 ? -1 : 0) + step + offers.length) % offers.length].classList.add("chosen");
    } else {
      put(offers[Math.max(chosen, 0)]);
    }
  });
});

// A click into a pair chooses it, and leaves it where it is.
document.addEventListener("click", (event) => {
  const band = event.target.closest(".band");
  if (!band || band.classList.contains("at") || event.target.closest("a, button, input, textarea, label, summary")) return;
  const top = band.getBoundingClientRect().top;
  all(".band.at").forEach((other) => other.classList.remove("at"));
  band.classList.add("at");
  band.focus({ preventScroll: true });
  scrollBy({ top: band.getBoundingClientRect().top - top, behavior: "instant" });
});
