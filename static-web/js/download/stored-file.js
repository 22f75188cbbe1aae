import { DamagedError } from "../crypto/errors.js";
import { plainLengthOf, regionOverhead, storedLengthOf, storedRegionLength } from "../crypto/regions.js";
import { isTransient } from "../storage/back-off.js";
import { encryptionDataOf, getBlob } from "../storage/blob.js";
import { StorageRefusal, TransferError } from "../storage/errors.js";
import { ExactReader } from "./exact-reader.js";

/** @typedef {import("../api/contract.d.ts").RequestDownloadResponse} DownloadTicket */

/**
 * A file as it lies in the storage, read once from front to back over one connection. When that breaks, a new one goes
 * on at the region that was under way. When none comes about for long, `onStalled` is asked to close the gate, and the
 * reading goes on when somebody opens it; without `onStalled` the reading fails.
 */
export class StoredFile {
  #transport;
  #size;
  #onStalled;
  /** @type {string | null} */
  #etag = null;
  /** @type {ExactReader | null} */
  #reader = null;
  #encryptionData = "";
  #isClosed = false;
  /** One to fill while the other is opened. @type {ArrayBuffer[]} */
  #memory = [];

  /**
   * @param {import("../storage/transport.js").Transport<DownloadTicket>} transport
   * @param {number} size plain bytes, as the note says
   * @param {() => void} [onStalled] closes the gate of the transport
   */
  constructor(transport, size, onStalled) {
    this.#transport = transport;
    this.#size = size;
    this.#onStalled = onStalled;
  }

  /** Connects, and gives the metadata that a reader needs. */
  async open() {
    await this.#call(async (ticket, signal) => {
      this.#reader = await this.#connect(await ticket(), 0, signal);
    });
    return this.#encryptionData;
  }

  /**
   * The stored bytes of a region; they are valid until the next call but one.
   * @param {number} index from 0, one after the other
   * @returns {Promise<import("../crypto/base64.js").Bytes>}
   */
  region(index) {
    const length = plainLengthOf(this.#size, index) + regionOverhead;
    return this.#call(async (ticket, signal) => {
      this.#reader ??= await this.#connect(await ticket(), index, signal);
      try {
        const stored = await this.#reader.read(this.#memoryFor(index), length);
        this.#memory[index % 2] = stored.buffer;
        return stored;
      } catch (error) {
        await this.#letGo();
        throw error;
      }
    });
  }

  /** Memory that was not lost with a connection is used again. @param {number} index */
  #memoryFor(index) {
    const memory = this.#memory[index % 2];
    return memory === undefined || memory.byteLength === 0
      ? new ArrayBuffer(Math.min(storedRegionLength, storedLengthOf(this.#size)))
      : memory;
  }

  /** Ends the reading; what is under way fails. */
  async close() {
    this.#isClosed = true;
    await this.#letGo();
  }

  async #letGo() {
    const reader = this.#reader;
    this.#reader = null;
    await reader?.cancel();
  }

  /**
   * @template T
   * @param {(ticket: () => Promise<DownloadTicket>, signal: AbortSignal) => Promise<T>} act
   * @returns {Promise<T>}
   */
  async #call(act) {
    for (;;) {
      try {
        return await this.#transport.call((ticket, signal) => {
          if (this.#isClosed) {
            throw new Error("The file was closed.");
          }

          return act(ticket, signal);
        });
      } catch (error) {
        if (this.#onStalled === undefined || !isConnection(error)) {
          throw error;
        }

        this.#onStalled();
      }
    }
  }

  /**
   * @param {DownloadTicket} ticket
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
   * @param {DownloadTicket} ticket
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

/** Whether only the connection or the moment was bad. @param {unknown} error */
function isConnection(error) {
  return isTransient(error) || (error instanceof TransferError && error.code === "network");
}
