// What every script of the page needs: sentences, elements, and a bridge to Gradio's fields.

const texts = JSON.parse(document.getElementById("texts").textContent);

// Where the server's own addresses start: this file is /page/<version>/dom.js.
export const site = new URL("../", import.meta.url);

export const language = texts.language;

// Gradio sets the language of the browser; ours is that of the words on the page.
new MutationObserver(() => {
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
}).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });

export const views = texts.views;
export const pageTitle = texts.title;

export function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function button(name, does, classes = "quiet-button") {
  const made = make("button", { type: "button", class: classes }, name);
  made.addEventListener("click", does);
  return made;
}

export function announce(line) {
  const place = document.getElementById("announce");
  place.textContent = "";
  setTimeout(() => (place.textContent = line), 50);
}

// Resolves with the element once Gradio has made it.
export function whenThere(selector) {
  return new Promise((resolve) => {
    const found = document.querySelector(selector);
    if (found) return resolve(found);
    const watch = new MutationObserver(() => {
      const now = document.querySelector(selector);
      if (!now) return;
      watch.disconnect();
      resolve(now);
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  });
}

// Whether the page is at most that wide, counted in letters of the size that the reader chose.
export const narrow = (rem) =>
  document.body.clientWidth <= rem * parseFloat(getComputedStyle(document.documentElement).fontSize);

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const field = (id) => document.querySelector(`#${id} textarea, #${id} input`);

// Puts text in a Gradio field as if it were typed, and lets Gradio notice.
export async function fill(id, value) {
  const input = field(id);
  const kind = input.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await pause(30);
}

export const press = (id) => document.getElementById(id).click();

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(say("copied"));
  } catch {
    // a page without https has no clipboard of its own
    const area = make("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    toast(say(document.execCommand("copy") ? "copied" : "copy_failed"));
    area.remove();
  }
}

export function toast(line) {
  document.querySelectorAll(".toast").forEach((old) => old.remove());
  const shown = make("div", { class: "toast", "aria-hidden": "true" }, line);
  // not in the body: a container there would hold what is fixed
  document.documentElement.append(shown);
  announce(line);
  setTimeout(() => shown.remove(), 4000);
}

export function download(name, kind, content) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type: kind })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function stored(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`handreiking.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

// Calls `does` when another tab of this browser has written that.
export function onStored(key, does) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key === `handreiking.${key}`) does();
  });
}

export function store(key, value) {
  try {
    localStorage.setItem(`handreiking.${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false; // full or forbidden: the page goes on without memory
  }
}

// A dialog of our own: resolves with what was filled in, or null when it was left.
export function dialog(line, { input, action, danger = false }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const id = `dialog-${Date.now()}`;
    const text = input === undefined ? null : make("input", { type: "text", id: `${id}-input`, maxlength: "120" });
    const title = make(text ? "label" : "p", text ? { for: `${id}-input`, id } : { id }, line);
    const form = make("form", { method: "dialog" }, title);
    if (text) {
      text.value = input;
      form.append(text);
    }
    const shown = make("dialog", { "aria-labelledby": id }, form);
    const done = make("button", { type: "submit", class: danger ? "danger" : "solid", value: "yes" }, action);
    form.append(make("div", { class: "chips" }, done, button(say("cancel"), () => shown.close())));
    shown.addEventListener("close", () => {
      shown.remove();
      if (before?.isConnected) before.focus();
      resolve(shown.returnValue === "yes" ? (text?.value ?? "") : null);
    });
    document.body.append(shown);
    shown.showModal();
    (text ?? done).focus();
    text?.select();
  });
}
