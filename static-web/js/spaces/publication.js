import { publishEntry } from "../api/dossiers.js";
import { codeOf } from "../components/problem-text.js";
import { randomId } from "../crypto/base64.js";
import { sealNote } from "../crypto/notes.js";
import { DraftFiles } from "./draft-files.js";
import { SpaceFiles } from "./space-files.js";

/**
 * @typedef {import("../components/dropped-files.js").Chosen} Chosen
 * @typedef {import("../api/contract.d.ts").PublishTab} PublishTab
 * @typedef {{ tab: PublishTab, subject: string, name: string, files: readonly Chosen[] }} Published
 * @typedef {"waiting" | "sending" | "done" | "failed"} State
 */

/**
 * What the office publishes to one client: its files are sealed and uploaded into that client's part, under its key and
 * no other. To try again goes on with what arrived, and publishes nothing twice. Says `change` when it went on.
 */
export class Publication extends EventTarget {
  #space;
  #files;
  #attached;
  #entryId = randomId();
  /** @type {Set<Chosen>} */
  #added = new Set();
  /** @type {{ print: string, header: import("../crypto/notes.js").Sealed } | null} */
  #sealed = null;
  /** @type {State} */
  state = "waiting";
  /** Why it failed. @type {unknown} */
  error = null;

  /** @param {import("./space-files.js").Space} space the part, as the office has it */
  constructor(space) {
    super();
    this.#space = space;
    this.#files = new SpaceFiles(space);
    this.#attached = new DraftFiles(this.#files);
    this.#attached.addEventListener("change", () => this.#changed());
  }

  /** How far its files are, from 0 to 1. */
  get share() {
    return this.state === "done" ? 1 : (this.#attached.share ?? 0);
  }

  /** Never throws: what went wrong is in `error`. @param {Published} published the same every time */
  async publish(published) {
    if (this.state === "done" || this.state === "sending") {
      return;
    }

    this.#become("sending", null);
    try {
      await this.#upload(published.files);
      await this.#post(published);
      this.#attached.forgetAll();
      this.#become("done", null);
    } catch (error) {
      this.#become("failed", error);
    }
  }

  /** Nothing of it is wanted any more: its files are taken back. */
  giveUp() {
    this.#attached.files.forEach((entry) => this.#attached.remove(entry));
  }

  /** @param {readonly Chosen[]} files */
  async #upload(files) {
    for (const entry of this.#attached.files.filter(({ upload }) => upload.state === "failed")) {
      this.#attached.again(entry);
    }

    for (const one of files.filter((chosen) => !this.#added.has(chosen))) {
      this.#added.add(one);
      await this.#attached.add(one);
    }

    await this.#attached.whenReady();
  }

  /** @param {Published} published */
  async #post({ tab, subject, name }) {
    const files = this.#attached.references;
    const print = JSON.stringify(files);
    // Sealed once: a try that got through is known again by the service.
    if (this.#sealed?.print !== print) {
      const { spaceId: space, participantId: author } = this.#space;
      const note = { kind: "header", space, id: this.#entryId, author, subject, name, files };
      this.#sealed = { print, header: await sealNote(this.#files.sealKey, note) };
    }

    const entry = { entryId: this.#entryId, tab, header: this.#sealed.header, files: files.map(({ id }) => id) };
    try {
      await publishEntry(this.#space.participantId, entry);
    } catch (error) {
      // The id was made here for this publication alone: an earlier try of it got through, and its answer was lost.
      if (codeOf(error) !== "id-taken") {
        throw error;
      }
    }
  }

  /** @param {State} state @param {unknown} error */
  #become(state, error) {
    this.state = state;
    this.error = error;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
