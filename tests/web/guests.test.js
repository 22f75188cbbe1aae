import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { blocksOf } from "../../static-web/js/text/blocks.js";
import { daysAfter, daysBetween, dayAt } from "../../static-web/js/text/days.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("guest guests");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { isIn, landingOf } = await import("../../static-web/js/pages/shared/home.js");
const { standingOf } = await import("../../static-web/js/components/guest-list.js");
const { LongRead } = await import("../../static-web/js/components/long-read.js");

describe("A text in the form of documents", () => {
  test("has paragraphs, headings and lists", () => {
    assert.deepEqual(blocksOf("## Kop\n\nEen regel\ndie doorgaat.\n\n- een\n- twee\n  gaat door\n\nSlot."), [
      { kind: "heading", lines: ["Kop"] },
      { kind: "paragraph", lines: ["Een regel", "die doorgaat."] },
      { kind: "list", lines: ["een", "twee gaat door"] },
      { kind: "paragraph", lines: ["Slot."] },
    ]);
  });

  test("needs no empty lines, and may end its lines as Windows does", () => {
    assert.deepEqual(blocksOf("## Kop\r\nTekst:\r\n- een").map(({ kind }) => kind), ["heading", "paragraph", "list"]);
  });

  test("is text, whatever stands in it", () => {
    assert.deepEqual(blocksOf("<b>#</b> - geen lijst"), [{ kind: "paragraph", lines: ["<b>#</b> - geen lijst"] }]);
    assert.deepEqual(blocksOf(" \n\n"), []);
  });
});

describe("Days are the organisation's", () => {
  test("also where it is still yesterday", () => {
    assert.equal(dayAt(Date.parse("2026-11-30T23:30:00Z")), "2026-12-01");
    assert.equal(dayAt(Date.parse("2026-07-31T22:30:00Z")), "2026-08-01");
  });

  test("and the clocks going back or forth move none", () => {
    assert.equal(daysAfter("2026-10-20", 30), "2026-11-19");
    assert.equal(daysAfter("2026-03-20", 30), "2026-04-19");
    assert.equal(daysBetween("2026-03-20", "2026-04-19"), 30);
  });
});

describe("How a guest stands", () => {
  const active = {
    state: "active", endsOn: "2027-03-10", removedOn: "2027-03-11", whyRemoved: "ended", invitedUntil: null,
    restorableUntil: null,
  };
  const today = "2026-12-01";
  const saidOf = (guest) => {
    const { parts, isWarning } = standingOf({ ...active, ...guest }, today);
    return [parts.text, isWarning];
  };

  test("a warning comes 30 days before, and says why", () => {
    assert.deepEqual(saidOf({}), ["guests.state.active", false]);
    assert.deepEqual(saidOf({ removedOn: "2027-01-01" }), ["guests.state.active", false]);
    assert.deepEqual(saidOf({ removedOn: "2026-12-31" }), ["guests.state.ends-soon", true]);
    assert.deepEqual(saidOf({ removedOn: "2026-12-31", whyRemoved: "unused" }), ["guests.state.unused-soon", true]);
    assert.deepEqual(saidOf({ removedOn: "2026-11-30" }), ["guests.state.ends-soon", true]);
  });

  test("an invitation that ran out is one, and a guest who is gone can be restored", () => {
    assert.deepEqual(saidOf({ state: "asked" }), ["guests.state.asked", false]);
    const invited = (invitedUntil) => saidOf({ state: "invited", invitedUntil });
    assert.deepEqual(invited("2100-01-01T00:00:00Z"), ["guests.state.invited", false]);
    assert.deepEqual(invited("2020-01-01T00:00:00Z"), ["guests.state.expired", true]);
    const restorableUntil = "2026-12-20T00:00:00Z";
    assert.deepEqual(saidOf({ state: "removed", restorableUntil }), ["guests.state.removed", true]);
  });
});

describe("Who may go on after a log-in", () => {
  const guest = { roles: ["guest"], usable: true, owes: null, isNew: true };

  test("a guest with everything accepted, and nobody without a second factor", () => {
    assert.equal(isIn(guest), true);
    assert.equal(isIn({ ...guest, owes: "terms" }), false);
    assert.equal(isIn({ ...guest, owes: "confidentiality" }), false);
    assert.equal(isIn({ ...guest, usable: false }), false);
  });

  test("who has another room too may accept later", () => {
    assert.equal(isIn({ ...guest, roles: ["guest", "staff"], owes: "terms" }), true);
  });

  test("a guest's details were asked at the invitation; others look at them first", () => {
    assert.equal(landingOf({ roles: ["staff"], isNew: true }), "/account/");
    assert.equal(landingOf({ roles: ["staff"], isNew: false }), "/mail/");
  });
});

describe("A text that is read to its end", () => {
  const texts = [
    { language: "nl", text: "Nederlands.", changed: "Nieuw.", sha256: "a" },
    { language: "en", text: "English.", changed: "New.", sha256: "b" },
  ];
  let watching = null;
  let languageChanged = () => {};
  let sent = [];

  beforeEach(async () => {
    sent = [];
    globalThis.IntersectionObserver = class {
      constructor(tell) {
        watching = (isIntersecting) => tell([{ isIntersecting }]);
      }

      observe() {}

      unobserve() {}

      disconnect() {}
    };
    globalThis.HTMLElement.prototype.addEventListener = function listen(type, heard) {
      this.heard = { ...this.heard, [type]: heard };
    };
    globalThis.document.addEventListener = (type, heard) => (languageChanged = heard);
    await chooseLanguage("nl");
  });

  /** @param {{ changed?: string | null, texts?: object[] }} [other] */
  function read(other = {}) {
    const made = new LongRead({
      title: "guest.terms.title", explain: "guest.terms.explain", changed: null, texts, accept: "guest.accept",
      send: async (text) => sent.push(text.sha256), ...other,
    });
    const all = (element) => [element, ...element.children.flatMap((child) => (child.children ? all(child) : []))];
    const parts = all(made.element);
    const press = parts.find(({ dataset, heard }) => dataset && heard?.click);
    const end = parts.find(({ className }) => className?.startsWith("long-read-end"));
    return { made, press, end, mayAccept: () => press.getAttribute("aria-disabled") === "false" };
  }

  test("cannot be accepted before, and says what is needed", () => {
    const { made, press, mayAccept } = read();
    assert.equal(mayAccept(), false);
    press.heard.click();
    assert.deepEqual(sent, []);
    assert.match(made.element.textContent, /Lees de tekst tot het einde/);
    assert.match(made.element.textContent, /als u aan het einde van de tekst bent geweest/);
  });

  test("can be once its end came into view, and stays so", async () => {
    const { made, press, mayAccept } = read();
    watching(false);
    assert.equal(mayAccept(), false);
    watching(true);
    watching(false);
    assert.equal(mayAccept(), true);
    assert.match(made.element.textContent, /U kunt nu accepteren/);
    press.heard.click();
    await Promise.resolve();
    assert.deepEqual(sent, ["a"]);
  });

  test("can be once the keys or a screen reader came to its end", () => {
    const { end, mayAccept } = read();
    end.heard.focus();
    assert.equal(mayAccept(), true);
  });

  test("is another text in another language, with an end of its own", async () => {
    const { made, press, mayAccept } = read();
    watching(true);
    await chooseLanguage("en");
    languageChanged();
    assert.equal(mayAccept(), false);
    assert.match(made.element.textContent, /English\./);
    watching(true);
    press.heard.click();
    await Promise.resolve();
    assert.deepEqual(sent, ["b"]);
  });

  test("shows what changed since the version that was accepted, and nothing the first time", () => {
    assert.doesNotMatch(read().made.element.textContent, /Nieuw\./);
    assert.match(read({ changed: "guest.renewed.changed" }).made.element.textContent, /Nieuw\./);
  });
});
