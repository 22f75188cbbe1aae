using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>What the calls of the main job cost in round trips and in time, at one caller and at sixteen.</summary>
internal static class ApiBenchmark
{
    private const int Repetitions = 48;
    private const int LogIns = 8;

    public static async Task MeasureAsync()
    {
        await using var world = await BenchmarkWorld.StartAsync();
        using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
        var staff = await world.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

        foreach (var callers in new[] { 1, 16 })
        {
            await RunAsync(roundTrips, "start", callers, Repetitions, _ => Task.FromResult(TestWorld.NewEmail()), email =>
                world.NewBrowser().PostAsync("/api/starters/info/conversations",
                    new { conversationId = Seals.NewId(), name = "Anna", email, language = "nl" }));
            await RunAsync(roundTrips, "unlock", callers, Repetitions, _ => world.StarterConversationAsync(), link =>
                world.NewBrowser().PostAsync(link.Path("unlock"), new { secret = link.Secret, code = link.Code }));

            var started = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.StartedAsync()));
            await RunAsync(roundTrips, "send", callers, Repetitions,
                i => Task.FromResult((started[i % 16].Browser, Draft: started[i % 16].Draft with { MessageId = Seals.NewId(), WrappedSealKey = null })),
                message => message.Browser.SendAsync(message.Draft));
            await RunAsync(roundTrips, "open", callers, Repetitions, i => Task.FromResult(started[i % 16]), one =>
                one.Browser.PostAsync(one.Link.Path("open"), new { before = (string?)null }));
            await RunAsync(roundTrips, "staff-open", callers, Repetitions, i => Task.FromResult(started[i % 16].Link.ConversationId + "00"), mailbox =>
                staff.PostAsync($"/api/participants/{mailbox}/open", new { before = (string?)null }));
            await RunAsync(roundTrips, "mailbox", callers, Repetitions, _ => Task.FromResult(0), _ =>
                staff.GetAsync($"/api/mailboxes/{mailboxId}/conversations"));
            // Four at a time: more at once on one account are slowed down, as guesses would be.
            await RunAsync(roundTrips, "log-in", Math.Min(callers, 4), LogIns, _ => Task.FromResult(0), _ =>
                world.NewBrowser().PostAsync("/api/login", new { email = world.StaffLogIn.Email, password = world.StaffLogIn.Password }));
        }
    }

    /// <summary>Prepares all first, then runs them, <paramref name="callers"/> at a time; the first few warm up.</summary>
    private static async Task RunAsync<T>(
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
    }
}
