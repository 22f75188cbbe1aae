using System.Globalization;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <summary>
/// One walk: three browsers and one account. Every step is done over HTTP, told to the model when it was done, and
/// compared; then every session there is, and every one that just ended, is asked for what it may do.
/// </summary>
/// <param name="world">Where it happens; its clock is moved.</param>
/// <param name="account">Whose walk it is.</param>
/// <param name="seen">How often what happened, over all walks.</param>
internal sealed partial class Walk(OwnWorld world, WalkedAccount account, Dictionary<string, int> seen)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    private readonly ApiClient[] browsers = [world.NewBrowser(), world.NewBrowser(), world.NewBrowser()];
    private readonly LogInModel model = new();
    private readonly List<string> links = [];

    /// <summary>The sessions that were found to be ended.</summary>
    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private string? broken;

    /// <summary>Walks; returns the rule that was broken and by which step (from 1), or null.</summary>
    public async Task<(int Step, string Rule)?> RunAsync(IReadOnlyList<Step> steps)
    {
        await DoAsync(new Step.SetPolicy(1));
        for (var i = 0; i < steps.Count; i++)
        {
            model.At(world.Now());
            await DoAsync(steps[i]);
            model.At(world.Now());
            await LookAroundAsync();
            if (broken is not null)
            {
                return (i + 1, broken);
            }
        }

        found.Clear();
        await LookAroundAsync();
        return broken is null ? null : (steps.Count, broken);
    }

    private Task DoAsync(Step step) => step switch
    {
        Step.GivePassword act => GivePasswordAsync(browsers[act.Browser], act.Right),
        Step.ChooseMethod act => ChooseMethodAsync(browsers[act.Browser], act.Method),
        Step.TypeCode act => TypeCodeAsync(browsers[act.Browser], act.Code, act.Remember),
        Step.Postpone act => PostponeAsync(browsers[act.Browser]),
        Step.BeginFactor act => BeginFactorAsync(browsers[act.Browser], act.Method),
        Step.ProveFactor act => ProveFactorAsync(browsers[act.Browser], act.Method, act.Code),
        Step.RemoveFactor act => RemoveFactorAsync(browsers[act.Browser], act.Method),
        Step.ResetFactors => ResetFactorsAsync(),
        Step.AskPasswordLink => AskPasswordLinkAsync(),
        Step.SetPassword act => SetPasswordAsync(browsers[act.Browser], act.LastLink),
        Step.Resume act => ResumeAsync(browsers[act.Browser], act.AnswerLost),
        Step.CopyDevice act => CopyDevice(browsers[act.From], browsers[act.To]),
        Step.SignOut act => SignOutAsync(browsers[act.Browser]),
        Step.EndOthers act => EndOthersAsync(browsers[act.Browser]),
        Step.SetPolicy act => SetPolicyAsync(act.Days, act.RememberDays),
        Step.Wait act => Wait(act.Time),
        Step.WaitForDate act => Wait(model.Date + TimeSpan.FromSeconds(act.Seconds) - model.Now),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Nobody knows how to do that."),
    };

    private Task Wait(TimeSpan? time)
    {
        if (time > TimeSpan.Zero)
        {
            world.Time.Advance(time.Value);
        }

        return Task.CompletedTask;
    }

    private async Task SetPolicyAsync(int? days, int rememberDays)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(world.Now(), Amsterdam).DateTime);
        DateOnly? date = days is { } ahead ? today.AddDays(ahead) : null;
        await world.SetAsync(new SignInPolicy(date, EmailAllowed: true, rememberDays));
        model.Date = date is { } day ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Amsterdam)) : null;
        model.RememberDays = rememberDays;
    }

    private static Task CopyDevice(ApiClient from, ApiClient to)
    {
        if (from.Cookies.TryGetValue(Cookies.Remembered, out var cookie))
        {
            to.Cookies[Cookies.Remembered] = cookie;
        }

        return Task.CompletedTask;
    }

    /// <summary>Compares what every browser may do with what it should; so too what ended since the last time.</summary>
    private async Task LookAroundAsync()
    {
        var held = browsers.Select(browser => Find(browser, Cookies.Session)).OfType<string>().Where(cookie => !found.Contains(cookie));
        await Task.WhenAll(held.Union(model.Dead.Where(found.Add), StringComparer.Ordinal).ToList().Select(LookAsync));
    }

    private async Task LookAsync(string cookie)
    {
        var browser = world.NewBrowser();
        browser.Cookies[Cookies.Session] = cookie;
        var session = await browser.GetAsync("/api/session");
        var mailbox = await browser.PostAsync($"/api/mailboxes/{account.MailboxId}/open");
        if (model.Alive(cookie) is not { } alive)
        {
            Check((int)session.Status == 401 && (int)mailbox.Status == 401, "a session that ended, or was never earned, answers", session);
            return;
        }

        if (alive.Overdue && ((int)session.Status == 401 || (int)mailbox.Status == 401))
        {
            alive.Ended = true;
            return;
        }

        var usable = model.IsUsable(alive);
        Count($"{alive.Strength}, {(usable ? "let in" : "only choosing a factor")}");
        Check((int)session.Status == 200, "a session does not answer", session);
        if ((int)session.Status == 200)
        {
            Check(session["strength"]!.GetValue<string>() == Name(alive.Strength), $"a session should be {alive.Strength}", session);
            Check(session["usable"]!.GetValue<bool>() == usable, usable ? "a session should be usable" : "a session should not be usable", session);
        }

        Check((int)mailbox.Status == (usable ? 200 : 403), usable ? "a mailbox does not open" : "a mailbox opens", mailbox);
        model.Seen(alive);
    }

    /// <summary>Whether it was done; it should be when <paramref name="may"/>, unless limits say to wait or a timer was first.</summary>
    private bool Done(string what, ApiAnswer answer, bool may)
    {
        var done = (int)answer.Status is >= 200 and < 300;
        Check((int)answer.Status < 500, what + " fails", answer);
        Check(may || !done, what + " is let through", answer);
        Check(done || !may || Excused(answer), what + " is refused", answer);
        Count(done ? what : what + ", refused");
        return done;
    }

    /// <summary>Asks, and again when it met a change by somebody else, such as the timer that reminds.</summary>
    private static async Task<ApiAnswer> PostAsync(ApiClient browser, string path, object? body = null)
    {
        var answer = await browser.PostAsync(path, body);
        for (var again = 0; answer.Problem == "changed-meanwhile" && again < 5; again++)
        {
            answer = await browser.PostAsync(path, body);
        }

        return answer;
    }

    private bool Excused(ApiAnswer answer) =>
        (int)answer.Status == 429
        || answer["retryAt"] is not null
        || model.WrongCodes >= SecurityNumbers.WrongLogInCodesPerHour
        || (answer.Problem == "not-signed-in" && model.AnyOverdue);

    private void Check(bool holds, string rule, ApiAnswer answer) =>
        broken ??= holds ? null : string.Create(CultureInfo.InvariantCulture, $"{rule}: {(int)answer.Status} {answer.Text}");

    private void Count(string what)
    {
        lock (seen)
        {
            seen[what] = seen.GetValueOrDefault(what) + 1;
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Find(ApiClient browser, string cookie) => browser.Cookies.GetValueOrDefault(cookie);

    /// <summary>The mark of a browser that once logged in completely.</summary>
    private static string? MarkOf(ApiClient browser) => Find(browser, Cookies.Device)?.Split('.')[0];

    private static string ProofOf(string cookie) => Tokens.Hash(cookie);

    private static string ProofOf(FactorMethod method) => Enrolment.ProofOf(method);
}
