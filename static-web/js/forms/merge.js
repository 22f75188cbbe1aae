import { codesOf, questionAt, valueOf } from "./answers.js";

/**
 * @typedef {import("./definition.js").Page} Page
 * @typedef {import("./answers.js").Answer} Answer
 * @typedef {import("./answers.js").PageAnswers} PageAnswers
 */

/**
 * Two answers to one question, of which somebody must choose.
 * @typedef {{ key: string, was: Answer | null, mine: Answer, theirs: Answer }} Asked was: before both
 */

/**
 * Two people's answers to a page that both began from the same. What one of them changed is kept; what both changed,
 * each in another way, is asked. Of people and of files both may add and take away, each their own; but somebody of
 * whom the other one changed something stays.
 * @param {Page} page
 * @param {PageAnswers} base what both had
 * @param {PageAnswers} mine
 * @param {PageAnswers} theirs
 * @returns {{ answers: PageAnswers, asks: Asked[] }} of what is asked, mine stands in the answers
 */
export function merge(page, base, mine, theirs) {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)])];
  /** @type {Asked[]} */
  const asks = [];
  const merged = keys.flatMap((key) => {
    const [was, my, their] = [base, mine, theirs].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
    if (my === undefined || isSame(my.value, was?.value)) {
      return their === undefined ? [] : [[key, their]];
    }

    if (their === undefined || isSame(their.value, was?.value) || isSame(their.value, my.value)) {
      return [[key, my]];
    }

    const kind = questionAt(page, key)?.kind;
    if (kind === "people" || kind === "file") {
      const newer = their.at > my.at ? their : my;
      return [[key, { ...newer, value: mergeLists(key, { base, mine, theirs }) }]];
    }

    asks.push({ key, was: was ?? null, mine: my, theirs: their });
    return [[key, my]];
  });
  return { answers: withRows(page, Object.fromEntries(merged), { base, mine, theirs }), asks };
}

/** @typedef {{ base: PageAnswers, mine: PageAnswers, theirs: PageAnswers }} Three */

/** @param {string | import("../crypto/note-shapes.js").FileReference} one */
const idOf = (one) => (typeof one === "string" ? one : one.id);

/** @param {string} key @param {Three} three @returns {import("./answers.js").Value} */
function mergeLists(key, three) {
  const [base, mine, theirs] = [three.base, three.mine, three.theirs].map((answers) => {
    const value = valueOf(answers, key);
    return new Map((Array.isArray(value) ? value : []).map((one) => [idOf(one), one]));
  });
  const all = new Map([...(theirs ?? []), ...(mine ?? [])]);
  const left = [...all].filter(([id]) => !base?.has(id) || (mine?.has(id) && theirs?.has(id))).map(([, one]) => one);
  return left.every((one) => typeof one === "string") ? left : left.filter((one) => typeof one === "object");
}

/** Somebody whom one took away while the other one wrote of them. @param {Page} page @param {PageAnswers} answers
 * @param {Three} three */
function withRows(page, answers, three) {
  for (const { id } of page.questions.filter(({ kind }) => kind === "people")) {
    const answer = answers[id];
    const [before, mine, theirs] = [three.base, three.mine, three.theirs].map((one) => rows(one, id));
    const lost = (before ?? []).filter((row) =>
      (!mine?.includes(row) && isChanged(three.base, three.theirs, `${id}/${row}/`))
      || (!theirs?.includes(row) && isChanged(three.base, three.mine, `${id}/${row}/`)));
    const missing = lost.filter((row) => !rows(answers, id).includes(row));
    if (answer !== undefined && missing.length > 0) {
      answers[id] = { ...answer, value: [...rows(answers, id), ...missing] };
    }
  }

  return answers;
}

/** @param {PageAnswers} answers @param {string} id */
function rows(answers, id) {
  return codesOf(valueOf(answers, id));
}

/** @param {PageAnswers} base @param {PageAnswers} now @param {string} start of the keys */
const isChanged = (base, now, start) =>
  Object.keys(now).some((key) => key.startsWith(start) && !isSame(valueOf(base, key), valueOf(now, key)));

/** Whether two values are the same, whatever the order of their members. @param {unknown} one @param {unknown} other
 * @returns {boolean} */
function isSame(one, other) {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one === other;
  }

  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return mine.length === theirs.size
    && Array.isArray(one) === Array.isArray(other)
    && mine.every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)));
}
