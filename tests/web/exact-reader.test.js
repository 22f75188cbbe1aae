import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import { ExactReader } from "../../static-web/js/download/exact-reader.js";
import { ConnectionLost } from "../../static-web/js/storage/errors.js";

const bytes = randomBytes(1000);

/** Bodies of both kinds that browsers have, delivered in pieces of a length. */
const bodies = {
  "a byte stream": (piece) => new ReadableStream({ type: "bytes", ...deliver(piece) }),
  "any other stream": (piece) => new ReadableStream(deliver(piece)),
};

function deliver(piece) {
  let at = 0;
  return {
    pull(controller) {
      if (at < bytes.length) {
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)));
        at += piece;
      } else {
        controller.close();
        controller.byobRequest?.respond(0);
      }
    },
  };
}

describe("exact lengths", () => {
  for (const [name, body] of Object.entries(bodies)) {
    for (const piece of [1, 7, 300, 1000]) {
      test(`come from ${name} in pieces of ${piece}`, async () => {
        const reader = new ExactReader(body(piece));
        let memory = new ArrayBuffer(400);
        const seen = [];
        for (const length of [300, 400, 1, 299]) {
          const read = await reader.read(memory, length);
          assert.equal(read.length, length);
          seen.push(Buffer.from(read));
          memory = read.buffer;
          assert.equal(memory.byteLength, 400);
        }

        assert.ok(Buffer.concat(seen).equals(bytes));
      });
    }

    test(`of more than ${name} has is a lost connection`, async () => {
      await assert.rejects(new ExactReader(body(300)).read(new ArrayBuffer(1001), 1001), ConnectionLost);
    });
  }
});
