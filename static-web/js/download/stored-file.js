import { DamagedError } from "../crypto/errors.js";
import { plainLengthOf, regionOverhead, storedLengthOf, storedRegionLength } from "../crypto/regions.js";
import { encryptionDataOf, getBlob } from "../storage/blob.js";
import { StorageRefusal } from "../storage/errors.js";
import { ExactReader } from "./exact-reader.js";

/** @typedef {{ downloadUrl: string, etag: string, storedLength: number, expiresAt?: string }} Ticket */

/**
 * A file as it lies in the storage, read once from front to back over one connection. When that breaks, a new one goes
 * on at the region that was under way.
 */
export class StoredFile {
  #transport;
  #size;
  /** @type {string | null} */
  #etag = null;
  /** @type {ExactReader | null} */
  #reader = null;
  #encryptionData = "";
  #buffer;

  /**
   * @param {import("../storage/transport.js").Transport<Ticket>} transport
   * @param {number} size plain bytes, as the note says
   */
  constructor(transport, size) {
    this.#transport = transport;
    this.#size = size;
    this.#buffer = new Uint8Array(Math.min(storedRegionLength, size + regionOverhead));
  }

  /** Connects, and gives the metadata that a reader needs. */
  async open() {
    await this.#transport.call(async (ticket, signal) => {
      this.#reader = await this.#connect(await ticket(), 0, signal);
    });
    return this.#encryptionData;
  }

  /**
   * The stored bytes of a region; they are valid until the next call.
   * @param {number} index from 0, one after the other
   * @returns {Promise<Uint8Array>}
   */
  region(index) {
    const target = this.#buffer.subarray(0, plainLengthOf(this.#size, index) + regionOverhead);
    return this.#transport.call(async (ticket, signal) => {
      this.#reader ??= await this.#connect(await ticket(), index, signal);
      try {
        await this.#reader.fill(target);
      } catch (error) {
        await this.close();
        throw error;
      }

      return target;
    });
  }

  /** Lets go of the connection. */
  async close() {
    const reader = this.#reader;
    this.#reader = null;
    await reader?.cancel();
  }

  /**
   * @param {Ticket} ticket
   * @param {number} index region to begin with
   * @param {AbortSignal} signal
   */
  async #connect(ticket, index, signal) {
    this.#etag ??= ticket.etag;
    const stored = storedLengthOf(this.#size);
    if (ticket.etag !== this.#etag || ticket.storedLength !== stored) {
      throw new DamagedError("The stored object is not the one that the note names.");
    }

    const offset = index * storedRegionLength;
    const response = await this.#get(ticket, offset, signal);
    const length = response.headers.get("content-length");
    if (response.body === null || (length !== null && Number(length) !== stored - offset)) {
      throw new DamagedError("The stored object has the wrong length.");
    }

    this.#encryptionData = encryptionDataOf(response) ?? "";
    return new ExactReader(response.body);
  }

  /**
   * @param {Ticket} ticket
   * @param {number} offset
   * @param {AbortSignal} signal
   */
  async #get(ticket, offset, signal) {
    try {
      return await getBlob(ticket.downloadUrl, { etag: ticket.etag, offset, signal });
    } catch (error) {
      if (error instanceof StorageRefusal && error.status === 412) {
        throw new DamagedError("The stored object was changed after it was sent.", { cause: error });
      }

      throw error;
    }
  }
}
