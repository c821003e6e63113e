// Everything works without this file, which all pages have: it adds keys, drafts, and pages that look again.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const places = { p: "progress", g: "glossary", a: "alignment", c: "checks" };
let afterG = false;

function keysAreOn() {
  return localStorage.getItem("kztrans-keys") !== "off";
}

function writing(element) {
  return element.matches("input:not([type=checkbox]), textarea, select") || element.isContentEditable;
}

function current() {
  return document.activeElement.closest("[data-item]") || one("[data-item].at") || one("[data-item][aria-current]");
}

function move(step) {
  const items = all("[data-item]");
  if (!items.length) return false;
  const at = items.indexOf(current());
  const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
  if (at + step < 0 || at + step >= items.length) {
    const page = one(step > 0 ? ".pager [rel=next]" : ".pager [rel=prev]");
    if (page) page.click();
  }
  all("[data-item].at").forEach((item) => item.classList.remove("at"));
  next.classList.add("at");
  const target = next.hasAttribute("tabindex") ? next : one("a, button", next);
  target.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function keyed(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const item = current() || one("[data-item]");
  const inside = item && one(wanted, item);
  return inside || all(wanted).find((element) => !element.closest("[data-item]"));
}

function use(element) {
  if (element.id === "help-link") {
    one("#shortcuts").showModal();
  } else if (element.matches("input, textarea")) {
    element.focus();
    if (element.select && element.type === "search") element.select();
  } else {
    element.click();
  }
}

// A key that does nothing here says why, at the place that it was meant for.
const known = all("#shortcuts kbd").map((key) => key.textContent).filter((key) => key.length === 1 && key !== "?" && key !== "g");
function why(text, item) {
  const note = document.createElement("p");
  note.className = "problem refused why";
  note.setAttribute("role", "status");
  note.textContent = text;
  if (item) item.append(note);
  else (one("main .toolbar") || one("main h1")).after(note);
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.repeat && !writing(target) && !["j", "k", "ArrowDown", "ArrowUp", "Tab", " ", "PageUp", "PageDown"].includes(event.key)) {
    event.preventDefault();  // a key that is held acts once
    return;
  }
  if (event.key === "Enter" && !event.repeat && (event.ctrlKey || event.metaKey) && target.closest("[data-save]")) {
    event.preventDefault();
    target.form.requestSubmit(one("button[value=save], button[data-default]", target.form) || one("button.primary", target.form));
    return;
  }
  if (event.key === "Escape" && writing(target)) {
    target.blur();
    const item = target.closest("[data-item]");
    if (item) item.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(target) || !keysAreOn()) return;
  if (one("dialog[open]")) return;
  if (afterG) {
    afterG = false;
    const link = places[event.key] && one(`[data-go="${places[event.key]}"]`);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  if (event.key === "g") {
    afterG = true;
    setTimeout(() => { afterG = false; }, 1500);
    return;
  }
  const inItem = target.closest("[data-item]") !== null;
  const step = { j: 1, k: -1, ArrowDown: inItem ? 1 : 0, ArrowUp: inItem ? -1 : 0 }[event.key];
  if (step && move(step)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Enter" && target.matches("a, button, summary, input")) return;
  const element = keyed(event.key);
  all(".why").forEach((old) => old.remove());
  if (element && !element.disabled && !element.dataset.why) {
    event.preventDefault();
    use(element);
  } else if (element && element.dataset.why) {
    why(element.dataset.why, element.closest("[data-item]"));
  } else if (element || known.includes(event.key)) {
    why(document.body.dataset.nothing.replace("\u2026", event.key), target.closest("[data-item]"));
  }
});

all("[data-submit]").forEach((field) => field.addEventListener("change", () => field.form.requestSubmit()));

all("[data-shortcuts]").forEach((box) => {
  box.checked = keysAreOn();
  box.addEventListener("change", () => {
    localStorage.setItem("kztrans-keys", box.checked ? "on" : "off");
    all("[data-shortcuts]").forEach((other) => { other.checked = box.checked; });
  });
});

all("[data-remember]").forEach((box) => {
  const name = `kztrans-${box.dataset.remember}`;
  box.checked = localStorage.getItem(name) !== "off";
  box.addEventListener("change", () => localStorage.setItem(name, box.checked ? "on" : "off"));
});

// A page whose figures are still being worked out looks again, unless somebody is writing in it.
if (document.body.dataset.again) {
  let touched = false;
  document.addEventListener("input", () => { touched = true; });
  setInterval(() => { if (!touched && !one("dialog[open]")) location.reload(); }, 1000 * document.body.dataset.again);
}

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  drafts.forEach((draft) => draft.leaving(form));
});
window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

// What is typed is kept in this browser until it is saved: a conflict, Esc, another card or a closed tab lose nothing.
class Draft {
  constructor(form) {
    this.form = form;
    this.name = `kztrans-draft ${document.body.dataset.project} ${form.dataset.draft}`;
    this.fields = [...form.elements].filter((field) => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio]), select"));
    this.first = this.fields.map((field) => (field.matches("select") ? one("option[selected]", field)?.value ?? field.value : field.defaultValue));
    this.sent = false;
    this.restore();
    form.addEventListener("input", () => this.keep());
    form.querySelectorAll("[data-drop]").forEach((link) => link.addEventListener("click", () => this.drop()));
  }

  get changed() {
    return this.fields.some((field, n) => field.value !== this.first[n]);
  }

  keep() {
    if (!this.changed) {
      this.drop();
      return;
    }
    const typed = {};
    this.fields.forEach((field, n) => { if (field.value !== this.first[n]) typed[field.name] = field.value; });
    localStorage.setItem(this.name, JSON.stringify(typed));
  }

  drop() {
    localStorage.removeItem(this.name);
    this.sent = true;
  }

  restore() {
    const kept = JSON.parse(localStorage.getItem(this.name) || "null");
    if (!kept) return;
    let restored = false;
    this.fields.forEach((field) => {
      if (field.name in kept && field.value !== kept[field.name]) {
        field.value = kept[field.name];
        restored = true;
      }
    });
    if (restored) {
      const note = document.createElement("p");
      note.className = "notice";
      note.setAttribute("role", "status");
      note.textContent = document.body.dataset.restored;
      this.form.prepend(note);
    }
  }

  leaving(form) {
    if (form === this.form) {
      this.sent = true;
      sessionStorage.setItem("kztrans-saved", this.name);
    }
  }
}

const sent = sessionStorage.getItem("kztrans-saved");
sessionStorage.removeItem("kztrans-saved");
if (sent && !one(".notice.problem, .refused")) localStorage.removeItem(sent);
const drafts = all("form[data-draft]").map((form) => new Draft(form));
window.addEventListener("beforeunload", (event) => {
  if (drafts.some((draft) => !draft.sent && draft.changed && !localStorage.getItem(draft.name))) event.preventDefault();
});
