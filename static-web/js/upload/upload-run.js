import { ObjectSealer } from "../crypto/object-sealer.js";
import { plainLengthOf, regionLength, regionOverhead, storedLengthOf } from "../crypto/regions.js";
import { wait } from "../storage/back-off.js";
import { putBlock, putBlockList } from "../storage/blob.js";
import { TransferError } from "../storage/errors.js";
import { Gate } from "../storage/gate.js";
import { Tickets } from "../storage/tickets.js";
import { Transport } from "../storage/transport.js";
import { blockAt, blockCount, blockIdOf, longestBlock, regionsPerRead } from "./blocks.js";
import { readSlice } from "./read-file.js";

/** Blocks under way at the same time. Each holds its sealed bytes until the storage has them, so this bounds memory. */
const slots = 4;

/**
 * @typedef {import("../crypto/object-sealer.js").Trace} Trace
 * @typedef {import("../api/contract.d.ts").RequestUploadResponse} UploadTicket for a run that goes on: with the blocks
 *   that the storage has, or that it has the whole object
 * @typedef {{ encryptionData: string, traces: Map<number, Trace> }} Before what a run that was cut off left behind
 * @typedef {object} RunNotes where a run writes down what it needs to go on later
 * @property {(encryptionData: string) => Promise<unknown>} begin
 * @property {(block: number, traces: Trace[]) => Promise<unknown>} note before the block leaves this machine
 * @property {(sent: number) => Promise<unknown>} reach plain bytes that the storage has
 */

/** Seals one file and puts it in the storage: one encryption run. Ends in a seal, or in an error and no object. */
export class UploadRun {
  #file;
  #size;
  #lastModified;
  #onProgress;
  #notes;
  #before;
  #stop = new AbortController();
  #gate = new Gate();
  #transport;
  #nextBlock = 0;
  #sent = 0;
  /** Blocks that the storage has from before. */
  #stored = new Set();
  #isWhole = false;

  /**
   * @param {object} parts
   * @param {File} parts.file
   * @param {() => Promise<UploadTicket>} parts.requestTicket
   * @param {(sent: number) => void} parts.onProgress plain bytes that the storage has
   * @param {RunNotes | null} [parts.notes]
   * @param {Before | null} [parts.before] the run goes on where this ended
   * @param {typeof wait} [parts.pause]
   */
  constructor({ file, requestTicket, onProgress, notes = null, before = null, pause = wait }) {
    this.#file = file;
    this.#size = file.size;
    this.#lastModified = file.lastModified;
    this.#onProgress = onProgress;
    this.#notes = notes;
    this.#before = before;
    const tickets = new Tickets(requestTicket);
    this.#transport = new Transport({ tickets, signal: this.#stop.signal, gate: this.#gate, pause });
  }

  /**
   * @param {Uint8Array} sealKey of the space
   * @param {string} space its id
   * @returns {Promise<import("../crypto/base64.js").Bytes>} the file's seal
   */
  async run(sealKey, space) {
    const before = this.#before;
    const sealer = await (before === null ? this.#begin(sealKey, space) : this.#goOn(sealKey, space, before));
    await this.#sendBlocks(sealer);
    await this.#requireUnchanged();
    if (!this.#isWhole) {
      const ids = Array.from({ length: blockCount(this.#size) }, (_, block) => blockIdOf(block));
      await this.#transport.call(async (ticket, signal) =>
        putBlockList(addressIn(await ticket()), ids, sealer.encryptionData, signal));
    }

    return sealer.seal();
  }

  pause() {
    this.#gate.close();
  }

  resume() {
    this.#gate.open();
  }

  /** @param {Uint8Array} sealKey @param {string} space */
  async #begin(sealKey, space) {
    const sealer = await ObjectSealer.begin(sealKey, space, this.#size);
    await this.#notes?.begin(sealer.encryptionData);
    return sealer;
  }

  /** @param {Uint8Array} sealKey @param {string} space @param {Before} before */
  async #goOn(sealKey, space, { encryptionData, traces }) {
    const { blocks, finished } = await this.#transport.call((ticket) => ticket());
    this.#isWhole = finished;
    // The storage forgets blocks after a week, and never had the ones that were cut off under way.
    this.#stored = new Set(blocks);
    return ObjectSealer.resume(sealKey, space, this.#size, encryptionData, traces);
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
    const buffer = new Uint8Array(Math.min(longestBlock, storedLengthOf(this.#size)));
    while (this.#nextBlock < blockCount(this.#size)) {
      const block = this.#nextBlock++;
      await this.#gate.passage();
      if (this.#isStored(block)) {
        await this.#proveBlock(sealer, block);
      } else {
        await this.#sendBlock(sealer, block, buffer);
      }

      this.#sent += blockAt(this.#size, block).plain;
      this.#onProgress(this.#sent);
      await this.#notes?.reach(this.#sent);
    }
  }

  /** Whether the storage has it, and what was in it can be proved. @param {number} block */
  #isStored(block) {
    const { first, end } = blockAt(this.#size, block);
    const known = this.#before?.traces;
    const isThere = this.#isWhole || this.#stored.has(block);
    return isThere && Array.from({ length: end - first }).every((_, at) => known?.has(first + at));
  }

  /** @param {ObjectSealer} sealer @param {number} block */
  async #proveBlock(sealer, block) {
    for await (const { index, plain } of this.#read(block)) {
      await sealer.acceptRegion(index, plain);
    }
  }

  /**
   * @param {ObjectSealer} sealer
   * @param {number} block
   * @param {Uint8Array} buffer
   */
  async #sendBlock(sealer, block, buffer) {
    let filled = 0;
    /** @type {Trace[]} */
    const traces = [];
    for await (const { index, plain } of this.#read(block)) {
      traces.push(await sealer.sealRegion(index, plain, buffer.subarray(filled)));
      filled += plain.length + regionOverhead;
    }

    await this.#notes?.note(block, traces);
    const body = buffer.subarray(0, filled);
    await this.#transport.call(async (ticket, signal) =>
      putBlock(addressIn(await ticket()), blockIdOf(block), body, signal));
  }

  /** @param {number} block */
  async *#read(block) {
    const { first, end } = blockAt(this.#size, block);
    for (let from = first; from < end; from += regionsPerRead) {
      this.#stop.signal.throwIfAborted();
      const to = Math.min(from + regionsPerRead, end);
      const start = from * regionLength;
      const bytes = await readSlice(this.#file, start, Math.min(to * regionLength, this.#size) - start);
      for (let index = from; index < to; index++) {
        yield { index, plain: new Uint8Array(bytes, index * regionLength - start, plainLengthOf(this.#size, index)) };
      }
    }
  }

  /** A last look before the object comes to be: browsers tell of a change only when something is read. */
  async #requireUnchanged() {
    await readSlice(this.#file, 0, Math.min(1, this.#size));
    if (this.#file.size !== this.#size || this.#file.lastModified !== this.#lastModified) {
      throw new TransferError("file-changed", "The file changed while it was read.");
    }
  }
}

/**
 * Where a ticket writes.
 * @param {UploadTicket} ticket
 * @throws {TransferError} when the whole object is stored, of which this browser does not know every region
 */
function addressIn({ uploadUrl }) {
  if (uploadUrl === null) {
    throw new TransferError("file-changed", "It was finished before, with regions that are not known here.");
  }

  return uploadUrl;
}
