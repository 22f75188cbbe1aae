// Writes and reads rows with the official client, each value with its type.
// In: { action, connectionString, table, rows | partitionKey, rowKey }. Out: rows as { name: { type, value } }.
import { TableClient } from "@azure/data-tables";
import { text } from "node:stream/consumers";

const input = JSON.parse(await text(process.stdin));
const client = TableClient.fromConnectionString(input.connectionString, input.table, {
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 0 },
});

/** Values come as { type, value }; keys as plain text. */
const typed = ({ partitionKey, rowKey, ...properties }) => ({
  partitionKey,
  rowKey,
  ...Object.fromEntries(Object.entries(properties).map(([name, { type, value }]) => [
    name,
    type === "Binary" ? Buffer.from(value, "base64") : { type, value },
  ])),
});

const described = (value) =>
  value instanceof Uint8Array
    ? { type: "Binary", value: Buffer.from(value).toString("base64") }
    : { type: value.type, value: String(value.value) };

const actions = {
  async write() {
    for (const row of input.rows) {
      await client.createEntity(typed(row));
    }
    return {};
  },
  async read() {
    const rows = [];
    const options = { disableTypeConversion: true };
    for await (const { partitionKey, rowKey, etag, timestamp, ...properties } of client.listEntities(options)) {
      const values = Object.entries(properties).filter(([name]) => name !== "odata.metadata");
      rows.push({
        partitionKey,
        rowKey,
        etag,
        ...Object.fromEntries(values.map(([name, value]) => [name, described(value)])),
      });
    }
    return rows;
  },
  async get() {
    const row = await client.getEntity(input.partitionKey, input.rowKey);
    return { partitionKey: row.partitionKey, rowKey: row.rowKey, etag: row.etag };
  },
};

console.log(JSON.stringify(await actions[input.action]()));
