import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { safeName } from "../../static-web/js/download/safe-names.js";
import { isolated, shownLine } from "../../static-web/js/text/shown.js";
import { addressesIn, readAddress } from "../../static-web/js/text/typed-address.js";
import { readCode } from "../../static-web/js/text/typed-code.js";

/** What people type, and what the service reads from it. */
const read = (file) => JSON.parse(readFileSync(new URL(`../typed/${file}.json`, import.meta.url), "utf8"));

const shown = (typed) => JSON.stringify(typed);

describe("a code in what was typed or pasted", () => {
  for (const { typed, length, digits, code } of read("codes")) {
    test(`of ${length} in ${shown(typed)} is ${code}`, () => assert.equal(readCode(typed, { length, digits }), code));
  }

  test("is looked for up to the next word code, and in no text that grows beyond 8000", () => {
    assert.equal(readCode("code AB CODE", { length: 6, digits: false }), null);
    assert.equal(readCode("CODE,".repeat(1600), { length: 24, digits: false }), null);
    assert.equal(readCode(`${"\ufdfa".repeat(400)} 123456`, { length: 6, digits: true }), "123456");
    assert.equal(readCode(`${"\ufdfa".repeat(500)} 123456`, { length: 6, digits: true }), null);
  });
});

describe("a line that somebody typed", () => {
  const { marks, rightToLeft, leftToRight } = read("directions");

  test("keeps no mark that turns it, nor does the name of a file", () => {
    for (const mark of marks) {
      assert.equal(shownLine(`a${mark}b`), "ab", shown(mark));
      assert.equal(safeName(`a${mark}b`), "a_b", shown(mark));
    }
  });

  test("from right to left turns nothing else", () => {
    rightToLeft.forEach((letter) => assert.notEqual(isolated(letter), letter, shown(letter)));
    leftToRight.forEach((letter) => assert.equal(isolated(letter), letter, shown(letter)));
  });
});

describe("the address in what was typed or pasted", () => {
  for (const { typed, address = null, refusal = null, name } of read("addresses")) {
    test(`in ${shown(typed)} is ${address ?? refusal}`, () => {
      const found = readAddress(typed);
      assert.deepEqual([found.address, found.refusal], [address, refusal === null ? null : `input.${refusal}`]);
      assert.equal(name === undefined || found.name === name, true, found.name);
    });
  }

  test("is looked for in no text of endless length", () => {
    assert.equal(readAddress(`${"x ".repeat(1000)}anna@example.nl`).refusal, "input.email-long");
  });

  test("is each of a list, once and with its name", () => {
    const list = "Anna <anna@example.nl>; Ben <ben@example.nl>,\r\ncees@example.nl\tANNA@Example.nl";
    assert.deepEqual(addressesIn(list), [
      { address: "anna@example.nl", name: "Anna" },
      { address: "ben@example.nl", name: "Ben" },
      { address: "cees@example.nl", name: "" },
    ]);
  });
});
