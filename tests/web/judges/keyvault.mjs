// Uses a key in a vault with the official clients. In: { vault, ca, name, action, value }. Bytes are hexadecimal.
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { text } from "node:stream/consumers";

const input = JSON.parse(await text(process.stdin));
const credential = { getToken: async () => ({ token: "judge", expiresOnTimestamp: Date.now() + 3_600_000 }) };
const options = { disableChallengeResourceVerification: true, tlsOptions: { ca: input.ca } };
const bytes = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (buffer) => Buffer.from(buffer).toString("hex");

const keys = new KeyClient(input.vault, credential, options);
const key = await keys.getKey(input.name);
const client = new CryptographyClient(key.id, credential, options);

const actions = {
  async get() {
    return { id: key.id, version: key.properties.version, enabled: key.properties.enabled, n: hex(key.key.n) };
  },
  async versions() {
    const versions = [];
    for await (const properties of keys.listPropertiesOfKeyVersions(input.name)) versions.push(properties.version);
    return { versions };
  },
  async wrap() {
    const { result, keyID } = await client.wrapKey("RSA-OAEP-256", bytes(input.value));
    return { result: hex(result), keyId: keyID };
  },
  async unwrap() {
    const { result, keyID } = await client.unwrapKey("RSA-OAEP-256", bytes(input.value));
    return { result: hex(result), keyId: keyID };
  },
  async verify() {
    const { result } = await client.verify("PS256", bytes(input.digest), bytes(input.value));
    return { result };
  },
};

console.log(JSON.stringify(await actions[input.action]()));
