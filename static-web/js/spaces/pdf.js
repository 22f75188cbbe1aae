import { language } from "../text/text.js";

/** @typedef {InstanceType<typeof PDFDocument>} PdfDocument */

/**
 * A document as all of ours are: A4, tagged (PDF/UA-1), with a title that is shown, in the language of the page.
 * @param {{ title: string, margins: { top: number, bottom: number, left: number, right: number } }} about
 * @param {(doc: PdfDocument) => unknown} write its pages, of which the first is still to be added
 * @returns {Promise<Blob>}
 */
export async function makePdf({ title, margins }, write) {
  await import("../../vendor/pdfkit.js");
  const doc = new PDFDocument({
    pdfVersion: "1.7", subset: "PDF/UA", tagged: true, displayTitle: true,
    lang: language() === "nl" ? "nl-NL" : "en-GB", info: { Title: title }, size: "A4", margins, font: null,
    bufferPages: true, autoFirstPage: false,
  });
  /** @type {BlobPart[]} */
  const parts = [];
  doc.on("data", (part) => parts.push(part));
  const ended = new Promise((resolve) => doc.on("end", () => resolve(null)));
  await write(doc);
  doc.end();
  await ended;
  return new Blob(parts, { type: "application/pdf" });
}
