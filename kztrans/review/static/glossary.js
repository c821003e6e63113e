// The glossary's pages; review.js comes first.
"use strict";

// The list filters while one types: the server sends the rows.
all("form[data-live]").forEach((form) => {
  const place = document.getElementById(form.dataset.live);
  let timer = 0;
  let asked = null;
  const refresh = async () => {
    const query = new URLSearchParams(new FormData(form));
    [...query.entries()].forEach(([name, value]) => { if (!value) query.delete(name); });
    const address = `${form.getAttribute("action")}?${query}`;
    query.set("part", form.dataset.live);
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${query}`, { signal: asked.signal });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    refresh();
  });
});

// What the browser had kept of a form is shown, wherever in it that stands.
all("details").forEach((details) => {
  const typed = [...details.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), textarea")];
  if (typed.some((field) => field.value !== field.defaultValue)) details.open = true;
});
