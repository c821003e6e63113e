"use strict";
// Shows the concepts that have the letters that are typed, in the state and the domain that are chosen; opens all to print.
{
  const [filter, state, domain, shown] = ["filter", "state", "domain", "shown"].map((id) => document.getElementById(id));
  const items = [...document.querySelectorAll("[data-text]")];
  const look = () => {
    const wanted = filter.value.trim().toLowerCase();
    items.forEach((item) => {
      const { text, state: its, domain: place } = item.dataset;
      item.hidden = !text.toLowerCase().includes(wanted) || (state.value !== "" && its !== state.value) || (domain.value !== "" && place !== domain.value);
    });
    shown.value = `${items.filter((item) => !item.hidden).length} / ${items.length}`;
  };
  [filter, state, domain].forEach((field) => field.addEventListener("input", look));
  document.getElementById("filters").hidden = false;
  look();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
}
