import { list } from "./list.js";

/**
 * @typedef {{ id: string, at: string | null, element: HTMLElement }} Aside what stands among messages and is none;
 *   without a moment it stands last
 */

/**
 * What is done with all of a conversation.
 * @template Conversation
 * @typedef {object} Tools
 * @property {HTMLElement} element beside what every conversation has
 * @property {HTMLElement} [below] has a line of its own
 * @property {(conversation: Conversation) => void} show
 * @property {() => Aside[]} [asides]
 * @property {(changed: () => void) => void} [hear] is told how to say that the asides are others
 */

/**
 * The rows of messages, with what stands among them, the oldest first.
 * @template Card
 * @template Conversation
 * @param {HTMLElement} parent
 * @param {Tools<Conversation> | undefined} tools
 * @param {(card: Card) => { messageId: string, at: string }} messageOf
 * @param {(card: Card, before?: HTMLElement) => HTMLElement} cardOf
 * @param {(card: Card) => unknown} printOf
 * @returns {(cards: Card[]) => void}
 */
export function listAmong(parent, tools, messageOf, cardOf, printOf) {
  /** @typedef {{ card: Card, aside: null } | { card: null, aside: Aside }} Row */
  /** @type {Card[]} */
  let shown = [];
  const momentOf = (/** @type {Row} */ { card, aside }) =>
    aside === null ? messageOf(card).at : (aside.at ?? "\uffff");
  const show = list(
    parent,
    (/** @type {Row} */ { card, aside }) => (aside === null ? messageOf(card).messageId : aside.id),
    ({ card, aside }, before) => (aside === null ? cardOf(card, before) : aside.element),
    ({ card, aside }) => (aside === null ? printOf(card) : aside.element),
  );
  const showAll = () => {
    /** @type {Row[]} */
    const rows = shown.map((card) => ({ card, aside: null }));
    const asides = (tools?.asides?.() ?? []).map((aside) => ({ card: null, aside }));
    // Messages keep their order, whatever clocks said.
    asides.forEach((aside) => {
      const at = rows.findIndex((row) => momentOf(row) > momentOf(aside));
      rows.splice(at < 0 ? rows.length : at, 0, aside);
    });
    show(rows);
  };
  tools?.hear?.(showAll);
  return (cards) => {
    shown = cards;
    showAll();
  };
}
