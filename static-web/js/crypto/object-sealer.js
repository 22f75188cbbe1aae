import { importContentKey, makeContentKey, wrapContentKey } from "./content-keys.js";
import { protocol, writeEncryptionData } from "./encryption-data.js";
import { nonceLength, nonceOf, plainLengthOf, regionCount, regionOverhead } from "./regions.js";
import { hashRegion, sealOf } from "./seal.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/**
 * One encryption run of one object, with a content key of its own. A region is sealed once: to send it again, send the
 * same sealed bytes again, and to seal other bytes, begin a new run.
 */
export class ObjectSealer {
  #key;
  #size;
  /** @type {Bytes[]} */
  #hashes = [];
  /** @type {Set<number>} */
  #begun = new Set();

  /**
   * @param {CryptoKey} key
   * @param {string} encryptionData
   * @param {number} size
   */
  constructor(key, encryptionData, size) {
    this.#key = key;
    this.#size = size;
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
    const key = await importContentKey(contentKey, "encrypt");
    contentKey.fill(0);
    return new ObjectSealer(key, writeEncryptionData(space, wrapped), size);
  }

  /**
   * Seals region `index` into `target`.
   * @param {number} index
   * @param {BufferSource} plain
   * @param {Uint8Array} target takes exactly the plain length and `regionOverhead`
   */
  async sealRegion(index, plain, target) {
    if (index < 0 || index >= regionCount(this.#size) || plain.byteLength !== plainLengthOf(this.#size, index)) {
      throw new RangeError(`Region ${index} of ${this.#size} bytes does not have ${plain.byteLength} bytes.`);
    }

    if (this.#begun.has(index)) {
      throw new Error(`Region ${index} was sealed before: its nonce would meet a second plaintext.`);
    }

    this.#begun.add(index);
    const nonce = nonceOf(index);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, this.#key, plain);
    const stored = target.subarray(0, plain.byteLength + regionOverhead);
    stored.set(nonce);
    stored.set(new Uint8Array(sealed), nonceLength);
    this.#hashes[index] = await hashRegion(stored);
  }

  /** The object's seal, once every region is sealed. */
  seal() {
    if (Object.keys(this.#hashes).length !== regionCount(this.#size)) {
      throw new Error("Not every region is sealed yet.");
    }

    return sealOf(this.#hashes, this.#size);
  }
}
