"use strict";
// Shows the concepts that have the letters that are typed.
const field = document.getElementById("filter");
const items = [...document.querySelectorAll("[data-text]")];
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  items.forEach((item) => { item.hidden = !item.dataset.text.toLowerCase().includes(wanted); });
});
