import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { answered, choice, form, page, question, when, words } from "./forms-world.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("filling");
Object.assign(globalThis.document, { currentScript: null, baseURI: "http://localhost/" });
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { makeAnswersPdf } = await import("../../static-web/js/spaces/answers-pdf.js");
await chooseLanguage("nl");
const vendor = path.join(import.meta.dirname, "../../static-web/vendor");
await import(path.join(vendor, "pdfkit.js"));
const font = (name) => new Uint8Array(readFileSync(path.join(vendor, name)));
const fonts = { regular: font("dejavu-sans.woff"), bold: font("dejavu-sans-bold.woff") };

const folder = mkdtempSync(path.join(tmpdir(), "zegel-pdf-"));
const file = path.join(folder, "answers.pdf");
after(() => rmSync(folder, { recursive: true }));
const read = (tool, ...more) => execFileSync(tool, [...more, file], { encoding: "utf8" });

const made = form(
  page("p1", [
    question("naam", "text"),
    choice("gehuwd", ["ja", "nee"]),
    question("partner", "text", { when: when("gehuwd", "=", "ja") }),
    question("leeg", "date"),
    question("uitleg", "explanation", { text: words("Alleen uitleg") }),
    question("verhaal", "long-text"),
  ]),
  page("p2", [
    question("kinderen", "people", { questions: [question("kind", "text"), question("geboren", "date")] }),
    choice("talen", ["nl", "en", "pl"], { kind: "choices" }),
    question("bewijs", "file"),
  ]),
);
const day = { day: "1", month: "2", year: "2020" };
const long = Array.from({ length: 120 }, (_, line) => `Regel ${line} van een lang verhaal.`).join("\n");
const story = `<b>x</b> 👍\n${long}`;
const answers = {
  p1: answered({ naam: "Łucja Őry-Đặng Ćosić", gehuwd: "nee", partner: "Niet gevraagd", verhaal: story }),
  p2: answered({
    kinderen: ["r1", "r2"], "kinderen/r1/kind": "Bo", "kinderen/r1/geboren": day, "kinderen/r2/kind": "Cas",
    talen: ["pl", "nl"], bewijs: [{ id: "a", name: "paspoort.jpg", type: "image/jpeg", size: 9, seal: "" }],
  }),
};

const blob = await makeAnswersPdf({ form: made, answers, title: "Intake Łódź", facts: ["Dossier 2026-1"] }, fonts);
writeFileSync(file, new Uint8Array(await blob.arrayBuffer()));

describe("answers as a document", () => {
  test("say that they are PDF/UA-1, tagged, with a title and a language", () => {
    const facts = read("pdfinfo");
    assert.match(facts, /^Title: +Intake Łódź$/m);
    assert.match(facts, /^Tagged: +yes$/m);
    assert.match(read("pdfinfo", "-meta"), /<pdfuaid:part>1<\/pdfuaid:part>/);
    const bytes = readFileSync(file, "latin1");
    assert.match(bytes, /\/Lang \(nl-NL\)/);
    assert.match(bytes, /\/DisplayDocTitle true/);
  });

  test("have their headings and lists in their structure, in order", () => {
    const kinds = read("pdfinfo", "-struct").split("\n").map((line) => line.trim().split(" ")[0]);
    assert.deepEqual(kinds.filter((kind) => /^(Document|H\d|L)$/.test(kind)),
      ["Document", "H1", "H2", "L", "H2", "L", "H3", "L", "H3", "L", "L"]);
    assert.equal(kinds.filter((kind) => kind === "LI").length, 4 + 1 + 2 + 2 + 2);
    assert.equal(kinds.filter((kind) => kind === "LBody").length, kinds.filter((kind) => kind === "LI").length);
    const structure = read("pdfinfo", "-struct-text");
    assert.match(structure, /H1[^"]*"Intake Łódź/);
  });

  test("say what was asked and answered, and nothing else", () => {
    const shown = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    for (const said of ["Łucja Őry-Đặng Ćosić", "Keuze nee", "Niet ingevuld", "<b>x</b> □", "Regel 119 van",
      "Persoon 2", "1 februari 2020", "Keuze pl", "paspoort.jpg", "2 personen", "Dossier 2026-1"]) {
      assert.ok(shown.includes(said), said);
    }

    assert.ok(!shown.includes("Niet gevraagd") && !shown.includes("Alleen uitleg"));
    assert.ok(shown.indexOf("Keuze nl") < shown.indexOf("Keuze pl"));
  });

  test("have every font in them, and every sign a letter that can be read", () => {
    const fontsInside = read("pdffonts").split("\n").slice(2).filter((line) => line !== "");
    assert.equal(fontsInside.length, 2);
    for (const line of fontsInside) {
      assert.match(line, /DejaVuSans.*yes yes yes/);
    }
  });
});
