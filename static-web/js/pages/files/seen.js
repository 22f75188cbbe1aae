import { keep, kept } from "../../browser/kept.js";

/** Under which this browser keeps when somebody last looked in a folder. */
const key = "zegel-folders-seen";

/** @returns {Record<string, string>} the newest moment in it, by participant */
function read() {
  try {
    return Object(JSON.parse(kept(key) ?? "{}"));
  } catch (error) {
    console.warn("What was kept of folders cannot be read.", error);
    return {};
  }
}

/** The moment up to which somebody saw a folder in this browser; null: never. @param {string} participantId */
export function seenUpTo(participantId) {
  const at = read()[participantId];
  return typeof at === "string" ? at : null;
}

/** @param {string} participantId @param {string} at */
export function see(participantId, at) {
  const all = read();
  if ((all[participantId] ?? "") < at) {
    keep(key, JSON.stringify({ ...all, [participantId]: at }));
  }
}
