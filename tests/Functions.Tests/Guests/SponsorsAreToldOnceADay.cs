using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Guests;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Guests;

/// <summary>A sponsor gets one mail a day about all guests for whom something was due; each guest its own.</summary>
public sealed class SponsorsAreToldOnceADay(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_guests_are_due_and_however_often_the_timer_comes()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var today = SignInPolicy.DayOf(World.Now());
        var (ending, warned) = (await GuestsAsync(sponsor, 3, 9), await GuestsAsync(sponsor, 12, 20));
        var later = await GuestsAsync(sponsor, 1, 10);

        World.AdvanceTo(SignInPolicy.StartOf(today.AddDays(10)));
        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();
        await World.HintsWorkedAsync();

        var mail = World.Mails(sponsor.Email, "de toegang van gasten stopt").ShouldHaveSingleItem();
        mail.Text!.ShouldContain("/guests/");
        foreach (var guest in ending.Concat(warned))
        {
            Occurrences(mail.Text!, guest.Email).ShouldBe(1);
        }

        mail.Text!.ShouldContain("binnenkort");
        mail.Text!.ShouldContain("verwijderd");
        Occurrences(mail.Text!, later[0].Email).ShouldBe(1, "warned today, and removed tomorrow");
        foreach (var guest in ending)
        {
            World.Mails(guest.Email, AGuest.Ended).Count.ShouldBe(1);
        }

        World.AdvanceTo(SignInPolicy.StartOf(today.AddDays(11)));
        await RunAsync();
        await RunAsync();
        await World.HintsWorkedAsync();
        World.Mails(sponsor.Email, AGuest.SponsorRemoved).ShouldHaveSingleItem().Text!.ShouldContain(later[0].Email);
    }

    [Fact]
    public async Task What_comes_later_on_a_day_is_told_the_day_after()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var today = SignInPolicy.DayOf(World.Now());
        var first = (await GuestsAsync(sponsor, 1, 9))[0];
        World.AdvanceTo(SignInPolicy.StartOf(today.AddDays(10)));
        await RunAsync();
        var second = (await GuestsAsync(sponsor, 1, -1))[0];
        World.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync();
        await World.HintsWorkedAsync();

        World.Mails(sponsor.Email, AGuest.SponsorRemoved).ShouldHaveSingleItem().Text!.ShouldContain(first.Email);
        World.Mails(second.Email, AGuest.Ended).Count.ShouldBe(1);
        World.AdvanceTo(SignInPolicy.StartOf(today.AddDays(11)));
        await RunAsync();
        await World.HintsWorkedAsync();
        World.Mails(sponsor.Email, AGuest.SponsorRemoved).Count(one => one.Text!.Contains(second.Email, StringComparison.Ordinal)).ShouldBe(1);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private Task RunAsync() => ActivatorUtilities.CreateInstance<PurgeInactiveGuests>(World.Cloud.Services).Run(new TimerInfo(), Cancel);

    /// <summary>Registered guests whose last day is so many days from now, as inviting and accepting leave them.</summary>
    private async Task<IReadOnlyList<Guest>> GuestsAsync(AnAccount sponsor, int count, int days)
    {
        var (now, services) = (World.Now(), World.Cloud.Services);
        var (sponsorId, set) = (AccountId.From(sponsor.AccountId), now.AddDays(-100));
        var made = new List<Guest>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Cancel, async (_, cancellation) =>
        {
            var guest = new Guest
            {
                GuestId = AccountId.From(Seals.NewId()), RequestId = "", SponsorId = sponsorId, Name = "G", Email = TestWorld.NewEmail("gast"),
                Phone = TestWorld.NewPhone(), Reason = "R", Language = "nl", EndsOn = SignInPolicy.DayOf(now).AddDays(days), EndSetAt = set,
                AskedBy = sponsorId, ApprovedAt = now, AcceptedAt = now,
            };
            var head = new AccountHead
            {
                AccountId = guest.GuestId, Name = "G", Email = guest.Email, Language = "nl", Roles = [Role.Guest], State = AccountState.Active, LastLogInAt = now,
            };
            var pointers = services.GetRequiredService<GuestPointers>();
            await pointers.AddToListsAsync(guest, cancellation);
            await pointers.AddDueAsync(SignInPolicy.DayOf(now).AddDays(Math.Clamp(days - 7, 0, 10)), guest.GuestId, cancellation);
            var changes = new Changes(guest.GuestId);
            changes.Insert(SessionStore.HeadRow, head);
            changes.Insert(AccountStore.CredentialsRow, new Credentials());
            changes.Insert(Guest.RowKey, guest);
            (await changes.TrySubmitAsync(World.Storage().Accounts, cancellation)).ShouldBeTrue();
            lock (made)
            {
                made.Add(guest);
            }
        });
        return made;
    }
}
