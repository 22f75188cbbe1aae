import { importContentKey, makeContentKey, unwrapContentKey, wrapContentKey } from "./content-keys.js";
import { protocol, readEncryptionData, writeEncryptionData } from "./encryption-data.js";
import { PlaintextChangedError } from "./errors.js";
import { plainCheck } from "./plain-check.js";
import { nonceLength, nonceOf, plainLengthOf, regionCount, regionOverhead } from "./regions.js";
import { hashRegion, sealOf } from "./seal.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/**
 * What is known of a region once it may have left this machine: the hash of its stored bytes, and a check value by
 * which its plaintext is known again. Neither tells anything of the plaintext without the content key.
 * @typedef {{ hash: Bytes, check: Bytes }} Trace
 */

/**
 * One encryption run of one object, with a content key of its own. A region is sealed once; to send it again, send the
 * same sealed bytes again. A run that was cut off goes on only with regions whose plaintext is proved to be the same.
 */
export class ObjectSealer {
  #key;
  #check;
  #size;
  /** @type {Map<number, Trace>} */
  #known;
  /** @type {Bytes[]} */
  #hashes = [];
  /** @type {Set<number>} */
  #begun = new Set();

  /**
   * @param {Uint8Array} contentKey is wiped
   * @param {CryptoKey} key
   * @param {Awaited<ReturnType<typeof plainCheck>>} check
   * @param {string} encryptionData
   * @param {number} size
   * @param {Map<number, Trace>} known
   */
  constructor(contentKey, key, check, encryptionData, size, known) {
    contentKey.fill(0);
    this.#key = key;
    this.#check = check;
    this.#size = size;
    this.#known = known;
    /** The text of the object's `encryptiondata` metadata. */
    this.encryptionData = encryptionData;
  }

  /**
   * @param {Uint8Array} sealKey of the space
   * @param {string} space its id
   * @param {number} size plain bytes of the whole object
   */
  static async begin(sealKey, space, size) {
    const contentKey = makeContentKey();
    const wrapped = await wrapContentKey(sealKey, contentKey, protocol);
    return ObjectSealer.#with(contentKey, writeEncryptionData(space, wrapped), size, new Map());
  }

  /**
   * Goes on with a run that was cut off.
   * @param {Uint8Array} sealKey of the space
   * @param {string} space its id
   * @param {number} size plain bytes of the whole object
   * @param {string} encryptionData as the run began
   * @param {Map<number, Trace>} known of every region that may have left this machine
   * @throws {import("./errors.js").DamagedError} when the metadata is not of this space and key
   */
  static async resume(sealKey, space, size, encryptionData, known) {
    const contentKey = await unwrapContentKey(sealKey, readEncryptionData(encryptionData, space), protocol);
    return ObjectSealer.#with(contentKey, encryptionData, size, known);
  }

  /**
   * @param {Uint8Array} contentKey
   * @param {string} encryptionData
   * @param {number} size
   * @param {Map<number, Trace>} known
   */
  static async #with(contentKey, encryptionData, size, known) {
    const [key, check] = await Promise.all([importContentKey(contentKey, "encrypt"), plainCheck(contentKey)]);
    return new ObjectSealer(contentKey, key, check, encryptionData, size, known);
  }

  /**
   * Seals region `index` into `target`.
   * @param {number} index
   * @param {BufferSource} plain
   * @param {Uint8Array} target takes exactly the plain length and `regionOverhead`
   * @returns {Promise<Trace>} to be written down before the region leaves this machine, by who wants to resume
   * @throws {PlaintextChangedError} when the region was sealed before the run was cut off, with other plaintext
   */
  async sealRegion(index, plain, target) {
    this.#enter(index, plain);
    const proof = this.#prove(index, plain);
    if (this.#known.has(index)) {
      // Before sealing; a region that is not known has no earlier plaintext to meet.
      await proof;
    }

    const nonce = nonceOf(index);
    const sealing = crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, this.#key, plain);
    const [check, sealed] = await Promise.all([proof, sealing]);
    const stored = target.subarray(0, plain.byteLength + regionOverhead);
    stored.set(nonce);
    stored.set(new Uint8Array(sealed), nonceLength);
    const hash = await hashRegion(stored);
    if (!isSame(this.#known.get(index)?.hash ?? hash, hash)) {
      throw new PlaintextChangedError(index);
    }

    this.#hashes[index] = hash;
    return { hash, check };
  }

  /**
   * Takes region `index` as stored already, because its plaintext is still the same.
   * @param {number} index one that is known
   * @param {BufferSource} plain
   * @throws {PlaintextChangedError}
   */
  async acceptRegion(index, plain) {
    const known = this.#known.get(index);
    if (known === undefined) {
      throw new RangeError(`Region ${index} was not sealed before.`);
    }

    this.#enter(index, plain);
    await this.#prove(index, plain);
    this.#hashes[index] = known.hash;
  }

  /** The object's seal, once every region is sealed. */
  seal() {
    if (Object.keys(this.#hashes).length !== regionCount(this.#size)) {
      throw new Error("Not every region is sealed yet.");
    }

    return sealOf(this.#hashes, this.#size);
  }

  /**
   * @param {number} index
   * @param {BufferSource} plain
   */
  #enter(index, plain) {
    if (index < 0 || index >= regionCount(this.#size) || plain.byteLength !== plainLengthOf(this.#size, index)) {
      throw new RangeError(`Region ${index} of ${this.#size} bytes does not have ${plain.byteLength} bytes.`);
    }

    if (this.#begun.has(index)) {
      throw new Error(`Region ${index} was sealed before: its nonce would meet a second plaintext.`);
    }

    this.#begun.add(index);
  }

  /**
   * @param {number} index
   * @param {BufferSource} plain
   * @returns {Promise<Bytes>} its check value
   * @throws {PlaintextChangedError} when the region is known with another one
   */
  async #prove(index, plain) {
    const check = await this.#check(plain);
    if (!isSame(this.#known.get(index)?.check ?? check, check)) {
      throw new PlaintextChangedError(index);
    }

    return check;
  }
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function isSame(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
