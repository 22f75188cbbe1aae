import { el, icon, say } from "../../components/dom.js";

/**
 * Home, and what waits: in view on every page of a client (N39).
 * @param {string} [base] the room's address, on another page
 */
export function portalNav(base = "") {
  const count = el("span", { class: "badge" });
  const link = (/** @type {TextKey} */ text, /** @type {string} */ picture, /** @type {string} */ href) =>
    el("a", { set: { href: `${base}${href}` } }, icon(picture), el("span", { text }));
  const places = {
    home: link("portal.home", "home", "#"),
    actions: link("portal.actions", "check", "#actions"),
  };
  places.actions.append(" ", count);
  const element = el("nav", { class: "portal-nav", label: "portal.nav" },
    el("ul", {}, ...Object.values(places).map((one) => el("li", {}, one))));
  return {
    element,
    /** @param {number} waiting @param {string | null} current */
    show(waiting, current) {
      say(count, { text: "portal.actions.n", values: { n: waiting } });
      count.classList.toggle("is-none", waiting === 0);
      for (const [name, one] of Object.entries(places)) {
        name === current ? one.setAttribute("aria-current", "page") : one.removeAttribute("aria-current");
      }
    },
  };
}
