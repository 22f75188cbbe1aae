import assert from "node:assert/strict";
import { test } from "node:test";
import { finishUpload } from "../../static-web/js/api/files.js";

/** The service answers these, one after the other. @returns {string[]} what was asked */
function answering(...answers) {
  const asked = [];
  globalThis.document = { dispatchEvent() {} };
  globalThis.fetch = async (address) => {
    asked.push(address);
    return answers.shift();
  };
  return asked;
}

const finish = "/api/participants/p/files/f/finish";
const underWay = () => Response.json({ retryInSeconds: 0 }, { status: 202 });

test("an upload is finished when the service has taken it over, however often it must be asked", async () => {
  const asked = answering(underWay(), underWay(), new Response(null, { status: 204 }));

  await finishUpload("p", "f");

  assert.deepEqual(asked, [finish, finish, finish]);
});

test("an upload that the service refuses while it takes it over is not finished", async () => {
  const problem = { type: "/problems/file-incomplete", title: "No.", status: 409 };
  const headers = { "Content-Type": "application/problem+json" };
  const asked = answering(underWay(), new Response(JSON.stringify(problem), { status: 409, headers }));

  await assert.rejects(finishUpload("p", "f"), { code: "file-incomplete" });

  assert.equal(asked.length, 2);
});
