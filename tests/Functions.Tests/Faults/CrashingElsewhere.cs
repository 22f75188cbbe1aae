using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Faults;

/// <summary>Storage or the functions end between any two steps of starting a conversation and of finishing an upload.</summary>
public sealed class CrashingElsewhere(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private const string Starts = $"/api/starters/{DemoOrganisation.Starter}/conversations";

    private OwnWorld World => faulty.World;

    [Fact]
    public async Task Wherever_a_start_is_cut_there_is_one_conversation_with_one_mail_or_none()
    {
        var (_, counted) = await StartAsync(NewStart(), StorageFault.None, 0);
        var cases = FaultyWorld.EveryStep(counted).SelectMany(step => new[] { (step, Again: false), (step, Again: true) })
            .Select(each => (each.step, each.Again, Start: NewStart())).ToList();
        var firsts = new System.Collections.Concurrent.ConcurrentDictionary<string, HttpStatusCode?>();

        await Parallel.ForEachAsync(cases, Parallelism,
            async (each, _) => firsts[each.Start.Id] = (await StartAsync(each.Start, each.step.Fault, each.step.At)).Status);
        await faulty.RestartAsync();
        foreach (var (_, _, start) in cases.Where(each => each.Again))
        {
            (await World.NewBrowser().PostTextAsync(Starts, start.Body)).Expect(202);
        }

        await World.SweepUntilSettledAsync();
        foreach (var ((fault, at), again, start) in cases)
        {
            var what = $"{fault} at {at} of {counted.Count}, again: {again}, first: {firsts[start.Id]?.ToString() ?? "cut"}";
            firsts[start.Id].ShouldBeOneOf([null, HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable], what);
            var rows = (await World.RowsAsync("conversations", start.Id)).Select(row => row.RowKey.Split('~')[0]).ToList();
            var there = rows.Count(row => row == "conversation");
            there.ShouldBeInRange(again || firsts[start.Id] == HttpStatusCode.Accepted ? 1 : 0, 1, what);
            rows.Count(row => row == "participant").ShouldBe(there * 2, what);
            rows.Count(row => row == "outbox").ShouldBe(0, what);
            World.Inbox.To(start.Email).Count.ShouldBe(there, what);
        }
    }

    [Fact]
    public async Task Wherever_the_end_of_an_upload_is_cut_it_ends_when_it_is_asked_again()
    {
        var staff = await World.LogInAsync();
        var mailbox = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var whole = await UploadedAsync(staff, mailbox);
        var (status, counted) = await FinishAsync(staff, whole, StorageFault.None, 0);
        status.ShouldBe(HttpStatusCode.NoContent);
        var steps = FaultyWorld.EveryStep(counted);
        steps.Max(step => step.At).ShouldBeGreaterThanOrEqualTo(4, "row, list, copy, transaction");

        await Parallel.ForEachAsync(steps, Parallelism, async (step, _) =>
        {
            var upload = await UploadedAsync(staff, mailbox);
            var (first, _) = await FinishAsync(staff, upload, step.Fault, step.At);
            var what = $"{step.Fault} at {step.At}: {first?.ToString() ?? "cut"}";
            first.ShouldBeOneOf([null, HttpStatusCode.NoContent, HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable], what);

            (await staff.PostAsync(upload.Finish)).Expect(204);

            var draft = await staff.FirstDraftAsync(upload.Author) with
            {
                Files = new Dictionary<string, EncryptedFile> { [upload.FileId] = upload.File },
                Recipients = [new { email = TestWorld.NewEmail(), name = "A", method = "none", phone = (string?)null, language = "nl" }],
            };
            (await staff.SendAsync(draft)).Expect(201);
            (await Writing.PutAsync(upload.Ticket, upload.File with { Stored = new byte[9] })).ShouldBe(HttpStatusCode.Created, what);
            (await staff.DownloadAsync(upload.Author, upload.FileId)).Stored.ShouldBe(upload.File.Stored, what);
        });
    }

    [Fact]
    public async Task Wherever_the_try_that_shuts_a_link_is_cut_the_mailbox_hears_of_it_once()
    {
        var (first, counted) = await ShutAsync(StorageFault.None, 0);
        var links = new System.Collections.Concurrent.ConcurrentBag<Link> { first };
        await Parallel.ForEachAsync(FaultyWorld.EveryStep(counted), Parallelism,
            async (step, _) => links.Add((await ShutAsync(step.Fault, step.At)).Link));
        await faulty.RestartAsync();

        await World.SweepUntilSettledAsync(minutes: 90);
        var shut = 0;
        foreach (var link in links)
        {
            shut += (await World.ParticipantAsync(link.ParticipantId)).Codes.IsDisabled ? 1 : 0;
        }

        shut.ShouldBeInRange(2, links.Count - 1, "some were cut before the try was stored, and some after");
        World.Mails(World.StaffLogIn.Email, "uitgezet").Count.ShouldBe(shut);
    }

    [Fact]
    public async Task While_an_upload_is_copied_it_is_waited_for_and_a_copy_that_failed_begins_anew()
    {
        var staff = await World.LogInAsync();
        var mailbox = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var upload = await UploadedAsync(staff, mailbox);
        var draft = await staff.FirstDraftAsync(upload.Author) with
        {
            Files = new Dictionary<string, EncryptedFile> { [upload.FileId] = upload.File },
            Recipients = [new { email = TestWorld.NewEmail(), name = "A", method = "none", phone = (string?)null, language = "nl" }],
        };
        try
        {
            faulty.Storage.CopyStatus = "pending";
            (await staff.PostAsync(upload.Finish)).Expect(202)["retryInSeconds"]!.GetValue<int>().ShouldBeGreaterThan(0);
            (await Writing.PutAsync(upload.Ticket, upload.File with { Stored = new byte[9] })).ShouldBe(HttpStatusCode.Created);
            (await staff.PostAsync(upload.Finish)).Expect(202);
            (await staff.SendAsync(draft)).Expect(409, "files-not-ready");
            (await Writing.PutAsync(upload.Ticket, upload.File)).ShouldBe(HttpStatusCode.Created);

            faulty.Storage.CopyStatus = "failed";
            (await staff.PostAsync(upload.Finish)).Expect(409, "file-incomplete");
            faulty.Storage.CopyStatus = null;
            (await staff.PostAsync(upload.Finish)).Expect(204);
        }
        finally
        {
            faulty.Storage.CopyStatus = null;
        }

        (await staff.SendAsync(draft)).Expect(201);
        (await staff.DownloadAsync(upload.Author, upload.FileId)).Stored.ShouldBe(upload.File.Stored);
        await World.CheckSpaceAsync(upload.Author[..32]);
    }

    private sealed record Start(string Id, string Email, string Body);

    private sealed record Upload(string Author, string FileId, string Ticket, EncryptedFile File)
    {
        public string Finish => $"/api/participants/{Author}/files/{FileId}/finish";
    }

    private static ParallelOptions Parallelism => new()
    {
        MaxDegreeOfParallelism = 4,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    private static Start NewStart()
    {
        var (conversationId, email) = (Seals.NewId(), TestWorld.NewEmail());
        return new(conversationId, email, JsonSerializer.Serialize(new { conversationId, name = "Anna", email, language = "nl" }));
    }

    /// <summary>Storage requests that name the conversation or count for the sender's own limits can fail.</summary>
    private async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> StartAsync(Start start, StorageFault fault, int at)
    {
        var sender = World.Cloud.Services.GetRequiredService<RootSecret>().LookUp("email", EmailAddress.Key(start.Email));
        using var plan = new FaultPlan(fault, at, start.Id, sender);
        return (await faulty.PostAsync(World.NewBrowser(), Starts, start.Body, plan), plan.Seen);
    }

    private static async Task<Upload> UploadedAsync(ApiClient staff, string mailbox)
    {
        var (conversationId, fileId) = (Seals.NewId(), Seals.NewId());
        var begun = (await staff.PostAsync($"/api/mailboxes/{mailbox}/conversations", new { conversationId })).Expect(201);
        var author = begun["participantId"]!.GetValue<string>();
        var file = Seals.File(Seals.NewKey(), conversationId, [1, 2, 3, 4, 5]);
        var ticket = (await staff.PostAsync($"/api/participants/{author}/files", new { fileId, size = file.Size })).Expect(200);
        var address = ticket["uploadUrl"]!.GetValue<string>();
        (await Writing.PutAsync(address, file)).ShouldBe(HttpStatusCode.Created);
        return new Upload(author, fileId, address, file);
    }

    private async Task<(HttpStatusCode? Status, IReadOnlyList<string> Requests)> FinishAsync(
        ApiClient staff, Upload upload, StorageFault fault, int at)
    {
        var row = await World.FileAsync(upload.Author[..32], upload.FileId);
        using var plan = new FaultPlan(fault, at, upload.Author[..32], row.UploadName, row.BlobName);
        return (await faulty.PostAsync(staff, upload.Finish, "{}", plan), plan.Seen);
    }

    /// <summary>The fiftieth wrong code in all, under a plan.</summary>
    private async Task<(Link Link, IReadOnlyList<string> Counted)> ShutAsync(StorageFault fault, int at)
    {
        var link = await World.StarterConversationAsync();
        await World.Cloud.Services.GetRequiredService<SpaceStore>().ChangeAsync(
            ParticipantId.From(link.ParticipantId),
            World.Time.GetUtcNow(),
            (change, _, stored) => change.Replace(
                stored,
                stored.Value with { Codes = stored.Value.Codes with { WrongInAll = SecurityNumbers.TriesInAll - 1 } }),
            TestContext.Current.CancellationToken);
        using var plan = new FaultPlan(fault, at, link.ConversationId);
        var body = JsonSerializer.Serialize(new { secret = link.Secret, code = "ZZZZZZZZ" });
        await faulty.PostAsync(World.NewBrowser(), link.Path("unlock"), body, plan);
        return (link, plan.Seen);
    }
}
