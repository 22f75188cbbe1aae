import { getGuestPolicy, listGuestDocuments } from "../../api/guests.js";
import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { BadLinkError, partInAddress } from "../shared/address.js";
import { homeOf } from "../shared/home.js";
import { warnBeforeLeaving } from "../shared/leaving.js";
import { namedPart } from "../shared/named-part.js";
import { stage } from "../shared/page.js";
import { PaneHost } from "../shared/pane-host.js";
import { startWorkingPage } from "../shared/working-page.js";
import { Guests } from "./list.js";

/**
 * @typedef {import("../shared/pane-host.js").Pane} Pane
 * @typedef {import("../../api/contract.d.ts").ShownGuest} ShownGuest
 */

/** The guests, and beside them one of them, the form to ask for another, or what is decided about all. */
class GuestsDesk {
  #guests;
  /** Who was just asked for, to say so beside it. @type {ShownGuest | null} */
  #invited = null;
  /** The guest that was opened last. @type {{ guestId: string, pane: import("./guest.js").GuestPane } | null} */
  #shown = null;
  /** @type {PaneHost<Pane>} */
  #panes = new PaneHost(namedPart("pane"), (address) => this.#make(address), {
    waiting: () => el("p", { class: "desk-nothing", text: "desk.loading", set: { role: "status" } }),
    nothing: () => el("p", { class: "desk-nothing", text: "guests.choose" }),
    going: (address, isList) => {
      stage.dataset["pane"] = isList ? "list" : "pane";
      this.#guests.current = address;
    },
    back: (from) => from !== "" && this.#guests.focusOn(from),
  });

  /** @param {boolean} isDesk whether they see everybody's @param {boolean} isStaff whether they have some themselves */
  constructor(isDesk, isStaff) {
    const isAsked = partInAddress() === "asked";
    if (isAsked) {
      history.replaceState(null, "", location.pathname);
    }

    const own = isStaff ? /** @type {const} */ (["own"]) : [];
    const desk = isDesk ? /** @type {const} */ (["all", "hand-over"]) : [];
    this.#guests = new Guests([...own, "asked", ...desk], isAsked ? "asked" : isStaff ? "own" : "all", (guest) => {
      if (this.#shown?.guestId === guest.guestId) {
        this.#shown.pane.show(guest);
      }
    });
  }

  async start() {
    warnBeforeLeaving(() => this.#panes.isDirty);
    namedPart("back").addEventListener("click", () => (location.hash = ""));
    addEventListener("hashchange", () => void this.#panes.show());
    await this.#guests.load();
    await this.#panes.show();
  }

  /** @param {string} address @returns {Promise<Pane>} */
  async #make(address) {
    switch (address) {
      case "invite": {
        const [{ InvitePane }, policy] = await Promise.all([late(() => import("./invite.js")), getGuestPolicy()]);
        return new InvitePane(policy, (guest) => this.#tellInvited(guest));
      }
      case "policy": {
        const [{ PolicyPane }, policy] = await Promise.all([late(() => import("./policy.js")), getGuestPolicy()]);
        return new PolicyPane(policy);
      }
      case "terms":
      case "confidentiality": {
        const [{ DocumentPane }, { documents }] = await Promise.all([
          late(() => import("./document.js")),
          listGuestDocuments(),
        ]);
        return new DocumentPane(found(documents.find(({ document }) => document === address)), () => undefined);
      }
      default:
        return this.#guest(address);
    }
  }

  /** @param {string} guestId */
  async #guest(guestId) {
    const [{ GuestPane }, guest] = await Promise.all([
      late(() => import("./guest.js")),
      this.#guests.find(guestId),
    ]);
    const pane = new GuestPane(found(guest), this.#guests);
    this.#shown = { guestId, pane };
    if (this.#invited?.guestId === guestId) {
      const { state, email, name } = this.#invited;
      pane.tell(state === "asked" ? "guests.asked" : "guests.invited", { email, name });
      this.#invited = null;
    }

    return pane;
  }

  /** @param {ShownGuest} guest */
  #tellInvited(guest) {
    this.#panes.drop("invite");
    this.#invited = guest;
    this.#guests.put(guest);
    location.hash = guest.guestId;
  }
}

/**
 * @template T
 * @param {T | null | undefined} one
 * @returns {T}
 */
function found(one) {
  if (one === null || one === undefined) {
    throw new BadLinkError();
  }

  return one;
}

void startWorkingPage(async ({ roles }) => {
  const isDesk = roles.includes("service-desk");
  const isStaff = roles.includes("staff");
  if (!isDesk && !isStaff) {
    stage.replaceChildren(deadEnd("staff-only", {}, { key: "desk.go-on", href: homeOf({ roles }) }));
    return;
  }

  const rules = namedPart("rules");
  rules.hidden = !isDesk;
  const invite = namedPart("invite");
  invite.hidden = !isStaff;
  await new GuestsDesk(isDesk, isStaff).start();
});
