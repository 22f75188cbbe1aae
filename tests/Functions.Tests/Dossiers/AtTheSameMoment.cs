using Shouldly;
using Xunit;
using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>Closing while others publish, and taking a dossier away while a company writes in it.</summary>
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

    private static Task ListedAsync(Somebody somebody, int count) => Waiting.UntilAsync($"{count} dossiers of {somebody.Name}", async () =>
        (await somebody.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().Count == count);
}
