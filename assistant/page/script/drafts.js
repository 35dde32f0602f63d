// Drafting in the browser: the facts form, editing by hand, versions, and the draft as a file.

import { announce, button, copy, dialog, download, field, fill, make, onStored, pause, press, say, site, store, stored, toast, whenThere } from "./dom.js";
import { differences } from "./difference.js";
import { draftName } from "./file_names.js";
import { asMarkdown } from "./markdown.js";
import { go, onOpen } from "./views.js";

const MOST = 30;
const PATIENCE = 3000; // milliseconds that a change waits for the one before
const id = (name) => document.getElementById(name);
const state = () => JSON.parse(field("draft-state")?.value || "null");
let versions = stored("draft.versions", []);
let last = null; // which part of the form had the focus
let unsaved = null; // what is typed in a field of the form and not yet told
let missing = 0; // how many facts were still missing
let made = false; // whether the button was pressed just now

const blocks = () => [...document.querySelectorAll("#draft-paper [data-block]")].map((row) => ({
  id: row.dataset.block,
  heading: row.querySelector("h4")?.textContent ?? "",
  text: asMarkdown(row.querySelector(".body")),
}));

const title = () => document.querySelector("#draft-paper .title")?.textContent ?? "";

const text = () => [`# ${title()}`, ...blocks().flatMap((b) => [b.heading && `## ${b.heading}`, b.text])]
  .filter(Boolean).join("\n\n");

let queue = Promise.resolve();
let changes = 0;
const formOf = (change) => document.querySelector(`#draft-form [data-change="${change}"]`);

// Makes the draft anew of what `changed` gives, once the change before this one is on the paper.
function again(changed) {
  const done = queue.then(async () => {
    const now = changed();
    if (!now) return;
    now.change = ++changes;
    const until = Date.now() + PATIENCE;
    while (!formOf(now.change) && Date.now() < until) {
      // an answer to the change before may still write over this one
      if (state()?.change !== now.change) {
        await keep(now);
        press("draft-again");
      }
      await pause(30);
    }
    await pause(30); // Gradio fills in one part after the other
  });
  queue = done.catch(() => {}); // one that fails does not hold up the next
  return done;
}

async function keep(now) {
  await fill("draft-state", JSON.stringify(now));
  store("draft", now);
}

// A field is left by whoever types there, or because the form is made anew under the cursor.
function left(input) {
  setTimeout(() => {
    if (input.isConnected || unsaved?.name !== input.name) told(input);
  }, 50);
}

// The form tells a fact; an emptied one is forgotten.
function told({ name, value }) {
  again(() => {
    const now = state();
    if (!now || (now.facts[name] ?? null) === value.trim()) return null;
    if (value.trim()) now.facts[name] = value.trim();
    else delete now.facts[name];
    return now;
  });
}

let typing;
function typed(body) {
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const { block } = body.closest("[data-block]").dataset;
    const changed = () => {
      const now = state();
      if (now) now.blocks[block] = asMarkdown(body);
      return now;
    };
    await queue;
    if (!state()) return; // begun anew meanwhile
    if (!body.isConnected) return again(changed); // the paper was made anew under the cursor
    await keep(changed());
    press("draft-check");
    keepVersion();
  }, 700);
}

// Once there is a draft, the other kinds are folded away.
function showKinds() {
  const shown = document.body.classList.toggle("choosing");
  document.querySelector('[data-do="kinds"]').setAttribute("aria-expanded", String(shown));
}

function keepVersion() {
  versions = stored("draft.versions", versions); // another tab may have added to them
  const now = { when: Date.now(), text: text(), state: state() };
  const last = versions.at(-1);
  if (!now.state || last?.text === now.text) return;
  // what is typed within a minute is one version
  const typedIn = last && Object.keys(last.state.blocks);
  const same = last && now.when - last.when < 60_000 && typedIn.length && typedIn.every((name) => name in now.state.blocks)
    && JSON.stringify({ ...last.state, blocks: 0, change: 0 }) === JSON.stringify({ ...now.state, blocks: 0, change: 0 });
  versions = [...(same ? versions.slice(0, -1) : versions), now].slice(-MOST);
  store("draft.versions", versions);
  listVersions();
}

function listVersions() {
  const holder = id("draft-versions");
  holder.hidden = versions.length < 2;
  const rows = versions.map((version, n) => {
    const time = new Date(version.when).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const name = say("draft_version", { n: n + 1, time });
    const row = make("li", {}, make("span", {}, name));
    if (n > 0) row.append(button(say("draft_compare"), () => compare(n)));
    if (n < versions.length - 1) row.append(button(say("draft_restore"), () => restore(version)));
    return row;
  });
  id("draft-version-list").replaceChildren(...rows.reverse());
}

function compare(n) {
  const place = id("draft-difference");
  place.hidden = false;
  const parts = differences(...[n - 1, n].map((at) => versions[at].text.replace(/^#+ |\*\*/gm, "")));
  const changed = parts.some((part) => part.kind !== "same");
  place.replaceChildren(...(changed ? parts.map(shown) : [say("draft_same")]));
  place.focus();
}

function shown({ kind, words }) {
  if (kind !== "same") return make(kind, {}, words);
  const lines = words.split("\n");
  return lines.length > 4 ? `${lines.slice(0, 2).join("\n")}\n…\n${lines.slice(-2).join("\n")}` : words;
}

// The paper and the brief that it was made from go back together.
async function restore(version) {
  await fill("brief", version.state.brief);
  const kind = document.querySelector("#draft-kind input:checked");
  if (kind?.value) document.querySelector(`#draft-kind input[value="${version.state.kind}"]`)?.click();
  id("draft-versions").querySelector("h3").focus({ preventScroll: true });
  await again(() => version.state);
}

// Something new stands on the paper.
function renewed() {
  const there = Boolean(document.querySelector("#draft-paper .paper"));
  const first = id("draft-tools").hidden;
  document.body.classList.toggle("drafted", there);
  id("draft-tools").hidden = !there;
  if (!there) return;
  store("draft", state());
  const were = missing;
  missing = document.querySelectorAll("#draft-form .field.missing").length;
  announce(say(first ? "draft_made" : were && !missing ? "draft_complete" : "draft_changed"));
  keepVersion();
  listVersions();
  if (made && document.body.classList.contains("choosing")) showKinds();
  if (made && id("draft-tools").getBoundingClientRect().top > innerHeight * 0.7) {
    id("draft-tools").scrollIntoView({ block: "start" });
  }
  made = false;
}

// Which field or heading of the form that is, so that it can be found in the form made anew.
function partOf(target) {
  const at = target.closest?.("#draft-form :is([name], summary)");
  if (!at) return null;
  return { name: at.name, value: at.type === "radio" ? at.value : undefined, confirmed: at.matches(".confirm"),
    number: [...document.querySelectorAll("#draft-form summary")].indexOf(at) };
}

// The form was made anew under the cursor: the same field, else the next to confirm or that is missing.
function backToForm() {
  if (!last || document.activeElement !== document.body) return;
  const form = id("draft-form");
  const { name, value, number, confirmed } = last;
  const same = name ? [...form.querySelectorAll(`[name="${name}"]`)].find((input) => value === undefined || input.value === value)
    : form.querySelectorAll("summary")[number];
  const shown = same?.matches("summary") || same?.checkVisibility();
  const next = form.querySelector(".field.missing input, .facts-complete");
  const place = shown ? same : (confirmed && form.querySelector(".confirm")) || next;
  place?.focus({ preventScroll: shown || place.matches(".facts-complete") });
}

// What was being typed in the form goes on in the form made anew.
function typeAgain() {
  const input = document.activeElement;
  if (!unsaved || !input.matches("#draft-form input") || input.name !== unsaved.name) return;
  if (input.value === unsaved.value) return;
  input.value = unsaved.value;
  input.setSelectionRange(unsaved.at, unsaved.at);
}

// What was unfolded stays so in the form made anew.
let unfolded = [];
function foldAgain() {
  document.querySelectorAll("#draft-form details").forEach((part) => {
    part.open = unfolded.includes(part.dataset.part);
  });
}

async function word() {
  const answer = await fetch(new URL("word", site), { method: "POST", body: JSON.stringify(state()) }).catch(() => null);
  if (!answer?.ok) return toast(say("draft_word_fault"));
  download(draftName(state().kind, "docx"), answer.headers.get("content-type"), await answer.blob());
}

async function clear() {
  if ((await dialog(say("draft_clear_sure"), { action: say("delete"), danger: true })) === null) return;
  versions = [];
  store("draft.versions", versions);
  store("draft", null);
  await fill("brief", "");
  await fill("draft-state", "");
  press("draft-again");
  id("draft-difference").hidden = true;
  listVersions();
  toast(say("draft_cleared"));
  field("brief").focus();
}

// While a model writes, what it is about to replace cannot be changed.
function writing() {
  const busy = Boolean(id("draft-writing"));
  for (const part of document.querySelectorAll("#draft-form, #view-draft .draft-main, #view-draft .draft-checks")) part.inert = busy;
}

// From a step of the process: that kind, and the brief to be written.
document.addEventListener("click", async (event) => {
  if (event.target.closest?.("#make")) made = true;
  const kind = event.target.closest?.("[data-kind]")?.dataset.kind;
  if (kind) {
    go("draft");
    await pause(50);
    document.querySelector(`#draft-kind input[value="${kind}"]`)?.click();
    return field("brief").focus();
  }
  const does = { "draft-word": word, "draft-markdown": () => download(draftName(state().kind, "md"), "text/markdown", `${text()}\n`),
    "draft-copy": () => copy(text()), "draft-clear": clear, "draft-stop": () => press("draft-stop"), kinds: showKinds };
  does[event.target.closest?.("[data-do]")?.dataset.do]?.();
});

Promise.all(["#draft-form", "#draft-paper", "#draft-note", "#draft-tools", "#draft-versions", "#draft-state textarea", "#draft-again"].map(whenThere))
  .then(async ([form, paper]) => {
    form.addEventListener("input", ({ target }) => {
      if (target.type === "text") unsaved = { name: target.name, value: target.value, at: target.selectionEnd };
    });
    form.addEventListener("change", ({ target }) => target.type === "text" || told(target));
    form.addEventListener("focusout", ({ target }) => unsaved?.name === target.name && left(target));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.type === "text") told(event.target);
    });
    form.addEventListener("click", ({ target }) => {
      if (!target.matches(".confirm")) return;
      const input = target.parentElement.querySelector("input[type=text], input:checked");
      if (target.matches(".take")) input.value = target.value;
      told(input);
    });
    form.addEventListener("toggle", () => {
      unfolded = [...form.querySelectorAll("details[open]")].map((part) => part.dataset.part);
    }, true);
    new MutationObserver(() => {
      foldAgain();
      backToForm();
      typeAgain();
    }).observe(form, { childList: true, subtree: true });
    document.addEventListener("focusin", ({ target }) => {
      last = partOf(target);
      if (last?.name !== unsaved?.name) unsaved = null;
    });
    paper.addEventListener("input", (event) => typed(event.target.closest(".body")));
    paper.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
    let timer;
    new MutationObserver((changes) => {
      if (changes.every((c) => c.target.closest(".paper"))) return; // words typed, a passage opened
      clearTimeout(timer);
      timer = setTimeout(renewed, 60);
    }).observe(paper, { childList: true, subtree: true });
    new MutationObserver(writing).observe(id("draft-note"), { childList: true, subtree: true });
    onOpen("draft", () => listVersions());
    onStored("draft.versions", () => {
      versions = stored("draft.versions", []);
      listVersions();
    });
    const kept = stored("draft", null);
    if (kept) {
      await fill("brief", kept.brief);
      await again(() => kept);
    }
  });
