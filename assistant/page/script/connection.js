// When the server is gone: say so, keep what was typed, and go on once it is back.

import { button, field, make, say, site } from "./dom.js";

const EVERY = 1500;
const original = window.fetch.bind(window);
let gone = false;

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
  show(make("p", {}, say("offline")));
  const timer = setInterval(async () => {
    if (!(await healthy())) return;
    clearInterval(timer);
    show(make("p", {}, say("online")), button(say("go_on"), goOn, "solid"));
  }, EVERY);
}

function show(...children) {
  const place = document.getElementById("connection");
  place.hidden = false;
  place.replaceChildren(...children);
}

function goOn() {
  const typed = field("question")?.value;
  if (typed) sessionStorage.setItem("handreiking.typed", typed);
  location.reload();
}

// An answer that was under way when the server went does not fail by itself.
setInterval(() => {
  if (document.querySelector('.answered[aria-busy="true"], #waiting:not([hidden])')) healthy().then((well) => well || lost());
}, 3000);
