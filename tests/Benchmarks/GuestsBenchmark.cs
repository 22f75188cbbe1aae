using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Guests;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Benchmarks;

/// <summary>
/// What a run of the timer that ends guests costs in requests to storage: a hundred who must be removed, among few and
/// among many. Removing is the dearest that can be due, for it mails guest and sponsor.
/// </summary>
internal static class GuestsBenchmark
{
    private const int Due = 100;
    private const int Sponsors = 20;

    public static async Task MeasureAsync()
    {
        var figures = new Dictionary<int, long>();
        foreach (var all in new[] { 1_000, 100_000 })
        {
            await using var world = await BenchmarkWorld.StartAsync();
            // From here on nobody but the timer works: the emulator looks through all rows for each query.
            foreach (var function in new[] { nameof(PurgeInactiveGuests), nameof(DeliverAccountNotices), "MoveAuditRecords" })
            {
                world.Settings[$"AzureWebJobs.{function}.Disabled"] = "true";
            }

            await world.Cloud.StartFunctionsAsync();
            var services = world.Cloud.Services;
            var clock = Stopwatch.StartNew();
            await SeedAsync(services, all);
            Figures.Print($"seeding-{all}", clock.Elapsed.TotalSeconds, "s");
            using var roundTrips = new RoundTrips(world.StoragePorts.Contains);
            var (time, operations, _) = await roundTrips.MeasureAsync(() => PurgeAsync(services));
            figures[all] = operations;
            Figures.Print($"purge-operations-{Due}-of-{all}", operations, "ops");
            Figures.Print($"purge-time-{Due}-of-{all}", time.TotalMilliseconds, "ms");
            var again = await roundTrips.MeasureAsync(() => PurgeAsync(services));
            Figures.Print($"purge-operations-again-of-{all}", again.Storage, "ops");
        }

        Figures.Print("purge-operations-ratio", (double)figures[100_000] / figures[1_000], "x");
    }

    private static Task PurgeAsync(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<PurgeInactiveGuests>(services).Run(new TimerInfo(), CancellationToken.None);

    /// <summary>Guests straight into the tables, as inviting and accepting leave them; the first hundred are unused for too long.</summary>
    private static async Task SeedAsync(IServiceProvider services, int count)
    {
        var (storage, pointers) = (services.GetRequiredService<StorageClients>(), services.GetRequiredService<GuestPointers>());
        var now = TimeProvider.System.GetUtcNow();
        var today = SignInPolicy.DayOf(now);
        var sponsors = new List<AccountId>();
        for (var i = 0; i < Sponsors; i++)
        {
            var sponsor = Head(AccountId.From(Seals.NewId()), $"collega-{i}@example.nl", Role.Staff, now);
            await InsertAsync(sponsor, null);
            sponsors.Add(sponsor.AccountId);
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (i, cancellationToken) =>
        {
            var used = now.AddDays(i < Due ? -91 : -1);
            var head = Head(AccountId.From(Seals.NewId()), $"gast-{i}@example.nl", Role.Guest, used);
            var guest = new Guest
            {
                GuestId = head.AccountId, RequestId = head.AccountId, SponsorId = sponsors[i % Sponsors], Name = head.Name, Email = head.Email, Phone = "+31611111111",
                Reason = "Schade", Language = "nl", EndsOn = today.AddDays(300), EndSetAt = used, AskedBy = sponsors[i % Sponsors], ApprovedAt = used, AcceptedAt = used,
            };
            await pointers.AddToListsAsync(guest, cancellationToken);
            await pointers.AddDueAsync(i < Due ? today : guest.NextDay(today, head, GuestPolicy.Default), guest.GuestId, cancellationToken);
            await InsertAsync(head, guest);
        });

        async Task InsertAsync(AccountHead head, Guest? guest)
        {
            var account = new Changes(head.AccountId);
            account.Insert(SessionStore.HeadRow, head);
            account.Insert(AccountStore.CredentialsRow, new Credentials { Sms = new SmsFactor("+31611111111", now) });
            if (guest is not null)
            {
                account.Insert(Guest.RowKey, guest);
            }

            await account.TrySubmitAsync(storage.Accounts, CancellationToken.None);
        }
    }

    private static AccountHead Head(AccountId accountId, string email, Role role, DateTimeOffset used) => new()
    {
        AccountId = accountId, Name = $"Persoon {email}", Email = email, Language = "nl", Roles = [role], State = AccountState.Active, HasSecondFactor = true,
        HasStrongFactor = true, LastLogInAt = used,
    };
}
