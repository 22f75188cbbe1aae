import { makeClients } from "../../api/clients.js";
import { mostClientsAtOnce } from "../../limits.js";
import { firstText } from "../../text/text.js";

/**
 * Makes the clients among those chosen who are not known yet, and says at each what is wrong with it. Repeating it
 * changes nothing.
 * @param {string} mailboxId
 * @param {import("../../components/client-chooser.js").ClientChooser} chooser
 * @returns {Promise<boolean>} whether all of them are clients now
 */
export async function settleClients(mailboxId, chooser) {
  const added = chooser.chosen.flatMap((one) => one.added ?? []);
  for (let from = 0; from < added.length; from += mostClientsAtOnce) {
    const { clients } = await makeClients(mailboxId, added.slice(from, from + mostClientsAtOnce));
    for (const { clientId, client, refused } of clients) {
      client === null
        ? chooser.refuseOne(clientId, firstText(`office.refused.${refused}`, `problem.${refused}`))
        : chooser.settle(clientId, client);
    }
  }

  return chooser.chosen.every((one) => one.added === null);
}
