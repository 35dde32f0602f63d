// Reviewing in the browser: a file to text, from a finding to its place and back, and findings
// that are of an older text than the one that stands in the field.

import { announce, field, fill, language, pause, press, say, site, whenThere } from "./dom.js";

const ENDINGS = /\.(docx|pdf|md|txt)$/i;
const place = (id) => document.getElementById(id);
const given = () => JSON.stringify([field("review-text").value, document.querySelector("#review-kind input:checked")?.value]);
let asked = ""; // what was given when the button was pressed
let shown = null; // what the findings on the page are of

// What happened to a file stays beside its field until another is chosen.
function tell(line, fault = true) {
  const note = place("review-file-note");
  note.textContent = line;
  note.className = fault ? "problem" : "notice";
  note.hidden = !line;
}

async function faultOf(answer) {
  if (!answer) return "review_file_fault";
  if (answer.status === 413) return "review_file_large";
  const { reason } = await answer.json().catch(() => ({}));
  return reason ? `review_file_${reason}` : "review_file_fault";
}

async function read(file) {
  const { name } = file;
  tell("");
  if (!ENDINGS.test(name)) return tell(say("review_file_type", { name }));
  const address = new URL(`text?name=${encodeURIComponent(name)}`, site);
  const answer = await fetch(address, { method: "POST", body: file }).catch(() => null);
  if (!answer?.ok) return tell(say(await faultOf(answer), { name }));
  const text = await answer.text();
  await fill("review-text", text);
  const all = Number(answer.headers.get("x-characters") ?? 0);
  const count = (n) => n.toLocaleString(language);
  if (all > text.length) tell(say("review_file_cut", { name, read: count(text.length), all: count(all) }), false);
  field("review-text").focus();
}

function show(selector) {
  const places = document.querySelectorAll(selector);
  document.querySelectorAll("#review-result .now").forEach((other) => other.classList.remove("now"));
  places.forEach((part) => part.classList.add("now"));
  places[0].scrollIntoView({ block: "center" });
  places[0].focus({ preventScroll: true });
}

// The findings are of what was given when they were asked for; of anything else they are old.
function compare() {
  const note = place("review-old");
  const old = shown !== null && shown !== given() && document.querySelector("#review-result .reviewed") !== null;
  if (note.hidden !== old) return;
  note.hidden = !old;
  note.textContent = old ? say("review_old") : "";
  place("review-result").classList.toggle("old", old);
  if (old) announce(note.textContent);
}

async function reviewAs(kind) {
  document.querySelector(`#review-kind input[value="${kind}"]`).click();
  await pause(50);
  press("review-start");
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#review-start")) asked = given();
  const { reviewAs: kind } = event.target.closest?.("[data-review-as]")?.dataset ?? {};
  if (kind) reviewAs(kind);
  const { finding } = event.target.closest?.("[data-finding]")?.dataset ?? {};
  if (finding) show(`[data-place="${finding}"]`);
  const link = event.target.closest?.("[data-finding-link]");
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(`#finding-${link.dataset.findingLink}`);
}, true);

whenThere("#review-file").then((input) => {
  input.addEventListener("change", () => {
    if (input.files[0]) read(input.files[0]);
    input.value = ""; // so that the same file, mended, can be chosen again
  });
});

whenThere("#view-review").then((view) => {
  for (const name of ["input", "change"]) view.addEventListener(name, () => setTimeout(compare));
  view.addEventListener("dragover", (event) => {
    event.preventDefault();
    view.classList.add("dragging");
  });
  for (const over of ["dragleave", "drop"]) view.addEventListener(over, () => view.classList.remove("dragging"));
  view.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]);
  });
});

whenThere("#review-result").then((result) => {
  let within = false; // a button in the old result was pressed, and goes with it
  result.addEventListener("focusin", (event) => (within = event.target.matches("[data-review-as]")));
  new MutationObserver(() => {
    const count = result.querySelector(".count");
    shown = asked;
    compare();
    if (!count || result.contains(document.activeElement)) return;
    announce([...result.querySelectorAll(".cut, .count")].map((line) => line.textContent).join(" "));
    result.scrollIntoView({ block: "start" });
    if (within) count.focus({ preventScroll: true });
    within = false;
  }).observe(result, { childList: true, subtree: true });
});
