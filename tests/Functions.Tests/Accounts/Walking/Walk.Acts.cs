using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <content>What is done, each with what the model says about it.</content>
internal sealed partial class Walk
{
    private readonly Dictionary<FactorMethod, string> lastTaken = [];
    private string? appSecret;
    private string? newAppSecret;

    private async Task GivePasswordAsync(ApiClient browser, bool right)
    {
        var former = Find(browser, Cookies.Session);
        var password = right ? account.Password : account.NextPassword();
        var answer = await PostAsync(browser, "/api/login", new { email = account.Email, password });
        if (Done("password", answer, right))
        {
            AfterPassword(browser, former, answer);
        }
    }

    private void AfterPassword(ApiClient browser, string? former, ApiAnswer answer)
    {
        if (model.Factors.Count == 0)
        {
            Check(answer["session"] is not null, "no session without a second factor to ask", answer);
            model.SignedIn(Find(browser, Cookies.Session) ?? "", former, Strength.Password, model.DeviceOf(Find(browser, Cookies.Remembered)));
            return;
        }

        Check(answer["next"]!.GetValue<string>() == "code", "no code is asked", answer);
        if (Enum.TryParse<FactorMethod>(answer["method"]?.GetValue<string>(), ignoreCase: true, out var method))
        {
            model.BeganLogIn(Find(browser, Cookies.LogIn) ?? "", method);
        }
    }

    private async Task ChooseMethodAsync(ApiClient browser, FactorMethod method)
    {
        var logIn = model.Open(Find(browser, Cookies.LogIn));
        var answer = await PostAsync(browser, "/api/login/method", new { method = Name(method) });
        if (Done("method", answer, logIn is not null && model.HasMethod(method)))
        {
            model.ChoseMethod(logIn!, method);
        }
    }

    private async Task TypeCodeAsync(ApiClient browser, Typed typed, bool remember)
    {
        var (cookie, former) = (Find(browser, Cookies.LogIn), Find(browser, Cookies.Session));
        var remembered = Find(browser, Cookies.Remembered);
        var formerDevice = model.DeviceOf(remembered);
        var logIn = model.Open(cookie);
        var (code, id) = await CodeAsync(logIn, cookie is null ? "" : ProofOf(cookie), appSecret, typed);
        var answer = await PostAsync(browser, "/api/login/verify", new { code, remember });
        if (!Done("code " + typed, answer, logIn is not null && model.Takes(logIn, id)))
        {
            Tried(logIn);
            return;
        }

        Took(logIn!, code, id!);
        var device = formerDevice;
        if (remember && model.RememberDays > 0)
        {
            if (formerDevice is not null && formerDevice.Token == remembered)
            {
                // Nobody has the former one's cookie any more but a copier.
                model.End(formerDevice);
            }

            device = model.Remembered(Find(browser, Cookies.Remembered) ?? "", MarkOf(browser));
        }

        model.SignedIn(Find(browser, Cookies.Session) ?? "", former, Strength.Full, device);
    }

    private async Task PostponeAsync(ApiClient browser)
    {
        var session = model.Alive(Find(browser, Cookies.Session));
        var answer = await PostAsync(browser, "/api/session/postpone");
        if (Done("postpone", answer, session is not null && model.MayPostpone(session)) && !model.IsUsable(session!))
        {
            session!.Postponed = true;
        }
    }

    private async Task BeginFactorAsync(ApiClient browser, FactorMethod method)
    {
        var session = model.Alive(Find(browser, Cookies.Session));
        var phone = method == FactorMethod.Sms ? TestWorld.NewPhone() : null;
        Task<ApiAnswer> BeginAsync() => PostAsync(browser, "/api/account/factors/" + Name(method), phone is null ? null : new { phone });
        if (session is not null && model.AwaitsResetCode && !session.ResetProved)
        {
            // After a reset the password alone reaches no factor; the code that the service desk says does.
            Done("begin factor without the code", await BeginAsync(), may: false);
            var code = await account.ResetCodeAsync() ?? "00000000";
            if (!Done("prove reset", await PostAsync(browser, "/api/account/reset-code", new { code }), model.ResetCodeIsOpen))
            {
                return;
            }

            session.ResetProved = true;
        }

        var answer = await BeginAsync();
        if (Done("begin factor", answer, session is not null && (!model.IsUsable(session) || model.IsRecent(session))))
        {
            newAppSecret = answer["secret"]?.GetValue<string>() ?? newAppSecret;
            model.Enrolling[method] = new LogInModel.LogIn(method, model.Now + TimeSpan.FromMinutes(10), session, phone);
        }
    }

    private async Task ProveFactorAsync(ApiClient browser, FactorMethod method, Typed typed)
    {
        var cookie = Find(browser, Cookies.Session);
        var session = model.Alive(cookie);
        var enrolling = session is not null && model.Enrolling.TryGetValue(method, out var begun) && model.IsOpen(begun) ? begun : null;
        var (code, id) = await CodeAsync(enrolling, ProofOf(method), newAppSecret, typed);
        var answer = await PostAsync(browser, $"/api/account/factors/{Name(method)}/verify", new { code });
        if (!Done("prove factor " + typed, answer, enrolling is not null && enrolling.Session == session && model.Takes(enrolling, id)))
        {
            Tried(enrolling);
            return;
        }

        Took(enrolling!, code, id!);
        appSecret = method == FactorMethod.App ? newAppSecret : appSecret;
        if (model.HasMethod(method))
        {
            // Another number or app in the place of the old one.
            model.EndAll(session, model.DeviceOf(Find(browser, Cookies.Remembered)));
        }

        model.RecoveryCodes.UnionWith(answer["recoveryCodes"]?.AsArray().Select(one => one!.GetValue<string>()) ?? []);
        model.Added(method, enrolling!.Phone);
        if (session!.Strength == Strength.Password)
        {
            model.SignedIn(Find(browser, Cookies.Session) ?? "", cookie, Strength.Full, session.Device);
        }
    }

    private async Task RemoveFactorAsync(ApiClient browser, FactorMethod method)
    {
        var session = model.Alive(Find(browser, Cookies.Session));
        var may = session is not null && model.IsSensitive(session) && !model.Factors.SetEquals([method]);
        if (Done("remove factor", await browser.DeleteAsync("/api/account/factors/" + Name(method)), may) && model.Factors.Remove(method))
        {
            model.EndAll(session, model.DeviceOf(Find(browser, Cookies.Remembered)));
        }
    }

    private async Task ResetFactorsAsync()
    {
        var desk = await account.ServiceDeskAsync();
        var answer = await PostAsync(desk, $"/api/accounts/{account.AccountId}/factor-reset", new { reason = "Telefoon verloren, paspoort gezien." });
        if (Done("reset factors", answer, may: true)
            && (model.Factors.Count > 0 || (model.AwaitsResetCode && !model.ResetCodeIsOpen)))
        {
            model.Reset();
        }
    }

    private async Task AskPasswordLinkAsync()
    {
        if (Done("password link", await PostAsync(world.NewBrowser(), "/api/password/link", new { email = account.Email }), may: true))
        {
            links.Add(await account.LinkAsync());
            model.Mailed(links[^1]);
        }
    }

    private async Task SetPasswordAsync(ApiClient browser, bool lastLink)
    {
        var former = Find(browser, Cookies.Session);
        var secret = links.ElementAtOrDefault(^(lastLink ? 1 : 2)) ?? new string('x', 43);
        var may = model.Takes(secret);
        var answer = await PostAsync(browser, 
            $"/api/password/{account.AccountId}/set", new { secret, password = account.NextPassword(), name = (string?)null, language = "nl" });
        var done = Done("set password", answer, may);
        if (may)
        {
            // Also when the log-in that follows must wait.
            account.PasswordWasSet();
            model.PasswordSet();
        }

        if (done)
        {
            AfterPassword(browser, former, answer);
        }
    }

    private async Task ResumeAsync(ApiClient browser, bool answerLost)
    {
        var cookie = Find(browser, Cookies.Remembered);
        var device = model.DeviceOf(cookie);
        var may = model.Resume(cookie, MarkOf(browser));
        if (device is not null && device.Ended)
        {
            Count("a copied device is found out");
        }

        var client = answerLost ? browser.Copy() : browser;
        if (Done("resume", await PostAsync(client, "/api/login/resume"), may))
        {
            model.SignedIn(Find(client, Cookies.Session) ?? "", null, Strength.Remembered, device);
            model.Rotated(device!, Find(client, Cookies.Remembered) ?? "");
        }
    }

    private async Task SignOutAsync(ApiClient browser)
    {
        var (cookie, session) = (Find(browser, Cookies.Remembered), model.Alive(Find(browser, Cookies.Session)));
        Done("sign out", await PostAsync(browser, "/api/sign-out"), may: true);
        if (model.DeviceOf(cookie) is { } device && device.Token == cookie)
        {
            model.End(device);
        }

        if (session is not null)
        {
            session.Ended = true;
            if (session.Device is not null)
            {
                model.End(session.Device);
            }
        }
    }

    private async Task EndOthersAsync(ApiClient browser)
    {
        var session = model.Alive(Find(browser, Cookies.Session));
        if (Done("end others", await PostAsync(browser, "/api/account/sessions/end-others"), session is not null && model.IsUsable(session)))
        {
            model.EndAll(session, model.DeviceOf(Find(browser, Cookies.Remembered)));
        }
    }

    /// <summary>What is typed, and what tells it from other codes when it is the one that is asked.</summary>
    private async Task<(string Text, string? Id)> CodeAsync(LogInModel.LogIn? asked, string proof, string? secret, Typed typed)
    {
        const string guess = "123456";
        if (asked is null)
        {
            return (guess, null);
        }

        if (typed == Typed.Used)
        {
            return (lastTaken.GetValueOrDefault(asked.Method) ?? guess, null);
        }

        if (typed == Typed.OfAnotherMethod)
        {
            return (asked.Method != FactorMethod.App && appSecret is not null ? (await account.OfAppAsync(appSecret)).Text
                : asked.Method != FactorMethod.Recovery && model.RecoveryCodes.Count > 0 ? model.RecoveryCodes.First()
                : guess, null);
        }

        (string Text, string Id)? right = asked.Method switch
        {
            FactorMethod.App => secret is null ? null : await account.OfAppAsync(secret),
            FactorMethod.Recovery => model.RecoveryCodes.Select(code => (code, code)).FirstOrDefault(),
            _ => await account.SentAsync(proof),
        };
        return right is not { Text: not null } code ? (guess, null)
            : typed == Typed.Right ? (code.Text, code.Id)
            : (string.Concat(code.Text[..^1], code.Text[^1] == '7' ? "8" : "7"), null);
    }

    private void Tried(LogInModel.LogIn? logIn)
    {
        if (logIn is not null)
        {
            model.Tried(logIn);
        }
    }

    private void Took(LogInModel.LogIn logIn, string code, string id)
    {
        model.Took(logIn, id);
        lastTaken[logIn.Method] = code;
    }
}
