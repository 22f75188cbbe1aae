/**
 * Why a transfer ended. Pages translate the code:
 * - `file-changed`: the file on disk changed, or went away, while it was read;
 * - `other-tab`: another tab sends the same file;
 * - `network`: the connection failed, again and again;
 * - `ticket-refused`: the functions refused a ticket; `cause` is their answer;
 * - `storage-refused`: the storage refused the object;
 * - `finish-refused`: the functions refused the finished upload; `cause` is their answer;
 * - `damaged`: what was stored is not what was sent;
 * - `interrupted`: the browser stopped the part that was at work;
 * - `unsupported`: this browser cannot save a file of this size;
 * - `unexpected`: a fault of ours; `cause` or the message says which.
 * @typedef {"file-changed" | "other-tab" | "network" | "ticket-refused" | "storage-refused" | "finish-refused"
 *   | "damaged" | "interrupted" | "unsupported" | "unexpected"} TransferCode
 */

/** A transfer that ended without a result. */
export class TransferError extends Error {
  /**
   * @param {TransferCode} code
   * @param {string} message for developers
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "TransferError";
    this.code = code;
  }
}

/** The connection broke, or never came about. */
export class ConnectionLost extends Error {
  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super("The connection to the storage was lost.", options);
    this.name = "ConnectionLost";
  }
}

/** An answer of the storage that is not the one asked for. */
export class StorageRefusal extends Error {
  /**
   * @param {number} status HTTP
   * @param {number} retryAfter seconds the storage asks to wait, 0 when it does not say
   */
  constructor(status, retryAfter) {
    super(`The storage answered ${status}.`);
    this.name = "StorageRefusal";
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Any error as a `TransferError` or a `DamagedError`: what may cross to a page.
 * @param {unknown} error
 * @returns {Error & { code: TransferCode }}
 */
export function toTransferError(error) {
  if (error instanceof TransferError) {
    return error;
  }

  if (error instanceof ConnectionLost) {
    return new TransferError("network", error.message, { cause: error });
  }

  if (error instanceof StorageRefusal) {
    return new TransferError("storage-refused", error.message, { cause: error });
  }

  const code = error instanceof Error && "code" in error ? error.code : null;
  const known = code === "damaged" || code === "file-changed" ? code : "unexpected";
  return new TransferError(known, String(error), { cause: error });
}
