using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Faults;

/// <summary>
/// Storage or the functions end between any two steps of sending. Afterwards the message is absent or complete, and the
/// same request again makes one message and one notice for each recipient.
/// </summary>
public sealed class CrashingWhileSending(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private sealed record Case(string Path, string Body, string ConversationId, string[] Recipients, StorageFault Fault, int At, bool Again)
    {
        public HttpStatusCode? First { get; set; }

        public override string ToString() => $"{Fault} at {At}{(Again ? ", then again" : "")}: {First?.ToString() ?? "cut"}";
    }

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_it_is_cut_there_is_one_whole_message_or_none()
    {
        var staff = await World.LogInAsync();
        var mailbox = await MailboxAsync(staff);
        var whole = await NewCaseAsync(staff, mailbox, StorageFault.None, 0, again: false);
        var counted = await RunAsync(staff, whole);
        whole.First.ShouldBe(HttpStatusCode.Created);
        var cases = new List<Case>();
        foreach (var (fault, at) in FaultyWorld.EveryStep(counted))
        {
            cases.Add(await NewCaseAsync(staff, mailbox, fault, at, again: false));
            cases.Add(await NewCaseAsync(staff, mailbox, fault, at, again: true));
        }

        await Parallel.ForEachAsync(cases, Parallelism, async (@case, _) => await RunAsync(staff, @case));
        await faulty.RestartAsync();
        await Parallel.ForEachAsync(cases.Where(@case => @case.Again), Parallelism,
            async (@case, _) => (await staff.PostTextAsync(@case.Path, @case.Body)).Expect(201));
        await World.SweepUntilSettledAsync();

        var listed = await ListedAsync(await World.LogInAsync(), mailbox);
        foreach (var @case in cases)
        {
            // Storage that failed once was asked again; who was cut off heard nothing.
            @case.First.ShouldBeOneOf([null, HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable], @case.ToString());
            await CheckAsync(@case, listed, mustBeThere: @case.Again || @case.First == HttpStatusCode.Created);
        }

        cases.Where(@case => @case.Fault is StorageFault.CutBefore or StorageFault.CutAfter).ShouldAllBe(@case => @case.First == null);
    }

    [Fact]
    public async Task While_storage_is_away_the_answer_says_so_and_later_the_same_request_is_sent_once()
    {
        var staff = await World.LogInAsync();
        var mailbox = await MailboxAsync(staff);
        var cases = new List<Case>();
        for (var at = 1; at <= 4; at++)
        {
            cases.Add(await NewCaseAsync(staff, mailbox, StorageFault.Away, at, again: true));
        }

        await Parallel.ForEachAsync(cases, Parallelism, async (@case, _) => await RunAsync(staff, @case));
        cases.ShouldAllBe(@case => @case.First == HttpStatusCode.ServiceUnavailable);
        foreach (var @case in cases)
        {
            (await staff.PostTextAsync(@case.Path, @case.Body)).Expect(201);
        }

        await World.SweepUntilSettledAsync();
        var listed = await ListedAsync(await World.LogInAsync(), mailbox);
        foreach (var @case in cases)
        {
            await CheckAsync(@case, listed, mustBeThere: true);
        }
    }

    [Fact]
    public async Task Wherever_the_delivery_fails_everyone_is_told_once()
    {
        var staff = await World.LogInAsync();
        var mailbox = await MailboxAsync(staff);
        var whole = await NewCaseAsync(staff, mailbox, StorageFault.None, 0, again: false);
        using var counting = new FaultPlan(StorageFault.None, 0, whole.ConversationId);
        faulty.Storage.Add(counting);
        (await staff.PostTextAsync(whole.Path, whole.Body)).Expect(201);
        await World.HintsWorkedAsync();
        faulty.Storage.Remove(counting);
        var sending = FaultyWorld.EveryStep(counting.Seen).Max(step => step.At);
        var cases = new List<(Case Case, FaultPlan Plan)>();
        for (var at = sending + 1; at <= counting.Seen.Count; at++)
        {
            foreach (var fault in (StorageFault[])[StorageFault.Refused, StorageFault.AnswerLost])
            {
                var next = await NewCaseAsync(staff, mailbox, fault, at, again: false);
                cases.Add((next, new FaultPlan(fault, at, next.ConversationId)));
            }
        }

        foreach (var (@case, plan) in cases)
        {
            faulty.Storage.Add(plan);
            (await staff.PostTextAsync(@case.Path, @case.Body)).Expect(201);
        }

        await World.HintsWorkedAsync();
        await World.SweepUntilSettledAsync();
        var listed = await ListedAsync(await World.LogInAsync(), mailbox);
        foreach (var (@case, plan) in cases)
        {
            plan.HasStruck.ShouldBeTrue();
            faulty.Storage.Remove(plan);
            plan.Dispose();
            await CheckAsync(@case, listed, mustBeThere: true);
        }
    }

    private static ParallelOptions Parallelism => new()
    {
        MaxDegreeOfParallelism = 4,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    /// <summary>A conversation that was begun, and the request that sends its first message.</summary>
    private static async Task<Case> NewCaseAsync(ApiClient staff, string mailbox, StorageFault fault, int at, bool again)
    {
        var conversationId = Seals.NewId();
        var begun = (await staff.PostAsync($"/api/mailboxes/{mailbox}/conversations", new { conversationId })).Expect(201);
        var author = begun["participantId"]!.GetValue<string>();
        string[] recipients = [TestWorld.NewEmail(), TestWorld.NewEmail("bert")];
        var draft = await staff.FirstDraftAsync(author) with
        {
            Recipients =
            [
                new { email = recipients[0], name = "Anna", method = "none", phone = (string?)null, language = "nl" },
                new { email = recipients[1], name = "Bert", method = "sms", phone = TestWorld.NewPhone(), language = "en" },
            ],
        };
        return new Case($"/api/participants/{author}/messages", JsonSerializer.Serialize(draft.ToBody()), conversationId, recipients, fault, at, again);
    }

    private async Task<IReadOnlyList<string>> RunAsync(ApiClient staff, Case @case)
    {
        using var plan = new FaultPlan(@case.Fault, @case.At, @case.ConversationId);
        @case.First = await faulty.PostAsync(staff, @case.Path, @case.Body, plan);
        (plan.HasStruck || @case.Fault is StorageFault.None).ShouldBeTrue(@case.ToString());
        return plan.Seen;
    }

    private async Task CheckAsync(Case @case, IReadOnlyList<string> listed, bool mustBeThere)
    {
        var rows = (await World.RowsAsync("conversations", @case.ConversationId)).Select(row => row.RowKey.Split('~')[0]).ToList();
        var messages = rows.Count(row => row == "message");
        messages.ShouldBeInRange(mustBeThere ? 1 : 0, 1, @case.ToString());
        rows.Count(row => row == "sent").ShouldBe(messages, @case.ToString());
        rows.Count(row => row == "outbox").ShouldBe(0, @case.ToString());
        rows.Count(row => row == "participant").ShouldBe(1 + (messages * 2), @case.ToString());
        listed.Count(conversation => conversation == @case.ConversationId).ShouldBe(messages, @case.ToString());
        foreach (var recipient in @case.Recipients)
        {
            World.Inbox.To(recipient).Count.ShouldBe(messages, @case.ToString());
        }
    }

    private static async Task<string> MailboxAsync(ApiClient staff) =>
        (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

    /// <summary>The conversations in the mailbox's list, all pages.</summary>
    private static async Task<IReadOnlyList<string>> ListedAsync(ApiClient staff, string mailbox)
    {
        var listed = new List<string>();
        string? next = "";
        while (next is not null)
        {
            var page = (await staff.GetAsync($"/api/mailboxes/{mailbox}/conversations?cursor={next}")).Expect(200);
            listed.AddRange(page["conversations"]!.AsArray().Select(row => row!["conversationId"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        return listed;
    }
}
