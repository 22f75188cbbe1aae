using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Dossiers;

/// <summary>A questionnaire from being asked to being read, filled in by two people of a company (N38-N44, X25, X26, X29).</summary>
public sealed class AQuestionnaireOfADossier(SharedWorld world)
{
    [Fact]
    public async Task Is_filled_in_by_two_and_the_office_has_no_answer_before_it_was_sent()
    {
        var (dossier, company, extra, part) = await MakeAsync();
        var (staff, staffId, second) = (dossier.Staff, await dossier.Staff.AccountIdAsync(), part.PartId + "02");
        var task = new ATask(dossier, part, Seals.NewId());
        var body = ATask.Asked(part, task.TaskId, ATask.DayOf(world, 14));
        var mail = await world.NextMailAsync(company.Email, "staat iets voor u klaar", async () =>
            (await staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), body)).Expect(201)["state"]!.GetValue<string>().ShouldBe("open"));
        mail.Text!.ShouldContain($"/portal/#{part.Client}");
        (mail.Text + mail.Subject + mail.Html).ShouldNotContain("akte", Case.Insensitive);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskAsked, staffId, task.TaskId);
        (await staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), body)).Expect(201);
        (await staff.PostAsync(ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, task.TaskId, ATask.DayOf(world, 15)))).Expect(409, "id-taken");
        await BadDaysAsync(dossier, part);
        await OwnAsync(company, row => ATask.NumbersOf(row) == (1, 0, 0));
        await OfficeAsync(dossier, part, row => ATask.NumbersOf(row) == (1, 0, 0));
        ATask.NumbersOf(await ADossier.OpenAsync(company.Browser, part.Client)).ShouldBe((1, 0, 0));

        // The first saves; the second, who read nothing yet, is given that, and goes on from it; and the first from theirs.
        var opened = (await task.OpenAsync(company.Browser, part.Client)).Expect(200);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskOpened, company.AccountId, task.TaskId);
        (opened["pages"]!.AsArray().Count, task.Opened(opened["definition"]!, "definition")).ShouldBe((0, "{}"));
        var saved = (await task.SaveAsync(company.Browser, part.Client, "page-1", 0)).Expect(200);
        saved["revision"]!.GetValue<int>().ShouldBe(1);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.AnswersWritten, company.AccountId, $"{task.TaskId} page-1");
        var conflict = (await task.SaveAsync(extra.Browser, second, "page-1", 0, "Dorpsstraat 2")).Expect(409, "answers-changed")["page"]!;
        (task.Opened(conflict["note"]!), conflict["revision"]!.GetValue<int>(), conflict["author"]!.GetValue<string>(), conflict["by"]!.GetValue<string>())
            .ShouldBe(("Kerkstraat 1", 1, part.Client, company.Name));
        var repeated = task.Answers("page-1", 1, "Dorpsstraat 2", second);
        (await extra.Browser.PostAsync(task.Path(second, "answers"), repeated)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(2);
        (await extra.Browser.PostAsync(task.Path(second, "answers"), repeated)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(2);
        await world.IsWrittenDownAsync(part.Place, DossierEvents.AnswersWritten, extra.AccountId, $"{task.TaskId} page-1", times: 1);
        (await task.SaveAsync(company.Browser, part.Client, "page-1", 1, "Kerkstraat 3")).Expect(409, "answers-changed");
        (await task.SaveAsync(company.Browser, part.Client, "page-2", 1)).Expect(400, "bad-input");

        var files = await FilesAsync(task, company, extra, second);
        await NothingForTheOfficeAsync(task, files[0]);
        await SendAsync(task, company, extra, files);
        await ReadAsync(task, staffId, files);
    }

    [Fact]
    public async Task Keeps_the_version_that_was_sent_when_the_form_is_published_anew()
    {
        var (dossier, company, _, part) = await MakeAsync();
        var (formId, path) = (Seals.NewId(), $"/api/mailboxes/{dossier.MailboxId}/forms");
        (await dossier.Staff.PostAsync(path, new { formId, header = Form("Eerste"), definition = Form("Eerste") })).Expect(201);
        (await dossier.Staff.PostAsync($"{path}/{formId}/versions", new { revision = 1 })).Expect(200);
        var task = await ATask.AskAsync(dossier, part, form: "Eerste");
        (await task.SaveAsync(company.Browser, part.Client, "page-1", 0)).Expect(200);

        (await dossier.Staff.PostAsync($"{path}/{formId}/draft", new { revision = 1, header = Form("Tweede"), definition = Form("Tweede") })).Expect(200);
        (await dossier.Staff.PostAsync($"{path}/{formId}/versions", new { revision = 2 })).Expect(200);
        var later = await ATask.AskAsync(dossier, part, form: "Tweede");
        await IsOfAsync("Eerste");
        (await task.SaveAsync(company.Browser, part.Client, "page-1", 1, "Dorpsstraat 2")).Expect(200);
        var pdf = await ADossier.UploadAsync(company.Browser, part, part.Client);
        (await company.Browser.PostAsync(task.Path(part.Client, "send"), task.Sent(pdf, ("page-1", 2, null)))).Expect(201);
        await IsOfAsync("Eerste");
        later.Opened((await later.OpenAsync(company.Browser, part.Client)).Expect(200)["definition"]!, "definition").ShouldBe("Tweede");

        async Task IsOfAsync(string form)
        {
            foreach (var (browser, reader) in new[] { (company.Browser, part.Client), (dossier.Staff, part.Office) })
            {
                task.Opened((await task.OpenAsync(browser, reader)).Expect(200)["definition"]!, "definition").ShouldBe(form);
            }
        }

        JsonObject Form(string words) => Seals.Note(part.SealKey, dossier.MailboxId, new JsonObject
        {
            ["kind"] = "questionnaire", ["space"] = dossier.MailboxId, ["id"] = formId, ["author"] = dossier.MailboxId, ["definition"] = words,
        });
    }

    /// <summary>Files that are kept with answers: both people are handed them, and what was dropped nobody.</summary>
    private static async Task<IReadOnlyList<string>> FilesAsync(ATask task, Somebody company, Somebody extra, string second)
    {
        var part = task.Part;
        var files = await ADossier.UploadAsync(company.Browser, part, part.Client, 3);
        (await task.SaveAsync(company.Browser, part.Client, "page-2", 0, files: [Seals.NewId()])).Expect(409, "files-not-ready");
        (await task.SaveAsync(extra.Browser, second, "page-2", 0, files: files)).Expect(409, "files-not-ready");
        (await task.SaveAsync(company.Browser, part.Client, "page-2", 0, files: files)).Expect(200);
        (await extra.Browser.PostAsync(ADossier.Path(second, $"files/{files[0]}/ticket"))).Expect(200);
        (await company.Browser.DeleteAsync(ADossier.Path(part.Client, $"files/{files[0]}"))).Expect(404, "not-found");
        (await company.Browser.PostAsync(ADossier.Path(part.Client, "part/messages"), ADossier.Message(part, part.Client, files: [files[0]])))
            .Expect(409, "files-not-ready");
        (await task.SaveAsync(extra.Browser, second, "page-2", 1, dropped: [files[2], Seals.NewId()])).Expect(200);
        (await extra.Browser.PostAsync(ADossier.Path(second, $"files/{files[2]}/ticket"))).Expect(404, "not-found");
        return files;
    }

    /// <summary>Not what was answered, not its files, also not as the client sees it; how far it is, it sees.</summary>
    private async Task NothingForTheOfficeAsync(ATask task, string file)
    {
        var (staff, part) = (task.Dossier.Staff, task.Part);
        var seen = (await task.OpenAsync(staff, part.Office)).Expect(200);
        var viewed = (await task.OpenAsync(staff, part.Office, part.Client)).Expect(200);
        await world.IsWrittenDownAsync(
            part.Place, DossierEvents.TaskViewedAs, await staff.AccountIdAsync(), $"{task.TaskId} {part.Client}");
        (seen["pages"]!.AsArray().Count, viewed["pages"]!.AsArray().Count).ShouldBe((0, 0));
        (await staff.PostAsync(ADossier.Path(part.Office, $"files/{file}/ticket"))).Expect(404, "not-found");
        var several = (await staff.PostAsync(ADossier.Path(part.Office, "downloads"), new { files = new[] { file } })).Expect(200);
        several["files"]![0]!["refused"]!.GetValue<string>().ShouldBe("not-found");
        (await task.OpenAsync(staff, part.Client)).Expect(404, "not-found");
        var listed = await task.ListedAsync(staff, part.Office);
        (listed["startedAt"] is null, listed["answered"]!.GetValue<int>(), listed["total"]!.GetValue<int>()).ShouldBe((false, 2, 60));
        (await staff.GetAsync(ADossier.Path(part.Office, $"part/tasks?as={part.Client}"))).Expect(200)["tasks"]!.AsArray().ShouldHaveSingleItem();
        (await staff.GetAsync(ADossier.Path(part.Office, $"part/tasks?as={Seals.NewId()}01"))).Expect(404, "not-found");
    }

    /// <summary>Only as everybody left it, once, and with everything or nothing.</summary>
    private async Task SendAsync(ATask task, Somebody company, Somebody extra, IReadOnlyList<string> files)
    {
        var (part, pdf) = (task.Part, await ADossier.UploadAsync(company.Browser, task.Part, task.Part.Client));
        var path = task.Path(part.Client, "send");
        (await company.Browser.PostAsync(path, task.Sent(pdf, ("page-1", 1, null), ("page-2", 2, null)))).Expect(409, "answers-changed")["page"]!["pageId"]!
            .GetValue<string>().ShouldBe("page-1");
        (await company.Browser.PostAsync(path, task.Sent(pdf, ("page-1", 2, null)))).Expect(409, "answers-changed")["page"]!["pageId"]!
            .GetValue<string>().ShouldBe("page-2");
        (await company.Browser.PostAsync(path, task.Sent([pdf[0], Seals.NewId()], ("page-1", 2, null), ("page-2", 2, null)))).Expect(409, "files-not-ready");
        (await company.Browser.PostAsync(path, task.Sent(pdf, ("page-1", 2, null), ("page-2", 2, null), ("page-3", 4, null)))).Expect(400, "bad-input");

        // The second file was kept and is not sent: it goes.
        var body = task.Sent([files[0], pdf[0]], ("page-1", 2, null), ("page-2", 2, "Wat gold"), ("page-3", 0, "Tot slot"));
        var told = await world.NextMailAsync(world.StaffLogIn.Email, "leverde iets aan", async () => (await company.Browser.PostAsync(path, body)).Expect(201));
        told.Text!.ShouldContain($"/dossiers/#{part.Office}");
        (await company.Browser.PostAsync(path, body)).Expect(201);
        (await company.Browser.PostAsync(path, task.Sent([pdf[0]], ("page-1", 2, null)))).Expect(409, "task-otherwise")["state"]!.GetValue<string>().ShouldBe("done");
        (await task.SaveAsync(extra.Browser, part.PartId + "02", "page-1", 2)).Expect(409, "task-otherwise");
        (await extra.Browser.PostAsync(ADossier.Path(part.PartId + "02", $"files/{files[1]}/ticket"))).Expect(404, "not-found");
        await OwnAsync(company, row => ATask.NumbersOf(row) == (0, 0, 1) && row["numbers"]!["delivered"]!.GetValue<int>() == 1);
        (await task.OpenAsync(extra.Browser, part.PartId + "02")).Expect(200)["pages"]!.AsArray().Count.ShouldBe(3);
    }

    /// <summary>The answers as they were sent, and the entry with its files; the rest of what can be done with it is over.</summary>
    private async Task ReadAsync(ATask task, string staffId, IReadOnlyList<string> files)
    {
        var (staff, part) = (task.Dossier.Staff, task.Part);
        var listed = await task.ListedAsync(staff, part.Office);
        var entryId = listed["entryId"]!.GetValue<string>();
        await world.IsWrittenDownAsync(part.Place, DossierEvents.TaskSent, await AuthorAsync(part, staff, entryId), $"{task.TaskId} {entryId}");
        var row = await OfficeAsync(task.Dossier, part, one => one["unread"]!["delivered"]!.GetValue<int>() == 1);
        ATask.NumbersOf(row).ShouldBe((0, 0, 1));
        var pages = (await task.OpenAsync(staff, part.Office)).Expect(200)["pages"]!.AsArray();
        pages.Select(page => task.Opened(page!["note"]!)).ShouldBe(["Dorpsstraat 2", "Wat gold", "Tot slot"]);
        var entry = (await ADossier.ReadAsync(staff, part.Office, entryId)).Expect(200)["entry"]!;
        entry["taskId"]!.GetValue<string>().ShouldBe(task.TaskId);
        var sent = entry["files"]!.AsArray().Select(file => file!["fileId"]!.GetValue<string>()).ToList();
        (sent.Count, sent[0]).ShouldBe((2, files[0]));
        foreach (var file in sent)
        {
            (await staff.PostAsync(ADossier.Path(part.Office, $"files/{file}/ticket"))).Expect(200);
        }

        foreach (var (what, body) in new (string, object)[]
        {
            ("remind", new { reminderId = Seals.NewId() }), ("withdraw", new { }), ("judge", task.Judged(true)), ("judge", task.Judged(false)), ("date", new { dueOn = ATask.DayOf(world, 20) }),
        })
        {
            (await staff.PostAsync(task.Path(part.Office, what), body)).Expect(409, "task-otherwise");
        }

        (await world.AuditedAsync(part.Place)).ShouldContain(one => one.Event == "task-opened" && one.Actor == staffId);
    }

    private static async Task<string> AuthorAsync(APart part, ApiClient staff, string entryId)
    {
        var author = (await staff.GetAsync(ADossier.Path(part.Office, "part/entries?tab=delivered"))).Expect(200)["entries"]!.AsArray()
            .Single(entry => entry!["entryId"]!.GetValue<string>() == entryId)!["author"]!.GetValue<string>();
        return (await ADossier.OpenAsync(staff, part.Office))["people"]!.AsArray()
            .Single(person => person!["participantId"]!.GetValue<string>() == author)!["accountId"]!.GetValue<string>();
    }

    private async Task BadDaysAsync(ADossier dossier, APart part)
    {
        foreach (var (days, code) in new[] { (0, "date-past"), (-1, "date-past"), (366, "date-far") })
        {
            var refused = (await dossier.Staff.PostAsync(
                ADossier.Path(part.Office, "part/tasks"), ATask.Asked(part, Seals.NewId(), ATask.DayOf(world, days)))).Expect(400, "bad-input");
            refused["errors"]!["dueOn"]![0]!.GetValue<string>().ShouldBe(code);
        }
    }

    private async Task<(ADossier Dossier, Somebody Company, Somebody Extra, APart Part)> MakeAsync()
    {
        var dossier = await ADossier.MakeAsync(world);
        var company = await AClient.MakeAsync(world, dossier.MailboxId, "Bakkerij BV", ClientKind.Company);
        var extra = await AClient.MakeAsync(world, dossier.MailboxId, "Eva Extra", ClientKind.ExtraAccount, company);
        var part = await dossier.AddAsync(company);
        (await dossier.Staff.PostAsync(ADossier.Path(part.Office, $"part/accounts/{extra.AccountId}"), new { sees = true })).Expect(204);
        return (dossier, company, extra, part);
    }

    private static Task<JsonNode> OwnAsync(Somebody client, Func<JsonNode, bool> isIt) => Eventually.GetAsync(async () =>
        (await client.Browser.GetAsync("/api/portal/dossiers")).Expect(200)["dossiers"]!.AsArray().FirstOrDefault(row => isIt(row!)));

    private static Task<JsonNode> OfficeAsync(ADossier dossier, APart part, Func<JsonNode, bool> isIt) => Eventually.GetAsync(async () =>
        (await dossier.Staff.GetAsync($"/api/mailboxes/{dossier.MailboxId}/dossiers")).Expect(200)["dossiers"]!.AsArray()
            .SelectMany(row => row!["parts"]!.AsArray())
            .FirstOrDefault(one => one!["partId"]!.GetValue<string>() == part.PartId && isIt(one)));
}
