// Reviewing in the browser: a file to text, and from a finding to its place and back.

import { announce, fill, say, site, toast, whenThere } from "./dom.js";

async function read(file) {
  const address = new URL(`text?name=${encodeURIComponent(file.name)}`, site);
  const answer = await fetch(address, { method: "POST", body: file }).catch(() => null);
  if (!answer?.ok) {
    const { error } = (await answer?.json().catch(() => null)) ?? {};
    return toast(error ?? say("review_file_fault"));
  }
  await fill("review-text", await answer.text());
  document.querySelector("#review-text textarea").focus();
}

function show(selector) {
  const place = document.querySelector(selector);
  document.querySelectorAll("#review-result .now").forEach((other) => other.classList.remove("now"));
  place.classList.add("now");
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const { finding } = event.target.closest?.("[data-finding]")?.dataset ?? {};
  if (finding) show(`[data-place="${finding}"]`);
  const link = event.target.closest?.("[data-finding-link]");
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(`#finding-${link.dataset.findingLink}`);
}, true);

whenThere("#review-file").then((input) => {
  input.addEventListener("change", () => input.files[0] && read(input.files[0]));
});

whenThere("#view-review").then((view) => {
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
  new MutationObserver(() => {
    const count = result.querySelector(".count");
    if (!count || result.contains(document.activeElement)) return;
    announce(count.textContent);
    result.scrollIntoView({ block: "start" });
  }).observe(result, { childList: true, subtree: true });
});
