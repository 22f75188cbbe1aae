import { makeClients } from "../api/clients.js";
import { codeOf } from "../components/problem-text.js";
import { randomId } from "../crypto/base64.js";
import { mostClientsAtOnce } from "../limits.js";
import { keyOf } from "../text/typed-address.js";
import { DossierMaking, VaultKey } from "./dossier-making.js";
import { OfficeDossier } from "./office-dossier.js";

/**
 * @typedef {import("./dossier-import.js").ImportDossier} ImportDossier
 * @typedef {import("./dossier-import.js").ImportClient} ImportClient
 * @typedef {{ name: string, error: unknown }} Failure of whom: the dossier itself or a client
 */

/** A client was refused, in the words of the service. */
class ClientRefusedError extends Error {
  /** @param {string} code */
  constructor(code) {
    super("A client was refused.");
    this.code = code;
  }
}

/** A dossier that is there, to which the clients are added that it lacks; who is in it, or was, stays as they are. */
class DossierGoingOn {
  #dossier;

  /** @param {string} participantId the mailbox in it @param {import("./dossiers.js").Dossiers} dossiers */
  constructor(participantId, dossiers) {
    this.#dossier = new OfficeDossier(participantId, dossiers);
  }

  get dossierId() {
    return this.#dossier.dossierId;
  }

  async make() {
    await this.#dossier.open();
    return this.#dossier.participantId;
  }

  /** @param {string} clientId */
  async add(clientId) {
    if (!this.#dossier.parts.some((part) => part.clientId === clientId && part.isMade)) {
      await this.#dossier.add(clientId);
    }
  }
}

/** One dossier of an import: what was made of it, and what was not. */
export class ImportedDossier {
  /** @type {"waiting" | "busy" | "done" | "failed"} */
  state = "waiting";
  /** @type {Failure[]} */
  failures = [];
  /** The mailbox in it; null until it is made. @type {string | null} */
  participantId = null;
  /** @type {DossierMaking | DossierGoingOn} */
  making;

  /** @param {ImportDossier} dossier @param {DossierMaking | DossierGoingOn} making */
  constructor(dossier, making) {
    this.dossier = dossier;
    this.making = making;
  }
}

/** Makes the dossiers of an import, one after the other; what failed can be tried again and nothing is made twice. */
export class DossierImporting {
  #mailboxId;
  /** Ids of clients, the same for every try, by address. @type {Map<string, string>} */
  #ids = new Map();
  /** Who is a client by now, by address. @type {Map<string, string>} */
  #clients = new Map();

  /**
   * @param {import("./dossiers.js").Dossiers} dossiers
   * @param {readonly ImportDossier[]} wanted
   */
  constructor(dossiers, wanted) {
    this.#mailboxId = dossiers.mailbox.mailboxId;
    const vault = new VaultKey();
    this.all = wanted.map((one) => {
      const { number, description, steps, status, handlerId, standInId, made } = one;
      if (made !== null) {
        return new ImportedDossier(one, new DossierGoingOn(made.participantId, dossiers));
      }

      const header = { number, description, steps: steps.map((title) => ({ id: randomId(), title })) };
      return new ImportedDossier(one, new DossierMaking(dossiers, header, { status, handlerId, standInId }, vault));
    });
  }

  get left() {
    return this.all.filter(({ state }) => state !== "done");
  }

  /**
   * Goes on with all that is not made. One that fails keeps none of the others from being made, but when nobody answers
   * the rest waits.
   * @param {() => unknown} changed
   */
  async run(changed) {
    for (const one of this.left) {
      one.state = "busy";
      one.failures = [];
      changed();
      await this.#make(one);
      one.state = one.failures.length === 0 ? "done" : "failed";
      changed();
      if (one.failures.some(({ error }) => codeOf(error) === "offline")) {
        return;
      }
    }
  }

  /** @param {ImportedDossier} one */
  async #make(one) {
    const { number, clients } = one.dossier;
    try {
      const refused = await this.#makeClients(clients);
      one.failures.push(...refused);
      one.participantId = await one.making.make();
    } catch (error) {
      one.failures.push({ name: number, error });
      return;
    }

    for (const { email, name } of clients) {
      const clientId = this.#clients.get(keyOf(email));
      if (clientId !== undefined) {
        await one.making.add(clientId).catch((error) => one.failures.push({ name, error }));
      }
    }
  }

  /** @param {ImportClient[]} clients @returns {Promise<Failure[]>} those who cannot be one */
  async #makeClients(clients) {
    const fresh = clients.filter(({ email }) => !this.#clients.has(keyOf(email)));
    const asked = fresh.map((client) => {
      const clientId = this.#ids.get(keyOf(client.email)) ?? randomId();
      this.#ids.set(keyOf(client.email), clientId);
      return { clientId, ...client };
    });
    /** @type {Failure[]} */
    const refused = [];
    for (let from = 0; from < asked.length; from += mostClientsAtOnce) {
      const some = asked.slice(from, from + mostClientsAtOnce);
      const { clients: answers } = await makeClients(this.#mailboxId, some);
      for (const { clientId, client, refused: code } of answers) {
        const { email = "", name = "" } = some.find((one) => one.clientId === clientId) ?? {};
        client === null
          ? refused.push({ name, error: new ClientRefusedError(code ?? "unexpected") })
          : this.#clients.set(keyOf(email), client.clientId);
      }
    }

    return refused;
  }
}
