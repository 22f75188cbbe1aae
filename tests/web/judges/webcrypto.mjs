// Wraps, unwraps, signs and verifies with WebCrypto. Bytes are hexadecimal, keys are JWKs.
import { webcrypto } from "node:crypto";
import { text } from "node:stream/consumers";

const { subtle } = webcrypto;
const input = JSON.parse(await text(process.stdin));
const bytes = (hex) => Buffer.from(hex, "hex");
const hex = (buffer) => Buffer.from(buffer).toString("hex");

const oaep = { name: "RSA-OAEP", hash: "SHA-256" };
const signatures = {
  PS256: { name: "RSA-PSS", hash: "SHA-256", saltLength: 32 },
  RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
};

/** The JWK without what only a vault understands. */
const bare = ({ kid, key_ops, ...jwk }) => jwk;

const actions = {
  async "oaep-wrap"() {
    const { n, e } = input.jwk;
    const key = await subtle.importKey("jwk", { kty: "RSA", n, e }, oaep, false, ["encrypt"]);
    return hex(await subtle.encrypt(oaep, key, bytes(input.value)));
  },
  async "oaep-unwrap"() {
    const key = await subtle.importKey("jwk", bare(input.jwk), oaep, false, ["decrypt"]);
    return hex(await subtle.decrypt(oaep, key, bytes(input.value)));
  },
  async "kw-wrap"() {
    const key = await subtle.importKey("raw", bytes(input.key), "AES-KW", false, ["wrapKey"]);
    // Any length fits an HMAC key, so that WebCrypto wraps more than AES keys.
    const value = await subtle.importKey("raw", bytes(input.value), { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
    return hex(await subtle.wrapKey("raw", value, key, "AES-KW"));
  },
  async "kw-unwrap"() {
    const key = await subtle.importKey("raw", bytes(input.key), "AES-KW", false, ["unwrapKey"]);
    const hmac = { name: "HMAC", hash: "SHA-256" };
    const value = await subtle.unwrapKey("raw", bytes(input.value), key, "AES-KW", hmac, true, ["sign"]);
    return hex(await subtle.exportKey("raw", value));
  },
  async sign() {
    const algorithm = signatures[input.algorithm];
    const key = await subtle.importKey("jwk", bare(input.jwk), algorithm, false, ["sign"]);
    return hex(await subtle.sign(algorithm, key, bytes(input.value)));
  },
  async verify() {
    const algorithm = signatures[input.algorithm];
    const { kty, crv, n, e, x, y } = input.jwk;
    const key = await subtle.importKey("jwk", { kty, crv, n, e, x, y }, algorithm, false, ["verify"]);
    return String(await subtle.verify(algorithm, key, bytes(input.signature), bytes(input.value)));
  },
};

console.log(JSON.stringify({ result: await actions[input.action]() }));
