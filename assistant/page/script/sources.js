// The sources beside the conversation: a section with the cited passages marked.

import { button, copy, language, make, say } from "./dom.js";
import { edition, findPassage, findSection, guideline, hasEnglish, sectionOf } from "./text.js";
import { go } from "./views.js";

let origin = null; // the citation that was chosen, to go back to
let empty;

const panel = () => document.getElementById("source");

// Shows the first cited section of an answer, without taking the focus.
export function showSources(turn) {
  const cited = citedIn(turn);
  empty ??= panel().cloneNode(true);
  if (cited.length) open(cited[0], cited, null);
  else panel().replaceChildren(...empty.cloneNode(true).childNodes);
}

function citedIn(turn) {
  const links = turn ? [...turn.querySelectorAll(".answered li a.cite")] : [];
  const found = links.filter((link) => !link.closest(".why")).map((link) => link.hash.slice(1));
  return [...new Set(found.map(decodeURIComponent))];
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.cite");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!link.closest("#view-ask")) return peek(link, decodeURIComponent(link.hash.slice(1)));
  document.querySelectorAll(".cite.now").forEach((other) => other.classList.remove("now"));
  link.classList.add("now");
  open(decodeURIComponent(link.hash.slice(1)), citedIn(link.closest(".turn")), link);
});

async function open(passage, cited, link) {
  origin = link ?? origin;
  let text;
  try {
    text = await edition(hasEnglish() && language === "en" ? "en" : "nl");
  } catch {
    panel().replaceChildren(make("p", { class: "problem" }, say("source_fault")));
    return;
  }
  const section = findSection(text, sectionOf(passage)).cloneNode(true);
  for (const id of new Set([...cited, passage])) mark(findPassage(section, id), id === passage);
  const whole = !passage.includes("/"); // a section, of which no passage is meant in particular
  const region = make("div", { class: "section", role: "region", tabindex: "0", lang: text.lang,
    "aria-label": section.dataset.title });
  region.append(section);
  const title = section.firstElementChild;
  title.remove();
  panel().replaceChildren(chips(passage, cited),
    make("p", { class: "source-title", lang: text.lang }, ...title.childNodes), tools(passage, region, text), region);
  const chosen = whole ? region : region.querySelector("mark.chosen");
  if (whole && !link) return;
  if (link) {
    chosen.scrollIntoView({ block: whole ? "nearest" : "center" });
    chosen.focus({ preventScroll: true });
  } else {
    region.scrollTop = chosen.offsetTop - region.offsetTop - region.clientHeight / 3;
  }
}

// The citation that was chosen; where the conversation was made anew, the same one in it.
const chosenLink = () => origin?.isConnected ? origin
  : [...document.querySelectorAll("#conversation .answered li a.cite")].find((link) => !origin || link.hash === origin.hash);
const back = () => chosenLink()?.focus();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.target.closest?.("#source")) back();
  event.target.closest?.(".peek")?.dispatchEvent(new Event("leave"));
  event.target.closest?.("a.cite[aria-expanded]")?.parentElement.querySelector(":scope > .peek")?.dispatchEvent(new Event("leave"));
});

// Outside the conversation a passage is shown right below its citation.
async function peek(link, passage) {
  const open = link.parentElement.querySelector(":scope > .peek");
  open?.remove();
  if (open?.dataset.of === passage) return link.removeAttribute("aria-expanded");
  const text = await edition(hasEnglish() && language === "en" ? "en" : "nl");
  const leave = () => {
    shown.remove();
    link.removeAttribute("aria-expanded");
    link.focus();
  };
  const shown = make("blockquote", { class: "peek", tabindex: "-1", "data-of": passage },
    make("span", { lang: text.lang }, findPassage(text, passage).textContent),
    make("span", { class: "chips" }, button(say("copy_passage"), () => copyPassage(passage, text)),
      button(say("open_section"), () => go(passage)), button(say("passage_close"), leave)));
  shown.addEventListener("leave", leave);
  link.parentElement.append(shown);
  link.setAttribute("aria-expanded", "true");
  shown.focus({ preventScroll: true });
}

function mark(place, chosen) {
  if (!place) return;
  const wrap = make("mark", chosen ? { class: "chosen", tabindex: "-1" } : {});
  wrap.append(...place.childNodes);
  place.append(wrap);
}

// The cited sections, when there are more than one.
function chips(passage, cited) {
  const first = new Map();
  for (const id of cited) if (!first.has(sectionOf(id))) first.set(sectionOf(id), id);
  const row = make("div", { class: "sections", role: "group", "aria-label": say("cited_sections") });
  if (first.size < 2) return row;
  for (const [section, id] of first) {
    const chip = button(`§${section}`, () => {
      open(id, cited, null).then(() => panel().querySelector(`[data-section-chip="${section}"]`).focus());
    }, "section-chip");
    chip.dataset.sectionChip = section;
    chip.setAttribute("aria-pressed", String(section === sectionOf(passage)));
    row.append(chip);
  }
  return row;
}

function tools(passage, region, text) {
  const row = make("div", { class: "tools-row" });
  if (passage.includes("/")) {
    row.append(button(say("copy_passage"), () => copyPassage(passage, text)));
    if (hasEnglish()) row.append(counterpart(passage, region, text));
  }
  row.append(button(say("open_section"), () => go(passage)));
  if (chosenLink()) row.append(button(say("back_to_answer"), back, "quiet-button back"));
  return row;
}

export async function copyPassage(passage, text) {
  const quoted = findPassage(text, passage).textContent;
  copy(say("attribution", { text: quoted, section: sectionOf(passage), ...(await guideline()) }));
}

// A button that shows the same passage in the other language below it, and hides it again.
function counterpart(passage, region, text) {
  const other = text.lang === "nl" ? "en" : "nl";
  const toggle = button(say(`counterpart_${other}`), async () => {
    const shown = region.querySelector(".counterpart");
    toggle.textContent = say(shown ? `counterpart_${other}` : "counterpart_hide");
    if (shown) return shown.remove();
    const found = findPassage(await edition(other), passage);
    const line = found ? found.textContent : say("counterpart_none");
    const place = findPassage(region, passage);
    place.append(make("span", { class: "counterpart", lang: found ? other : language }, line));
  });
  return toggle;
}
