import { ProblemError } from "../api/call.js";
import { addPart, makeDossier } from "../api/dossiers.js";
import { getSealingKey } from "../api/participants.js";
import { randomId, toBase64 } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { makeSealKey, wrapForVault } from "../crypto/seal-keys.js";
import { beginnerOf } from "./participant-id.js";

/**
 * @typedef {import("../crypto/note-shapes.js").Notes["dossier"]} DossierHeader
 * @typedef {{ status: string, handlerId: string | null, standInId: string | null }} FirstFacts
 * @typedef {import("../api/contract.d.ts").WrappedSealKey} WrappedSealKey
 */

/** Wraps keys for the vault; what its key is is asked once for many. */
export class VaultKey {
  /** @type {ReturnType<typeof getSealingKey> | null} */
  #asked = null;

  /**
   * @param {Uint8Array} sealKey
   * @param {string} spaceId
   * @param {import("../crypto/key-context.js").SpaceKind} kind
   * @returns {Promise<WrappedSealKey>}
   */
  async wrap(sealKey, spaceId, kind) {
    this.#asked ??= getSealingKey();
    try {
      const { version, jwk } = await this.#asked;
      return { version, wrapped: toBase64(await wrapForVault(sealKey, spaceId, jwk, kind)) };
    } catch (error) {
      this.#asked = null;
      throw error;
    }
  }

  /**
   * Does what a wrapped key is needed for; once more when the vault has another key by now.
   * @template T
   * @param {() => Promise<T>} work
   */
  async use(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "seal-key-outdated") {
        throw error;
      }

      this.#asked = null;
      return work();
    }
  }
}

/**
 * A note of a dossier, under its own key or that of a part.
 * @param {Uint8Array} sealKey
 * @param {string} space
 * @param {DossierHeader} header
 */
export const sealHeader = (sealKey, space, header) =>
  sealNote(sealKey, { kind: "dossier", space, id: space, author: beginnerOf(space), ...header });

/** A space that is being made: key and id stay the same for every try, so that a lost answer makes no second one. */
class SpaceMaking {
  id = randomId();
  sealKey = makeSealKey();
  /** Sealed once: a try that got through is known again. @type {ReturnType<typeof sealHeader> | null} */
  #note = null;

  /** @param {DossierHeader} header */
  seal(header) {
    this.#note ??= sealHeader(this.sealKey, this.id, header);
    return this.#note;
  }
}

/** A dossier that is being made, with a part for each client; what failed is tried again and makes nothing twice. */
export class DossierMaking {
  #mailbox;
  #keys;
  #vault;
  #header;
  #facts;
  #dossier = new SpaceMaking();
  #parts;
  /** The mailbox in it; null until it is made. @type {string | null} */
  participantId = null;

  /**
   * @param {import("./dossiers.js").Dossiers} dossiers gets the keys, until the mailbox has them
   * @param {DossierHeader} header
   * @param {FirstFacts} facts
   * @param {VaultKey} [vault]
   */
  constructor({ mailbox, keys }, header, facts, vault = new VaultKey()) {
    this.#mailbox = mailbox;
    this.#keys = keys;
    this.#vault = vault;
    this.#header = header;
    this.#facts = facts;
    this.#parts = new PartsMaking(keys, vault);
  }

  get dossierId() {
    return this.#dossier.id;
  }

  /** Makes the dossier, yet without clients. */
  async make() {
    if (this.participantId !== null) {
      return this.participantId;
    }

    const { id: dossierId, sealKey } = this.#dossier;
    const note = await this.#dossier.seal(this.#header);
    const steps = this.#header.steps.map(({ id }) => id);
    const { participantId } = await this.#vault.use(async () => makeDossier(this.#mailbox.mailboxId, {
      dossierId, note, steps, ...this.#facts, sealKey: await this.#vault.wrap(sealKey, dossierId, "dossier"),
    }));
    this.#keys.set(dossierId, sealKey);
    this.participantId = participantId;
    return participantId;
  }

  /** Puts a client into it. @param {string} clientId */
  async add(clientId) {
    return this.#parts.add(await this.make(), clientId, this.#header);
  }
}

/** Clients who are put into a dossier, each with a part and a key of its own. */
export class PartsMaking {
  #keys;
  #vault;
  /** By client. @type {Map<string, SpaceMaking>} */
  #begun = new Map();
  /** Those who are in it. @type {Set<string>} */
  #added = new Set();

  /** @param {Map<string, Uint8Array>} keys @param {VaultKey} [vault] */
  constructor(keys, vault = new VaultKey()) {
    this.#keys = keys;
    this.#vault = vault;
  }

  /** @param {string} participantId the mailbox in the dossier @param {string} clientId @param {DossierHeader} header */
  async add(participantId, clientId, header) {
    if (this.#added.has(clientId)) {
      return;
    }

    const part = this.#begun.get(clientId) ?? new SpaceMaking();
    this.#begun.set(clientId, part);
    const { id: partId, sealKey } = part;
    const note = await part.seal(header);
    await this.#vault.use(async () => addPart(participantId, {
      partId, clientId, note, sealKey: await this.#vault.wrap(sealKey, partId, "part"),
    }));
    this.#keys.set(partId, sealKey);
    this.#added.add(clientId);
  }
}

/**
 * The steps of lines that were typed: one that stays keeps its id, and with it whether it is done.
 * @param {string} typed one a line
 * @param {import("../crypto/note-shapes.js").Notes["dossier"]["steps"]} before
 */
export function stepsOf(typed, before) {
  const titles = typed.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const left = [...before];
  const take = (/** @type {number} */ at) => (at < 0 ? undefined : left.splice(at, 1)[0]?.id);
  const same = titles.map((title) => take(left.findIndex((step) => step.title === title)));
  // One that was only worded otherwise stands where it stood.
  return titles.map((title, at) => {
    const there = titles.length === before.length ? left.findIndex((one) => one === before[at]) : -1;
    return { id: same[at] ?? take(there) ?? randomId(), title };
  });
}
