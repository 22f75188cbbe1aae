import { AskedTasks } from "../../spaces/asked-tasks.js";
import { AskPane } from "./ask.js";
import { askDocument, askForm, askReading } from "./ask-what.js";
import { askedList } from "./asked-list.js";
import { TaskPane } from "./task-pane.js";

/**
 * @typedef {import("../../spaces/office-dossier.js").OfficeDossier} OfficeDossier
 * @typedef {import("../../spaces/office-dossier.js").OfficePart} OfficePart
 */

/**
 * Asks clients to fill in, to deliver or to read something.
 * @param {OfficeDossier} dossier
 * @param {"send" | "request" | "read"} what
 */
export async function askPane(dossier, what) {
  const { mailbox } = dossier;
  return new AskPane(dossier, what === "send" ? await askForm(mailbox) : what === "request" ? askDocument()
    : askReading(mailbox));
}

/**
 * One thing that was asked of a client.
 * @param {OfficeDossier} dossier once it is open
 * @param {string} participantId the mailbox in the client's part
 * @param {string} taskId
 */
export async function taskPane(dossier, participantId, taskId) {
  const part = dossier.parts.find((one) => one.participantId === participantId);
  if (part === undefined) {
    return null;
  }

  const asked = await tasksOf(dossier, part);
  return new TaskPane(dossier, part, asked, await asked.open(taskId));
}

/**
 * Shows what was asked of a client, as it is now.
 * @param {HTMLElement} place
 * @param {OfficeDossier} dossier once it is open
 * @param {OfficePart} part
 */
export async function showAsked(place, dossier, part) {
  const shown = askedList(await tasksOf(dossier, part), part.participantId, part.name);
  await shown.refresh();
  place.replaceChildren(shown.element);
}

/** @param {OfficeDossier} dossier @param {OfficePart} part */
async function tasksOf(dossier, part) {
  const { partId: spaceId, participantId } = part;
  return new AskedTasks({ spaceId, participantId, sealKey: await dossier.keyOf(part) });
}
