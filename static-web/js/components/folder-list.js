import { el, icon } from "./dom.js";
import { fewOf } from "./file-limits.js";
import { list } from "./list.js";

/** @typedef {import("../spaces/shelf.js").ShelvedFolder} ShelvedFolder */

/**
 * Folders, as rows that lead to `#<participantId>`.
 * @param {(folder: ShelvedFolder) => boolean} isNew whether something in it was added since the reader last looked
 */
export function folderList(isNew) {
  const element = el("ul", { class: "folder-list" });
  const show = list(
    element,
    (/** @type {ShelvedFolder} */ { participantId }) => participantId,
    (folder) => rowOf(folder, isNew(folder)),
    (folder) => JSON.stringify([folder, isNew(folder)]),
  );
  return {
    element,
    /** @param {ShelvedFolder[]} folders */
    show(folders) {
      show(folders);
      element.hidden = folders.length === 0;
    },
  };
}

/** @param {ShelvedFolder} folder @param {boolean} isNew */
function rowOf({ participantId, name, at, sharedBy, right, people }, isNew) {
  /** @type {import("./dom.js").Parts} */
  const shown = name === null ? { text: "folders.damaged" } : { content: name };
  const who = sharedBy === null
    ? people.length === 0
      ? el("span", { text: "folders.with-nobody" })
      : el("span", { text: "folders.with", values: { names: fewOf(people) } })
    : el("span", { text: "folders.shared-by", values: { name: sharedBy } });
  const badge = isNew ? el("span", { class: "badge", text: "folders.new" }) : null;
  const may = right === null ? null : el("span", { text: `folders.right.${right}` });
  const time = at === "" ? null
    : el("time", { text: "folders.changed", values: { at: { moment: at } }, set: { datetime: at } });
  return el(
    "li",
    {},
    el(
      "a",
      { class: "folder-row", set: { href: `#${participantId}` } },
      icon("folder"),
      el("span", { class: "folder-name" }, el("strong", shown), badge),
      el("span", { class: "folder-facts muted" }, who, may, time),
    ),
  );
}
