// Conversations live in this browser: the server gets the current one along with each question.

import { announce, button, dialog, download, field, fill, language, make, press, say, site, store, stored, toast, whenThere } from "./dom.js";
import { showSources } from "./sources.js";
import { guideline } from "./text.js";
import { go } from "./views.js";

const MOST = 100;
const TITLE = 60;
let all = stored("conversations", { current: null, list: [] });
let saved = "[]"; // what was kept last
let expected = false; // whether a question was asked just now
let scrolled = 0; // how many turns there were when the last was brought into view
let met; // the last turn that was whole

const current = () => all.list.find((c) => c.id === all.current);

export const exchanges = () => JSON.parse(field("kept")?.value || "[]");

function keep() {
  const text = field("kept")?.value || "[]";
  if (text === saved) return;
  saved = text;
  const kept = exchanges();
  let conversation = current();
  if (!conversation && !kept.length) return;
  if (!conversation) {
    conversation = { id: crypto.randomUUID?.() ?? String(Date.now()), title: "", created: new Date().toISOString() };
    all.current = conversation.id;
    all.list.unshift(conversation);
    all.list = all.list.slice(0, MOST);
  }
  conversation.exchanges = kept;
  conversation.title ||= (kept[0]?.question ?? "").slice(0, TITLE);
  save();
}

function save() {
  while (!store("conversations", all) && all.list.length > 1) all.list.pop();
  list();
}

async function open(id) {
  all.current = id;
  save();
  go("ask");
  await fill("kept", JSON.stringify(current()?.exchanges ?? []));
  press("restore");
}

// What comes next on the screen is an answer, to be announced once it is whole.
export function expectAnswer() {
  expected = true;
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
  const rows = all.list.map((conversation) => {
    const title = conversation.title || say("untitled");
    const opener = button(title, () => open(conversation.id), "conversation");
    if (conversation.id === all.current) opener.setAttribute("aria-current", "true");
    return make("li", {}, opener, menu(conversation, title));
  });
  const more = rows.length
    ? [make("ul", {}, ...rows), button(say("clear_all"), clearAll, "quiet-button")]
    : [make("p", { class: "quiet" }, say("no_conversations"))];
  place.replaceChildren(...more);
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
  const items = does.map(([key, act]) => button(say(key), () => {
    holder.open = false;
    act();
  }));
  const holder = make("details", { class: "menu" },
    make("summary", { "aria-label": name, title: name }, "⋯"), make("div", {}, ...items));
  return holder;
}

async function rename(conversation) {
  const title = await dialog(say("rename_label"), { input: conversation.title, action: say("save") });
  if (title === null || !title.trim()) return;
  conversation.title = title.trim();
  save();
}

async function remove(conversation) {
  if ((await dialog(say("delete_sure"), { action: say("delete"), danger: true })) === null) return;
  all.list = all.list.filter((other) => other !== conversation);
  toast(say("deleted"));
  if (conversation.id === all.current) await startNew();
  else save();
}

async function clearAll() {
  if ((await dialog(say("clear_sure"), { action: say("clear_all"), danger: true })) === null) return;
  all = { current: null, list: [] };
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
  const narrow = matchMedia("(max-width: 74rem)");
  const fold = () => (document.getElementById("earlier").open = !narrow.matches);
  narrow.addEventListener("change", fold);
  fold();
  let timer;
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(changed, 60);
  }).observe(conversation, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
  if (current()?.exchanges?.length) {
    await fill("kept", JSON.stringify(current().exchanges));
    press("restore");
  }
});
