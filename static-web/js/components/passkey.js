/** Whether this browser knows passkeys, with the forms of JSON in which we send them. */
export const hasPasskeys = () =>
  "PublicKeyCredential" in window && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function";

/** The person said no, took too long, or has no passkey here; nothing went wrong. */
export class PasskeyDeclinedError extends Error {
  code = "passkey-declined";
}

/** Makes a passkey on this device. @param {object} options as the service sent them */
export const makePasskey = (options) =>
  ask(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(/** @type {any} */ (options)),
    }),
  );

/** Shows a passkey of this device. @param {object} options as the service sent them */
export const showPasskey = (options) =>
  ask(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(/** @type {any} */ (options)),
    }),
  );

/** @param {() => Promise<Credential | null>} work @returns {Promise<object>} the answer in JSON */
async function ask(work) {
  try {
    return /** @type {PublicKeyCredential} */ (await work()).toJSON();
  } catch (error) {
    // Browsers say the same for "no", "too late" and "none here", so that a page learns nothing.
    if (error instanceof DOMException && ["NotAllowedError", "AbortError", "InvalidStateError"].includes(error.name)) {
      throw new PasskeyDeclinedError(error.message, { cause: error });
    }

    throw error;
  }
}
