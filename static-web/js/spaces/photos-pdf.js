import { drawPicture, jpegOf } from "../components/picture.js";
import { text } from "../text/text.js";
import { makePdf } from "./pdf.js";

/** @typedef {{ file: Blob, turns: number }} Photo */

/** Points: a narrow edge that printers need. */
const edge = 18;

/**
 * Photographs of pages as one document, a page each, in their order (X30), with a name for each picture. One at a time,
 * so that thirty of them fit a phone's memory.
 * @param {string} title
 * @param {readonly Photo[]} photos one at least
 * @returns {Promise<Blob>}
 */
export function makePhotosPdf(title, photos) {
  const margins = { top: edge, bottom: edge, left: edge, right: edge };
  return makePdf({ title, margins }, async (doc) => {
    const root = doc.struct("Document");
    doc.addStructure(root);
    for (const [at, { file, turns }] of photos.entries()) {
      const canvas = await drawPicture(file, turns);
      const bytes = await (await jpegOf(canvas)).arrayBuffer();
      doc.addPage({ layout: canvas.width > canvas.height ? "landscape" : "portrait" });
      const { width, height } = doc.page;
      const alt = text("photos.alt", { n: at + 1, of: photos.length });
      root.add(doc.struct("Figure", { alt }, () => {
        doc.image(bytes, edge, edge, {
          fit: [width - 2 * edge, height - 2 * edge], align: "center", valign: "center",
        });
      }));
    }

    root.end();
  });
}
