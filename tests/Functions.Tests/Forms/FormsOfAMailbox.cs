using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Forms;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Forms;

/// <summary>The forms of a mailbox: made, changed, published, archived; and by nobody else (X29).</summary>
public sealed class FormsOfAMailbox(SharedWorld world)
{
    private readonly byte[] key = Seals.NewKey();

    [Fact]
    public async Task A_form_is_changed_by_one_at_a_time_and_what_was_published_stays_as_it_was()
    {
        var (staff, mailbox, staffId) = await StaffAsync();
        var (formId, path) = (Seals.NewId(), $"/api/mailboxes/{mailbox}/forms");
        var made = Made(mailbox, formId, "Eerste");
        for (var i = 0; i < 2; i++)
        {
            var form = (await staff.PostAsync(path, made)).Expect(201);
            (form["version"]!.GetValue<int>(), form["revision"]!.GetValue<int>()).ShouldBe((0, 1));
        }

        (await staff.PostAsync(path, Made(mailbox, formId, "Anders"))).Expect(409, "id-taken");
        await IsWrittenDownAsync();
        (await staff.GetAsync($"{path}/{formId}/versions/1")).Expect(404, "not-found");

        // The second to save is given what the first saved.
        var draft = Draft(mailbox, formId, 1, "Tweede");
        (await staff.PostAsync($"{path}/{formId}/draft", draft)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(2);
        (await staff.PostAsync($"{path}/{formId}/draft", draft)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(2);
        var conflict = (await staff.PostAsync($"{path}/{formId}/draft", Draft(mailbox, formId, 1, "Derde"))).Expect(409, "form-changed");
        (Opened(conflict["definition"]!), conflict["form"]!["revision"]!.GetValue<int>()).ShouldBe(("Tweede", 2));

        // Published, once however often; the next version leaves it alone.
        (await staff.PostAsync($"{path}/{formId}/versions", new { revision = 1 })).Expect(409, "form-changed");
        for (var i = 0; i < 2; i++)
        {
            var published = (await staff.PostAsync($"{path}/{formId}/versions", new { revision = 2 })).Expect(200);
            (published["version"]!.GetValue<int>(), published["publishedRevision"]!.GetValue<int>()).ShouldBe((1, 2));
        }

        (await staff.PostAsync($"{path}/{formId}/draft", Draft(mailbox, formId, 2, "Derde"))).Expect(200);
        (await staff.PostAsync($"{path}/{formId}/versions", new { revision = 3 })).Expect(200)["version"]!.GetValue<int>().ShouldBe(2);
        foreach (var (version, words) in new[] { (1, "Tweede"), (2, "Derde") })
        {
            Opened((await staff.GetAsync($"{path}/{formId}/versions/{version}")).Expect(200)["definition"]!).ShouldBe(words);
        }

        var opened = (await staff.GetAsync($"{path}/{formId}")).Expect(200);
        (Opened(opened["definition"]!), opened["versions"]!.AsArray().Count).ShouldBe(("Derde", 2));
        for (var i = 0; i < 2; i++)
        {
            (await staff.PostAsync($"{path}/{formId}/archived", new { isArchived = true })).Expect(200)["isArchived"]!.GetValue<bool>().ShouldBeTrue();
        }

        var listed = (await staff.GetAsync(path)).Expect(200)["forms"]!.AsArray().Single(one => one!["formId"]!.GetValue<string>() == formId)!;
        (listed["isArchived"]!.GetValue<bool>(), Opened(listed["header"]!)).ShouldBe((true, "Derde"));
        await world.IsWrittenDownAsync(Place(mailbox), FormEvents.FormChanged, staffId, $"{mailbox} {formId}", times: 2);
        await world.IsWrittenDownAsync(Place(mailbox), FormEvents.FormPublished, staffId, $"{mailbox} {formId}", times: 2);
        await world.IsWrittenDownAsync(Place(mailbox), FormEvents.FormArchived, staffId, $"{mailbox} {formId}", times: 1);

        Task IsWrittenDownAsync() => world.IsWrittenDownAsync(Place(mailbox), FormEvents.FormMade, staffId, $"{mailbox} {formId}", times: 1);
    }

    [Fact]
    public async Task Colleagues_who_save_and_publish_at_once_lose_nothing_and_make_no_version_twice()
    {
        var (staff, mailbox, _) = await StaffAsync();
        var (formId, path) = (Seals.NewId(), $"/api/mailboxes/{mailbox}/forms");
        (await staff.PostAsync(path, Made(mailbox, formId, "Eerste"))).Expect(201);

        var saves = await Task.WhenAll(Enumerable.Range(0, 5).Select(number =>
            staff.PostAsync($"{path}/{formId}/draft", Draft(mailbox, formId, 1, $"Van {number}"))));
        saves.Count(answer => (int)answer.Status == 200).ShouldBe(1);
        saves.Where(answer => (int)answer.Status != 200).ShouldAllBe(answer => answer.Problem == "form-changed");
        var versions = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => staff.PostAsync($"{path}/{formId}/versions", new { revision = 2 })));
        versions.ShouldAllBe(answer => (int)answer.Status == 200 && answer["version"]!.GetValue<int>() == 1);
        (await staff.GetAsync($"{path}/{formId}")).Expect(200)["versions"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_but_staff_of_the_mailbox_learns_that_there_is_one()
    {
        var (staff, mailbox, _) = await StaffAsync();
        var (formId, path) = (Seals.NewId(), $"/api/mailboxes/{mailbox}/forms");
        (await staff.PostAsync(path, Made(mailbox, formId, "Eerste"))).Expect(201);
        (await staff.PostAsync($"{path}/{formId}/versions", new { revision = 1 })).Expect(200);
        (await staff.PostAsync(path, Made(Seals.NewId(), Seals.NewId(), "Van een ander"))).Expect(400, "bad-input");
        (string Who, ApiClient Browser)[] callers =
        [
            ("other staff", await world.OtherStaffAsync()), ("a client", (await AClient.MakeAsync(world, mailbox, "Karin Klant")).Browser),
            ("a guest", (await Somebody.MakeAsync(world)).Browser), ("the service desk", (await Somebody.MakeAsync(world, Role.ServiceDesk)).Browser),
            ("nobody", world.NewBrowser()),
        ];
        foreach (var (who, browser) in callers)
        {
            foreach (var (method, rest, body) in new (string, string, Func<string, object>)[]
            {
                ("GET", "", _ => new { }), ("GET", $"/{formId}", _ => new { }), ("GET", $"/{formId}/versions/1", _ => new { }),
                ("POST", "", owner => Made(owner, Seals.NewId(), "Nieuw")), ("POST", $"/{formId}/draft", owner => Draft(owner, formId, 1, "Anders")),
                ("POST", $"/{formId}/versions", _ => new { revision = 1 }), ("POST", $"/{formId}/archived", _ => new { isArchived = true }),
            })
            {
                var (there, notThere) = (await AskAsync(mailbox), await AskAsync(Seals.NewId()));
                ((int)there.Status).ShouldBeOneOf([401, 404], $"{method} {rest} as {who}: {there.Text}");
                there.Text.ShouldBe(notThere.Text, who);

                Task<ApiAnswer> AskAsync(string owner) => method == "GET"
                    ? browser.GetAsync($"/api/mailboxes/{owner}/forms{rest}") : browser.PostAsync($"/api/mailboxes/{owner}/forms{rest}", body(owner));
            }
        }

        (await staff.GetAsync($"{path}/{Seals.NewId()}")).Expect(404, "not-found");
        (await staff.GetAsync(path)).Expect(200)["forms"]!.AsArray().Single(one => one!["formId"]!.GetValue<string>() == formId)!["isArchived"]!
            .GetValue<bool>().ShouldBeFalse();
    }

    private async Task<(ApiClient Staff, string MailboxId, string StaffId)> StaffAsync()
    {
        var staff = await world.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (staff, mailbox, await staff.AccountIdAsync());
    }

    private object Made(string mailbox, string formId, string words) =>
        new { formId, header = Note(mailbox, formId, words), definition = Note(mailbox, formId, words) };

    private object Draft(string mailbox, string formId, int revision, string words) =>
        new { revision, header = Note(mailbox, formId, words), definition = Note(mailbox, formId, words) };

    private JsonObject Note(string mailbox, string formId, string words) => Seals.Note(key, mailbox, new JsonObject
    {
        ["kind"] = "questionnaire", ["space"] = mailbox, ["id"] = formId, ["author"] = mailbox, ["definition"] = words,
    });

    private string Opened(JsonNode note) => Seals.OpenNote(key, note)["definition"]!.GetValue<string>();

    private static string Place(string mailbox) => "mailboxes/forms~" + mailbox;
}
