import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { CsvRefusedError, rowsOf, wordsOf } from "../../static-web/js/spaces/csv-table.js";
import { isColumn, missingIn, readImport, sampleTable } from "../../static-web/js/spaces/dossier-import.js";

const settings = {
  version: 1,
  statuses: [
    { statusId: "s1", nl: "In behandeling", en: "In progress", isOpen: true, isRetired: false },
    { statusId: "s2", nl: "Afgerond", en: "Finished", isOpen: false, isRetired: false },
    { statusId: "s3", nl: "Oud", en: "Old", isOpen: true, isRetired: true },
  ],
  templates: [{ templateId: "t1", name: "Koop", steps: [{ nl: "Akte", en: "Deed" }] }],
};
/** Dossiers that are there already. */
const there = [
  { number: "OUD-1", closedAt: null, names: ["Jan"] },
  { number: "OUD-2", closedAt: null, names: ["Jan", "Jan", "Piet"] },
  { number: "OUD-3", closedAt: "2026-11-29T09:00:00Z", names: [] },
].map(({ number, closedAt, names }) => ({
  participantId: number, header: { number, description: "Huur", steps: [] }, facts: { closedAt },
  parts: names.map((name) => ({ name })),
}));
const known = {
  settings,
  people: [{ accountId: "a1", name: "Conny de Vries" }],
  language: "nl",
  withNumber: (number) => there.filter(({ header }) => header.number === number),
};

const read = (words, more = {}) => readImport(rowsOf(words, isColumn), { ...known, ...more });
const faultsOf = ({ rows }) => rows.map(({ faults }) => faults.map(({ key }) => key.replace("office.import.", "")));

const head = "Dossiernummer;Omschrijving;Naam;E-mail";

describe("a table", () => {
  test("is read as Excel and others write it: separators, ends of lines, marks and letters", () => {
    const words = "Dossiernummer;Omschrijving;Naam;E-mail\r\n1;Koop \"Café\";Zoë;zoe@example.nl\r\n";
    const latin1 = Uint8Array.from([...words].map((letter) => letter.charCodeAt(0)));
    const utf16 = new Uint8Array(2 + 2 * words.length);
    utf16.set([0xff, 0xfe]);
    [...words].forEach((letter, at) => utf16.set([letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8], 2 + 2 * at));
    const utf8 = new TextEncoder().encode(words);
    for (const bytes of [latin1, utf16, utf8, new TextEncoder().encode(`\ufeff${words}`)]) {
      const { dossiers: [dossier] } = read(wordsOf(bytes));
      assert.equal(dossier.description, 'Koop "Café"');
      assert.equal(dossier.clients[0].name, "Zoë");
    }

    for (const [separator, first] of [[",", ""], ["\t", ""], [";", "sep=;\r\n"], ["|", "sep=|\n"]]) {
      const { dossiers } = read(first + words.replaceAll(";", separator).replaceAll("\r\n", "\n"));
      assert.equal(dossiers[0]?.clients[0]?.email, "zoe@example.nl", JSON.stringify(separator));
    }
  });

  test("has cells with separators and lines in quotes, and its rows are counted as a sheet counts them", () => {
    const { rows, dossiers } = read(`${head}\r\n1;"Koop; huis\r\nen tuin";A;a@b.nl\r\n\r\n;;;\r\n2;x;B;fout\r\n`);
    assert.equal(dossiers[0].description, "Koop; huis\r\nen tuin");
    assert.deepEqual(rows.map(({ line }) => line), [2, 5]);
  });

  test("that is none is refused", () => {
    for (const words of ["", "\r\n", head, "\"nooit dicht"]) {
      assert.throws(() => rowsOf(words, isColumn), CsvRefusedError, JSON.stringify(words));
    }
  });
});

describe("an import", () => {
  test("makes one dossier of the rows of one number, with a client each", () => {
    const { dossiers, ignored } = read(
      "File number,Description,Status,Handler,Template,Kind,Client name,Email,Mobile,Language,Notities\n"
      + "A 1,Koop,finished,conny de vries,KOOP,Company,Korst,korst@example.nl,0612345678,en,x\n"
      + "a  1,,,,,,Jan,Jan <jan@example.nl>,,,\n");
    assert.deepEqual(ignored, ["Notities"]);
    assert.deepEqual(dossiers, [{
      number: "A 1", description: "Koop", status: "s2", handlerId: "a1", standInId: null, steps: ["Akte"],
      made: null, isRight: true,
      clients: [
        { kind: "company", name: "Korst", email: "korst@example.nl", phone: "0612345678", language: "en" },
        { kind: "person", name: "Jan", email: "jan@example.nl", phone: null, language: "nl" },
      ],
    }]);
  });

  test("says each fault at its row, and makes no dossier of which a row has one", () => {
    const more = `${head};Status;Behandelaar;Sjabloon;Soort;Taal\n`;
    const cases = [
      [";Koop;Jan;jan@example.nl", ["number-empty"]],
      ["1;;Jan;jan@example.nl", ["description-empty"]],
      ["OUD-1;Koop;Jan;jan@example.nl", ["number-taken"]],
      ["OUD-3;Huur;Jan;jan@example.nl", ["number-closed"]],
      ["1;Koop;;jan@example.nl", ["name-empty"]],
      ["1;Koop;Jan;", ["email-empty"]],
      ["1;Koop;Jan;jan@", ["input.email-invalid"]],
      ["1;Koop;Jan;jan@example.nl;Oud", ["status-unknown"]],
      ["1;Koop;Jan;jan@example.nl;;Piet", ["person-unknown"]],
      ["1;Koop;Jan;jan@example.nl;;;Niets", ["template-unknown"]],
      ["1;Koop;Jan;jan@example.nl;;;;Hond;Duits", ["kind-unknown", "language-unknown"]],
      [`${"9".repeat(61)};${"x".repeat(301)};${"n".repeat(101)};jan@example.nl`,
        ["name-long", "number-long", "description-long"]],
      ["1;Koop;Jan;jan@example.nl\n1;Huur;Jan;JAN@example.nl", [], ["description-other", "client-twice"]],
      ["1;Koop;Jan;jan@example.nl\n2;Huur;Piet;jan@example.nl", [], ["client-other"]],
    ];
    for (const [rows, ...faults] of cases) {
      const found = read(more + rows);
      assert.deepEqual(faultsOf(found), faults, rows);
      const right = found.dossiers.filter(({ isRight }) => isRight).map(({ number }) => number);
      assert.deepEqual(right, rows.includes("\n2") ? ["1"] : [], rows);
    }
  });

  test("goes on with a dossier that was made of it before, and says by name who is missing there", () => {
    const row = (number, name, at) => `${number};Huur;${name};${name}${at}@example.nl\n`;
    const found = read(`${head}\n${row("OUD-1", "jan", 1)}${row("OUD-1", "Eva", 2)}`
      + `${row("OUD-2", "Jan", 3)}${row("OUD-2", "Jan", 4)}${row("NIEUW", "Jan", 5)}`);
    assert.deepEqual(faultsOf(found).flat(), []);
    assert.deepEqual(found.dossiers.map(({ made }) => made?.participantId), ["OUD-1", "OUD-2", undefined]);
    assert.deepEqual(found.dossiers.map((one) => missingIn(one).map(({ name }) => name)), [["Eva"], [], ["Jan"]]);
    const [more] = read(`${head}\n${[1, 2, 3].map((at) => row("OUD-2", "Jan", at)).join("")}`).dossiers;
    assert.deepEqual(missingIn(more).map(({ email }) => email), ["Jan3@example.nl"]);
  });

  test("tells which columns are missing before it reads on", () => {
    assert.deepEqual(read("Nummer;Naam\n1;Jan\n").missing, ["description", "email"]);
  });

  test("reads its own sample in both languages without a fault", () => {
    for (const language of ["nl", "en"]) {
      const found = read(wordsOf(new TextEncoder().encode(sampleTable(language))), { language });
      assert.deepEqual([faultsOf(found).flat(), found.ignored, found.dossiers.length], [[], [], 2]);
    }
  });

  test("has a text for every fault it can find, in both languages", async () => {
    const source = readFileSync(new URL("../../static-web/js/spaces/dossier-import.js", import.meta.url), "utf8");
    const keys = [...source.matchAll(/"(office\.import\.[a-z-]+)"/g)].map(([, key]) => key);
    assert.ok(keys.length > 15);
    for (const language of ["nl", "en"]) {
      const { texts } = await import(`../../static-web/js/text/${language}/office.js`);
      assert.deepEqual(keys.filter((key) => !(key in texts)), []);
    }
  });
});
