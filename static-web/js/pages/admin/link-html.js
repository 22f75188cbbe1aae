/** What stands in the text and the attributes of HTML. @param {string} words */
const escaped = (words) =>
  words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The words of the button; they are read on a site of others, in the language of that page. */
const words = {
  nl: (/** @type {string} */ mailbox) => `Stuur een beveiligd bericht aan ${mailbox}`,
  en: (/** @type {string} */ mailbox) => `Send a secure message to ${mailbox}`,
};

const style = "display:inline-block;padding:12px 20px;background:#0b5d3b;color:#ffffff;font-weight:600;"
  + "text-decoration:none;border-radius:6px";

/**
 * A link that looks like a button, for a website that knows nothing of ours: it needs no script and no style sheet.
 * Its colours are those that every page can be read with; a website may give it others.
 * @param {string} address
 * @param {string} mailbox
 * @param {"nl" | "en"} lang
 */
export const linkHtml = (address, mailbox, lang) =>
  `<a href="${escaped(address)}" rel="noopener noreferrer" lang="${lang}" `
    + `style="${style}">`
    + `${escaped(words[lang](mailbox))}</a>`;
