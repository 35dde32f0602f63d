// The guideline's text, fetched once an edition.

import { site } from "./dom.js";

const editions = {};
let about;

// The edition as an element that stands nowhere; rejects when it cannot be fetched.
export function edition(language) {
  editions[language] ??= fetch(new URL(`edition/${language}`, site))
    .then((response) => {
      if (!response.ok) throw new Error(response.status);
      return response.text();
    })
    .then((html) => {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      return holder.content.firstElementChild;
    })
    .catch((error) => {
      delete editions[language];
      throw error;
    });
  return editions[language];
}

// {title, publisher, date, sha256}
export function guideline() {
  about ??= fetch(new URL("guideline", site)).then((response) => response.json());
  return about;
}

export const hasEnglish = () => document.getElementById("editions") !== null;

export const sectionOf = (passage) => passage.replace(/\/\d+$/, "");

export const findSection = (within, section) => within.querySelector(`[data-section="${section}"]`);

export const findPassage = (within, passage) => within.querySelector(`[data-passage="${passage}"]`);
