using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Access;

/// <summary>Every HTTP function, found by reflection, with every kind of caller who must not get in.</summary>
public sealed class EveryRouteAndEveryCaller(SharedWorld world)
{
    private const string Unknown = "00000000000000000000000000000000";

    private static readonly IReadOnlyList<Route> Routes =
    [
        .. from type in typeof(ZegelSetup).Assembly.GetTypes()
           let run = type.GetMethod("Run")
           where run?.GetCustomAttribute<FunctionAttribute>() is not null
           let trigger = run.GetParameters()
               .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
           where trigger is not null
           let allow = type.GetCustomAttribute<AllowAttribute>()!
           select new Route(type.Name, trigger.Methods!.Single().ToUpperInvariant(), "/api/" + trigger.Route, allow.Callers, allow.Recent),
    ];

    /// <summary>Whom each function lets in, written down a second time: a new function must be thought about here too.</summary>
    private static readonly Dictionary<string, Caller[]> LetIn = new(StringComparer.Ordinal)
    {
        ["AddPasskey"] = [Caller.Enrolling],
        ["ApproveAccess"] = [Caller.Account],
        ["AskForServiceDesk"] = [Caller.ServiceDesk],
        ["BeginAppFactor"] = [Caller.Enrolling],
        ["BeginConversation"] = [Caller.Staff],
        ["BeginEmailFactor"] = [Caller.Enrolling],
        ["BeginPasskey"] = [Caller.Enrolling],
        ["BeginPasskeyLogIn"] = [Caller.Anyone],
        ["BeginSmsFactor"] = [Caller.Enrolling],
        ["ChangeDetails"] = [Caller.Account],
        ["ChooseLogInMethod"] = [Caller.Anyone],
        ["DisputeNumber"] = [Caller.Anyone],
        ["EndAccount"] = [Caller.ServiceDesk],
        ["EndOtherSessions"] = [Caller.Account],
        ["EndSession"] = [Caller.Account],
        ["EndSessionsOf"] = [Caller.ServiceDesk],
        ["ExportAudit"] = [Caller.ServiceDesk],
        ["FinishUpload"] = [Caller.Visitor, Caller.Staff],
        ["GiveMailbox"] = [Caller.Account],
        ["InviteAccount"] = [Caller.ServiceDesk],
        ["InviteAgain"] = [Caller.ServiceDesk],
        ["ListAccessRequests"] = [Caller.Account],
        ["ListAccounts"] = [Caller.ServiceDesk],
        ["ListAuditEntries"] = [Caller.ServiceDesk],
        ["ListConversations"] = [Caller.Staff],
        ["ListOwnMailboxes"] = [Caller.Account],
        ["LogIn"] = [Caller.Anyone],
        ["LogInWithPasskey"] = [Caller.Anyone],
        ["LookAtAccessRequest"] = [Caller.Anyone],
        ["LookAtInvitation"] = [Caller.Anyone],
        ["LookAtLink"] = [Caller.Anyone],
        ["LookAtPasswordLink"] = [Caller.Anyone],
        ["MakeRecoveryCodes"] = [Caller.Account],
        ["OpenConversation"] = [Caller.Visitor, Caller.Staff],
        ["OpenMailbox"] = [Caller.Staff],
        ["PostponeSecondFactor"] = [Caller.Enrolling],
        ["ProveReset"] = [Caller.Enrolling],
        ["RefuseAccess"] = [Caller.Account],
        ["RemoveFactor"] = [Caller.Account],
        ["RemoveFile"] = [Caller.Visitor, Caller.Staff],
        ["RemovePasskey"] = [Caller.Account],
        ["RenewInvitation"] = [Caller.Anyone],
        ["RenewPasswordLink"] = [Caller.Anyone],
        ["ReportDamagedFile"] = [Caller.Visitor, Caller.Staff],
        ["ReportRefusedKey"] = [Caller.Staff],
        ["RequestCode"] = [Caller.Anyone],
        ["RequestDownload"] = [Caller.Visitor, Caller.Staff],
        ["RequestFirstPassword"] = [Caller.Anyone],
        ["RequestPasswordLink"] = [Caller.Anyone],
        ["RequestUpload"] = [Caller.Visitor, Caller.Staff],
        ["ResetFactor"] = [Caller.ServiceDesk],
        ["ResumeAccount"] = [Caller.ServiceDesk],
        ["ResumeSession"] = [Caller.Anyone],
        ["SendFactorCode"] = [Caller.Enrolling],
        ["SendLogInCode"] = [Caller.Anyone],
        ["SendMessage"] = [Caller.Visitor, Caller.Staff],
        ["SetPassword"] = [Caller.Anyone],
        ["SetSignInPolicy"] = [Caller.ServiceDesk],
        ["ShowAccount"] = [Caller.Enrolling],
        ["ShowAccountOf"] = [Caller.ServiceDesk],
        ["ShowHealth"] = [Caller.Anyone],
        ["ShowLogo"] = [Caller.Anyone],
        ["ShowOrganisation"] = [Caller.Anyone],
        ["ShowResetCode"] = [Caller.ServiceDesk],
        ["ShowSealingKey"] = [Caller.Anyone],
        ["ShowSession"] = [Caller.Enrolling],
        ["ShowSignInPolicy"] = [Caller.ServiceDesk],
        ["ShowStarter"] = [Caller.Anyone],
        ["SignOut"] = [Caller.Anyone],
        ["SignOutVisitor"] = [Caller.Anyone],
        ["StartConversation"] = [Caller.Anyone],
        ["StopAccessRequest"] = [Caller.Anyone],
        ["SuspendAccount"] = [Caller.ServiceDesk],
        ["TakeMailbox"] = [Caller.Account],
        ["TakeServiceDesk"] = [Caller.ServiceDesk],
        ["TryRecoveryCode"] = [Caller.Account],
        ["UnlockConversation"] = [Caller.Anyone],
        ["VerifyFactor"] = [Caller.Enrolling],
        ["VerifyLogIn"] = [Caller.Anyone],
    };

    [Fact]
    public void Every_function_lets_in_whom_it_should()
    {
        Routes.Select(route => route.Name).ShouldBe(LetIn.Keys, ignoreOrder: true);
        foreach (var route in Routes)
        {
            route.Callers.ShouldBe(LetIn[route.Name], ignoreOrder: true, route.Name);
        }
    }

    [Fact]
    public async Task Whoever_is_not_let_in_learns_nothing()
    {
        var link = await world.StarterConversationAsync();
        var visitor = await world.UnlockAsync(link);
        (await visitor.SendAsync(await visitor.FirstDraftAsync(link.ParticipantId))).Expect(201);
        var staff = await world.StaffAsync();
        var mailboxId = (await staff.GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var otherVisitor = await world.UnlockAsync(await world.StarterConversationAsync());
        var otherRecipient = await world.UnlockAsync((await world.WriteToSomebodyAsync("none")).Link);
        var otherMailbox = await world.OtherStaffAsync();
        var nobody = world.NewBrowser();

        var guarded = Routes.Where(route => !route.Callers.Contains(Caller.Anyone)).ToList();
        guarded.Count.ShouldBeGreaterThan(10);
        var callers = new Dictionary<string, ApiClient>(StringComparer.Ordinal)
        {
            ["nobody"] = nobody,
            ["other visitor"] = otherVisitor,
            ["other recipient"] = otherRecipient,
            ["other mailbox"] = otherMailbox,
            ["visitor"] = visitor,
            ["staff"] = staff,
        };
        foreach (var route in guarded)
        {
            foreach (var (caller, browser) in callers)
            {
                foreach (var participant in new[] { link.ParticipantId, link.ConversationId + "00" })
                {
                    if (IsRight(route, caller, participant, link))
                    {
                        continue;
                    }

                    var there = await AskAsync(browser, route, participant, mailboxId);
                    var notThere = await AskAsync(browser, route, Unknown + participant[32..], Unknown);
                    var words = $"{route.Name} as {caller} on {participant[32..]}: {there.Text}";
                    there.Status.ShouldBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.NotFound], words);
                    there.Text.ShouldBe(notThere.Text, words);
                }
            }
        }
    }

    [Fact]
    public async Task No_state_is_changed_from_elsewhere()
    {
        var cross = new[] { "https://evil.example", "null", "http://localhost.evil.example" };
        foreach (var route in Routes.Where(route => route.Method != "GET"))
        {
            foreach (var origin in cross)
            {
                using var foreign = Request(route, "{}", "application/json");
                foreign.Headers.TryAddWithoutValidation("Origin", origin);
                (await world.NewBrowser().SendAsync(foreign)).Expect(403, "foreign-request");
            }

            using var none = Request(route, "{}", "application/json");
            (await world.NewBrowser().SendAsync(none)).Expect(403, "foreign-request");
            using var text = Request(route, "{}", "text/plain");
            text.Headers.TryAddWithoutValidation("Origin", world.Cloud.SiteAddress.GetLeftPart(UriPartial.Authority));
            (await world.NewBrowser().SendAsync(text)).Expect(415, "not-json");
            using var crossSite = Request(route, "{}", "application/json");
            crossSite.Headers.TryAddWithoutValidation("Origin", world.Cloud.SiteAddress.GetLeftPart(UriPartial.Authority));
            crossSite.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
            (await world.NewBrowser().SendAsync(crossSite)).Expect(403, "foreign-request");
        }
    }

    [Fact]
    public async Task A_password_alone_reaches_only_what_chooses_a_second_factor()
    {
        var browser = await SignedInAsync(Strength.Password);
        foreach (var route in Routes.Where(route => !route.Callers.Contains(Caller.Anyone) && !route.Callers.Contains(Caller.Visitor)))
        {
            var answer = await AskAsync(browser, route, Unknown + "00", Unknown);
            (answer.Problem == "second-factor-required")
                .ShouldBe(!route.Callers.Contains(Caller.Enrolling) || route.Name == "PostponeSecondFactor", $"{route.Name}: {answer.Text}");
        }
    }

    [Fact]
    public async Task A_remembered_device_must_log_in_again_for_what_is_sensitive()
    {
        var browser = await SignedInAsync(Strength.Remembered);
        var sensitive = Routes.Where(route => route.Recent).ToList();
        sensitive.Count.ShouldBeGreaterThan(10);
        foreach (var route in sensitive)
        {
            (await AskAsync(browser, route, Unknown + "00", Unknown)).Expect(403, "log-in-again");
        }
    }

    /// <summary>A browser with a session of this strength, of an account with every role.</summary>
    private async Task<ApiClient> SignedInAsync(Strength strength)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = Seals.NewId(), Name = "Roos", Email = TestWorld.NewEmail("roos"), Language = "nl", Roles = Enum.GetValues<Role>(), State = AccountState.Active,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(head, [], "system", now, cancellationToken);
        var session = SessionStore.New(head, strength, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(head.AccountId, session.RowKey, session.Session, cancellationToken);
        var browser = world.NewBrowser();
        browser.Cookies["__Host-session"] = session.Cookie;
        return browser;
    }

    [Fact]
    public async Task Another_method_on_a_known_path_is_not_there()
    {
        foreach (var route in Routes.Where(route => route.Method != "GET"))
        {
            var hasGet = Routes.Any(other => other.Method == "GET" && other.Template == route.Template);
            (await world.NewBrowser().GetAsync(Path(route, Unknown + "01", Unknown))).Status.ShouldBe(
                hasGet ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, route.Name);
        }
    }

    [Fact]
    public async Task A_get_changes_nothing_and_a_head_is_none()
    {
        await using var own = await OwnWorld.StartAsync();
        var staff = await own.LogInAsync();
        var session = (await staff.GetAsync("/api/session")).Expect(200);
        var mailboxId = session["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        var accountId = session["accountId"]!.GetValue<string>();
        await own.HintsWorkedAsync();
        var before = await SnapshotAsync(own);

        foreach (var route in Routes.Where(route => route.Method == "GET"))
        {
            var path = Path(route, Unknown + "01", mailboxId).Replace(Unknown, accountId, StringComparison.Ordinal);
            ((int)(await staff.GetAsync(path)).Status).ShouldBe(200, route.Name);
            (await own.NewBrowser().GetAsync(path)).Status.ShouldBe(
                route.Callers.Contains(Caller.Anyone) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, route.Name);
            var head = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            head.Text.ShouldBeEmpty(route.Name);
            ((int)head.Status).ShouldBeInRange(400, 499, route.Name);
        }

        (await SnapshotAsync(own)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_kind_of_answer_is_kept_from_caches_frames_and_sniffing()
    {
        var link = await world.StarterConversationAsync();
        var browser = world.NewBrowser();
        var foreign = new ApiClient(world.Cloud.SiteAddress, world.Log) { Origin = "https://evil.example" };
        foreach (var (status, answer) in new[]
        {
            (200, await browser.GetAsync("/api/health")),
            (200, await browser.GetAsync("/api/organisation/logo")),
            (202, await browser.PostAsync(link.Path("code"), new { secret = link.Secret })),
            (204, await browser.PostAsync("/api/sign-out")),
            (400, await browser.PostTextAsync("/api/login", "{")),
            (401, await browser.GetAsync("/api/session")),
            (403, await foreign.PostAsync("/api/sign-out")),
            (404, await browser.GetAsync("/api/starters/elders")),
            (413, await browser.PostTextAsync("/api/login", new string(' ', 300_000))),
            (415, await browser.PostTextAsync("/api/login", "{}", "text/plain")),
            (429, await browser.PostAsync(link.Path("code"), new { secret = link.Secret })),
        })
        {
            // The logo is the same for everyone; nothing else may be kept.
            answer.Expect(status).Headers.CacheControl!.NoStore.ShouldBe(answer.ContentType is not "image/svg+xml");
            var headers = answer.Headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            headers["X-Content-Type-Options"].ShouldBe("nosniff");
            headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
            headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
            headers["Strict-Transport-Security"].ShouldContain("max-age=63072000");
            headers["Referrer-Policy"].ShouldBe("no-referrer");
            headers["Cross-Origin-Resource-Policy"].ShouldBe("same-origin");
            headers.Keys.ShouldNotContain("Server");
            headers.Keys.ShouldNotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_link_without_its_secret_is_the_same_as_no_link()
    {
        var link = await world.StarterConversationAsync();
        foreach (var call in new[] { "look", "code" })
        {
            var wrong = await world.NewBrowser().PostAsync(link.Path(call), new { secret = new string('A', 43) });
            var unknown = await world.NewBrowser().PostAsync($"/api/participants/{Unknown}01/{call}", new { secret = new string('A', 43) });
            wrong.Expect(404, "link-unknown").Text.ShouldBe(unknown.Text);
        }
    }

    private static async Task<IReadOnlyList<string>> SnapshotAsync(TestWorld where)
    {
        var rows = new List<string>();
        string[] tables =
            ["organisation", "accounts", "lookups", "mailboxes", "starters", "conversations", "expiries", "limits", "waiting"];
        foreach (var table in tables)
        {
            rows.AddRange((await where.RowsAsync(table)).Select(row => $"{table} {row.PartitionKey} {row.RowKey} {row.ETag}"));
        }

        return rows;
    }

    private static bool IsRight(Route route, string caller, string participant, Link link) => caller switch
    {
        "visitor" => route.Callers.Contains(Caller.Visitor) && route.NamesParticipant && participant == link.ParticipantId,
        // The member of staff is of the service desk too.
        "staff" => route.IsForEveryAccount || route.Callers.Contains(Caller.ServiceDesk)
            || (route.Callers.Contains(Caller.Staff) && (!route.NamesParticipant || participant.EndsWith("00", StringComparison.Ordinal))),
        // What is their own is theirs to see.
        "other mailbox" => route.IsForEveryAccount,
        _ => false,
    };

    private static Task<ApiAnswer> AskAsync(ApiClient browser, Route route, string participantId, string mailboxId)
    {
        var path = Path(route, participantId, mailboxId);
        return route.Method switch
        {
            "GET" => browser.GetAsync(path),
            "DELETE" => browser.DeleteAsync(path),
            _ => browser.PostAsync(path, Body(route.Name, participantId[..32])),
        };
    }

    /// <summary>A body that is right, so that only the caller is wrong.</summary>
    private static object Body(string function, string conversationId) => function switch
    {
        "OpenConversation" => new { before = (string?)null },
        "RequestUpload" => new { fileId = Seals.NewId(), size = 10 },
        "BeginConversation" => new { conversationId = Seals.NewId() },
        "SendMessage" => new Draft(conversationId, conversationId + "00", new byte[32]).ToBody(),
        _ => new { },
    };

    private static string Path(Route route, string participantId, string mailboxId) => route.Template
        .Replace("{participantId}", participantId, StringComparison.Ordinal)
        .Replace("{mailboxId}", mailboxId, StringComparison.Ordinal)
        .Replace("{fileId}", Unknown, StringComparison.Ordinal)
        .Replace("{starterId}", "info", StringComparison.Ordinal)
        .Replace("{accountId}", Unknown, StringComparison.Ordinal)
        .Replace("{requestId}", Unknown, StringComparison.Ordinal)
        .Replace("{linkId}", Unknown + "000", StringComparison.Ordinal)
        .Replace("{sessionId}", Unknown, StringComparison.Ordinal)
        .Replace("{passkeyId}", Unknown, StringComparison.Ordinal)
        .Replace("{method}", "app", StringComparison.Ordinal);

    private HttpRequestMessage Request(Route route, string body, string contentType) =>
        new(new HttpMethod(route.Method), new Uri(world.Cloud.SiteAddress, Path(route, Unknown + "01", Unknown)))
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };

    private sealed record Route(string Name, string Method, string Template, IReadOnlyList<Caller> Callers, bool Recent)
    {
        public bool IsForEveryAccount => Callers.Contains(Caller.Account) || Callers.Contains(Caller.Enrolling);

        public bool NamesParticipant => Template.Contains("{participantId}", StringComparison.Ordinal);
    }
}
