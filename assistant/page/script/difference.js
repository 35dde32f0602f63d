// What changed between two texts, word by word.

const LIMIT = 4_000_000; // cells of the table: about a thousand words against as many

// Parts {kind: "same" | "del" | "ins", words} that together are both texts.
export function differences(before, after) {
  const a = before.split(/(\s+)/).filter(Boolean);
  const b = after.split(/(\s+)/).filter(Boolean);
  if (a.length * b.length > LIMIT) return [{ kind: "del", words: before }, { kind: "ins", words: after }];
  const longest = table(a, b);
  const parts = [];
  const add = (kind, word) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).words += word;
    else parts.push({ kind, words: word });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i++]);
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) add("del", a[i++]);
    else add("ins", b[j++]);
  }
  return parts;
}

// longest[i][j]: how many words the ends of both texts, from i and from j, share in order.
function table(a, b) {
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  return longest;
}
