using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Files;

/// <summary>
/// What counts is what is stored, of each file in each conversation once; people outside take no room from staff, with
/// nothing but announcements they take none at all. The timer is off: the test runs it.
/// </summary>
public sealed class QuotasOfFiles : IAsyncLifetime
{
    private const long GB = 1_000_000_000;
    private static readonly HttpClient Http = new();
    private OwnWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await world.CheckSpaceAsync();
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    [Fact]
    public async Task Announcing_files_without_sending_a_byte_takes_room_from_nobody()
    {
        for (var i = 0; i < 20; i++)
        {
            var (link, browser) = await UnlockedAsync();
            (await StageAsync(browser, link, 50 * GB)).Expect(200);
            (await StageAsync(browser, link, 50 * GB)).Expect(200);
        }

        (await world.UseAsync()).ShouldBe(QuotaUse.None);
        var (other, stranger) = await UnlockedAsync();
        (await StageAsync(stranger, other, 50 * GB)).Expect(200);
        var (staff, draft) = await StaffAsync();
        (await StageAsync(staff, draft, 50 * GB)).Expect(200);
        (await world.UseAsync()).ShouldBe(QuotaUse.None with { StagedByStaff = 50 * GB });
    }

    [Fact]
    public async Task Of_many_files_announced_at_once_in_a_conversation_no_more_are_let_in_than_one_after_the_other()
    {
        var (link, browser) = await UnlockedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StageAsync(browser, link, 50 * GB)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(2);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Problem == "message-too-large");
    }

    [Fact]
    public async Task The_same_file_id_in_two_conversations_is_two_files()
    {
        var fileId = Seals.NewId();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (link, browser) = await UnlockedAsync();
            var file = Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3]);
            var ticket = await TicketAsync(browser, link, 3, fileId);
            (await Writing.PutAsync(ticket.ToString(), file)).ShouldBe(HttpStatusCode.Created);
            (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
        }

        (await world.UseAsync()).ShouldBe(QuotaUse.None with { StoredOutside = 6 });
    }

    [Theory]
    [InlineData("blocks")]
    [InlineData("blob")]
    [InlineData("snapshot")]
    [InlineData("append")]
    public async Task A_file_of_which_more_is_stored_than_was_announced_ends_at_the_next_ticket(string how)
    {
        var (link, browser) = await UnlockedAsync();
        var fileId = Seals.NewId();
        var ticket = await TicketAsync(browser, link, 1, fileId);
        await OverfillAsync(ticket, how);

        (await StageAsync(browser, link, 1, fileId)).Expect(409, "file-too-long");

        (await world.StoredAsync(ticket.Segments[^1])).ShouldBe(0);
        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(404, "not-found");
        (await world.UseAsync()).ShouldBe(QuotaUse.None);
    }

    [Theory]
    [InlineData("blocks")]
    [InlineData("snapshot")]
    public async Task It_ends_too_when_nobody_asks_for_another_ticket(string how)
    {
        var (link, browser) = await UnlockedAsync();
        var ticket = await TicketAsync(browser, link, 1, Seals.NewId());
        await OverfillAsync(ticket, how);

        world.Time.Advance(TimeSpan.FromMinutes(90));
        await PurgeAsync();

        (await world.StoredAsync(ticket.Segments[^1])).ShouldBe(0);
    }

    [Fact]
    public async Task Staff_cannot_store_more_than_they_announced_either()
    {
        var (staff, draft) = await StaffAsync();
        var fileId = Seals.NewId();
        await OverfillAsync(await TicketAsync(staff, draft, 1, fileId), "blocks");

        (await StageAsync(staff, draft, 1, fileId)).Expect(409, "file-too-long");
    }

    [Fact]
    public async Task What_is_left_beside_a_whole_file_keeps_it_from_being_finished_until_it_is_gone()
    {
        var (link, browser) = await UnlockedAsync();
        var (fileId, file) = (Seals.NewId(), Seals.File(Seals.NewKey(), link.ConversationId, [1, 2, 3]));
        var ticket = await TicketAsync(browser, link, 3, fileId);
        (await Blocks.PutAllAsync(ticket, file)).ShouldBe(HttpStatusCode.Created);
        await OverfillAsync(ticket, "blocks");

        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(409, "file-incomplete");
        (await Blocks.PutAllAsync(ticket, file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(204);
    }

    [Fact]
    public async Task An_upload_is_counted_as_it_grows_and_no_more_when_it_is_taken_back_finished_or_too_old()
    {
        var (link, browser) = await UnlockedAsync();
        var ids = new[] { Seals.NewId(), Seals.NewId(), Seals.NewId() };
        var file = Seals.File(Seals.NewKey(), link.ConversationId, new byte[100]);
        foreach (var id in ids)
        {
            var ticket = await TicketAsync(browser, link, 100, id);
            (await Blocks.PutAsync(ticket, "MDAwMDAw", file.Stored)).ShouldBe(HttpStatusCode.Created);
            (await world.UseAsync()).StagedOutside.ShouldBe(Array.IndexOf(ids, id) * 128L);
            (await StageAsync(browser, link, 100, id)).Expect(200);
        }

        (await world.UseAsync()).ShouldBe(QuotaUse.None with { StagedOutside = 3 * 128 });
        (await browser.DeleteAsync(link.Path($"files/{ids[0]}"))).Expect(204);
        (await world.UseAsync()).ShouldBe(QuotaUse.None with { StagedOutside = 2 * 128 });
        (await Blocks.PutAllAsync(await TicketAsync(browser, link, 100, ids[1]), file)).ShouldBe(HttpStatusCode.Created);
        (await browser.PostAsync(link.Path($"files/{ids[1]}/finish"))).Expect(204);
        (await world.UseAsync()).ShouldBe(QuotaUse.None with { StagedOutside = 128, StoredOutside = 100 });
        world.Time.Advance(TimeSpan.FromHours(27));
        await PurgeAsync();
        (await world.UseAsync()).ShouldBe(QuotaUse.None);
    }

    [Fact]
    public async Task What_people_outside_have_under_way_has_a_bound_of_its_own_and_staff_do_not_notice()
    {
        var (link, browser) = await UnlockedAsync();
        var (staff, draft) = await StaffAsync();
        var fileId = Seals.NewId();
        (await StageAsync(browser, link, 10, fileId)).Expect(200);
        await using (await FilledAsync(QuotaUse.None with { StagedOutside = SecurityNumbers.StagedInMailbox }))
        {
            (await StageAsync(browser, link, 1)).Expect(409, "mailbox-staging-full");
            // What was let in goes on as long as no more than the bound is there.
            (await StageAsync(browser, link, 10, fileId)).Expect(200);
            (await StageAsync(staff, draft, 50 * GB)).Expect(200);
        }

        await using (await FilledAsync(QuotaUse.None with { StagedOutside = SecurityNumbers.StagedInMailbox + 1 }))
        {
            (await StageAsync(browser, link, 10, fileId)).Expect(409, "mailbox-staging-full");
        }

        // It was not ended: it goes on when there is room.
        (await StageAsync(browser, link, 10, fileId)).Expect(200);
    }

    [Fact]
    public async Task People_outside_never_take_the_part_that_is_kept_for_staff()
    {
        var (link, browser) = await UnlockedAsync();
        var (staff, draft) = await StaffAsync();
        await using var filled = await FilledAsync(QuotaUse.None with { StoredOutside = SecurityNumbers.MailboxQuota - SecurityNumbers.QuotaForStaff });

        (await StageAsync(browser, link, 1)).Expect(409, "mailbox-full");
        (await StageAsync(staff, draft, 50 * GB)).Expect(200);
    }

    [Fact]
    public async Task What_one_participant_has_staged_takes_no_place_and_no_room_from_another()
    {
        var staff = await world.LogInAsync();
        var (anna, bea, carla) = (TestWorld.NewEmail("anna"), TestWorld.NewEmail("bea"), TestWorld.NewEmail("carla"));
        var draft = await staff.BeginAsync([.. new[] { anna, bea, carla }.Select(email => WritingToSomebody.Recipient(email, "A", "none", null))]);
        (await staff.SendAsync(draft)).Expect(201);
        await world.SweepUntilSettledAsync();
        var links = new[] { anna, bea, carla }.Select(email => TestWorld.LinkIn(world.Inbox.To(email)[0])).ToList();
        var browsers = await Task.WhenAll(links.Select(link => world.UnlockAsync(link)));
        for (var i = 0; i < SecurityNumbers.StagedFiles; i++)
        {
            (await StageAsync(browsers[0], links[0], 0)).Expect(200);
        }

        (await StageAsync(browsers[0], links[0], 0)).Expect(409, "too-many-staged");

        foreach (var i in new[] { 1, 2 })
        {
            (await StageAsync(browsers[i], links[i], 50 * GB)).Expect(200);
            (await StageAsync(browsers[i], links[i], 50 * GB)).Expect(200);
            (await StageAsync(browsers[i], links[i], 1)).Expect(409, "message-too-large");
        }

        var mailbox = links[0] with { ParticipantId = draft.Author };
        (await StageAsync(staff, mailbox, 50 * GB)).Expect(200);
    }

    private static async Task OverfillAsync(Uri ticket, string how)
    {
        var much = new byte[1024 * 1024];
        var file = new EncryptedFile(much, "{}", "", much.Length);
        switch (how)
        {
            case "blocks":
                (await Blocks.PutAsync(ticket, "OTk5OTk5", much)).ShouldBe(HttpStatusCode.Created);
                break;
            case "blob":
                (await Writing.PutAsync(ticket.ToString(), file)).ShouldBe(HttpStatusCode.Created);
                break;
            case "snapshot":
                // A blob of the right length, of which an earlier one is kept.
                (await Writing.PutAsync(ticket.ToString(), file)).ShouldBe(HttpStatusCode.Created);
                (await PutAsync($"{ticket}&comp=snapshot", null)).ShouldBe(HttpStatusCode.Created);
                (await Writing.PutAsync(ticket.ToString(), file with { Stored = new byte[29] })).ShouldBe(HttpStatusCode.Created);
                break;
            default:
                (await PutAsync(ticket.ToString(), "AppendBlob")).ShouldBe(HttpStatusCode.Created);
                break;
        }
    }

    private static async Task<HttpStatusCode> PutAsync(string address, string? blobType)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent([]) };
        put.Headers.Add("x-ms-version", "2021-12-02");
        if (blobType is not null)
        {
            put.Headers.Add("x-ms-blob-type", blobType);
        }

        using var answer = await Http.SendAsync(put, Cancel);
        return answer.StatusCode;
    }

    private Task PurgeAsync() =>
        ActivatorUtilities.CreateInstance<PurgeExpired>(world.Cloud.Services).Run(new TimerInfo(), Cancel);

    /// <summary>So much is in the mailbox besides, until it is disposed.</summary>
    private async Task<IAsyncDisposable> FilledAsync(QuotaUse use)
    {
        var mailbox = (await world.RowsAsync("mailboxes")).First(row => row.RowKey == "mailbox").PartitionKey;
        var table = world.Storage().Conversations;
        await table.UpsertEntityAsync(Row.Of($"space~{mailbox}", "sum~other", use), cancellationToken: Cancel);
        return new Emptying(async () => await table.DeleteEntityAsync($"space~{mailbox}", "sum~other", cancellationToken: Cancel));
    }

    private async Task<(Link Link, ApiClient Browser)> UnlockedAsync()
    {
        var link = await world.StarterConversationAsync();
        return (link, await world.UnlockAsync(link));
    }

    /// <summary>Staff, with a conversation that they began.</summary>
    private async Task<(ApiClient Staff, Link Draft)> StaffAsync()
    {
        var staff = await world.LogInAsync();
        var draft = await staff.BeginAsync();
        return (staff, new Link(draft.ConversationId, draft.Author, "", null, ""));
    }

    private static Task<ApiAnswer> StageAsync(ApiClient browser, Link link, long size, string? fileId = null) =>
        browser.PostAsync(link.Path("files"), new { fileId = fileId ?? Seals.NewId(), size });

    private static async Task<Uri> TicketAsync(ApiClient browser, Link link, long size, string fileId) =>
        new((await StageAsync(browser, link, size, fileId)).Expect(200)["uploadUrl"]!.GetValue<string>());

    private sealed class Emptying(Func<Task> empty) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await empty();
    }
}
