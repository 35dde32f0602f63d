// Choosing a citation opens the section it stands in and goes to the passage.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#bron-"]');
  if (!link) return;
  const place = document.getElementById(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  for (let node = place.parentElement; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  document.querySelectorAll("mark.chosen").forEach((mark) => mark.classList.remove("chosen"));
  place.classList.add("chosen");
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
});

// A new question goes to the top of the conversation, so that its answer is read from the start.
let asked = 0;
new MutationObserver(() => {
  const questions = document.querySelectorAll("#conversation .user-row, #conversation .message-row.user-row");
  if (questions.length > asked) {
    const last = questions[questions.length - 1];
    const log = last.closest('[role="log"]') || last.parentElement;
    log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  }
  asked = questions.length;
}).observe(document.documentElement, { childList: true, subtree: true });
