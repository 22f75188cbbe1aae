using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Guests;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

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

    /// <summary>
    /// Guests straight into the tables. The hundred that are unused for too long are as inviting and accepting leave them. Of the
    /// others each has its pointers, and its row in <c>accounts</c>, but a hundred to a partition: who looks through the table
    /// meets them all, and 100,000 transactions are spared.
    /// </summary>
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

        await Parallel.ForEachAsync(Enumerable.Range(0, Due), async (i, cancellationToken) =>
        {
            var (head, guest) = New(i, now.AddDays(-91));
            await pointers.AddToListsAsync(guest, cancellationToken);
            await pointers.AddDueAsync(today, guest.GuestId, cancellationToken);
            await InsertAsync(head, guest);
        });

        await Parallel.ForEachAsync(Enumerable.Range(Due, count - Due).Chunk(Changes.Most), async (numbers, cancellationToken) =>
        {
            // Those of one chunk have one sponsor and one day.
            var guests = numbers.Select(i => New(numbers[0] / Changes.Most, now.AddDays(-1), i)).ToList();
            var (head, guest) = guests[0];
            await PointAsync($"guests~{guest.SponsorId}", guests, cancellationToken);
            var day = guest.NextDay(today, head, GuestPolicy.Default);
            await PointAsync(string.Create(CultureInfo.InvariantCulture, $"guests-due~{day:yyyyMMdd}"), guests, cancellationToken);
            var rows = new Changes(guest.GuestId);
            guests.ForEach(one => rows.Insert(one.Guest.GuestId, one.Guest));
            await rows.TrySubmitAsync(storage.Accounts, cancellationToken);
        });

        var seeded = await pointers.DueAsync(today.AddDays(400), CancellationToken.None).CountAsync();
        if (seeded != count)
        {
            throw new InvalidOperationException($"There are {seeded} guests.");
        }

        Task PointAsync(string partition, IEnumerable<(AccountHead, Guest Guest)> guests, CancellationToken cancellationToken) =>
            storage.LookUps.SubmitTransactionAsync(
                guests.Select(one => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, one.Guest.GuestId))), cancellationToken);

        (AccountHead Head, Guest Guest) New(int sponsor, DateTimeOffset used, int? number = null)
        {
            var head = Head(AccountId.From(Seals.NewId()), $"gast-{number ?? sponsor}@example.nl", Role.Guest, used);
            var sponsorId = sponsors[sponsor % Sponsors];
            return (head, new Guest
            {
                GuestId = head.AccountId, RequestId = head.AccountId, SponsorId = sponsorId, Name = head.Name, Email = head.Email, Phone = "+31611111111",
                Reason = "Schade", Language = "nl", EndsOn = today.AddDays(300), EndSetAt = used, AskedBy = sponsorId, ApprovedAt = used, AcceptedAt = used,
            });
        }

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
