/**
 * How much later it is at the service than on this machine, in milliseconds. Clocks of machines are wrong by minutes,
 * and by hours where a zone was chosen wrongly; what ends or may be done again is the service's to say.
 */
let ahead = 0;

/** An answer says a whole second, so two may differ by one; by more than this, and a clock was put right. */
const same = 2000;

/**
 * Takes the time from an answer of the service. A part of a second and the way back are lost, so it is at least as late
 * there as we believe: nobody is told to press too soon.
 * @param {Headers} headers
 */
export function hearTime(headers) {
  const there = Date.parse(headers.get("Date") ?? "");
  if (!Number.isNaN(there)) {
    const heard = there - Date.now();
    ahead = Math.abs(heard - ahead) < same ? Math.max(heard, ahead) : heard;
  }
}

/** The time as the service has it, in milliseconds since 1970; what comes from there is held against it. */
export const now = () => Date.now() + ahead;

/**
 * Does something every so often, until the signal is aborted.
 * @param {number} interval in milliseconds
 * @param {() => unknown} act
 * @param {AbortSignal} signal
 */
export function every(interval, act, signal) {
  const timer = setInterval(act, interval);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}

/** Whether a moment is still to come. @param {string | null} moment RFC 3339 @returns {boolean} */
export const isComing = (moment) => moment !== null && Date.parse(moment) > now();
