// Edited HTML back to the Markdown that it came from: paragraphs, lists, emphasis, tables.

export const asMarkdown = (element) => blocks(element).replace(/\n{3,}/g, "\n\n").trim();

const BLOCKS = "P,DIV,UL,OL,TABLE,H1,H2,H3,H4,H5,H6,BLOCKQUOTE";

function blocks(element) {
  let line = "";
  const parts = [];
  const flush = () => {
    if (line.trim()) parts.push(line.trim());
    line = "";
  };
  for (const node of element.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS)) {
      flush();
      parts.push(block(node));
    } else line += inline(node);
  }
  flush();
  return parts.filter(Boolean).join("\n\n");
}

function block(node) {
  switch (node.tagName) {
    case "UL":
      return [...node.children].map((item) => `- ${indented(item)}`).join("\n");
    case "OL":
      return [...node.children].map((item, n) => `${(node.start || 1) + n}. ${indented(item)}`).join("\n");
    case "TABLE":
      return rows(node);
    case "BLOCKQUOTE":
      return blocks(node).replace(/^/gm, "> ");
    case "P":
    case "DIV":
      return node.querySelector(BLOCKS) ? blocks(node) : [...node.childNodes].map(inline).join("").trim();
    default:
      return `${"#".repeat(Number(node.tagName[1]))} ${[...node.childNodes].map(inline).join("").trim()}`;
  }
}

const indented = (item) => blocks(item).replace(/\n+/g, "\n  ");

function rows(table) {
  const lines = [...table.rows].map((row) =>
    `| ${[...row.cells].map((cell) => [...cell.childNodes].map(inline).join("").trim()).join(" | ")} |`);
  lines.splice(1, 0, `|${" --- |".repeat(table.rows[0].cells.length)}`);
  return lines.join("\n");
}

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\s+/g, " ");
  const inside = [...node.childNodes].map(inline).join("");
  if (node.tagName === "BR") return "\n";
  if (["STRONG", "B"].includes(node.tagName)) return inside.trim() ? `**${inside}**` : inside;
  if (["EM", "I"].includes(node.tagName)) return inside.trim() ? `*${inside}*` : inside;
  return inside;
}
