import { el } from "../../components/dom.js";
import { askedFor } from "../../components/file-kinds.js";
import { keepKinds } from "../../components/keep-kinds.js";
import { notice } from "../../components/notice.js";

/** @typedef {import("../../components/dropped-files.js").Chosen} Chosen */

/**
 * From now on a composer says which kinds of files are asked for, and of others that it does not take them.
 * @param {import("../../components/composer.js").Composer} composer
 * @param {readonly import("../../components/file-kinds.js").FileKind[] | null} kinds null: all
 * @returns {(files: Chosen[]) => Chosen[]} what of the files it takes
 */
export function heedKinds(composer, kinds) {
  if (kinds === null) {
    return (files) => files;
  }

  const said = el("div", { set: { role: "alert" } });
  composer.warn(el("div", {}, askedFor(kinds), said));
  return (files) => {
    const { right, refusals } = keepKinds({ chosen: files, unread: [] }, kinds);
    said.replaceChildren(...refusals.map(({ key, values }) => notice("error", key, values)));
    return right.chosen;
  };
}
