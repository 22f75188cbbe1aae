/** A longer address is none that somebody can look at. */
const longest = 2_000;

/** One address, and nothing that would fill in more of a mail than to whom it goes. */
const mail = /^mailto:[^\s?#,;@]+@[^\s?#,;@]+$/;

/** What ends an address, or is not seen in it. */
const unseen = /[\s\p{Cc}\p{Cf}]/u;

/**
 * Where a message may lead: to a page over HTTPS, or to a mail address; never to a script, nor to a name and password
 * that look like a host. What does the leading is the reader's browser, so that it is asked how it reads the address.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isLink(value) {
  if (typeof value !== "string" || value.length > longest || unseen.test(value) || !URL.canParse(value)) {
    return false;
  }

  const { protocol, hostname, username, password } = new URL(value);
  return protocol === "https:" ? hostname !== "" && username + password === "" : mail.test(value);
}

/**
 * The link that somebody meant: "delinde.nl", "info@delinde.nl", or an address in full.
 * @param {string} typed
 * @returns {string | null} null when it is none
 */
export function typedLink(typed) {
  const words = typed.trim().replace(/^http:\/\//i, "https://");
  const isFull = /^(?:https:\/\/|mailto:)/i.test(words);
  const isMail = !isFull && words.includes("@") && !words.includes("/");
  const written = isFull ? words : isMail ? `mailto:${words}` : `https://${words}`;
  const link = URL.canParse(written) ? new URL(written).href : written;
  return isLink(link) && shownTarget(link).includes(".") ? link : null;
}

/**
 * The link behind words that are pasted. A page that was named without encryption is asked for with it.
 * @param {string} href
 */
export const pastedLink = (href) =>
  /^(?:https?:\/\/|mailto:)/i.test(href.trim()) ? typedLink(href.replace(/^(\s*mailto:[^?]*)\?.*$/is, "$1")) : null;

/** Where a link leads, in short: the host of a page, or a mail address. @param {string} link */
export function shownTarget(link) {
  const { protocol, hostname, pathname } = new URL(link);
  return protocol === "mailto:" ? decoded(pathname) : hostname;
}

/** Whether the words of a link say themselves where it leads. @param {string} words @param {string} link */
export function saysTarget(words, link) {
  const said = typedLink(words);
  return said !== null && shownTarget(said) === shownTarget(link);
}

/** @param {string} address that a browser wrote with percent signs */
function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) {
      return address;
    }

    throw error;
  }
}
