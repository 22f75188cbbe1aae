import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { decodeText, isBlank, mayHavePreview, previewKindOf } from "../../static-web/js/components/preview-kind.js";

const bytes = (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe("what a file is", () => {
  for (const [text, kind] of [
    ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
    ["GIF89a\x01\0", "image/gif"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
    ["\0\0\0\x1cftypavif\0\0\0\0", "image/avif"],
    ["%PDF-1.7\n", "application/pdf"],
    ["Beste Karin,\r\n\tTot dinsdag.", "text/plain"],
    ["", "text/plain"],
    ["5 < 6", "text/plain"],
    ["<!doctype html>", null],
    ["\xef\xbb\xbf <html>", null],
    ["<svg xmlns='http://www.w3.org/2000/svg'/>", null],
    ["<?xml version='1.0'?>", null],
    ["\n\n<script>", null],
    [" %PDF-1.7", "text/plain"],
    ["MZ\x90\0", null],
    ["PK\x03\x04", null],
    ["RIFF\x10\0\0\0WAVE", null],
    ["a\0b", null],
    ["\x1b[31mrood", null],
  ]) {
    test(`${JSON.stringify(text)} is ${kind ?? "not shown"}`, () => assert.equal(previewKindOf(bytes(text)), kind));
  }
});

describe("a file that is worth opening to see", () => {
  for (const [name, type, expected] of [
    ["a.PNG", "", true], ["a", "image/jpeg", true], ["a.txt", "application/octet-stream", true],
    ["a.svg", "image/svg+xml", false], ["a.html", "text/html", false], ["a.xml", "text/xml", false],
    ["a.zip", "application/zip", false], ["txt", "", false],
  ]) {
    test(`${name} of type ${type || "nothing"}: ${expected}`, () => {
      assert.equal(mayHavePreview({ name, type }), expected);
    });
  }
});

test("text is read as UTF-8, or else as Windows wrote it", () => {
  assert.equal(decodeText(new TextEncoder().encode("\ufeffcafé ’t Hoekje")), "café ’t Hoekje");
  assert.equal(decodeText(bytes("caf\xe9")), "café");
});

describe("a text in which there is nothing to see", () => {
  for (const words of [
    "", "\ufeff", "\n", "\r\n\r\n", "   \t ", "\u00a0\u3000", "\u200b\u200d", "\u3164", "\ufeff \n\u200e",
  ]) {
    test(`${JSON.stringify(words)} gets a sentence`, () => {
      const file = new TextEncoder().encode(words);
      assert.equal(previewKindOf(file), "text/plain");
      assert.ok(isBlank(words));
      assert.ok(isBlank(decodeText(file)));
    });
  }

  for (const words of [".", " a", "\n0\n", "\u200b👍", "\u0301", "中"]) {
    test(`${JSON.stringify(words)} is shown`, () => assert.ok(!isBlank(words)));
  }
});
