import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { boxWithPointer, freeName, MovedWords, putBack, splitText } =
  await import("../../static-web/js/components/moved-words.js");
const { mostFiles } = await import("../../static-web/js/limits.js");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");

await chooseLanguage("nl");

const sentence = "Ik heb sinds maart klachten. ";
const long = sentence.repeat(900).trim();
const pointer = "(Lees verder in het bestand vervolg.txt.)";

/** A box, the files beside it, and what somebody answers when they are asked. */
class Box {
  words = long;
  files = [];
  asked = [];
  answer = true;
  moved = new MovedWords({
    read: () => this.words,
    write: (words) => (this.words = words),
    attach: (chosen) => (this.coming = chosen),
    remove: (entry) => (this.files = this.files.filter((one) => one !== entry)),
    askPutBack: async (name) => {
      this.asked.push(name);
      return this.answer;
    },
  });

  /** The file is attached, as the draft says some time later. */
  arrive() {
    this.files = [...this.files, { ...this.coming, fileId: "1" }];
    this.moved.see(this.files);
  }
}

/** @type {Box} */
let box;
beforeEach(() => {
  box = new Box();
});

const other = (_, n) => ({ file: new File(["x"], `${n}.jpg`), name: `${n}.jpg`, words: null });

describe("words that become a file", () => {
  test("stay in the box until the file is attached", async () => {
    assert.ok(box.moved.move(19_500, box.files));
    assert.equal(box.words, long);

    box.arrive();
    const [file] = box.files;
    assert.equal(file.name, "vervolg.txt");
    assert.ok(box.words.endsWith(`\n\n${pointer}`));
    assert.equal(box.words.replace(`\n\n${pointer}`, "") + (await file.file.text()), long);
  });

  for (const from of [0, 19_500]) {
    test(`stay in the box when there is no room for a file, from ${from}`, () => {
      box.files = Array.from({ length: mostFiles }, other);

      assert.equal(box.moved.move(from, box.files), false);
      assert.equal(box.words, long);
      assert.equal(box.coming, undefined);
    });
  }

  test("stay in the box when it was written in before the file was attached; then the file goes", () => {
    box.moved.move(0, box.files);
    box.words += " En nog iets.";
    box.arrive();

    assert.equal(box.words, `${long} En nog iets.`);
    assert.deepEqual(box.files, []);
  });

  test("are not moved by another file that arrives first", () => {
    box.moved.move(0, box.files);
    box.files = [other(null, 1)];
    box.moved.see(box.files);
    assert.equal(box.words, long);

    box.arrive();
    assert.equal(box.words, "(Lees verder in het bestand bericht.txt.)");
  });

  test("do not break a word or a sign", () => {
    for (const [all, from, kept] of [
      ["een twee drie", 6, "een "],
      ["👨‍👩‍👧".repeat(100), 4, ""],
      ["🇳🇱".repeat(100), 6, "🇳🇱"],
      ["e\u0301".repeat(100), 3, "e\u0301"],
      [`${"a".repeat(300)}👍🏽`, 301, "a".repeat(300)],
      ["een twee", 0, ""],
    ]) {
      assert.deepEqual(splitText(all, from), { kept, moved: all.slice(kept.length) }, all.slice(0, 20));
    }
  });
});

describe("a file that was made of words and is taken away", () => {
  for (const from of [0, 5000, 19_500]) {
    test(`gives the text back as it was, from ${from}`, async () => {
      box.moved.move(from, box.files);
      box.arrive();
      await box.moved.remove(box.files[0]);

      assert.equal(box.words, long);
      assert.deepEqual([box.files, box.asked], [[], []]);
    });
  }

  test("asks when the box was written in since, and puts the words where they were", async () => {
    box.moved.move(19_500, box.files);
    box.arrive();
    box.words = `Beste dokter, ${box.words} Groet, Karin`;
    await box.moved.remove(box.files[0]);

    assert.deepEqual(box.asked, ["vervolg.txt"]);
    assert.equal(box.words, `Beste dokter, ${long} Groet, Karin`);
  });

  test("stays when the answer is no", async () => {
    box.moved.move(0, box.files);
    box.arrive();
    box.words = "Iets anders.";
    box.answer = false;
    await box.moved.remove(box.files[0]);

    assert.equal(box.words, "Iets anders.");
    assert.equal(box.files.length, 1);
  });

  test("gives both parts back when two were made", async () => {
    box.moved.move(19_500, box.files);
    box.arrive();
    const once = box.words;
    box.words = `${long} ${once}`;
    const twice = box.words;
    box.moved.move(19_500, box.files);
    box.arrive();
    assert.deepEqual(box.files.map(({ name }) => name), ["vervolg.txt", "vervolg (2).txt"]);

    await box.moved.remove(box.files[1]);
    assert.equal(box.words, twice);
    await box.moved.remove(box.files[0]);
    assert.equal(box.words, `${long} ${long}`);
  });

  test("gives its words back after a reload too, into an empty box or after what is there", async () => {
    const entry = { file: new File(["verder"], "vervolg.txt"), name: "vervolg.txt", words: "verder" };
    for (const [before, after, asks] of [["", "verder", 0], ["Dag.", "Dag.\n\nverder", 1]]) {
      box = new Box();
      box.words = before;
      await box.moved.remove(entry);
      assert.deepEqual([box.words, box.asked.length], [after, asks]);
    }
  });

  test("of one's own disk goes without a word", async () => {
    const entry = other(null, 1);
    box.files = [entry];
    await box.moved.remove(entry);
    assert.deepEqual([box.words, box.files, box.asked], [long, [], []]);
  });
});

test("putting back takes what stands in the text as it is", () => {
  assert.equal(putBack(boxWithPointer("a", pointer), "$& $1 $$", pointer), "a$& $1 $$");
  assert.equal(putBack("b", "c", ""), "b\n\nc");
});

test("a name is free when no other file has it", () => {
  assert.equal(freeName("vervolg.txt", []), "vervolg.txt");
  assert.equal(freeName("vervolg.txt", ["vervolg.txt"]), "vervolg (2).txt");
  assert.equal(freeName("vervolg.txt", ["vervolg.txt", "vervolg (2).txt", "map/vervolg (3).txt"]), "vervolg (3).txt");
});
