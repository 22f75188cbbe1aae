/** A refused request. Switch on `code`, never on the title. */
export class ProblemError extends Error {
  /** @param {import("./contract.d.ts").Problem} problem */
  constructor(problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** The last part of the problem's type. */
  get code() {
    return this.problem.type.replace("/problems/", "");
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

/** @type {(() => Promise<unknown>) | null} */
let renewSession = null;

/** @type {Promise<unknown> | null} */
let renewal = null;

/**
 * What to do when a session ended: resolves once there is one again, after which the refused request is asked again.
 * So nobody loses typed text or a running upload to a session that ended.
 * @param {() => Promise<unknown>} renew
 */
export function whenSessionEnds(renew) {
  renewSession = renew;
}

/**
 * Asks the functions for something.
 * @param {string} path below /api
 * @param {{ method?: "GET" | "POST" | "DELETE", body?: object, canRenew?: boolean }} [request] POST unless said
 * @returns {Promise<any>} the answer, null when it has no body
 * @throws {ProblemError | OfflineError}
 */
export async function call(path, { method = "POST", body = {}, canRenew = true } = {}) {
  for (;;) {
    try {
      return await callOnce(path, method, body);
    } catch (error) {
      const ended = error instanceof ProblemError && ["not-signed-in", "not-unlocked"].includes(error.code);
      if (!ended || !canRenew || renewSession === null) {
        throw error;
      }

      // Several requests may find the session gone at once; they wait for the same renewal.
      renewal ??= renewSession().finally(() => (renewal = null));
      await renewal;
    }
  }
}

/**
 * @param {string} path
 * @param {string} method
 * @param {object} body
 */
async function callOnce(path, method, body) {
  const response = await fetch(`/api/${path}`, {
    method,
    headers: { Accept: "application/json", ...(method === "GET" ? {} : { "Content-Type": "application/json" }) },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
    credentials: "same-origin",
    cache: "no-store",
  }).catch((cause) => {
    throw new OfflineError({ cause });
  });

  if (!response.ok) {
    throw new ProblemError(await problemOf(response));
  }

  return response.headers.get("Content-Type")?.includes("json") ? response.json() : null;
}

/**
 * @param {Response} response
 * @returns {Promise<import("./contract.d.ts").Problem>}
 */
async function problemOf(response) {
  const isProblem = response.headers.get("Content-Type")?.includes("application/problem+json");
  const problem = isProblem ? await response.json() : null;
  if (problem?.type?.startsWith("/problems/")) {
    return problem;
  }

  // A gateway answered, not the functions.
  const code = response.status === 429 ? "too-many-requests" : response.status >= 502 ? "unavailable" : "unexpected";
  return { type: `/problems/${code}`, title: response.statusText, status: response.status };
}
