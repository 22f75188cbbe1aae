/** Files one call asks about at most, and their bytes: what is far ahead would be asked again by its turn. */
const most = 100;
const mostBytes = 64e6;

/** For so long an answer to a question that nobody asked yet may be handed out: tickets live five minutes. */
const fresh = 60_000;

/**
 * Asks about several files in one call: with the one that is wanted go those whose turn comes next. Who asks for one of
 * them later is answered from what is there.
 * @template {{ fileId: string, size: number }} Asked
 * @template Answer
 */
export class Ahead {
  #upcoming;
  #ask;
  /** @type {Map<string, { answer: Promise<Answer | null>, until: number }>} */
  #given = new Map();

  /**
   * @param {() => readonly Asked[]} upcoming in the order of their turns
   * @param {(files: Asked[]) => Promise<Map<string, Answer>>} ask answers by id; what is refused is left out
   */
  constructor(upcoming, ask) {
    this.#upcoming = upcoming;
    this.#ask = ask;
  }

  /** @param {Asked} wanted @returns {Promise<Answer | null>} null: refused */
  async take(wanted) {
    const given = this.#given.get(wanted.fileId);
    this.#given.delete(wanted.fileId);
    const before = given !== undefined && given.until > performance.now() ? await given.answer : null;
    return before ?? this.#askWith(wanted);
  }

  /** @param {Asked} wanted */
  async #askWith(wanted) {
    const some = [wanted, ...this.#nextAfter(wanted)];
    const asked = this.#ask(some);
    const until = performance.now() + fresh;
    for (const { fileId } of some.slice(1)) {
      // Whoever wants it asks for itself when this failed.
      this.#given.set(fileId, { answer: asked.then((all) => all.get(fileId) ?? null, () => null), until });
    }

    return (await asked).get(wanted.fileId) ?? null;
  }

  /** @param {Asked} wanted */
  #nextAfter(wanted) {
    const upcoming = this.#upcoming();
    const at = upcoming.findIndex(({ fileId }) => fileId === wanted.fileId);
    const now = performance.now();
    let bytes = wanted.size;
    const next = [];
    for (const one of at < 0 ? [] : upcoming.slice(at + 1)) {
      bytes += one.size;
      if (next.length + 1 >= most || bytes > mostBytes) {
        break;
      }

      if ((this.#given.get(one.fileId)?.until ?? 0) <= now) {
        next.push(one);
      }
    }

    return next;
  }
}
