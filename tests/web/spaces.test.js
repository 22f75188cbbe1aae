import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { Conversation } from "../../static-web/js/spaces/conversation.js";
import { SpaceView } from "../../static-web/js/spaces/space-view.js";

const [own, other] = ["a".repeat(32), "b".repeat(32)];

test("an answer that names another space, whose key would fit, is opened as the space that was asked for", async () => {
  const asked = [];
  const mailbox = { unwrap: (...names) => asked.push(names) };
  const view = new SpaceView(`${own}01`, mailbox);
  const answer = { conversationId: other, started: true, sealKey: null, wrappedSealKey: "AA==", participants: [] };
  await view.read(answer);
  assert.equal(view.spaceId, own);
  assert.deepEqual(asked, [[own, `${own}01`, "AA==", "conversation"]]);
});

test("a message that was sent from here stands last, once, and its key is the conversation's", () => {
  const conversation = new Conversation(`${own}01`);
  const [first, second, again] = [{ messageId: "1" }, { messageId: "2" }, { messageId: "1", at: "later" }];
  conversation.entries = [first, second];
  const sealKey = makeSealKey();
  conversation.takeOver(again, sealKey);
  assert.deepEqual(conversation.entries.map(({ messageId }) => messageId), ["2", "1"]);
  assert.equal(conversation.entries[1].at, "later");
  const { sealKey: own1, started } = conversation;
  assert.deepEqual([own1, started, conversation.has("1"), conversation.has("3")], [sealKey, true, true, false]);
});

test("a conversation that staff begin is the space that was chosen for it", () => {
  const sealKey = makeSealKey();
  const begun = Conversation.begin({}, own, sealKey);
  assert.deepEqual([begun.spaceId, begun.participantId, begun.sealKey], [own, `${own}00`, sealKey]);
});
