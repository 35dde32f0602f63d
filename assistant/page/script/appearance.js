// Light or dark: what the system says, until the reader chooses.

import { store, stored } from "./dom.js";

const asked = new URLSearchParams(location.search).get("__theme");
const system = matchMedia("(prefers-color-scheme: dark)");

function apply() {
  const chosen = asked ?? stored("theme", "system");
  const dark = chosen === "dark" || (chosen === "system" && system.matches);
  if (document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
  document.getElementById("appearance").setAttribute("aria-pressed", String(dark));
}

document.getElementById("appearance").addEventListener("click", () => {
  const dark = !document.body.classList.contains("dark");
  if (!asked) store("theme", dark ? "dark" : "light");
  document.body.classList.toggle("dark", dark);
  document.getElementById("appearance").setAttribute("aria-pressed", String(dark));
});

apply();
if (!asked) {
  system.addEventListener("change", apply);
  // Gradio sets its own idea of the theme when it starts
  const watch = new MutationObserver(apply);
  watch.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  setTimeout(() => watch.disconnect(), 5000);
}
