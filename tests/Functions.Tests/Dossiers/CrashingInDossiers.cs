using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>Storage or the functions end between any two steps of publishing and of closing.</summary>
public sealed class CrashingInDossiers(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_publishing_is_cut_all_of_it_is_there_or_nothing_and_the_same_again_ends_it()
    {
        var staff = await World.LogInAsync();
        var dossier = await ADossier.MakeAsync(World, staff);
        var client = await AClient.MakeAsync(World, dossier.MailboxId, "Karin Klant");
        var part = await dossier.AddAsync(client);
        var path = ADossier.Path(part.Office, "part/published");
        var files = await ADossier.UploadAsync(staff, part, part.Office, 40);
        var (_, counted) = await PostAsync(Published(0), StorageFault.None, 0);
        var cases = FaultyWorld.EveryStep(counted).Where(step => step.Fault != StorageFault.Refused).ToList();
        cases.Count.ShouldBeLessThan(files.Count);
        var bodies = cases.Select((_, number) => Published(number + 1)).ToList();
        foreach (var (step, body) in cases.Zip(bodies))
        {
            await PostAsync(body, step.Fault, step.At);
        }

        await faulty.RestartAsync();
        await World.SweepUntilSettledAsync(minutes: 60);
        var there = await ThereAsync();
        there.ShouldBeInRange(2, cases.Count, "some were cut before it was stored, and some after");
        foreach (var body in bodies)
        {
            (await staff.PostTextAsync(path, body)).Expect(201);
        }

        (await ThereAsync()).ShouldBe(cases.Count + 1);

        string Published(int number) => JsonSerializer.Serialize(ADossier.Published(part, [files[number]]));

        async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> PostAsync(string body, StorageFault fault, int at)
        {
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(fault, at, part.PartId);
            return (await faulty.PostAsync(staff, path, body, plan), plan.Seen);
        }

        async Task<int> ThereAsync()
        {
            var rows = (await World.RowsAsync("conversations", part.PartId)).Select(row => row.RowKey.Split('~')[0]).ToList();
            var entries = rows.Count(row => row == "tab");
            (rows.Count(row => row == "sent"), rows.Count(row => row == "stored")).ShouldBe((entries, entries));
            var opened = await ADossier.OpenAsync(client.Browser, part.Client);
            (opened["numbers"]!["documents"]!.GetValue<int>(), opened["unread"]!["documents"]!.GetValue<int>()).ShouldBe((entries, entries));
            return entries;
        }
    }

    [Fact]
    public async Task Wherever_closing_is_cut_the_dossier_and_its_parts_say_the_same_in_the_end()
    {
        var staff = await World.LogInAsync();
        var client = (Somebody?)null;
        var body = JsonSerializer.Serialize(ADossier.FactsOf(isClosed: true));
        var dossiers = new List<(ADossier Dossier, APart Part, string What)>();
        foreach (var isPart in new[] { false, true })
        {
            var whole = await MakeAsync();
            var (_, counted) = await CloseAsync(whole, isPart, StorageFault.None, 0);
            foreach (var (fault, at) in FaultyWorld.EveryStep([.. counted, .. isPart ? counted : []])
                .Where(step => step.At <= counted.Count && step.Fault is StorageFault.CutBefore or StorageFault.CutAfter))
            {
                var made = await MakeAsync();
                var (status, _) = await CloseAsync(made, isPart, fault, at);
                dossiers.Add((made.Dossier, made.Part, $"{fault} at {at}, {(isPart ? "part" : "dossier")}: {status?.ToString() ?? "cut"}"));
            }
        }

        await faulty.RestartAsync();
        await World.SweepUntilSettledAsync(minutes: 60);
        var closed = 0;
        foreach (var (dossier, part, what) in dossiers)
        {
            var office = (await staff.PostAsync(ADossier.Path(dossier.Office, "dossier/open"))).Expect(200)["facts"]!["closedAt"] is not null;
            var copy = (await ADossier.OpenAsync(client!.Browser, part.Client))["facts"]!["closedAt"] is not null;
            copy.ShouldBe(office, what);
            closed += office ? 1 : 0;
        }

        closed.ShouldBeInRange(2, dossiers.Count - 1, "some were cut before it was stored, and some after");

        async Task<(ADossier Dossier, APart Part)> MakeAsync()
        {
            var dossier = await ADossier.MakeAsync(World, staff);
            client ??= await AClient.MakeAsync(World, dossier.MailboxId, "Karin Klant");
            return (dossier, await dossier.AddAsync(client));
        }

        async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> CloseAsync(
            (ADossier Dossier, APart Part) made, bool isPart, StorageFault fault, int at)
        {
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(fault, at, isPart ? made.Part.PartId : made.Dossier.DossierId);
            return (await faulty.PostAsync(staff, ADossier.Path(made.Dossier.Office, "dossier/facts"), body, plan), plan.Seen);
        }
    }
}
