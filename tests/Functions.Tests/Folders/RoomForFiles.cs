using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces.Files;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>What many files at once take, before their first byte.</summary>
public sealed class RoomForFiles
{
    [Fact]
    public async Task What_does_not_fit_is_refused_before_its_first_byte_and_the_rest_is_not()
    {
        await using var world = await OwnWorld.StartAsync();
        var folder = await AFolder.MakeAsync(world);
        var guest = await Somebody.MakeAsync(world);
        var me = await folder.ShareAsync(guest);
        // 100 GB of one participant: two of 40 fit, the third does not, a small one does.
        long[] sizes = [40_000_000_000, 40_000_000_000, 40_000_000_000, 1];
        var asked = sizes.Select(size => new { fileId = Seals.NewId(), size }).ToList();

        foreach (var (browser, participant) in new[] { (guest.Browser, me), (folder.Staff, folder.Owner) })
        {
            var files = asked.Select(file => new { fileId = Seals.NewId(), file.size });
            (await browser.PostAsync(AFolder.Path(participant, "uploads"), new { files })).Expect(200)["files"]!.AsArray()
                .Select(file => file!["refused"]?.GetValue<string>()).ShouldBe([null, null, "message-too-large", null]);
        }

        // The id of a file that is kept is taken: another one under it would take no room and hide it.
        var kept = (await folder.AddAsync(guest.Browser, me, "balans.txt"))["balans.txt"];
        foreach (var (browser, participant) in new[] { (guest.Browser, me), (folder.Staff, folder.Owner) })
        {
            (await browser.PostAsync(AFolder.Path(participant, "files"), new { fileId = kept, size = 1, resume = false })).Expect(409, "id-taken");
            (await browser.PostAsync(AFolder.Path(participant, "uploads"), new { files = new[] { new { fileId = kept, size = 1 } } }))
                .Expect(200)["files"]![0]!["refused"]!.GetValue<string>().ShouldBe("id-taken");
        }

        // Room for one more of staff: of two in a call the first has it.
        var quota = world.Cloud.Services.GetRequiredService<Quota>();
        var left = SecurityNumbers.MailboxQuota - (await world.UseAsync()).StagedByStaff;
        var filler = (await world.FileAsync(folder.FolderId, Staged(await folder.Staff.PostAsync(
            AFolder.Path(folder.Owner, "uploads"), new { files = new[] { new { fileId = Seals.NewId(), size = 10 } } })))) with { Size = left - 25 };
        await quota.CountStagedAsync(filler, 0, TestContext.Current.CancellationToken);
        (await folder.Staff.PostAsync(
            AFolder.Path(folder.Owner, "uploads"), new { files = new[] { new { fileId = Seals.NewId(), size = 20 }, new { fileId = Seals.NewId(), size = 20 } } }))
            .Expect(200)["files"]!.AsArray().Select(file => file!["refused"]?.GetValue<string>()).ShouldBe([null, "mailbox-full"]);

        static string Staged(ApiAnswer answer) => answer.Expect(200)["files"]![0]!["fileId"]!.GetValue<string>();
    }
}
