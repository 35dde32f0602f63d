// Conversations live in this browser: the server gets the current one along with each question.

import { announce, button, dialog, download, field, fill, language, make, narrow, onStored, press, say, site, store, stored, toast, whenThere } from "./dom.js";
import { showSources } from "./sources.js";
import { guideline } from "./text.js";
import { go } from "./views.js";

const MOST = 100;
const TITLE = 60;
const HERE = "handreiking.current"; // each tab has a conversation of its own
const NONE = { current: null, list: [] };
let all = stored("conversations", NONE);
let here = sessionStorage.getItem(HERE) ?? all.current;
let shown = []; // the exchanges that this tab last kept or opened
let asker; // the conversation in which this tab last asked
let known; // when the conversation on the screen was last changed, as far as this tab knows
let remembers = true; // whether the browser lets us keep anything
let expected = false; // whether a question was asked just now
let scrolled = 0; // how many turns there were when the last was brought into view
let met; // the last turn that was whole

const current = () => all.list.find((c) => c.id === here);

export const exchanges = () => JSON.parse(field("kept")?.value || "[]");

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function keep() {
  const kept = exchanges();
  if (same(kept, shown)) return; // nothing was asked here
  if (asker !== here) return show(shown); // an answer that came after its conversation was left
  read();
  let conversation = current();
  if (conversation ? same(conversation.exchanges, kept) : !kept.length) return;
  // another tab went on with it meanwhile: what this tab adds becomes a conversation beside it
  if (conversation && conversation.changed !== known) conversation = null;
  if (!conversation) stay(crypto.randomUUID?.() ?? String(Date.now()));
  known = new Date().toISOString();
  asker = here;
  shown = kept;
  change((now) => {
    conversation = current();
    if (!conversation) now.list.unshift((conversation = { id: here, title: "", created: known }));
    now.list = now.list.slice(0, MOST);
    conversation.exchanges = kept;
    conversation.changed = known;
    conversation.title ||= (kept[0]?.question ?? "").slice(0, TITLE);
  });
}

// Which conversation is on the screen of this tab.
function stay(id) {
  here = id;
  known = current()?.changed;
  sessionStorage.setItem(HERE, id ?? "");
}

function read() {
  if (remembers) all = stored("conversations", NONE);
}

// Other tabs write too: what they wrote is read first, and only our own change is made to it.
function change(does) {
  read();
  does(all);
  all.current = here;
  do remembers = store("conversations", all);
  while (!remembers && all.list.length > 1 && all.list.pop());
  list();
}

// Another tab has written: its conversations are shown, and where it went on with ours, so do we.
async function follow() {
  const had = current();
  read();
  list();
  const now = current();
  if (had && !now) return open(null);
  const last = now?.exchanges.at(-1);
  if (!now || now.changed === known || !last || last.partial || !(last.answer || last.problem)) return;
  if (document.querySelector('#conversation [aria-busy="true"]')) return;
  stay(here);
  await show(now.exchanges);
}

async function show(kept) {
  shown = kept;
  await fill("kept", JSON.stringify(kept));
  press("restore");
}

async function open(id) {
  stay(id);
  change(() => {});
  go("ask");
  await show(current()?.exchanges ?? []);
}

// What comes next on the screen is an answer, to be announced once it is whole.
export function expectAnswer() {
  expected = true;
  asker = here;
  scrolled = 0;
}

export async function startNew() {
  await open(null);
  field("question").focus();
}

// Goes back to before that exchange: what came after is asked anew.
export async function cut(number) {
  await fill("kept", JSON.stringify(exchanges().slice(0, number)));
}

function list() {
  const place = document.getElementById("conversation-list");
  if (!place) return;
  const focused = place.contains(document.activeElement) && document.activeElement;
  const id = focused && focused.closest("li")?.dataset.conversation;
  const opened = place.querySelector("details[open]")?.closest("li").dataset.conversation;
  const rows = all.list.map(row);
  const more = rows.length
    ? [make("ul", {}, ...rows), button(say("clear_all"), clearAll, "quiet-button")]
    : [make("p", { class: "quiet" }, say("no_conversations"))];
  place.replaceChildren(...more);
  const again = rows.find((li) => li.dataset.conversation === id);
  const menu = rows.find((li) => li.dataset.conversation === opened)?.querySelector("details");
  if (menu) menu.open = true;
  if (focused) (again?.querySelector(focused.matches(".conversation") ? ".conversation" : "summary") ?? document.getElementById("new")).focus();
}

function row(conversation) {
  const title = conversation.title || say("untitled");
  const opener = button(title, () => open(conversation.id), "conversation");
  if (conversation.id === here) opener.setAttribute("aria-current", "true");
  return make("li", { "data-conversation": conversation.id }, opener, menu(conversation, title));
}

function menu(conversation, title) {
  const name = say("menu", { title });
  const does = [
    ["rename", () => rename(conversation)],
    ["export_markdown", () => exportMarkdown(conversation)],
    ["export_word", () => exportWord(conversation)],
    ["export_json", () => exportJson(conversation)],
    ["delete", () => remove(conversation)],
  ];
  const summary = make("summary", { "aria-label": name, title: name }, "⋯");
  const items = does.map(([key, act]) => button(say(key), () => {
    holder.open = false;
    summary.focus();
    act();
  }));
  const holder = make("details", { class: "menu" }, summary, make("div", {}, ...items));
  return holder;
}

async function rename(conversation) {
  const title = await dialog(say("rename_label"), { input: conversation.title, action: say("save") });
  if (title === null || !title.trim()) return;
  change((now) => {
    const renamed = now.list.find((other) => other.id === conversation.id);
    if (renamed) renamed.title = title.trim();
  });
}

async function remove(conversation) {
  if ((await dialog(say("delete_sure"), { action: say("delete"), danger: true })) === null) return;
  change((now) => (now.list = now.list.filter((other) => other.id !== conversation.id)));
  toast(say("deleted"));
  if (conversation.id === here) await startNew();
}

async function clearAll() {
  if ((await dialog(say("clear_sure"), { action: say("clear_all"), danger: true })) === null) return;
  change((now) => (now.list = []));
  toast(say("cleared"));
  await startNew();
}

const fileName = (conversation, ending) =>
  `${conversation.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40) || "gesprek"}.${ending}`;

const mode = (exchange) => exchange.answer?.mode ?? "extractive";

async function exportMarkdown(conversation) {
  const { publisher, title, date, sha256 } = await guideline();
  const generated = conversation.exchanges.some((e) => mode(e) === "generated");
  const head = say("export_head", {
    date: new Date().toLocaleDateString(language),
    source: `${publisher}, ${title}, ${date} (${sha256.slice(0, 12)})`,
    mode: say(generated ? "mode_generated" : "mode_extractive"),
  });
  const parts = conversation.exchanges.map((e) =>
    `## ${say("export_question")}: ${e.question}\n\n${e.answer?.text ?? e.problem}\n`);
  download(fileName(conversation, "md"), "text/markdown", `# ${conversation.title}\n\n${head}\n\n${parts.join("\n")}`);
}

async function exportWord(conversation) {
  const address = new URL(`conversation?${new URLSearchParams({ title: conversation.title, language })}`, site);
  const body = JSON.stringify(conversation.exchanges);
  const answer = await fetch(address, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return toast(say("draft_word_fault"));
  download(fileName(conversation, "docx"), answer.headers.get("content-type"), await answer.blob());
}

async function exportJson(conversation) {
  const data = { ...conversation, exported: new Date().toISOString(), guideline: await guideline(),
    model: conversation.exchanges.find((e) => e.answer?.model)?.answer.model ?? null };
  download(fileName(conversation, "json"), "application/json", JSON.stringify(data, null, 1));
}

// Called whenever the conversation on the screen has changed.
function changed() {
  const turns = [...document.querySelectorAll("#conversation .turn")];
  const last = turns.at(-1);
  const busy = last?.querySelector('[aria-busy="true"]');
  keep();
  if (expected && last && turns.length !== scrolled) {
    scrolled = turns.length;
    last.scrollIntoView({ block: "start" });
  }
  if (busy || last === met) return;
  met = last;
  if (expected && last) announce(say("announce", { lead: last.querySelector(".lead, .problem").textContent }));
  expected = false;
  showSources(last);
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#new")) startNew();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

Promise.all([whenThere("#kept textarea"), whenThere("#conversation"), whenThere("#conversation-list"), whenThere("#restore")]).then(async ([, conversation]) => {
  list();
  let folded;
  const fold = () => {
    if (folded === narrow(74)) return; // a list that was opened on a phone stays open
    folded = narrow(74);
    document.getElementById("earlier").open = !folded;
  };
  addEventListener("resize", fold);
  fold();
  onStored("conversations", follow);
  let timer;
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(changed, 60);
  }).observe(conversation, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
  stay(here);
  if (current()?.exchanges?.length) await show(current().exchanges);
});
