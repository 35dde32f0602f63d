// One view at a time, by the address: #draft opens a view, #5.2 or #5.2/14 a place in the guideline,
// #glossary or #glossary/pers the list of terms.

import { pageTitle, views, whenThere } from "./dom.js";

const PLACE = /^((B?\d+(?:\.\d+)*)(\/\d+)?|glossary(\/[\w-]+)?)$/;
const openers = {};

// Calls `does(place)` each time the view opens; place is "" or such as "5.2/14" or "glossary/pers".
export function onOpen(view, does) {
  openers[view] = does;
  if (document.body.dataset.view === view) show();
}

export function go(hash) {
  // not by location.hash: the view would be shown only later, and could not take the focus yet
  if (decodeURIComponent(location.hash) !== `#${hash}`) history.pushState(null, "", `${location.pathname}${location.search}#${hash}`);
  show();
}

export function show() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const place = PLACE.test(hash) ? hash : "";
  const view = place ? "read" : hash in views ? hash : document.body.dataset.view || "ask";
  const changed = document.body.dataset.view !== view;
  document.body.dataset.view = view;
  document.title = view === "ask" ? pageTitle : `${views[view]} – ${pageTitle}`;
  document.querySelectorAll("[data-view]:not(body)").forEach((link) => {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  document.getElementById("other-language").hash = location.hash;
  if (changed && !place) window.scrollTo(0, 0);
  openers[view]?.(place);
}

// The heading of the view; in asking the conversation, once there is one.
export function focusView() {
  const view = document.getElementById(`view-${document.body.dataset.view}`);
  const first = document.querySelector("#conversation .turn") && view.id === "view-ask" ? "#conversation" : 'h2[tabindex="-1"]';
  view.querySelector(first).focus();
}

// The page has a base address, so that "#x" alone would load it again under that.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || link.matches(".cite") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const hash = link.getAttribute("href").slice(1);
  if (hash === "main") return focusView();
  go(hash);
  if (hash in views && !link.closest("nav.views")) focusView();
});

window.addEventListener("hashchange", show);
show();
whenThere("#view-ask").then((view) => {
  document.getElementById("loading")?.remove();
  view.closest("main").id = "main"; // where the skip link leads
});
