import { ProblemError } from "../api/call.js";
import { forgetContact, keepContacts, listContacts } from "../api/contacts.js";
import { DamagedError } from "../crypto/errors.js";
import { contactTags } from "../crypto/name-tags.js";
import { openNote, sealNote } from "../crypto/notes.js";
import { keyOf } from "../text/typed-address.js";

/**
 * @typedef {import("../crypto/note-shapes.js").Notes["contact"]} Contact
 * @typedef {Omit<Contact, "at" | "times"> & { isOnce: boolean }} Written to whom a message went, and how; once: not as
 *   this person is written to as a rule, which stays
 * @typedef {import("../api/contract.d.ts").ContactItem} Item
 */

/** Tries to keep contacts that others keep at the same moment. */
const mostTries = 4;

/**
 * The address book of a mailbox: to whom it wrote before. Sealed under the mailbox's key; the service knows that there
 * is somebody, and not who. Never holds a password.
 */
export class Contacts {
  #mailbox;
  /** By tag; null: it cannot be opened. @type {Map<string, { revision: number, contact: Contact | null }>} */
  #kept = new Map();
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {Promise<(address: string) => Promise<string>> | null} */
  #tags = null;

  /** @param {import("./mailbox.js").Mailbox} mailbox which is open */
  constructor(mailbox) {
    this.#mailbox = mailbox;
  }

  get all() {
    return [...this.#kept.values()].map(({ contact }) => contact).filter((contact) => contact !== null);
  }

  /** @param {string} email */
  find(email) {
    return this.all.find((contact) => keyOf(contact.email) === keyOf(email)) ?? null;
  }

  /** Reads them, once for a page. */
  load() {
    return (this.#loading ??= this.#readAll().catch((error) => {
      this.#loading = null;
      throw error;
    }));
  }

  /** Keeps to whom a message went. @param {Written[]} written @param {string} at when */
  async keep(written, at) {
    await this.load();
    for (let tries = 1; written.length > 0; tries++) {
      const wanted = await Promise.all(written.map((one) => this.#next(one, at)));
      const items = await Promise.all(wanted.map((one) => this.#seal(one)));
      try {
        const { contacts } = await keepContacts(this.#mailbox.mailboxId, items);
        contacts.forEach(({ tag, revision }, index) => {
          const { contact } = wanted[index] ?? {};
          contact !== undefined && this.#kept.set(tag, { revision, contact });
        });
        return;
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== "contacts-changed" || tries === mostTries) {
          throw error;
        }

        await this.#takeOver(error.problem.contacts ?? []);
      }
    }
  }

  /** @param {string} email */
  async forget(email) {
    const tag = await this.#tagOf(email);
    await forgetContact(this.#mailbox.mailboxId, tag);
    this.#kept.delete(tag);
  }

  async #readAll() {
    /** @type {string | null} */
    let cursor = null;
    do {
      /** @type {{ contacts: Item[], next: string | null }} */
      const { contacts, next } = await listContacts(this.#mailbox.mailboxId, cursor);
      await this.#takeOver(contacts);
      cursor = next;
    } while (cursor !== null);
  }

  /** @param {Item[]} items */
  async #takeOver(items) {
    await Promise.all(items.map(async ({ tag, revision, note }) => {
      this.#kept.set(tag, { revision, contact: await this.#open(tag, note) });
    }));
  }

  /** One that cannot be opened is written over with the next message. @param {string} tag @param {Item["note"]} note */
  async #open(tag, note) {
    try {
      return await openNote(this.#mailbox.sealKey, note, { kind: "contact", ...this.#identityOf(tag) });
    } catch (error) {
      if (!(error instanceof DamagedError)) {
        throw error;
      }

      return null;
    }
  }

  /** How somebody stands in it after this message. @param {Written} written @param {string} at */
  async #next({ isOnce, ...written }, at) {
    const tag = await this.#tagOf(written.email);
    const { revision = 0, contact: before = null } = this.#kept.get(tag) ?? {};
    const { method, phone, language, isDefault } = isOnce && before !== null ? before : written;
    const name = written.name === "" ? (before?.name ?? "") : written.name;
    const times = (before?.times ?? 0) + 1;
    return { tag, revision, contact: { email: written.email, name, method, phone, language, isDefault, at, times } };
  }

  /** @param {{ tag: string, revision: number, contact: Contact }} one @returns {Promise<Item>} */
  async #seal({ tag, revision, contact }) {
    const note = await sealNote(this.#mailbox.sealKey, { kind: "contact", ...this.#identityOf(tag), ...contact });
    return { tag, revision, note };
  }

  /** @param {string} id */
  #identityOf(id) {
    const { mailboxId } = this.#mailbox;
    return { space: mailboxId, id, author: mailboxId };
  }

  /** @param {string} email */
  async #tagOf(email) {
    return (await (this.#tags ??= contactTags(this.#mailbox.sealKey)))(email);
  }
}
