// Names of downloads: the kind in the language of the page, in letters that every system keeps.

import { say } from "./dom.js";

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

export function draftName(kind, ending) {
  const label = document.querySelector(`#draft-kind input[value="${kind}"]`)?.closest("label");
  return `${plain(`${say("draft_file")} ${label?.textContent ?? kind}`)}.${ending}`;
}
