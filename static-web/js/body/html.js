/**
 * HTML that is pasted, read without a document: a browser makes elements of it only by what our policy forbids, and all
 * that is taken from it are words and a few names. What is not understood is left out.
 * @typedef {{ name: string, attributes: Map<string, string>, children: (Markup | string)[] }} Markup
 */

/** A comment, a declaration, an end, a beginning with its attributes, words. */
const tokens = new RegExp([
  "<!--[^]*?-->", "<[!?][^>]*>", "<\\/([a-z][^\\s/>]*)[^>]*>", "<([a-z][^\\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
  "[^<]+", "<",
].join("|"), "gi");

const attributesIn = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Without content, and so without an end. */
const empty = new Set(["br", "hr", "img", "input", "meta", "link", "col", "wbr", "base", "area", "source", "embed"]);

/** Their content is no HTML. */
const raw = new Set(["style", "script", "title", "textarea", "noscript", "iframe", "xml"]);

/** What an element ends that was left open, unless one of the others stands between them. */
const ends = {
  p: { own: ["p"], within: ["li", "td", "th", "blockquote", "div", "dd", "dt"] },
  li: { own: ["li"], within: ["ul", "ol"] },
  dt: { own: ["dt", "dd"], within: ["dl"] },
  tr: { own: ["tr"], within: ["table"] },
  td: { own: ["td", "th"], within: ["tr", "table"] },
};

/** @type {Map<string, { own: string[], within: string[] }>} */
const ending = new Map(Object.entries({
  ...ends, dd: ends.dt, th: ends.td,
  ...Object.fromEntries(
    ["div", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "article"]
      .map((name) => [name, ends.p])),
}));

/** @param {string} html @returns {Markup} what holds all of it */
export function readHtml(html) {
  const root = { name: "", attributes: new Map(), children: [] };
  /** @type {Markup[]} */
  const open = [root];
  tokens.lastIndex = 0;
  for (let token; (token = tokens.exec(html)) !== null;) {
    const [all, closed, opened, attributes = ""] = token;
    if (closed !== undefined) {
      close(open, [closed.toLowerCase()], []);
    } else if (opened !== undefined) {
      const name = opened.toLowerCase();
      const element = begin(open, name, attributes);
      if (raw.has(name)) {
        tokens.lastIndex = readRaw(element, html, tokens.lastIndex);
      } else if (!empty.has(name) && !attributes.endsWith("/")) {
        open.push(element);
      }
    } else if (!/^<[!?]/.test(all)) {
      open.at(-1)?.children.push(decode(all));
    }
  }

  return root;
}

/** @param {Markup[]} open @param {string} name @param {string} written */
function begin(open, name, written) {
  const { own, within } = ending.get(name) ?? { own: [], within: [] };
  close(open, own, within);
  const attributes = new Map();
  for (const [, key = "", ...values] of written.matchAll(attributesIn)) {
    attributes.set(key.toLowerCase(), decode(values.find((one) => one !== undefined) ?? ""));
  }

  /** @type {Markup} */
  const element = { name, attributes, children: [] };
  open.at(-1)?.children.push(element);
  return element;
}

/**
 * Ends the innermost element of a name, with what is open within it.
 * @param {Markup[]} open
 * @param {string[]} names
 * @param {string[]} within what keeps it open when it stands between
 */
function close(open, names, within) {
  const at = open.findLastIndex(({ name }) => names.includes(name) || within.includes(name));
  if (at > 0 && names.includes(open[at]?.name ?? "")) {
    open.length = at;
  }
}

/** @param {Markup} element @param {string} html @param {number} from @returns {number} where what follows begins */
function readRaw(element, html, from) {
  const closings = [...html.slice(from).matchAll(/<\/([a-z]+)[^>]*>/gi)];
  const found = closings.find(([, name]) => name?.toLowerCase() === element.name);
  element.children.push(html.slice(from, found && from + found.index));
  return found === undefined ? html.length : from + found.index + found[0].length;
}

/** Letters and signs that HTML has names for, from U+00A0 on in their order. */
const latin = [
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute",
  "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig",
  "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash",
  "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute",
  "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc",
  "uuml yacute thorn yuml",
].join(" ");

/** @type {Map<string, string>} */
const named = new Map([
  ...latin.split(" ").map((name, index) => /** @type {const} */ ([name, String.fromCharCode(0xa0 + index)])),
  ...Object.entries({
    amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", sbquo: "‚",
    ldquo: "“", rdquo: "”", bdquo: "„", hellip: "…", bull: "•", euro: "€", trade: "™", permil: "‰", prime: "′",
    lsaquo: "‹", rsaquo: "›", oelig: "œ", OElig: "Œ", scaron: "š", Scaron: "Š", fnof: "ƒ", ensp: " ", emsp: " ",
    thinsp: " ", rarr: "→", larr: "←", minus: "−", le: "≤", ge: "≥", ne: "≠",
  }),
]);

/** @param {string} words */
const decode = (words) =>
  words.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z\d]{2,8}));?/gi, (all, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    const sign = name === undefined ? signOf(code) : named.get(name);
    return sign ?? all;
  });

/** @param {number} code */
function signOf(code) {
  const isSign = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isSign ? String.fromCodePoint(code) : "";
}
