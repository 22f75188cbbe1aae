import { createHash } from "node:crypto";

/**
 * Watches Web Crypto for the one mistake that breaks AES-GCM: the same key and nonce with two plaintexts. Import it
 * first; a repeat fails the call, and with it the test.
 */
const { subtle } = globalThis.crypto;
const importKey = subtle.importKey.bind(subtle);
const encrypt = subtle.encrypt.bind(subtle);

/** @type {WeakMap<CryptoKey, string>} */
const names = new WeakMap();
const seen = new Map();

const digest = (bytes) => createHash("sha256").update(Buffer.from(bytes.buffer ?? bytes, bytes.byteOffset ?? 0,
  bytes.byteLength)).digest("hex");

subtle.importKey = async (format, data, ...rest) => {
  const name = format === "raw" ? digest(data) : "";
  const key = await importKey(format, data, ...rest);
  names.set(key, name);
  return key;
};

subtle.encrypt = async (algorithm, key, data) => {
  if (algorithm.name !== "AES-GCM") {
    return encrypt(algorithm, key, data);
  }

  const place = `${names.get(key)}:${Buffer.from(algorithm.iv).toString("hex")}`;
  const plain = digest(data);
  if ((seen.get(place) ?? plain) !== plain) {
    throw new Error(`The nonce ${place} met a second plaintext.`);
  }

  seen.set(place, plain);
  return encrypt(algorithm, key, data);
};

/** How many pairs of key and nonce were used so far. */
export const noncesSeen = () => seen.size;
