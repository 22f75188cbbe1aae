import assert from "node:assert/strict";
import { test } from "node:test";

import { changesOf } from "../../static-web/js/pages/admin/dossier-changes.js";

const status = (statusId, nl, isOpen = true) => ({ statusId, nl, en: `${nl} (en)`, isOpen });
const template = (templateId, name, ...steps) => ({ templateId, name, steps: steps.map((nl) => ({ nl, en: nl })) });

const before = {
  version: 3,
  statuses: [
    { ...status("1", "Begonnen"), isRetired: false },
    { ...status("2", "Wacht"), isRetired: false },
    { ...status("3", "Klaar", false), isRetired: false },
    { ...status("4", "Oud"), isRetired: true },
  ],
  templates: [template("a", "Koop", "Akte"), template("b", "Testament", "Gesprek", "Tekenen")],
};
const [begun, waits, done] = [status("1", "Begonnen"), status("2", "Wacht"), status("3", "Klaar", false)];

/** What each change says, and of what. */
const cases = {
  "nothing": [[begun, waits, done], before.templates, []],
  "another status": [[begun, waits, done, status("5", "Nieuw")], before.templates, [["added", "Nieuw"]]],
  "one that is used again": [[begun, waits, done, status("4", "Oud")], before.templates, [["again", "Oud"]]],
  "a name in the other language": [
    [{ ...begun, en: "Begun" }, waits, done], before.templates, [["renamed", "Begonnen / Begun"]],
  ],
  "in progress, and no more": [
    [{ ...begun, isOpen: false }, waits, { ...done, isOpen: true }], before.templates,
    [["shut", "Begonnen"], ["open", "Klaar"]],
  ],
  "one taken away, which is no other order": [[begun, done], before.templates, [["retired", "Wacht"]]],
  "another order": [[waits, begun, done], before.templates, [["order", undefined]]],
  "a template taken away": [
    [begun, waits, done], before.templates.slice(1), [["template-gone", "Koop"], ["templates", undefined]],
  ],
  "a step of a template": [
    [begun, waits, done], [template("a", "Koop", "Akte", "Sleutel"), before.templates[1]], [["templates", undefined]],
  ],
  "templates in another order": [[begun, waits, done], before.templates.toReversed(), [["templates", undefined]]],
};

for (const [what, [statuses, templates, said]] of Object.entries(cases)) {
  test(`before it is saved it says: ${what}`, () => {
    const changes = changesOf(before, { statuses, templates });
    assert.deepEqual(changes.map(({ text, values }) => [text.replace("desk.dossiers.sure.", ""), values.name]), said);
  });
}
