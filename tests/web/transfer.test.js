import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { contentDisposition, safeName } from "../../static-web/js/download/safe-names.js";
import { ask } from "../../static-web/js/storage/ask.js";
import { delayAfter, isTransient, wait } from "../../static-web/js/storage/back-off.js";
import { ConnectionLost, StorageRefusal, toTransferError } from "../../static-web/js/storage/errors.js";
import { Pace } from "../../static-web/js/storage/pace.js";
import { Tickets } from "../../static-web/js/storage/tickets.js";
import { blockAt, blockCount, blockIdOf, longestBlock } from "../../static-web/js/upload/blocks.js";
import { Turns } from "../../static-web/js/upload/turns.js";

const MiB = 1024 * 1024;

describe("backing off", () => {
  test("doubles, stays within a minute and is at least half of that", () => {
    assert.deepEqual([1, 2, 3, 7, 20].map((failures) => delayAfter(failures, 0, () => 1)), [1, 2, 4, 60, 60]);
    assert.deepEqual([1, 2, 3, 7, 20].map((failures) => delayAfter(failures, 0, () => 0)), [0.5, 1, 2, 30, 30]);
  });

  test("waits as long as the server asks, also over a minute", () => {
    assert.equal(delayAfter(1, 300, () => 1), 300);
    assert.equal(delayAfter(3, 1, () => 1), 4);
  });

  test("is for lost connections and busy servers, not for refusals or mistakes", () => {
    for (const status of [408, 429, 500, 502, 503, 504]) {
      assert.ok(isTransient(new StorageRefusal(status, 0)), `${status}`);
    }

    assert.ok(isTransient(new ConnectionLost()));
    for (const status of [400, 403, 404, 409, 412, 416]) {
      assert.ok(!isTransient(new StorageRefusal(status, 0)), `${status}`);
    }

    assert.ok(!isTransient(new TypeError("x is not a function")));
  });

  test("ends at once when it is aborted", async () => {
    const stop = new AbortController();
    const waiting = wait(3600, stop.signal);
    stop.abort(new Error("stop"));

    await assert.rejects(waiting, /stop/);
    await assert.rejects(wait(3600, stop.signal), /stop/);
  });
});

describe("asking the functions", () => {
  const { signal } = new AbortController();
  const noPause = async () => undefined;
  const problem = (status) => Object.assign(new Error("no"), { problem: { status } });

  /** Fails with each error in turn and then answers. */
  function failing(errors) {
    let calls = 0;
    const request = async () => {
      calls++;
      const error = errors.shift();
      if (error !== undefined) {
        throw error;
      }

      return "yes";
    };
    return { request, calls: () => calls };
  }

  test("goes on over lost connections, 429 and 500", async () => {
    const { request } = failing([new Error("offline"), problem(429), problem(500)]);

    assert.equal(await ask(request, "ticket-refused", signal, noPause), "yes");
  });

  test("takes no for an answer", async () => {
    const { request, calls } = failing([problem(409)]);

    const error = await ask(request, "finish-refused", signal, noPause).catch((refusal) => refusal);
    assert.equal(error.code, "finish-refused");
    assert.equal(error.cause.problem.status, 409);
    assert.equal(calls(), 1);
  });

  test("gives up after five tries and says that it was the network", async () => {
    const { request, calls } = failing(Array.from({ length: 9 }, () => new Error("offline")));

    await assert.rejects(ask(request, "ticket-refused", signal, noPause), { code: "network" });
    assert.equal(calls(), 5);
  });
});

describe("tickets", () => {
  /** Tickets over a clock and a server that count. */
  function counted(life, clockError = 0) {
    const world = { now: Date.parse("2026-11-21T12:00:00Z"), asked: 0 };
    const request = async () => {
      world.asked++;
      return { id: world.asked, expiresAt: new Date(world.now + clockError * 1000 + life * 1000).toISOString() };
    };
    return { world, tickets: new Tickets(request, () => world.now) };
  }

  test("are used until a minute before their end and then renewed", async () => {
    const { world, tickets } = counted(900);
    await tickets.current();
    world.now += 839_000;
    assert.equal((await tickets.current()).id, 1);
    world.now += 1_000;
    assert.equal((await tickets.current()).id, 2);
  });

  test("are asked for once by many at the same time", async () => {
    const { world, tickets } = counted(900);
    await Promise.all(Array.from({ length: 4 }, () => tickets.current()));

    assert.equal(world.asked, 1);
  });

  test("that were refused are replaced once, however many were refused", async () => {
    const { world, tickets } = counted(900);
    const old = await tickets.current();
    for (let slot = 0; slot < 4; slot++) {
      await tickets.discard(old);
      await tickets.current();
    }

    assert.equal(world.asked, 2);
  });

  test("are not asked for every block on a machine whose clock runs ahead", async () => {
    const { world, tickets } = counted(900, -3600);
    await tickets.current();
    world.now += 120_000;
    await tickets.current();

    assert.equal(world.asked, 1);
  });

  test("are asked for again after asking failed", async () => {
    let calls = 0;
    const tickets = new Tickets(async () => {
      if (++calls === 1) {
        throw new Error("no");
      }

      return {};
    });

    await assert.rejects(tickets.current(), /no/);
    await tickets.current();
    assert.equal(calls, 2);
  });
});

describe("blocks", () => {
  const around = [8 * MiB - 1, 8 * MiB, 8 * MiB + 1];
  for (const size of [0, 1, MiB / 2, MiB / 2 + 1, 4 * MiB, ...around, 12 * MiB + 1, 300 * MiB, 50e9]) {
    test(`cover a file of ${size} bytes without a gap`, () => {
      let [region, plain] = [0, 0];
      for (let block = 0; block < blockCount(size); block++) {
        const { first, end, plain: bytes } = blockAt(size, block);
        assert.equal(first, region);
        assert.ok(end > first && end - first <= 16);
        region = end;
        plain += bytes;
      }

      assert.equal(region, Math.ceil(size / (MiB / 2)));
      assert.equal(plain, size);
      assert.ok(blockCount(size) <= 50_000);
    });
  }

  test("are at most 8 MiB and 448 bytes, with ids of one length in the order of the file", () => {
    assert.equal(longestBlock, 8 * MiB + 448);
    assert.equal(new Set([0, 9, 10, 49_999].map((block) => blockIdOf(block).length)).size, 1);
  });
});

describe("pace", () => {
  test("knows nothing before there are two moments", () => {
    const pace = new Pace();
    pace.add(0, 1000);

    assert.equal(pace.bytesPerSecond, 0);
    assert.equal(pace.secondsLeft(100), null);
  });

  test("follows the last fifteen seconds", () => {
    const pace = new Pace();
    for (let second = 0; second <= 60; second++) {
      pace.add(second <= 30 ? second * 1000 : 30_000 + (second - 30) * 10, second * 1000);
    }

    assert.equal(pace.bytesPerSecond, 10);
    assert.equal(pace.secondsLeft(95), 10);
  });

  test("starts anew after a pause", () => {
    const pace = new Pace();
    pace.add(0, 0);
    pace.add(1000, 1000);
    pace.reset();
    pace.add(1000, 900_000);

    assert.equal(pace.bytesPerSecond, 0);
  });
});

describe("turns", () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test("let two go at a time and the next when one is over", async () => {
    const turns = new Turns(2);
    const began = [];
    const leave = [1, 2, 3, 4].map((name) => turns.take(() => began.push(name)));
    await settled();
    assert.deepEqual(began, [1, 2]);

    leave[2]();
    leave[0]();
    leave[0]();
    await settled();
    assert.deepEqual(began, [1, 2, 4]);
  });
});

describe("a saved file's name", () => {
  for (const [name, safe] of Object.entries({
    "Uitslag.pdf": "Uitslag.pdf",
    "a/b\\c.txt": "a_b_c.txt",
    "../../etc/passwd": "__.._etc_passwd",
    "x\r\nSet-Cookie: a.txt": "x__Set-Cookie_ a.txt",
    "foto\u202egpj.exe": "foto_gpj.exe",
    "": "_",
    "  ": "_",
    "...": "_",
    "\ud800.txt": "\ufffd.txt",
  })) {
    test(`${JSON.stringify(name)} is kept or made harmless`, () => {
      assert.equal(safeName(name), safe);
    });
  }

  test("is named twice in the header, in ASCII and in full", () => {
    assert.equal(contentDisposition("Uitslag é(1).pdf"),
      "attachment; filename=\"Uitslag _(1).pdf\"; filename*=UTF-8''Uitslag%20%C3%A9%281%29.pdf");
  });

  for (const name of ['a"b.txt', "a\\b", "a\r\nb", "a;b=c", "a%41b", "\u0000", "𝕏*'()"]) {
    test(`${JSON.stringify(name)} cannot leave its place in the header`, () => {
      const header = contentDisposition(name);

      assert.match(header, /^attachment; filename="[^"\\%\r\n\0]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/);
      assert.equal(decodeURIComponent(header.split("UTF-8''")[1]), safeName(name));
      assert.doesNotThrow(() => new Headers({ "content-disposition": header }));
    });
  }
});

test("every error reaches a page with a code that is known there", () => {
  assert.equal(toTransferError(new ConnectionLost()).code, "network");
  assert.equal(toTransferError(new StorageRefusal(404, 0)).code, "storage-refused");
  assert.equal(toTransferError(Object.assign(new Error("x"), { code: "damaged" })).code, "damaged");
  assert.equal(toTransferError(new TypeError("x")).code, "unexpected");
});
