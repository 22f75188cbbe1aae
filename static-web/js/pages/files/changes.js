import { endFolder as endFolderNow } from "../../api/folders.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { fewOf } from "../../components/file-limits.js";
import { notice } from "../../components/notice.js";
import { askName } from "./asking.js";

/**
 * Changes of what stands in a folder, each once the reader agreed. They answer with what to say of it, or with null
 * when it was not done.
 * @typedef {import("../../spaces/folder.js").Folder} Folder
 * @typedef {import("../../spaces/folder.js").FolderEntry} FolderEntry
 */

/** @param {Folder} folder @param {string} parent */
export async function makeSubfolder(folder, parent) {
  const isDone = await askName({
    title: "folders.make-sub.title",
    confirm: "folders.make",
    act: (name) => folder.makeSubfolder(parent, name),
  });
  return isDone ? notice("success", "folders.made") : null;
}

/** @param {Folder} folder @param {string} entryId of the folder itself, or of a subfolder */
export async function renameEntry(folder, entryId) {
  const isDone = await askName({
    title: "folders.rename.title",
    confirm: "folders.rename",
    name: folder.tree.entry(entryId)?.name ?? folder.name ?? "",
    act: (name) => folder.rename(entryId, name),
  });
  return isDone ? notice("success", "folders.renamed") : null;
}

/**
 * Ends a whole folder, once the reader saw for whom.
 * @param {Folder} folder
 * @returns {Promise<boolean>} whether it ended
 */
export async function endFolder(folder) {
  // Who is in it now, and not when the page came.
  await folder.open();
  const names = folder.viewers.filter(({ kind }) => kind !== "mailbox").map(({ name }) => name);
  const files = folder.tree.entries.filter(({ kind }) => kind === "file").length;
  return confirmDialog({
    title: "folders.end.title",
    values: { name: folder.name ?? "" },
    body: [
      el("p", names.length === 0
        ? { text: "folders.end.for-mailbox", values: { n: files } }
        : { text: "folders.end.for", values: { n: files, names: fewOf(names) } }),
      el("p", { text: "folders.end.body" }),
    ],
    confirm: "folders.end",
    isDanger: true,
    act: () => endFolderNow(folder.participantId),
  });
}

/** @param {Folder} folder @param {FolderEntry} entry */
export async function withdrawEntry(folder, { entryId, name }) {
  const values = { name: name ?? "" };
  const isDone = await confirmDialog({
    title: "folders.withdraw.title",
    values,
    body: [el("p", { text: "folders.withdraw.body" })],
    confirm: "folders.withdraw",
    isDanger: true,
    act: () => folder.withdraw(entryId),
  });
  return isDone ? notice("success", "folders.withdrawn-now", values) : null;
}

/** @param {Folder} folder @param {FolderEntry[]} entries */
export async function removeEntries(folder, entries) {
  let left = 0;
  const values = { names: fewOf(entries.map(({ name }) => name ?? "?")) };
  const isDone = await confirmDialog({
    title: "folders.remove.title",
    values,
    body: [el("p", { text: "folders.remove.body" })],
    confirm: "folders.remove",
    isDanger: true,
    act: async () => {
      left = await folder.remove(entries);
    },
  });
  const told = left === 0 ? notice("success", "folders.removed", values) : notice("warning", "folders.removed-some");
  return isDone ? told : null;
}
