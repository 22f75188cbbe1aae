import { hearTime } from "../browser/clock.js";

/**
 * @typedef {import("./contract.d.ts").Routes} Routes
 * @typedef {import("./contract.d.ts").Problem} Problem
 * @typedef {import("./contract.d.ts").ProblemCode} ProblemCode
 */

/** A refused request. Switch on `code`, never on the title. */
export class ProblemError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** The last part of the problem's type. */
  get code() {
    return /** @type {ProblemCode} */ (this.problem.type.replace("/problems/", ""));
  }
}

/** No answer came: the network, not the service. */
export class OfflineError extends Error {
  code = "offline";

  /** @param {ErrorOptions} [options] */
  constructor(options) {
    super("The service could not be reached.", options);
    this.name = "OfflineError";
  }
}

/** The refusals after which a session, or a fresh log-in, lets the request through. */
/** @type {ProblemCode[]} */
const renewable = ["not-signed-in", "not-unlocked", "second-factor-required", "log-in-again"];

/** Refused since something else was written at the same moment: nothing was changed, and it can be asked again. */
const conflict = "changed-meanwhile";
const repeats = 2;

/** @type {((code: string) => Promise<unknown>) | null} */
let renewSession = null;

/** @type {Promise<unknown> | null} */
let renewal = null;

/**
 * What to do when a session ended: resolves once there is one again, after which the refused request is asked again.
 * So nobody loses typed text or a running upload to a session that ended, and a sensitive act that asks for a fresh
 * log-in goes on after it.
 * @param {(code: string) => Promise<unknown>} renew is told the refusal's code
 * @param {AbortSignal} signal ends it: somebody left, and a refusal is one
 */
export function whenSessionEnds(renew, signal) {
  renewSession = renew;
  signal.addEventListener("abort", () => (renewSession = null), { once: true });
}

/**
 * The names that stand in braces in a route.
 * @template {string} R
 * @typedef {R extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never} NamesIn
 */

/**
 * How a route is asked: `at` has what stands in its braces, `body` what it takes, as the functions say.
 * @template {keyof Routes} R
 * @typedef {{
 *   cursor?: string | null,
 *   query?: Record<string, string | number>,
 *   canRenew?: boolean,
 *   isUnattended?: boolean,
 *   signal?: AbortSignal,
 *   isLast?: boolean,
 * } & ([NamesIn<R>] extends [never] ? {} : { at: Record<NamesIn<R>, string> })
 *   & (Routes[R] extends { takes: infer Body } ? { body: Body } : {})} Asked
 *   cursor: of the next part of a list;
 *   query: what else is asked behind the address;
 *   canRenew: whether it waits for a session that ended to be renewed, true unless said;
 *   isUnattended: the page asks by itself, which does not keep a session alive (T15);
 *   signal: gives it up;
 *   isLast: the page may go before the answer comes
 */

/**
 * Asks the functions for something.
 * @template {keyof Routes} R
 * @param {R} route a method and an address below /api
 * @param {{} extends Asked<R> ? [asked?: Asked<R>] : [asked: Asked<R>]} how
 * @returns {Promise<Routes[R]["answers"]>} null when it has no body
 * @throws {ProblemError | OfflineError}
 */
export async function call(route, ...how) {
  const asked = /** @type {{ at?: Record<string, string>, body?: object } & Asked<"GET session">} */ (how[0] ?? {});
  const { at = {}, cursor = null, query = {}, body = {}, canRenew = true, isUnattended = false } = asked;
  const manner = { isUnattended, isLast: asked.isLast === true, signal: asked.signal ?? null };
  const [method = "", address = ""] = route.split(" ");
  const path = address.replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => encodeURIComponent(at[name] ?? ""))
    + behind({ ...query, ...(cursor === null ? {} : { cursor }) });
  for (let isRenewed = false; ; isRenewed = true) {
    try {
      const answer = await callOnce(path, method, body, manner);
      if (!isUnattended) {
        // Who watches over the session knows from this that it is in use.
        document.dispatchEvent(new Event("zegel-used"));
      }

      return answer;
    } catch (error) {
      if (!(error instanceof ProblemError) || !renewable.includes(error.code) || !canRenew || renewSession === null) {
        throw error;
      }

      if (renewal !== null && error.code === "log-in-again") {
        // Asked from within the renewal, where a second factor is chosen: waiting for it would never end.
        throw error;
      }

      if (isRenewed && error.code === "second-factor-required") {
        // It was postponed once more, and that is not enough for this.
        throw error;
      }

      // Several requests may find the session gone at once; they wait for the same renewal.
      renewal ??= renewSession(error.code).finally(() => (renewal = null));
      await renewal;
    }
  }
}

/** @param {Record<string, string | number>} query */
function behind(query) {
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return words === "" ? "" : `?${words}`;
}

/** @typedef {{ isUnattended: boolean, isLast: boolean, signal: AbortSignal | null }} Manner */

/**
 * @param {string} path
 * @param {string} method
 * @param {object} body
 * @param {Manner} manner
 */
async function callOnce(path, method, body, manner) {
  for (let again = 0; ; again++) {
    const response = await send(path, method, body, manner);
    hearTime(response.headers);
    if (response.ok) {
      return read(response).catch(notThere);
    }

    const error = new ProblemError(await problemOf(response));
    if (error.code !== conflict || again === repeats) {
      throw error;
    }
  }
}

/**
 * @param {string} path
 * @param {string} method
 * @param {object} body
 * @param {Manner} manner
 */
function send(path, method, body, { isUnattended, isLast, signal }) {
  return fetch(`/api/${path}`, {
    method,
    headers: {
      Accept: "application/json",
      ...(method === "GET" ? {} : { "Content-Type": "application/json" }),
      ...(isUnattended ? { "Zegel-Unattended": "1" } : {}),
    },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
    credentials: "same-origin",
    cache: "no-store",
    keepalive: isLast,
    signal,
  }).catch(notThere);
}

/**
 * An answer can break off, or be given up, after its headers came: then there is none.
 * @param {unknown} cause
 * @returns {never}
 */
function notThere(cause) {
  throw new OfflineError({ cause });
}

/** @param {Response} response @returns {Promise<any>} null when it has no body */
async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  // Lines of JSON are a file to keep, not an answer to read.
  return type.startsWith("application/jsonl") ? response.blob() : type.includes("json") ? response.json() : null;
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 * @throws {OfflineError}
 */
async function problemOf(response) {
  const isProblem = response.headers.get("Content-Type")?.includes("application/problem+json");
  const problem = isProblem ? await response.json().catch(notThere) : null;
  if (problem?.type?.startsWith("/problems/")) {
    return problem;
  }

  // A gateway answered, not the functions.
  /** @type {Partial<Record<number, ProblemCode>>} */
  const codes = { 404: "not-found", 429: "too-many-requests", 504: "took-too-long" };
  const known = codes[response.status];
  const code = known ?? (response.status >= 502 ? "unavailable" : "unexpected");
  return { type: `/problems/${code}`, title: response.statusText, status: response.status };
}
