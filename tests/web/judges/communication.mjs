// Sends one SMS or mail with the official clients. In: { action, connectionString, ... }. Out: what the client says.
import { EmailClient } from "@azure/communication-email";
import { SmsClient } from "@azure/communication-sms";
import { text } from "node:stream/consumers";

const input = JSON.parse(await text(process.stdin));
const options = { allowInsecureConnection: true, retryOptions: { maxRetries: input.retries ?? 0, retryDelayInMs: 1 } };

const actions = {
  async sms() {
    const client = new SmsClient(input.connectionString, options);
    const { from, to, message } = input;
    return { results: await client.send({ from, to, message }, input.options) };
  },
  async email() {
    const client = new EmailClient(input.connectionString, options);
    const operationId = input.operationId ?? undefined;
    const poller = await client.beginSend(input.message, { updateIntervalInMs: 1, operationId });
    const result = await poller.pollUntilDone();
    return { id: result.id, status: result.status, code: result.error?.code ?? null };
  },
};

try {
  console.log(JSON.stringify(await actions[input.action]()));
} catch (error) {
  const { statusCode = null, code = null, message } = error;
  console.log(JSON.stringify({ error: { status: statusCode, code, message } }));
}
