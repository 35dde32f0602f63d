// When the server is gone: say so, keep what was typed, and go on once it is back.

import { field, fill, make, say, site, toast, whenThere } from "./dom.js";

const EVERY = 1500;
const TYPED = "handreiking.typed";
const FIELDS = ["question", "brief", "draft-words", "review-text"];
const original = window.fetch.bind(window);
let gone = false;

export const isGone = () => gone;

window.fetch = async (...request) => {
  try {
    const response = await original(...request);
    if (response.status >= 502 && response.status <= 504) lost();
    return response;
  } catch (error) {
    if (error.name !== "AbortError") lost();
    throw error;
  }
};

async function healthy() {
  try {
    return (await original(new URL("../health", site), { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

export async function lost() {
  if (gone || (await healthy()) || gone) return;
  gone = true;
  document.body.classList.add("offline");
  const place = document.getElementById("connection");
  place.hidden = false;
  place.replaceChildren(make("p", {}, say("offline")));
  document.documentElement.style.setProperty("--banner", `${place.offsetHeight}px`);
  stopWaiting();
  // Gradio's client cannot go on with a new server: it, or we, load the page again
  setInterval(async () => (await healthy()) && location.reload(), EVERY);
}

// What is waited for does not come: it is asked again once the server is back.
function stopWaiting() {
  for (const line of document.querySelectorAll("#conversation .waiting")) {
    line.className = "problem";
    line.textContent = say("offline_answer");
  }
  document.querySelectorAll('#conversation [aria-busy="true"]').forEach((answer) => answer.removeAttribute("aria-busy"));
}

// A browser that knows itself to be offline need not wait for a question to fail.
addEventListener("offline", lost);

// What was typed and not yet sent outlives that.
addEventListener("pagehide", () => {
  if (!gone) return;
  const typed = Object.fromEntries(FIELDS.map((id) => [id, field(id)?.value]).filter(([, text]) => text));
  sessionStorage.setItem(TYPED, JSON.stringify(typed));
});

const typed = sessionStorage.getItem(TYPED);
if (typed) {
  sessionStorage.removeItem(TYPED);
  Promise.all(FIELDS.map((id) => whenThere(`#${id} :is(textarea, input)`))).then(async () => {
    for (const [id, text] of Object.entries(JSON.parse(typed))) await fill(id, text);
    toast(say("online"));
  });
}

// An answer that was under way when the server went does not fail by itself.
setInterval(() => {
  if (document.querySelector('.answered[aria-busy="true"], #waiting:not([hidden])')) healthy().then((well) => well || lost());
}, 3000);
