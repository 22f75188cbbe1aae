using System.Net;
using Azure.Storage.Blobs;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>The most that one message may change, and what is no message.</summary>
public sealed class BoundsOfAMessage(SharedWorld world)
{
    [Fact]
    public async Task Thirty_recipients_can_all_be_raised_at_once_and_thirty_one_cannot_be_written()
    {
        var (staff, draft) = await DraftAsync(30);
        (await staff.SendAsync(draft with { Recipients = [.. draft.Recipients, Recipient()] })).Expect(400, "bad-input");
        (await staff.SendAsync(draft)).Expect(201);

        var everyone = Enumerable.Range(1, 30).Select(number => new
        {
            participantId = draft.ConversationId + number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture),
            phone = TestWorld.NewPhone(),
        }).ToList<object>();
        var next = draft with { MessageId = Seals.NewId(), WrappedSealKey = null, Recipients = [], Raise = everyone };
        (await staff.SendAsync(next)).Expect(201);
        var opened = await staff.OpenAsync(draft.Author);
        opened["participants"]!.AsArray().Count(person => person!["method"]?.GetValue<string>() == "sms").ShouldBe(30);
    }

    [Fact]
    public async Task Nobody_is_raised_twice_and_nothing_is_no_recipient()
    {
        var (staff, draft) = await DraftAsync(1);
        (await staff.SendAsync(draft with { Recipients = [null!] })).Expect(400, "bad-input");
        (await staff.SendAsync(draft with { Raise = [null!] })).Expect(400, "bad-input");
        (await staff.SendAsync(draft)).Expect(201);

        var raise = new { participantId = draft.ConversationId + "01", phone = TestWorld.NewPhone() };
        (await staff.SendAsync(draft with { MessageId = Seals.NewId(), WrappedSealKey = null, Recipients = [], Raise = [raise, raise] }))
            .Expect(400, "bad-input");
    }

    [Fact]
    public async Task What_an_old_ticket_writes_after_a_file_was_taken_back_is_purged()
    {
        await using var own = await OwnWorld.StartAsync();
        var link = await own.StarterConversationAsync();
        var visitor = await own.UnlockAsync(link);
        var draft = await visitor.FirstDraftAsync(link.ParticipantId);
        var file = Seals.File(draft.SealKey, draft.ConversationId, [1, 2, 3]);
        var fileId = Seals.NewId();
        var ticket = (await visitor.PostAsync(link.Path("files"), new { fileId, size = file.Size })).Expect(200)["uploadUrl"]!.GetValue<string>();
        (await visitor.DeleteAsync(link.Path($"files/{fileId}"))).Expect(204);

        (await Writing.PutAsync(ticket, file)).ShouldBe(HttpStatusCode.Created);
        (await visitor.PostAsync(link.Path($"files/{fileId}/finish"))).Expect(404, "not-found");
        (await visitor.PostAsync(link.Path("files"), new { fileId, size = file.Size })).Expect(409, "id-taken");
        var container = new BlobContainerClient(own.Cloud.Azurite.ConnectionString, "sealed");
        await Waiting.UntilAsync("the blob and the row are gone", async () =>
        {
            own.Time.Advance(TimeSpan.FromMinutes(70));
            await own.PurgeAsync(TestContext.Current.CancellationToken);
            await foreach (var _ in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            {
                return false;
            }

            return (await own.RowsAsync("conversations", link.ConversationId)).All(row => row.RowKey != "file~" + fileId);
        });
    }

    private async Task<(ApiClient Staff, Draft Draft)> DraftAsync(int recipients)
    {
        var staff = await world.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var conversationId = Seals.NewId();
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/conversations", new { conversationId })).Expect(201);
        var draft = await staff.FirstDraftAsync(conversationId + "00");
        return (staff, draft with { Recipients = [.. Enumerable.Range(0, recipients).Select(_ => Recipient())] });
    }

    private static object Recipient() =>
        new { email = TestWorld.NewEmail("piet"), name = (string?)null, method = "none", phone = (string?)null, language = "nl" };
}
