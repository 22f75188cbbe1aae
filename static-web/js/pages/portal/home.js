import { el, icon } from "../../components/dom.js";

/** @typedef {import("../../spaces/own-dossiers.js").OwnDossier} OwnDossier */

/**
 * Home: three tiles with their numbers (N10, N11).
 * @param {string} name of who is logged in
 * @param {(one: OwnDossier) => boolean} isOpen
 */
export function home(name, isOpen) {
  const title = el("h1", { text: "portal.welcome", values: { name } });
  const tiles = el("ul", { class: "tiles" });
  return {
    element: el("div", { class: "portal-home" }, title, tiles),
    title,
    /** @param {OwnDossier[]} dossiers @param {number} waiting */
    show(dossiers, waiting) {
      const values = { open: dossiers.filter(isOpen).length, all: dossiers.length };
      tiles.replaceChildren(
        tile("dossier", "portal.dossiers", { text: "portal.dossiers.tile", values }, "#dossiers"),
        tile("check", "portal.actions", waiting === 0 ? { text: "portal.actions.none" }
          : { text: "portal.actions.tile", values: { n: waiting } }, "#actions"),
        tile("person", "portal.details", { text: "portal.details.tile" }, "/account/"),
      );
    },
  };
}

/**
 * @param {string} picture
 * @param {TextKey} title
 * @param {import("../../components/dom.js").Parts} words
 * @param {string} href
 */
const tile = (picture, title, words, href) =>
  el("li", {}, el("a", { class: "tile", set: { href } },
    icon(picture), el("strong", { text: title }), el("span", { class: "muted", ...words })));
