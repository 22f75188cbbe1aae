import { toBase64 } from "../crypto/base64.js";
import { saysTarget, shownTarget } from "../body/links.js";
import { safePaths } from "../download/safe-names.js";
import { shownLine, shownText } from "../text/shown.js";
import { language, text as textOf } from "../text/text.js";

/**
 * @typedef {import("./conversation.js").OpenedMessage} OpenedMessage
 * @typedef {import("../body/body.js").Block} Block
 * @typedef {import("../body/body.js").Run} Run
 * @typedef {import("../crypto/note-shapes.js").FileReference} FileReference
 * @typedef {object} People of the conversation, as the reader sees them
 * @property {string} from
 * @property {string[]} to
 * @property {string[]} copies
 * @property {string} reader
 * @property {string} at when the copy is made
 * @typedef {object} MessageCopy
 * @property {FileReference[]} references named by their place in the archive
 * @property {import("../download/sources.js").Archive} archive
 */

/** How the page looks: on a screen and on paper, without anything that is fetched. */
const style = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{margin:0 auto;padding:1.5rem;max-width:45rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
dt{color:light-dark(#4a5160,#b6bcc9)}dd{margin:0}
.text{padding-block:1rem;border-block:1px solid GrayText}
.plain{white-space:pre-wrap}
blockquote{margin:0 0 1rem;padding-inline-start:1rem;border-inline-start:.25rem solid GrayText}
footer{margin-block-start:1.5rem;color:light-dark(#4a5160,#b6bcc9)}
@media print{body{padding:0;max-width:none}h1,h2{break-after:avoid}}`;

/**
 * A message as a page that is saved, with its files beside it: it fetches nothing, runs nothing, and is read and
 * printed without us.
 * @param {OpenedMessage} message
 * @param {People} people
 * @returns {Promise<MessageCopy>}
 */
export async function copyOf(message, people) {
  const [page, folder] = [`${textOf("copies.page")}.html`, textOf("copies.folder")];
  const named = message.files.map((file) => ({ ...file, name: `${folder}/${file.name}` }));
  const [, ...paths] = safePaths([page, ...named.map(({ name }) => name)]);
  const html = await pageOf(message, people, paths);
  return {
    references: named,
    archive: {
      name: `${subjectOf(message)}.zip`,
      at: message.at,
      page: { path: page, bytes: new TextEncoder().encode(html) },
    },
  };
}

/** @param {OpenedMessage} message */
const subjectOf = ({ subject }) => shownLine(subject).trim() || textOf("copies.page");

/** @param {OpenedMessage} message @param {People} people @param {string[]} paths of its files */
async function pageOf(message, people, paths) {
  const subject = escaped(subjectOf(message));
  const made = textOf("copies.made", { name: people.reader, at: { date: people.at } });
  return `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${await policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${subject}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 dir="auto">${subject}</h1>
<dl>
${headOf(message, people)}
</dl>
${wordsOf(message)}
${filesOf(message.files, paths)}
</main>
<footer><p>${escaped(made)}</p>
<p>${escaped(textOf("copies.unsealed"))}</p></footer>
</body>
</html>
`;
}

/** Nothing but the one style that the page brings. */
async function policy() {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style)));
  return `default-src 'none'; style-src 'sha256-${toBase64(digest)}'; base-uri 'none'; form-action 'none'`;
}

/** @param {OpenedMessage} message @param {People} people */
function headOf({ at }, { from, to, copies }) {
  /** @type {[TextKey, import("../text/text.js").Value][]} */
  const rows = [["copies.from", from], ["copies.to", to], ["copies.cc", copies], ["copies.at", { date: at }]];
  return rows.filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(([key, value]) => `<dt>${escaped(textOf(key))}</dt><dd>${escaped(textOf("copies.value", { value }))}</dd>`)
    .join("\n");
}

/** @param {OpenedMessage} message */
const wordsOf = ({ text, body }) => (body === null
  ? `<div class="text plain" dir="auto">${escaped(shownText(text))}</div>`
  : `<div class="text">${body.map(blockOf).join("\n")}</div>`);

/** @param {Block} block @returns {string} */
function blockOf(block) {
  switch (block.kind) {
    case "paragraph":
      return `<p class="plain" dir="auto">${runsOf(block.runs)}</p>`;
    case "quote":
      return `<blockquote>${block.blocks.map(blockOf).join("")}</blockquote>`;
    case "bullets":
      return `<ul>${block.items.map(itemOf).join("")}</ul>`;
    default:
      return `<ol start="${block.start}">${block.items.map(itemOf).join("")}</ol>`;
  }
}

/** @param {Block[]} blocks */
const itemOf = (blocks) => `<li>${blocks.map(blockOf).join("")}</li>`;

/** @param {Run[]} runs */
const runsOf = (runs) => runs.map(runOf).join("");

/** A link says where it leads: behind other words stands the host. @param {Run} run */
function runOf({ text, bold, italic, link }) {
  const words = escaped(shownText(text));
  const slanted = italic ? `<em>${words}</em>` : words;
  const marked = bold ? `<strong>${slanted}</strong>` : slanted;
  if (link === undefined) {
    return marked;
  }

  const target = saysTarget(text, link) ? "" : ` (${escaped(shownTarget(link))})`;
  return `<a href="${escaped(link)}" rel="noopener noreferrer">${marked}</a>${target}`;
}

/** @param {FileReference[]} files @param {string[]} paths */
function filesOf(files, paths) {
  const rows = files.map(({ name, size }, index) => {
    const href = (paths[index] ?? "").split("/").map(encodeURIComponent).join("/");
    const about = textOf("size", { size: { size } });
    return `<li><a dir="auto" href="${escaped(href)}">${escaped(shownLine(name))}</a> (${escaped(about)})</li>`;
  });
  const title = escaped(textOf("copies.files"));
  return rows.length === 0 ? "" : `<h2>${title}</h2>\n<ul>\n${rows.join("\n")}\n</ul>`;
}

/** @type {Record<string, string>} */
const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Words that stand in a page, or within quotes in it. @param {string} words */
const escaped = (words) => words.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
