/**
 * A file that no upload of this page sends, with the face of one: it arrived before, or another device sends it.
 */
export class StoredUpload extends EventTarget {
  error = null;
  bytesPerSecond = 0;
  secondsLeft = null;

  /**
   * @param {{ size: number }} file
   * @param {import("./upload.js").Upload["reference"]} reference what a note says of it; null: it is still on its way
   */
  constructor({ size }, reference) {
    super();
    this.size = size;
    this.reference = reference;
    this.sent = reference === null ? 0 : size;
    /** @type {"ready" | "elsewhere"} */
    this.state = reference === null ? "elsewhere" : "ready";
  }

  pause() {}

  resume() {}

  cancel() {}

  letGo() {}
}
