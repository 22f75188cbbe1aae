import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect, createServer as createSocketServer } from "node:net";
import { fileURLToPath } from "node:url";
import {
  BlobSASPermissions, BlobServiceClient, generateBlobSASQueryParameters, StorageSharedKeyCredential,
} from "@azure/storage-blob";

const account = "devstoreaccount1";
/** The emulator's well-known key, the same on every machine. */
const accountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const azurite = fileURLToPath(new URL("../../local/node_modules/azurite/dist/src/azurite.js", import.meta.url));

/** The storage emulator, with a road to it on which a test can make trouble. */
export class StorageWorld {
  /** Looks at each request: "drop", a status to answer, `{ cutAfter }` bytes of the answer, or null. */
  trouble = () => null;
  /** Requests that came by, as "PUT block", "PUT blocklist" or "GET". */
  requests = [];

  static async start() {
    const world = new StorageWorld();
    const [blob, queue, table] = [await freePort(), await freePort(), await freePort()];
    const ports = ["--blobPort", blob, "--queuePort", queue, "--tablePort", table];
    world.emulator = spawn("node", [azurite, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
      "--inMemoryPersistence", ...ports], { stdio: "ignore" });
    await untilItListens(blob, world.emulator);
    world.road = createServer((incoming, outgoing) => world.#pass(incoming, outgoing, blob)).listen(0, "127.0.0.1");
    await once(world.road, "listening");
    world.credential = new StorageSharedKeyCredential(account, accountKey);
    const service = new BlobServiceClient(`http://127.0.0.1:${blob}/${account}`, world.credential);
    world.container = service.getContainerClient("content");
    await world.container.create();
    return world;
  }

  async stop() {
    this.road.closeAllConnections();
    this.road.close();
    // Asked kindly, the emulator waits for connections that clients keep open.
    this.emulator.kill("SIGKILL");
    await once(this.emulator, "exit");
  }

  /** Makes tickets for one blob and counts them. */
  uploadTickets(name) {
    const tickets = { asked: 0 };
    tickets.request = async (seconds = 900) => {
      // A second longer each, so that no two are the same.
      tickets.asked++;
      const uploadUrl = this.#address(name, "w", seconds + tickets.asked);
      return { uploadUrl, expiresAt: new Date(Date.now() + 900_000).toISOString() };
    };
    return tickets;
  }

  downloadTickets(name) {
    const tickets = { asked: 0 };
    tickets.request = async () => {
      tickets.asked++;
      const { etag, contentLength } = await this.container.getBlobClient(name).getProperties();
      return { downloadUrl: this.#address(name, "r"), etag, storedLength: contentLength };
    };
    return tickets;
  }

  #address(blobName, permissions, seconds = 900) {
    const sas = generateBlobSASQueryParameters({
      containerName: "content",
      blobName,
      permissions: BlobSASPermissions.parse(permissions),
      expiresOn: new Date(Date.now() + seconds * 1000),
    }, this.credential);
    return `http://127.0.0.1:${this.road.address().port}/${account}/content/${blobName}?${sas}`;
  }

  #pass(incoming, outgoing, port) {
    const part = new URL(incoming.url, "http://x").searchParams.get("comp");
    const kind = [incoming.method, part].filter(Boolean).join(" ");
    this.requests.push(kind);
    const act = this.trouble(kind, incoming);
    if (act === "drop") {
      incoming.socket.destroy();
      return;
    }

    if (typeof act === "number") {
      incoming.resume();
      incoming.on("end", () => outgoing.writeHead(act).end());
      return;
    }

    const { method, url: path, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      forward(answer, outgoing, act?.cutAfter ?? Infinity);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }
}

/** Passes an answer on, up to a number of bytes, after which the connection breaks. */
function forward(answer, outgoing, cutAfter) {
  let passed = 0;
  answer.on("data", (piece) => {
    passed += piece.length;
    if (passed > cutAfter) {
      outgoing.destroy();
      answer.destroy();
    } else if (!outgoing.write(piece)) {
      answer.pause();
      outgoing.once("drain", () => answer.resume());
    }
  });
  answer.on("end", () => outgoing.end());
}

async function freePort() {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function untilItListens(port, emulator) {
  while (emulator.exitCode === null) {
    const socket = connect(port, "127.0.0.1");
    const listens = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => setTimeout(() => resolve(false), 50));
    });
    socket.destroy();
    if (listens) {
      return;
    }
  }

  throw new Error("The storage emulator did not start.");
}
