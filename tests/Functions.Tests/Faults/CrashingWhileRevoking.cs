using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Faults;

/// <summary>
/// A message is revoked while somebody reads, saves or answers it, and while storage is away or the functions end between
/// any two steps: it is revoked or it is not, never half.
/// </summary>
public sealed class CrashingWhileRevoking(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromHours(3);

    private OwnWorld World => faulty.World;

    [Theory]
    [InlineData("open")]
    [InlineData("ticket")]
    [InlineData("answer")]
    public async Task Who_opens_saves_or_answers_at_that_moment_does_so_before_it_or_gets_nothing(string act)
    {
        var staff = await World.LogInAsync();
        var written = await WriteAsync(staff);
        var (draft, me) = (written.Draft, written.Link.ParticipantId);
        var person = await World.UnlockAsync(written.Link);
        if (act is not "open")
        {
            await person.OpenAsync(me);
        }

        var answer = draft.Next(me) with { Files = new Dictionary<string, EncryptedFile>() };
        var (path, body) = act switch
        {
            "open" => ("open", (object)new { before = (string?)null }),
            "ticket" => ($"files/{draft.Files.Keys.Single()}/ticket", new { }),
            _ => ("messages", answer.ToBody()),
        };
        using var plan = new FaultPlan(StorageFault.None, 0, draft.ConversationId);
        plan.BeforeTransaction = ("conversations", async () =>
        {
            // The plan ends first: the revoking is not part of it.
            faulty.Storage.Remove(plan);
            (await staff.RevokeAsync(draft)).Expect(200);
        });
        var status = await faulty.PostAsync(person, $"/api/participants/{me}/{path}", JsonSerializer.Serialize(body), plan);

        status.ShouldBe(act switch { "open" => HttpStatusCode.OK, "ticket" => HttpStatusCode.NotFound, _ => HttpStatusCode.Created });
        var seen = (await staff.OpenAsync(written.Mailbox))["messages"]![0]!;
        var receipt = seen["receipts"]!.AsArray().Single(one => one!["participantId"]!.GetValue<string>() == me)!;
        (receipt["openedAt"] is null).ShouldBe(act is "open");
        await person.HasNothingOfAsync(me, draft);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Who_opens_it_while_of_the_two_reads_one_waits_until_it_was_revoked_gets_nothing_of_it(int waits)
    {
        var staff = await World.LogInAsync();
        var written = await WriteAsync(staff);
        var (draft, me) = (written.Draft, written.Link.ParticipantId);
        var person = await World.UnlockAsync(written.Link);
        using var plan = new FaultPlan(StorageFault.None, 0, draft.ConversationId);
        plan.BeforeRequest = (waits, async () =>
        {
            faulty.Storage.Remove(plan);
            (await staff.RevokeAsync(draft)).Expect(200);
        });
        faulty.Storage.Add(plan);

        var opened = await person.OpenAsync(me);

        plan.BeforeRequest.ShouldBeNull();
        opened["messages"]!.AsArray().Single()!["note"].ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_put_out_at_that_moment_acted_before_it_or_not_at_all()
    {
        var staff = await World.LogInAsync();
        var written = await WriteAsync(staff);
        var (draft, me) = (written.Draft, written.Link.ParticipantId);
        var person = await World.UnlockAsync(written.Link);
        var calls = new (string Path, object Body)[]
        {
            ("open", new { before = (string?)null }), ($"files/{draft.Files.Keys.Single()}/ticket", new { }),
            ("files", new { fileId = Seals.NewId(), size = 3 }),
            ("messages", (draft.Next(me) with { Files = new Dictionary<string, EncryptedFile>() }).ToBody()),
        };
        foreach (var (path, body) in calls)
        {
            using var plan = new FaultPlan(StorageFault.None, 0, draft.ConversationId);
            plan.BeforeTransaction = ("conversations", async () =>
            {
                faulty.Storage.Remove(plan);
                (await staff.WithdrawAsync(me)).Expect(200);
            });
            (await faulty.PostAsync(person, $"/api/participants/{me}/{path}", JsonSerializer.Serialize(body), plan))
                .ShouldBe(HttpStatusCode.Unauthorized, path);
            // As it was, so that the next one is in the same place.
            await World.ChangeAsync<Participant>(draft.ConversationId, "participant~01", one => one with { Revoked = null });
            person = await World.UnlockAgainAsync(written.Link);
        }
    }

    /// <param name="before">With a cursor nothing else of theirs is written, by which one of the two would fail.</param>
    [Theory]
    [InlineData(null)]
    [InlineData("message~0")]
    public async Task What_they_unlocked_and_was_left_over_opens_nothing_not_even_at_that_moment(string? before)
    {
        var staff = await World.LogInAsync();
        var written = await WriteAsync(staff);
        var me = written.Link.ParticipantId;
        var person = await World.UnlockAsync(written.Link);
        var unlocked = (await World.RowsAsync("conversations", written.Draft.ConversationId))
            .Single(row => row.RowKey.StartsWith("grant~01~", StringComparison.Ordinal));
        var table = new TableClient(World.Cloud.Azurite.ConnectionString, "conversations");
        using var plan = new FaultPlan(StorageFault.None, 0, written.Draft.ConversationId);
        plan.BeforeTransaction = ("conversations", async () =>
        {
            faulty.Storage.Remove(plan);
            (await staff.WithdrawAsync(me)).Expect(200);
            // Of more than fit in one transaction some are left.
            await table.UpsertEntityAsync(unlocked, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        });

        var opened = await faulty.PostAsync(
            person, $"/api/participants/{me}/open", JsonSerializer.Serialize(new { before }), plan);

        opened.ShouldBe(HttpStatusCode.Unauthorized);
        (await person.TryOpenAsync(me)).Expect(401, "not-unlocked");
        (await person.LookAsync(written.Link))["unlocked"]!.GetValue<bool>().ShouldBeFalse();
        var rows = await World.RowsAsync("conversations", written.Draft.ConversationId);
        rows.ShouldContain(row => row.RowKey == unlocked.RowKey);
        rows.ShouldNotContain(row => row.RowKey.StartsWith("receipt~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wherever_it_is_cut_it_is_revoked_or_it_is_not_and_pressed_again_it_is_and_its_file_goes()
    {
        var staff = await World.LogInAsync();
        var whole = await WriteAsync(staff);
        var body = JsonSerializer.Serialize(new { fileNames = await staff.FileNamesAsync(whole.Draft) });
        using var counting = new FaultPlan(StorageFault.None, 0, whole.Draft.ConversationId);
        (await faulty.PostAsync(staff, Revoking.PathOf(whole.Draft), body, counting)).ShouldBe(HttpStatusCode.OK);
        var cases = new List<(Written Written, StorageFault Fault, int At, bool Again, HttpStatusCode? First)>();
        var steps = FaultyWorld.EveryStep(counting.Seen).Where(step => step.Fault is StorageFault.CutBefore or StorageFault.CutAfter)
            .Concat([(StorageFault.Away, 1), (StorageFault.Away, counting.Seen.Count / 2), (StorageFault.Away, counting.Seen.Count)]);
        foreach (var (fault, at) in steps)
        {
            var written = await WriteAsync(staff);
            using var plan = new FaultPlan(fault, at, written.Draft.ConversationId);
            var first = await faulty.PostAsync(staff, Revoking.PathOf(written.Draft), body, plan);
            first.ShouldBeOneOf([null, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], $"{fault} at {at}");
            cases.Add((written, fault, at, at % 2 == 0, first));
        }

        await faulty.RestartAsync();
        foreach (var one in cases.Where(one => one.Again))
        {
            (await staff.PostTextAsync(Revoking.PathOf(one.Written.Draft), body)).Expect(200);
        }

        World.Time.Advance(LongEnough);
        await World.PurgeAsync(TestContext.Current.CancellationToken);
        await World.SweepUntilSettledAsync();
        staff = await World.LogInAsync();
        foreach (var (written, fault, at, again, first) in cases)
        {
            var what = $"{fault} at {at}, {(again ? "again" : "once")}: {first?.ToString() ?? "cut"}";
            var rows = await World.RowsAsync("conversations", written.Draft.ConversationId);
            var message = (await staff.OpenAsync(written.Mailbox))["messages"]!.AsArray().Single()!;
            var isRevoked = message["revokedAt"] is not null;
            (isRevoked || (!again && first != HttpStatusCode.OK)).ShouldBeTrue(what);
            (message["note"] is null).ShouldBe(isRevoked, what);
            rows.Any(row => row.RowKey.StartsWith("file~", StringComparison.Ordinal)).ShouldBe(!isRevoked, what);
            (await World.AuditedAsync($"conversations/{written.Draft.ConversationId}")).Count(entry => entry.Event == "message-revoked")
                .ShouldBe(isRevoked ? 1 : 0, what);
        }

        await World.CheckSpaceAsync();
    }

    private async Task<Written> WriteAsync(ApiClient staff)
    {
        var email = TestWorld.NewEmail("piet");
        var draft = await staff.BeginAsync(WritingToSomebody.Recipient(email, "Piet", "none", null));
        var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
        var fileId = await staff.UploadAsync(draft.Author, file);
        draft = draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } };
        var notice = await World.NextMessageAsync(email, async () => (await staff.SendAsync(draft)).Expect(201));
        await World.HintsWorkedAsync();
        return new Written(staff, TestWorld.LinkIn(notice), "", draft, notice);
    }
}
