using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
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

    /// <summary>Whom each function lets in, and with how fresh and strong a log-in, written down a second time: a new function must be thought about here too.</summary>
    private static readonly Dictionary<string, Rule> LetIn = new(StringComparer.Ordinal)
    {
        ["AcceptGuestDocument"] = Lets(Caller.Enrolling),
        ["AddExtraAccount"] = Sensitive(Caller.Client),
        ["ChooseNotices"] = Lets(Caller.Client),
        ["CorrectClient"] = Lets(Caller.Staff),
        ["CorrectClientAddress"] = Sensitive(Caller.Staff),
        ["DeleteExtraAccount"] = Sensitive(Caller.Client),
        ["ChangeStarter"] = Sensitive(Caller.ServiceDesk),
        ["ListOpenStarters"] = Lets(Caller.Anyone),
        ["ListStarters"] = Lets(Caller.ServiceDesk),
        ["MakeStarter"] = Sensitive(Caller.ServiceDesk),
        ["SetOrganisation"] = Sensitive(Caller.ServiceDesk),
        ["ShowOrganisationSettings"] = Lets(Caller.ServiceDesk),
        ["ListMailboxes"] = Lets(Caller.ServiceDesk),
        ["MakeMailbox"] = Sensitive(Caller.ServiceDesk),
        ["RenameMailbox"] = Sensitive(Caller.ServiceDesk),
        ["ShowMailbox"] = Lets(Caller.ServiceDesk),
        ["ForgetContact"] = Lets(Caller.Staff),
        ["KeepContacts"] = Lets(Caller.Staff),
        ["AssignConversation"] = Lets(Caller.Staff),
        ["FollowConversation"] = Lets(Caller.Staff),
        ["KeepInternalNote"] = Lets(Caller.Staff),
        ["KeepLabel"] = Lets(Caller.Staff),
        ["LabelConversation"] = Lets(Caller.Staff),
        ["ListColleagues"] = Lets(Caller.Staff),
        ["ListLabels"] = Lets(Caller.Staff),
        ["RemoveInternalNote"] = Lets(Caller.Staff),
        ["RemoveLabel"] = Lets(Caller.Staff),
        ["ShowHandling"] = Lets(Caller.Staff),
        ["SnoozeConversation"] = Lets(Caller.Staff),
        ["ListContacts"] = Lets(Caller.Staff),
        ["FindClients"] = Lets(Caller.Staff),
        ["InviteClientAgain"] = Lets(Caller.Staff),
        ["InviteExtraAccountAgain"] = Sensitive(Caller.Client),
        ["ListExtraAccounts"] = Lets(Caller.Client),
        ["MakeClients"] = Lets(Caller.Staff),
        ["SetDossierSettings"] = Sensitive(Caller.ServiceDesk),
        ["ShowDossierSettings"] = Lets(Caller.Staff, Caller.Client, Caller.ServiceDesk),
        ["ShowClient"] = Lets(Caller.Staff),
        ["ShowOwnClient"] = Lets(Caller.Client),
        ["AddPasskey"] = Lets(Caller.Enrolling),
        ["ApproveAccess"] = Sensitive(Caller.Account),
        ["ApproveGuest"] = Sensitive(Caller.Staff, Caller.ServiceDesk),
        ["AskForServiceDesk"] = Sensitive(Caller.ServiceDesk),
        ["BeginAppFactor"] = Begins(Caller.Enrolling),
        ["BeginConversation"] = Lets(Caller.Staff),
        ["BeginEmailFactor"] = Begins(Caller.Enrolling),
        ["BeginGuestAddress"] = Sensitive(Caller.Guest),
        ["BeginPasskey"] = Begins(Caller.Enrolling),
        ["BeginPasskeyLogIn"] = Lets(Caller.Anyone),
        ["FileConversation"] = Lets(Caller.Staff),
        ["MarkRead"] = Lets(Caller.Staff),
        ["ChangeExpiry"] = Lets(Caller.Staff),
        ["RevokeMessage"] = Lets(Caller.Staff),
        ["RevokeAccess"] = Lets(Caller.Staff),
        ["LookForRevoked"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["RemindPerson"] = Lets(Caller.Staff),
        ["BeginSmsFactor"] = Begins(Caller.Enrolling),
        ["ChangeRight"] = Lets(Caller.Staff),
        ["ChooseDigest"] = Lets(Caller.Staff, Caller.Guest),
        ["ListEntries"] = Lets(Caller.Staff, Caller.Guest),
        ["ListFolders"] = Lets(Caller.Staff),
        ["ListReaders"] = Lets(Caller.Staff),
        ["ListShelf"] = Lets(Caller.Staff, Caller.Guest),
        ["EndFolder"] = Lets(Caller.Staff),
        ["RestoreFolder"] = Lets(Caller.Staff),
        ["MakeFolder"] = Lets(Caller.Staff),
        ["OpenFolder"] = Lets(Caller.Staff, Caller.Guest),
        ["OpenShelf"] = Lets(Caller.Staff, Caller.Guest, Caller.Client),
        ["AddPart"] = Lets(Caller.Staff),
        ["ChangeDossierHeader"] = Lets(Caller.Staff),
        ["ChangePartHeader"] = Lets(Caller.Staff),
        ["ListDossiers"] = Lets(Caller.Staff),
        ["ListHandlers"] = Lets(Caller.Staff),
        ["ListOwnDossiers"] = Lets(Caller.Client),
        ["ListPartEntries"] = Lets(Caller.Client, Caller.Staff),
        ["MakeDossier"] = Lets(Caller.Staff),
        ["OpenDossier"] = Lets(Caller.Staff),
        ["OpenPart"] = Lets(Caller.Client, Caller.Staff),
        ["OpenPartEntry"] = Lets(Caller.Client, Caller.Staff),
        ["PublishEntry"] = Lets(Caller.Staff),
        ["RestorePart"] = Lets(Caller.Staff),
        ["RevokePart"] = Lets(Caller.Staff),
        ["SetDossierFacts"] = Lets(Caller.Staff),
        ["SetPartAccount"] = Lets(Caller.Client, Caller.Staff),
        ["WriteMessage"] = Lets(Caller.Client, Caller.Staff),
        ["AskTask"] = Lets(Caller.Staff),
        ["ConfirmTask"] = Lets(Caller.Client),
        ["JudgeTask"] = Lets(Caller.Staff),
        ["ListTasks"] = Lets(Caller.Client, Caller.Staff),
        ["OpenTask"] = Lets(Caller.Client, Caller.Staff),
        ["RemindOfTask"] = Lets(Caller.Staff),
        ["SaveAnswers"] = Lets(Caller.Client),
        ["SendTask"] = Lets(Caller.Client),
        ["SetTaskDate"] = Lets(Caller.Staff),
        ["WithdrawTask"] = Lets(Caller.Staff),
        ["ArchiveForm"] = Lets(Caller.Staff),
        ["ChangeForm"] = Lets(Caller.Staff),
        ["ListForms"] = Lets(Caller.Staff),
        ["MakeForm"] = Lets(Caller.Staff),
        ["OpenForm"] = Lets(Caller.Staff),
        ["OpenFormVersion"] = Lets(Caller.Staff),
        ["PublishForm"] = Lets(Caller.Staff),
        ["PostEntries"] = Lets(Caller.Staff, Caller.Guest),
        ["RemoveEntries"] = Lets(Caller.Staff),
        ["RenameEntry"] = Lets(Caller.Staff),
        ["ShareFolder"] = Lets(Caller.Staff),
        ["WithdrawEntry"] = Lets(Caller.Staff, Caller.Guest),
        ["WithdrawRight"] = Lets(Caller.Staff),
        ["FinishUploads"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["RequestDownloads"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["RequestUploads"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["ChangeDetails"] = Lets(Caller.Account),
        ["ChooseLogInMethod"] = Lets(Caller.Anyone),
        ["ConfirmGuestAddress"] = Sensitive(Caller.Guest),
        ["CorrectGuestAddress"] = Sensitive(Caller.Staff, Caller.ServiceDesk),
        ["DisputeNumber"] = Lets(Caller.Anyone),
        ["EndAccount"] = Sensitive(Caller.ServiceDesk),
        ["EndOtherSessions"] = Lets(Caller.Account),
        ["EndSession"] = Lets(Caller.Account),
        ["EndSessionsOf"] = Sensitive(Caller.ServiceDesk),
        ["ExportAudit"] = Sensitive(Caller.ServiceDesk),
        ["ExtendGuests"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["FinishUpload"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["GivePassword"] = Lets(Caller.Staff),
        ["GivePhone"] = Lets(Caller.Staff),
        ["CorrectAddress"] = Lets(Caller.Staff),
        ["LookUpRecipients"] = Lets(Caller.Staff),
        ["GiveMailbox"] = Sensitive(Caller.Account),
        ["ChangeMember"] = Sensitive(Caller.Account),
        ["ListMembers"] = Lets(Caller.Account),
        ["NameSuccessor"] = Sensitive(Caller.Account),
        ["ListDelegateActs"] = Lets(Caller.Account),
        ["ChooseMails"] = Lets(Caller.Staff),
        ["CountUnread"] = Lets(Caller.Staff),
        ["HandOverGuests"] = Sensitive(Caller.Staff, Caller.ServiceDesk),
        ["InviteAccount"] = Sensitive(Caller.ServiceDesk),
        ["InviteAgain"] = Sensitive(Caller.ServiceDesk),
        ["InviteGuest"] = Lets(Caller.Staff),
        ["InviteGuestAgain"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["KeepAccess"] = Lets(Caller.Guest),
        ["ForgetDevice"] = Lets(Caller.Anyone),
        ["LookAtDevice"] = Lets(Caller.Anyone),
        ["ResumeReader"] = Lets(Caller.Anyone),
        ["SendLinkAgain"] = Lets(Caller.Anyone),
        ["ListWaiting"] = Lets(Caller.Visitor),
        ["OpenWaiting"] = Lets(Caller.Visitor),
        ["ListOwnMessages"] = Lets(Caller.Staff, Caller.Guest, Caller.Client),
        ["ShowOwnLink"] = Lets(Caller.Staff, Caller.Guest, Caller.Client),
        ["ListAccessRequests"] = Lets(Caller.Account),
        ["ListAccounts"] = Lets(Caller.ServiceDesk),
        ["ListAuditEntries"] = Lets(Caller.ServiceDesk),
        ["ListConversations"] = Lets(Caller.Staff),
        ["ListGuestDocuments"] = Lets(Caller.ServiceDesk),
        ["ListGuests"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["ListOwnMailboxes"] = Lets(Caller.Account),
        ["LogIn"] = Lets(Caller.Anyone),
        ["LogInWithPasskey"] = Lets(Caller.Anyone),
        ["LookAtAccessRequest"] = Lets(Caller.Anyone),
        ["LookAtInvitation"] = Lets(Caller.Anyone),
        ["LookAtLink"] = Lets(Caller.Anyone),
        ["LookAtPasswordLink"] = Lets(Caller.Anyone),
        ["MakeRecoveryCodes"] = Sensitive(Caller.Account),
        ["OpenConversation"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["DeleteDraft"] = Lets(Caller.Staff),
        ["ListDrafts"] = Lets(Caller.Staff),
        ["SaveDraft"] = Lets(Caller.Staff),
        ["WatchColleagues"] = Lets(Caller.Staff),
        ["SendNow"] = Lets(Caller.Staff),
        ["UndoMessage"] = Lets(Caller.Staff),
        ["OpenMailbox"] = Lets(Caller.Staff),
        ["PostponeSecondFactor"] = Lets(Caller.Enrolling),
        ["ProveReset"] = Lets(Caller.Enrolling),
        ["PublishGuestDocument"] = Sensitive(Caller.ServiceDesk),
        ["ReadGuestDocuments"] = Lets(Caller.Enrolling),
        ["RefuseAccess"] = Lets(Caller.Account),
        ["RefuseGuest"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["RemoveFactor"] = Sensitive(Caller.Account),
        ["RemoveFile"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["RemoveGuest"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["RemovePasskey"] = Sensitive(Caller.Account),
        ["RenewInvitation"] = Lets(Caller.Anyone),
        ["RenewLink"] = Lets(Caller.Staff),
        ["RenewPasswordLink"] = Lets(Caller.Anyone),
        ["ReportDamagedFile"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["ReportRefusedKey"] = Lets(Caller.Staff),
        ["RequestCode"] = Lets(Caller.Anyone),
        ["RequestDownload"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["RequestFirstPassword"] = Lets(Caller.Anyone),
        ["RequestPasswordLink"] = Lets(Caller.Anyone),
        ["RequestUpload"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["ResetFactor"] = Sensitive(Caller.ServiceDesk),
        ["RestoreGuest"] = Sensitive(Caller.Staff, Caller.ServiceDesk),
        ["ResumeAccount"] = Sensitive(Caller.ServiceDesk),
        ["ResumeSession"] = Lets(Caller.Anyone),
        ["SendFactorCode"] = Lets(Caller.Enrolling),
        ["SendLogInCode"] = Lets(Caller.Anyone),
        ["SendMessage"] = Lets(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client),
        ["SetGuestPolicy"] = Sensitive(Caller.ServiceDesk),
        ["SetPassword"] = Lets(Caller.Anyone),
        ["SetSignInPolicy"] = Sensitive(Caller.ServiceDesk),
        ["ShowAccount"] = Lets(Caller.Enrolling),
        ["ShowAccountOf"] = Lets(Caller.ServiceDesk),
        ["ShowGuestPolicy"] = Lets(Caller.Staff, Caller.ServiceDesk),
        ["ShowHealth"] = Lets(Caller.Anyone),
        ["ShowLogo"] = Lets(Caller.Anyone),
        ["ShowOrganisation"] = Lets(Caller.Anyone),
        ["ShowOwnGuest"] = Lets(Caller.Enrolling),
        ["ShowResetCode"] = Sensitive(Caller.ServiceDesk),
        ["ShowSealingKey"] = Lets(Caller.Anyone),
        ["ShowSession"] = Lets(Caller.Enrolling),
        ["ShowSignInPolicy"] = Lets(Caller.ServiceDesk),
        ["ShowStarter"] = Lets(Caller.Anyone),
        ["SignOut"] = Lets(Caller.Anyone),
        ["SignOutVisitor"] = Lets(Caller.Anyone),
        ["StartConversation"] = Lets(Caller.Anyone),
        ["StopAccessRequest"] = Lets(Caller.Anyone),
        ["SuspendAccount"] = Sensitive(Caller.ServiceDesk),
        ["TakeMailbox"] = Sensitive(Caller.Account),
        ["TakeServiceDesk"] = Sensitive(Caller.ServiceDesk),
        ["TryRecoveryCode"] = Lets(Caller.Account),
        ["UnlockSpace"] = Lets(Caller.Anyone),
        ["VerifyFactor"] = Lets(Caller.Enrolling),
        ["VerifyLogIn"] = Lets(Caller.Anyone),
    };

    [Fact]
    public void Every_function_lets_in_whom_it_should()
    {
        Routes.Select(route => route.Name).ShouldBe(LetIn.Keys, ignoreOrder: true);
        foreach (var route in Routes)
        {
            route.Callers.ShouldBe(LetIn[route.Name].Callers, ignoreOrder: true, route.Name);
            route.Recent.ShouldBe(LetIn[route.Name].Recent, route.Name);
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
        var browser = await SignedInAsync(world, Strength.Password);
        foreach (var route in OfAccounts)
        {
            var answer = await AskAsync(browser, route, Unknown + "00", Unknown);
            (answer.Problem == "second-factor-required")
                .ShouldBe(!LetIn[route.Name].Callers.Contains(Caller.Enrolling) || route.Name == "PostponeSecondFactor", $"{route.Name}: {answer.Text}");
        }
    }

    [Fact]
    public async Task A_second_factor_that_was_postponed_is_needed_for_what_is_sensitive()
    {
        await using var own = await OwnWorld.StartAsync();
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(own.Now().UtcDateTime).AddDays(30) });
        var browser = await SignedInAsync(own, Strength.Password, isPostponed: true);
        foreach (var route in OfAccounts)
        {
            var rule = LetIn[route.Name];
            var answer = await AskAsync(browser, route, Unknown + "00", Unknown);
            (answer.Problem == "second-factor-required").ShouldBe(rule is { Recent: true, Full: true }, $"{route.Name}: {answer.Text}");
            answer.Problem.ShouldNotBe("log-in-again", route.Name);
        }
    }

    [Theory]
    [InlineData(Strength.Remembered, 0, true)]
    [InlineData(Strength.Full, 6, true)]
    [InlineData(Strength.Full, 0, false)]
    public async Task What_is_sensitive_asks_to_log_in_again_unless_that_was_just_done(Strength strength, int minutes, bool again)
    {
        var browser = await SignedInAsync(world, strength, minutes: minutes);
        foreach (var route in OfAccounts)
        {
            var answer = await AskAsync(browser, route, Unknown + "00", Unknown);
            (answer.Problem == "log-in-again").ShouldBe(again && LetIn[route.Name].Recent, $"{route.Name}: {answer.Text}");
            answer.Problem.ShouldNotBe("second-factor-required", route.Name);
        }
    }

    /// <summary>The routes that only somebody with an account may ask.</summary>
    private static IEnumerable<Route> OfAccounts =>
        Routes.Where(route => !route.Callers.Contains(Caller.Anyone) && !route.Callers.Contains(Caller.Visitor));

    /// <summary>A browser with a session of this strength, of an account with every role.</summary>
    private static async Task<ApiClient> SignedInAsync(TestWorld world, Strength strength, bool isPostponed = false, int minutes = 0)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var at = world.Now().AddMinutes(-minutes);
        var hasFactor = strength != Strength.Password;
        var head = new AccountHead
        {
            AccountId = AccountId.From(Seals.NewId()), Name = "Roos", Email = TestWorld.NewEmail("roos"), Language = "nl", Roles = Enum.GetValues<Role>(), State = AccountState.Active,
        };
        var accounts = services.GetRequiredService<AccountStore>();
        await accounts.InviteAsync(head, [], "system", at, cancellationToken);
        if (hasFactor)
        {
            var change = (await accounts.FindAsync(head.AccountId, null, cancellationToken))!.Change(at);
            change.Credentials = change.Credentials with { Sms = new SmsFactor(TestWorld.NewPhone(), at) };
            (await accounts.TrySaveAsync(change, cancellationToken)).ShouldBeTrue();
        }

        var session = SessionStore.New(head, strength, hasFactor ? FactorMethod.Sms : null, "?", null, at);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(
            head.AccountId, session.RowKey, session.Session with { Postponed = isPostponed }, cancellationToken);
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
        // What is read below a participant is read of a folder whose id stands in the path.
        await AFolder.MakeAsync(own, staff, folderId: accountId);
        await own.HintsWorkedAsync();
        var before = await SnapshotAsync(own);

        foreach (var route in Routes.Where(route => route.Method == "GET"))
        {
            var path = Path(route, Unknown + "00", mailboxId).Replace(Unknown, accountId, StringComparison.Ordinal);
            // What stands in the path is no conversation, no part of a dossier, no form and no client.
            var isThere = route.Callers is not ([Caller.Client] or [Caller.Visitor])
                && route.Name is not ("ShowOwnGuest" or "ListPartEntries" or "ListTasks" or "OpenForm" or "OpenFormVersion" or "ShowClient" or "LookForRevoked" or "ShowHandling");
            ((int)(await staff.GetAsync(path)).Status).ShouldBe(isThere ? 200 : 404, route.Name);
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
            // JSON is UTF-8 whatever is said (RFC 8259, 8.1); of SVG it must be said.
            answer.ContentType.ShouldBeOneOf(null, "application/json", "application/problem+json", "image/svg+xml");
            (answer.ContentType is "image/svg+xml" ? answer.CharSet : "utf-8").ShouldBe("utf-8");
            var headers = answer.Headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            headers["X-Content-Type-Options"].ShouldBe("nosniff");
            headers["Content-Security-Policy"].ShouldBe("default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox");
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
        "other mailbox" => route.IsForEveryAccount || (route.Callers.Contains(Caller.Staff) && route.IsOfCaller),
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
        "ChooseMails" => new { mails = false },
        "GiveMailbox" => new { email = "iemand@example.nl", right = "member", until = (DateTimeOffset?)null },
        "ChangeMember" => new { right = "member", until = (DateTimeOffset?)null },
        "NameSuccessor" => new { leaver = Unknown, email = "iemand@example.nl" },
        "GivePassword" => new { password = "Koffie met Bert" },
        "GivePhone" => new { phone = TestWorld.NewPhone() },
        "CorrectAddress" => new { email = TestWorld.NewEmail() },
        "LookUpRecipients" => new { emails = new[] { "iemand@example.nl" } },
        "ChangeExpiry" => new { expiresAt = (DateTimeOffset?)null },
        "RevokeMessage" => new { fileNames = (object?)null },
        "FileConversation" => new { filing = "archived" },
        "MarkRead" => new { messageId = Seals.NewId() },
        "AssignConversation" => new { accountId = (string?)null, before = (string?)null },
        "FollowConversation" => new { follows = true },
        "LabelConversation" => new { add = Array.Empty<string>(), remove = Array.Empty<string>() },
        "SnoozeConversation" => new { until = DateTimeOffset.UtcNow.AddDays(1) },
        "KeepInternalNote" => new { noteId = Unknown, revision = 0, note = Seals.Note(new byte[32], conversationId, new JsonObject()) },
        "KeepLabel" => new { revision = 0, note = Seals.Note(new byte[32], conversationId, new JsonObject()) },
        "RenewLink" => new { personId = conversationId + "01" },
        "MakeDossier" => new
        {
            dossierId = conversationId, sealKey = new { version = Unknown, wrapped = new byte[WrappedSealKey.Size] }, note = ADossier.Header(conversationId, new byte[32]),
            status = Unknown, steps = Array.Empty<string>(), handlerId = (string?)null, standInId = (string?)null,
        },
        "ChangeDossierHeader" => new { note = ADossier.Header(conversationId, new byte[32]), steps = Array.Empty<string>() },
        "SetDossierFacts" => ADossier.FactsOf(),
        "AddPart" => new { partId = conversationId, sealKey = new { version = Unknown, wrapped = new byte[WrappedSealKey.Size] }, note = ADossier.Header(conversationId, new byte[32]), clientId = Unknown },
        "ChangePartHeader" => new { note = ADossier.Header(conversationId, new byte[32]) },
        "SetPartAccount" => new { sees = true },
        "OpenPart" => new { tab = "documents", @as = (string?)null },
        "OpenPartEntry" or "OpenTask" => new { @as = (string?)null },
        "AskTask" => ATask.Asked(new APart(conversationId, new byte[32]), Unknown, "2026-12-31"),
        "JudgeTask" => new { entryId = Unknown, isAccepted = true, reason = (object?)null },
        "RemindOfTask" => new { reminderId = Unknown },
        "SetTaskDate" => new { dueOn = "2026-12-31" },
        "KeepContacts" => new { contacts = new[] { new { tag = Unknown, revision = 0, note = Seals.Note(new byte[32], conversationId, new JsonObject()) } } },
        "MakeForm" => new
        {
            formId = Unknown, header = Seals.Note(new byte[32], conversationId, new JsonObject()),
            definition = Seals.Note(new byte[32], conversationId, new JsonObject()),
        },
        "ChangeForm" => new
        {
            revision = 1, header = Seals.Note(new byte[32], conversationId, new JsonObject()),
            definition = Seals.Note(new byte[32], conversationId, new JsonObject()),
        },
        "PublishForm" => new { revision = 1 },
        "ArchiveForm" => new { isArchived = true },
        "PublishEntry" => ADossier.Published(new APart(conversationId, new byte[32]), [Seals.NewId()]),
        "WriteMessage" => ADossier.Message(new APart(conversationId, new byte[32]), conversationId + "00"),
        "MakeFolder" => new
        {
            folderId = conversationId,
            sealKey = new { version = Unknown, wrapped = new byte[WrappedSealKey.Size] },
            note = Seals.Note(new byte[32], conversationId, new JsonObject()),
        },
        "RenameEntry" => new { nameTag = (byte[]?)null, note = Seals.Note(new byte[32], conversationId, new JsonObject()) },
        "PostEntries" => new
        {
            entries = new[]
            {
                new
                {
                    entryId = Seals.NewId(), kind = "folder", parent = conversationId, nameTag = new byte[32],
                    note = Seals.Note(new byte[32], conversationId, new JsonObject()),
                },
            },
        },
        "RemoveEntries" => new { entries = new[] { Unknown } },
        "ShareFolder" => new { email = "iemand@example.nl", right = "read" },
        "ChangeRight" => new { right = "read" },
        "ChooseDigest" => new { digest = "daily" },
        "RequestUploads" => new { files = new[] { new { fileId = Seals.NewId(), size = 10 } } },
        "FinishUploads" or "RequestDownloads" => new { files = new[] { Unknown } },
        "WatchColleagues" => new { tab = Unknown, at = (string?)null, isWriting = false, seen = (string?)null },
        "SaveDraft" => new
        {
            revision = 0, participantId = conversationId + "00", note = Seals.Note(new byte[32], conversationId, new JsonObject()),
            files = Array.Empty<string>(),
        },
        "SendMessage" => new Draft(conversationId, conversationId + "00", new byte[32]).ToBody(),
        "CorrectGuestAddress" or "CorrectClientAddress" => new { email = TestWorld.NewEmail() },
        "MakeClients" => new { clients = new[] { Clientele.Of("iemand@example.nl") } },
        "FindClients" => new { words = "", cursor = (string?)null },
        "CorrectClient" => new { name = "Karin Klant", phone = (string?)null },
        "RestoreGuest" => new { endsOn = (string?)null },
        _ => new { },
    };

    private static string Path(Route route, string participantId, string mailboxId) => (route.Template + (route.Name == "ListPartEntries" ? "?tab=messages" : ""))
        .Replace("{participantId}", participantId, StringComparison.Ordinal)
        .Replace("{mailboxId}", mailboxId, StringComparison.Ordinal)
        .Replace("{fileId}", Unknown, StringComparison.Ordinal)
        .Replace("{entryId}", Unknown, StringComparison.Ordinal)
        .Replace("{draftId}", Unknown, StringComparison.Ordinal)
        .Replace("{messageId}", Unknown, StringComparison.Ordinal)
        .Replace("{deviceId}", Unknown, StringComparison.Ordinal)
        .Replace("{otherId}", Unknown + "01", StringComparison.Ordinal)
        .Replace("{personId}", Unknown + "01", StringComparison.Ordinal)
        .Replace("{starterId}", "info", StringComparison.Ordinal)
        .Replace("{accountId}", Unknown, StringComparison.Ordinal)
        .Replace("{guestId}", Unknown, StringComparison.Ordinal)
        .Replace("{clientId}", Unknown, StringComparison.Ordinal)
        .Replace("{partId}", Unknown, StringComparison.Ordinal)
        .Replace("{taskId}", Unknown, StringComparison.Ordinal)
        .Replace("{noteId}", Unknown, StringComparison.Ordinal)
        .Replace("{labelId}", Unknown, StringComparison.Ordinal)
        .Replace("{tag}", Unknown, StringComparison.Ordinal)
        .Replace("{formId}", Unknown, StringComparison.Ordinal)
        .Replace("{version}", "1", StringComparison.Ordinal)
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

    /// <summary>Whoever has such a session.</summary>
    private static Rule Lets(params Caller[] callers) => new(callers, Recent: false, Full: false);

    /// <summary>Whoever logged in just now, with a second factor.</summary>
    private static Rule Sensitive(params Caller[] callers) => new(callers, Recent: true, Full: true);

    /// <summary>Whoever logged in just now, with the password alone where there is no second factor yet.</summary>
    private static Rule Begins(params Caller[] callers) => new(callers, Recent: true, Full: false);

    /// <summary>What a function asks of its caller.</summary>
    private sealed record Rule(IReadOnlyList<Caller> Callers, bool Recent, bool Full);

    private sealed record Route(string Name, string Method, string Template, IReadOnlyList<Caller> Callers, bool Recent)
    {
        public bool IsForEveryAccount => Callers.Contains(Caller.Account) || Callers.Contains(Caller.Enrolling);

        /// <summary>Whether it names nothing of anybody: what it answers is the caller's own.</summary>
        public bool IsOfCaller => !Template.Contains('{', StringComparison.Ordinal);

        public bool NamesParticipant => Template.Contains("{participantId}", StringComparison.Ordinal);
    }
}
