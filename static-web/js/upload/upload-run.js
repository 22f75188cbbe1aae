import { ObjectSealer } from "../crypto/object-sealer.js";
import { plainLengthOf, regionLength, regionOverhead } from "../crypto/regions.js";
import { wait } from "../storage/back-off.js";
import { putBlock, putBlockList } from "../storage/blob.js";
import { TransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { Tickets } from "../storage/tickets.js";
import { Transport } from "../storage/transport.js";
import { blockAt, blockCount, blockIdOf, longestBlock } from "./blocks.js";
import { readSlice } from "./read-file.js";

/** Blocks under way at the same time. Each holds its sealed bytes until the storage has them, so this bounds memory. */
const slots = 4;

/** Seals one file and puts it in the storage: one encryption run. Ends in a seal, or in an error and no object. */
export class UploadRun {
  #file;
  #size;
  #lastModified;
  #onProgress;
  #stop = new AbortController();
  #gate = new Gate();
  #transport;
  #nextBlock = 0;
  #sent = 0;

  /**
   * @param {object} parts
   * @param {File} parts.file
   * @param {() => Promise<{ uploadUrl: string, expiresAt: string }>} parts.requestTicket
   * @param {(sent: number) => void} parts.onProgress plain bytes that the storage has
   * @param {typeof wait} [parts.pause]
   */
  constructor({ file, requestTicket, onProgress, pause = wait }) {
    this.#file = file;
    this.#size = file.size;
    this.#lastModified = file.lastModified;
    this.#onProgress = onProgress;
    const tickets = new Tickets(requestTicket);
    this.#transport = new Transport({ tickets, signal: this.#stop.signal, gate: this.#gate, pause });
  }

  /**
   * @param {Uint8Array} sealKey of the space
   * @param {string} space its id
   * @returns {Promise<import("../crypto/base64.js").Bytes>} the file's seal
   */
  async run(sealKey, space) {
    const sealer = await ObjectSealer.begin(sealKey, space, this.#size);
    await this.#sendBlocks(sealer);
    await this.#requireUnchanged();
    const ids = Array.from({ length: blockCount(this.#size) }, (_, block) => blockIdOf(block));
    await this.#transport.call(async (ticket, signal) =>
      putBlockList((await ticket()).uploadUrl, ids, sealer.encryptionData, signal));
    return sealer.seal();
  }

  pause() {
    this.#gate.close();
  }

  resume() {
    this.#gate.open();
  }

  /** @param {ObjectSealer} sealer */
  async #sendBlocks(sealer) {
    const count = Math.min(slots, blockCount(this.#size));
    const work = Array.from({ length: count }, () => this.#fillSlot(sealer));
    try {
      await Promise.all(work);
    } catch (error) {
      // One slot gave up, so the others' work has no use any more.
      this.#stop.abort(error);
      await Promise.allSettled(work);
      throw error;
    }
  }

  /**
   * Sends block after block. The buffer is filled again only after the storage has what was in it: a block that is
   * sent again is the same sealed bytes.
   * @param {ObjectSealer} sealer
   */
  async #fillSlot(sealer) {
    const buffer = new Uint8Array(Math.min(longestBlock, this.#size + 2 * regionOverhead));
    while (this.#nextBlock < blockCount(this.#size)) {
      const block = this.#nextBlock++;
      const body = await this.#sealBlock(sealer, block, buffer);
      await this.#transport.call(async (ticket, signal) =>
        putBlock((await ticket()).uploadUrl, blockIdOf(block), body, signal));
      this.#sent += blockAt(this.#size, block).plain;
      this.#onProgress(this.#sent);
    }
  }

  /**
   * @param {ObjectSealer} sealer
   * @param {number} block
   * @param {Uint8Array} buffer
   */
  async #sealBlock(sealer, block, buffer) {
    const { first, end } = blockAt(this.#size, block);
    let filled = 0;
    for (let index = first; index < end; index++) {
      this.#stop.signal.throwIfAborted();
      const length = plainLengthOf(this.#size, index);
      const plain = await readSlice(this.#file, index * regionLength, length);
      await sealer.sealRegion(index, plain, buffer.subarray(filled));
      filled += length + regionOverhead;
    }

    return buffer.subarray(0, filled);
  }

  /** A last look before the object comes to be: browsers tell of a change only when something is read. */
  async #requireUnchanged() {
    await readSlice(this.#file, 0, Math.min(1, this.#size));
    if (this.#file.size !== this.#size || this.#file.lastModified !== this.#lastModified) {
      throw new TransferError("file-changed", "The file changed while it was read.");
    }
  }
}
