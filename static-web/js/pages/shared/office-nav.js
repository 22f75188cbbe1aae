import { el, icon } from "../../components/dom.js";
import { doorsOf } from "./doors.js";

/** The rooms in which staff work; those about themselves are in the menu of their account. */
const rooms = ["/mail/", "/dossiers/", "/forms/", "/files/", "/guests/"];

/** Where the office is not: a room that is somebody's in another role. */
const elsewhere = /^\/(?:portal|admin)\//;

/**
 * Shows staff their rooms in the header, the same on every page of the office.
 * @param {{ roles: readonly string[] }} session
 */
export function showOfficeNav(session) {
  if (!session.roles.includes("staff") || elsewhere.test(location.pathname)) {
    return;
  }

  const own = doorsOf(session).filter(({ address }) => rooms.includes(address));
  const links = own.map(({ address, text, icon: picture }) => {
    const link = el("a", { set: { href: address } }, icon(picture), el("span", { text }));
    address === location.pathname && link.setAttribute("aria-current", "page");
    return el("li", {}, link);
  });
  document.querySelector(".top > .organisation")?.after(
    el("nav", { class: "rooms", label: "account.rooms" }, el("ul", {}, ...links)));
}
