import { lookUpRecipients } from "../api/mailboxes.js";
import { keyOf, readAddress } from "../text/typed-address.js";

/** Which addresses have an account that a message can be written to; each is asked once. */
export class KnownAccounts {
  #mailboxId;
  /** @type {Map<string, Promise<boolean>>} */
  #asked = new Map();

  /** @param {string} mailboxId for which it is asked */
  constructor(mailboxId) {
    this.#mailboxId = mailboxId;
  }

  /**
   * When nobody answers they have none; it is asked again the next time.
   * @param {string} email as it was typed
   * @returns {Promise<boolean>}
   */
  has(email) {
    const { address } = readAddress(email);
    if (address === null) {
      return Promise.resolve(false);
    }

    const key = keyOf(address);
    const asked = this.#asked.get(key) ?? this.#ask(address).catch(() => {
      this.#asked.delete(key);
      return false;
    });
    this.#asked.set(key, asked);
    return asked;
  }

  /** @param {string} address */
  async #ask(address) {
    const { recipients } = await lookUpRecipients(this.#mailboxId, [address]);
    return recipients.some(({ hasAccount }) => hasAccount);
  }
}
