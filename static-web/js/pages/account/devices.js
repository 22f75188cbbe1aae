import { endOtherSessions, endSession } from "../../api/account.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { entry, entryButton } from "../../components/entry.js";
import { list } from "../../components/list.js";
import { part } from "../../components/part.js";

/**
 * @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails
 * @typedef {import("../../api/contract.d.ts").AccountDetailsSessionItem} SignedInDevice
 * @typedef {SignedInDevice & { rememberDays: number }} Device
 * @typedef {import("./index.js").Account} Account
 * @typedef {import("../../components/dom.js").Parts} Parts
 */

/** Where the person is logged in, and ending it there. */
export class DevicesPart {
  #account;
  #part = part("my.devices.title", "my.devices.explain");
  #list = el("ul", { class: "entries", label: "my.devices.title" });
  #showRows = list(
    this.#list,
    (/** @type {Device} */ { sessionId }) => sessionId,
    (device) => this.#device(device),
  );
  #others = button("my.devices.end-others", { class: "secondary", on: { click: () => void this.#endOthers() } });

  /** @param {Account} account */
  constructor(account) {
    this.#account = account;
    this.#part.body.append(this.#list, this.#others);
  }

  get element() {
    return this.#part.element;
  }

  /** @param {AccountDetails} details */
  show({ sessions, rememberDays }) {
    const here = sessions.filter(({ isThis }) => isThis);
    const elsewhere = sessions.filter(({ isThis }) => !isThis);
    this.#others.hidden = elsewhere.length === 0;
    this.#showRows([...here, ...elsewhere].map((one) => ({ ...one, rememberDays })));
  }

  /** @param {Device} device */
  #device({ sessionId, device, createdAt, lastSeenAt, remembered, isThis, rememberDays }) {
    const name = { content: device };
    const until = { day: daysAfter(createdAt, rememberDays) };
    /** @type {Parts[]} */
    const stays = remembered ? [{ text: "my.device.remembered", values: { at: until } }] : [];
    /** @type {Parts[]} */
    const facts = [
      { text: "my.device.used", values: { at: { date: lastSeenAt } } },
      { text: "my.device.since", values: { at: { date: createdAt } } },
      ...stays,
    ];
    const end = isThis
      ? entryButton("action.sign-out", {}, () => this.#account.signOut())
      : entryButton("my.devices.end", name, () => void this.#end(sessionId, device));
    return entry({ icon: "device", name, badge: isThis ? "my.device.this" : null, facts, actions: [end] });
  }

  /** @param {string} sessionId @param {string} device */
  #end(sessionId, device) {
    return this.#ask("my.devices.end.title", { device }, "my.devices.end", "my.devices.end.body", () =>
      endSession(sessionId),
    );
  }

  #endOthers() {
    const title = "my.devices.end-others.title";
    return this.#ask(title, {}, "my.devices.end-others", "my.devices.end-others.body", endOtherSessions);
  }

  /**
   * @param {TextKey} title
   * @param {import("../../text/text.js").Values} values
   * @param {TextKey} confirm
   * @param {TextKey} body
   * @param {() => Promise<AccountDetails>} end
   */
  async #ask(title, values, confirm, body, end) {
    this.#part.clear();
    const act = async () => this.#account.show(await end());
    if (await confirmDialog({ title, values, body: [el("p", { text: body })], confirm, isDanger: true, act })) {
      this.#part.tell("success", "my.devices.ended");
      this.#part.focus();
    }
  }
}

/** @param {string} time @param {number} days */
function daysAfter(time, days) {
  const after = new Date(time);
  after.setUTCDate(after.getUTCDate() + days);
  return after.toISOString();
}
