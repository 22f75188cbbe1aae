using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Rules;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Http;

/// <summary>Whatever comes in, the answer is a refusal with a reason, never a failure.</summary>
public sealed class BadInput(SharedWorld world)
{
    private static readonly string[] OddValues =
    [
        "'", "%27%20or%20PartitionKey%20ne%20%27", "%2F", "a%2Fb", "%5C", "%23", "%3F", "%00", "%0A", "%7F", "%C2%85", "%ED%A0%80", "%25", "~",
        "..%2F..", new string('a', 1024), new string('0', 34), new string('A', 34), "\u00e9", "%F0%9F%94%92",
    ];

    private static Task<AGuest>? guest;
    private static Task<AnAccount>? company;

    public static TheoryData<string> Posts =>
        [.. Sources.HttpFunctions.Where(function => function.Trigger.Methods![0] != "get").Select(function => function.Name)];

    public static TheoryData<string> RoutesWithValues =>
        [.. Sources.HttpFunctions.Where(function => function.Trigger.Route!.Contains('{', StringComparison.Ordinal)).Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task A_body_of_another_shape_is_refused_and_says_so(string function)
    {
        var call = await CallAsync(function);
        var body = BodyOf(function);

        foreach (var text in Misshapen(body))
        {
            var answer = await call(text, "application/json");
            ((int)answer.Status).ShouldBe(400, $"{Shown(text)} → {answer.Text}");
            answer.Problem.ShouldBe("bad-input");
        }
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Odd_characters_in_a_text_never_make_a_failure(string function)
    {
        var call = await CallAsync(function);
        var body = BodyOf(function);

        foreach (var (member, value) in body)
        {
            foreach (var odd in (string[])[@"\u0000", @"\ud800", @"\udc00x", @"\u0000a\n\r\t", @"\uffff", "é'\u0085", "%00", "  "])
            {
                if (value is JsonValue text && text.TryGetValue<string>(out _))
                {
                    const string marker = "<here>";
                    var changed = With(body, member, marker).ToJsonString().Replace(
                        JsonValue.Create(marker).ToJsonString(), $"\"{odd}\"", StringComparison.Ordinal);
                    var answer = await call(changed, "application/json");
                    ((int)answer.Status).ShouldBeInRange(400, 499, $"{Shown(changed)} → {answer.Text}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task A_huge_body_or_another_type_of_body_is_refused(string function)
    {
        var call = await CallAsync(function);

        (await call($"{{\"x\":\"{new string('x', 300_000)}\"}}", "application/json")).Expect(413, "body-too-large");
        (await call("{}", "text/plain")).Expect(415, "not-json");
        (await call("a=b", "application/x-www-form-urlencoded")).Expect(415, "not-json");
    }

    [Theory]
    [MemberData(nameof(RoutesWithValues))]
    public async Task Odd_values_in_an_address_find_nothing(string function)
    {
        var (_, _, trigger) = Sources.HttpFunctions.Single(candidate => candidate.Name == function);
        var browser = await world.StaffAsync();
        foreach (var odd in OddValues)
        {
            var path = "/api/" + string.Join('/', trigger.Route!.Split('/').Select(part => part.StartsWith('{') ? odd : part));
            var answer = trigger.Methods![0] switch
            {
                "get" => await browser.GetAsync(path),
                "delete" => await browser.DeleteAsync(path, BodyOf(function)),
                _ => await browser.PostAsync(path, BodyOf(function)),
            };
            ((int)answer.Status).ShouldBeOneOf([400, 401, 404], $"{path} → {answer.Text}");
        }
    }

    [Theory]
    [InlineData("'")]
    [InlineData("%00")]
    [InlineData("~")]
    [InlineData("zz")]
    [InlineData("ffffffff&cursor=0")]
    public async Task An_odd_cursor_is_refused(string cursor)
    {
        var browser = await world.StaffAsync();
        var mailbox = (await browser.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();

        (await browser.GetAsync($"/api/mailboxes/{mailbox}/conversations?cursor={cursor}")).Expect(400, "bad-input");
    }

    [Theory]
    [InlineData("message~'")]
    [InlineData("message~\0")]
    [InlineData("message~\n#%/\\?")]
    [InlineData("message~é")]
    [InlineData("message~")]
    public async Task An_odd_place_to_read_from_is_no_failure(string before)
    {
        var link = await world.StarterConversationAsync();
        var browser = await world.UnlockAsync(link);

        ((int)(await browser.PostAsync(link.Path("open"), new { before })).Status).ShouldBeOneOf(200, 400);
    }

    /// <summary>Posting text to a function as someone who is let in, so that its body is read.</summary>
    private async Task<Func<string, string, Task<ApiAnswer>>> CallAsync(string function)
    {
        var (_, _, trigger) = Sources.HttpFunctions.Single(candidate => candidate.Name == function);
        var browser = await BrowserOfAsync(function);
        var session = (await browser.GetAsync("/api/session")).Expect(200);
        var path = "/api/" + trigger.Route!
            .Replace("{starterId}", DemoOrganisation.Starter, StringComparison.Ordinal)
            .Replace("{mailboxId}", session["mailboxes"]!.AsArray().FirstOrDefault()?["mailboxId"]!.GetValue<string>() ?? Seals.NewId(), StringComparison.Ordinal)
            .Replace("{accountId}", session["accountId"]!.GetValue<string>(), StringComparison.Ordinal)
            .Replace("{participantId}", Seals.NewId() + "00", StringComparison.Ordinal)
            .Replace("{fileId}", Seals.NewId(), StringComparison.Ordinal);
        return (text, contentType) => browser.SendTextAsync(new HttpMethod(trigger.Methods![0].ToUpperInvariant()), path, text, contentType);
    }

    private async Task<ApiClient> BrowserOfAsync(string function) => function switch
    {
        "SignOut" => await world.LogInAsync(),
        "KeepAccess" or "BeginGuestAddress" or "ConfirmGuestAddress" => (await (guest ??= AGuest.RegisterAsync(world))).Account.Browser,
        "AddExtraAccount" or "ChooseNotices" or "DeleteExtraAccount" or "InviteExtraAccountAgain" or "SaveAnswers" or "SendTask" or "ConfirmTask" => (await (company ??= CompanyAsync())).Browser,
        "OpenWaiting" => await VisitingStaffAsync(),
        _ => await world.StaffAsync(),
    };

    /// <summary>Somebody of the staff whose browser unlocked a conversation.</summary>
    private async Task<ApiClient> VisitingStaffAsync()
    {
        var (link, browser) = (await world.StarterConversationAsync(), await world.LogInAsync());
        (await browser.PostAsync(link.Path("unlock"), new { secret = link.Secret, code = link.Code })).Expect(200);
        return browser;
    }

    private async Task<AnAccount> CompanyAsync()
    {
        var staff = await world.StaffAsync();
        var mailbox = (await staff.GetAsync("/api/session"))["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        return await Clientele.RegisterAsync(world, staff, mailbox, "company");
    }

    /// <summary>A body of the right shape, for a thing that does not exist.</summary>
    private static JsonObject BodyOf(string function) => function switch
    {
        "StartConversation" => new JsonObject { ["conversationId"] = Seals.NewId(), ["name"] = "A", ["email"] = "not an address", ["language"] = "nl" },
        "BeginConversation" => new JsonObject { ["conversationId"] = "none" },
        "LookAtLink" or "RequestCode" or "LookAtInvitation" or "ResumeReader" or "SendLinkAgain" or "LookAtDevice" or "ForgetDevice" => new JsonObject { ["secret"] = "x" },
        "UnlockSpace" or "ConfirmInvitation" => new JsonObject { ["secret"] = "x", ["code"] = "123456" },
        "DisputeNumber" => new JsonObject { ["secret"] = "x", ["explanation"] = "x" },
        "OpenConversation" => new JsonObject { ["before"] = null },
        "GivePassword" => new JsonObject { ["password"] = "Koffie met Bert" },
        "GivePhone" => new JsonObject { ["phone"] = "0612345678" },
        "CorrectAddress" => new JsonObject { ["email"] = "anna@example.nl" },
        "LookUpRecipients" => new JsonObject { ["emails"] = new JsonArray("iemand@example.nl") },
        "ChangeExpiry" => new JsonObject { ["expiresAt"] = null },
        "RevokeMessage" => new JsonObject { ["fileNames"] = null },
        "FileConversation" => new JsonObject { ["filing"] = "archived" },
        "MarkRead" => new JsonObject { ["messageId"] = Seals.NewId() },
        "AssignConversation" => new JsonObject { ["accountId"] = null, ["before"] = null },
        "FollowConversation" => new JsonObject { ["follows"] = true },
        "LabelConversation" => new JsonObject { ["add"] = new JsonArray(), ["remove"] = new JsonArray() },
        "SnoozeConversation" => new JsonObject { ["until"] = "2026-01-01T00:00:00Z" },
        "KeepInternalNote" => new JsonObject { ["noteId"] = Seals.NewId(), ["revision"] = 0, ["note"] = Seals.Note(Seals.NewKey(), Seals.NewId(), new JsonObject()) },
        "KeepLabel" => new JsonObject { ["revision"] = 0, ["note"] = Seals.Note(Seals.NewKey(), Seals.NewId(), new JsonObject()) },
        "RequestUpload" => new JsonObject { ["fileId"] = Seals.NewId(), ["size"] = 1 },
        "LogIn" => new JsonObject { ["email"] = TestWorld.NewEmail(), ["password"] = "x" },
        "VerifyLogIn" => new JsonObject { ["code"] = "123456" },
        "AcceptInvitation" => new JsonObject
        {
            ["secret"] = "x", ["name"] = "A", ["password"] = "x", ["phone"] = "0612345678", ["language"] = "nl",
        },
        "SendMessage" => new JsonObject
        {
            ["messageId"] = Seals.NewId(),
            ["note"] = Seals.Note(Seals.NewKey(), Seals.NewId(), new JsonObject()),
            ["header"] = Seals.Note(Seals.NewKey(), Seals.NewId(), new JsonObject()),
            ["files"] = new JsonArray(),
            ["sealKey"] = null,
            ["recipients"] = new JsonArray(),
            ["raise"] = new JsonArray(),
        },
        _ => [],
    };

    private static IEnumerable<string> Misshapen(JsonObject body)
    {
        var whole = body.ToJsonString();
        yield return "";
        yield return "null";
        yield return "[]";
        yield return "\"x\"";
        yield return whole + "x";
        yield return "\ufeff,";
        yield return With(body, "unknown", 1).ToJsonString();
        yield return With(body, "__proto__", new JsonObject()).ToJsonString();
        yield return $"{{\"deep\":{new string('[', 5000)}{new string(']', 5000)}}}";
        for (var length = 1; length < Math.Min(whole.Length, 40); length += 3)
        {
            yield return whole[..^length];
        }

        foreach (var (member, value) in body)
        {
            var less = (JsonObject)body.DeepClone();
            less.Remove(member);
            yield return less.ToJsonString();
            var capital = member[..1].ToUpperInvariant() + member[1..];
            less[capital] = value?.DeepClone();
            yield return less.ToJsonString();
            yield return $"{{\"{member}\":{value?.ToJsonString() ?? "null"},{whole[1..]}";
            foreach (var wrong in (JsonNode[])[true, 12345, 1.5, "text", new JsonArray(), new JsonArray("x"), new JsonObject(), new JsonObject { ["a"] = 1 }])
            {
                if (!Fits(wrong, value))
                {
                    yield return With(body, member, wrong).ToJsonString();
                }
            }
        }
    }

    private static bool Fits(JsonNode candidate, JsonNode? value) => value switch
    {
        null => false,
        JsonArray => candidate is JsonArray { Count: 0 },
        JsonObject => false,
        _ => candidate.GetValueKind() == value.GetValueKind() && candidate.ToJsonString() != "1.5",
    };

    private static JsonObject With(JsonObject body, string member, JsonNode? value)
    {
        var changed = (JsonObject)body.DeepClone();
        changed[member] = value?.DeepClone();
        return changed;
    }

    private static string Shown(string text) =>
        text.Length <= 300 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..300]}… ({text.Length})");
}
