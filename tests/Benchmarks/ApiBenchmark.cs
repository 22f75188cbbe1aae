using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>
/// What the calls of the main job cost in round trips and in time, at one caller and at sixteen; starting with one
/// starter also at sixty-four, and with a storage that takes its time.
/// </summary>
internal static class ApiBenchmark
{
    private const int Repetitions = 48;
    private const int LogIns = 8;

    /// <summary>So many files a message has that is revoked with files.</summary>
    private const int RevokedFiles = 3;

    private const int Crowd = 64;

    /// <summary>How much more of storage each of a crowd may ask than one who is alone.</summary>
    private const double MostInACrowd = 1.1;

    /// <summary>So many places that two hardly come to the same one by chance.</summary>
    private const string NoLimit = "1000000";

    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(40);

    public static async Task MeasureAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Zegel:Limits:StartsPerAddressPerHour"] = NoLimit,
            ["Zegel:Limits:StartsPerStarterPerHour"] = NoLimit,
        };
        await using var world = await BenchmarkWorld.StartAsync(settings);
        using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
        var staff = await world.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

        foreach (var callers in new[] { 1, 16 })
        {
            await StartAsync(world, roundTrips, "start", callers);
            await RunAsync(roundTrips, "unlock", callers, Repetitions, _ => world.StarterConversationAsync(), link =>
                world.NewBrowser().PostAsync(link.Path("unlock"), new { secret = link.Secret, code = link.Code }));

            var started = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.StartedAsync()));
            await RunAsync(roundTrips, "send", callers, Repetitions,
                i => Task.FromResult((started[i % 16].Browser, Draft: started[i % 16].Draft with { MessageId = Seals.NewId(), WrappedSealKey = null })),
                message => message.Browser.SendAsync(message.Draft));
            await RunAsync(roundTrips, "open", callers, Repetitions, i => Task.FromResult(started[i % 16]), one =>
                one.Browser.PostAsync(one.Link.Path("open"), new { before = (string?)null }));
            await RunAsync(roundTrips, "revoke", callers, Repetitions, async i =>
            {
                var sent = started[i % 16].Draft with { Author = started[i % 16].Link.ConversationId + "00", MessageId = Seals.NewId(), WrappedSealKey = null };
                (await staff.SendAsync(sent)).Expect(201);
                return sent;
            }, sent => staff.PostAsync(
                $"/api/participants/{sent.Author}/messages/{sent.MessageId}/revoke", new { fileNames = (object?)null }));
            await RunAsync(roundTrips, "revoke-files", callers, Repetitions, async i =>
            {
                var sent = started[i % 16].Draft with { Author = started[i % 16].Link.ConversationId + "00", MessageId = Seals.NewId(), WrappedSealKey = null };
                var files = new Dictionary<string, EncryptedFile>();
                for (var n = 0; n < RevokedFiles; n++)
                {
                    var file = Seals.File(sent.SealKey, sent.ConversationId, [1, 2, 3]);
                    files[await staff.UploadAsync(sent.Author, file)] = file;
                }

                sent = sent with { Files = files };
                (await staff.SendAsync(sent)).Expect(201);
                return (Sent: sent, FileNames: await staff.FileNamesAsync(sent));
            }, revoked => staff.PostAsync(Revoking.PathOf(revoked.Sent), new { fileNames = revoked.FileNames }));
            await RunAsync(roundTrips, "staff-open", callers, Repetitions, i => Task.FromResult(started[i % 16].Link.ConversationId + "00"), mailbox =>
                staff.PostAsync($"/api/participants/{mailbox}/open", new { before = (string?)null }));
            await RunAsync(roundTrips, "mailbox", callers, Repetitions, _ => Task.FromResult(0), _ =>
                staff.GetAsync($"/api/mailboxes/{mailboxId}/conversations"));
            await RunAsync(roundTrips, "log-in", Math.Min(callers, 4), LogIns, _ => Task.FromResult(0), _ =>
                world.NewBrowser().PostAsync("/api/login", new { email = world.StaffLogIn.Email, password = world.StaffLogIn.Password }));
        }

        await MeasureCrowdAsync(world);
    }

    /// <summary>A crowd that starts with one starter, and the same with a storage that answers late: no conflict, and hardly a request more.</summary>
    private static async Task MeasureCrowdAsync(BenchmarkWorld world)
    {
        using (var roundTrips = new RoundTrips(world.StoragePorts.Contains))
        {
            await StartAsync(world, roundTrips, "start", Crowd);
        }

        await using var storage = await FaultyStorage.InsertAsync(world, CancellationToken.None);
        storage.Delay = SlowAnswer;
        using var slowly = new RoundTrips(storage.Ports.Contains);
        using var all = new FaultPlan(StorageFault.None, 0, "");
        storage.Add(all);
        var alone = await StartAsync(world, slowly, "start-slow", 1);
        foreach (var callers in new[] { 16, Crowd })
        {
            var ratio = await StartAsync(world, slowly, "start-slow", callers) / alone;
            Figures.Print($"start-slow-operations-ratio-{callers}", ratio, "x");
            if (ratio > MostInACrowd)
            {
                throw new InvalidOperationException($"{callers} at once ask {ratio:0.00} times as much of storage as one.");
            }
        }

        storage.Remove(all);
        Figures.Print("start-slow-conflicts", all.Conflicts.Count, "ops");
        foreach (var rows in all.Conflicts.Distinct().Select(conflict => conflict.Split('\n')))
        {
            await Console.Error.WriteLineAsync($"{rows[^1]} and {rows.Length - 1} rows before it");
        }
    }

    private static Task<double> StartAsync(BenchmarkWorld world, RoundTrips roundTrips, string name, int callers) =>
        RunAsync(roundTrips, name, callers, Math.Max(Repetitions, 3 * callers), _ => Task.FromResult(TestWorld.NewEmail()), email =>
            world.NewBrowser().PostAsync("/api/starters/info/conversations",
                new { conversationId = Seals.NewId(), name = "Anna", email, language = "nl" }));

    /// <summary>Prepares all first, then runs them, <paramref name="callers"/> at a time; the first few warm up.</summary>
    /// <returns>The mean of the requests to storage.</returns>
    private static async Task<double> RunAsync<T>(
        RoundTrips roundTrips, string name, int callers, int repetitions, Func<int, Task<T>> prepare, Func<T, Task<ApiAnswer>> act)
    {
        var prepared = new List<T>();
        for (var i = 0; i < repetitions; i++)
        {
            prepared.Add(await prepare(i));
        }

        var measured = new List<(TimeSpan Time, int Storage, int Vault)>();
        await Parallel.ForEachAsync(prepared, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (input, _) =>
        {
            var figures = await roundTrips.MeasureAsync(async () =>
            {
                var answer = await act(input);
                if ((int)answer.Status is < 200 or > 299)
                {
                    throw new InvalidOperationException($"{name}: {answer.Status} {answer.Text}");
                }
            });
            lock (measured)
            {
                measured.Add(figures);
            }
        });

        if (callers == 1)
        {
            var sorted = measured.Select(figures => figures.Storage).Order().ToList();
            Figures.Print($"{name}-operations", sorted[sorted.Count / 2], "ops");
            Figures.Print($"{name}-operations-most", sorted[^1], "ops");
            Figures.Print($"{name}-vault-operations", measured.Max(figures => figures.Vault), "ops");
        }

        Figures.PrintTimes(name, callers, [.. measured.Skip(measured.Count / 8).Select(figures => figures.Time)]);
        return measured.Average(figures => figures.Storage);
    }
}
