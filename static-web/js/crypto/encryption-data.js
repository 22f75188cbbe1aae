import { fromBase64, toBase64 } from "./base64.js";
import { DamagedError } from "./errors.js";
import { nonceLength, regionLength } from "./regions.js";
import { parseStrictJson } from "./strict-json.js";

/** The one protocol that is written and read. */
export const protocol = "2.0";

const keyAlgorithm = "A256KW";
const contentAlgorithm = "AES_GCM_256";
const library = "zegel 1";

/** @param {string} space */
const keyIdOf = (space) => `zegel:${space}`;

/**
 * The text of the `encryptiondata` metadata. Its members stand in the order in which the storage SDKs write them.
 * @param {string} space id of the conversation, folder, dossier or mailbox whose seal key was used
 * @param {Uint8Array} encryptedKey
 */
export function writeEncryptionData(space, encryptedKey) {
  return JSON.stringify({
    EncryptionMode: "FullBlob",
    WrappedContentKey: { KeyId: keyIdOf(space), EncryptedKey: toBase64(encryptedKey), Algorithm: keyAlgorithm },
    EncryptionAgent: { Protocol: protocol, EncryptionAlgorithm: contentAlgorithm },
    EncryptedRegionInfo: { DataLength: regionLength, NonceLength: nonceLength },
    KeyWrappingMetadata: { EncryptionLibrary: library },
  });
}

/**
 * Reads the metadata and holds every member against the one value we write. Anything else is refused: a reader that
 * takes a region length or an algorithm from what it reads lets whoever stores the object choose it.
 * @param {string} text
 * @param {string} space
 * @returns {import("./base64.js").Bytes} the wrapped content key
 * @throws {DamagedError}
 */
export function readEncryptionData(text, space) {
  const data = members(parse(text), [
    "EncryptionMode", "WrappedContentKey", "EncryptionAgent", "EncryptedRegionInfo", "KeyWrappingMetadata",
  ]);
  const key = members(data.WrappedContentKey, ["KeyId", "EncryptedKey", "Algorithm"]);
  const agent = members(data.EncryptionAgent, ["Protocol", "EncryptionAlgorithm"]);
  const region = members(data.EncryptedRegionInfo, ["DataLength", "NonceLength"]);
  members(data.KeyWrappingMetadata, ["EncryptionLibrary"]);

  expect(data.EncryptionMode, "FullBlob", "EncryptionMode");
  expect(key.KeyId, keyIdOf(space), "KeyId");
  expect(key.Algorithm, keyAlgorithm, "Algorithm");
  expect(agent.Protocol, protocol, "Protocol");
  expect(agent.EncryptionAlgorithm, contentAlgorithm, "EncryptionAlgorithm");
  expect(region.DataLength, regionLength, "DataLength");
  expect(region.NonceLength, nonceLength, "NonceLength");
  return decode(key.EncryptedKey);
}

/** @param {string} text */
function parse(text) {
  try {
    return parseStrictJson(text);
  } catch (cause) {
    throw new DamagedError("The encryption data is not JSON.", { cause });
  }
}

/**
 * The object, when it has these members and no others.
 * @param {unknown} value
 * @param {string[]} names
 */
function members(value, names) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || Object.keys(value).sort().join() !== names.toSorted().join()) {
    throw new DamagedError(`The encryption data does not have exactly: ${names.join(", ")}.`);
  }

  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} name
 */
function expect(actual, expected, name) {
  if (actual !== expected) {
    throw new DamagedError(`The encryption data says another ${name}.`);
  }
}

/** @param {unknown} text */
function decode(text) {
  if (typeof text !== "string") {
    throw new DamagedError("The wrapped key is not text.");
  }

  try {
    return fromBase64(text);
  } catch (cause) {
    throw new DamagedError("The wrapped key is not base64.", { cause });
  }
}
