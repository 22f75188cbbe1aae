import { makeRecoveryCodes } from "../../api/account.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { part } from "../../components/part.js";
import { codeTrial, newCodes } from "../shared/new-codes.js";

/**
 * @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails
 * @typedef {import("./index.js").Account} Account
 */

const few = 3;

/** The recovery codes: how many are left, new ones, trying one. */
export class RecoveryPart {
  #account;
  #part = part("my.recovery.title", "my.recovery.explain");
  #state = el("div");
  #codes = el("div");
  #make = button("my.recovery.make", { class: "secondary", on: { click: () => void this.#makeNew() } });
  #trial = el(
    "details",
    { class: "recovery-trial" },
    el("summary", { text: "my.recovery.try.title" }),
    el("p", { class: "muted", text: "my.recovery.try.explain" }),
    codeTrial(() => void this.#tried()),
  );

  /** @param {Account} account */
  constructor(account) {
    this.#account = account;
    this.#part.body.append(this.#state, this.#codes, this.#make, this.#trial);
  }

  get element() {
    return this.#part.element;
  }

  /** @param {AccountDetails} details */
  show({ recoveryCodes: codes, factors, passkeys }) {
    this.#trial.hidden = codes === null || codes.left === 0;
    this.#make.hidden = factors.length + passkeys.length === 0;
    this.#state.replaceChildren(...(codes === null ? [el("p", { text: "my.recovery.none" })] : stateOf(codes)));
  }

  async #makeNew() {
    this.#part.clear();
    /** @type {string[]} */
    let made = [];
    const isDone = await confirmDialog({
      title: "my.recovery.make.title",
      body: [el("p", { text: "my.recovery.make.body" })],
      confirm: "my.recovery.make",
      isDanger: true,
      act: async () => ({ recoveryCodes: made } = await makeRecoveryCodes()),
    });
    if (isDone) {
      this.#codes.replaceChildren(newCodes(made, () => void this.#kept()));
    }
  }

  async #kept() {
    this.#codes.replaceChildren();
    this.#part.focus();
    await this.#account.refresh();
  }

  async #tried() {
    this.#trial.open = false;
    this.#part.tell("success", "my.recovery.try.right");
    this.#part.focus();
    await this.#account.refresh();
  }
}

/** @param {NonNullable<AccountDetails["recoveryCodes"]>} codes */
function stateOf({ left, madeAt, tried }) {
  const line = el("p", { text: "my.recovery.left", values: { n: left, at: { day: madeAt } } });
  if (left <= few) {
    return [line, notice("warning", left === 0 ? "my.recovery.used-up" : "my.recovery.few", { n: left })];
  }

  return tried ? [line] : [line, notice("warning", "my.recovery.untried")];
}
