import { changeExpiry } from "../../api/participants.js";
import { now } from "../../browser/clock.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { describeExpiry } from "../../components/described-people.js";
import { expiryField } from "../../components/expiry-field.js";
import { dayAt, daysAfter, endOf } from "../../text/days.js";

/**
 * Until when a message can be read that is being written.
 * @param {{ expireAfterDays: number | null }} mailbox
 */
export function newExpiry({ expireAfterDays }) {
  const today = dayAt(now());
  return expiryField(today, expireAfterDays === null ? null : endOf(daysAfter(today, expireAfterDays)));
}

/**
 * What is kept of a draft above its text: who it is for, and until when it can be read.
 * @param {ReturnType<typeof newExpiry>} expiry
 * @param {Omit<import("../shared/keeping.js").AboveText, "describe">} people
 * @param {import("../shared/keeping.js").AboveText["describe"]} describe them, in words
 * @returns {import("../shared/keeping.js").AboveText & { written: { people: unknown, expiresAt: string | null } }}
 */
export const keptWith = (expiry, people, describe) => ({
  get written() {
    return { people: people.written, expiresAt: expiry.expiresAt };
  },
  putBack(written) {
    const { people: kept, expiresAt } = Object(written);
    people.putBack(kept);
    expiry.putBack(expiresAt);
  },
  describe(written) {
    const { people: kept, expiresAt } = Object(written);
    return [...describe(kept), ...describeExpiry(expiresAt)];
  },
});

/**
 * Another day for a message that was sent.
 * @param {string} participantId the mailbox's
 * @param {import("../../spaces/conversation.js").OpenedMessage} message
 */
export function askExpiry(participantId, { messageId, expiresAt }) {
  const until = expiryField(dayAt(now()), expiresAt);
  return confirmDialog({
    title: "keeping.expiry.title",
    body: [until.element],
    confirm: "keeping.expiry.save",
    check: () => until.check(),
    act: () => changeExpiry(participantId, messageId, until.expiresAt),
  });
}
