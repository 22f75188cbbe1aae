import { ProblemError } from "../../api/call.js";
import { every } from "../../browser/clock.js";
import { el, find } from "../../components/dom.js";
import { acceptFiles } from "../../components/dropped-files.js";
import { EntryTable } from "../../components/entry-table.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { FolderFiles } from "../../spaces/folder-files.js";
import { endFolder, makeSubfolder, removeEntries, renameEntry, withdrawEntry } from "./changes.js";
import { Downloads } from "./downloads.js";
import { EntryActs } from "./entry-acts.js";
import { FolderFrame } from "./folder-frame.js";
import { see, seenUpTo } from "./seen.js";
import { Uploading } from "./uploading.js";

/**
 * @typedef {import("../../spaces/folder.js").Folder} Folder
 * @typedef {import("../../spaces/folder.js").FolderEntry} FolderEntry
 */

/** A right that is taken away shows itself as soon as the page looks again (X24). */
const lookEvery = 10_000;

/** A shared folder, with what is on its way into it and out of it. It was opened before. */
export class FolderPane {
  #folder;
  #downloads;
  #uploading;
  #frame;
  #table;
  #lost;
  #ended;
  #over = new AbortController();
  /** Which subfolder is shown, or the folder itself. */
  #at;
  #notices = el("div", { class: "folder-notices" });
  #isDue = false;
  /** While the reader ends it, that it is gone is no news. */
  #isEnding = false;

  /**
   * @param {Folder} folder
   * @param {() => unknown} lost it is no longer shared with the reader
   * @param {() => unknown} ended the reader ended it
   */
  constructor(folder, lost, ended) {
    this.#folder = folder;
    this.#lost = lost;
    this.#ended = ended;
    this.#at = folder.spaceId;
    const desk = new FolderFiles(folder);
    const tell = (/** @type {unknown} */ error) => this.#tell(error);
    this.#downloads = new Downloads(desk);
    this.#uploading = new Uploading(folder, {
      added: () => this.#drawSoon(),
      choose: () => this.#choose(),
      failed: (error) => this.#failed(error),
    });
    this.#frame = new FolderFrame(folder, {
      add: (found) => this.#add(Promise.resolve(found)),
      make: () => void this.#change(makeSubfolder(folder, this.#at)),
      download: () => this.#withTicked((ticked) => {
        this.#download(ticked);
        this.#table.untick();
      }),
      rename: () => void this.#change(renameEntry(folder, this.#at)),
      end: () => void this.#end(),
      remove: () => this.#withTicked((ticked) => void this.#change(removeEntries(folder, ticked))),
      tell: (key) => this.#notices.replaceChildren(notice("success", key)),
      refuse: tell,
      addressOf: (entryId) => this.#addressOf(entryId),
    });
    this.#table = this.#makeTable(new EntryActs(folder, desk, {
      rename: (entryId) => void this.#change(renameEntry(folder, entryId)),
      withdraw: (entry) => void this.#change(withdrawEntry(folder, entry)),
    }));
    this.element = el("div", { class: "folder" }, ...this.#frame.above, this.#notices, this.#uploading.element,
      this.#downloads.element, this.#table.element, this.#frame.below);
    this.#listen();
  }

  /** Whether leaving would cut something off, or lose what was typed. */
  get isDirty() {
    return this.#isUnderWay || this.#frame.isDirty;
  }

  get #isUnderWay() {
    return this.#uploading.isUnderWay || this.#downloads.isUnderWay;
  }

  /** Reads what stands in it, and shows it as it comes. */
  async read() {
    try {
      await this.#folder.readEntries(() => this.#drawSoon());
      this.#draw();
      const newest = this.#folder.tree.entries.reduce((last, { at }) => (at > last ? at : last), "");
      see(this.#folder.participantId, newest);
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {string | null} subfolder null: the folder itself */
  show(subfolder) {
    const at = subfolder ?? this.#folder.spaceId;
    if (at !== this.#at) {
      this.#table.begin();
      this.#notices.replaceChildren();
    }

    this.#at = at;
    this.#frame.showPeople();
    this.#draw();
    this.#frame.focus();
  }

  /** It is not looked at any more: what it listened to ends. Nothing of it is under way. */
  leave() {
    this.#over.abort();
  }

  /** @param {string} entryId of a subfolder, or the folder's */
  #addressOf(entryId) {
    const { participantId, spaceId } = this.#folder;
    return entryId === spaceId ? `#${participantId}` : `#${participantId}-${entryId}`;
  }

  /** @param {EntryActs} acts */
  #makeTable(acts) {
    const { participantId } = this.#folder;
    // As it was before this visit: what is new stays so while it lasts.
    const seen = seenUpTo(participantId);
    return new EntryTable({
      addressOf: ({ entryId }) => this.#addressOf(entryId),
      save: (entry) => this.#download([entry]),
      byOf: (entry) => this.#byOf(entry),
      isNew: ({ at, author }) => author !== participantId && (seen === null || at > seen),
      actsOf: (entry) => acts.of(entry),
      chosen: (isAny) => this.#frame.showTicked(isAny),
    });
  }

  /**
   * Null: the reader. Who acts for a mailbox reads which colleague it was, once the service said so.
   * @param {FolderEntry} entry
   */
  #byOf({ author, by }) {
    const { participantId, isOwner } = this.#folder;
    return author === participantId && !(isOwner && by !== "") ? null : by || this.#folder.nameOf(author);
  }

  #listen() {
    const { signal } = this.#over;
    const takes = () => this.#folder.mayUpload && this.element.isConnected;
    acceptFiles(this.element, (found) => takes() && void this.#add(found), signal);
    every(lookEvery, () => void this.#look(), signal);
    addEventListener("focus", () => void this.#look(), { signal });
    addEventListener("online", () => this.#uploading.goOn(), { signal });
  }

  async #look() {
    const isSeen = document.visibilityState === "visible" && this.element.isConnected;
    if (!isSeen && !this.#isUnderWay) {
      return;
    }

    try {
      const couldUpload = this.#folder.mayUpload;
      await this.#folder.look();
      if (this.#folder.mayUpload !== couldUpload) {
        this.#frame.showPeople();
        if (couldUpload) {
          this.#uploading.refuse();
        }
      }

      this.#drawSoon();
    } catch (error) {
      // When nobody answers, the next request says why.
      this.#isGone(error);
    }
  }

  /** Whether it is no longer shared: then nothing readable stays, and nothing goes on. @param {unknown} error */
  #isGone(error) {
    const isGone = error instanceof ProblemError && error.code === "not-found";
    if (isGone && !this.#isEnding && !this.#over.signal.aborted) {
      this.#clear();
      this.#lost();
    }

    return isGone;
  }

  /** Nothing readable stays, and nothing goes on. */
  #clear() {
    this.#over.abort();
    this.#uploading.stop();
    this.#downloads.stop();
    document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
    this.element.replaceChildren();
  }

  async #end() {
    this.#isEnding = true;
    try {
      if (await endFolder(this.#folder)) {
        this.#clear();
        this.#ended();
      }
    } catch (error) {
      this.#isEnding = false;
      this.#tell(error);
    }

    this.#isEnding = false;
  }

  /** @param {unknown} error */
  #tell(error) {
    if (!this.#isGone(error)) {
      const { key, values } = problemText(error);
      this.#notices.replaceChildren(notice("error", key, values));
    }
  }

  /** What arrived could not be added. @param {unknown} error */
  #failed(error) {
    if (!this.#isGone(error)) {
      this.#uploading.tell(error);
    }
  }

  /** @param {TextKey} key */
  #inform(key) {
    this.#notices.replaceChildren(notice("info", key));
  }

  /** Thousands of rows come in parts: they are put in order now and then, the more of them the less often. */
  #drawSoon() {
    if (!this.#isDue) {
      this.#isDue = true;
      setTimeout(() => {
        this.#isDue = false;
        this.#draw();
      }, 150 + this.#folder.tree.size / 20);
    }
  }

  #draw() {
    if (this.#over.signal.aborted) {
      return;
    }

    const { mayUpload, spaceId, name, tree } = this.#folder;
    const isTop = this.#at === spaceId;
    this.#frame.showPath([{ entryId: spaceId, name }, ...(isTop ? [] : tree.pathTo(this.#at))]);
    const empty = isTop ? "folders.empty" : "folders.empty-subfolder";
    this.#table.show(tree.entriesIn(this.#at), mayUpload ? "folders.empty-upload" : empty);
  }

  #choose() {
    find(this.element, "input[type=file]", HTMLInputElement)?.click();
  }

  /** @param {(ticked: FolderEntry[]) => unknown} act */
  #withTicked(act) {
    const { ticked } = this.#table;
    ticked.length === 0 ? this.#inform("folders.tick-first") : act(ticked);
  }

  /** @param {FolderEntry[]} entries */
  #download(entries) {
    if (!this.#downloads.save(this.#folder, this.#at, entries)) {
      this.#inform("folders.nothing-inside");
    }
  }

  /** @param {Promise<import("../../components/dropped-files.js").Found>} found */
  async #add(found) {
    try {
      await this.#uploading.add(found, this.#at);
      this.#frame.showPeople();
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {Promise<HTMLElement | null>} work answers with what to say of it */
  async #change(work) {
    const told = await work;
    this.#draw();
    if (told !== null) {
      this.#notices.replaceChildren(told);
      await this.#look();
    }
  }
}
