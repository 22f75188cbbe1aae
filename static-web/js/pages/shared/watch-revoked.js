import { OfflineError, ProblemError } from "../../api/call.js";
import { every } from "../../browser/clock.js";

/** So often a page that is looked at asks, in milliseconds. */
const interval = 10_000;

/**
 * Takes off the screen what was revoked elsewhere: when somebody comes back to the page, and every so often.
 * @param {import("./conversation-pane.js").ConversationPane} pane
 * @param {(error: ProblemError) => unknown} refused nothing of it may be shown here any more, or somebody has to prove
 *   anew who they are
 * @param {AbortSignal} signal ends it
 */
export function watchRevoked(pane, refused, signal) {
  const look = async () => {
    if (document.visibilityState !== "visible") {
      return;
    }

    try {
      await pane.lookForRevoked();
    } catch (error) {
      if (error instanceof ProblemError) {
        await refused(error);
      } else if (!(error instanceof OfflineError)) {
        throw error;
      }
      // Without a connection nothing is known; the next look is soon.
    }
  };
  document.addEventListener("visibilitychange", () => void look(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && void look(), { signal });
  every(interval, () => void look(), signal);
}
