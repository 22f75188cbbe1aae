import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { crc32 } from "node:zlib";
import { archiveLength, archivePieces } from "../../static-web/js/download/archive.js";
import { fileNameOf, safePaths } from "../../static-web/js/download/safe-names.js";
import { entriesOf, readAll } from "./judges/zip.js";

const MiB = 1024 * 1024;
const at = new Date(2026, 10, 21, 12, 34, 56);
const { signal } = new AbortController();

/** Files that give the pieces they hold, whatever they are said to be. */
function sources(files) {
  const open = async function* (file) {
    yield* files[file].pieces;
  };
  const entries = files.map(({ path, pieces, size }) => ({
    path,
    size: size ?? pieces.reduce((sum, { length }) => sum + length, 0),
  }));
  return { entries, open };
}

async function archiveOf(files) {
  const { entries, open } = sources(files);
  const pieces = [];
  for await (const piece of archivePieces(entries, { at, open, signal })) {
    pieces.push(piece);
  }

  return { bytes: Buffer.concat(pieces), length: archiveLength(entries) };
}

describe("an archive", () => {
  test("gives its files back to another reader, and is as long as was announced", async () => {
    const files = [
      { path: "leeg.txt", pieces: [] },
      { path: "brieven/één 🧪.txt", pieces: [Buffer.from("Beste "), Buffer.from("Karin")] },
      { path: "brieven/oud/scan.bin", pieces: [Buffer.alloc(MiB, 7), Buffer.alloc(3, 8)] },
    ];
    const { bytes, length } = await archiveOf(files);
    const entries = await entriesOf(bytes);

    assert.equal(bytes.length, length);
    assert.deepEqual(entries.map(({ fileName }) => fileName), files.map(({ path }) => path));
    for (const [place, entry] of entries.entries()) {
      const plain = Buffer.concat(files[place].pieces);
      assert.ok((await readAll(bytes, entry)).equals(plain));
      assert.equal(entry.crc32, crc32(plain));
      assert.equal(entry.compressionMethod, 0);
      assert.equal(entry.getLastModDate({ timezone: "local" }).getTime(), at.getTime());
    }
  });

  test("of times that ZIP does not know begins in 1980", async () => {
    for (const time of ["1970-01-01", "2200-01-01", "never"]) {
      const { entries, open } = sources([{ path: "a", pieces: [Buffer.from("a")] }]);
      const pieces = [];
      for await (const piece of archivePieces(entries, { at: new Date(time), open, signal })) {
        pieces.push(piece);
      }

      const [entry] = await entriesOf(Buffer.concat(pieces));
      assert.equal(entry.getLastModDate({ timezone: "local" }).getFullYear(), 1980);
    }
  });

  for (const size of [0, 10, 12]) {
    test(`breaks off when a file of 11 bytes is said to have ${size}`, async () => {
      const files = [{ path: "a", pieces: [Buffer.alloc(11)], size }, { path: "b", pieces: [] }];

      await assert.rejects(archiveOf(files), { name: "RangeError" });
    });
  }

  test("breaks off with the error of the file that cannot be read", async () => {
    const files = [{ path: "a", size: 3, pieces: { async *[Symbol.asyncIterator]() {
      yield Buffer.alloc(2);
      throw new TypeError("cannot be read");
    } } }];

    await assert.rejects(archiveOf(files), /cannot be read/);
  });

  test("ends the reading of its files when nobody wants the rest", async () => {
    let stopped = false;
    const open = async function* (file, stop) {
      stop.addEventListener("abort", () => {
        stopped = true;
      });
      yield Buffer.alloc(4);
      yield Buffer.alloc(4);
    };
    for await (const piece of archivePieces([{ path: "a", size: 8 }], { at, open, signal })) {
      if (piece.length === 4) {
        break;
      }
    }

    assert.ok(stopped);
  });

  test("reads no further ahead than two pieces", async () => {
    let read = 0;
    const open = async function* () {
      for (; read < 100; read++) {
        yield Buffer.alloc(10);
      }
    };
    const pieces = archivePieces([{ path: "a", size: 1000 }], { at, open, signal });
    for (let taken = 0; taken < 12; taken++) {
      await pieces.next();
      await new Promise((resolve) => setImmediate(resolve));
      assert.ok(read <= taken + 2, `${read} pieces were read when ${taken} were taken`);
    }

    await pieces.return();
  });
});

/** Keeps what an archive says about its files, and of the files themselves only how long they are. */
async function skeletonOf(entries, open) {
  const kept = [];
  let offset = 0;
  for await (const piece of archivePieces(entries, { at, open, signal })) {
    if (piece.length < MiB) {
      kept.push({ offset, piece });
    }

    offset += piece.length;
  }

  return { length: offset, kept };
}

test("an archive of more than 4 GiB is ZIP64: the sizes and places of its files are those that went in", async () => {
  const piece = Buffer.alloc(4 * MiB);
  const entries = [
    { path: "klein-voor.bin", size: 5 },
    { path: "groot.bin", size: 1025 * piece.length },
    { path: "klein-na.bin", size: 6 },
  ];
  const open = async function* (file) {
    const { size } = entries[file];
    for (let left = size; left > 0; left -= piece.length) {
      yield left >= piece.length ? piece : piece.subarray(0, left);
    }
  };
  const skeleton = await skeletonOf(entries, open);
  const found = await entriesOf(skeleton);

  assert.equal(skeleton.length, archiveLength(entries));
  assert.deepEqual(
    found.map(({ fileName, uncompressedSize, compressedSize }) => [fileName, uncompressedSize, compressedSize]),
    entries.map(({ path, size }) => [path, size, size]),
  );
  assert.ok(found[2].relativeOffsetOfLocalHeader > 2 ** 32);
  assert.equal((await readAll(skeleton, found[2])).length, 6);
});

describe("the paths in an archive", () => {
  for (const [name, path] of Object.entries({
    "map/brief.txt": "map/brief.txt",
    "../../etc/passwd": "etc/passwd",
    "/etc/passwd": "etc/passwd",
    "a//./b/../c": "a/b/c",
    "C:\\Windows\\win.ini": "C__Windows_win.ini",
    "..\\..\\x.exe": "__.._x.exe",
    "map/CON": "map/_CON",
    "aux.txt/nul": "_aux.txt/_nul",
    "com1 .txt": "_com1 .txt",
    "conout$": "_conout$",
    "foto\u202egpj.exe": "foto_gpj.exe",
    "a\u0000b": "a_b",
    "": "_",
    "/": "_",
    "...": "_",
    "map./x ": "map_/x",
  })) {
    test(`${JSON.stringify(name)} becomes ${path}`, () => {
      assert.deepEqual(safePaths([name]), [path]);
    });
  }

  test("are all different, also where capitals or ways of writing do not count", () => {
    const paths = safePaths(["Brief.txt", "brief.TXT", "e\u0301.txt", "\u00e9.txt", "brief (2).TXT"]);

    assert.deepEqual(paths, ["Brief.txt", "brief (2).TXT", "\u00e9.txt", "\u00e9 (2).txt", "brief (2) (2).TXT"]);
  });

  test("have no file where another one needs a folder", () => {
    assert.deepEqual(safePaths(["Map", "map/a", "x", "map/a/b"]), ["Map (2)", "map/a (2)", "x", "map/a/b"]);
  });

  test("are never too long for a file system, and keep their ending", () => {
    const [path] = safePaths([`${"map/".repeat(500)}${"é".repeat(40_000)}.pdf`]);
    const parts = path.split("/");

    assert.ok(parts.every((part) => Buffer.byteLength(part) <= 255));
    assert.ok(parts.length <= 33);
    assert.match(path, /é\.pdf$/);
  });

  test("are taken by a strict reader, whatever the names were", async () => {
    const names = ["../a", "/b", "C:/c", "d\\e", "\u0000", "..", "x/../../y", "\ud800", "con", "a", "A", "a/b"];
    const { bytes } = await archiveOf(safePaths(names).map((path) => ({ path, pieces: [] })));

    assert.equal((await entriesOf(bytes)).length, names.length);
  });

  test("give a file that is saved alone the last part as its name", () => {
    assert.equal(fileNameOf("map/brief.txt"), "brief.txt");
    assert.equal(fileNameOf(".."), "_");
  });
});
