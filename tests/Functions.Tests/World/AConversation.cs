using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Tests.World;

/// <summary>The main road once, end to end; every other scenario begins somewhere along it.</summary>
public sealed class AConversation(SharedWorld world)
{
    [Fact]
    public async Task Goes_from_the_starter_to_the_mailbox_with_a_file()
    {
        var link = await world.StarterConversationAsync();
        var visitor = await world.UnlockAsync(link);
        var draft = await visitor.FirstDraftAsync(link.ParticipantId);
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        var file = Seals.File(draft.SealKey, draft.ConversationId, bytes);
        var fileId = await visitor.UploadAsync(link.ParticipantId, file);

        (await visitor.SendAsync(draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } })).Expect(201);

        var staff = await world.StaffAsync();
        var row = await InMailboxAsync(staff, link.ConversationId);
        var mailbox = $"{link.ConversationId}00";
        var sealKey = Seals.UnwrapUnderMailbox(await MailboxKeyAsync(staff), link.ConversationId, Bytes(row["wrappedSealKey"]!));
        sealKey.ShouldBe(draft.SealKey);
        Seals.OpenNote(sealKey, row["header"]!)["subject"]!.GetValue<string>().ShouldBe(draft.Subject);
        var message = (await staff.OpenAsync(mailbox))["messages"]!.AsArray().Single()!;
        Seals.OpenNote(sealKey, message["note"]!)["text"]!.GetValue<string>().ShouldBe(draft.Text);
        var (stored, encryptionData) = await staff.DownloadAsync(mailbox, fileId);
        Seals.OpenFile(sealKey, encryptionData, stored).ShouldBe(bytes);
        var (staffId, mailboxId) = (await staff.AccountIdAsync(), await MailboxIdAsync(staff));
        await world.IsWrittenDownAsync($"mailboxes/{mailboxId}", MailboxEvents.MailboxOpened, staffId, mailboxId);
        await world.IsWrittenDownAsync($"conversations/{link.ConversationId}", SpaceEvents.FileReleased, staffId, fileId);
    }

    private static async Task<JsonNode> InMailboxAsync(ApiClient staff, string conversationId)
    {
        var path = $"/api/mailboxes/{await MailboxIdAsync(staff)}/conversations";
        // Delivery to the mailbox is a worker's; it takes a moment.
        return await Eventually.GetAsync(async () => (await staff.GetAsync(path)).Expect(200)["conversations"]!.AsArray()
            .SingleOrDefault(row => row!["conversationId"]!.GetValue<string>() == conversationId));
    }

    private static async Task<byte[]> MailboxKeyAsync(ApiClient staff) =>
        Bytes((await staff.PostAsync($"/api/mailboxes/{await MailboxIdAsync(staff)}/open")).Expect(200)["sealKey"]!);

    private static async Task<string> MailboxIdAsync(ApiClient staff) =>
        (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

    private static byte[] Bytes(JsonNode base64) => Convert.FromBase64String(base64.GetValue<string>());
}
