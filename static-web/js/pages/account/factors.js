import { removeFactor, removePasskey } from "../../api/account.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { entry, entryButton } from "../../components/entry.js";
import { list } from "../../components/list.js";
import { part } from "../../components/part.js";
import { Enrolment } from "../shared/enrolment.js";
import { mostPasskeys } from "../../limits.js";

/**
 * @typedef {import("../../api/contract.d.ts").AccountDetailsView} AccountDetails
 * @typedef {import("../../api/account.js").CodeFactor} CodeFactor
 * @typedef {import("./index.js").Account} Account
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {{ key: string, of: unknown, make: () => HTMLElement }} Row of: what it is made of
 */

/** The words of each method; the safest stands first. */
const methods = /** @type {const} */ ([
  { method: "app", icon: "clock", name: "my.factor.app", explain: "my.factor.app.explain" },
  { method: "sms", icon: "phone", name: "my.factor.sms", explain: "my.factor.sms.explain" },
  { method: "email", icon: "envelope", name: "my.factor.email", explain: "my.factor.email.explain" },
]);

/** What was added, and what will be asked next time. @type {Record<CodeFactor | "passkey", TextKey>} */
const addedTexts = {
  app: "my.added.app",
  sms: "my.added.sms",
  email: "my.added.email",
  passkey: "my.added.passkey",
};

/** The second factors and passkeys: what there is, adding, changing, removing. */
export class FactorsPart {
  #account;
  #part = part("my.factors.title", "my.factors.explain");
  #list = el("ul", { class: "entries", label: "my.factors.title" });
  #showRows = list(
    this.#list,
    (/** @type {Row} */ { key }) => key,
    ({ make }) => make(),
    ({ of }) => JSON.stringify(of),
  );
  #last = el("p", { class: "muted", text: "my.factors.last" });
  #enrolment = el("div");
  #hasOthers = false;

  /** @param {Account} account */
  constructor(account) {
    this.#account = account;
    this.#part.body.append(this.#list, this.#last, this.#enrolment);
  }

  get element() {
    return this.#part.element;
  }

  /** @param {AccountDetails} details */
  show(details) {
    const counting = [
      ...details.factors.filter(({ counts }) => counts),
      ...details.passkeys.filter(({ suspendedAt }) => suspendedAt === null),
    ];
    const count = counting.length;
    this.#hasOthers = details.sessions.some(({ isThis }) => !isThis);
    this.#last.hidden = count !== 1;
    const isFull = details.passkeys.length >= mostPasskeys;
    this.#showRows([
      { key: "passkey", of: isFull, make: () => this.#newPasskey(isFull) },
      ...details.passkeys.map((one) => ({
        key: one.passkeyId,
        of: [one, count],
        make: () => this.#passkey(one, count),
      })),
      ...methods.flatMap((one) => this.#methodRow(one, details, count)),
    ]);
  }

  /** @param {boolean} isFull */
  #newPasskey(isFull) {
    /** @type {Parts} */
    const name = { text: "my.factor.passkey" };
    return entry({
      icon: "key",
      name,
      facts: [{ text: isFull ? "my.factor.passkey.full" : "my.factor.passkey.explain" }],
      actions: [isFull ? null : entryButton("my.factors.add", name, (press) => this.#add("passkey", press))],
    });
  }

  /** @param {AccountDetails["passkeys"][number]} passkey @param {number} count of what lets in: the last of it stays */
  #passkey({ passkeyId, name, createdAt, lastUsedAt, suspendedAt }, count) {
    const isOn = suspendedAt === null;
    /** @type {Parts[]} */
    const suspended = isOn ? [] : [{ text: "my.passkey.suspended", values: { at: { day: suspendedAt } } }];
    /** @type {Parts} */
    const used =
      lastUsedAt === null
        ? { text: "my.passkey.unused" }
        : { text: "my.passkey.used", values: { at: { date: lastUsedAt } } };
    /** @type {Parts} */
    const words = { text: "my.passkey.name", values: { name } };
    return entry({
      icon: "key",
      name: words,
      badge: isOn ? "my.factor.on" : "my.factor.off",
      facts: [...suspended, { text: "my.passkey.made", values: { at: { day: createdAt } } }, used],
      actions: [count > (isOn ? 1 : 0) ? this.#removal(words, () => this.#removePasskey(passkeyId, name)) : null],
    });
  }

  /**
   * Nothing for a method that is not allowed and that the person does not have.
   * @param {typeof methods[number]} words
   * @param {AccountDetails} details
   * @param {number} count
   * @returns {Row[]}
   */
  #methodRow(words, { factors, emailAllowed, smsAvailable }, count) {
    const { method } = words;
    const has = factors.find((one) => one.method === method);
    return has === undefined && method === "email" && !emailAllowed
      ? []
      : [{ key: method, of: [has, smsAvailable, count], make: () => this.#method(words, has, smsAvailable, count) }];
  }

  /**
   * @param {typeof methods[number]} words
   * @param {AccountDetails["factors"][number] | undefined} has
   * @param {boolean} smsAvailable
   * @param {number} count
   */
  #method({ method, icon, name: text, explain }, has, smsAvailable, count) {
    const name = { text };
    if (has !== undefined) {
      /** @type {Parts} */
      const since = { text: "my.factor.since", values: { at: { day: has.since } } };
      /** @type {Parts[]} */
      const to = has.to === null ? [] : [{ text: "my.factor.to", values: { to: has.to } }];
      const change =
        method === "sms" ? entryButton("my.factors.change-number", {}, (press) => this.#add("sms", press)) : null;
      const canRemove = count > (has.counts ? 1 : 0);
      const remove = canRemove ? this.#removal(name, () => this.#removeMethod(method, text)) : null;
      const badge = has.counts ? "my.factor.on" : "my.factor.off";
      /** @type {Parts[]} */
      const facts = has.counts ? [...to, since] : [{ text: "my.factor.forbidden" }, since];
      return entry({ icon, name, badge, facts, actions: [change, remove] });
    }

    if (method === "sms" && !smsAvailable) {
      return entry({ icon, name, facts: [{ text: "my.factor.sms.off" }], actions: [] });
    }

    const add = entryButton("my.factors.add", name, (press) => this.#add(method, press));
    return entry({ icon, name, facts: [{ text: explain }], actions: [add] });
  }

  /** @param {Parts} name @param {() => Promise<boolean>} remove */
  #removal(name, remove) {
    return entryButton("my.factors.remove", name, async () => {
      this.#part.clear();
      if (await remove()) {
        this.#part.tell("success", "my.factors.removed");
        this.#part.focus();
      }
    });
  }

  /** @param {CodeFactor} method @param {TextKey} text key of its name */
  #removeMethod(method, text) {
    return confirmDialog({
      title: "my.factors.remove.title",
      values: { name: { text } },
      body: [el("p", { text: "my.factors.remove.body" })],
      confirm: "my.factors.remove",
      isDanger: true,
      act: async () => this.#account.show(await removeFactor(method)),
    });
  }

  /** @param {string} passkeyId @param {string} name */
  #removePasskey(passkeyId, name) {
    return confirmDialog({
      title: "my.passkey.remove.title",
      values: { name },
      body: [el("p", { text: "my.passkey.remove.body" })],
      confirm: "my.factors.remove",
      isDanger: true,
      act: async () => this.#account.show(await removePasskey(passkeyId)),
    });
  }

  /** @param {CodeFactor | "passkey"} method @param {HTMLButtonElement} press */
  #add(method, press) {
    this.#part.clear();
    const close = () => {
      this.#enrolment.replaceChildren();
      press.isConnected ? press.focus() : this.#part.focus();
    };
    const added = async () => {
      this.#enrolment.replaceChildren();
      await this.#account.refresh();
      this.#part.tell("success", addedTexts[method]);
      this.#part.focus();
    };
    const enrolment = new Enrolment(method, this.#hasOthers, added, close);
    this.#enrolment.replaceChildren(enrolment.element);
    enrolment.focus();
  }
}
