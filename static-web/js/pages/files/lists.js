import { restoreFolder } from "../../api/folders.js";
import { button, el, focusOn, say } from "../../components/dom.js";
import { folderList } from "../../components/folder-list.js";
import { notice } from "../../components/notice.js";
import { act, part } from "../../components/part.js";
import { Mailbox } from "../../spaces/mailbox.js";
import { MailboxFolders, Shelf } from "../../spaces/shelf.js";
import { askName } from "./asking.js";
import { seenUpTo } from "./seen.js";

/** @typedef {import("../../spaces/folder.js").Folder} Folder */

/** All folders of who is logged in: those of their mailboxes, and those that are shared with them. */
export class FolderLists {
  #title = el("h1", { text: "folders.title" });
  #place = el("div");
  /** @type {Part[]} */
  #parts;

  /**
   * @param {import("../../api/contract.d.ts").SessionView} session
   * @param {(folder: Folder) => unknown} made
   */
  constructor({ mailboxes, roles }, made) {
    const own = mailboxes.map((one, at) =>
      new Part(new MailboxFolders(new Mailbox(one)), one.name, made, { isFolded: at > 0 }));
    const isOnlyGuest = mailboxes.length === 0 && !roles.includes("staff");
    this.#parts = [...own, new Part(new Shelf(), null, made, { isAlone: isOnlyGuest })];
    this.element = el("div", { class: "folder-lists" }, this.#title, this.#place,
      ...this.#parts.map(({ element }) => element));
  }

  focus() {
    focusOn(this.#title);
  }

  /**
   * Says that a folder was ended, and offers to take that back.
   * @param {string} participantId the mailbox's
   * @param {string} name
   */
  tellEnded(participantId, name) {
    this.#parts.forEach((one) => one.forget(participantId));
    const back = button("folders.end.undo", { class: "secondary" });
    const place = {
      tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key) =>
        this.#place.replaceChildren(notice(kind, key, { name })),
      clear: () => undefined,
    };
    back.addEventListener("click", () => void act(back, place, async () => {
      await restoreFolder(participantId);
      place.tell("success", "folders.end.undone");
      await this.refresh(false);
    }));
    this.#place.replaceChildren(notice("success", "folders.ended", { name }, back));
  }

  /** @param {boolean} isUnattended the page does so by itself */
  refresh(isUnattended) {
    return Promise.all(this.#parts.map((one) => one.refresh(isUnattended)));
  }

  /**
   * The mailbox that has a folder, for its own participant in it.
   * @param {string} participantId
   * @returns {Promise<Mailbox | null>}
   */
  async mailboxOf(participantId) {
    const find = () => this.#parts.find((one) => one.has(participantId))?.mailbox ?? null;
    if (find() === null) {
      await this.refresh(false);
    }

    for (const one of find() === null ? this.#parts : []) {
      await one.readUntil(participantId);
    }

    return find();
  }
}

/** One list, of a mailbox or of what is shared with the reader. */
class Part {
  #folders;
  #part;
  #list = folderList(({ participantId, at }) => {
    const seen = seenUpTo(participantId);
    return this.mailbox === null && (seen === null || at > seen);
  });
  #empty = el("p", { class: "empty" });
  #more = button("list.more", { class: "quiet" });
  /** What a mailbox is folded in that has no folders; null: it stands open. @type {HTMLDetailsElement | null} */
  #fold = null;

  /**
   * @param {MailboxFolders | Shelf} folders
   * @param {string | null} name of the mailbox
   * @param {(folder: Folder) => unknown} made
   * @param {object} [place]
   * @param {boolean} [place.isAlone] whether it is all there is on the page
   * @param {boolean} [place.isFolded] whether it is folded as long as it has no folders
   */
  constructor(folders, name, made, { isAlone = false, isFolded = false } = {}) {
    this.#folders = folders;
    this.#part = part(name === null ? "folders.shared.title" : "folders.of-mailbox");
    if (name !== null) {
      this.#part.name({ name });
    }

    this.#empty.hidden = true;
    const none = isAlone ? "folders.none-guest" : "folders.none-shared";
    say(this.#empty, { text: name !== null ? "folders.none-own" : none });
    this.#more.hidden = true;
    this.#more.addEventListener("click", () => void act(this.#more, this.#part, async () => {
      await this.#folders.loadMore();
      this.#show();
    }));
    const tools = folders instanceof MailboxFolders ? [this.#makeButton(folders, made)] : [];
    this.#part.body.append(...tools, this.#list.element, this.#empty, this.#more);
    if (isFolded && name !== null) {
      const summary = el("summary", { text: "folders.of-mailbox", values: { name } });
      this.#fold = el("details", {}, summary, this.#part.element);
    }
  }

  get element() {
    return this.#fold ?? this.#part.element;
  }

  get mailbox() {
    return this.#folders instanceof MailboxFolders ? this.#folders.mailbox : null;
  }

  /** @param {string} participantId */
  has(participantId) {
    return this.#folders.folders.some((one) => one.participantId === participantId);
  }

  /** @param {string} participantId of a folder that was ended */
  forget(participantId) {
    if (this.#folders instanceof MailboxFolders) {
      this.#folders.forget(participantId);
      this.#show();
    }
  }

  /** Reads on until it has a folder, or all. @param {string} participantId */
  async readUntil(participantId) {
    while (this.mailbox !== null && !this.has(participantId) && this.#folders.next !== null) {
      await this.#folders.loadMore();
    }

    this.#show();
  }

  /** @param {boolean} isUnattended */
  async refresh(isUnattended) {
    await act(this.#more, this.#part, () => this.#folders.refresh(isUnattended));
    this.#show();
  }

  #show() {
    const { folders, next } = this.#folders;
    this.#list.show(folders);
    this.#empty.hidden = folders.length > 0;
    this.#more.hidden = next === null;
    if (this.#fold !== null && folders.length > 0) {
      this.#fold.open = true;
    }
  }

  /** @param {MailboxFolders} folders @param {(folder: Folder) => unknown} made */
  #makeButton(folders, made) {
    return button("folders.make", {
      class: "primary",
      icon: "plus",
      on: { click: () => void askName({
        title: "folders.make.title",
        confirm: "folders.make",
        act: async (name) => made(await folders.make(name)),
      }) },
    });
  }
}
