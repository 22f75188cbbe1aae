using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Benchmarks;

/// <summary>
/// What a round of reminders of the second factor costs in requests to storage: the same number of accounts without one
/// among few and among many. The worst round is taken, that of the date itself.
/// </summary>
internal static class GraceBenchmark
{
    private const int Due = 100;

    public static async Task MeasureAsync()
    {
        foreach (var all in new[] { 1_000, 100_000 })
        {
            await using var world = await BenchmarkWorld.StartAsync();
            // From here on nobody but the timer works: the emulator looks through all rows for each query.
            foreach (var function in new[] { nameof(RemindOfSecondFactor), nameof(DeliverAccountNotices), "MoveAuditRecords" })
            {
                world.Settings[$"AzureWebJobs.{function}.Disabled"] = "true";
            }

            await world.Cloud.StartFunctionsAsync();
            var services = world.Cloud.Services;
            var clock = Stopwatch.StartNew();
            await SeedAsync(services.GetRequiredService<StorageClients>(), all);
            Figures.Print($"seeding-{all}", clock.Elapsed.TotalSeconds, "s");
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            await services.GetRequiredService<SignInPolicyStore>()
                .SetAsync(SignInPolicy.Default with { SecondFactorFrom = today.AddDays(-1) }, CancellationToken.None);

            using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
            var (time, operations, _) = await roundTrips.MeasureAsync(() => RemindAsync(services));
            Figures.Print($"grace-operations-{Due}-of-{all}", operations, "ops");
            Figures.Print($"grace-time-{Due}-of-{all}", time.TotalMilliseconds, "ms");
            var again = await roundTrips.MeasureAsync(() => RemindAsync(services));
            Figures.Print($"grace-operations-again-of-{all}", again.Storage, "ops");
        }
    }

    private static Task RemindAsync(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<RemindOfSecondFactor>(services).Run(new TimerInfo(), CancellationToken.None);

    /// <summary>
    /// Accounts straight into the table: a person's way takes half a second each. Whoever has a second factor is known to
    /// the timer by nothing but a row less in the list of those without.
    /// </summary>
    private static Task SeedAsync(StorageClients storage, int count) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), async (i, cancellationToken) =>
        {
            var head = new AccountHead
            {
                AccountId = AccountId.From(Seals.NewId()), Name = $"Persoon {i}", Email = $"persoon-{i}@example.nl", Language = "nl", Roles = [Role.Client],
                State = AccountState.Active, HasSecondFactor = i >= Due,
            };
            var account = new Changes(head.AccountId);
            account.Insert(SessionStore.HeadRow, head);
            account.Insert("credentials", new Credentials { Email = head.HasSecondFactor ? new EmailFactor(DateTimeOffset.UnixEpoch) : null });
            await account.TrySubmitAsync(storage.Accounts, cancellationToken);
            if (!head.HasSecondFactor)
            {
                await WithoutFactor.AddAsync(storage, head.AccountId, cancellationToken);
            }
        });
}
