import { el, find } from "./dom.js";

/** @typedef {import("../api/contract.d.ts").PartTab} PartTab */

/** What a tab is called on either side. @param {PartTab} tab @param {boolean} isOffice @returns {TextKey} */
export const nameOfTab = (tab, isOffice) =>
  isOffice && tab === "delivered" ? "dossiers.tab.delivered.office" : `dossiers.tab.${tab}`;

/**
 * The tabs of a dossier, each with how much stands in it and how much of that is new (N16, N17).
 * @param {readonly PartTab[]} tabs in their order
 * @param {(tab: PartTab) => string} addressOf
 * @param {boolean} isOffice whose view it is
 */
export function dossierTabs(tabs, addressOf, isOffice) {
  const element = el("ul");
  return {
    element: el("nav", { class: "dossier-tabs", label: "dossiers.tabs" }, element),
    /**
     * @param {PartTab} current
     * @param {Record<PartTab, number>} numbers
     * @param {Record<PartTab, number>} unread
     */
    show(current, numbers, unread) {
      const focused = element.contains(document.activeElement);
      element.replaceChildren(...tabs.map((tab) => {
        const words = el("span", { text: nameOfTab(tab, isOffice) });
        const count = el("span", { class: "tab-count", text: "dossiers.tab-count", values: { n: numbers[tab] } });
        const fresh = unread[tab] === 0 ? null
          : el("span", { class: "badge", text: "dossiers.tab-new", values: { n: unread[tab] } });
        const set = { href: addressOf(tab), "aria-current": tab === current ? "page" : null };
        return el("li", {}, el("a", { set }, el("span", {}, words, " ", count), fresh));
      }));
      if (focused) {
        find(element, "a[aria-current]", HTMLElement)?.focus();
      }
    },
  };
}
