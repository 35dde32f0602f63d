// The list of terms: fetched when opened, narrowed as one types, and found by other words too.

import { language, make, pause, say, site, whenThere } from "./dom.js";

const LEAST = 4; // letters before a word that is not shown counts: two letters are in everything
const SETTLED = 350; // milliseconds after the last key, so that the count is read out once

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

// Shows the list at that place and resolves to true, or hides it and resolves to false.
export async function openGlossary(place) {
  const wanted = /^glossary(?:\/(.+))?$/.exec(place);
  const list = await whenThere("#glossary");
  list.hidden = !wanted;
  document.getElementById("text").hidden = Boolean(wanted);
  document.getElementById("to-glossary").toggleAttribute("aria-current", Boolean(wanted));
  if (!wanted) return false;
  await fetchTerms();
  const entry = wanted[1] && document.getElementById(`term-${wanted[1]}`);
  if (entry?.hidden || entry?.parentElement.parentElement.hidden) clear();
  document.querySelectorAll("#terms .reached").forEach((other) => other.classList.remove("reached"));
  entry?.classList.add("reached");
  const at = entry || list.querySelector("h3");
  await pause(0);
  at.scrollIntoView({ block: entry ? "center" : "start" });
  at.focus({ preventScroll: true });
  return true;
}

async function fetchTerms() {
  const terms = document.getElementById("terms");
  if (terms.querySelector("li")) return;
  try {
    const response = await fetch(new URL(`glossary/${language}`, site));
    if (!response.ok) throw new Error(response.status);
    terms.innerHTML = await response.text();
    count(terms.querySelectorAll("li").length);
  } catch {
    terms.replaceChildren(make("p", { class: "problem" }, say("source_fault")));
  }
}

function narrow(words) {
  const wanted = plain(words);
  let found = 0;
  for (const initial of document.querySelectorAll("#terms .initial")) {
    for (const entry of initial.querySelectorAll("li")) {
      const shown = [...entry.querySelectorAll(".term, .other")].some((name) => plain(name.textContent).includes(wanted));
      const other = !shown && wanted.length >= LEAST && entry.dataset.words.split("|").some((word) => word.startsWith(wanted));
      entry.hidden = !shown && !other;
      entry.querySelector(".found-by").textContent = other ? say("term_found_by", { word: words.trim() }) : "";
      if (!entry.hidden) found += 1;
    }
    initial.hidden = !initial.querySelector("li:not([hidden])");
  }
  count(found);
}

let timer;

function count(found) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.getElementById("terms-found").textContent =
      !found ? say("search_none") : found === 1 ? say("terms_one") : say("terms_found", { n: found });
  }, SETTLED);
}

function clear() {
  document.getElementById("terms-words").value = "";
  narrow("");
}

whenThere("#terms-words").then((words) => {
  words.addEventListener("input", () => narrow(words.value));
  document.getElementById("terms-search").addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("#terms .initial:not([hidden]) li:not([hidden]) a")?.focus();
  });
});
