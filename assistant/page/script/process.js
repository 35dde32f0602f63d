// The path: which step is open, what is ticked, and the timeline. All of it stays in this browser.

import { dialog, download, language, make, onStored, say, store, stored, toast, whenThere } from "./dom.js";

const DAY = 86_400_000;
let kept = stored("process", { ticked: {}, step: "start", start: "", weeks: {} });

// Other tabs write too: what they wrote is read first, and only our own change is made to it.
function save(does) {
  kept = { ...stored("process", kept), step: kept.step };
  does(kept);
  store("process", kept);
}

const view = () => document.getElementById("view-process");
const each = (selector, does) => view().querySelectorAll(selector).forEach(does);

function showStep(id, focus = false) {
  kept.step = id;
  each(".station", (station) => station.setAttribute("aria-pressed", String(station.dataset.step === id)));
  each(".panel", (panel) => (panel.hidden = panel.dataset.step !== id));
  if (!focus) return;
  const title = view().querySelector(".panel:not([hidden]) h3");
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: "nearest" });
}

function count() {
  each(".panel details", (part) => {
    const boxes = [...part.querySelectorAll("[data-item]")];
    part.querySelector(".count").textContent = say("process_done",
      { done: boxes.filter((box) => box.checked).length, all: boxes.length });
  });
  each(".panel", (panel) => {
    const boxes = [...panel.querySelectorAll("[data-item]")];
    const done = boxes.filter((box) => box.checked).length;
    const station = view().querySelector(`.station[data-step="${panel.dataset.step}"]`);
    station.querySelector(".count").textContent = say("process_done", { done, all: boxes.length });
    station.style.setProperty("--done", boxes.length ? done / boxes.length : 0);
    station.classList.toggle("complete", boxes.length > 0 && done === boxes.length);
  });
}

const weeksOf = (row) => Number(kept.weeks[row.dataset.phase] ?? row.querySelector("input").defaultValue) || 0;

// Tells when that is no number of weeks; the timeline then keeps the last that was.
function judgeWeeks(input) {
  const good = input.validity.valid && input.value !== "";
  input.parentElement.querySelector(".problem")?.remove();
  input.setAttribute("aria-invalid", String(!good));
  if (!good) input.parentElement.append(make("p", { class: "problem", role: "alert" }, say("process_weeks", { most: input.max })));
  return good;
}

function phases() {
  let from = kept.start ? new Date(`${kept.start}T12:00:00`).getTime() : NaN;
  return [...view().querySelectorAll("[data-phase]")].map((row) => {
    const weeks = weeksOf(row);
    const phase = { row, weeks, title: row.querySelector("th").textContent, from, until: from + (weeks * 7 - 1) * DAY };
    from += weeks * 7 * DAY;
    return phase;
  });
}

const shortDate = (time) => Number.isNaN(time) ? "–" : new Date(time).toLocaleDateString(
  language, { weekday: "short", day: "numeric", month: "long", year: "numeric" });
const isoDate = (time) => new Date(time).toISOString().slice(0, 10);

function timeline() {
  const all = phases();
  const bars = view().querySelector(".bars");
  bars.replaceChildren(...all.filter((p) => p.weeks).map((p) => {
    const bar = make("span", {}, p.title.split(" – ")[0]);
    bar.style.flexGrow = p.weeks;
    return bar;
  }));
  for (const { row, weeks, from, until } of all) {
    row.querySelector("[data-from]").textContent = weeks ? shortDate(from) : "–";
    row.querySelector("[data-until]").textContent = weeks ? shortDate(until) : "–";
  }
}

function exportMarkdown() {
  const parts = [`# ${say("process_title")}`];
  each(".panel", (panel) => {
    parts.push(`## ${panel.querySelector("h3").textContent}`);
    panel.querySelectorAll("details").forEach((group) => {
      const items = [...group.querySelectorAll("label")].map((label) =>
        `- [${label.firstElementChild.checked ? "x" : " "}] ${label.textContent.trim()}`);
      parts.push(`### ${group.querySelector("summary").firstChild.textContent.trim()}`, items.join("\n"));
    });
  });
  const lines = phases().map((p) => `- ${p.title}: ${shortDate(p.from)} – ${shortDate(p.until)}`);
  parts.push(`## ${view().querySelector(".timeline h3").textContent}`, lines.join("\n"));
  download("voortgang.md", "text/markdown", `${parts.join("\n\n")}\n`);
}

function exportCalendar() {
  const day = (time) => isoDate(time).replaceAll("-", "");
  const events = phases().filter((p) => p.weeks && !Number.isNaN(p.from)).map((p) => [
    "BEGIN:VEVENT", `UID:${day(p.from)}-${p.row.dataset.phase}@handreiking`, `DTSTAMP:${day(Date.now())}T000000Z`,
    `DTSTART;VALUE=DATE:${day(p.from)}`, `DTEND;VALUE=DATE:${day(p.until + DAY)}`,
    `SUMMARY:${p.title.replace(/([,;\\])/g, "\\$1")}`, "END:VEVENT"].join("\r\n"));
  if (!events.length) return toast(say("process_no_date"));
  download("voortgang.ics", "text/calendar",
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//handreiking//NL", ...events, "END:VCALENDAR", ""].join("\r\n"));
}

async function clear() {
  if ((await dialog(say("process_clear_sure"), { action: say("delete"), danger: true })) === null) return;
  save((now) => Object.assign(now, { ticked: {}, start: "", weeks: {} }));
  load();
  toast(say("process_cleared"));
}

function load() {
  each("[data-item]", (box) => (box.checked = Boolean(kept.ticked[box.dataset.item])));
  each("[data-phase] input", (input) => {
    if (input === document.activeElement) return;
    input.value = weeksOf(input.closest("tr"));
    judgeWeeks(input);
  });
  view().querySelector("#start-date").value = kept.start;
  showStep(kept.step);
  count();
  timeline();
}

function change(event) {
  const { item } = event.target.dataset;
  const phase = event.target.closest("[data-phase]")?.dataset.phase;
  if (item) {
    save((now) => (now.ticked[item] = event.target.checked));
    // the same point may stand in more than one list
    each(`[data-item="${item}"]`, (box) => (box.checked = event.target.checked));
    count();
  } else if (phase) {
    if (judgeWeeks(event.target)) save((now) => (now.weeks[phase] = event.target.value));
  } else if (event.target.id === "start-date") save((now) => (now.start = event.target.value));
  timeline();
}

whenThere("#view-process .timeline").then(() => {
  view().addEventListener("change", change);
  view().addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (pressed?.dataset.step) {
      showStep(pressed.dataset.step, true);
      save(() => {});
    }
    const does = { "process-export": exportMarkdown, "process-calendar": exportCalendar, "process-clear": clear };
    does[pressed?.dataset.do]?.();
  });
  load();
  onStored("process", () => {
    kept = { ...stored("process", { ticked: {}, start: "", weeks: {} }), step: kept.step };
    load();
  });
});
