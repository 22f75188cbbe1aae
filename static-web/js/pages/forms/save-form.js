import { wordsIn } from "../../forms/definition.js";
import { writeForm } from "../../forms/write-form.js";
import { language, text } from "../../text/text.js";
import { saveFile } from "../shared/save-file.js";

/**
 * A form as a file that other programs read too: FHIR's Questionnaire.
 * @param {import("../../forms/definition.js").Form} form
 */
export function saveForm(form) {
  const name = wordsIn(form.title, language()) || text("forms.unnamed");
  saveFile(JSON.stringify(JSON.parse(writeForm(form)), null, 2), `${name}.json`, "application/fhir+json");
}
