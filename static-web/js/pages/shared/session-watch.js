import { ProblemError } from "../../api/call.js";
import { every, now } from "../../browser/clock.js";
import { Countdown } from "../../components/countdown.js";
import { button, el, newId } from "../../components/dom.js";
import { sessionIdle, sessionTouch } from "../../limits.js";
import { hearUse, tellUse } from "./tabs.js";

// When the last request was is noted no more exactly, so that much less is sure.
const sure = sessionIdle - sessionTouch;
const minute = 60_000;
const warning = 2 * minute;

/**
 * Watches over the half hour after which a session ends by itself: what a person does on any tab keeps it alive, two
 * minutes before the end they are warned, and then they must log in again (T15). So they must at its last moment,
 * whatever they do.
 * @param {object} parts
 * @param {() => number} parts.endsAt its last moment, in milliseconds since 1970
 * @param {() => Promise<unknown>} parts.stay any request
 * @param {() => Promise<unknown>} parts.ended asks for a log-in; resolves when there is one
 * @param {AbortSignal} parts.signal ends the watch
 */
export function watchSession(parts) {
  new Watch(parts).start();
}

class Watch {
  #usedAt = now();
  /** The last moment at which was looked whether it was; the service may see it a little later. */
  #lookedAt = 0;
  #isAsking = false;
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  /** @param {Parameters<typeof watchSession>[0]} parts */
  constructor({ endsAt, stay, ended, signal }) {
    this.endsAt = endsAt;
    this.stay = stay;
    this.ended = ended;
    this.signal = signal;
  }

  start() {
    const { signal } = this;
    document.addEventListener("zegel-used", () => this.#used(), { signal });
    hearUse(() => this.#note(), signal);
    for (const type of ["keydown", "pointerdown", "input"]) {
      addEventListener(type, () => this.#act(), { capture: true, signal });
    }

    every(1000, () => void this.#look(), signal);
    signal.addEventListener("abort", () => this.#close(), { once: true });
  }

  /** A request was answered: the other tabs need no warning either. */
  #used() {
    if (now() - this.#usedAt > minute / 2) {
      tellUse();
    }

    this.#note();
  }

  #note() {
    this.#usedAt = now();
    this.#close();
  }

  /** Typing counts: whoever writes a long message makes no request for a long time. */
  #act() {
    if (this.#dialog === null && !this.#isAsking && now() - this.#usedAt > minute) {
      void this.#keep();
    }
  }

  async #keep() {
    // Not again for a minute, whatever comes of it.
    this.#usedAt += minute;
    try {
      await this.stay();
    } catch (error) {
      // When nobody answers, the next request or the clock says why.
      if (error instanceof ProblemError && error.problem.status === 401) {
        await this.#end();
      }
    }
  }

  async #look() {
    const left = this.#usedAt + sure - now();
    const last = this.endsAt();
    if (this.#isAsking) {
      return;
    }

    if (now() >= last && this.#lookedAt !== last) {
      this.#lookedAt = last;
      await this.#keep();
    } else if (left <= 0) {
      await this.#end();
    } else if (left <= warning) {
      this.#dialog ??= warn(new Date(this.#usedAt + sure), () => void this.#stayHere());
    }
  }

  async #end() {
    if (this.#isAsking) {
      return;
    }

    this.#isAsking = true;
    this.#close();
    await this.ended();
    this.#isAsking = false;
    this.#note();
  }

  async #stayHere() {
    try {
      await this.stay();
    } catch {
      // It ended meanwhile, or nobody answers: asking to log in says so.
      this.#usedAt = now() - sure;
    }
  }

  #close() {
    this.#dialog?.close();
    this.#dialog?.remove();
    this.#dialog = null;
  }
}

/** @param {Date} end @param {() => void} keep */
function warn(end, keep) {
  const press = button("session.stay", { class: "primary", set: { autofocus: true }, on: { click: keep } });
  const id = newId();
  const dialog = el(
    "dialog",
    { class: "dialog", label: "session.warning.title", set: { role: "alertdialog", "aria-describedby": id } },
    el("h2", { text: "session.warning.title" }),
    el("p", { text: "session.warning.body", set: { id } }),
    Countdown.make(end.toISOString(), "session.left", "empty"),
    press,
  );
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    keep();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
