/**
 * A part of the page did not come. A browser may remember that for as long as the page stands, so that only loading the
 * page again helps.
 */
export class PartMissingError extends Error {
  code = "part-missing";
}

/**
 * A part of the page that is fetched after what is seen first, which then need not wait for it.
 * @template T
 * @param {() => Promise<T>} fetchPart imports it
 * @returns {Promise<T>}
 * @throws {PartMissingError}
 */
export const late = (fetchPart) =>
  fetchPart().catch((cause) => {
    throw new PartMissingError("A module could not be imported.", { cause });
  });
