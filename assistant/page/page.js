// Choosing a citation opens the section it stands in and goes to the passage.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a.cite, a[href^="#bron-"]');
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
