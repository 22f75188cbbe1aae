using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>Storage or the functions end between any two steps of asking, saving, sending and reminding.</summary>
public sealed class CrashingInTasks(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    /// <summary>More than a reminder has steps, twice.</summary>
    private const int Most = 17;

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_it_is_cut_all_of_it_is_there_or_nothing_and_the_same_again_ends_it()
    {
        var (dossier, client, part) = await MakeAsync();
        var files = new Queue<string>(await ADossier.UploadAsync(client.Browser, part, part.Client, 45));

        // Each is done whole and then cut at every step; each time with another task.
        var asked = await CutAsync(dossier.Staff, part, isLost: false, () =>
        {
            var task = new ATask(dossier, part, Seals.NewId());
            return Task.FromResult((ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, task.TaskId, ATask.DayOf(World, 30))));
        });
        var saved = await CutAsync(client.Browser, part, isLost: true, async () =>
        {
            var task = await ATask.AskAsync(dossier, part);
            return (task.Path(part.Client, "answers"), task.Answers("page-1", 0, files: [files.Dequeue()]));
        });
        var sent = await CutAsync(client.Browser, part, isLost: false, async () =>
        {
            var task = await ATask.AskAsync(dossier, part);
            (await task.SaveAsync(client.Browser, part.Client, "page-1", 0)).Expect(200);
            return (task.Path(part.Client, "send"), task.Sent([files.Dequeue()], ("page-1", 1, "Zo gaat het weg"), ("page-2", 0, "Tot slot")));
        });

        await faulty.RestartAsync();
        await World.SweepUntilSettledAsync(minutes: 60);
        var before = await NumbersAsync(client, part);
        before.ToDo.ShouldBeInRange(saved.Count + 1, asked.Count + saved.Count + sent.Count - 2, "some were cut before it was stored, and some after");
        before.Done.ShouldBeInRange(2, sent.Count - 1);
        foreach (var (browser, path, body) in asked.Concat(saved).Concat(sent))
        {
            ((int)(await browser.PostTextAsync(path, body)).Status).ShouldBeOneOf(200, 201);
        }

        (await NumbersAsync(client, part)).ShouldBe((asked.Count + saved.Count, 0, sent.Count));
        (await RowsAsync(part, "tab"), await RowsAsync(part, "sent")).ShouldBe((sent.Count, sent.Count));
        (await RowsAsync(part, "stored"), await RowsAsync(part, "sheet~answers")).ShouldBe((saved.Count + sent.Count, saved.Count + (2 * sent.Count)));
        var opened = await ADossier.OpenAsync(dossier.Staff, part.Office, "delivered");
        (opened["numbers"]!["delivered"]!.GetValue<int>(), opened["unread"]!["delivered"]!.GetValue<int>()).ShouldBe((sent.Count, sent.Count));
    }

    [Fact]
    public async Task Whatever_the_office_opens_while_a_client_writes_and_sends_it_is_given_what_was_sent_alone()
    {
        var (dossier, client, part) = await MakeAsync();
        var (task, again) = (await ATask.AskAsync(dossier, part, "document"), await ATask.AskAsync(dossier, part));
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 0, "Nog niet")).Expect(200);

        // Sent just before its opening is written down.
        var opened = await OpenAsync(task, task.TaskId, plan => plan.BeforeTransaction = ("conversations", () => MeanwhileAsync(plan, () => SendAsync(task, 1))));
        WordsIn(task, opened).ShouldBeOneOf("open", "sent Verzonden");
        WordsIn(task, await task.OpenAsync(dossier.Staff, part.Office)).ShouldBe("sent Verzonden");

        // Returned and written anew just before the answers are read that were sent.
        opened = await OpenAsync(task, $"answers~{task.TaskId}", plan => plan.BeforeRequest = (2, () => MeanwhileAsync(plan, async () =>
        {
            (await dossier.Staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(false))).Expect(200);
            (await task.SaveAsync(client.Browser, part.Client, "page-1", 2, "Nog niet")).Expect(200);
        })));
        WordsIn(task, opened).ShouldBe("returned");

        // And sent while it is opened again and again.
        (await again.SaveAsync(client.Browser, part.Client, "page-1", 0, "Nog niet")).Expect(200);
        var sending = SendAsync(again, 1);
        var seen = "";
        while (seen != "done Verzonden")
        {
            seen = WordsIn(again, await again.OpenAsync(dossier.Staff, part.Office));
            seen.ShouldBeOneOf("open", "done Verzonden");
        }

        await sending;

        async Task<ApiAnswer> OpenAsync(ATask one, string named, Action<FaultPlan> prepare)
        {
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(StorageFault.None, 0, named);
            prepare(plan);
            faulty.Storage.Add(plan);
            var answer = await one.OpenAsync(dossier.Staff, part.Office);
            faulty.Storage.Remove(plan);
            (plan.BeforeRequest is null && plan.BeforeTransaction is null).ShouldBeTrue(string.Join('\n', plan.Seen));
            return answer;
        }

        Task MeanwhileAsync(FaultPlan plan, Func<Task> act)
        {
            faulty.Storage.Remove(plan);
            return act();
        }

        async Task SendAsync(ATask one, int revision) => (await client.Browser.PostAsync(
            one.Path(part.Client, "send"),
            one.Sent(await ADossier.UploadAsync(client.Browser, part, part.Client), ("page-1", revision, "Verzonden")))).Expect(201);

        static string WordsIn(ATask one, ApiAnswer answer) => string.Join(
            ' ', [answer.Expect(200)["task"]!["state"]!.GetValue<string>(), .. answer["pages"]!.AsArray().Select(page => one.Opened(page!["note"]!))]);
    }

    [Fact]
    public async Task Wherever_a_reminder_is_cut_it_is_given_once()
    {
        // Noon: the morning of a day has passed when the clock comes to it.
        World.AdvanceToNext(TimeSpan.FromDays(1));
        World.Time.Advance(TimeSpan.FromHours(12));
        var (dossier, _, _) = await MakeAsync();
        var waiting = new Queue<(Somebody Client, ATask Task)>();
        foreach (var day in Enumerable.Range(0, Most))
        {
            var client = await AClient.MakeAsync(World, dossier.MailboxId, "Karin Klant");
            waiting.Enqueue((client, await ATask.AskAsync(dossier, await dossier.AddAsync(client), days: 9 + day)));
        }

        var (made, struck) = (waiting.ToList(), 0);
        var steps = await RemindAsync(StorageFault.None, 0);
        steps.ShouldBeInRange(5, (Most - 1) / 2);
        foreach (var at in Enumerable.Range(1, steps))
        {
            foreach (var fault in (StorageFault[])[StorageFault.CutBefore, StorageFault.CutAfter])
            {
                await RemindAsync(fault, at);
            }
        }

        struck.ShouldBeInRange((2 * steps) - 2, 2 * steps);
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.SweepUntilSettledAsync(minutes: 60);
        var rounds = made.Count - waiting.Count;
        foreach (var (place, (client, task)) in made.Take(rounds).Index())
        {
            // Of the first ones the last day but one has come too, six days after.
            var times = place + 6 < rounds ? 2 : 1;
            World.Mails(client.Email, "er wacht nog iets op u").Count.ShouldBe(times);
            await World.IsWrittenDownAsync(task.Part.Place, DossierEvents.TaskReminded, "system", task.TaskId, times);
        }

        // On the morning of the next one: this run is cut, and the next one's does what is left.
        async Task<int> RemindAsync(StorageFault fault, int at)
        {
            var (_, task) = waiting.Dequeue();
            World.Time.Advance(TimeSpan.FromDays(waiting.Count == Most - 1 ? 2 : 1));
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(fault, at, task.Part.PartId);
            faulty.Storage.Add(plan);
            try
            {
                await World.PurgeAsync(plan.Cut);
            }
            catch (OperationCanceledException) when (plan.Cut.IsCancellationRequested)
            {
                // As planned.
            }
            finally
            {
                faulty.Storage.Remove(plan);
            }

            struck += plan.HasStruck ? 1 : 0;
            return plan.Seen.TakeWhile(request => !request.EndsWith("/messages", StringComparison.Ordinal)).Count() + 1;
        }
    }

    /// <summary>Does something whole, and then as often as it has steps and faults.</summary>
    /// <returns>What was asked, to be asked again.</returns>
    private async Task<IReadOnlyList<(ApiClient Browser, string Path, string Body)>> CutAsync(
        ApiClient browser, APart part, bool isLost, Func<Task<(string Path, object Body)>> makeAsync)
    {
        var made = new List<(ApiClient Browser, string Path, string Body)>();
        var counted = await PostAsync(StorageFault.None, 0);
        foreach (var (fault, at) in FaultyWorld.EveryStep(counted).Where(step =>
            step.Fault is StorageFault.CutBefore or StorageFault.CutAfter || (isLost && step.Fault == StorageFault.AnswerLost)))
        {
            await PostAsync(fault, at);
        }

        return made;

        async Task<IReadOnlyList<string>> PostAsync(StorageFault fault, int at)
        {
            var (path, body) = await makeAsync();
            made.Add((browser, path, JsonSerializer.Serialize(body)));
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(fault, at, part.PartId);
            (await faulty.PostAsync(browser, path, made[^1].Body, plan)).ShouldBeOneOf(null, HttpStatusCode.OK, HttpStatusCode.Created);
            return plan.Seen;
        }
    }

    private static async Task<(int ToDo, int ToJudge, int Done)> NumbersAsync(Somebody client, APart part) =>
        ATask.NumbersOf(await ADossier.OpenAsync(client.Browser, part.Client));

    private async Task<int> RowsAsync(APart part, string prefix) =>
        (await World.RowsAsync("conversations", part.PartId)).Count(row => row.RowKey.StartsWith(prefix + "~", StringComparison.Ordinal));

    private async Task<(ADossier Dossier, Somebody Client, APart Part)> MakeAsync()
    {
        var dossier = await ADossier.MakeAsync(World, await World.LogInAsync());
        var client = await AClient.MakeAsync(World, dossier.MailboxId, "Karin Klant");
        return (dossier, client, await dossier.AddAsync(client));
    }
}
