/** Forms for tests: only what a test says of them, everything else as an editor begins it. */

export const words = (nl, en = "") => ({ nl, en });

export const question = (id, kind, more = {}) => ({
  id,
  kind,
  text: words(`Vraag ${id}`),
  help: words(""),
  isRequired: false,
  least: null,
  most: null,
  options: [],
  when: null,
  questions: [],
  ...more,
});

export const choice = (id, codes, more = {}) =>
  question(id, "choice", { options: codes.map((code) => ({ code, text: words(`Keuze ${code}`) })), ...more });

export const when = (id, operator, value) => ({ isAll: true, conditions: [{ question: id, operator, value }] });

export const page = (id, questions, more = {}) =>
  ({ id, title: words(`Pagina ${id}`), when: null, questions, ...more });

export const form = (...pages) => ({ title: words("Intake", "Intake form"), pages });

export const answered = (values, at = "2026-11-29T10:00:00Z", by = "Anna") =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, at, by }]));
