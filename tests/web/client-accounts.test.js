import assert from "node:assert/strict";
import { test } from "node:test";

import { Seeing } from "../../static-web/js/pages/accounts/seeing.js";

const [participantId, other, eva] = ["p01", "q01", "eva"];
const dossiers = [{ participantId, accounts: [eva] }, { participantId: other, accounts: [] }];

/** Answers each request in turn; says what was asked. @param {number[]} statuses */
function answering(statuses) {
  const asked = [];
  globalThis.document = { cookie: "", dispatchEvent: () => true };
  globalThis.fetch = async (url, { method, body }) => {
    asked.push(`${method} ${url} ${body}`);
    const status = statuses.shift() ?? 204;
    const problem = JSON.stringify({ type: "/problems/no-such-client", title: "No such client.", status });
    return new Response(status === 204 ? null : problem, {
      status, headers: status === 204 ? {} : { "Content-Type": "application/problem+json" },
    });
  };
  return asked;
}

test("what was decided counts before the list of dossiers has it", async () => {
  const asked = answering([]);
  const seeing = new Seeing({ dossiers });
  let told = 0;
  seeing.listen(() => told++);
  assert.equal(seeing.countOf(eva), 1);
  await seeing.decide(dossiers[1], eva, true);
  assert.deepEqual([seeing.has(dossiers[1], eva), seeing.countOf(eva), told], [true, 2, 1]);
  await seeing.decide(dossiers[0], eva, false);
  assert.deepEqual([seeing.has(dossiers[0], eva), seeing.countOf(eva), told], [false, 1, 2]);
  assert.deepEqual(asked, [
    'POST /api/participants/q01/part/accounts/eva {"sees":true}',
    'POST /api/participants/p01/part/accounts/eva {"sees":false}',
  ]);
  assert.equal(seeing.countOf("tom"), 0);
});

test("what was refused stays as it was", async () => {
  answering([409]);
  const seeing = new Seeing({ dossiers });
  await assert.rejects(seeing.decide(dossiers[0], eva, false), { code: "no-such-client" });
  assert.ok(seeing.has(dossiers[0], eva));
});

test("before the dossiers were read nobody says how many an account sees", () => {
  assert.equal(new Seeing({ dossiers: null }).countOf(eva), null);
});
