using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>Every kind of caller × every route of dossiers (security F4): who is let in, and who learns nothing.</summary>
public sealed class WhoMayDoWhatInDossiers(SharedWorld world)
{
    /// <summary>Whom a route lets in: o the office, c the company's main account, x an extra account that sees the dossier.</summary>
    private static readonly (string Method, string Route, string LetsIn)[] OfDossiers =
    [
        ("POST", "dossier/open", "o"),
        ("POST", "dossier/header", "o"),
        ("POST", "dossier/facts", "o"),
        ("POST", "dossier/parts", "o"),
        ("DELETE", "dossier/parts/{spare}", "o"),
        ("POST", "dossier/parts/{spare}/restore", "o"),
    ];

    private static readonly (string Method, string Route, string LetsIn)[] OfParts =
    [
        ("POST", "part/open", "ocx"),
        ("GET", "part/entries?tab=documents", "ocx"),
        ("POST", "part/entries/{entry}/open", "ocx"),
        ("POST", "part/published", "o"),
        ("POST", "part/messages", "ocx"),
        ("POST", "part/header", "o"),
        ("POST", "part/accounts/{extra}", "oc"),
        ("GET", "part/tasks", "ocx"),
        ("POST", "part/tasks", "o"),
        ("POST", "part/tasks/{task}/open", "ocx"),
        ("POST", "part/tasks/{task}/answers", "cx"),
        ("POST", "part/tasks/{task}/send", "cx"),
        ("POST", "part/tasks/{task}/confirm", "cx"),
        ("POST", "part/tasks/{task}/judge", "o"),
        ("POST", "part/tasks/{task}/date", "o"),
        ("POST", "part/tasks/{task}/remind", "o"),
        ("POST", "part/tasks/{task}/withdraw", "o"),
        ("POST", "uploads", "ocx"),
        ("POST", "files", "ocx"),
        ("POST", "downloads", "ocx"),
        ("POST", "files/{file}/ticket", "ocx"),
    ];

    [Fact]
    public async Task Each_route_lets_in_whom_it_should_and_tells_nobody_else_anything()
    {
        var dossier = await ADossier.MakeAsync(world);
        var company = await AClient.MakeAsync(world, dossier.MailboxId, "Bakkerij BV", ClientKind.Company);
        var (extra, without, ended) = (await ExtraAsync("Eva Extra"), await ExtraAsync("Zonder Zicht"), await ExtraAsync("Weg Werker"));
        var (other, spare, stranger) = (
            await AClient.MakeAsync(world, dossier.MailboxId, "Tweede Cliënt"), await AClient.MakeAsync(world, dossier.MailboxId, "Ooit Cliënt"),
            await AClient.MakeAsync(world, dossier.MailboxId, "Ander Dossier"));
        var (part, ofOther, ofSpare) = (await dossier.AddAsync(company), await dossier.AddAsync(other), await dossier.AddAsync(spare));
        await (await ADossier.MakeAsync(world)).AddAsync(stranger);
        foreach (var seer in new[] { extra, without, ended })
        {
            (await SeesAsync(company.Browser, part.Client, seer, true)).Expect(204);
        }

        await world.IsWrittenDownAsync(part.Place, DossierEvents.ExtraAccountChanged, company.AccountId, $"{extra.AccountId} sees");
        (await SeesAsync(company.Browser, part.Client, without, false)).Expect(204);
        (await without.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().ShouldBeEmpty();
        await ChangeAsync(ended, head => head with { State = AccountState.Ended });
        (await dossier.Staff.DeleteAsync(ADossier.Path(dossier.Office, $"dossier/parts/{ofSpare.PartId}"))).Expect(204);
        var (standIn, standInId, _) = await world.ColleagueAsync(Role.Staff, new Membership(MailboxId.From(dossier.MailboxId), MemberRight.Delegate));
        var (desk, _, _) = await world.ColleagueAsync(Role.ServiceDesk);
        (await dossier.SetAsync(standInId: standInId)).Expect(200)["standIn"]!["accountId"]!.GetValue<string>().ShouldBe(standInId);
        var otherStaff = await world.OtherStaffAsync();
        (await dossier.SetAsync(handlerId: await otherStaff.AccountIdAsync())).Expect(409, "handler-cannot");
        var entry = await dossier.PublishAsync(part);
        var task = await ATask.AskAsync(dossier, part);
        var file = (await dossier.Staff.GetAsync(ADossier.Path(part.Office, "part/entries?tab=documents"))).Expect(200)["entries"]![0]!["files"]![0]!["fileId"]!
            .GetValue<string>();

        // As whom somebody asks, and what that is to be.
        (string Who, char Kind, ApiClient Browser, string Number)[] callers =
        [
            ("the handler", 'o', dossier.Staff, "00"),
            ("the stand-in, a delegate", 'o', standIn, "00"),
            ("the company's main account", 'c', company.Browser, "01"),
            ("an extra account that sees it", 'x', extra.Browser, "02"),
            ("an extra account that does not see it any more", '-', without.Browser, "03"),
            ("an extra account that ended", '-', ended.Browser, "04"),
            ("the company as the office", '-', company.Browser, "00"),
            ("the company as its extra account", '-', company.Browser, "02"),
            ("an extra account as the company", '-', extra.Browser, "01"),
            ("the other client of the dossier", '-', other.Browser, "01"),
            ("the other client as the office", '-', other.Browser, "00"),
            ("a client of another dossier", '-', stranger.Browser, "01"),
            ("a client from whom it was taken", '-', spare.Browser, "01"),
            ("the handler as the client", '-', dossier.Staff, "01"),
            ("other staff", '-', otherStaff, "00"),
            ("the service desk", '-', desk, "00"),
            ("a guest", '-', (await Somebody.MakeAsync(world)).Browser, "01"),
            ("nobody", '-', world.NewBrowser(), "01"),
        ];
        var failures = new List<string>();
        foreach (var (space, (method, route, letsIn)) in OfDossiers.Select(one => (dossier.DossierId, one)).Concat(OfParts.Select(one => (part.PartId, one))))
        {
            var path = route.Replace("{spare}", ofSpare.PartId, StringComparison.Ordinal).Replace("{entry}", entry, StringComparison.Ordinal)
                .Replace("{extra}", extra.AccountId, StringComparison.Ordinal).Replace("{task}", task.TaskId, StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal);
            foreach (var (who, kind, browser, number) in callers)
            {
                var answer = await AskAsync(browser, space + number);
                var isRight = letsIn.Contains(kind, StringComparison.Ordinal)
                    // What is refused for another reason than who asks was let in.
                    ? (int)answer.Status is 200 or 201 or 204 or 409
                    : (int)answer.Status is 401 or 404 && Same(answer, await AskAsync(browser, Seals.NewId() + number));
                if (!isRight)
                {
                    failures.Add($"{method} {route} as {who}: {(int)answer.Status} {answer.Text}");
                }
            }

            Task<ApiAnswer> AskAsync(ApiClient browser, string participant) => method switch
            {
                "GET" => browser.GetAsync(ADossier.Path(participant, path)),
                "DELETE" => browser.DeleteAsync(ADossier.Path(participant, path)),
                _ => browser.PostAsync(ADossier.Path(participant, path), BodyOf(route, participant, task, dossier, file)),
            };
        }

        failures.ShouldBeEmpty();
        await ListsAsync(dossier, callers);
        (await dossier.TryAddAsync(new APart(Seals.NewId(), Seals.NewKey()), other.AccountId)).Expect(409, "already-in-dossier")["partId"]!
            .GetValue<string>().ShouldBe(ofOther.PartId);
        (await dossier.TryAddAsync(new APart(Seals.NewId(), Seals.NewKey()), extra.AccountId)).Expect(409, "no-such-client");
        (await SeesAsync(company.Browser, part.Client, other, true)).Expect(409, "no-such-client");

        // Nobody but the office sees it as somebody else does.
        var (extras, asExtra) = (part.PartId + "02", $"part/entries?tab=documents&as={part.PartId}02");
        (await company.Browser.PostAsync(ADossier.Path(part.Client, "part/open"), new { tab = "documents", @as = extras })).Expect(404, "not-found");
        (await company.Browser.GetAsync(ADossier.Path(part.Client, asExtra))).Expect(404, "not-found");
        (await ADossier.ReadAsync(company.Browser, part.Client, entry, extras)).Expect(404, "not-found");
        (await dossier.Staff.GetAsync(ADossier.Path(part.Office, asExtra))).Expect(200);

        // A client who is a colleague too is still a client in the dossier: what is the office's is not theirs.
        await ChangeAsync(company, head => head with { Roles = [Role.Client, Role.Staff] });
        (await company.Browser.PostAsync(ADossier.Path(part.Client, "part/published"), ADossier.Published(part, [Seals.NewId()]))).Expect(404, "not-found");
        (await company.Browser.PostAsync(ADossier.Path(part.Client, "part/header"), new { note = ADossier.Header(part.PartId, part.SealKey) })).Expect(404, "not-found");

        // Who is a client no more, and a guest still, finds nothing of it.
        await ChangeAsync(extra, head => head with { Roles = [Role.Guest] });
        (await extra.Browser.PostAsync(ADossier.Path(extras, "uploads"), new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } })).Expect(404, "not-found");

        Task<Somebody> ExtraAsync(string name) => AClient.MakeAsync(world, dossier.MailboxId, name, ClientKind.ExtraAccount, company);
    }

    [Fact]
    public async Task A_handler_who_can_use_the_mailbox_no_more_is_not_mailed_and_its_owner_is()
    {
        const string Wrote = "schreef in een dossier";
        var dossier = await ADossier.MakeAsync(world);
        var (_, handlerId, email) = await world.ColleagueAsync(Role.Staff, new Membership(MailboxId.From(dossier.MailboxId), MemberRight.Delegate));
        (await dossier.SetAsync(handlerId: handlerId)).Expect(200);
        var (first, second) = (
            await AClient.MakeAsync(world, dossier.MailboxId, "Karin Klant"), await AClient.MakeAsync(world, dossier.MailboxId, "Tweede Klant"));
        var (ofFirst, ofSecond) = (await dossier.AddAsync(first), await dossier.AddAsync(second));
        await world.NextMailAsync(email, Wrote, () => ADossier.WriteAsync(first.Browser, ofFirst, ofFirst.Client));

        await world.LeavesAsync(handlerId, dossier.MailboxId);
        await ADossier.WriteAsync(second.Browser, ofSecond, ofSecond.Client);

        await Waiting.UntilAsync("the owner's mail", () => world.Mails(world.StaffLogIn.Email, Wrote).Any(mail => mail.Text!.Contains($"/dossiers/#{ofSecond.Office}", StringComparison.Ordinal)));
        world.Mails(world.StaffLogIn.Email, Wrote).Single(mail => mail.Text!.Contains(ofSecond.Office, StringComparison.Ordinal)).Text!.ShouldContain("andere behandelaar");
        world.Mails(world.StaffLogIn.Email, Wrote).ShouldNotContain(mail => mail.Text!.Contains(ofFirst.Office, StringComparison.Ordinal));
        await world.HintsWorkedAsync();
        world.Mails(email, Wrote).Count.ShouldBe(1);
    }

    private static async Task ListsAsync(ADossier dossier, IEnumerable<(string Who, char Kind, ApiClient Browser, string Number)> callers)
    {
        foreach (var (who, kind, browser, _) in callers.DistinctBy(caller => caller.Browser))
        {
            foreach (var list in new[] { "dossiers", "handlers" })
            {
                ((int)(await browser.GetAsync($"/api/mailboxes/{dossier.MailboxId}/{list}")).Status == 200).ShouldBe(kind == 'o', $"{list} as {who}");
            }

            if (kind != 'o')
            {
                ((int)(await browser.PostAsync($"/api/mailboxes/{dossier.MailboxId}/dossiers", await dossier.BodyAsync())).Status)
                    .ShouldBeOneOf([401, 404], who);
            }
        }
    }

    private static bool Same(ApiAnswer one, ApiAnswer other) => (one.Status, one.Text) == (other.Status, other.Text);

    private static Task<ApiAnswer> SeesAsync(ApiClient browser, string participant, Somebody extra, bool sees) =>
        browser.PostAsync(ADossier.Path(participant, $"part/accounts/{extra.AccountId}"), new { sees });

    private static object BodyOf(string route, string participant, ATask task, ADossier dossier, string file) => route switch
    {
        "dossier/header" => new { note = ADossier.Header(dossier.DossierId, dossier.SealKey), steps = Array.Empty<string>() },
        "dossier/facts" => ADossier.FactsOf(),
        "dossier/parts" => new
        {
            partId = task.Part.PartId, sealKey = new { version = Seals.NewId(), wrapped = new byte[384] },
            note = ADossier.Header(task.Part.PartId, task.Part.SealKey), clientId = Seals.NewId(),
        },
        "part/open" => new { tab = "documents", @as = (string?)null },
        "part/entries/{entry}/open" or "part/tasks/{task}/open" => new { @as = (string?)null },
        "part/published" => ADossier.Published(task.Part, [Seals.NewId()]),
        "part/messages" => ADossier.Message(task.Part, participant),
        "part/header" => new { note = ADossier.Header(task.Part.PartId, task.Part.SealKey) },
        "part/tasks" => ATask.Asked(task.Part, Seals.NewId(), ATask.DayOf(dossier.World, 7)),
        "part/tasks/{task}/answers" => task.Answers(Seals.NewId(), 0, participant: participant),
        "part/tasks/{task}/send" => task.Sent([Seals.NewId()], ("page-1", 0, "Antwoord")),
        "part/tasks/{task}/remind" => new { reminderId = Seals.NewId() },
        "part/tasks/{task}/judge" => task.Judged(true),
        "part/tasks/{task}/date" => new { dueOn = ATask.DayOf(dossier.World, 7) },
        "part/accounts/{extra}" => new { sees = true },
        "uploads" => new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } },
        "files" => new { fileId = Seals.NewId(), size = 1 },
        "downloads" => new { files = new[] { file } },
        _ => new { },
    };

    /// <summary>Tried again when the worker held the account for a row of its list.</summary>
    private async Task ChangeAsync(Somebody somebody, Func<AccountHead, AccountHead> change) => await Conflicts.RetryAsync(async () =>
    {
        var storage = world.Cloud.Services.GetRequiredService<StorageClients>();
        var head = (await storage.Accounts.FindAsync<AccountHead>(somebody.AccountId, SessionStore.HeadRow, TestContext.Current.CancellationToken))!;
        var changes = new Changes(somebody.AccountId);
        changes.Replace(head, change(head.Value));
        return (await changes.TrySubmitAsync(storage.Accounts, TestContext.Current.CancellationToken), true);
    });
}
