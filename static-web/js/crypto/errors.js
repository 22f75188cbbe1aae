/** A sealed object that is not what its note, its row or its layout says. Nothing of it may be shown or saved. */
export class DamagedError extends Error {
  /** Stable, so that pages can translate. */
  code = "damaged";

  /**
   * @param {string} message what does not match, for developers
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = "DamagedError";
  }
}

/** A note that opens and is of a shape that this program does not know: one that is newer may have written it. */
export class UnknownShapeError extends DamagedError {}

/** A note that does not fit its row once it is sealed. */
export class NoteTooLargeError extends Error {
  /** Stable, so that pages can translate. */
  code = "note-too-large";

  /**
   * @param {number} size the sealed size in bytes
   * @param {number} limit the largest size that is allowed
   */
  constructor(size, limit) {
    super(`A sealed note of ${size} bytes is over the limit of ${limit}.`);
    this.name = "NoteTooLargeError";
    this.size = size;
    this.limit = limit;
  }
}

/** A run that was cut off cannot go on: a region was sealed before with other plaintext. Begin anew, with a new key. */
export class PlaintextChangedError extends Error {
  /** Stable, so that pages can translate. */
  code = "file-changed";

  /** @param {number} index the region */
  constructor(index) {
    super(`Region ${index} was sealed before with other plaintext.`);
    this.name = "PlaintextChangedError";
  }
}

/** A wrapped key is not the one of the conversation where it stood: somebody put it there, or changed it. */
export class RefusedKeyError extends DamagedError {
  code = "seal-key-refused";
}
