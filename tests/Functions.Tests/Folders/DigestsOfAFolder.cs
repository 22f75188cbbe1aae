using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>One mail a folder and person for all that was added (X22), by each person's choice.</summary>
public sealed class DigestsOfAFolder(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string News = "nieuw in uw map";
    private const string MailboxNews = "nieuw in een gedeelde map";

    private OwnWorld World => clock.World;

    [Fact]
    public async Task Ten_files_are_one_mail_when_it_is_quiet_and_once_a_day_for_who_chose_that()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (soon, daily, looks) = (await Somebody.MakeAsync(World), await Somebody.MakeAsync(World), await Somebody.MakeAsync(World));
        var (uploads, day, reads) = (await folder.ShareAsync(soon), await folder.ShareAsync(daily, "read"), await folder.ShareAsync(looks, "read"));
        (await daily.Browser.PostAsync(AFolder.Path(day, "folder/digest"), new { digest = "daily" })).Expect(204);
        var mailbox = World.Mails(World.StaffLogIn.Email, MailboxNews).Count;

        // Twice a pause of less than ten minutes: it is still one stream of files.
        for (var i = 0; i < 10; i++)
        {
            await folder.AddAsync(folder.Staff, folder.Owner, $"{i}.txt");
            await SweepAsync(i is 3 or 7 ? 8 : 1);
        }

        await folder.OpenAsync(looks.Browser, reads);
        World.Mails(soon.Email, News).ShouldBeEmpty();
        await SweepAsync(12);
        World.Mails(soon.Email, News).Count.ShouldBe(1);
        World.Mails(looks.Email, News).ShouldBeEmpty("who looked knows");
        World.Mails(daily.Email, News).ShouldBeEmpty();
        World.Mails(World.StaffLogIn.Email, MailboxNews).Count.ShouldBe(mailbox, "nobody is told of what they added themselves");

        // Then nothing waits, and no sweep costs anything until something is added again.
        await World.SweepUntilSettledAsync(minutes: 15);

        soon = soon with { Browser = await LogInAgainAsync(soon) };
        await folder.AddAsync(soon.Browser, uploads, "antwoord.txt");
        await SweepAsync(12);
        World.Mails(World.StaffLogIn.Email, MailboxNews).Count.ShouldBe(mailbox + 1);
        World.Mails(soon.Email, News).Count.ShouldBe(1);

        // Seven in the morning, in Amsterdam, and only once.
        for (var hours = 0; hours < 30; hours++)
        {
            World.Time.Advance(TimeSpan.FromHours(1));
            await World.PurgeAsync(TestContext.Current.CancellationToken);
        }

        await World.SweepUntilSettledAsync();
        World.Mails(daily.Email, News).Count.ShouldBe(1);
        World.Mails(soon.Email, News).Count.ShouldBe(1);
        World.Mails(looks.Email, News).Count.ShouldBe(1, "of the answer that came after they looked");
    }

    private async Task SweepAsync(int minutes)
    {
        for (var passed = 0; passed < minutes; passed++)
        {
            await World.SweepAsync();
        }
    }

    private async Task<ApiClient> LogInAgainAsync(Somebody somebody)
    {
        var head = (await Row.FindAsync<AccountHead>(
            World.Storage().Accounts, somebody.AccountId, SessionStore.HeadRow, TestContext.Current.CancellationToken))!;
        return await Somebody.SignInAsync(World, head.Value);
    }
}
