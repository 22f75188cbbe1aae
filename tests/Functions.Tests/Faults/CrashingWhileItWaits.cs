using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Faults;

/// <summary>
/// Storage or the functions end between any two steps of sending what waits, of taking it back and of letting it go. Afterwards
/// it went exactly once, or it is a draft.
/// </summary>
public sealed class CrashingWhileItWaits(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private sealed record Case(string Mailbox, Draft Message, string DraftId, string Recipient, StorageFault Fault, int At, bool Again)
    {
        public HttpStatusCode? First { get; set; }

        public string[] Ids => [Message.ConversationId, DraftId, Message.MessageId];

        public string Send => $"/api/participants/{Message.Author}/messages";

        public string Undo => $"{Send}/{Message.MessageId}/waiting";

        public string Body { get; init; } = JsonSerializer.Serialize(Message.ToBody());

        public override string ToString() => $"{Fault} at {At}{(Again ? ", then again" : "")}: {First?.ToString() ?? "cut"}";
    }

    /// <summary>
    /// What sending a conversation's first message asked of storage before it could be taken back, the session not counted:
    /// reading, where its key stands, the pointer, the transaction, the hint.
    /// </summary>
    private const int RequestsOfSending = 5;

    private static readonly bool[] YesAndNo = [true, false];
    private static readonly StorageFault[] Faults = [StorageFault.Refused, StorageFault.AnswerLost, StorageFault.CutBefore, StorageFault.CutAfter];

    private OwnWorld World => faulty.World;

    private static ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken };

    [Fact]
    public async Task Wherever_sending_is_cut_it_goes_once_or_stays_a_draft_and_costs_one_request_more_at_most()
    {
        var (staff, mailbox) = await StaffAsync("0");
        var atOnce = await CountAsync(staff, mailbox, @case => @case.Send);
        (staff, mailbox) = await StaffAsync("60");
        var waits = await CountAsync(staff, mailbox, @case => @case.Send);
        // Until the hint, after which the worker goes on: with it as many as before a message could be taken back.
        (atOnce.TakeWhile(request => !IsHint(request)).Count() + 1).ShouldBeLessThanOrEqualTo(RequestsOfSending, string.Join('\n', atOnce));
        waits.Count.ShouldBeLessThanOrEqualTo(RequestsOfSending + 1, string.Join('\n', waits));
        var cases = await CasesAsync(staff, mailbox, waits.Count);

        await Parallel.ForEachAsync(cases, Parallelism, async (@case, _) => await RunAsync(staff, @case, HttpMethod.Post, @case.Send, @case.Body));
        await faulty.RestartAsync();
        foreach (var @case in cases.Where(@case => @case.Again))
        {
            (await staff.PostTextAsync(@case.Send, @case.Body)).Expect(201);
        }

        await DueAsync();
        await CheckAsync(cases, @case => @case.Again || @case.First == HttpStatusCode.Created, _ => true);
    }

    [Fact]
    public async Task Wherever_taking_back_is_cut_it_is_a_draft_or_goes_once()
    {
        var (staff, mailbox) = await StaffAsync("60");
        var counted = await CountAsync(staff, mailbox, @case => @case.Undo);
        // The hint, and then the draft is read and changed; what the worker asks beside that comes or does not.
        var cases = await CasesAsync(staff, mailbox, counted.TakeWhile(request => !IsHint(request)).Count() + 3);
        foreach (var @case in cases)
        {
            (await staff.PostTextAsync(@case.Send, @case.Body)).Expect(201);
        }

        await World.ForgetHintsAsync();
        await Parallel.ForEachAsync(cases, Parallelism, async (@case, _) => await RunAsync(staff, @case, HttpMethod.Delete, @case.Undo, "{}"));
        await faulty.RestartAsync();
        foreach (var @case in cases.Where(@case => @case.Again))
        {
            (await staff.DeleteAsync(@case.Undo)).Expect(204);
        }

        await DueAsync();
        await CheckAsync(cases, _ => false, @case => !@case.Again && @case.First != HttpStatusCode.NoContent);
        foreach (var @case in cases.Where(@case => @case.Again || @case.First == HttpStatusCode.NoContent))
        {
            (await staff.PostTextAsync(@case.Send, @case.Body)).Expect(409, "message-undone");
        }
    }

    [Fact]
    public async Task Wherever_the_worker_fails_it_goes_once()
    {
        var (staff, mailbox) = await StaffAsync("60");
        var whole = await NewCaseAsync(staff, mailbox, StorageFault.None, 0, again: false);
        (await staff.PostTextAsync(whole.Send, whole.Body)).Expect(201);
        await World.ForgetHintsAsync();
        World.Time.Advance(WaitingWorld.Wait);
        using var counting = new FaultPlan(StorageFault.None, 0, whole.Ids);
        faulty.Storage.Add(counting);
        await World.LookAsync(whole.Message.ConversationId);
        faulty.Storage.Remove(counting);
        await World.SweepUntilSettledAsync();
        var plans = new List<(Case Case, FaultPlan Plan)>();
        for (var at = 1; at <= counting.Seen.Count; at++)
        {
            foreach (var fault in (StorageFault[])[StorageFault.Refused, StorageFault.AnswerLost])
            {
                var next = await NewCaseAsync(staff, mailbox, fault, at, again: false);
                (await staff.PostTextAsync(next.Send, next.Body)).Expect(201);
                plans.Add((next, new FaultPlan(fault, at, next.Ids)));
            }
        }

        await World.ForgetHintsAsync();
        plans.ForEach(plan => faulty.Storage.Add(plan.Plan));
        await DueAsync();

        foreach (var (@case, plan) in plans)
        {
            plan.HasStruck.ShouldBeTrue(@case.ToString());
            faulty.Storage.Remove(plan);
            plan.Dispose();
        }

        await CheckAsync([.. plans.Select(plan => plan.Case)], _ => true, _ => true);
    }

    private static bool IsHint(string request) => request.EndsWith("/messages", StringComparison.Ordinal);

    private async Task<(ApiClient Staff, string Mailbox)> StaffAsync(string undoSeconds)
    {
        World.Settings["Zegel:UndoSeconds"] = undoSeconds;
        await faulty.RestartAsync();
        var staff = await World.LogInAsync();
        return (staff, await staff.MailboxAsync());
    }

    /// <summary>The storage requests of one act that goes well.</summary>
    private async Task<IReadOnlyList<string>> CountAsync(ApiClient staff, string mailbox, Func<Case, string> pathOf)
    {
        var whole = await NewCaseAsync(staff, mailbox, StorageFault.None, 0, again: false);
        var path = pathOf(whole);
        if (path == whole.Undo)
        {
            (await staff.PostTextAsync(whole.Send, whole.Body)).Expect(201);
        }

        using var plan = new FaultPlan(StorageFault.None, 0, whole.Ids);
        whole.First = await faulty.AskAsync(path == whole.Undo ? HttpMethod.Delete : HttpMethod.Post, staff, path, path == whole.Undo ? "{}" : whole.Body, plan);
        whole.First.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.NoContent);
        await World.ForgetHintsAsync();
        return plan.Seen;
    }

    private static async Task<IReadOnlyList<Case>> CasesAsync(ApiClient staff, string mailbox, int steps)
    {
        var cases = new List<Case>();
        foreach (var (at, fault, again) in from at in Enumerable.Range(1, steps) from fault in Faults from again in YesAndNo select (at, fault, again))
        {
            cases.Add(await NewCaseAsync(staff, mailbox, fault, at, again));
        }

        return cases;
    }

    private static async Task<Case> NewCaseAsync(ApiClient staff, string mailbox, StorageFault fault, int at, bool again)
    {
        var recipient = TestWorld.NewEmail();
        var message = await staff.KeptAsync(mailbox, await staff.BeginAsync(WritingToSomebody.Recipient(recipient, "Anna", "none", null)));
        var draftId = JsonSerializer.SerializeToNode(message.Kept)!["draftId"]!.GetValue<string>();
        return new Case(mailbox, message, draftId, recipient, fault, at, again);
    }

    private async Task RunAsync(ApiClient staff, Case @case, HttpMethod method, string path, string body)
    {
        using var plan = new FaultPlan(@case.Fault, @case.At, @case.Ids);
        @case.First = await faulty.AskAsync(method, staff, path, body, plan);
        plan.HasStruck.ShouldBeTrue(@case.ToString());
        // Storage that failed once was asked again; who was cut off heard nothing.
        @case.First.ShouldBeOneOf(
            [null, HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.ServiceUnavailable], @case.ToString());
    }

    /// <summary>What waits is due, and goes with the sweeps; no hint of it was left.</summary>
    private async Task DueAsync()
    {
        await World.ForgetHintsAsync();
        World.Time.Advance(WaitingWorld.Wait);
        await World.SweepUntilSettledAsync();
    }

    /// <summary>Each went once, or is a draft; nothing else is left of it.</summary>
    private async Task CheckAsync(IReadOnlyList<Case> cases, Func<Case, bool> mustBeThere, Func<Case, bool> mayBeThere)
    {
        var staff = await World.LogInAsync();
        var drafts = (await staff.DraftsAsync(cases[0].Mailbox)).ToDictionary(draft => draft["draftId"]!.GetValue<string>());
        foreach (var @case in cases)
        {
            var rows = (await World.RowsAsync("conversations", @case.Message.ConversationId)).Select(row => row.RowKey.Split('~')[0]).ToList();
            var messages = rows.Count(row => row == "message");
            messages.ShouldBeInRange(mustBeThere(@case) ? 1 : 0, mayBeThere(@case) ? 1 : 0, @case.ToString());
            rows.Count(row => row is "outbox" or "sheet").ShouldBe(0, @case.ToString());
            rows.Count(row => row == "participant").ShouldBe(1 + messages, @case.ToString());
            World.Inbox.To(@case.Recipient).Count.ShouldBe(messages, @case.ToString());
            drafts.ContainsKey(@case.DraftId).ShouldBe(messages == 0, @case.ToString());
            if (messages == 0)
            {
                drafts[@case.DraftId]["goesAt"].ShouldBeNull(@case.ToString());
            }
        }
    }
}
