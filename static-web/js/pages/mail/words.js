import { late } from "../../browser/late.js";
import { addTexts } from "../../text/text.js";

/**
 * What staff write with, and its texts: an editor is heavy, and comes once somebody writes.
 * @returns {Promise<{ makeWords: () => import("../../components/words.js").Words }>}
 */
export const fetchWords = () =>
  late(async () => {
    const [{ RichWords }] = await Promise.all([
      import("../../components/editor/rich-words.js"),
      addTexts("formatting"),
    ]);
    return { makeWords: () => new RichWords() };
  });
