import { chooseDigest } from "../../api/folders.js";
import { button, el, focusOn, newId, say } from "../../components/dom.js";
import { fileButtons } from "../../components/file-chooser.js";
import { Sharing } from "./sharing.js";
import { viewersOf } from "./uploading.js";

/**
 * @typedef {import("../../spaces/folder.js").Folder} Folder
 * @typedef {import("../../components/dropped-files.js").Found} Found
 * @typedef {object} Acts
 * @property {(found: Found) => unknown} add
 * @property {() => unknown} make
 * @property {() => unknown} download
 * @property {() => unknown} rename
 * @property {() => unknown} end
 * @property {() => unknown} remove
 * @property {(key: TextKey) => unknown} tell what was done
 * @property {(error: unknown) => unknown} refuse
 * @property {(entryId: string) => string} addressOf
 */

/** @type {import("../../components/file-chooser.js").Words} */
const uploading = { files: "folders.upload", folder: "folders.upload-folder", class: "primary", icon: "upload" };

/** What stands around the list of a folder: where one is, what can be done, with whom it is shared. */
export class FolderFrame {
  #folder;
  #acts;
  /** @type {Sharing | null} */
  #sharing = null;
  #path = el("nav", { class: "folder-path", label: "folders.path" });
  #title = el("h1", { class: "folder-title" });
  #facts = el("p", { class: "muted" });
  #tools = el("div", { class: "row folder-tools", label: "folders.tools", set: { role: "group" } });
  #shared = el("div");
  #people = el("div", { class: "details-body" });
  #download;
  #remove;
  /** As the tools that are shown have it. */
  #mayUpload = false;
  /** Ends the whole folder: not offered in a part of it. */
  #end;
  #share = button("folders.share", {
    class: "secondary", icon: "person", set: { "aria-expanded": "false" }, on: { click: () => this.#toggle() },
  });

  /** @param {Folder} folder once it is open @param {Acts} acts */
  constructor(folder, acts) {
    this.#folder = folder;
    this.#acts = acts;
    const { download, remove, end } = acts;
    this.#end = button("folders.end", { class: "quiet", on: { click: end } });
    this.#download = button("download.start", { class: "secondary", icon: "download", on: { click: download } });
    this.#remove = button("folders.remove", { class: "secondary", icon: "bin", on: { click: remove } });
    this.above = [this.#path, this.#title, this.#facts, this.#tools, this.#shared];
    this.below = el("details", { class: "folder-details" }, el("summary", { text: "folders.who" }), this.#people);
    this.#showTools();
  }

  get isDirty() {
    return this.#sharing?.isDirty ?? false;
  }

  focus() {
    focusOn(this.#title);
  }

  /** Where one is, by ids from the folder's own. @param {{ entryId: string, name: string | null }[]} path */
  showPath(path) {
    this.#end.hidden = path.length > 1;
    const links = path.slice(0, -1).map(({ entryId, name }) =>
      el("li", {}, el("a", { ...nameParts(name), set: { href: this.#acts.addressOf(entryId) } })));
    const all = el("li", {}, el("a", { text: "folders.all", set: { href: "#" } }));
    this.#path.replaceChildren(el("ol", {}, all, ...links));
    this.#title.replaceChildren(el("span", nameParts(path.at(-1)?.name ?? null)));
  }

  /** Who is in it, as last heard. */
  showPeople() {
    const { isOwner, mayUpload, participants, viewers } = this.#folder;
    if (mayUpload !== this.#mayUpload) {
      this.#showTools();
    }

    const mailbox = participants.find(({ kind }) => kind === "mailbox");
    const people = viewers.length - 1;
    const values = { n: people, name: mailbox?.name ?? "" };
    const shared = people === 0 ? "folders.with-nobody" : "folders.with-n";
    say(this.#facts, { text: isOwner ? shared : mayUpload ? "folders.from-upload" : "folders.from-read", values });
    this.#people.replaceChildren(...viewersOf(this.#folder), this.#digestChoice());
  }

  /** @param {boolean} isAny whether something is ticked */
  showTicked(isAny) {
    for (const press of [this.#download, this.#remove]) {
      press.setAttribute("aria-disabled", String(!isAny));
    }

    say(this.#download, { tip: isAny ? "empty" : "folders.tick-first" });
  }

  /** What may be done here. */
  #showTools() {
    const { isOwner, mayUpload } = this.#folder;
    const { add, make, rename } = this.#acts;
    this.#mayUpload = mayUpload;
    const adding = mayUpload
      ? [
        ...fileButtons(add, uploading),
        button("folders.make", { class: "secondary", icon: "folder", on: { click: make } }),
      ]
      : [];
    const owning = isOwner
      ? [this.#remove, button("folders.rename", { class: "quiet", on: { click: rename } }), this.#end]
      : [];
    this.#tools.replaceChildren(...adding, ...(isOwner ? [this.#share] : []), this.#download, ...owning);
  }

  #digestChoice() {
    const id = newId();
    const options = /** @type {const} */ (["soon", "daily"]).map((value) =>
      el("option", { text: `folders.digest.${value}`, set: { value, selected: value === this.#folder.digest } }));
    const select = el("select", { set: { id } }, ...options);
    select.addEventListener("change", () => void this.#choose(select.value === "daily" ? "daily" : "soon"));
    return el("div", { class: "field" }, el("label", { text: "folders.digest", set: { for: id } }), select);
  }

  /** @param {import("../../api/contract.d.ts").Digest} digest */
  async #choose(digest) {
    try {
      await chooseDigest(this.#folder.participantId, digest);
      this.#folder.digest = digest;
      this.#acts.tell("folders.digest.kept");
    } catch (error) {
      this.#acts.refuse(error);
    }
  }

  #toggle() {
    const isOpen = this.#shared.childElementCount > 0;
    this.#sharing ??= new Sharing(this.#folder, () => this.showPeople());
    this.#shared.replaceChildren(...(isOpen ? [] : [this.#sharing.element]));
    this.#share.setAttribute("aria-expanded", String(!isOpen));
    if (!isOpen) {
      this.#sharing.show();
      this.#sharing.focus();
    }
  }
}

/** @param {string | null} name @returns {import("../../components/dom.js").Parts} */
const nameParts = (name) => (name === null ? { text: "folders.damaged" } : { content: name });
