import { markRead } from "../../api/participants.js";

/**
 * @typedef {import("../../spaces/mailbox.js").Mailbox} Mailbox
 * @typedef {{ mailbox: Mailbox, panes: import("./panes.js").Panes }} Opened
 */

/** What is done with the rows that are picked, else with what is open or the row that has the focus. */
export class RowActs {
  #picking;
  #list;
  #keeping;

  /**
   * @param {import("./picking.js").Picking} picking
   * @param {import("./list.js").MailList} list
   * @param {import("./keeping.js").Keeping} keeping
   */
  constructor(picking, list, keeping) {
    this.#picking = picking;
    this.#list = list;
    this.#keeping = keeping;
  }

  /** Puts them elsewhere. @param {Opened | null} shown @param {import("../../api/contract.d.ts").Filing} filing */
  file(shown, filing) {
    if (shown === null) {
      return;
    }

    const { mailbox, panes } = shown;
    const before = mailbox.view === "inbox" ? "none" : mailbox.view;
    if (this.#picking.rows.length === 0 && panes.shown?.put !== undefined) {
      panes.shown.put(filing);
    } else if (before !== filing) {
      void this.#keeping.file(mailbox, this.#rows(mailbox).map((row) => ({ ...row, before, filing })));
    }
  }

  /** They count as read, up to what is seen of each; none is opened. @param {Opened | null} shown */
  async read(shown) {
    if (shown === null) {
      return;
    }

    const { mailbox } = shown;
    const rows = this.#rows(mailbox);
    const wasAt = this.#list.chosen ?? rows[0]?.participantId;
    try {
      await Promise.all(rows.filter(({ unread }) => unread).map(async ({ participantId, messageId }) => {
        await markRead(participantId, messageId);
        mailbox.markRead(participantId);
      }));
    } catch (error) {
      this.#list.tell(error);
    }

    this.#picking.clear();
    this.#list.focusRow(wasAt ?? "");
  }

  /** @param {Mailbox} mailbox */
  #rows({ rows }) {
    const { chosen } = this.#list;
    return this.#picking.rows.length > 0 ? this.#picking.rows
      : rows.filter(({ participantId, kind }) => participantId === chosen && kind === "conversation");
  }
}
