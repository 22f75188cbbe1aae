using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Sealing;

/// <summary>
/// Whoever reads tables has every wrapped key, and whoever writes them can put one in another row. No way leads from
/// there to the key itself (H1).
/// </summary>
public sealed class KeysInTheWrongPlace(SharedWorld world)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StorageClients Storage => world.Storage();

    [Fact]
    public async Task A_victims_key_that_is_sent_as_ones_own_is_refused_written_down_and_told()
    {
        var (victim, stolen) = await VictimAsync();
        var (attacker, link) = await AttackerAsync();

        (await attacker.SendAsync(await DraftAsync(attacker, link, ToJson(stolen)))).Expect(201);

        await IsRefusedAsync(attacker, link, victim.SealKey);
        await Eventually.GetAsync(async () => (await ConversationAsync(link.ConversationId)).Value.IsUnreadable ? "marked" : null);
        await IsAuditedAsync(link.ConversationId);
        await IsRefusedAsync(attacker, link, victim.SealKey);
    }

    [Fact]
    public async Task A_key_that_was_wrapped_without_saying_for_what_is_refused()
    {
        var (attacker, link) = await AttackerAsync();
        var sealingKey = (await attacker.GetAsync("/api/sealing-key")).Expect(200).Json;
        var sealKey = Seals.NewKey();

        (await attacker.SendAsync(await DraftAsync(attacker, link, Seals.WrapBytesUnder(sealingKey, sealKey)))).Expect(201);

        await IsRefusedAsync(attacker, link, sealKey);
    }

    [Fact]
    public async Task The_root_secret_and_a_mailboxs_key_are_under_another_key_of_the_vault()
    {
        var sealing = (await world.NewBrowser().GetAsync("/api/sealing-key")).Expect(200)["version"]!.GetValue<string>();
        var root = (await Storage.Organisation.FindAsync<WrappedSealKey>(RootSecretLoader.Place, RootSecretLoader.Place, Cancel))!.Value;
        foreach (var stolen in new[] { root, (await MailboxAsync()).Value.SealKey })
        {
            stolen.Version.ShouldNotBe(sealing);
            var (attacker, link) = await AttackerAsync();
            var draft = await DraftAsync(attacker, link, ToJson(stolen));
            (await attacker.SendAsync(draft)).Expect(409, "seal-key-outdated");

            // Under a version that is right, it is no key at all.
            (await attacker.SendAsync(draft with { WrappedSealKey = ToJson(stolen with { Version = sealing }) })).Expect(201);
            (await attacker.TryOpenAsync(link.ParticipantId)).Expect(409, "seal-key-refused");
        }
    }

    [Fact]
    public async Task A_victims_key_that_is_put_in_ones_own_row_is_refused()
    {
        var (victim, stolen) = await VictimAsync();
        var (attacker, link) = await AttackerAsync();
        (await attacker.SendAsync(await attacker.FirstDraftAsync(link.ParticipantId))).Expect(201);
        await Eventually.GetAsync(async () => (await world.ParticipantAsync(link.ConversationId + "00")).WrappedSealKey);

        var row = await ConversationAsync(link.ConversationId);
        await ReplaceAsync(Storage.Conversations, row, row.Value with { SealKey = stolen });

        await IsRefusedAsync(attacker, link, victim.SealKey);
        await IsAuditedAsync(link.ConversationId);
        (await world.RowsAsync("conversations", link.ConversationId))
            .ShouldNotContain(row => row.RowKey.StartsWith("receipt~", StringComparison.Ordinal), "nothing was read");
    }

    [Fact]
    public async Task A_mailboxs_key_opens_no_other_mailbox()
    {
        var other = await world.OtherStaffAsync();
        var otherId = (await other.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var row = (await Storage.Mailboxes.FindAsync<Mailbox>(otherId, MailboxStore.MailboxRow, Cancel))!;
        await ReplaceAsync(Storage.Mailboxes, row, row.Value with { SealKey = (await MailboxAsync()).Value.SealKey });

        (await other.PostAsync($"/api/mailboxes/{otherId}/open")).Expect(409, "seal-key-refused");

        (await world.AuditedAsync($"mailboxes/{otherId}")).ShouldContain(entry => entry.Event == "seal-key-refused" && entry.Outcome == 8);
        world.Log.All.ShouldContain(line => IsAlarm(line) && line.Contains(otherId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailboxs_key_is_no_root_secret_and_nothing_starts_with_it()
    {
        await using var own = await OwnWorld.StartAsync(hasStaff: false);
        var storage = own.Storage();
        var mailboxKey = await own.Cloud.Services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(Seals.NewId()), Cancel);
        var row = (await storage.Organisation.FindAsync<WrappedSealKey>(RootSecretLoader.Place, RootSecretLoader.Place, Cancel))!;
        await ReplaceAsync(storage.Organisation, row, mailboxKey);

        await Should.ThrowAsync<InvalidOperationException>(() => own.Cloud.StartFunctionsAsync(Cancel));

        own.Log.All.ShouldContain(line => IsAlarm(line) && line.Contains("root-secret", StringComparison.Ordinal));
    }

    /// <summary>Under the mailbox's key only a browser sees it; what it does is in <c>tests/web</c>.</summary>
    [Fact]
    public async Task What_a_browser_of_the_mailbox_refuses_is_written_down_and_told()
    {
        var written = await world.WriteToSomebodyAsync("none");

        (await written.Staff.PostAsync($"/api/participants/{written.Mailbox}/key-refused")).Expect(204);

        await IsAuditedAsync(written.Link.ConversationId);
    }

    private static async Task IsRefusedAsync(ApiClient browser, Link link, byte[] key)
    {
        var answer = await browser.TryOpenAsync(link.ParticipantId);
        answer.Expect(409, "seal-key-refused");
        answer.Text.ShouldNotContain(Convert.ToBase64String(key));
    }

    private async Task IsAuditedAsync(string conversationId)
    {
        (await world.AuditedAsync($"conversations/{conversationId}")).ShouldContain(entry => entry.Event == "seal-key-refused" && entry.Outcome == 8);
        world.Log.All.ShouldContain(line => IsAlarm(line) && line.Contains(conversationId, StringComparison.Ordinal));
    }

    private static bool IsAlarm(string line) =>
        line.StartsWith("Error ", StringComparison.Ordinal) && line.Contains("A wrapped key is of something else than the ", StringComparison.Ordinal);

    private async Task<(Draft Draft, WrappedSealKey Stolen)> VictimAsync()
    {
        var victim = await world.WriteToSomebodyAsync("none");
        return (victim.Draft, (await ConversationAsync(victim.Link.ConversationId)).Value.SealKey!);
    }

    private async Task<(ApiClient Browser, Link Link)> AttackerAsync()
    {
        var link = await world.StarterConversationAsync();
        return (await world.UnlockAsync(link), link);
    }

    private static async Task<Draft> DraftAsync(ApiClient browser, Link link, JsonObject wrapped) =>
        await browser.FirstDraftAsync(link.ParticipantId) with { WrappedSealKey = wrapped };

    private async Task<Stored<Conversation>> ConversationAsync(string conversationId) =>
        (await Storage.Conversations.FindAsync<Conversation>(conversationId, Conversation.OfConversations.Name, Cancel))!;

    private async Task<Stored<Mailbox>> MailboxAsync()
    {
        var staff = await world.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (await Storage.Mailboxes.FindAsync<Mailbox>(mailboxId, MailboxStore.MailboxRow, Cancel))!;
    }

    private static async Task ReplaceAsync<T>(Azure.Data.Tables.TableClient table, Stored<T> row, T value)
    {
        var changes = new Changes(row.PartitionKey);
        changes.Replace(row, value);
        (await changes.TrySubmitAsync(table, Cancel)).ShouldBeTrue();
    }

    private static JsonObject ToJson(WrappedSealKey key) =>
        new() { ["version"] = key.Version, ["wrapped"] = Convert.ToBase64String(key.Wrapped) };
}
