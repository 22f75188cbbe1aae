import { keepLabel, listColleagues, listLabels, removeLabel } from "../api/together.js";
import { randomId } from "../crypto/base64.js";
import { DamagedError } from "../crypto/errors.js";
import { openNote, sealNote } from "../crypto/notes.js";

/**
 * @typedef {import("../crypto/note-shapes.js").LabelColour} LabelColour
 * @typedef {{ labelId: string, revision: number, name: string, colour: LabelColour }} Label
 * @typedef {import("../api/contract.d.ts").Colleague} Colleague
 */

/** So long, in milliseconds, what is known of colleagues and labels is not asked again by the page itself. */
const freshFor = 60_000;

/**
 * Who works in a mailbox, and its labels: their names are sealed under the mailbox's key. Whoever is assigned something
 * and is not among the colleagues any more counts as nobody.
 */
export class Together {
  #mailbox;
  /** @type {Promise<void> | null} */
  #loading = null;
  #loadedAt = -Infinity;
  /** By name. @type {Colleague[]} */
  colleagues = [];
  /** By name. @type {Label[]} */
  labels = [];
  /** The account that is logged in. */
  me = "";

  /** @param {import("./mailbox.js").Mailbox} mailbox */
  constructor(mailbox) {
    this.#mailbox = mailbox;
  }

  /** Reads both, unless they are fresh. @param {boolean} isUnattended the page does so by itself */
  load(isUnattended = false) {
    return this.isFresh ? Promise.resolve() : this.reload(isUnattended);
  }

  get isFresh() {
    return performance.now() - this.#loadedAt < freshFor;
  }

  /** @param {boolean} isUnattended */
  reload(isUnattended = false) {
    return (this.#loading ??= this.#read(isUnattended).finally(() => (this.#loading = null)));
  }

  /** @param {boolean} isUnattended */
  async #read(isUnattended) {
    const { mailboxId } = this.#mailbox;
    const [{ colleagues, me }, { labels }] = await Promise.all([
      listColleagues(mailboxId, isUnattended), listLabels(mailboxId, isUnattended), this.#mailbox.open(),
    ]);
    const opened = await Promise.all(labels.map((one) => this.#open(one)));
    [this.colleagues, this.me] = [colleagues, me];
    this.#putLabels(opened.filter((one) => one !== null));
    this.#loadedAt = performance.now();
  }

  /** The name of a colleague; null for whoever is none. @param {string | null} accountId */
  nameOf(accountId) {
    return this.colleagues.find((one) => one.accountId === accountId)?.name ?? null;
  }

  /** Those of these labels that there are. @param {readonly string[]} ids */
  labelsOf(ids) {
    return this.labels.filter(({ labelId }) => ids.includes(labelId));
  }

  /**
   * Makes a label, or gives one another name or colour.
   * @param {{ name: string, colour: LabelColour }} said
   * @param {Label | null} before null: it is new
   */
  async keep(said, before) {
    const labelId = before?.labelId ?? randomId();
    const note = await sealNote(this.#mailbox.sealKey, { kind: "label", ...this.#identityOf(labelId), ...said });
    const kept = await keepLabel(this.#mailbox.mailboxId, labelId, before?.revision ?? 0, note);
    const label = { labelId, revision: kept.revision, ...said };
    this.#putLabels([...this.labels.filter((one) => one.labelId !== labelId), label]);
    return label;
  }

  /** @param {string} labelId */
  async remove(labelId) {
    await removeLabel(this.#mailbox.mailboxId, labelId);
    this.labels = this.labels.filter((one) => one.labelId !== labelId);
  }

  /** @param {Label[]} labels */
  #putLabels(labels) {
    this.labels = [...labels].sort((one, other) => one.name.localeCompare(other.name));
  }

  /** One that cannot be opened is not shown. @param {import("../api/contract.d.ts").LabelItem} item */
  async #open({ labelId, revision, note }) {
    try {
      const said = await openNote(this.#mailbox.sealKey, note, { kind: "label", ...this.#identityOf(labelId) });
      return { labelId, revision, ...said };
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return null;
    }
  }

  /** @param {string} id */
  #identityOf(id) {
    const { mailboxId } = this.#mailbox;
    return { space: mailboxId, id, author: mailboxId };
  }
}

/** Of each mailbox, for as long as the page stands. @type {WeakMap<import("./mailbox.js").Mailbox, Together>} */
const known = new WeakMap();

/** Who works in a mailbox, and its labels. @param {import("./mailbox.js").Mailbox} mailbox */
export function togetherIn(mailbox) {
  const there = known.get(mailbox) ?? new Together(mailbox);
  known.set(mailbox, there);
  return there;
}
