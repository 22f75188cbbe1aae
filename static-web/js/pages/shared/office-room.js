import { codeOf } from "../../components/problem-text.js";
import { DossierPart } from "../../spaces/dossier-part.js";
import { DossierRoom } from "./dossier-room.js";

/** Of what was made just now the mailbox has no key yet: so often, and after so long, it is asked again. */
const pendingTries = 20;
const pendingWait = 1000;

/** Opens what may have been made just now. @param {{ open: () => Promise<unknown> }} space */
export async function openInTime(space) {
  for (let tries = 1; ; tries++) {
    try {
      return await space.open();
    } catch (error) {
      if (codeOf(error) !== "dossier-pending" || tries === pendingTries) {
        throw error;
      }
    }

    await new Promise((resolve) => setTimeout(resolve, pendingWait));
  }
}

/**
 * A part of a dossier as the office has it, or as one of its participants sees it.
 * @param {object} asked
 * @param {string} asked.participantId the mailbox in the part
 * @param {string | null} asked.as the participant whose view it shall be; null: the office's own
 * @param {import("../../spaces/mailbox.js").Mailbox} asked.mailbox
 * @param {Promise<import("../../api/contract.d.ts").DossierSettings>} asked.settings
 * @param {import("../../spaces/dossier-part.js").PartTab | null} asked.tab read with it
 * @param {(place: string) => string} asked.addressOf
 * @param {() => unknown} asked.changed
 */
export async function openOfficeRoom({ participantId, as, mailbox, settings, tab, addressOf, changed }) {
  const part = new DossierPart(participantId, mailbox, as);
  const [{ statuses }] = await Promise.all([settings, mailbox.open()]);
  await openInTime({ open: () => part.open(tab) });
  const room = new DossierRoom(part, {
    name: mailbox.name,
    addressOf,
    statusOf: (id) => statuses.find(({ statusId }) => statusId === id) ?? null,
    changed,
  });
  return { room, part };
}

/**
 * One that is shown at several addresses, by its places: it is the same one at each.
 * @param {{ room: DossierRoom, element: HTMLElement }} shown the room, and what it stands in
 * @param {string} place
 * @param {() => Promise<boolean>} isOther whether something happened in it
 */
export function roomPane({ room, element }, place, isOther) {
  return {
    element,
    get isDirty() {
      return room.isDirty;
    },
    focus: () => void room.show(place).then(() => place === "" && room.focus()),
    refresh: async (/** @type {boolean} */ isUnattended) => {
      if (!isUnattended || (await isOther())) {
        await room.refresh();
      }
    },
  };
}
