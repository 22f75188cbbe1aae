using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>A world in which messages of staff wait for a minute and can be taken back.</summary>
public sealed class WaitingWorld : IAsyncLifetime
{
    /// <summary>How long they wait.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);

    /// <summary>The world.</summary>
    public OwnWorld World { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        World = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:UndoSeconds"] = "60" });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => World.DisposeAsync();
}

/// <summary>What people of a mailbox do with drafts and with messages that wait.</summary>
public static class WaitingToGo
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody else who uses the mailbox.</summary>
    public static async Task<ApiClient> ColleagueAsync(this TestWorld world, string mailboxId)
    {
        var head = new AccountHead
        {
            AccountId = AccountId.From(Seals.NewId()), Name = "Cees Collega", Email = TestWorld.NewEmail("cees"), Language = "nl",
            Roles = [Role.Staff], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        await world.Cloud.Services.GetRequiredService<AccountStore>().InviteAsync(
            head, [new Membership(MailboxId.From(mailboxId))], "system", world.Now(), Cancel);
        return await Somebody.SignInAsync(world, head);
    }

    /// <summary>Saves a draft; its words are enough of a note for the service.</summary>
    public static Task<ApiAnswer> SaveDraftAsync(
        this ApiClient staff, string mailboxId, string draftId, int revision, string participantId, string text = "Beste",
        byte[]? key = null, params IReadOnlyList<string> files) =>
        staff.PostAsync($"/api/mailboxes/{mailboxId}/drafts/{draftId}", new
        {
            revision, participantId, note = Seals.Note(key ?? new byte[32], mailboxId, new JsonObject { ["text"] = text }), files,
        });

    /// <summary>A new draft of a message.</summary>
    /// <returns>The message, as one that was kept.</returns>
    public static async Task<Draft> KeptAsync(this ApiClient staff, string mailboxId, Draft draft)
    {
        var draftId = Seals.NewId();
        (await staff.SaveDraftAsync(mailboxId, draftId, 0, draft.Author, files: [.. draft.Files.Keys])).Expect(200);
        return draft with { Kept = new { draftId, revision = 1 } };
    }

    /// <summary>The drafts of a mailbox.</summary>
    public static async Task<IReadOnlyList<JsonNode>> DraftsAsync(this ApiClient staff, string mailboxId) =>
        [.. (await staff.GetAsync($"/api/mailboxes/{mailboxId}/drafts")).Expect(200)["drafts"]!.AsArray().OfType<JsonNode>()];

    /// <summary>Takes a message back.</summary>
    public static Task<ApiAnswer> UndoAsync(this ApiClient staff, Draft sent) =>
        staff.DeleteAsync($"/api/participants/{sent.Author}/messages/{sent.MessageId}/waiting");

    /// <summary>Lets a message go at once.</summary>
    public static Task<ApiAnswer> SendNowAsync(this ApiClient staff, Draft sent) =>
        staff.PostAsync($"/api/participants/{sent.Author}/messages/{sent.MessageId}/send-now");

    /// <summary>
    /// The worker looks at a conversation, by the clock as it is; the hints that would make it do so later are lost: what
    /// happens does not hang on a queue.
    /// </summary>
    public static async Task LookAsync(this OwnWorld world, string conversationId)
    {
        await world.ForgetHintsAsync();
        await world.Cloud.Services.GetRequiredService<Outbox>().HintAsync(OutboxOf.Conversations, new Hint(conversationId, null), Cancel);
        await world.HintsWorkedAsync();
    }

    /// <summary>All hints about conversations are lost.</summary>
    public static Task ForgetHintsAsync(this TestWorld world) =>
        new QueueClient(world.Cloud.Azurite.ConnectionString, StorageClients.ConversationQueue).ClearMessagesAsync(Cancel);
}
