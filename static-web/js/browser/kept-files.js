/**
 * Files that this browser keeps for who comes back after a reload, in a database of their own. What is in them is
 * sealed before it comes here: who has the disk and not the key learns sizes and times.
 */

/**
 * @typedef {{ encryptionData: string, body: Uint8Array<ArrayBuffer> }} Sealed
 * @typedef {Sealed & { at: number }} KeptFile at: when it was kept, milliseconds
 */

const databaseName = "zegel-kept-files";
const files = "files";

/** @returns {Promise<IDBDatabase>} rejects where the browser keeps nothing */
async function open() {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(files);
  return result(request);
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
 * @param {(store: IDBObjectStore) => unknown} act
 * @returns {Promise<void>}
 */
async function write(act) {
  const database = await open();
  try {
    await new Promise((/** @type {(done: void) => void} */ resolve, reject) => {
      const transaction = database.transaction(files, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      act(transaction.objectStore(files));
    });
  } finally {
    database.close();
  }
}

/** All of a place. @param {string} place */
const ofPlace = (place) => IDBKeyRange.bound([place], [place, []]);

/**
 * Keeps a file; rejects where the browser keeps nothing, or no more.
 * @param {string} place of what it is a part
 * @param {string} id
 * @param {Sealed} sealed
 */
export const keepFile = (place, id, { encryptionData, body }) =>
  write((store) => store.put({ id, encryptionData, body, at: Date.now() }, [place, id]));

/**
 * The files of a place by their ids; none where the browser keeps nothing.
 * @param {string} place
 * @param {number} longest milliseconds after which one is not kept any more, of whatever place
 * @returns {Promise<Map<string, KeptFile>>}
 */
export async function keptFiles(place, longest) {
  try {
    await write((store) => {
      const walk = store.openCursor();
      walk.onsuccess = () => {
        const cursor = walk.result;
        cursor !== null && cursor.value.at < Date.now() - longest && cursor.delete();
        cursor?.continue();
      };
    });
    const database = await open();
    /** @type {(KeptFile & { id: string })[]} */
    const all = await result(database.transaction(files).objectStore(files).getAll(ofPlace(place)));
    database.close();
    return new Map(all.map(({ id, ...file }) => [id, file]));
  } catch (error) {
    console.warn("This browser keeps no files.", error);
    return new Map();
  }
}

/** Keeps a file no longer. @param {string} place @param {string} id */
export const dropFile = (place, id) => write((store) => store.delete([place, id]));

/** Keeps nothing of a place any longer. @param {string} place */
export const dropFiles = (place) => write((store) => store.delete(ofPlace(place)));

/** Keeps nothing any longer: who signs out leaves no pictures behind. */
export async function dropAllFiles() {
  try {
    await write((store) => store.clear());
  } catch (error) {
    console.warn("This browser keeps no files.", error);
  }
}
