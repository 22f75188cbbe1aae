import { ProblemError } from "../api/call.js";

const mostRepairs = 4;

/**
 * Sends something, and again what can be put right without asking anybody: something changed at the same moment, a file
 * was not said to be whole.
 * @template T
 * @param {import("./space-files.js").SpaceFiles} files the files that go with it
 * @param {() => Promise<T>} send the same body each time, as long as nothing else is to be sent
 * @param {(error: ProblemError) => Promise<boolean>} [repair] what else can be put right; false: not this
 * @returns {Promise<T>}
 */
export async function withRepairs(files, send, repair = async () => false) {
  for (let repairs = 0; ; repairs++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ProblemError) || repairs === mostRepairs) {
        throw error;
      }

      if (error.code === "files-not-ready") {
        await Promise.all((error.problem.files ?? []).map((fileId) => files.finish(fileId)));
      } else if (error.code !== "changed-meanwhile" && !(await repair(error))) {
        throw error;
      }
    }
  }
}
