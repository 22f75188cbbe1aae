/**
 * A line between the tabs of this browser. A tab does not hear itself; where a browser has no such lines, or lets this
 * site have none, nobody hears anything.
 * @template Message
 * @param {string} name
 * @returns {{ tell: (message: Message) => void,
 *   hear: (listen: (message: Message) => unknown, signal?: AbortSignal) => void }}
 */
export function openChannel(name) {
  const line = open(name);
  return {
    tell: (message) => line?.postMessage(message),
    hear: (listen, signal) =>
      line?.addEventListener("message", ({ data }) => listen(data), signal === undefined ? {} : { signal }),
  };
}

/** @param {string} name */
function open(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
