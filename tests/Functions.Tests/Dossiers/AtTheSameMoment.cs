using Shouldly;
using Xunit;
using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>Closing while others publish, taking a dossier away while a company writes in it, sending by two at once.</summary>
public sealed class AtTheSameMoment(SharedWorld world)
{
    [Fact]
    public async Task What_was_published_before_it_closed_is_there_and_nothing_comes_after()
    {
        var dossier = await ADossier.MakeAsync(world);
        var client = await AClient.MakeAsync(world, dossier.MailboxId, "Karin Klant");
        var part = await dossier.AddAsync(client);
        var files = await ADossier.UploadAsync(dossier.Staff, part, part.Office, 8);
        var bodies = files.Select(file => ADossier.Published(part, [file])).ToList();

        var publishing = bodies.Select(body => Task.Run(() => dossier.Staff.PostAsync(ADossier.Path(part.Office, "part/published"), body))).ToList();
        await Task.WhenAny(publishing);
        (await dossier.SetAsync(isClosed: true)).Expect(200);
        var after = (await dossier.Staff.GetAsync(ADossier.Path(part.Office, "part/entries?tab=documents"))).Expect(200)["entries"]!.AsArray().Count;
        var answers = await Task.WhenAll(publishing);

        answers.Count(answer => (int)answer.Status == 201).ShouldBe(after);
        answers.Where(answer => (int)answer.Status != 201).ShouldAllBe(answer => answer.Problem == "dossier-closed");
        var opened = await ADossier.OpenAsync(client.Browser, part.Client);
        (opened["numbers"]!["documents"]!.GetValue<int>(), opened["unread"]!["documents"]!.GetValue<int>()).ShouldBe((after, after));

        // Once a kind until they look: one mail for all of them. And a repeat of what was published is answered as it was.
        await Waiting.UntilAsync("the mail", () => world.Mails(client.Email, "nieuwe documenten").Count > 0);
        await world.HintsWorkedAsync();
        world.Mails(client.Email, "nieuwe documenten").Count.ShouldBe(1);
        var published = bodies[answers.ToList().FindIndex(answer => (int)answer.Status == 201)];
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, "part/published"), published)).Expect(201);
    }

    [Fact]
    public async Task Taken_away_while_it_writes_a_company_gets_nothing_any_more_and_given_back_it_is_as_it_was()
    {
        var dossier = await ADossier.MakeAsync(world);
        var staffId = await dossier.Staff.AccountIdAsync();
        var company = await AClient.MakeAsync(world, dossier.MailboxId, "Bakkerij BV", ClientKind.Company);
        var (extra, never) = (
            await AClient.MakeAsync(world, dossier.MailboxId, "Eva Extra", ClientKind.ExtraAccount, company),
            await AClient.MakeAsync(world, dossier.MailboxId, "Nooit Extra", ClientKind.ExtraAccount, company));
        var part = await dossier.AddAsync(company);
        await dossier.PublishAsync(part);
        foreach (var (account, sees) in new[] { (extra, true), (never, true), (never, false) })
        {
            (await dossier.Staff.PostAsync(ADossier.Path(part.Office, $"part/accounts/{account.AccountId}"), new { sees })).Expect(204);
        }

        await ListedAsync(company, 1);
        await ListedAsync(extra, 1);
        var isTaken = false;
        (Somebody Somebody, string Participant)[] people = [(company, part.Client), (extra, part.PartId + "02")];
        var writing = people.Select(one => Task.Run(async () =>
        {
            var (written, afterwards) = (0, 0);
            while (afterwards < 3)
            {
                var wasTaken = Volatile.Read(ref isTaken);
                var answer = await one.Somebody.Browser.PostAsync(
                    ADossier.Path(one.Participant, "part/messages"), ADossier.Message(part, one.Participant));
                (wasTaken && (int)answer.Status == 201).ShouldBeFalse("from the answer on nothing is taken");
                ((int)answer.Status).ShouldBeOneOf([201, 404, 429], answer.Text);
                written += (int)answer.Status == 201 ? 1 : 0;
                afterwards += wasTaken ? 1 : 0;
            }

            return written;
        })).ToList();
        await Eventually.GetAsync(async () =>
            (await dossier.Staff.GetAsync(ADossier.Path(part.Office, "part/entries?tab=messages"))).Expect(200)["entries"]!.AsArray().FirstOrDefault());

        (await dossier.Staff.DeleteAsync(ADossier.Path(dossier.Office, $"dossier/parts/{part.PartId}"))).Expect(204);

        Volatile.Write(ref isTaken, true);
        foreach (var (somebody, _) in people)
        {
            (await somebody.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().ShouldBeEmpty(somebody.Name);
        }

        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.ClientRevoked, staffId, $"{part.PartId} {company.AccountId}");
        var count = (await Task.WhenAll(writing)).Sum();
        await world.HintsWorkedAsync();
        await ListedAsync(company, 0);
        (await dossier.PublishAsync(part)).ShouldNotBeEmpty("the office goes on");
        (await ADossier.OpenAsync(dossier.Staff, part.Office))["numbers"]!["messages"]!.GetValue<int>().ShouldBe(count);

        (await dossier.Staff.PostAsync(ADossier.Path(dossier.Office, $"dossier/parts/{part.PartId}/restore"))).Expect(204);
        await world.IsWrittenDownAsync(dossier.Place, DossierEvents.ClientRestored, staffId, $"{part.PartId} {company.AccountId}");
        foreach (var (somebody, participant) in people)
        {
            (await ADossier.OpenAsync(somebody.Browser, participant))["numbers"]!["documents"]!.GetValue<int>().ShouldBe(2);
            await ListedAsync(somebody, 1);
        }

        (await ADossier.OpenAsync(company.Browser, part.Client))["unread"]!["documents"]!.GetValue<int>().ShouldBe(2);
        (await never.Browser.PostAsync(ADossier.Path(part.PartId + "03", "part/open"), new { tab = (string?)null, @as = (string?)null })).Expect(404);
    }

    [Fact]
    public async Task Two_of_a_company_send_while_the_office_takes_it_back_and_one_of_the_three_is_done()
    {
        var dossier = await ADossier.MakeAsync(world);
        var company = await AClient.MakeAsync(world, dossier.MailboxId, "Bakkerij BV", ClientKind.Company);
        var extra = await AClient.MakeAsync(world, dossier.MailboxId, "Eva Extra", ClientKind.ExtraAccount, company);
        var part = await dossier.AddAsync(company);
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, $"part/accounts/{extra.AccountId}"), new { sees = true })).Expect(204);
        (Somebody Somebody, string Participant)[] people = [(company, part.Client), (extra, part.PartId + "02")];
        var (sent, withdrawn) = (0, 0);
        for (var round = 0; round < 3; round++)
        {
            var task = await ATask.AskAsync(dossier, part);
            var bodies = new List<object>();
            foreach (var (somebody, participant) in people)
            {
                bodies.Add(task.Sent(await ADossier.UploadAsync(somebody.Browser, part, participant), ("page-1", 0, "Antwoord")));
            }

            var sending = people.Zip(bodies).Select(one => one.First.Somebody.Browser.PostAsync(task.Path(one.First.Participant, "send"), one.Second)).ToList();
            var taken = await dossier.Staff.PostAsync(task.Path(part.Office, "withdraw"));
            var answers = await Task.WhenAll(sending);

            answers.Where(answer => (int)answer.Status != 201).ShouldAllBe(answer => answer.Problem == "task-otherwise" || answer.Problem == "not-found");
            var done = answers.Count(answer => (int)answer.Status == 201);
            ((int)taken.Status, done).ShouldBeOneOf((200, 0), (409, 1));
            (sent, withdrawn) = (sent + done, withdrawn + (done == 0 ? 1 : 0));
        }

        var opened = await ADossier.OpenAsync(company.Browser, part.Client, "delivered");
        (ATask.NumbersOf(opened), opened["numbers"]!["delivered"]!.GetValue<int>(), opened["entries"]!.AsArray().Count).ShouldBe(((0, 0, sent), sent, sent));
        (await dossier.Staff.GetAsync(ADossier.Path(part.Office, "part/tasks"))).Expect(200)["tasks"]!.AsArray()
            .Count(task => task!["state"]!.GetValue<string>() == "withdrawn").ShouldBe(withdrawn);
    }

    [Fact]
    public async Task Deleted_while_it_uploads_an_extra_account_finishes_and_posts_nothing_any_more()
    {
        var dossier = await ADossier.MakeAsync(world);
        var company = await Clientele.RegisterAsync(world, dossier.Staff, dossier.MailboxId, "company", "Bakkerij BV");
        var extra = await Clientele.RegisterExtraAsync(world, company.Browser);
        var part = new APart(Seals.NewId(), Seals.NewKey());
        (await dossier.TryAddAsync(part, company.AccountId)).Expect(201);
        (await company.Browser.PostAsync(ADossier.Path(part.Client, $"part/accounts/{extra.AccountId}"), new { sees = true })).Expect(204);
        var me = part.PartId + "02";
        var posted = await ADossier.UploadAsync(extra.Browser, part, me);
        var written = await ADossier.WriteAsync(extra.Browser, part, me, "Wat er al was", posted);
        var begun = await StageAsync();

        var isDeleted = false;
        var uploading = Task.Run(async () =>
        {
            var (finished, afterwards) = (0, 0);
            while (afterwards < 3)
            {
                var wasDeleted = Volatile.Read(ref isDeleted);
                var files = new[] { Seals.NewId() };
                var staged = await extra.Browser.PostAsync(ADossier.Path(me, "uploads"), new { files = files.Select(fileId => new { fileId, size = Sealed().Size }) });
                var answer = (int)staged.Status == 200 ? await FinishAsync(staged, files[0]) : staged;
                (wasDeleted && (int)answer.Status is 200 or 201).ShouldBeFalse("from the answer on nothing is taken");
                ((int)answer.Status).ShouldBeOneOf([200, 401, 404, 429], answer.Text);
                finished += (int)answer.Status == 200 ? 1 : 0;
                afterwards += wasDeleted ? 1 : 0;
            }

            return finished;
        });
        (await company.Browser.DeleteAsync($"/api/client/accounts/{extra.AccountId}")).Expect(204);

        Volatile.Write(ref isDeleted, true);
        await uploading;
        // What was begun before: its ticket still takes bytes, and nobody makes a file of them, or posts one.
        ((int)await Writing.PutAsync(begun.Url, Sealed())).ShouldBe(201);
        (await extra.Browser.PostAsync(ADossier.Path(me, "uploads/finish"), new { files = new[] { begun.FileId } })).Expect(401);
        (await extra.Browser.PostAsync(ADossier.Path(me, "part/messages"), ADossier.Message(part, me, files: [begun.FileId]))).Expect(401);
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, $"files/{begun.FileId}/ticket"))).Expect(404);
        var asked = (await company.Browser.PostAsync(ADossier.Path(part.Client, "downloads"), new { files = new[] { begun.FileId } })).Expect(200)["files"]![0]!;
        (asked["refused"]!.GetValue<string>(), asked["download"]).ShouldBe(("not-found", null));
        foreach (var tab in new[] { "messages", "delivered" })
        {
            (await dossier.Staff.GetAsync(ADossier.Path(part.Office, $"part/entries?tab={tab}"))).Expect(200)["entries"]!.AsArray()
                .ShouldHaveSingleItem()!["entryId"]!.GetValue<string>().ShouldBe(written);
        }

        string[] ways = ["part/open", $"part/entries/{written}/open", $"files/{posted[0]}/ticket"];
        foreach (var way in ways)
        {
            (await extra.Browser.PostAsync(ADossier.Path(me, way), way.EndsWith("open", StringComparison.Ordinal) ? new { tab = (string?)null, @as = (string?)null } : new { }))
                .Expect(401);
        }

        async Task<(string FileId, string Url)> StageAsync()
        {
            var fileId = Seals.NewId();
            var staged = (await extra.Browser.PostAsync(ADossier.Path(me, "uploads"), new { files = new[] { new { fileId, size = Sealed().Size } } })).Expect(200);
            return (fileId, staged["files"]![0]!["upload"]!["uploadUrl"]!.GetValue<string>());
        }

        async Task<ApiAnswer> FinishAsync(ApiAnswer staged, string fileId)
        {
            ((int)await Writing.PutAsync(staged["files"]![0]!["upload"]!["uploadUrl"]!.GetValue<string>(), Sealed())).ShouldBe(201);
            return await extra.Browser.PostAsync(ADossier.Path(me, "uploads/finish"), new { files = new[] { fileId } });
        }

        EncryptedFile Sealed() => Seals.File(part.SealKey, part.PartId, [1, 2, 3]);
    }

    private static Task ListedAsync(Somebody somebody, int count) => Waiting.UntilAsync($"{count} dossiers of {somebody.Name}", async () =>
        (await somebody.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().Count == count);
}
