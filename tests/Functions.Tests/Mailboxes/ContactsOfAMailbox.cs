using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Mailboxes.Contacts;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Mailboxes;

/// <summary>The address book of a mailbox: kept by whoever writes, by nobody else, and never too long (Z40).</summary>
public sealed class ContactsOfAMailbox(SharedWorld world)
{
    private readonly byte[] key = Seals.NewKey();

    [Fact]
    public async Task Who_was_written_to_is_kept_from_what_was_read_and_can_be_forgotten()
    {
        var (staff, mailbox, staffId) = await MailboxAsync(world);
        var path = $"/api/mailboxes/{mailbox}/contacts";
        var (anna, ben) = (Seals.NewId(), Seals.NewId());
        Kept(await staff.PostAsync(path, Body(Item(mailbox, anna, 0, "Anna"), Item(mailbox, ben, 0, "Ben")))).ShouldBe([(anna, 1), (ben, 1)]);

        // Of two colleagues who wrote to Anna the second is given what the first kept, and nothing of the second is stored.
        Kept(await staff.PostAsync(path, Body(Item(mailbox, anna, 1, "Anna Bakker")))).ShouldBe([(anna, 2)]);
        var cees = Seals.NewId();
        var refused = (await staff.PostAsync(path, Body(Item(mailbox, anna, 1, "Anne"), Item(mailbox, cees, 0, "Cees")))).Expect(409, "contacts-changed");
        refused["contacts"]!.AsArray().Select(one => (one!["tag"]!.GetValue<string>(), one["revision"]!.GetValue<int>(), NameIn(one)))
            .ShouldBe([(anna, 2, "Anna Bakker")]);
        (await NamesAsync(staff, path)).ShouldBe(["Anna Bakker", "Ben"], ignoreOrder: true);

        for (var i = 0; i < 2; i++)
        {
            (await staff.DeleteAsync($"{path}/{ben}")).Expect(204);
        }

        (await NamesAsync(staff, path)).ShouldBe(["Anna Bakker"]);
        // Whoever kept him before the other forgot him, keeps him anew.
        Kept(await staff.PostAsync(path, Body(Item(mailbox, ben, 1, "Ben")))).ShouldBe([(ben, 1)]);
        await world.IsWrittenDownAsync(Place(mailbox), MailboxEvents.ContactForgotten, staffId, $"{mailbox} {ben}", times: 1);
        await world.IsWrittenDownAsync(Place(mailbox), MailboxEvents.ContactsKept, staffId, mailbox);
    }

    [Fact]
    public async Task What_is_no_contact_of_this_mailbox_is_refused()
    {
        var (staff, mailbox, _) = await MailboxAsync(world);
        var path = $"/api/mailboxes/{mailbox}/contacts";
        var tag = Seals.NewId();
        (string Member, string Code, object[] Contacts)[] wrong =
        [
            ("contacts", "count-1-30", []),
            ("contacts", "count-1-30", [.. Enumerable.Range(0, 31).Select(_ => Item(mailbox, Seals.NewId(), 0, "x"))]),
            ("contacts", "tag-twice", [Item(mailbox, tag, 0, "x"), Item(mailbox, tag, 0, "y")]),
            ("contacts[0].tag", "id-invalid", [Item(mailbox, "~", 0, "x")]),
            ("contacts[0].revision", "not-a-revision", [Item(mailbox, tag, -1, "x")]),
            ("contacts[0].note", "note-too-large", [Item(mailbox, tag, 0, new string('x', 2048))]),
            ("contacts", "note-metadata", [Item(Seals.NewId(), tag, 0, "x")]),
        ];
        foreach (var (member, code, contacts) in wrong)
        {
            (await staff.PostAsync(path, Body(contacts))).Expect(400, "bad-input")["errors"]![member]![0]!.GetValue<string>().ShouldBe(code);
        }

        foreach (var cursor in new[] { "", "zz", "'", "%00", $"{tag}&cursor={tag}" })
        {
            (await staff.GetAsync($"{path}?cursor={cursor}")).Expect(400, "bad-input");
        }

        (await staff.DeleteAsync($"{path}/zz")).Expect(404, "not-found");
        Kept(await staff.PostAsync(path, Body([.. Enumerable.Range(0, 30).Select(_ => Item(mailbox, Seals.NewId(), 0, "x"))]))).Count.ShouldBe(30);
    }

    [Fact]
    public async Task Nobody_but_staff_of_the_mailbox_learns_that_there_is_one()
    {
        var (staff, mailbox, _) = await MailboxAsync(world);
        var tag = Seals.NewId();
        (await staff.PostAsync($"/api/mailboxes/{mailbox}/contacts", Body(Item(mailbox, tag, 0, "Anna")))).Expect(200);
        (string Who, ApiClient Browser)[] callers =
        [
            ("other staff", await world.OtherStaffAsync()), ("a client", (await AClient.MakeAsync(world, mailbox, "Karin Klant")).Browser),
            ("a guest", (await Somebody.MakeAsync(world)).Browser), ("the service desk", (await Somebody.MakeAsync(world, Role.ServiceDesk)).Browser),
            ("a visitor", await world.UnlockAsync(await world.StarterConversationAsync())), ("nobody", world.NewBrowser()),
        ];
        foreach (var (who, browser) in callers)
        {
            foreach (var ask in new Func<string, Task<ApiAnswer>>[]
            {
                owner => browser.GetAsync($"/api/mailboxes/{owner}/contacts"),
                owner => browser.PostAsync($"/api/mailboxes/{owner}/contacts", Body(Item(owner, tag, 1, "Anders"))),
                owner => browser.DeleteAsync($"/api/mailboxes/{owner}/contacts/{tag}"),
            })
            {
                var (there, notThere) = (await ask(mailbox), await ask(Seals.NewId()));
                ((int)there.Status).ShouldBeOneOf([401, 404], $"{who}: {there.Text}");
                there.Text.ShouldBe(notThere.Text, who);
            }
        }

        (await NamesAsync(staff, $"/api/mailboxes/{mailbox}/contacts")).ShouldContain("Anna");
    }

    [Fact]
    public async Task A_full_address_book_forgets_who_was_not_written_to_for_longest_and_is_read_in_pages()
    {
        await using var own = await OwnWorld.StartAsync();
        var (staff, mailbox, _) = await MailboxAsync(own);
        var path = $"/api/mailboxes/{mailbox}/contacts";
        await FillAsync(own, mailbox, SecurityNumbers.ContactsOfMailbox - 1);
        var (last, first) = (Seals.NewId(), TagOf(0));

        Kept(await staff.PostAsync(path, Body(Item(mailbox, last, 0, "De laatste die past")))).ShouldBe([(last, 1)]);
        (await TagsAsync(staff, path)).Count.ShouldBe(SecurityNumbers.ContactsOfMailbox);
        // The oldest was written to again with the same message: it stays.
        var next = Seals.NewId();
        (await staff.PostAsync(path, Body(Item(mailbox, next, 0, "Nog een"), Item(mailbox, first, 1, "De oudste")))).Expect(200);

        var tags = await TagsAsync(staff, path);
        tags.Count.ShouldBe(SecurityNumbers.ContactsOfMailbox - 49);
        tags.ShouldBe([first, .. Enumerable.Range(51, SecurityNumbers.ContactsOfMailbox - 52).Select(TagOf), last, next], ignoreOrder: true);
        // And there is room again, which is counted.
        (await staff.PostAsync(path, Body(Item(mailbox, Seals.NewId(), 0, "Past")))).Expect(200);
        (await TagsAsync(staff, path)).Count.ShouldBe(SecurityNumbers.ContactsOfMailbox - 48);
    }

    /// <summary>Contacts as they stand after years of writing, the first the longest ago.</summary>
    private async Task FillAsync(TestWorld where, string mailbox, int number)
    {
        var (table, at) = (where.Storage().Mailboxes, where.Now().AddDays(-365));
        var cancellationToken = TestContext.Current.CancellationToken;
        var note = JsonSealed(Seals.Note(key, mailbox, new JsonObject { ["name"] = "Iemand" }));
        await Parallel.ForEachAsync(Enumerable.Range(0, number).Chunk(Changes.Most), cancellationToken, async (some, token) =>
        {
            var changes = new Changes("contacts~" + mailbox);
            foreach (var one in some)
            {
                changes.Insert($"contact~{TagOf(one)}", new Contact(1, at.AddMinutes(one)), note.Columns("Note"));
            }

            (await changes.TrySubmitAsync(table, token)).ShouldBeTrue();
        });
        var entity = new TableEntity("contacts~" + mailbox, "count") { ["Data"] = $$"""{"number":{{number}}}""" };
        await table.AddEntityAsync(entity, cancellationToken);
    }

    private static SealedNote JsonSealed(JsonNode note) =>
        new(note["encryptionData"]!.GetValue<string>(), Convert.FromBase64String(note["body"]!.GetValue<string>()));

    private static string TagOf(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    private static async Task<List<JsonNode>> AllAsync(ApiClient staff, string path)
    {
        List<JsonNode> all = [];
        string? next = null;
        do
        {
            var page = (await staff.GetAsync(next is null ? path : $"{path}?cursor={next}")).Expect(200);
            all.AddRange(page["contacts"]!.AsArray().Select(one => one!));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return all;
    }

    private static async Task<List<string>> TagsAsync(ApiClient staff, string path) =>
        [.. (await AllAsync(staff, path)).Select(one => one["tag"]!.GetValue<string>())];

    private async Task<List<string>> NamesAsync(ApiClient staff, string path) => [.. (await AllAsync(staff, path)).Where(IsOurs).Select(NameIn)];

    /// <summary>The mailbox of the shared world has contacts of other tests, under keys of theirs.</summary>
    private bool IsOurs(JsonNode contact)
    {
        try
        {
            NameIn(contact);
            return true;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    private string NameIn(JsonNode contact) => Seals.OpenNote(key, contact["note"]!)["name"]!.GetValue<string>();

    private static List<(string Tag, int Revision)> Kept(ApiAnswer answer) =>
        [.. answer.Expect(200)["contacts"]!.AsArray().Select(one => (one!["tag"]!.GetValue<string>(), one["revision"]!.GetValue<int>()))];

    private static object Body(params object[] contacts) => new { contacts };

    private object Item(string mailbox, string tag, int revision, string name) => new
    {
        tag, revision, note = Seals.Note(key, mailbox, new JsonObject
        {
            ["kind"] = "contact", ["space"] = mailbox, ["id"] = tag, ["author"] = mailbox, ["name"] = name,
        }),
    };

    private static async Task<(ApiClient Staff, string MailboxId, string StaffId)> MailboxAsync(TestWorld where)
    {
        var staff = where is OwnWorld ? await where.LogInAsync() : await where.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return (staff, mailbox, await staff.AccountIdAsync());
    }

    private static string Place(string mailbox) => "mailboxes/contacts~" + mailbox;
}
