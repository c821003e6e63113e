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
