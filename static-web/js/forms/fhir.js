/**
 * How a form is written as a FHIR R5 Questionnaire (https://hl7.org/fhir/R5/questionnaire.html): the names of kinds and
 * extensions. The two that are ours are harmless to other programs: these ask for an address in one field of text.
 */
const standard = "http://hl7.org/fhir/StructureDefinition/";

export const urls = {
  translation: `${standard}translation`,
  control: `${standard}questionnaire-itemControl`,
  controls: "http://hl7.org/fhir/questionnaire-item-control",
  minOccurs: `${standard}questionnaire-minOccurs`,
  maxOccurs: `${standard}questionnaire-maxOccurs`,
  minValue: `${standard}minValue`,
  maxValue: `${standard}maxValue`,
  address: "urn:zegel:questionnaire:address",
};

/** @type {Record<import("./definition.js").Kind, string>} */
export const typeOf = {
  text: "string",
  "long-text": "text",
  number: "decimal",
  date: "date",
  choice: "coding",
  choices: "coding",
  address: "text",
  people: "group",
  file: "attachment",
  explanation: "display",
};

/**
 * Where the least and the most of a kind stand; nowhere when it has none.
 * @type {Partial<Record<import("./definition.js").Kind, { least: string, most: string, value: string }>>}
 */
export const rangeOf = {
  number: { least: urls.minValue, most: urls.maxValue, value: "valueDecimal" },
  choices: { least: urls.minOccurs, most: urls.maxOccurs, value: "valueInteger" },
  people: { least: urls.minOccurs, most: urls.maxOccurs, value: "valueInteger" },
  file: { least: urls.minOccurs, most: urls.maxOccurs, value: "valueInteger" },
};
