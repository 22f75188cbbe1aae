import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { bindKey } from "../../static-web/js/crypto/key-context.js";
import { wrapBytes } from "../../static-web/js/crypto/key-wrap.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { DossierImporting } from "../../static-web/js/spaces/dossier-importing.js";
import { DossierMaking, stepsOf } from "../../static-web/js/spaces/dossier-making.js";
import { Dossiers } from "../../static-web/js/spaces/dossiers.js";
import { Mailbox } from "../../static-web/js/spaces/mailbox.js";
import { Publication } from "../../static-web/js/spaces/publication.js";

const { fetch, document, Worker, navigator } = globalThis;
const vault = await crypto.subtle.generateKey(
  { name: "RSA-OAEP", hash: "SHA-256", modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
  true,
  ["encrypt", "decrypt"],
);
const jwk = await crypto.subtle.exportKey("jwk", vault.publicKey);
const facts = { status: "s", handlerId: null, standInId: null };
const header = { number: "1", description: "Koop", steps: [{ id: randomId(), title: "Akte" }] };

afterEach(() => {
  Object.assign(globalThis, { fetch, document, Worker });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
});

const problem = (code, status = 409) => Response.json(
  { type: `/problems/${code}`, title: code, status },
  { status, headers: { "Content-Type": "application/problem+json" } },
);

/** Answers each call of the functions, by method and path with * for ids; keeps what was asked. */
function serve(answers) {
  const asked = [];
  globalThis.document = new EventTarget();
  globalThis.fetch = async (address, { method, body }) => {
    const path = address.replace("/api/", "").replace(/[0-9a-f]{32,34}/g, "*");
    const said = body === undefined ? null : JSON.parse(body);
    asked.push([`${method} ${path}`, said]);
    const answer = await answers[`${method} ${path}`](said, asked);
    return answer instanceof Response ? answer : Response.json(answer ?? null);
  };
  return asked;
}

const mailboxId = randomId();
const newDossiers = () => new Dossiers(new Mailbox({ mailboxId, name: "Info" }));
const sealingKey = () => ({ version: "0".repeat(32), jwk });

/** The answers of a service that makes all that it is asked. */
const willing = {
  "GET sealing-key": sealingKey,
  "POST mailboxes/*/dossiers": ({ dossierId }) => ({ participantId: `${dossierId}00` }),
  "POST participants/*/dossier/parts": ({ partId }) => ({ participantId: `${partId}00`, name: "Jan" }),
};

/** The key that a request wrapped for the vault. */
async function keyOf({ wrapped }) {
  const bound = await crypto.subtle.decrypt({ name: "RSA-OAEP" }, vault.privateKey, Buffer.from(wrapped, "base64"));
  return new Uint8Array(bound).slice(0, 32);
}

describe("making a dossier", () => {
  test("gives the dossier and each part a key of its own, under which its header is sealed", async () => {
    const asked = serve(willing);
    const dossiers = newDossiers();
    const making = new DossierMaking(dossiers, header, facts);
    await making.add("a".repeat(32));
    await making.add("b".repeat(32));

    const made = asked.filter(([, said]) => said?.sealKey !== undefined).map(([, said]) => said);
    const keys = await Promise.all(made.map(({ sealKey }) => keyOf(sealKey)));
    assert.equal(new Set(keys.map((key) => toBase64(key))).size, 3);
    for (const [at, { dossierId, partId, note }] of made.entries()) {
      const space = dossierId ?? partId;
      const expected = { kind: "dossier", space, id: space, author: `${space}00` };
      assert.deepEqual(await openNote(keys[at], note, expected), header);
      await assert.rejects(openNote(keys[(at + 1) % 3], note, expected));
      assert.deepEqual(dossiers.keys.get(space), keys[at]);
    }

    assert.deepEqual(made[0].steps, [header.steps[0].id]);
  });

  test("repeats the same requests when an answer was lost, and makes nothing twice", async () => {
    let tries = 0;
    const lost = (answer) => (said) => {
      if (tries++ === 0) {
        throw new TypeError("The network.");
      }

      return answer(said);
    };
    for (const route of ["POST mailboxes/*/dossiers", "POST participants/*/dossier/parts"]) {
      tries = 0;
      const asked = serve({ ...willing, [route]: lost(willing[route]) });
      const making = new DossierMaking(newDossiers(), header, facts);
      await assert.rejects(making.add("a".repeat(32)));
      await making.add("a".repeat(32));
      await making.add("a".repeat(32));

      const same = asked.filter(([name]) => name === route)
        .map(([, { dossierId, partId, note }]) => [dossierId, partId, note]);
      assert.equal(same.length, 2, route);
      assert.deepEqual(same[0], same[1], route);
    }
  });

  test("wraps the key again when the vault has another one by now", async () => {
    let isOld = true;
    const asked = serve({
      ...willing,
      "POST mailboxes/*/dossiers": (said) => {
        const answer = isOld ? problem("seal-key-outdated") : willing["POST mailboxes/*/dossiers"](said);
        isOld = false;
        return answer;
      },
    });
    await new DossierMaking(newDossiers(), header, facts).make();
    assert.equal(asked.filter(([name]) => name === "GET sealing-key").length, 2);
  });
});

test("Steps keep their ids while lines are added, moved, taken away or worded otherwise", () => {
  const before = ["Intake", "Akte", "Passeren"].map((title) => ({ id: title, title }));
  const ids = (typed) => stepsOf(typed, before).map(({ id }) => (id.length === 32 ? "new" : id));
  assert.deepEqual(ids("Intake\nAkte\nPasseren"), ["Intake", "Akte", "Passeren"]);
  assert.deepEqual(ids("Passeren\n\n Intake "), ["Passeren", "Intake"]);
  assert.deepEqual(ids("Intake\nConcept\nAkte\nPasseren"), ["Intake", "new", "Akte", "Passeren"]);
  assert.deepEqual(ids("Intake\nConcept-akte\nPasseren"), ["Intake", "Akte", "Passeren"]);
  assert.deepEqual(ids("Akte\nAkte\nIets"), ["Akte", "new", "Passeren"]);
});

describe("an import", () => {
  const wanted = (number, ...emails) => ({
    number, description: "Koop", ...facts, steps: [], made: null, isRight: true,
    clients: emails.map((email) => ({ kind: "person", name: email, email, phone: null, language: "nl" })),
  });

  test("goes on after a fault, says whose it was, and tries again what was not made and no more", async () => {
    let refused = "client-otherwise";
    const asked = serve({
      ...willing,
      "POST mailboxes/*/clients": ({ clients }) => ({
        clients: clients.map(({ clientId, email }) => (email === "b@x.nl" && refused !== null
          ? { clientId, client: null, refused } : { clientId, client: { clientId, email }, refused: null })),
      }),
    });
    const importing = new DossierImporting(newDossiers(), [wanted("1", "a@x.nl", "b@x.nl"), wanted("2", "A@x.nl")]);
    await importing.run(() => undefined);
    assert.deepEqual(importing.all.map(({ state }) => state), ["failed", "done"]);
    assert.deepEqual(importing.all[0].failures.map(({ name, error }) => [name, error.code]), [["b@x.nl", refused]]);

    refused = null;
    await importing.run(() => undefined);
    assert.equal(importing.left.length, 0);
    const count = (route) => asked.filter(([name]) => name === route).length;
    assert.equal(count("POST mailboxes/*/dossiers"), 2);
    assert.equal(count("POST participants/*/dossier/parts"), 3);
    // The second dossier has the client that the first made.
    assert.equal(count("POST mailboxes/*/clients"), 2);
  });

  test("that was cut off adds to a dossier who is missing, and makes no other; who left it stays away", async () => {
    const dossierId = randomId();
    const [key, mailboxKey, there, left] = [makeSealKey(), makeSealKey(), randomId(), randomId()];
    const wrappedSealKey = toBase64(await wrapBytes(mailboxKey, await bindKey(key, dossierId, "dossier")));
    const note = await sealNote(key, { kind: "dossier", space: dossierId, id: dossierId, author: `${dossierId}00`,
      ...header });
    const part = (clientId, more) => ({ clientId, partId: randomId(), isMade: true, isRevoked: false, ...more });
    const asked = serve({
      ...willing,
      "POST mailboxes/*/open": () => ({ sealKey: toBase64(mailboxKey), smsAvailable: true }),
      "POST participants/*/dossier/open": () => ({
        note, wrappedSealKey, facts: {}, parts: [part(there), part(left, { isRevoked: true })],
      }),
      "POST mailboxes/*/clients": ({ clients }) => ({ clients: clients.map(({ clientId, email }) => ({
        clientId, client: { clientId: { "a@x.nl": there, "b@x.nl": left }[email] ?? clientId, email }, refused: null,
      })) }),
    });
    const one = { ...wanted("1", "a@x.nl", "b@x.nl", "c@x.nl"), made: { participantId: `${dossierId}00` } };
    const importing = new DossierImporting(newDossiers(), [one]);
    await importing.run(() => undefined);
    assert.deepEqual(importing.all[0].failures, []);
    assert.deepEqual([importing.left.length, importing.all[0].participantId], [0, `${dossierId}00`]);
    const routes = asked.map(([name]) => name);
    assert.equal(routes.filter((name) => name === "POST mailboxes/*/dossiers" || name.includes("restore")).length, 0);
    const added = asked.filter(([name]) => name === "POST participants/*/dossier/parts").map(([, said]) => said);
    const { clients } = asked.find(([name]) => name === "POST mailboxes/*/clients")[1];
    assert.deepEqual(added.map(({ clientId }) => clientId), [clients[2].clientId]);
    const [{ partId: space, sealKey, note: copy }] = added;
    const expected = { kind: "dossier", space, id: space, author: `${space}00` };
    assert.deepEqual(await openNote(await keyOf(sealKey), copy, expected), header);
  });

  test("waits with the rest when nobody answers", async () => {
    serve({ "POST mailboxes/*/clients": () => {
      throw new TypeError("The network.");
    } });
    const importing = new DossierImporting(newDossiers(), [wanted("1", "a@x.nl"), wanted("2", "c@x.nl")]);
    await importing.run(() => undefined);
    assert.deepEqual(importing.all.map(({ state }) => state), ["failed", "waiting"]);
  });
});

describe("publishing", () => {
  /** A worker that stores what it is given, as the real one, once it has a ticket. */
  class StoringWorker {
    postMessage({ type }) {
      if (type === "start") {
        queueMicrotask(() => this.onmessage?.({ data: { type: "ticket-wanted" } }));
      } else if (type === "ticket") {
        queueMicrotask(() => this.onmessage?.({ data: { type: "stored", seal: new Uint8Array(32) } }));
      }
    }

    terminate() {}
  }

  const uploads = {
    "POST participants/*/files": () => ({ expiresAt: null }),
    "POST participants/*/files/*/finish": () => null,
  };
  const file = () => ({ file: new File(["brief"], "brief.pdf"), name: "brief.pdf", words: null });

  test("to two clients gives each its own file and header, and a lost answer publishes nothing twice", async () => {
    globalThis.Worker = StoringWorker;
    Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
    let isLost = true;
    const asked = serve({
      ...uploads,
      "POST participants/*/part/published": () => {
        if (isLost) {
          isLost = false;
          throw new TypeError("The network.");
        }

        return { entryId: "", at: "", by: "" };
      },
    });
    const published = { tab: "documents", subject: "Akte", name: "Info", files: [file()] };
    const parts = [0, 1].map(() => ({ space: randomId(), sealKey: makeSealKey() }));
    const publications = parts.map(({ space, sealKey }) =>
      new Publication({ spaceId: space, participantId: `${space}00`, mailboxId: null, sealKey, started: true }));
    for (const publication of publications) {
      await publication.publish(published);
    }

    assert.deepEqual(publications.map(({ state }) => state), ["failed", "done"]);
    await publications[0].publish(published);
    assert.equal(publications[0].state, "done");
    const sent = asked.filter(([name]) => name.endsWith("/published")).map(([, said]) => said);
    assert.equal(sent.length, 3);
    assert.deepEqual(sent[0], sent[2]);
    assert.notEqual(sent[0].files[0], sent[1].files[0]);
    const { space, sealKey } = parts[1];
    const expected = { kind: "entry", space, id: sent[1].entryId, author: `${space}00` };
    const note = await openNote(sealKey, sent[1].header, expected);
    assert.deepEqual([note.subject, note.files[0].name], ["Akte", "brief.pdf"]);
    await assert.rejects(openNote(parts[0].sealKey, sent[1].header, expected));
  });
});
