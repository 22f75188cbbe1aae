import { useSmallDocument } from "./small-document.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

useSmallDocument("conversations keeping together handling");

const { randomId } = await import("../../static-web/js/crypto/base64.js");
const { makeSealKey } = await import("../../static-web/js/crypto/seal-keys.js");
const { goingOn, InternalNotes } = await import("../../static-web/js/spaces/internal-notes.js");
const { snoozeMoments } = await import("../../static-web/js/pages/mail/handling-dialogs.js");
const { WorkingTogether } = await import("../../static-web/js/pages/mail/working-together.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
await chooseLanguage("nl");
const { filtersInAddress, putFiltersInAddress } = await import("../../static-web/js/pages/shared/address.js");

describe("an internal note", () => {
  const mailbox = { mailboxId: randomId(), sealKey: makeSealKey() };
  const [here, elsewhere, author] = [`${randomId()}00`, `${randomId()}00`, randomId()];
  const asked = [];

  /** Answers as the service: with what it was sent. */
  function useService() {
    globalThis.fetch = async (_, { body }) => {
      const { noteId, revision, note } = JSON.parse(body);
      asked.push(note);
      return new Response(JSON.stringify({
        noteId, accountId: author, by: "Conny", at: "2026-11-30T08:00:00Z", changedAt: null,
        revision: revision + 1, note,
      }), { headers: { "Content-Type": "application/json" } });
    };
  }

  afterEach(() => delete globalThis.fetch);

  test("goes on after a reload as the notes are by then", () => {
    const [mine, gone] = [randomId(), randomId()];
    const notes = [{ noteId: mine, revision: 3, text: "Gebeld.", accountId: author, by: "", at: "", changedAt: null }];
    // Its answer was lost on its way.
    assert.equal(goingOn({ noteId: mine, revision: 2, text: "Gebeld." }, notes), null);
    // Another tab changed it meanwhile: both are shown, and this one can be kept.
    assert.deepEqual(goingOn({ noteId: mine, revision: 2, text: "Bellen!" }, notes),
      { noteId: mine, revision: 3, text: "Bellen!", isOther: true });
    assert.equal(goingOn({ noteId: mine, revision: 3, text: "Bellen!" }, notes)?.isOther, false);
    assert.equal(goingOn({ noteId: mine, revision: 3, text: "Bellen!", isOther: true }, notes)?.isOther, true);
    assert.equal(goingOn({ noteId: mine, revision: 2, text: "Gebeld.\n" }, notes), null);
    // It is gone, or was never there.
    const anew = goingOn({ noteId: gone, revision: 4, text: "Mailen." }, notes);
    assert.deepEqual([anew?.revision, anew?.text], [0, "Mailen."]);
    assert.notEqual(anew?.noteId, gone);
  });

  test("opens in its conversation alone, and asked again it is the same note", async () => {
    useService();
    const notes = new InternalNotes(mailbox, here);
    const noteId = randomId();
    await notes.keep(noteId, 0, author, "Bellen.");
    await notes.keep(noteId, 0, author, "Bellen.");
    assert.deepEqual(asked[0], asked[1]);
    const item = { ...notes.all[0], note: asked[0] };
    delete item.text;
    for (const [where, key, text] of [
      [here, mailbox.sealKey, "Bellen."], [elsewhere, mailbox.sealKey, null], [here, makeSealKey(), null],
    ]) {
      const read = new InternalNotes({ ...mailbox, sealKey: key }, where);
      await read.take([item]);
      assert.deepEqual(read.all.map((one) => one.text), [text]);
    }

    // Nor as another's, or under another id.
    const read = new InternalNotes(mailbox, here);
    await read.take([{ ...item, accountId: randomId() }, { ...item, noteId: randomId() }]);
    assert.deepEqual(read.all.map(({ text }) => text), [null, null]);
  });
});

test("what is offered to snooze until is whole hours in Amsterdam, also when clocks change", () => {
  const momentsAt = (at) => snoozeMoments(Date.parse(at)).map(([, moment]) => moment);
  // A Friday; then the Saturday before the clocks go back, and a Monday.
  assert.deepEqual(momentsAt("2026-11-27T15:30:00Z"),
    ["2026-11-27T19:00:00.000Z", "2026-11-28T07:00:00.000Z", "2026-11-30T07:00:00.000Z"]);
  assert.deepEqual(momentsAt("2026-10-24T10:00:00Z"),
    ["2026-10-24T13:00:00.000Z", "2026-10-25T07:00:00.000Z", "2026-10-26T07:00:00.000Z"]);
  assert.deepEqual(momentsAt("2026-11-30T08:00:00Z")[2], "2026-12-07T07:00:00.000Z");
  assert.equal(momentsAt("2026-11-30T21:00:00Z").length, 2);
});

test("filters in an address are words of ours and an id, whatever stands there", () => {
  const known = ["mine", "unread"];
  const id = "0".repeat(32);
  for (const [search, filter, label] of [
    ["", "", ""], ["?filter=unread,mine", "mine,unread", ""], [`?label=${id}`, "", id],
    ["?filter=mine,everything&label=x", "mine", ""], ["?filter=%27&label=%3Cb%3E", "", ""], [`?label=${id}0`, "", ""],
  ]) {
    globalThis.location = { search };
    assert.deepEqual(filtersInAddress(known), { filter, label });
  }

  delete globalThis.location;
});

test("filters leave in the address which mailbox it is", () => {
  const addresses = [];
  globalThis.history = { state: null, replaceState: (_, __, address) => addresses.push(address) };
  for (const search of ["?mailbox=b", "?mailbox=b&filter=mine&label=x", "?mailbox=%23b"]) {
    globalThis.location = { pathname: "/mail/", search, hash: "#a" };
    putFiltersInAddress({ filter: "mine,unread", label: "" });
    putFiltersInAddress({ filter: "", label: "" });
  }

  const ofB = ["/mail/?mailbox=b&filter=mine,unread#a", "/mail/?mailbox=b#a"];
  assert.deepEqual(addresses, [...ofB, ...ofB, "/mail/?mailbox=%23b&filter=mine,unread#a", "/mail/?mailbox=%23b#a"]);
  delete globalThis.location;
  delete globalThis.history;
});

/** All that stands in an element. @param {any} element */
const within = (element) => [element, ...(element.children ?? []).flatMap(within)];

Object.getPrototypeOf(document.createElement("div")).addEventListener = function (...listener) {
  (this.listeners ??= []).push(listener);
};

describe("a conversation that colleagues handle together", () => {
  const { setTimeout: setTimeoutHere } = globalThis;
  const [me, other, participantId] = [randomId(), randomId(), `${randomId()}00`];
  const handled = (more = {}) => ({
    assigned: null, follows: false, followers: 0, labels: [], snoozedUntil: null, filing: "none", ...more,
  });

  /** @param {Record<string, (body: any) => Response>} answers by the end of an address */
  async function begin(answers) {
    globalThis.fetch = async (path, { body }) => {
      const end = String(path).split("/").at(-1);
      const usual = {
        handling: () => Response.json({ handling: handled(), notes: [] }), labels: () => Response.json({ labels: [] }),
        colleagues: () => Response.json({
          colleagues: [{ accountId: me, name: "Conny" }, { accountId: other, name: "Wim" }], me,
        }),
      };
      return ({ ...usual, ...answers })[end](body === undefined ? null : JSON.parse(body));
    };
    // What is offered for ten seconds is not waited for.
    globalThis.setTimeout = (act, after) => (after < 1_000 ? setTimeoutHere(act, after) : 0);
    const mailbox = { mailboxId: randomId(), sealKey: makeSealKey(), open: async () => {} };
    const place = document.createElement("div");
    let redrawn = 0;
    const acts = { changed() {}, snooze() {}, redraw: () => redrawn++ };
    const working = new WorkingTogether(mailbox, { participantId }, place, acts);
    await working.load();
    const press = async (words) => {
      const { listeners } = within(place).find((one) => one.listeners !== undefined && one.textContent === words);
      await Promise.all(listeners.filter(([type]) => type === "click").map(([, listener]) => listener()));
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    return { place, press, working };
  }

  afterEach(() => {
    delete globalThis.fetch;
    globalThis.setTimeout = setTimeoutHere;
  });

  test("is nobody's until somebody takes it, and again when whose it is cannot use the mailbox any more", async () => {
    const { place, press } = await begin({
      assigned: ({ accountId }) => Response.json(handled({ assigned: accountId })),
    });
    assert.match(place.textContent, /Toegewezen aan: niemand/);
    await press("Nemen");
    assert.match(place.textContent, /Toegewezen aan: u.*Deze conversatie is nu van u\./);

    const handling = handled({ assigned: randomId() });
    const gone = await begin({ handling: () => Response.json({ handling, notes: [] }) });
    assert.match(gone.place.textContent, /Toegewezen aan: niemand/);
  });

  test("that somebody else took meanwhile says who has it", async () => {
    const problem = { type: "/problems/assigned-meanwhile", title: "", status: 409, assigned: { name: "Wim" } };
    const { place, press } = await begin({
      assigned: () => Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } }),
    });
    await press("Nemen");
    assert.match(place.textContent, /Wim heeft deze conversatie intussen gekregen/);
  });

  test("has its notes among the messages, and one that was thrown away can be put back", async () => {
    const at = "2026-11-30T08:00:00Z";
    const sent = [];
    const { place, press, working } = await begin({
      "internal-notes": ({ noteId, revision, note }) => {
        sent.push([noteId, revision]);
        return Response.json({
          noteId, accountId: me, by: "Conny", at, changedAt: null, revision: revision + 1, note,
        });
      },
    });
    const { fetch } = globalThis;
    globalThis.fetch = async (path, asked) =>
      asked.method === "DELETE" ? new Response(null, { status: 204 }) : fetch(path, asked);
    assert.deepEqual(working.asides, []);
    await press("Interne notitie");
    assert.deepEqual(working.asides.map((one) => [one.id, one.at]), [["note-form", null]]);
    const form = within(working.asides[0].element).find(({ localName }) => localName === "form");
    within(form).find(({ localName }) => localName === "textarea").value = "Bellen.";
    await form.listeners.find(([type]) => type === "submit")[1]({ preventDefault() {} });
    assert.match(place.textContent, /De notitie is bewaard/);
    assert.deepEqual(working.asides.map((one) => [one.id, one.at]), [[`note-${sent[0][0]}`, at]]);
    assert.match(working.asides[0].element.textContent, /Alleen voor collega's.*Conny.*Bellen\./);

    const bin = within(working.asides[0].element).find((one) => one.listeners && one.textContent === "Gooi weg");
    await bin.listeners[0][1]();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(working.asides, []);
    await press("Ongedaan maken");
    assert.deepEqual([working.asides.length, sent.map(([, revision]) => revision)], [1, [0, 1]]);
  });
});
