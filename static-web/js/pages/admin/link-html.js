import { isColour, readableOnWhite } from "../../components/colour.js";

/** What stands in the text and the attributes of HTML. @param {string} words */
const escaped = (words) =>
  words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The words of the button; they are read on a site of others, in the language of that page. */
const words = {
  nl: (/** @type {string} */ mailbox) => `Stuur een beveiligd bericht aan ${mailbox}`,
  en: (/** @type {string} */ mailbox) => `Send a secure message to ${mailbox}`,
};

/** Of an organisation that chose no colour, as in its mails. */
const standard = "#1d5a8c";

/** @param {string} colour */
const styleIn = (colour) => `display:inline-block;padding:12px 20px;background:${colour};color:#ffffff;font-weight:600;`
  + "text-decoration:none;border-radius:6px";

/**
 * A link that looks like a button, for a website that knows nothing of ours: it needs no script and no style sheet.
 * Its colour is the organisation's, darkened until it can be read.
 * @param {{ address: string, mailbox: string, colour: string | null }} starter
 * @param {"nl" | "en"} lang
 */
export const linkHtml = ({ address, mailbox, colour }, lang) =>
  `<a href="${escaped(address)}" rel="noopener noreferrer" lang="${lang}" `
    + `style="${styleIn(readableOnWhite(colour !== null && isColour(colour) ? colour : standard))}">`
    + `${escaped(words[lang](mailbox))}</a>`;
