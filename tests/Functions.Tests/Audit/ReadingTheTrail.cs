using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Audit;

/// <summary>What people did stands in the trail, for the service desk to read and to take along.</summary>
public sealed class ReadingTheTrail(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld world = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_desk_reads_what_happened_and_that_is_written_down_too()
    {
        var desk = await world.LogInAsync();
        var link = await world.StarterConversationAsync();
        var visitor = await world.UnlockAsync(link);
        var draft = await visitor.FirstDraftAsync(link.ParticipantId);
        (await visitor.SendAsync(draft)).Expect(201);
        await visitor.OpenAsync(link.ParticipantId);
        await world.HintsWorkedAsync();

        var day = world.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var entries = await ReadAsync(desk, day, link.ConversationId);
        entries.Select(Event).ShouldBe(
            [
                "conversation-started", "notice-sent", "unlocked", "message-sent", "conversation-opened", "seal-key-delivered",
                "notice-sent", "notice-sent",
            ],
            ignoreOrder: true);
        entries.ShouldAllBe(entry => entry["holds"]!.GetValue<bool>());
        entries.Select(entry => entry["seq"]!.GetValue<long>()).ShouldBe(entries.Select(entry => entry["seq"]!.GetValue<long>()).OrderDescending());

        await world.HintsWorkedAsync();
        (await ReadAsync(desk, day, null)).Select(Event).ShouldContain("audit-read");
        var (place, deskId) = ($"conversations/{link.ConversationId}", await desk.AccountIdAsync());
        await world.IsWrittenDownAsync(place, ConversationEvents.ConversationStarted, link.ParticipantId, link.ConversationId);
        await world.IsWrittenDownAsync(place, SpaceEvents.Unlocked, link.ParticipantId, link.ParticipantId);
        await world.IsWrittenDownAsync(place, ConversationEvents.MessageSent, link.ParticipantId, draft.MessageId);
        await world.IsWrittenDownAsync(place, ConversationEvents.ConversationOpened, link.ParticipantId, link.ConversationId);
        await world.IsWrittenDownAsync(place, ConversationEvents.SealKeyDelivered, "system", link.ConversationId);
        await world.IsWrittenDownAsync($"accounts/{deskId}", AuditEvents.AuditRead, deskId, null);
    }

    [Fact]
    public async Task It_has_the_names_of_the_accounts_and_mailboxes_in_it_and_of_no_others()
    {
        var desk = await world.LogInAsync();
        var other = await AnAccount.WithSmsAsync(world);
        var mailboxId = await desk.MailboxAsync();
        (await desk.PostAsync($"/api/accounts/{other.AccountId}/end-sessions")).Expect(200);
        await world.HintsWorkedAsync();

        var day = world.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Waiting.UntilAsync("the account is named", async () =>
            (await TrailAsync(desk, day))["names"]![other.AccountId]?.GetValue<string>() is { Length: > 0 });
        var page = await TrailAsync(desk, day);
        var text = page["entries"]!.ToJsonString();
        page["names"]!.AsObject().ShouldAllBe(one => text.Contains(one.Key, StringComparison.Ordinal));
        page["names"]!.AsObject().ContainsKey(mailboxId).ShouldBe(text.Contains(mailboxId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_how_far_the_trail_is_signed_and_whether_that_still_holds()
    {
        await using var own = await OwnWorld.StartAsync();
        var desk = await own.LogInAsync();
        await own.HintsWorkedAsync();
        var checkpoints = own.Cloud.Services.GetRequiredService<AuditCheckpoints>();
        var signed = (await checkpoints.SignAsync(Cancel)).Last!;
        var day = own.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var trail = (await TrailAsync(desk, day))["trail"]!;
        trail["signedUpTo"]!.GetValue<long>().ShouldBe(signed.Checkpoint);
        trail["signedAt"]!.GetValue<DateTimeOffset>().ShouldBe(signed.At);
        trail["holds"]!.GetValue<bool>().ShouldBeTrue();

        // Somebody takes away what was signed last.
        await own.Storage().Audit.DeleteEntityAsync(AuditTrail.DayOf(own.Time.GetUtcNow()), $"entry~{signed.Checkpoint:D12}", Azure.ETag.All, Cancel);
        var page = await TrailAsync(desk, day);
        page["trail"]!["holds"]!.GetValue<bool>().ShouldBeFalse();
        page["trail"]!["signedUpTo"]!.GetValue<long>().ShouldBe(signed.Checkpoint);
        var entry = page["entries"]!.AsArray().Single(entry => entry!["seq"]!.GetValue<long>() == signed.Checkpoint)!;
        entry["holds"]!.GetValue<bool>().ShouldBeFalse();
        entry["event"].ShouldBeNull();
    }

    [Fact]
    public async Task A_day_without_entries_is_empty_and_a_wrong_question_is_refused()
    {
        var desk = await world.LogInAsync();
        (await ReadAsync(desk, "2020-01-01", null)).ShouldBeEmpty();
        (await desk.PostAsync("/api/audit/entries", new { day = "2020-01-01", before = 0, id = (string?)null })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/audit/entries", new { day = "2020-01-01", before = (int?)null, id = new string('a', 81) })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/audit/export", new { from = "2026-01-01", to = "2026-02-01" })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/audit/export", new { from = "2026-01-02", to = "2026-01-01" })).Expect(400, "bad-input");
    }

    [Fact]
    public async Task An_export_is_signed_up_to_its_moment_and_holds()
    {
        var desk = await world.LogInAsync();
        await world.HintsWorkedAsync();
        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        var answer = (await desk.PostAsync("/api/audit/export", new { from = today.AddDays(-3), to = today })).Expect(200);

        answer.ContentType.ShouldBe("application/jsonl");
        using var verifier = new Verifier();
        var anchor = await verifier.WithAnchorAsync(world.Cloud.Azurite.ConnectionString);
        var (exitCode, words) = await verifier.VerifyAsync(Verifier.PublicKeyOf(world), answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), anchor);
        exitCode.ShouldBe(0, words);
        words.ShouldContain("last checkpoint at entry");
        words.ShouldNotContain("not signed");
        answer.Text.ShouldNotContain("@");
        var deskId = await desk.AccountIdAsync();
        await world.IsWrittenDownAsync($"accounts/{deskId}", AuditEvents.AuditExported, deskId, null);
    }

    [Fact]
    public async Task An_export_wants_a_recent_log_in()
    {
        var desk = await world.LogInAsync();
        world.Time.Advance(TimeSpan.FromMinutes(6));
        (await desk.PostAsync("/api/audit/export", new { from = "2026-01-01", to = "2026-01-02" })).Expect(403, "log-in-again");
    }

    private static async Task<JsonNode> TrailAsync(ApiClient desk, string day) =>
        (await desk.PostAsync("/api/audit/entries", new { day, before = (long?)null, id = (string?)null })).Expect(200).Json;

    private static string Event(JsonNode entry) => entry["event"]!.GetValue<string>();

    private static async Task<IReadOnlyList<JsonNode>> ReadAsync(ApiClient desk, string day, string? id)
    {
        var entries = new List<JsonNode>();
        long? before = null;
        do
        {
            var page = (await desk.PostAsync("/api/audit/entries", new { day, before, id })).Expect(200);
            entries.AddRange(page["entries"]!.AsArray().Select(entry => entry!));
            before = page["next"]?.GetValue<long>();
        }
        while (before is not null);

        return entries;
    }
}
