// The whole guideline: fetched when opened, with a search that jumps and both languages.

import { announce, button, copy, language, make, narrow, pause, say, whenThere } from "./dom.js";
import { prepare } from "./ask.js";
import { openGlossary } from "./glossary.js";
import { edition, findSection, hasEnglish, sectionOf } from "./text.js";
import { go, onOpen } from "./views.js";

const SHOWN = 30;
const AROUND = 60;
let shown = "";

const chosen = () => document.querySelector('#editions input:checked')?.value ?? "nl";
const text = () => document.getElementById("text");

async function fillText() {
  const wanted = chosen();
  if (shown === wanted) return;
  try {
    const languages = wanted === "both" ? ["nl", "en"] : [wanted];
    const all = await Promise.all(languages.map(edition));
    text().replaceChildren(...[...all[0].children].map((section) => row(section, all)));
    text().classList.toggle("both", all.length > 1);
    text().lang = all[0].lang;
    shown = wanted;
    watchOutline();
  } catch {
    text().replaceChildren(make("p", { class: "problem" }, say("source_fault")));
  }
}

// A section with its tools; beside it the same section in the other language.
function row(section, all) {
  const { section: id, title } = section.dataset;
  const row = make("div", { class: "row", id: `section-${id}` });
  all.forEach((text, number) => {
    const copied = findSection(text, id)?.cloneNode(true);
    if (!copied) return;
    copied.lang = text.lang;
    if (number === 0) copied.firstElementChild.after(tools(id, title));
    copied.firstElementChild.tabIndex = -1;
    row.append(copied);
  });
  return row;
}

function tools(id, title) {
  const place = text();
  return make("p", { class: "section-tools", lang: language },
    button(place.dataset.ask, () => prepare(say("ask_about", { title: lower(title) }))),
    button(place.dataset.link.replace("{section}", id), () => copy(`${location.href.split("#")[0]}#${id}`)));
}

const lower = (title) => title.replace(/^Bijlage \d+: /, "").replace(/\?$/, "").replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase());

function goTo(place) {
  const all = place.includes("/") ? [...text().querySelectorAll(`[data-passage="${place}"]`)]
    : [findSection(text(), place)?.firstElementChild];
  const at = all[0];
  if (!at) return goAstray(place);
  document.querySelectorAll("#text .reached").forEach((other) => other.classList.remove("reached"));
  all.forEach((one) => one.classList.add("reached"));
  if (!at.hasAttribute("tabindex")) at.tabIndex = -1;
  at.scrollIntoView({ block: place.includes("/") ? "center" : "start" });
  at.focus({ preventScroll: true });
}

// There is no such place: that is said, and the section is shown that it would be in.
function goAstray(place) {
  const section = sectionOf(place);
  if (place !== section && findSection(text(), section)) goTo(section);
  else window.scrollTo(0, 0);
  document.getElementById("read-found").textContent = say("read_astray", { place });
}

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function search(words) {
  const wanted = plain(words).split(/\s+/).filter((word) => word.length > 1);
  const hits = document.getElementById("read-hits");
  const found = document.getElementById("read-found");
  hits.replaceChildren();
  found.textContent = "";
  const section = sectionNamed(words);
  if (section) {
    found.textContent = say("search_section");
    hits.append(make("li", { lang: section.lang }, make("a", { href: `#${section.dataset.section}` }, section.dataset.title)));
  }
  if (!wanted.length || section) return;
  const passages = [...text().querySelectorAll("[data-passage]")].filter((passage) => {
    const content = plain(passage.textContent);
    return wanted.every((word) => content.includes(word));
  });
  found.textContent = !passages.length ? say("search_none")
    : passages.length === 1 ? say("search_one") : say("search_found", { n: passages.length });
  hits.append(...passages.slice(0, SHOWN).map((passage) => hit(passage, wanted[0])));
}

// The section that is meant by "5.2", "§ 5.2" or "paragraaf 5.2".
function sectionNamed(words) {
  const number = words.trim().match(/^(?:§|paragraaf|section|par\.?)?\s*(B?\d+(?:\.\d+)*)$/i)?.[1];
  return number && findSection(text(), number.toUpperCase());
}

function hit(passage, word) {
  const content = passage.textContent;
  const at = Math.max(0, plain(content).indexOf(word));
  const from = Math.max(0, at - AROUND);
  const id = passage.dataset.passage;
  const line = make("span", { lang: passage.closest("[lang]").lang }, from ? "…" : "", content.slice(from, at),
    make("mark", {}, content.slice(at, at + word.length)), content.slice(at + word.length, at + AROUND),
    at + AROUND < content.length ? "…" : "");
  return make("li", {}, make("a", { href: `#${id}` }, make("span", { class: "number" }, `§${sectionOf(id)}`), " ", line));
}

// The outline tells where one is.
function watchOutline() {
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      const id = one.target.id.replace("section-", "");
      document.querySelectorAll("#outline a").forEach((link) => {
        if (link.getAttribute("href") === `#${id}`) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
  }, { rootMargin: "-15% 0px -80% 0px" });
  text().querySelectorAll(".row").forEach((row) => watch.observe(row));
}

whenThere("#text").then(async () => {
  await whenThere("#read-words");
  const words = document.getElementById("read-words");
  let timer;
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(words.value), 150);
  });
  document.getElementById("read-search").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = document.querySelector("#read-hits a");
    if (first) go(first.getAttribute("href").slice(1));
  });
  if (narrow(60)) document.getElementById("outline").open = false;
  if (hasEnglish()) {
    document.getElementById("editions").addEventListener("change", async () => {
      await fillText();
      search(words.value);
      announce(document.querySelector("#editions input:checked").parentElement.textContent.trim());
    });
  }
  onOpen("read", async (place) => {
    const filled = fillText();
    if (await openGlossary(place)) return;
    await filled;
    if (!place) return;
    await pause(0);
    goTo(place);
  });
});
