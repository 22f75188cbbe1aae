using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>Nothing is ever overwritten (X21): a name is taken once in each place, also by several at the same moment.</summary>
public sealed class NamesInAFolder(SharedWorld world)
{
    [Fact]
    public async Task Of_several_who_add_one_name_at_once_each_keeps_their_file()
    {
        var folder = await AFolder.MakeAsync(world);
        var (one, two) = (await Somebody.MakeAsync(world), await Somebody.MakeAsync(world));
        (ApiClient Browser, string Id)[] people =
            [(folder.Staff, folder.Owner), (one.Browser, await folder.ShareAsync(one)), (two.Browser, await folder.ShareAsync(two))];
        // Several files each, of which one has the name that all want.
        var files = new List<IReadOnlyList<string>>();
        foreach (var (browser, id) in people)
        {
            files.Add(await folder.UploadAsync(browser, id, 3));
        }

        var outcomes = await Task.WhenAll(people.Select((person, i) => folder.PostAsync(
            person.Browser, person.Id,
            folder.FileEntry(person.Id, files[i][0], $"eigen-{i}.txt"), folder.FileEntry(person.Id, files[i][1], "Brief.txt"),
            folder.FileEntry(person.Id, files[i][2], $"ook-eigen-{i}.txt"))));

        // The name is one's; what else they added went in all the same.
        outcomes.Count(outcome => outcome[1] == "posted").ShouldBe(1);
        outcomes.Count(outcome => outcome[1] == "name-taken").ShouldBe(2);
        outcomes.ShouldAllBe(outcome => outcome[0] == "posted" && outcome[2] == "posted");

        // Their browsers try the next names, and all three survive.
        foreach (var (person, i) in people.Select((person, i) => (person, i)).Where(each => outcomes[each.i][1] == "name-taken"))
        {
            var again = await folder.PostAsync(person.Browser, person.Id, folder.FileEntry(person.Id, files[i][1], "brief (2).txt"));
            if (again[0] == "name-taken")
            {
                (await folder.PostAsync(person.Browser, person.Id, folder.FileEntry(person.Id, files[i][1], "brief (3).txt"))).ShouldBe(["posted"]);
            }
        }

        (await folder.EntriesAsync(folder.Staff, folder.Owner)).Keys.Count(name => name.StartsWith("brief", StringComparison.OrdinalIgnoreCase)).ShouldBe(3);
        await world.CheckSpaceAsync(folder.FolderId);
    }

    [Fact]
    public async Task Each_entry_of_a_call_ends_by_itself_and_the_same_again_changes_nothing()
    {
        var folder = await AFolder.MakeAsync(world);
        var guest = await Somebody.MakeAsync(world);
        var me = await folder.ShareAsync(guest);
        var (sub, files) = (Seals.NewId(), await folder.UploadAsync(guest.Browser, me, 3));
        var theirs = (await folder.UploadAsync(folder.Staff, folder.Owner, 1))[0];
        object[] entries =
        [
            folder.FolderEntry(me, sub, "Bijlagen"),
            folder.FileEntry(me, files[0], "a.txt", sub),
            // The same name in another place is another name; twice in one place it is not, whatever its letters are.
            folder.FileEntry(me, files[1], "a.txt"),
            folder.FileEntry(me, files[2], "A.txt"),
            folder.FileEntry(me, Seals.NewId(), "nooit.txt"),
            folder.FileEntry(me, theirs, "andermans.txt"),
            folder.FolderEntry(me, Seals.NewId(), "Los", Seals.NewId()),
        ];
        string[] expected = ["posted", "posted", "posted", "name-taken", "file-not-ready", "file-not-ready", "parent-gone"];

        (await folder.PostAsync(guest.Browser, me, entries)).ShouldBe(expected);
        (await folder.PostAsync(guest.Browser, me, entries)).ShouldBe(expected);

        // Under the ids of another's entry nothing else is added, nor in a file.
        (await folder.PostAsync(folder.Staff, folder.Owner, folder.FolderEntry(folder.Owner, sub, "Anders"), folder.FileEntry(folder.Owner, theirs, "in.txt", files[0])))
            .ShouldBe(["id-taken", "parent-gone"]);
        (await guest.Browser.GetAsync(AFolder.Path(me, "folder/entries"))).Expect(200)["entries"]!.AsArray().Count.ShouldBe(4);
        await world.CheckSpaceAsync(folder.FolderId);
    }

    [Fact]
    public async Task A_hundred_go_in_with_one_call_each_and_the_list_is_whole_in_its_parts()
    {
        var folder = await AFolder.MakeAsync(world);
        var ids = await folder.UploadAsync(folder.Staff, folder.Owner, 100);
        var outcomes = await folder.PostAsync(folder.Staff, folder.Owner, [.. ids.Select((id, i) => folder.FileEntry(folder.Owner, id, $"{i}.txt"))]);
        outcomes.ShouldAllBe(outcome => outcome == "posted");

        var parts = await Task.WhenAll(Enumerable.Range(0, 16).Select(async part =>
            (await folder.Staff.GetAsync(AFolder.Path(folder.Owner, $"folder/entries?part={part}&of=16"))).Expect(200)["entries"]!.AsArray()
                .Select(entry => entry!["entryId"]!.GetValue<string>()).ToList()));
        parts.Count(part => part.Count > 0).ShouldBeGreaterThan(10);
        parts.SelectMany(part => part).ShouldBe(ids.Append(folder.FolderId), ignoreOrder: true);
        (await folder.Staff.GetAsync(AFolder.Path(folder.Owner, "folder/entries?part=16&of=16"))).Expect(400, "bad-input");
        (await folder.Staff.GetAsync(AFolder.Path(folder.Owner, "folder/entries?part=0&of=2"))).Expect(400, "bad-input");

        var tickets = (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "downloads"), new { files = ids })).Expect(200)["files"]!.AsArray();
        tickets.Select(ticket => ticket!["fileId"]!.GetValue<string>()).ShouldBe(ids);
        tickets.ShouldAllBe(ticket => ticket!["refused"] == null);
        (await folder.Staff.PostAsync(AFolder.Path(folder.Owner, "downloads"), new { files = ids.Append(ids[0]) })).Expect(400, "bad-input");
        await world.CheckSpaceAsync(folder.FolderId);
    }
}
