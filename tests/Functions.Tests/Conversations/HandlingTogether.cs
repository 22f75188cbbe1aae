using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>The people of a mailbox take, assign, snooze, follow and label conversations, and filter its list by that (X7).</summary>
public sealed class HandlingTogether(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var (mailbox, me) = (await written.Staff.MailboxAsync(), await written.Staff.AccountIdAsync());
        var (other, otherId, email) = await World.BesideAsync(mailbox);
        (await other.GetAsync($"/api/mailboxes/{mailbox}/colleagues")).Expect(200)["colleagues"]!.AsArray()
            .Select(one => one!["accountId"]!.GetValue<string>()).ShouldContain(otherId);

        var answers = await Task.WhenAll(AssignAsync(written, me, null), AssignAsync(written, otherId, null, other));
        var refused = answers.Single(answer => (int)answer.Status != 200).Expect(409, "assigned-meanwhile");
        var holder = answers.Single(answer => (int)answer.Status == 200)["assigned"]!.GetValue<string>();
        refused["assigned"]!["accountId"]!.GetValue<string>().ShouldBe(holder);

        // Who gets it from somebody else is told, once, without what is in it; doing the same again changes nothing.
        (await AssignAsync(written, null, holder)).Expect(200);
        (await AssignAsync(written, otherId, null)).Expect(200);
        (await AssignAsync(written, otherId, null)).Expect(200);
        await World.HintsWorkedAsync();
        World.MailsTo(email, written.Draft.Text, "Piet").Count(mail => mail.Subject!.Contains("conversatie voor u", StringComparison.Ordinal)).ShouldBe(1);
        (await RowAsync(written, "filter=nobody")).ShouldBeNull();
        (await RowAsync(written, "filter=mine", other))!["assigned"]!.GetValue<string>().ShouldBe(otherId);

        // Who loses the mailbox has nothing in it any more.
        await World.LeavesAsync(otherId, mailbox);
        (await RowAsync(written, "filter=nobody")).ShouldNotBeNull();
        (await AssignAsync(written, otherId, null)).Expect(200);
        (await AssignAsync(written, me, null)).Expect(200);
        (await AssignAsync(written, otherId, me)).Expect(409, "not-a-colleague");
        (await RowAsync(written, "filter=mine"))!["assigned"]!.GetValue<string>().ShouldBe(me);
        await World.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", ConversationEvents.ConversationAssigned, me, written.Link.ConversationId);
    }

    [Fact]
    public async Task Snoozed_it_is_out_of_the_inbox_until_then_or_until_something_comes_in()
    {
        var (waits, answered) = (await World.WriteToSomebodyAsync("none"), await World.WriteToSomebodyAsync("none"));
        var until = World.Now().AddHours(30);
        foreach (var written in new[] { waits, answered })
        {
            (await SnoozeAsync(written, until)).Expect(200)["filing"]!.GetValue<string>().ShouldBe("snoozed");
            (await RowAsync(written)).ShouldBeNull();
            (await RowAsync(written, "view=snoozed"))!["snoozedUntil"].ShouldNotBeNull();
        }

        (await SnoozeAsync(waits, World.Now())).Expect(400, "bad-input");
        (await SnoozeAsync(waits, World.Now().AddDays(400))).Expect(400, "bad-input");
        (await waits.Staff.PostAsync($"/api/participants/{waits.Mailbox}/filing", new { filing = "snoozed" })).Expect(400, "bad-input");

        var person = await World.UnlockAsync(answered.Link);
        (await person.SendAsync(answered.Draft.Next(answered.Link.ParticipantId))).Expect(201);
        var back = (await RowAsync(answered))!;
        (back["snoozedUntil"], back["wokeAt"]).ShouldBe((null, null));
        (await SnoozeAsync(answered, until, Seals.NewId())).Expect(409, "came-in-meanwhile");

        // Nobody calls: what was noted before wakes it, within ten minutes of the whole hour.
        World.AdvanceTo(new DateTimeOffset(until.Date, TimeSpan.Zero).AddHours(until.Hour + 1));
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        var staff = await World.LogInAsync();
        var woken = (await RowAsync(waits, "", staff))!;
        woken["wokeAt"]!.GetValue<DateTimeOffset>().ShouldBe(woken["at"]!.GetValue<DateTimeOffset>());
        (await RowAsync(waits, "view=snoozed", staff)).ShouldBeNull();
        var place = $"conversations/{waits.Link.ConversationId}";
        await World.IsWrittenDownAsync(place, ConversationEvents.ConversationSnoozed, await staff.AccountIdAsync(), waits.Link.ConversationId, times: 1);
        await World.IsWrittenDownAsync(place, ConversationEvents.ConversationWoken, "system", waits.Link.ConversationId, times: 1);
    }

    [Fact]
    public async Task Labels_are_the_mailboxes_and_what_was_removed_is_on_nothing()
    {
        var written = await World.WriteToSomebodyAsync("none");
        var mailbox = await written.Staff.MailboxAsync();
        var key = await written.Staff.MailboxKeyAsync(mailbox);
        var (one, two) = (Seals.NewId(), Seals.NewId());
        Task<ApiAnswer> KeepAsync(string id, int revision, string name) => written.Staff.PostAsync(
            $"/api/mailboxes/{mailbox}/labels/{id}", new { revision, note = WritingInside.LabelNote(key, mailbox, id, name) });
        (await KeepAsync(one, 0, "Spoed")).Expect(200);
        (await KeepAsync(one, 1, "Heel spoed")).Expect(200)["revision"]!.GetValue<int>().ShouldBe(2);
        (await KeepAsync(one, 1, "Anders")).Expect(409, "label-changed")["label"]!["revision"]!.GetValue<int>().ShouldBe(2);
        (await KeepAsync(two, 0, "Wacht")).Expect(200);

        var path = $"/api/participants/{written.Mailbox}/labels";
        (await written.Staff.PostAsync(path, new { add = new[] { one, Seals.NewId() }, remove = Array.Empty<string>() })).Expect(200);
        (await written.Staff.PostAsync(path, new { add = new[] { two }, remove = Array.Empty<string>() })).Expect(200)["labels"]!.AsArray().Count.ShouldBe(2);
        (await RowAsync(written, $"label={one}"))!["labels"]!.AsArray().Count.ShouldBe(2);
        (await written.Staff.PostAsync(path, new { add = Array.Empty<string>(), remove = new[] { one } })).Expect(200);
        (await RowAsync(written, $"label={one}")).ShouldBeNull();
        (await RowAsync(written, $"label={two}")).ShouldNotBeNull();

        (await written.Staff.DeleteAsync($"/api/mailboxes/{mailbox}/labels/{two}")).Expect(204);
        (await written.Staff.PostAsync(path, new { add = new[] { one }, remove = Array.Empty<string>() })).Expect(200)["labels"]!.AsArray()
            .Select(label => label!.GetValue<string>()).ShouldBe([one]);
        var me = await written.Staff.AccountIdAsync();
        await World.IsWrittenDownAsync($"conversations/{written.Link.ConversationId}", ConversationEvents.ConversationLabelled, me, written.Link.ConversationId, times: 4);
        await World.IsWrittenDownAsync($"mailboxes/labels~{mailbox}", MailboxEvents.LabelKept, me, $"{mailbox} {one}", times: 2);
        await World.IsWrittenDownAsync($"mailboxes/labels~{mailbox}", MailboxEvents.LabelRemoved, me, $"{mailbox} {two}", times: 1);

        for (var i = 1; i < SecurityNumbers.LabelsOfMailbox; i++)
        {
            (await KeepAsync(Seals.NewId(), 0, "x")).Expect(200);
        }

        (await KeepAsync(Seals.NewId(), 0, "x")).Expect(409, "too-many-labels");
    }

    [Fact]
    public async Task The_list_gives_what_fits_all_filters_on_full_pages_also_of_rows_that_were_made_before()
    {
        await using var own = await OwnWorld.StartAsync();
        var staff = await own.LogInAsync();
        var (mailbox, me) = (await staff.MailboxAsync(), await staff.AccountIdAsync());
        var withFile = await own.WriteWithFileAsync();
        var other = await own.WriteToSomebodyAsync("none", staff: staff);
        var person = await own.UnlockAsync(withFile.Link);
        (await person.SendAsync(withFile.Draft.Next(withFile.Link.ParticipantId) with { Files = new Dictionary<string, EncryptedFile>() })).Expect(201);
        (await staff.PostAsync($"/api/participants/{other.Mailbox}/followed", new { follows = true })).Expect(200);
        (await staff.RevokeAsync(other.Draft)).Expect(200);
        await own.HintsWorkedAsync();

        // As a version before filters wrote them.
        var table = own.Storage().Mailboxes;
        foreach (var row in (await own.RowsAsync("mailboxes", mailbox)).Where(row => row.RowKey.StartsWith("list~", StringComparison.Ordinal)))
        {
            foreach (var column in row.Keys.Where(name => name is "Unread" or "Assigned" or "Awaits" or "HasFiles" or "Revoked" || name[0] is 'F' or 'L').ToList())
            {
                row.Remove(column);
            }

            await table.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        }

        (await staff.PostAsync($"/api/mailboxes/{mailbox}/open")).Expect(200);
        async Task<IReadOnlyList<string>> IdsAsync(string filter) =>
            [.. (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations?{filter}")).Expect(200)["conversations"]!.AsArray()
                .Select(row => row!["conversationId"]!.GetValue<string>())];
        var (first, second) = (withFile.Link.ConversationId, other.Link.ConversationId);
        (await IdsAsync("filter=unread")).ShouldBe([first]);
        (await IdsAsync("filter=awaits,files")).ShouldBe([first]);
        (await IdsAsync("filter=files,revoked")).ShouldBeEmpty();
        (await IdsAsync("filter=revoked")).ShouldBe([second]);
        (await IdsAsync("filter=following")).ShouldBe([second]);
        (await IdsAsync("filter=&label=")).Count.ShouldBe(2);
        (await IdsAsync("filter=nobody")).Count.ShouldBe(2);
        foreach (var wrong in new[] { "filter=everything", "filter=mine,mine", "label=x", "filter=unread&filter=mine", "filter=' or true" })
        {
            (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations?{wrong}")).Expect(400, "bad-input");
        }
    }

    private static Task<ApiAnswer> AssignAsync(Written written, string? accountId, string? before, ApiClient? browser = null) =>
        (browser ?? written.Staff).PostAsync($"/api/participants/{written.Mailbox}/assigned", new { accountId, before });

    private static Task<ApiAnswer> SnoozeAsync(Written written, DateTimeOffset until, string? messageId = null) =>
        written.Staff.PostAsync($"/api/participants/{written.Mailbox}/snoozed", new { until, messageId });

    private async Task<JsonNode?> RowAsync(Written written, string query = "", ApiClient? browser = null)
    {
        await World.HintsWorkedAsync();
        var staff = browser ?? written.Staff;
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations?{query}")).Expect(200)["conversations"]!.AsArray()
            .SingleOrDefault(row => row!["conversationId"]!.GetValue<string>() == written.Link.ConversationId);
    }
}
