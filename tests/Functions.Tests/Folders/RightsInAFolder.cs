using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Folders;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>Every kind of caller × every route of folders and their files (security F4): who is let in, and who learns nothing.</summary>
public sealed class RightsInAFolder(SharedWorld world)
{
    /// <summary>Whom a route lets in: o the mailbox's member, r a guest who may read, u one who may upload too.</summary>
    private static readonly (string Method, string Route, string LetsIn)[] Routes =
    [
        ("POST", "folder/open", "oru"),
        ("GET", "folder/entries", "oru"),
        ("POST", "folder/entries", "ou"),
        ("POST", "folder/entries/{folder}/name", "o"),
        ("POST", "folder/entries/{own}/withdraw", "oru"),
        ("POST", "folder/remove", "o"),
        ("POST", "folder/participants", "o"),
        ("POST", "folder/participants/{spare}/right", "o"),
        ("DELETE", "folder/participants/{spare}", "o"),
        ("POST", "folder/digest", "oru"),
        ("GET", "files/{file}/readers", "o"),
        ("POST", "uploads", "ou"),
        ("POST", "uploads/finish", "ou"),
        ("POST", "downloads", "oru"),
        ("POST", "files", "ou"),
        ("POST", "files/{staged}/finish", "ou"),
        ("POST", "files/{file}/ticket", "oru"),
        ("POST", "files/{file}/damaged", "oru"),
        ("DELETE", "files/{staged}", "ou"),
        ("DELETE", "folder", "o"),
        ("POST", "folder/restore", "o"),
    ];

    [Fact]
    public async Task Each_route_lets_in_whom_it_should_and_tells_nobody_else_anything()
    {
        var folder = await AFolder.MakeAsync(world);
        var elsewhere = await AFolder.MakeAsync(world);
        var (read, upload, ended, taken, spare, stranger) = (
            await Somebody.MakeAsync(world), await Somebody.MakeAsync(world), await Somebody.MakeAsync(world), await Somebody.MakeAsync(world),
            await Somebody.MakeAsync(world), await Somebody.MakeAsync(world));
        var participants = new Dictionary<Somebody, string>();
        foreach (var person in new[] { read, upload, ended, taken, spare })
        {
            participants[person] = await folder.ShareAsync(person, "upload");
        }

        await elsewhere.ShareAsync(stranger);
        var own = new Dictionary<string, string> { [folder.Owner] = (await folder.AddAsync(folder.Staff, folder.Owner, "a.txt"))["a.txt"] };
        foreach (var person in new[] { read, upload })
        {
            var (id, name) = (participants[person], participants[person] + ".txt");
            own[id] = (await folder.AddAsync(person.Browser, id, name))[name];
        }

        (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, $"folder/participants/{participants[read]}/right"), new { right = "read" })).Expect(204);
        foreach (var (person, may) in new[] { (read, false), (upload, true) })
        {
            (await person.Browser.GetAsync(AFolder.Path(participants[person], "folder/entries"))).Expect(200)["mayUpload"]!.GetValue<bool>().ShouldBe(may);
        }

        await EndAsync(ended);
        (await folder.TakeAsync(participants[taken])).Expect(204);
        var visitor = await world.UnlockAsync(await world.StarterConversationAsync());
        var file = (await folder.AddAsync(folder.Staff, folder.Owner, "gelezen.txt"))["gelezen.txt"];

        // As whom somebody asks, and what that is to be.
        (string Who, char Kind, ApiClient Browser, string Participant)[] callers =
        [
            ("the mailbox's member", 'o', folder.Staff, folder.Owner),
            ("a guest who may read", 'r', read.Browser, participants[read]),
            ("a guest who may upload", 'u', upload.Browser, participants[upload]),
            ("a guest as the mailbox", '-', upload.Browser, folder.Owner),
            ("a guest as another guest", '-', read.Browser, participants[upload]),
            ("staff as a guest", '-', folder.Staff, participants[upload]),
            ("other staff", '-', await world.OtherStaffAsync(), folder.Owner),
            ("a guest of another folder", '-', stranger.Browser, participants[upload]),
            ("a guest whose account has ended", '-', ended.Browser, participants[ended]),
            ("a guest from whom it was taken", '-', taken.Browser, participants[taken]),
            ("a visitor", '-', visitor, participants[upload]),
            ("nobody", '-', world.NewBrowser(), participants[upload]),
        ];
        foreach (var (method, route, letsIn) in Routes)
        {
            // Who may end the folder does so last.
            foreach (var (who, kind, browser, participant) in route == "folder" ? callers.Reverse() : callers)
            {
                var staged = !route.Contains("{staged}", StringComparison.Ordinal) ? "" : await StageAsync(folder, letsIn.Contains(kind, StringComparison.Ordinal) ? (browser, participant) : (folder.Staff, folder.Owner));
                var answer = await AskAsync(browser, participant, Fill(route, staged, participant));
                var what = $"{method} {route} as {who}: {(int)answer.Status} {answer.Text}";
                if (letsIn.Contains(kind, StringComparison.Ordinal))
                {
                    // What is refused for another reason than who asks was let in.
                    ((int)answer.Status).ShouldBeOneOf([200, 201, 204, 409], what);
                    continue;
                }

                ((int)answer.Status).ShouldBeOneOf([401, 404], what);
                var unknown = await AskAsync(browser, Seals.NewId() + participant[32..], Fill(route, staged, participant));
                (answer.Status, answer.Text).ShouldBe((unknown.Status, unknown.Text), what);
            }

            Task<ApiAnswer> AskAsync(ApiClient browser, string participant, string path) => method switch
            {
                "GET" => browser.GetAsync(AFolder.Path(participant, path)),
                "DELETE" => browser.DeleteAsync(AFolder.Path(participant, path)),
                _ => browser.PostAsync(AFolder.Path(participant, path), BodyOf(folder, route, participant, file)),
            };

            string Fill(string template, string staged, string asWhom) => template
                .Replace("{folder}", folder.FolderId, StringComparison.Ordinal)
                .Replace("{file}", file, StringComparison.Ordinal)
                .Replace("{staged}", staged, StringComparison.Ordinal)
                .Replace("{spare}", participants[spare], StringComparison.Ordinal)
                .Replace("{own}", own.GetValueOrDefault(asWhom, own[folder.Owner]), StringComparison.Ordinal);
        }

        (await folder.EntriesAsync(read.Browser, participants[read])).Keys.ShouldNotContain("Van een ander");
    }

    [Fact]
    public async Task From_the_answer_that_takes_it_away_on_nothing_is_given_and_given_back_it_is_the_same()
    {
        var folder = await AFolder.MakeAsync(world);
        var staffId = await folder.Staff.AccountIdAsync();
        var guest = await Somebody.MakeAsync(world);
        var participant = "";
        await world.NextMailAsync(guest.Email, "deelt een map", async () => participant = await folder.ShareAsync(guest));
        var id = (await folder.AddAsync(guest.Browser, participant, "van-gerda.txt"))["van-gerda.txt"];
        var ready = (await folder.UploadAsync(guest.Browser, participant, 1))[0];
        var ticket = (await guest.Browser.PostAsync(AFolder.Path(participant, "downloads"), new { files = new[] { id } })).Expect(200)["files"]![0]!;
        (DateTimeOffset.Parse(ticket["download"]!["expiresAt"]!.GetValue<string>(), null) - world.Now()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
        var staged = (await guest.Browser.PostAsync(AFolder.Path(participant, "uploads"), new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } }))
            .Expect(200)["files"]![0]!;
        (DateTimeOffset.Parse(staged["upload"]!["expiresAt"]!.GetValue<string>(), null) - world.Now()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
        (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().Count.ShouldBe(1);

        (await folder.TakeAsync(participant)).Expect(204);

        (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().ShouldBeEmpty();
        (await guest.Browser.PostAsync(AFolder.Path(participant, "folder/open"))).Expect(404);
        (await guest.Browser.PostAsync(AFolder.Path(participant, $"files/{id}/ticket"))).Expect(404);
        (await guest.Browser.PostAsync(AFolder.Path(participant, "uploads"), new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } })).Expect(404);
        (await folder.TryPostAsync(guest.Browser, participant, folder.FileEntry(participant, ready, "toch.txt"))).Expect(404);
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderWithdrawn, staffId, $"{participant} {guest.AccountId}");
        (await folder.TakeAsync(participant)).Expect(204);
        var people = (await folder.OpenAsync(folder.Staff, folder.Owner))["participants"]!.AsArray();
        people[1]!["right"].ShouldBeNull();
        people[1]!["accountId"]!.GetValue<string>().ShouldBe(guest.AccountId);

        // Again: the same link, the same files under their name.
        (await folder.ShareAsync(guest, "read")).ShouldBe(participant);
        (await folder.EntriesAsync(guest.Browser, participant))["van-gerda.txt"]["by"]!.GetValue<string>().ShouldBe(guest.Name);
        await Eventually.GetAsync(async () => (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().SingleOrDefault());
        (await folder.TryPostAsync(guest.Browser, participant, folder.FileEntry(participant, ready, "toch.txt"))).Expect(404);
        (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, $"folder/participants/{participant}/right"), new { right = "upload" })).Expect(204);
        await world.IsWrittenDownAsync(folder.Place, FolderEvents.FolderRightChanged, staffId, $"{participant} {guest.AccountId} upload");
        (await folder.PostAsync(guest.Browser, participant, folder.FileEntry(participant, ready, "toch.txt"))).ShouldBe(["posted"]);
    }

    private static object BodyOf(AFolder folder, string route, string participant, string file) => route switch
    {
        "folder/entries" => new { entries = new[] { folder.FolderEntry(participant, Seals.NewId(), participant.EndsWith("00", StringComparison.Ordinal) ? "Eigen" : "Van een ander " + participant) } },
        "folder/entries/{folder}/name" => new { nameTag = (byte[]?)null, note = folder.Note("folder", folder.FolderId, folder.Owner, null, "Naam") },
        "folder/remove" => new { entries = new[] { Seals.NewId() } },
        "folder/participants" => new { email = TestWorld.NewEmail(), right = "read" },
        "folder/participants/{spare}/right" => new { right = "read" },
        "folder/digest" => new { digest = "daily" },
        "uploads" => new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } },
        "uploads/finish" or "downloads" => new { files = new[] { file } },
        "files" => new { fileId = Seals.NewId(), size = 1 },
        _ => new { },
    };

    /// <summary>A file that waits, of whoever may have one.</summary>
    private static async Task<string> StageAsync(AFolder folder, (ApiClient Browser, string Participant) who)
    {
        var fileId = Seals.NewId();
        var answer = await who.Browser.PostAsync(AFolder.Path(who.Participant, "files"), new { fileId, size = 1 });
        answer.Expect(200);
        return fileId;
    }

    /// <summary>Tried again when the worker held the account for a row of its list.</summary>
    private async Task EndAsync(Somebody somebody) => await Conflicts.RetryAsync(async () =>
    {
        var storage = world.Cloud.Services.GetRequiredService<StorageClients>();
        var head = (await storage.Accounts.FindAsync<AccountHead>(somebody.AccountId, SessionStore.HeadRow, TestContext.Current.CancellationToken))!;
        var changes = new Changes(somebody.AccountId);
        changes.Replace(head, head.Value with { State = AccountState.Ended });
        return (await changes.TrySubmitAsync(storage.Accounts, TestContext.Current.CancellationToken), true);
    });
}
