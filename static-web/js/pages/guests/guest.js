import {
  approveGuest,
  correctGuestAddress,
  extendGuests,
  handOverGuests,
  inviteGuestAgain,
  refuseGuest,
  removeGuest,
  restoreGuest,
} from "../../api/guests.js";
import { ProblemError } from "../../api/call.js";
import { isComing, now } from "../../browser/clock.js";
import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { field } from "../../components/field.js";
import { standingOf } from "../../components/guest-list.js";
import { act, part } from "../../components/part.js";
import { problemText } from "../../components/problem-text.js";
import { dayAt, daysAfter } from "../../text/days.js";
import { refuseFields } from "../shared/refuse-fields.js";
import { askColleague } from "./hand-over.js";

/**
 * @typedef {import("../../api/contract.d.ts").ShownGuest} ShownGuest
 * @typedef {import("../../components/dom.js").Parts} Parts
 * @typedef {{ put: (guest: ShownGuest) => void, drop: (guestId: string) => void }} Rows the list beside it
 */

/** One guest, with what its sponsor or the service desk can do for it. */
export class GuestPane {
  #part = part("guests.guest.title");
  #guest;
  #rows;

  /** @param {ShownGuest} guest @param {Rows} rows */
  constructor(guest, rows) {
    this.#guest = guest;
    this.#rows = rows;
    this.show(guest);
  }

  get element() {
    return this.#part.element;
  }

  /** Nothing is typed here but in questions. */
  isDirty = false;

  focus() {
    this.#part.focus();
  }

  /** @param {TextKey} key @param {import("../../text/text.js").Values} [values] */
  tell(key, values = {}) {
    this.#part.tell("success", key, values);
  }

  /** As it stands now. @param {ShownGuest} guest */
  show(guest) {
    this.#guest = guest;
    this.#part.name({ name: guest.name });
    const acts = el("div", { class: "row" }, ...this.#actsOf(guest));
    const waits = guest.state === "asked" && !guest.mayApprove ? el("p", { text: "guests.asked.waits" }) : null;
    this.#part.body.replaceChildren(...[factsOf(guest), waits, acts].filter((one) => one !== null));
  }

  /** @param {ShownGuest} guest */
  #actsOf({ state, mayApprove, invitedUntil }) {
    const correct = this.#press("guests.correct", () => this.#correct());
    const keep = this.#direct("guests.keep", "primary", () => this.#keep());
    const day = this.#press("guests.other-day", () => this.#otherDay());
    const over = this.#press("guests.hand-over", () => this.#handOver());
    const remove = this.#press("guests.remove", () => this.#remove());
    switch (state) {
      case "asked":
        return mayApprove
          ? [this.#direct("guests.approve", "primary", () => this.#approve()),
            this.#press("guests.refuse", () => this.#refuse())]
          : [];
      case "invited": {
        const isDead = invitedUntil !== null && !isComing(invitedUntil);
        const again = this.#direct("desk.invite-again", isDead ? "primary" : "secondary", () => this.#inviteAgain());
        return [again, correct, day, over, remove];
      }
      case "active":
        return [keep, day, over, remove];
      default:
        return [this.#direct("guests.restore", "primary", () => this.#restore()), over];
    }
  }

  /** @param {TextKey} key @param {() => unknown} click asks first */
  #press(key, click) {
    return button(key, { class: "secondary", on: { click } });
  }

  /** @param {TextKey} key @param {string} kind @param {() => Promise<unknown>} work does it at once */
  #direct(key, kind, work) {
    const press = button(key, { class: kind });
    press.addEventListener("click", () => void act(press, this.#part, work));
    return press;
  }

  /** @param {ShownGuest} guest @param {TextKey} key @param {import("../../text/text.js").Values} [values] */
  #done(guest, key, values = {}) {
    this.show(guest);
    this.#rows.put(guest);
    this.tell(key, values);
    this.#part.focus();
  }

  async #approve() {
    const guest = await approveGuest(this.#guest.guestId);
    this.#done(guest, "guests.invited", { email: guest.email });
  }

  async #inviteAgain() {
    const guest = await inviteGuestAgain(this.#guest.guestId);
    this.#done(guest, "guests.invited", { email: guest.email });
  }

  /** One press: as many days more as the organisation gives. */
  async #keep() {
    const { guests: [guest] } = await extendGuests([this.#guest.guestId], null);
    this.#kept(guest);
  }

  /** @param {ShownGuest | undefined} guest nothing when it can be kept no more */
  #kept(guest) {
    if (guest === undefined) {
      this.#part.tell("error", "problem.guest-otherwise");
    } else {
      this.#done(guest, "guests.kept-until", { day: { day: guest.endsOn } });
    }
  }

  /** @param {TextKey} title @param {TextKey} body @param {TextKey} confirm @param {() => Promise<unknown>} work */
  #ask(title, body, confirm, work) {
    this.#part.clear();
    const { name } = this.#guest;
    const asked = { title, values: { name }, body: [el("p", { text: body })], confirm };
    return confirmDialog({ ...asked, isDanger: true, act: work });
  }

  async #refuse() {
    const { guestId } = this.#guest;
    const work = () => refuseGuest(guestId);
    const isDone = await this.#ask("guests.refuse.title", "guests.refuse.body", "guests.refuse.confirm", work);
    if (isDone) {
      this.#rows.drop(guestId);
      location.hash = "";
    }
  }

  async #remove() {
    let guest = this.#guest;
    const isDone = await this.#ask("guests.remove.title", "guests.remove.body", "guests.remove", async () => {
      guest = await removeGuest(guest.guestId);
    });
    if (isDone) {
      this.#done(guest, "guests.removed", { day: { day: guest.restorableUntil ?? "" } });
    }
  }

  async #restore() {
    const guest = await restoreGuest(this.#guest.guestId, null);
    this.#done(guest, "guests.restored", { day: { day: guest.endsOn } });
  }

  async #handOver() {
    const { guestId } = this.#guest;
    this.#part.clear();
    /** @type {ShownGuest | undefined} */
    let guest;
    const isDone = await askColleague({ n: 1 }, async (email) => {
      [guest] = (await handOverGuests([guestId], email)).guests;
    });
    if (isDone && guest !== undefined) {
      this.#done(guest, "guests.handed-over-to", { name: guest.sponsor.name });
    }
  }

  async #correct() {
    const address = addressField({ label: "log-in.email", set: { name: "email", autocomplete: "off" } });
    const { field: email } = address;
    email.control.value = this.#guest.email;
    let guest = this.#guest;
    const isDone = await confirmDialog({
      title: "guests.correct.title",
      values: { name: guest.name },
      body: [el("p", { text: "guests.correct.body" }), email.element],
      confirm: "guests.correct.send",
      check: () => {
        const isRight = address.read() !== null;
        isRight || email.control.focus();
        return isRight;
      },
      act: async () => {
        const typed = address.read() ?? "";
        const work = () => correctGuestAddress(guest.guestId, typed);
        const changed = await refuseFields({ email }, work).catch((error) => refuseAddress(error, email));
        guest = changed ?? guest;
        return changed !== null;
      },
    });
    if (isDone) {
      this.#done(guest, "guests.invited", { email: guest.email });
    }
  }

  async #otherDay() {
    const today = dayAt(now());
    const endsOn = field({
      label: "guests.ends-on",
      set: { type: "date", min: daysAfter(today, 1), value: this.#guest.endsOn, required: true },
    });
    /** @type {ShownGuest | undefined} */
    let guest;
    const isDone = await confirmDialog({
      title: "guests.other-day.title",
      values: { name: this.#guest.name },
      body: [el("p", { text: "guests.other-day.body" }), endsOn.element],
      confirm: "guests.save",
      check: () => {
        endsOn.refuse(endsOn.value === "" ? "guests.ends-on.empty" : null);
        endsOn.value === "" && endsOn.control.focus();
        return endsOn.value !== "";
      },
      act: async () => {
        const work = () => extendGuests([this.#guest.guestId], endsOn.value);
        const answer = await refuseFields({ endsOn }, work);
        guest = answer?.guests[0];
        return answer !== null;
      },
    });
    if (isDone) {
      this.#kept(guest);
    }
  }
}

/** The refusals of a guest's address, said at its field. @type {string[]} */
const ofAddress = ["address-in-use", "address-of-colleague", "already-guest"];

/**
 * @param {unknown} error
 * @param {import("../../components/field.js").Field} email
 * @returns {null} anything else goes on
 */
export function refuseAddress(error, email) {
  if (!(error instanceof ProblemError) || !ofAddress.includes(error.code)) {
    throw error;
  }

  email.refuse(problemText(error).key, { email: error.problem.sponsorEmail ?? "" });
  email.control.focus();
  return null;
}

/** @param {ShownGuest} guest */
function factsOf(guest) {
  const { email, phone, reason, sponsor, endsOn, acceptedAt, lastUsedAt, state, invitedUntil } = guest;
  /** @type {Parts} */
  const until = { text: "desk.state.invited-until", values: { at: { date: invitedUntil ?? "" } } };
  const { parts, isWarning } = standingOf(guest);
  /** @type {Parts} */
  const standing = state === "invited" && isComing(invitedUntil) ? until : parts;
  const address = el("span", { class: "muted", content: sponsor.email });
  const who = el("dd", {}, el("span", { content: sponsor.name }), " ", address);
  const gone = sponsor.isActive ? null : el("dd", { class: "guest-warning", text: "guests.sponsor.gone" });
  return el(
    "dl",
    { class: "desk-facts" },
    ...fact("desk.state", isWarning ? { ...standing, class: "guest-warning" } : standing),
    ...fact("log-in.email", { content: email }),
    ...fact("guests.phone", { content: phone }),
    ...fact("guests.reason", { written: reason }),
    ...fact("guests.ends-on", dayOf(endsOn)),
    ...fact("guests.last-use", lastUsedAt === null ? { text: "guests.never-used" } : dayOf(lastUsedAt)),
    ...(acceptedAt === null ? [] : fact("guests.since", dayOf(acceptedAt))),
    el("dt", { text: "guests.sponsor" }),
    who,
    gone,
  );
}

/** @param {string} day or a moment @returns {Parts} */
const dayOf = (day) => ({ text: "guests.day", values: { day: { day } } });

/** @param {TextKey} term @param {Parts} words */
const fact = (term, words) => [el("dt", { text: term }), el("dd", words)];
