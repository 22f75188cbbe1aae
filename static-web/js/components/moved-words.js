import { text as textOf } from "../text/text.js";
import { boundaryBefore } from "../text/graphemes.js";
import { messageRoom, sortOut } from "./file-limits.js";

/**
 * @typedef {import("./dropped-files.js").Chosen} Chosen
 * @typedef {import("./dropped-files.js").Attached} Attached
 * @typedef {{ before: string, after: string, pointer: string }} Moved the text before and after a part became a file,
 *   and the line that says so
 * @typedef {object} Box where the words stand
 * @property {() => string} read
 * @property {(words: string) => unknown} write
 * @property {(chosen: Chosen) => unknown} attach
 * @property {(entry: any) => unknown} remove takes an attached file away
 * @property {(name: string) => Promise<boolean>} askPutBack
 */

/**
 * Words that become a file because they are too many. The text changes only once its file is attached, and it comes
 * back when that file is taken away.
 */
export class MovedWords {
  #box;
  #room;
  /** What becomes a file as soon as that is attached. @type {(Moved & { file: File }) | null} */
  #moving = null;
  /** By the file that was made. @type {WeakMap<object, Moved>} */
  #moved = new WeakMap();

  /** @param {Box} box @param {import("./file-limits.js").Room} [room] */
  constructor(box, room = messageRoom) {
    this.#box = box;
    this.#room = room;
  }

  /**
   * @param {number} from where the file begins, about
   * @param {readonly Attached[]} files that are attached
   * @returns {boolean} whether there is room for one more
   */
  move(from, files) {
    const before = this.#box.read();
    const { kept, moved } = splitText(before, from);
    const plain = textOf(kept === "" ? "compose.too-long.file" : "compose.too-long.rest-file");
    const name = freeName(plain, files.map((one) => one.name));
    const chosen = { file: new File([moved], name, { type: "text/plain" }), name, words: moved };
    if (sortOut([chosen], files, this.#room).fitting.length === 0) {
      return false;
    }

    const pointer = textOf("compose.too-long.pointer", { name });
    this.#moving = { file: chosen.file, before, after: boxWithPointer(kept, pointer), pointer };
    this.#box.attach(chosen);
    return true;
  }

  /** The attached files changed. @param {readonly Attached[]} files */
  see(files) {
    const moving = this.#moving;
    const entry = files.find(({ file }) => file === moving?.file);
    if (moving === null || entry === undefined) {
      return;
    }

    this.#moving = null;
    if (this.#box.read() === moving.before) {
      this.#moved.set(moving.file, moving);
      this.#box.write(moving.after);
    } else {
      // It was written in meanwhile: the words in the file are not the ones in the box any more.
      this.#box.remove(entry);
    }
  }

  /** Takes a file away; one that was made of words gives them back. @param {Attached} entry */
  async remove(entry) {
    const { file, name, words } = entry;
    if (words === null) {
      this.#box.remove(entry);
      return;
    }

    const moved = this.#moved.get(file);
    const isUntouched = this.#box.read() === (moved?.after ?? "");
    if (isUntouched || (await this.#box.askPutBack(name))) {
      const before = isUntouched ? moved?.before : undefined;
      this.#box.remove(entry);
      this.#box.write(before ?? putBack(this.#box.read(), words, moved?.pointer ?? ""));
    }
  }
}

/** How far back the start of a word is looked for. */
const longestWord = 200;

/**
 * Words in two parts: what stays in the box, and what goes in a file.
 * @param {string} all
 * @param {number} from where the file begins, moved back to the start of a word, or at least of a sign
 */
export function splitText(all, from) {
  const space = all.lastIndexOf(" ", from);
  const isNear = from > 0 && space >= 0 && space > from - longestWord;
  const cut = isNear ? space + 1 : boundaryBefore(all, from);
  return { kept: all.slice(0, cut), moved: all.slice(cut) };
}

/** What the box says once the words are in the file. @param {string} kept @param {string} pointer where they are */
export const boxWithPointer = (kept, pointer) => (kept === "" ? pointer : `${kept}\n\n${pointer}`);

/**
 * What the box says once the words are back from the file: where the pointer stands, else after everything.
 * @param {string} box
 * @param {string} moved
 * @param {string} pointer
 */
export function putBack(box, moved, pointer) {
  const place = [`\n\n${pointer}`, pointer].find((one) => pointer !== "" && box.includes(one));
  if (place !== undefined) {
    return box.replace(place, () => moved);
  }

  return box === "" ? moved : `${box}\n\n${moved}`;
}

/**
 * A name that no other file has: "vervolg.txt", then "vervolg (2).txt".
 * @param {string} name
 * @param {readonly string[]} others
 */
export function freeName(name, others) {
  const dot = name.lastIndexOf(".");
  for (let n = 2, free = name; ; n++) {
    if (!others.includes(free)) {
      return free;
    }

    free = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  }
}
