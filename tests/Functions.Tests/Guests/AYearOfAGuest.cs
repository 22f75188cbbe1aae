using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Guests;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Guests;

/// <summary>Warnings, removal, restoring and the final end, each mail once, however the timer runs (A24-A27, X18, X19).</summary>
public sealed class AYearOfAGuest : IAsyncLifetime
{
    private const string Soon = "uw toegang stopt binnenkort";
    private const string SponsorSoon = "de toegang van een gast stopt binnenkort";
    private const string Restored = "u hebt weer toegang";

    private OwnWorld own = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => own = await OwnWorld.StartAsync();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Fact]
    public async Task From_the_first_warning_to_the_final_end_every_mail_comes_once()
    {
        var guest = await AGuest.RegisterAsync(own, days: 365);
        var start = SignInPolicy.DayOf(own.Now());
        await ToAsync(start.AddDays(59));
        (await CountAsync(guest)).ShouldBe((0, 0, 0, 0));
        await ToAsync(start.AddDays(60));
        (await CountAsync(guest)).ShouldBe((1, 1, 0, 0));

        // A log-in is enough; nothing is due on the days that were noted before it.
        await guest.Account.LogInAsync();
        for (var day = 61; day <= 119; day++)
        {
            await ToAsync(start.AddDays(day), twice: false);
        }

        (await CountAsync(guest)).ShouldBe((1, 1, 0, 0));
        await ToAsync(start.AddDays(120));
        (await CountAsync(guest)).ShouldBe((2, 2, 0, 0));
        await ToAsync(start.AddDays(143));
        (await CountAsync(guest)).ShouldBe((3, 3, 0, 0));
        var browser = await guest.Account.LogInAsync();
        (await browser.PostAsync("/api/guests/me/keep")).Expect(200)["mayKeep"]!.GetValue<bool>().ShouldBeFalse();
        var last = start.AddDays(143);
        await ToAsync(last.AddDays(90));

        (await CountAsync(guest)).ShouldBe((3, 3, 1, 1));
        (await browser.GetAsync("/api/session")).Expect(401);
        await own.IsWrittenDownAsync("accounts/" + guest.GuestId, GuestEvents.GuestRemoved, "system", guest.GuestId, 1);
        var refused = (await guest.Account.GivePasswordAsync(own.NewBrowser())).Expect(403, "guest-removed");
        refused["why"]!.GetValue<string>().ShouldBe("unused");
        refused["sponsorEmail"]!.GetValue<string>().ShouldBe(guest.Sponsor.Email);
        (await (guest.Account with { Password = "een ander wachtwoord" }).GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        await own.NextMailAsync(guest.Account.Email, AGuest.Ended, () => PasswordLink.AskAsync(own, guest.Account.Email));
        own.Mails(guest.Account.Email, AGuest.Ended)[0].Text!.ShouldContain(guest.Sponsor.Email);

        await ToAsync(last.AddDays(119));
        var sponsor = await guest.Sponsor.LogInAsync();
        await own.NextMailAsync(guest.Account.Email, Restored, async () =>
            (await sponsor.PostAsync($"/api/guests/{guest.GuestId}/restore", new { endsOn = AGuest.Day(own, 60) })).Expect(200)["state"]!.GetValue<string>().ShouldBe("active"));
        await own.IsWrittenDownAsync("accounts/" + guest.GuestId, GuestEvents.GuestRestored, guest.Sponsor.AccountId, guest.GuestId, 1);
        (await (await guest.Account.LogInAsync()).GetAsync("/api/guests/me")).Expect(200)["owes"].ShouldBeNull();
        var restored = SignInPolicy.DayOf(own.Now());
        await ToAsync(restored.AddDays(31));
        var kept = await guest.Account.LogInAsync();
        await own.NextMailAsync(guest.Sponsor.Email, "uw gast houdt toegang", async () => (await kept.PostAsync("/api/guests/me/keep")).Expect(200));
        (await kept.PostAsync("/api/guests/me/keep")).Expect(200);
        await own.IsWrittenDownAsync("accounts/" + guest.GuestId, GuestEvents.GuestExtended, guest.GuestId, guest.GuestId, 1);
        (await CountAsync(guest)).ShouldBe((4, 4, 2, 1));

        await ToAsync(restored.AddDays(31 + 90));
        (await CountAsync(guest)).Item4.ShouldBe(2);
        await ToAsync(restored.AddDays(31 + 90 + 30));
        (await AGuest.FindAsync(own, guest.GuestId)).ShouldNotBeNull();
        await ToAsync(restored.AddDays(31 + 90 + 31));
        await own.IsWrittenDownAsync("accounts/" + guest.GuestId, GuestEvents.GuestGone, "system", guest.GuestId, 1);
        (await own.RowsAsync("accounts", guest.GuestId)).ShouldAllBe(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal));
        (await own.RowsAsync("lookups")).ShouldNotContain(row => row.RowKey == guest.GuestId);
        (await guest.Account.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        await own.NextMailAsync(guest.Account.Email, AGuest.Invitation, async () =>
            (await AGuest.AskAsync(own, await guest.Sponsor.LogInAsync(), guest.Account.Email)).Expect(202));
    }

    [Fact]
    public async Task Many_are_extended_at_once_and_fewer_days_count_for_those_that_are_there()
    {
        var sponsor = await AGuest.SponsorAsync(own);
        var (one, two) = (await AGuest.RegisterAsync(own, sponsor), await AGuest.RegisterAsync(own, sponsor));
        var start = SignInPolicy.DayOf(own.Now());
        await ToAsync(start.AddDays(50));
        var browser = await sponsor.LogInAsync();
        (await browser.PostAsync("/api/guests/extend", new { guestIds = new[] { one.GuestId, Seals.NewId() }, endsOn = AGuest.Day(own, 10) }))
            .Expect(200)["guests"]!.AsArray().Count.ShouldBe(1);
        (await browser.PostAsync("/api/guests/extend", new { guestIds = new[] { one.GuestId }, endsOn = AGuest.Day(own, 0) })).Expect(400, "bad-input");
        (await browser.PostAsync("/api/guests/extend", new { guestIds = new[] { one.GuestId }, endsOn = AGuest.Day(own, 731) })).Expect(400, "bad-input");
        (await (await own.LogInAsync()).PostAsync("/api/guests/policy", new { inactiveDays = 40, extendDays = 90, needsSecondYes = false, mayBeRemembered = false })).Expect(200);
        await ToAsync(start.AddDays(50));

        (await CountAsync(two)).Item3.ShouldBe(1, "not used for 50 days of 40");
        (await CountAsync(one)).Item3.ShouldBe(0, "extending is use");
        await ToAsync(start.AddDays(61));
        (await AGuest.FindAsync(own, one.GuestId))!.Value.Removed!.Why.ShouldBe(RemovalReason.Ended);
    }

    [Fact]
    public async Task Four_timers_and_a_log_in_at_the_same_second_remove_once_or_not_at_all()
    {
        var guest = await AGuest.RegisterAsync(own);
        own.AdvanceTo(SignInPolicy.StartOf(SignInPolicy.DayOf(own.Now()).AddDays(90)));
        var browser = own.NewBrowser();
        var code = await guest.Account.CodeAsync(browser);
        var logIn = browser.PostAsync("/api/login/verify", new { code });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(Cancel)).Append(logIn));
        await own.HintsWorkedAsync();

        var isIn = (int)(await logIn).Status == 200 && (await browser.GetAsync("/api/session")).Status == System.Net.HttpStatusCode.OK;
        var found = (await AGuest.FindAsync(own, guest.GuestId))!;
        (found.Value.Removed is null).ShouldBe(isIn);
        (found.Head.State == AccountState.Active).ShouldBe(isIn);
        (await CountAsync(guest)).Item3.ShouldBe(isIn ? 0 : 1);
        (await CountAsync(guest)).Item4.ShouldBe(isIn ? 0 : 1);
        (await RunAndCountAsync(guest)).ShouldBe(isIn ? 0 : 1);
    }

    [Fact]
    public async Task Wherever_a_round_is_cut_off_the_next_one_finishes_it_and_each_mail_is_there_once()
    {
        var sponsor = await AGuest.SponsorAsync(own);
        await using var storage = await InsertAsync();
        var first = await DirectAsync(sponsor, 1);
        own.AdvanceTo(SignInPolicy.StartOf(first.EndsOn.AddDays(1)));
        var steps = await CostAsync(storage, first.GuestId.Value);
        steps.ShouldBe(10, "pointer, guest, what its sponsor is told, next pointer, outbox, transaction, hint, pointer, the sponsor's mail, and that it is told");
        foreach (var fault in (StorageFault[])[StorageFault.Refused, StorageFault.AnswerLost, StorageFault.CutBefore, StorageFault.CutAfter])
        {
            for (var at = 2; at <= steps; at++)
            {
                var guest = await DirectAsync(sponsor, 1);
                own.AdvanceTo(SignInPolicy.StartOf(guest.EndsOn.AddDays(1)));
                using var plan = new FaultPlan(fault, at - 1, guest.GuestId);
                storage.Add(plan);
                await RunAsync(plan);
                storage.Remove(plan);
                plan.HasStruck.ShouldBeTrue($"{fault} at {at} of {steps}");

                await RunAsync(Cancel);
                await RunAsync(Cancel);

                var what = $"{fault} at {at} of {steps}";
                var rows = await own.RowsAsync("accounts", guest.GuestId);
                var mails = rows.Where(row => row.RowKey.StartsWith("outbox~", StringComparison.Ordinal)).Select(row => Row.Read<OutboxItem>(row).Value.Kind.Name);
                mails.Where(name => name != "GuestInvitation").Order(StringComparer.Ordinal).ToList().ShouldBe(["AccessEnded"], what);
                (await own.RowsAsync("accounts", sponsor.AccountId)).Where(row => row.RowKey.StartsWith("outbox~", StringComparison.Ordinal))
                    .Select(row => Row.Read<OutboxItem>(row).Value).Where(item => item.Person == guest.Email || item.People?.Any(one => one.Email == guest.Email) == true)
                    .ShouldHaveSingleItem(what);
                (await own.RowsAsync("accounts", sponsor.AccountId)).ShouldNotContain(row => row.RowKey.StartsWith("guest-news~", StringComparison.Ordinal), what);
                (await AGuest.FindAsync(own, guest.GuestId))!.Head.State.ShouldBe(AccountState.Removed, what);
                (await own.RowsAsync("lookups")).Where(row => row.RowKey == guest.GuestId && row.PartitionKey.StartsWith("guests-due~", StringComparison.Ordinal))
                    .ShouldAllBe(row => string.CompareOrdinal(row.PartitionKey, "guests-due~" + SignInPolicy.DayOf(own.Now()).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)) > 0, what);
                (await own.WaitingOutboxesAsync()).ShouldContain(one => one == guest.GuestId.Value, what);
            }
        }
    }

    [Fact]
    public async Task A_run_costs_what_is_due_and_not_what_is_there()
    {
        var sponsor = await AGuest.SponsorAsync(own);
        await using var storage = await InsertAsync();
        var guests = new List<Guest> { await DirectAsync(sponsor, 1), await DirectAsync(sponsor, 1) };
        own.AdvanceTo(SignInPolicy.StartOf(guests[0].EndsOn.AddDays(1)));
        var few = await CostAsync(storage, guests.Select(guest => guest.GuestId.Value));
        foreach (var days in Enumerable.Repeat(80, 20).Append(1).Append(1))
        {
            guests.Add(await DirectAsync(sponsor, days));
        }

        own.AdvanceTo(SignInPolicy.StartOf(guests[^1].EndsOn.AddDays(1)));
        (await CostAsync(storage, guests.Select(guest => guest.GuestId.Value))).ShouldBe(few);
        (await CostAsync(storage, guests.Select(guest => guest.GuestId.Value))).ShouldBe(1, "nothing is due: one look");
    }

    [Fact]
    public async Task Wherever_the_final_end_is_cut_off_nothing_is_left()
    {
        var sponsor = await AGuest.SponsorAsync(own);
        await using var storage = await InsertAsync();
        var (at, isThrough) = (0, false);
        while (!isThrough)
        {
            at++;
            var guest = await DirectAsync(sponsor, 1);
            own.AdvanceTo(SignInPolicy.StartOf(guest.EndsOn.AddDays(1)));
            await RunAsync(Cancel);
            own.AdvanceTo(SignInPolicy.StartOf(guest.EndsOn.AddDays(1 + SecurityNumbers.GuestRestoreDays + 1)));
            using var plan = new FaultPlan(StorageFault.CutAfter, at, guest.GuestId);
            storage.Add(plan);
            await RunAsync(plan);
            storage.Remove(plan);
            isThrough = !plan.HasStruck;
            own.Time.Advance(TimeSpan.FromDays(2));
            await RunAsync(Cancel);

            (await own.RowsAsync("accounts", guest.GuestId)).ShouldAllBe(
                row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal) || row.RowKey.StartsWith("outbox~", StringComparison.Ordinal), $"cut at {at}");
            (await own.RowsAsync("lookups")).ShouldNotContain(row => row.RowKey == guest.GuestId, $"cut at {at}");
            (await own.AuditedAsync("accounts/" + guest.GuestId)).Count(entry => entry.Event == "guest-gone").ShouldBe(1, $"cut at {at}");
        }

        at.ShouldBeGreaterThan(6);
    }

    /// <summary>A registered guest whose access ends after some days, without the way there and without warnings.</summary>
    private async Task<Guest> DirectAsync(AnAccount sponsor, int days)
    {
        var (now, services) = (own.Now(), own.Cloud.Services);
        var guest = new Guest
        {
            GuestId = AccountId.From(Seals.NewId()), RequestId = "", SponsorId = AccountId.From(sponsor.AccountId), Name = "G", Email = TestWorld.NewEmail("gast"),
            Phone = TestWorld.NewPhone(), Reason = "R", Language = "nl", EndsOn = SignInPolicy.DayOf(now).AddDays(days), EndSetAt = now,
            AskedBy = AccountId.From(sponsor.AccountId), ApprovedAt = now, AcceptedAt = now,
        };
        var head = new AccountHead
        {
            AccountId = guest.GuestId, Name = "G", Email = guest.Email, Language = "nl", Roles = [Role.Guest], State = AccountState.Active, LastLogInAt = now,
        };
        var pointers = services.GetRequiredService<GuestPointers>();
        await pointers.AddToListsAsync(guest, Cancel);
        await pointers.AddDueAsync(guest.NextDay(SignInPolicy.DayOf(now), head, GuestPolicy.Default), guest.GuestId, Cancel);
        (await services.GetRequiredService<AccountStore>().InviteAsync(
            head, [], "system", now, Cancel, changes => changes.Insert(Guest.RowKey, guest))).ShouldBeTrue();
        return guest;
    }

    /// <summary>To noon of a day, with the timer, which stood still until then; twice, since nothing may come twice.</summary>
    private async Task ToAsync(DateOnly day, bool twice = true)
    {
        var noon = SignInPolicy.StartOf(day).AddHours(12);
        if (noon > own.Now())
        {
            own.AdvanceTo(noon);
        }

        await RunAsync(Cancel);
        if (twice)
        {
            await RunAsync(Cancel);
        }

        await own.HintsWorkedAsync();
    }

    private Task RunAsync(CancellationToken cancellationToken) =>
        ActivatorUtilities.CreateInstance<PurgeInactiveGuests>(own.Cloud.Services).Run(new TimerInfo(), cancellationToken);

    private async Task RunAsync(FaultPlan plan)
    {
        try
        {
            await RunAsync(plan.Cut);
        }
        catch (OperationCanceledException) when (plan.Cut.IsCancellationRequested)
        {
            plan.HasStruck.ShouldBeTrue();
        }
    }

    private async Task<int> RunAndCountAsync(AGuest guest)
    {
        await RunAsync(Cancel);
        return (await CountAsync(guest)).Removed;
    }

    private async Task<FaultyStorage> InsertAsync()
    {
        await own.HintsWorkedAsync();
        foreach (var worker in new[] { "DeliverAccountNotices", "MoveAuditRecords" })
        {
            own.Settings[$"AzureWebJobs.{worker}.Disabled"] = "true";
        }

        return await FaultyStorage.InsertAsync(own, Cancel);
    }

    /// <summary>How many requests to storage a run makes for these guests, and to find those for whom something is due.</summary>
    private async Task<int> CostAsync(FaultyStorage storage, params IEnumerable<string> guestIds)
    {
        using var plan = new FaultPlan(StorageFault.None, 0, [.. guestIds, "guests-due"]);
        storage.Add(plan);
        await RunAsync(Cancel);
        storage.Remove(plan);
        return plan.Seen.Count;
    }

    private async Task<(int Warned, int SponsorWarned, int Ended, int Removed)> CountAsync(AGuest guest)
    {
        await own.HintsWorkedAsync();
        return (own.Mails(guest.Account.Email, Soon).Count, own.Mails(guest.Sponsor.Email, SponsorSoon).Count(mail => mail.Text!.Contains(guest.Account.Email, StringComparison.Ordinal)),
            own.Mails(guest.Account.Email, AGuest.Ended).Count, own.Mails(guest.Sponsor.Email, AGuest.SponsorRemoved).Count(mail => mail.Text!.Contains(guest.Account.Email, StringComparison.Ordinal)));
    }
}
