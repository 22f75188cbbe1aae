import { text } from "../text/text.js";
import { fetchPdfParts, writePdf } from "./pdf-writing.js";

/**
 * Who had what of a message, as a tagged document (PDF/UA-1): a section a recipient. It is in the language of the page.
 * @param {ReturnType<typeof import("./exposure.js").exposureOf>} exposure
 * @param {{ made: string, by: string }} about when and by whom it was made
 * @param {import("./pdf-writing.js").Fonts} [fonts]
 * @returns {Promise<Blob>}
 */
export async function makeExposurePdf({ facts, people, unknown }, { made, by }, fonts) {
  const said = (/** @type {import("./exposure.js").Line} */ { key, values }) => text(key, values);
  const about = {
    title: text("seen.title"),
    facts: [...facts.map(said), text("seen.made", { at: { date: made }, name: by })],
    unknownSigns: /** @type {const} */ ("seen.pdf.unknown-signs"),
  };
  return writePdf(about, fonts ?? (await fetchPdfParts()), (writing) => {
    writing.section(text("seen.people"), (section) =>
      writing.list(section, people.map(({ name, lines }) => ({ title: name, lines: lines.map(said) }))));
    writing.section(text("seen.unknown"), (section) =>
      unknown.forEach((line) => writing.paragraph(section, said(line))));
  });
}
