using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>
/// Everybody without a second factor hears of the date, each time once, however often, late or broken off the timer runs.
/// </summary>
public sealed class GraceReminders : IAsyncLifetime
{
    private static readonly DateOnly Date = new(2027, 3, 29);

    private OwnWorld own = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        own = await OwnWorld.StartAsync();
        await SetDateAsync(Date);
    }

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Fact]
    public async Task Three_reminders_and_the_date_each_once()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var complete = await AnAccount.WithSmsAsync(own);
        var invited = await Invited.MakeAsync(own);
        foreach (var (days, mails) in new[] { (14, 1), (7, 2), (1, 3) })
        {
            own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(-days)) - TimeSpan.FromSeconds(1));
            await RemindAsync();
            (await CountAsync(account)).ShouldBe((mails - 1, 0), $"just before {days} days");
            own.Time.Advance(TimeSpan.FromSeconds(1));
            await RemindAsync();
            await RemindAsync();
            (await CountAsync(account)).ShouldBe((mails, 0), $"{days} days before");
        }

        own.Mails(account.Email, Mailing.SecondFactorReminder)[0].Text!.ShouldContain("29 maart 2027");
        own.AdvanceTo(SignInPolicy.StartOf(Date));
        await RemindAsync();
        await RemindAsync();

        (await CountAsync(account)).ShouldBe((3, 1));
        (await CountAsync(complete)).ShouldBe((0, 0));
        own.Inbox.To(invited.Email).Count.ShouldBe(1);
        (await AuditedAsync(account)).ShouldBe(1);
        own.Time.Advance(TimeSpan.FromDays(400));
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_timer_that_stood_still_for_three_days_says_only_what_is_true_now()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(-4)));
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((1, 0));

        own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(3)));
        await RemindAsync();

        (await CountAsync(account)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Four_timers_at_once_mail_once()
    {
        var accounts = new List<AnAccount>();
        for (var i = 0; i < 4; i++)
        {
            accounts.Add(await AnAccount.WithoutFactorAsync(own));
        }

        own.AdvanceTo(SignInPolicy.StartOf(Date));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(Cancel)));
        await own.HintsWorkedAsync();

        foreach (var account in accounts)
        {
            (await CountAsync(account)).ShouldBe((0, 1));
            (await AuditedAsync(account)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_date_that_is_moved_is_reminded_of_anew()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(-7)));
        await RemindAsync();

        await SetDateAsync(Date.AddDays(60));
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((1, 0));
        await SetDateAsync(Date.AddDays(-5));
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((2, 0));
        own.Mails(account.Email, Mailing.SecondFactorReminder)[0].Text!.ShouldContain("24 maart 2027");

        await SetDateAsync(null);
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Whoever_chose_a_factor_meanwhile_hears_nothing_and_leaves_the_list()
    {
        var account = await AnAccount.WithSmsAsync(own);
        await WithoutFactor.AddAsync(own.Storage(), AccountId.From(account.AccountId), Cancel);
        own.AdvanceTo(SignInPolicy.StartOf(Date));

        await RemindAsync();

        (await CountAsync(account)).ShouldBe((0, 0));
        (await own.RowsAsync("lookups", "without-factor")).ShouldNotContain(row => row.RowKey == account.AccountId);
    }

    [Fact]
    public async Task At_the_date_sessions_that_postponed_end_and_one_that_is_choosing_goes_on()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var end = SignInPolicy.StartOf(Date);
        own.AdvanceTo(end - TimeSpan.FromMinutes(2));
        var (postponed, choosing) = (own.NewBrowser(), own.NewBrowser());
        (await account.GivePasswordAsync(postponed)).Expect(200);
        (await postponed.PostAsync("/api/session/postpone")).Expect(200);
        (await account.GivePasswordAsync(choosing)).Expect(200);

        own.AdvanceTo(end);
        await RemindAsync();

        (await postponed.GetAsync("/api/session")).Expect(401, "not-signed-in");
        (await (account with { Browser = choosing }).AddSmsAsync()).RecoveryCodes.ShouldNotBeEmpty();
        (await choosing.GetAsync("/api/session")).Expect(200)["usable"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_round_that_is_cut_off_anywhere_is_finished_by_the_next()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        await using var storage = await InsertAsync();
        string[] requests = [account.AccountId, "second-factor-round", "without-factor"];
        own.AdvanceTo(SignInPolicy.StartOf(Date));
        var steps = await CostAsync(storage, requests);
        steps.ShouldBe(8);
        var (date, mails) = (Date.AddDays(20), 1);
        for (var at = 1; at <= steps; at++)
        {
            foreach (var fault in (StorageFault[])[StorageFault.Refused, StorageFault.AnswerLost, StorageFault.CutBefore, StorageFault.CutAfter])
            {
                own.AdvanceTo(SignInPolicy.StartOf(date));
                await SetDateAsync(date);
                using var plan = new FaultPlan(fault, at, requests);
                storage.Add(plan);
                await RunAsync(plan);
                storage.Remove(plan);
                plan.HasStruck.ShouldBeTrue($"{fault} at {at} of {steps}");

                await RunAsync(Cancel);
                await RunAsync(Cancel);

                (await WaitingAsync(account)).ShouldBe(++mails, $"{fault} at {at} of {steps}");
                (await AuditedAsync(account)).ShouldBe(mails);
                (await own.WaitingOutboxesAsync()).ShouldContain(account.AccountId);
                date = date.AddDays(20);
            }
        }
    }

    [Fact]
    public async Task A_round_that_is_through_costs_two_reads_and_one_that_is_due_what_it_tells()
    {
        var accounts = new List<AnAccount>();
        for (var i = 0; i < 5; i++)
        {
            accounts.Add(await AnAccount.WithoutFactorAsync(own));
        }

        await using var storage = await InsertAsync();
        foreach (var account in accounts.Skip(2))
        {
            await WithoutFactor.RemoveAsync(own.Storage(), AccountId.From(account.AccountId), Cancel);
        }

        string[] requests = [.. accounts.Select(account => account.AccountId), "sign-in-policy", "second-factor-round", "without-factor"];
        (await CostAsync(storage, requests)).ShouldBe(1);
        own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(-14)));
        var two = await CostAsync(storage, requests);
        (await CostAsync(storage, requests)).ShouldBe(2);
        foreach (var account in accounts)
        {
            await WithoutFactor.AddAsync(own.Storage(), AccountId.From(account.AccountId), Cancel);
        }

        own.AdvanceTo(SignInPolicy.StartOf(Date.AddDays(-7)));
        var five = await CostAsync(storage, requests);

        (five - two).ShouldBe(3 * 4);
        (await CostAsync(storage, requests)).ShouldBe(2);
    }

    [Fact]
    public async Task At_once_everybody_whom_it_concerns_hears_it_once()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var (complete, byMail) = (await AnAccount.WithSmsAsync(own), await AnAccount.WithEmailAsync(own));
        (await account.Browser.PostAsync("/api/session/postpone")).Expect(200);
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((0, 0));

        await DecideAsync(null, emailAllowed: true);
        await RemindAsync();
        await RemindAsync();

        (await CountAsync(account)).ShouldBe((0, 1));
        (await CountAsync(byMail)).ShouldBe((0, 0));
        (await CountAsync(complete)).ShouldBe((0, 0));
        (await account.Browser.IsSignedInAsync()).ShouldBeFalse();

        // Later codes by mail count no more: that concerns whoever has nothing else.
        own.Time.Advance(TimeSpan.FromDays(40));
        await DecideAsync(null, emailAllowed: false);
        await RemindAsync();
        await RemindAsync();
        (await CountAsync(byMail)).ShouldBe((0, 1));
        (await CountAsync(complete)).ShouldBe((0, 0));

        // A change that asks nothing more of anybody mails nobody.
        var (first, second) = (await CountAsync(account), await CountAsync(byMail));
        own.Time.Advance(TimeSpan.FromDays(40));
        await DecideAsync(null, emailAllowed: false, rememberDays: 3);
        await RemindAsync();
        (await CountAsync(account), await CountAsync(byMail)).ShouldBe((first, second));
    }

    [Fact]
    public async Task Whoever_has_codes_by_mail_alone_hears_at_once_that_they_count_no_more_whatever_the_date()
    {
        var (account, byMail) = (await AnAccount.WithoutFactorAsync(own), await AnAccount.WithEmailAsync(own));
        var both = await (await AnAccount.WithEmailAsync(own)).AddAppAsync();

        await DecideAsync(Date, emailAllowed: false);
        await RemindAsync();
        await RemindAsync();

        (await CountAsync(byMail)).ShouldBe((0, 1));
        (await CountAsync(account)).ShouldBe((0, 0));
        (await CountAsync(both)).ShouldBe((0, 0));
        own.AdvanceTo(SignInPolicy.StartOf(Date));
        await RemindAsync();
        (await CountAsync(byMail)).ShouldBe((0, 1));
        (await CountAsync(account)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task At_once_again_is_told_again()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        await DecideAsync(null, emailAllowed: true);
        await RemindAsync();
        own.Time.Advance(TimeSpan.FromDays(10));
        await DecideAsync(DateOnly.FromDateTime(own.Now().UtcDateTime).AddDays(200), emailAllowed: true);
        await RemindAsync();
        (await CountAsync(account)).ShouldBe((0, 1));

        await DecideAsync(null, emailAllowed: true);
        await RemindAsync();

        (await CountAsync(account)).ShouldBe((0, 2));
    }

    /// <summary>As the service desk does.</summary>
    private async Task DecideAsync(DateOnly? date, bool emailAllowed, int rememberDays = 30) =>
        (await (await own.LogInAsync()).PostAsync(
            "/api/sign-in-policy", new { secondFactorFrom = date?.ToString("O", CultureInfo.InvariantCulture), emailAllowed, rememberDays, resetProof = "code" })).Expect(200);

    private Task SetDateAsync(DateOnly? date) => own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = date });

    private Task RunAsync(CancellationToken cancellationToken) =>
        ActivatorUtilities.CreateInstance<RemindOfSecondFactor>(own.Cloud.Services).Run(new TimerInfo(), cancellationToken);

    /// <summary>Faulty storage, from which only the timer asks: hints and mails stay where they are.</summary>
    private async Task<FaultyStorage> InsertAsync()
    {
        await own.HintsWorkedAsync();
        foreach (var worker in new[] { "DeliverAccountNotices", "MoveAuditRecords" })
        {
            own.Settings[$"AzureWebJobs.{worker}.Disabled"] = "true";
        }

        return await FaultyStorage.InsertAsync(own, Cancel);
    }

    /// <summary>Runs it under a plan that may cut it off.</summary>
    private async Task RunAsync(FaultPlan plan)
    {
        try
        {
            await RunAsync(plan.Cut);
        }
        catch (OperationCanceledException) when (plan.Cut.IsCancellationRequested)
        {
            // As planned.
            plan.HasStruck.ShouldBeTrue();
        }
    }

    private async Task RemindAsync()
    {
        await RunAsync(Cancel);
        await own.HintsWorkedAsync();
    }

    /// <summary>How many requests to storage that name one of these a run makes.</summary>
    private async Task<int> CostAsync(FaultyStorage storage, params string[] names)
    {
        using var plan = new FaultPlan(StorageFault.None, 0, names);
        storage.Add(plan);
        await RunAsync(Cancel);
        storage.Remove(plan);
        return plan.Seen.Count;
    }

    private async Task<(int Reminders, int Required)> CountAsync(AnAccount account)
    {
        await own.HintsWorkedAsync();
        return (own.Mails(account.Email, Mailing.SecondFactorReminder).Count, own.Mails(account.Email, Mailing.SecondFactorRequired).Count);
    }

    private async Task<int> AuditedAsync(AnAccount account) =>
        (await own.AuditedAsync("accounts/" + account.AccountId)).Count(entry => entry.Event == "second-factor-required");

    private async Task<int> WaitingAsync(AnAccount account) =>
        (await own.RowsAsync("accounts", account.AccountId)).Count(row => row.RowKey.StartsWith("outbox~", StringComparison.Ordinal)
            && Row.Read<OutboxItem>(row).Value.Kind == AccountNotices.SecondFactorRequired);
}
