// What one can do with questions and answers: examples, follow-ups, editing, copying, judging.

import { announce, button, copy, field, fill, make, pause, press, say, site, toast, whenThere } from "./dom.js";
import { isGone } from "./connection.js";
import { cut, exchanges, expectAnswer } from "./conversations.js";
import { focusView, go } from "./views.js";
import { guideline } from "./text.js";

let editing = null; // the number of the exchange whose question is being changed

export async function ask(question) {
  go("ask");
  await fill("question", question);
  press("ask");
}

// What was pressed goes from the page; on a phone the keyboard would cover the answer.
function toBox() {
  const place = matchMedia("(pointer: coarse)").matches ? document.getElementById("conversation") : field("question");
  place.focus({ preventScroll: true });
}

export async function prepare(question) {
  go("ask");
  await fill("question", question);
  field("question").focus();
}

function edit(number) {
  editing = number;
  document.getElementById("editing").hidden = number === null;
  document.querySelectorAll(".turn.editing").forEach((turn) => turn.classList.remove("editing"));
  if (number === null) return;
  document.querySelector(`.turn[data-turn="${number}"]`).classList.add("editing");
}

// Without a server the question stays in its box.
function heldBack(event) {
  if (!isGone()) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  announce(say("offline_asked"));
  return true;
}

// An edited question takes the place of the old one: cut first, then ask.
async function askEdited() {
  const number = editing;
  edit(null);
  await cut(number);
  press("ask");
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#ask") || heldBack(event)) return;
  if (editing !== null) {
    event.preventDefault();
    event.stopImmediatePropagation();
    askEdited();
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (!event.target.closest?.("#question")) return;
  if (event.key === "Enter" && !event.shiftKey) {
    if (heldBack(event)) return;
    if (!field("question").value.trim()) event.stopImmediatePropagation();
    else if (editing !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      askEdited();
    }
  } else if (event.key === "Escape" && editing !== null) {
    leaveEditing();
  }
}, true);

async function leaveEditing() {
  edit(null);
  await fill("question", "");
  field("question").focus();
}

// Until the server says something itself, the page says that the question is on its way.
let sent;
let before;

const said = () => [document.querySelector("#current .turn"), document.querySelector("#note .problem")];

function asked() {
  if (!field("question").value.trim()) return;
  expectAnswer();
  before = said();
  clearTimeout(sent);
  sent = setTimeout(() => (document.getElementById("waiting").hidden = false), 400);
}

function heard() {
  if (!before || said().every((now, n) => now === before[n])) return;
  clearTimeout(sent);
  document.getElementById("waiting").hidden = true;
  if (field("masking").value) fill("masking", ""); // for one question only
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#ask")) asked();
  if (event.target.closest?.("#ask, #stop")) toBox();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#question")) asked();
});

Promise.all([whenThere("#conversation"), whenThere("#note"), whenThere("#waiting")]).then((places) => {
  const done = new MutationObserver(heard);
  places.slice(0, 2).forEach((place) => done.observe(place, { childList: true, subtree: true }));
});

document.addEventListener("click", async (event) => {
  const pressed = event.target.closest?.("button");
  if (!pressed) return;
  if (pressed.dataset.ask) return ask(pressed.dataset.ask);
  if (pressed.dataset.fill) {
    await fill(pressed.dataset.fill, pressed.dataset.text);
    return field(pressed.dataset.fill).focus();
  }
  if (pressed.dataset.role) return chooseRole(pressed);
  if (pressed.dataset.do === "edit-cancel") return leaveEditing();
  const turn = pressed.closest(".turn");
  if (!turn || !pressed.dataset.do) return;
  const number = Number(turn.dataset.turn);
  const exchange = exchanges()[number];
  if (pressed.dataset.do === "edit") {
    edit(number);
    await fill("question", exchange.question);
    field("question").focus();
  } else if (pressed.dataset.do === "again") {
    await cut(number);
    ask(exchange?.question ?? turn.querySelector(".asked p").textContent);
  } else if (pressed.dataset.do === "hand-over") {
    const { view, content } = exchange.answer.handed;
    go(view);
    focusView();
    await fill(view === "draft" ? "draft-state" : "review-text", content);
    if (view === "draft") await fill("brief", JSON.parse(content).brief);
    press(view === "draft" ? "draft-again" : "review-start");
  } else if (pressed.dataset.do === "masked") {
    await cut(number);
    await fill("masking", "mask");
    ask(exchange.question);
  } else if (pressed.dataset.do === "copy") {
    const { publisher, title, date } = await guideline();
    copy(`${exchange.answer.text}\n\n${publisher}, ${title}, ${date}`);
  } else {
    judge(turn, exchange, pressed);
  }
});

function chooseRole(chosen) {
  for (const role of document.querySelectorAll("[data-role]")) {
    role.setAttribute("aria-pressed", String(role === chosen));
  }
  for (const examples of document.querySelectorAll(".examples")) {
    examples.hidden = examples.dataset.for !== chosen.dataset.role;
  }
}

// A thumb up or down asks for a reason, and whether the question may be kept with it.
function judge(turn, exchange, pressed) {
  const verdict = pressed.dataset.do;
  const place = turn.querySelector(".feedback");
  const id = `reason-${turn.dataset.turn}`;
  const reason = make("textarea", { id, rows: "2", maxlength: "1000" });
  const include = make("input", { type: "checkbox", id: `${id}-include` });
  const form = make("form", {},
    make("label", { for: id }, say(verdict === "useful" ? "feedback_reason_good" : "feedback_reason")), reason,
    make("p", {}, include, " ", make("label", { for: `${id}-include` }, say("feedback_include"))),
    make("p", { class: "quiet" }, say("feedback_private")),
    make("div", { class: "chips" }, make("button", { type: "submit", class: "solid" }, say("feedback_send")),
      button(say("cancel"), () => close())));
  const close = () => {
    place.replaceChildren();
    pressed.setAttribute("aria-pressed", "false");
    pressed.focus();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sections = exchange.answer.groups.flatMap((g) => g.claims.flatMap((c) => c.citations));
    const body = { verdict, reason: reason.value, question: include.checked ? exchange.question : "",
      sections: [...new Set(sections.map((p) => p.replace(/\/\d+$/, "")))],
      abstained: exchange.answer.abstained, mode: exchange.answer.mode };
    const sent = await fetch(new URL("feedback", site), { method: "POST",
      headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
    if (!sent?.ok) return toast(say("feedback_fault"));
    place.replaceChildren(make("p", { class: "quiet" }, say("feedback_thanks")));
    toast(say("feedback_thanks"));
    pressed.focus();
  });
  for (const other of turn.querySelectorAll(".useful, .useless")) {
    other.setAttribute("aria-pressed", String(other === pressed));
  }
  place.replaceChildren(form);
  reason.focus();
}

whenThere("#conversation .turn, #start").then(async () => {
  // the status line says it once; a log that repeats each growing answer would not stop talking
  await pause(0);
  document.getElementById("conversation").setAttribute("role", "log");
  document.getElementById("conversation").setAttribute("aria-live", "off");
  document.getElementById("conversation").tabIndex = -1;
});
