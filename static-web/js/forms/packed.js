import { fromBase64, toBase64 } from "../crypto/base64.js";
import { formLimits } from "./limits.js";

/**
 * A definition names the same things over and over; a note has little room. So it is sealed deflated (RFC 1951, without
 * a header), in base64. All of it is the office's own: nobody else can try words in it and look how long it becomes.
 */

/** More than a form can be, or nothing that was packed. */
export class PackedError extends Error {}

/** @param {string} text JSON @returns {Promise<string>} @throws {PackedError} when it does not fit in a note */
export async function packForm(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
  if (packed.length > formLimits.packed) {
    throw new PackedError("The form is too large to be sealed.");
  }

  return packed;
}

/** @param {string} packed @returns {Promise<string>} @throws {PackedError} */
export async function unpackForm(packed) {
  let text = "";
  try {
    const bytes = new Blob([fromBase64(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const part of parts(bytes)) {
      text += decoder.decode(part, { stream: true });
      if (text.length > formLimits.json) {
        break;
      }
    }

    text += decoder.decode();
  } catch (cause) {
    throw new PackedError("The form is nothing that was packed.", { cause });
  }

  if (text.length > formLimits.json) {
    throw new PackedError("The form is larger than any form is.");
  }

  return text;
}

/** Not every browser gives a stream's parts by itself. @param {ReadableStream<Uint8Array>} stream */
async function* parts(stream) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } finally {
    await reader.cancel();
  }
}
