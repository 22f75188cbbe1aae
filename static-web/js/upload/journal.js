import { makeBrowserKey } from "../crypto/browser-key.js";
import { regionHashLength, regionsPerBlock } from "./blocks.js";
import { longestDraft } from "../limits.js";

/**
 * What this browser remembers of uploads that are under way, so that they can go on after a reload, a crash or a night:
 * in IndexedDB, for each file one record and for each block the traces of its regions. A block is written down before
 * it leaves: what is not here was never sent. The content key is here only wrapped under the space's seal key and the
 * file's name only sealed; who has the disk and not the seal key learns sizes and times.
 *
 * The seal key of a conversation that has no message yet exists in this browser alone. It is kept under a key that no
 * script can read and that goes with the last record.
 *
 * Without Web Locks nothing is kept: two tabs could go on with one run, and a key and nonce could meet two plaintexts.
 */

/**
 * @typedef {import("../crypto/object-sealer.js").Trace} Trace
 * @typedef {import("../crypto/notes.js").Sealed} Sealed
 * @typedef {import("../crypto/words.js").SealedWords} SealedWords
 * @typedef {import("../crypto/base64.js").Bytes} Bytes
 * @typedef {object} UploadRecord
 * @property {string} fileId
 * @property {string} space
 * @property {string} participantId as whom it is sent
 * @property {string | null} mailboxId for which it is sent; null: a visitor's
 * @property {number} size
 * @property {number} lastModified
 * @property {string | undefined} [draft] of what it is to be a part, where its space has several; a message's has none
 * @property {Sealed} name a note of kind `unfinished`
 * @property {string} encryptionData of the object, with its wrapped content key
 * @property {SealedWords | null} words the whole file, sealed, when it was made of what was typed: it is on no disk
 * @property {Bytes | null} hiddenKey the space's seal key, where it has no message yet
 * @property {number} sent plain bytes that the storage has
 * @property {number} at when it began, milliseconds
 */

const databaseName = "zegel-uploads";
const files = "files";
const blocks = "blocks";
const keys = "keys";
const own = "own";

/**
 * The one connection of this thread; made again when the browser closed it, as when its storage is cleared.
 * @type {Promise<IDBDatabase> | null}
 */
let connection = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  connection ??= connect().catch((error) => {
    connection = null;
    throw error;
  });
  return connection;
}

async function connect() {
  if (navigator.locks === undefined) {
    throw new Error("Without locks no tab knows what another one goes on with.");
  }

  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(files, { keyPath: "fileId" });
    request.result.createObjectStore(blocks);
    request.result.createObjectStore(keys);
  };
  const database = await result(request);
  database.onclose = () => {
    connection = null;
  };
  return database;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Does something in one transaction and resolves when it is on disk.
 * @param {IDBDatabase} database
 * @param {(transaction: IDBTransaction) => void} act
 * @returns {Promise<void>}
 */
function write(database, act) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([files, blocks, keys], "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    act(transaction);
  });
}

/** All blocks of a file. @param {string} fileId */
const blocksOf = (fileId) => IDBKeyRange.bound([fileId], [fileId, []]);

/** The journal of one file. */
export class Journal {
  #database;
  #fileId;
  /** @type {UploadRecord | null} */
  #record = null;

  /**
   * @param {IDBDatabase} database
   * @param {string} fileId
   */
  constructor(database, fileId) {
    this.#database = database;
    this.#fileId = fileId;
  }

  /** @param {string} fileId @returns {Promise<Journal>} rejects where the browser keeps nothing */
  static async of(fileId) {
    return new Journal(await open(), fileId);
  }

  /** @param {UploadRecord} record */
  begin(record) {
    this.#record = record;
    return write(this.#database, (transaction) => transaction.objectStore(files).put(record));
  }

  /** @returns {Promise<{ record: UploadRecord, traces: Map<number, Trace> } | null>} by region */
  async read() {
    const transaction = this.#database.transaction([files, blocks]);
    /** @type {[UploadRecord | undefined, IDBValidKey[], Uint8Array<ArrayBuffer>[]]} */
    const [record, places, values] = await Promise.all([
      result(transaction.objectStore(files).get(this.#fileId)),
      result(transaction.objectStore(blocks).getAllKeys(blocksOf(this.#fileId))),
      result(transaction.objectStore(blocks).getAll(blocksOf(this.#fileId))),
    ]);
    if (record === undefined) {
      return null;
    }

    this.#record = record;
    const numbers = places.map((key) => /** @type {[string, number]} */ (key)[1]);
    return { record, traces: tracesIn(numbers, values) };
  }

  /**
   * Writes a block down; to be awaited before it is sent.
   * @param {number} block
   * @param {readonly Trace[]} traces of its regions
   */
  note(block, traces) {
    const bytes = new Uint8Array(traces.length * 2 * regionHashLength);
    traces.flatMap(({ hash, check }) => [hash, check]).forEach((part, at) => bytes.set(part, at * regionHashLength));
    return write(this.#database, (transaction) =>
      transaction.objectStore(blocks).put(bytes, [this.#fileId, block]));
  }

  /** How far it is, for who comes back; a number that is lost costs nothing. @param {number} bytes */
  async reach(bytes) {
    if (this.#record !== null && bytes > this.#record.sent) {
      this.#record = { ...this.#record, sent: bytes };
      const transaction = this.#database.transaction(files, "readwrite", { durability: "relaxed" });
      await result(transaction.objectStore(files).put(this.#record));
    }
  }

  async forget() {
    await write(this.#database, (transaction) => remove(transaction, this.#fileId));
  }
}

/**
 * Removes a record; with the last one the browser's key goes too.
 * @param {IDBTransaction} transaction
 * @param {string} fileId
 */
function remove(transaction, fileId) {
  const store = transaction.objectStore(files);
  store.delete(fileId);
  transaction.objectStore(blocks).delete(blocksOf(fileId));
  const left = store.count();
  left.onsuccess = () => {
    if (left.result === 0) {
      transaction.objectStore(keys).clear();
    }
  };
}

/** The key of this browser; made when there is none. @returns {Promise<CryptoKey>} */
export async function browserKey() {
  const [database, made] = await Promise.all([open(), makeBrowserKey()]);
  await write(database, (transaction) => {
    const store = transaction.objectStore(keys);
    const known = store.count(own);
    known.onsuccess = () => {
      if (known.result === 0) {
        store.add(made, own);
      }
    };
  });
  return result(database.transaction(keys).objectStore(keys).get(own));
}

/**
 * @param {readonly number[]} numbers of blocks
 * @param {readonly Uint8Array<ArrayBuffer>[]} values
 */
function tracesIn(numbers, values) {
  /** @type {Map<number, Trace>} */
  const traces = new Map();
  numbers.forEach((block, at) => {
    const bytes = values[at] ?? new Uint8Array(0);
    for (let region = 0; (region + 1) * 2 * regionHashLength <= bytes.length; region++) {
      const start = region * 2 * regionHashLength;
      const hash = bytes.slice(start, start + regionHashLength);
      const check = bytes.slice(start + regionHashLength, start + 2 * regionHashLength);
      traces.set(block * regionsPerBlock + region, { hash, check });
    }
  });
  return traces;
}

/**
 * The uploads that were cut off and that no tab works on, the oldest first. Records that are too old go.
 * @returns {Promise<UploadRecord[]>} none where the browser keeps nothing
 */
export async function unfinished() {
  try {
    const database = await open();
    const all = await result(database.transaction(files).objectStore(files).getAll());
    await forgetOld(database, all);
    const held = new Set(((await navigator.locks.query()).held ?? []).map(({ name }) => name));
    return all.filter(({ fileId }) => !held.has(lockOf(fileId))).sort((one, other) => one.at - other.at);
  } catch (error) {
    console.warn("This browser keeps no uploads.", error);
    return [];
  }
}

/** @param {string} fileId */
export async function forgetUnfinished(fileId) {
  await (await Journal.of(fileId)).forget();
}

/** The name of the lock that a tab holds while it sends a file. @param {string} fileId */
export const lockOf = (fileId) => `zegel-upload-${fileId}`;

/** @param {IDBDatabase} database @param {UploadRecord[]} all */
async function forgetOld(database, all) {
  const old = all.filter(({ at }) => at < Date.now() - longestDraft);
  if (old.length > 0) {
    await write(database, (transaction) => old.forEach(({ fileId }) => remove(transaction, fileId)));
  }
}
