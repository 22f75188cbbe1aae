import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { acceptFiles, droppedFiles } from "../../static-web/js/components/dropped-files.js";
import { refuseDrops } from "../../static-web/js/components/refuse-drops.js";
import { byPath, takeIn } from "../../static-web/js/components/file-limits.js";
import { mostFiles } from "../../static-web/js/limits.js";

const chosen = (name, file = new File(["x"], name.split("/").at(-1))) => ({ file, name, words: null });

/** A file that the browser lists and cannot read. */
function unreadable(name, reason = "NotReadableError") {
  const file = new File(["x"], name.split("/").at(-1));
  file.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("", reason)) });
  return chosen(name, file);
}

const namesOf = (some) => some.map(({ name }) => name);

describe("the order in which files are taken", () => {
  for (const [what, sorted] of [
    ["numbers", ["foto 2.jpg", "foto 10.jpg", "foto 100.jpg"]],
    ["folders", ["map 2/a.jpg", "map 2/b/1.jpg", "map 10/a.jpg"]],
    ["capitals and accents", ["Ámsterdam.txt", "Breda.txt", "ca\u0301fe.txt", "Delft.txt"]],
    ["a file and a folder", ["a", "a/b", "a/c", "b"]],
    ["numbers in folders", ["2026/2/scan9.pdf", "2026/2/scan11.pdf", "2026/11/scan1.pdf"]],
  ]) {
    test(`is that of ${what}`, () => {
      assert.deepEqual([...sorted].reverse().sort(byPath), sorted);
    });
  }
});

describe("too many files", () => {
  /** @param {number} count */
  const photos = (count) => Array.from({ length: count }, (_, n) => chosen(`reis/foto ${n + 1}.jpg`));

  for (const [count, there, left, names] of [
    [1650, 0, 1590, "reis/foto 61.jpg, reis/foto 62.jpg, reis/foto 63.jpg, …"],
    [61, 0, 1, "reis/foto 61.jpg"],
    [63, 0, 3, "reis/foto 61.jpg, reis/foto 62.jpg, reis/foto 63.jpg"],
    [5, 58, 3, "reis/foto 3.jpg, reis/foto 4.jpg, reis/foto 5.jpg"],
    [2, 60, 2, "reis/foto 1.jpg, reis/foto 2.jpg"],
  ]) {
    test(`${count} beside ${there}: the first are taken, and the ${left} others named`, async () => {
      const present = Array.from({ length: there }, (_, n) => chosen(`${n}.pdf`));
      const mixed = photos(count).sort((one, other) => one.name.localeCompare(other.name));

      const { fitting, refusals } = await takeIn({ chosen: mixed, unread: [] }, present);

      assert.deepEqual(namesOf(fitting), namesOf(photos(count).slice(0, mostFiles - there)));
      const values = { most: mostFiles, n: left, names: names.split(", ") };
      assert.deepEqual(refusals, [{ key: "files.too-many", values }]);
    });
  }

  test("60 are taken without a word", async () => {
    const { fitting, refusals } = await takeIn({ chosen: photos(60), unread: [] }, []);
    assert.deepEqual([fitting.length, refusals], [60, []]);
  });
});

describe("a file that cannot be read", () => {
  for (const reason of ["NotReadableError", "NotFoundError", "SecurityError", "NoModificationAllowedError"]) {
    test(`because of ${reason} is named, and the others are taken`, async () => {
      const all = [chosen("a.txt"), unreadable("map/b.txt", reason), chosen("c.txt")];

      const { fitting, refusals } = await takeIn({ chosen: all, unread: [] }, []);

      assert.deepEqual(namesOf(fitting), ["a.txt", "c.txt"]);
      assert.deepEqual(refusals, [{ key: "files.unread", values: { n: 1, names: ["map/b.txt"] } }]);
    });
  }

  test("makes room for the next one", async () => {
    const some = Array.from({ length: 62 }, (_, n) => (n === 3 ? unreadable(`${n}.jpg`) : chosen(`${n}.jpg`)));
    const { fitting, refusals } = await takeIn({ chosen: some, unread: [] }, []);

    assert.deepEqual(namesOf(fitting), namesOf(some).filter((name) => name !== "3.jpg").slice(0, 60));
    assert.deepEqual(refusals.map(({ key, values }) => [key, values.names]),
      [["files.too-many", ["61.jpg"]], ["files.unread", ["3.jpg"]]]);
  });

  test("of which nothing would be taken is not touched", async () => {
    const last = unreadable("z.jpg");
    last.file.slice = () => assert.fail("It was read.");
    const some = Array.from({ length: 60 }, (_, n) => chosen(`${n}.jpg`));
    const { fitting } = await takeIn({ chosen: [...some, last], unread: [] }, []);
    assert.equal(fitting.length, 60);
  });
});

/** Entries as a browser gives them; a child of null cannot be read, an Error ends the listing of its folder. */
function entryOf(path, content) {
  const entry = { fullPath: `/${path}`, isFile: !Array.isArray(content) };
  if (entry.isFile) {
    const file = new File([content ?? ""], path.split("/").at(-1));
    entry.file = (done, fail) => (content === null ? fail(new DOMException("", "NotFoundError")) : done(file));
    return entry;
  }

  entry.createReader = () => {
    const left = content.map(([name, inner]) => (name instanceof Error ? name : entryOf(`${path}/${name}`, inner)));
    return {
      readEntries(done, fail) {
        const some = left.splice(0, 2);
        const broken = some.find((one) => one instanceof Error);
        broken === undefined ? done(some) : fail(broken);
      },
    };
  };
  return entry;
}

const transferOf = (...entries) =>
  ({ items: entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry })), files: [] });

describe("a dropped folder", () => {
  const broken = [new Error("gone")];
  for (const [what, content, taken, unread] of [
    ["all of which can be read", [["a", "1"], ["b", [["c", "2"]]], ["d", "3"]], ["m/a", "m/b/c", "m/d"], []],
    ["with a file that went away", [["a", "1"], ["b", null], ["c", "3"]], ["m/a", "m/c"], ["m/b"]],
    ["with one deep inside", [["a", "1"], ["b", [["c", [["d", null], ["e", "2"]]]]]], ["m/a", "m/b/c/e"], ["m/b/c/d"]],
    ["that cannot be listed", [broken], [], ["m"]],
    ["that can be listed in part", [["a", "1"], ["b", "2"], broken], ["m/a", "m/b"], ["m"]],
    ["with a folder that cannot be listed", [["a", "1"], ["b", [broken]], ["c", "2"]], ["m/a", "m/c"], ["m/b"]],
    ["without anything", [], [], []],
  ]) {
    test(`${what} gives the others and names the rest`, async () => {
      const found = await droppedFiles(transferOf(entryOf("m", content)));
      assert.deepEqual(namesOf(found.chosen), taken);
      assert.deepEqual(found.unread, unread);
    });
  }

  test("beside another one does not take that with it", async () => {
    const entries = [entryOf("m", [broken]), entryOf("n", [["a", "1"]]), entryOf("o", null)];
    const found = await droppedFiles(transferOf(...entries));
    assert.deepEqual([namesOf(found.chosen), found.unread], [["n/a"], ["m", "o"]]);
  });

  test("is a file that cannot be read where the browser knows no folders", async () => {
    const folder = unreadable("m").file;
    const items = [{ kind: "string" }, { kind: "file" }, { kind: "file" }];
    const transfer = { items, files: [folder, new File([], "a")] };
    const { fitting, refusals } = await takeIn(await droppedFiles(transfer), []);
    assert.deepEqual([namesOf(fitting), refusals[0].values.names], [["a"], ["m"]]);
  });
});

describe("a file that is dropped", () => {
  const { document, addEventListener } = globalThis;
  afterEach(() => {
    Object.assign(globalThis, { document, addEventListener });
  });

  /** The page, as far as drops go: a document in a window. @returns what became of a drop */
  function page(setUp, hasDialog = false) {
    const [inner, outer] = [new EventTarget(), new EventTarget()];
    inner.querySelector = () => (hasDialog ? {} : null);
    Object.assign(globalThis, { document: inner, addEventListener: outer.addEventListener.bind(outer) });
    const added = [];
    setUp((found) => added.push(found));
    return async (types, files = []) => {
      const dataTransfer = { types, items: files.map(() => ({ kind: "file" })), files, dropEffect: "move" };
      for (const type of ["dragover", "drop"]) {
        let isPrevented = false;
        for (const target of [inner, outer]) {
          const event = Object.assign(new Event(type, { cancelable: true }), { dataTransfer });
          isPrevented ? event.preventDefault() : null;
          target.dispatchEvent(event);
          isPrevented ||= event.defaultPrevented;
        }

        dataTransfer[type] = isPrevented;
      }

      const names = (await Promise.all(added)).flatMap((found) => namesOf(found.chosen));
      return { refused: dataTransfer.dropEffect === "none", stays: dataTransfer.drop, added: names };
    };
  }

  const composer = () => Object.assign(new EventTarget(), { classList: { toggle() {} } });
  const photo = new File(["x"], "foto.jpg");

  test("anywhere on a page without a message is refused", async () => {
    const drop = page(() => refuseDrops());
    assert.deepEqual(await drop(["Files"], [photo]), { refused: true, stays: true, added: [] });
  });

  test("anywhere on a page with a message is attached", async () => {
    const drop = page((add) => {
      refuseDrops();
      acceptFiles(composer(), add, new AbortController().signal);
    });
    assert.deepEqual(await drop(["Files"], [photo]), { refused: false, stays: true, added: ["foto.jpg"] });
  });

  test("behind a dialog is refused", async () => {
    const drop = page((add) => {
      refuseDrops();
      acceptFiles(composer(), add, new AbortController().signal);
    }, true);
    assert.deepEqual(await drop(["Files"], [photo]), { refused: true, stays: true, added: [] });
  });

  test("after the message was sent is refused", async () => {
    const over = new AbortController();
    const drop = page((add) => {
      refuseDrops();
      acceptFiles(composer(), add, over.signal);
      over.abort();
    });
    assert.deepEqual(await drop(["Files"], [photo]), { refused: true, stays: true, added: [] });
  });

  test("but words that are dragged are the browser's", async () => {
    const drop = page((add) => {
      refuseDrops();
      acceptFiles(composer(), add, new AbortController().signal);
    });
    assert.deepEqual(await drop(["text/plain"]), { refused: false, stays: false, added: [] });
  });
});
