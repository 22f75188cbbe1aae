using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>A document that is asked, a document that is to be read, and what is taken back (X30).</summary>
public sealed class DocumentsThatAreAsked(SharedWorld world)
{
    [Fact]
    public async Task A_document_is_returned_with_a_reason_and_accepted_when_it_is_right()
    {
        var (dossier, client, part) = await MakeAsync();
        var (staff, staffId) = (dossier.Staff, await dossier.Staff.AccountIdAsync());
        var task = await ATask.AskAsync(dossier, part, "document");
        (await staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(true))).Expect(409, "task-otherwise");
        (await client.Browser.PostAsync(task.Path(part.Client, "confirm"))).Expect(409, "task-otherwise");

        (await task.OpenAsync(client.Browser, part.Client)).Expect(200)["definition"].ShouldBeNull();

        // What was chosen is kept on every device; of what is sent nothing is left behind.
        var kept = await ADossier.UploadAsync(client.Browser, part, part.Client);
        (await task.SaveAsync(client.Browser, part.Client, "files", 0, files: kept)).Expect(200);
        // The id of a file that is kept is taken: another one under it would take no room and hide it.
        (await client.Browser.PostAsync(ADossier.Path(part.Client, "files"), new { fileId = kept[0], size = 1, resume = false })).Expect(409, "id-taken");
        (await client.Browser.PostAsync(task.Path(part.Client, "send"), task.Sent([.. kept], ("files", 1, null)))).Expect(201);
        (await client.Browser.PostAsync(ADossier.Path(part.Client, "files"), new { fileId = kept[0], size = 1, resume = false })).Expect(409, "id-taken");
        (await staff.PostAsync(task.Path(part.Office, "withdraw"))).Expect(409, "task-otherwise");
        ATask.NumbersOf(await ADossier.OpenAsync(staff, part.Office)).ShouldBe((0, 1, 0));
        (await task.ListedAsync(staff, part.Office))["state"]!.GetValue<string>().ShouldBe("sent");

        // Another delivery than that which is there is not judged: nobody looked at it.
        (await staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(true, Seals.NewId()))).Expect(409, "task-otherwise");
        var returned = task.Judged(false);
        var mail = await world.NextMailAsync(client.Email, "staat iets voor u klaar", async () =>
            (await staff.PostAsync(task.Path(part.Office, "judge"), returned)).Expect(200)["state"]!.GetValue<string>().ShouldBe("returned"));
        (mail.Text + mail.Html).ShouldNotContain("leesbaar");
        (await staff.PostAsync(task.Path(part.Office, "judge"), returned)).Expect(200);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskReturned, staffId, task.TaskId, times: 1);
        (await staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(true))).Expect(409, "task-otherwise");
        task.Opened((await task.ListedAsync(client.Browser, part.Client))["returned"]!).ShouldBe("Niet leesbaar");

        // What the client does anew is not the office's before it is sent.
        (await task.SaveAsync(client.Browser, part.Client, "files", 1, "Nieuw")).Expect(200);
        (await task.OpenAsync(staff, part.Office)).Expect(200)["pages"]!.AsArray().ShouldBeEmpty();
        var again = await ADossier.UploadAsync(client.Browser, part, part.Client);
        (await client.Browser.PostAsync(task.Path(part.Client, "send"), task.Sent(again, ("files", 2, null)))).Expect(201);
        (await task.OpenAsync(staff, part.Office)).Expect(200)["task"]!["returned"].ShouldBeNull();
        (await staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(true))).Expect(200)["state"]!.GetValue<string>().ShouldBe("done");
        (await staff.PostAsync(task.Path(part.Office, "judge"), task.Judged(true))).Expect(200);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskAccepted, staffId, task.TaskId, times: 1);
        var opened = await ADossier.OpenAsync(client.Browser, part.Client, "delivered");
        (ATask.NumbersOf(opened), opened["entries"]!.AsArray().Count).ShouldBe(((0, 0, 1), 2));
    }

    [Fact]
    public async Task What_is_sent_when_its_handler_left_is_told_to_the_stand_in_and_without_one_to_the_owner()
    {
        const string Delivered = "leverde iets aan in een dossier";
        var (dossier, client, part) = await MakeAsync();
        var member = new Membership(MailboxId.From(dossier.MailboxId), MemberRight.Delegate);
        var (handler, standIn) = (await world.ColleagueAsync(Role.Staff, member), await world.ColleagueAsync(Role.Staff, member));
        (await dossier.SetAsync(handlerId: handler.AccountId, standInId: standIn.AccountId)).Expect(200);
        var other = await AClient.MakeAsync(world, dossier.MailboxId, "Tweede Klant");
        var partOfOther = await dossier.AddAsync(other);
        await world.LeavesAsync(handler.AccountId, dossier.MailboxId);

        await world.NextMailAsync(standIn.Email, Delivered, () => SendAsync(client, part));

        await world.HintsWorkedAsync();
        world.Mails(world.StaffLogIn.Email, Delivered).ShouldNotContain(mail => mail.Text!.Contains(part.Office, StringComparison.Ordinal));
        await world.LeavesAsync(standIn.AccountId, dossier.MailboxId);
        await SendAsync(other, partOfOther);
        await Waiting.UntilAsync("the owner's mail", () => world.Mails(world.StaffLogIn.Email, Delivered).Any(mail => mail.Text!.Contains(partOfOther.Office, StringComparison.Ordinal)));
        await world.HintsWorkedAsync();
        (world.Mails(handler.Email, Delivered).Count, world.Mails(standIn.Email, Delivered).Count).ShouldBe((0, 1));

        async Task SendAsync(Somebody sender, APart of)
        {
            var task = await ATask.AskAsync(dossier, of, "document");
            var files = await ADossier.UploadAsync(sender.Browser, of, of.Client);
            (await sender.Browser.PostAsync(task.Path(of.Client, "send"), task.Sent(files))).Expect(201);
        }
    }

    [Fact]
    public async Task A_document_is_read_and_confirmed_once()
    {
        var (dossier, client, part) = await MakeAsync();
        var (message, letter) = (await ADossier.WriteAsync(dossier.Staff, part, part.Office), await dossier.PublishAsync(part));
        foreach (var wrong in new[] { Seals.NewId(), message })
        {
            (await dossier.Staff.PostAsync(
                ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, Seals.NewId(), ATask.DayOf(world, 5), "reading", wrong))).Expect(400, "bad-input");
        }

        var task = await ATask.AskAsync(dossier, part, "reading", entryId: letter);

        (await task.ListedAsync(client.Browser, part.Client))["entryId"]!.GetValue<string>().ShouldBe(letter);
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 0)).Expect(409, "task-otherwise");
        for (var i = 0; i < 2; i++)
        {
            var confirmed = (await client.Browser.PostAsync(task.Path(part.Client, "confirm"))).Expect(200);
            (confirmed["state"]!.GetValue<string>(), confirmed["sentBy"]!.GetValue<string>()).ShouldBe(("done", client.Name));
        }

        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskConfirmed, client.AccountId, task.TaskId, times: 1);
        ATask.NumbersOf(await ADossier.OpenAsync(dossier.Staff, part.Office)).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task What_is_taken_back_leaves_nothing_with_the_client_and_a_closed_dossier_takes_nothing()
    {
        var (dossier, client, part) = await MakeAsync();
        var (staff, staffId) = (dossier.Staff, await dossier.Staff.AccountIdAsync());
        var task = await ATask.AskAsync(dossier, part);
        var files = await ADossier.UploadAsync(client.Browser, part, part.Client, 2);
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 0, files: [files[0]])).Expect(200);

        (await dossier.SetAsync(isClosed: true)).Expect(200);
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 1)).Expect(409, "dossier-closed");
        (await client.Browser.PostAsync(task.Path(part.Client, "send"), task.Sent([.. files], ("page-1", 1, null)))).Expect(409, "dossier-closed");
        (await staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, Seals.NewId(), ATask.DayOf(world, 5)))).Expect(409, "dossier-closed");
        (await task.RemindAsync(staff)).Expect(409, "dossier-closed");
        (await task.OpenAsync(client.Browser, part.Client)).Expect(200)["pages"]!.AsArray().ShouldHaveSingleItem();

        (await staff.PostAsync(task.Path(part.Office, "withdraw"))).Expect(200)["state"]!.GetValue<string>().ShouldBe("withdrawn");
        (await staff.PostAsync(task.Path(part.Office, "withdraw"))).Expect(200);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskWithdrawn, staffId, task.TaskId, times: 1);
        (await dossier.SetAsync(isClosed: false)).Expect(200);
        (await client.Browser.GetAsync(ADossier.Path(part.Client, "part/tasks"))).Expect(200)["tasks"]!.AsArray().ShouldBeEmpty();
        (await staff.GetAsync(ADossier.Path(part.Office, $"part/tasks?as={part.Client}"))).Expect(200)["tasks"]!.AsArray().ShouldBeEmpty();
        (await task.OpenAsync(client.Browser, part.Client)).Expect(404, "not-found");
        (await task.SaveAsync(client.Browser, part.Client, "page-1", 0)).Expect(404, "not-found");
        (await client.Browser.PostAsync(ADossier.Path(part.Client, $"files/{files[0]}/ticket"))).Expect(404, "not-found");
        (await world.RowsAsync("conversations", part.PartId)).ShouldNotContain(row => row.RowKey.StartsWith("sheet~answers", StringComparison.Ordinal));
        ATask.NumbersOf(await ADossier.OpenAsync(client.Browser, part.Client)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Of_one_client_no_more_is_asked_than_there_can_be()
    {
        var (dossier, _, part) = await MakeAsync();
        await Conflicts.RetryAsync(async () =>
        {
            // As if all but one had been asked; the worker may hold the row for a list.
            var table = world.Storage().Conversations;
            var stored = (await table.FindAsync<Part>(part.PartId, "part", TestContext.Current.CancellationToken))!;
            var changes = new Changes(part.PartId);
            changes.Replace(stored, stored.Value with { TasksAsked = SecurityNumbers.TasksInPart - 1 });
            return (await changes.TrySubmitAsync(table, TestContext.Current.CancellationToken), true);
        });

        await ATask.AskAsync(dossier, part);
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, Seals.NewId(), ATask.DayOf(world, 5)))).Expect(409, "tasks-full");
    }

    private async Task<(ADossier Dossier, Somebody Client, APart Part)> MakeAsync()
    {
        var dossier = await ADossier.MakeAsync(world);
        var client = await AClient.MakeAsync(world, dossier.MailboxId, "Karin Klant");
        return (dossier, client, await dossier.AddAsync(client));
    }
}
