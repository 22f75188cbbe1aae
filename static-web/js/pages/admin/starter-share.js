import { late } from "../../browser/late.js";
import { copyButton } from "../../components/copy-button.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { saveFile } from "../shared/save-file.js";
import { linkHtml } from "./link-html.js";

/** So many pixels is a picture wide: enough to print on a poster. */
const pngSize = 1024;

/**
 * What an organisation puts where people find it: the link, a button for its own website, and a QR code.
 * @param {string} starterId
 * @param {string} mailbox
 * @param {string | null} colour the organisation's
 */
export function sharePart(starterId, mailbox, colour) {
  const address = `${location.origin}/start/#${starterId}`;
  const code = el("div");
  void showCode(code, address, starterId).catch((error) => {
    const { key, values } = problemText(error);
    code.replaceChildren(notice("error", key, values));
  });
  return el("section", { class: "starter-share" },
    el("h3", { text: "desk.starters.share" }),
    el("h4", { text: "desk.starters.link" }),
    el("p", {}, el("a", { content: address, set: { href: address, target: "_blank", rel: "noopener" } })),
    copyButton(address),
    el("h4", { text: "desk.starters.html" }),
    el("p", { class: "muted", text: "desk.starters.html.explain" }),
    ...(/** @type {const} */ (["nl", "en"]).flatMap((lang) => htmlOf({ address, mailbox, colour }, lang))),
    el("h4", { text: "desk.starters.qr" }),
    el("p", { class: "muted", text: "desk.starters.qr.explain" }),
    code);
}

/** @param {Parameters<typeof linkHtml>[0]} starter @param {"nl" | "en"} lang */
function htmlOf(starter, lang) {
  const html = linkHtml(starter, lang);
  const label = lang === "nl" ? "desk.starters.html.nl" : "desk.starters.html.en";
  const code = el("textarea", { label, set: { readonly: true, rows: 4, class: "starter-html", spellcheck: "false" } });
  code.value = html;
  return [el("p", { class: "starter-html-name", text: label }), code, copyButton(html)];
}

/** @param {HTMLElement} place @param {string} address @param {string} starterId */
async function showCode(place, address, starterId) {
  const { qrCode, qrSvg, qrPng } = await late(() => import("../../components/qr-code.js"));
  const svg = button("desk.starters.qr.svg", { class: "secondary" });
  const png = button("desk.starters.qr.png", { class: "secondary" });
  svg.addEventListener("click", () => saveFile(qrSvg(address), `${starterId}.svg`, "image/svg+xml"));
  png.addEventListener("click", async () => {
    saveFile(await qrPng(address, pngSize), `${starterId}.png`, "image/png");
  });
  const picture = qrCode(address, "desk.starters.qr.name", { name: starterId });
  place.replaceChildren(picture, el("div", { class: "row" }, svg, png));
}
