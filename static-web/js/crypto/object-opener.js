import { importContentKey, unwrapContentKey } from "./content-keys.js";
import { protocol, readEncryptionData } from "./encryption-data.js";
import { DamagedError } from "./errors.js";
import { nonceLength, nonceOf, plainLengthOf, regionCount, regionOverhead } from "./regions.js";
import { hashRegion, sealOf } from "./seal.js";

/** @typedef {import("./base64.js").Bytes} Bytes */

/** Opens one sealed object, region by region and in order. Every method throws `DamagedError` at the first mismatch. */
export class ObjectOpener {
  #key;
  #size;
  /** @type {Bytes[]} */
  #hashes = [];

  /**
   * @param {CryptoKey} key
   * @param {number} size
   */
  constructor(key, size) {
    this.#key = key;
    this.#size = size;
  }

  /**
   * @param {Uint8Array} sealKey of the space
   * @param {string} space its id
   * @param {string} encryptionData the object's metadata
   * @param {number} size plain bytes, from a place that is itself sealed
   */
  static async begin(sealKey, space, encryptionData, size) {
    const wrapped = readEncryptionData(encryptionData, space);
    const contentKey = await unwrapContentKey(sealKey, wrapped, protocol);
    const key = await importContentKey(contentKey, "decrypt");
    contentKey.fill(0);
    return new ObjectOpener(key, size);
  }

  /**
   * Opens the next region.
   * @param {Uint8Array} stored
   * @returns {Promise<Bytes>} its plain bytes
   */
  async openNext(stored) {
    const index = this.#hashes.length;
    const fits = index < regionCount(this.#size);
    if (!fits || stored.length !== plainLengthOf(this.#size, index) + regionOverhead) {
      throw new DamagedError(`Region ${index} has the wrong length.`);
    }

    const nonce = nonceOf(index);
    if (!nonce.every((byte, position) => byte === stored[position])) {
      throw new DamagedError(`Region ${index} was sealed for another position.`);
    }

    const [hash, plain] = await Promise.all([
      hashRegion(stored),
      this.#decrypt(nonce, /** @type {Bytes} */ (stored.subarray(nonceLength)), index),
    ]);
    this.#hashes.push(hash);
    return plain;
  }

  /**
   * Holds the whole object against the seal that its note vouches for. Nothing is complete before this returned.
   * @param {Uint8Array} seal
   */
  async checkSeal(seal) {
    if (this.#hashes.length !== regionCount(this.#size)) {
      throw new DamagedError("The object ended before its last region.");
    }

    const actual = await sealOf(this.#hashes, this.#size);
    if (seal.length !== actual.length || !actual.every((byte, index) => byte === seal[index])) {
      throw new DamagedError("The object is not the one that was sent.");
    }
  }

  /**
   * @param {Bytes} nonce
   * @param {Bytes} sealed
   * @param {number} index
   */
  async #decrypt(nonce, sealed, index) {
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, this.#key, sealed));
    } catch (cause) {
      throw new DamagedError(`Region ${index} does not open.`, { cause });
    }
  }
}
