/** @typedef {import("./mailbox.js").Row} Row */

/** A row that was changed here is shown so for this long, in milliseconds: the service lists it so a moment later. */
const listedWithin = 10_000;

/** What was done from here with conversations, as their rows are going to be listed. */
export class RowChanges {
  /** By participant. @type {Map<string, { messageId: string, at: number, values: Partial<Row> }>} */
  #changes = new Map();

  /**
   * @param {string} participantId
   * @param {string} messageId the newest message that it is about: a row of another one is left as it is
   * @param {Partial<Row>} values
   */
  note(participantId, messageId, values) {
    const before = this.#changes.get(participantId);
    const others = before?.messageId === messageId ? before.values : {};
    this.#changes.set(participantId, { messageId, at: performance.now(), values: { ...others, ...values } });
  }

  /** A row, with what the service may not list yet. @param {Row} row @returns {Row} */
  on(row) {
    const change = this.#changes.get(row.participantId);
    const isMeant = change?.messageId === row.messageId && performance.now() - change.at < listedWithin;
    return isMeant ? { ...row, ...change.values } : row;
  }
}
