using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Telemetry;

/// <summary>
/// Values that occur nowhere else go through everything people do, also where it goes wrong; none of them may turn up in
/// a log line, a span or a metric, whichever way it leaves (ASVS V16.2.5).
/// </summary>
public sealed class NothingOfAnybodyLeaves
{
    private const string Name = "Kanariewijn";
    private const string Subject = "Onderwerpkanarie";
    private const string Text = "Tekstkanarie";
    private const string FileName = "bestandskanarie.pdf";
    private const string Words = "zoekkanarie";
    private const string Password = "wachtwoordkanarie";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_people_do_and_whatever_goes_wrong()
    {
        await using var collector = await Collector.StartAsync(Cancel);
        var world = await OwnWorld.StartAsync(new Dictionary<string, string?> { ["Zegel:Telemetry:OtlpEndpoint"] = collector.Address });
        var canaries = new List<string> { Name, Subject, Text, FileName, Words, Password, world.StaffLogIn.Email, world.StaffLogIn.Phone, world.StaffLogIn.Password };
        await using (world)
        {
            await DoEverythingAsync(world, canaries);
            await LogBadlyAsync(world, canaries);
            await world.HintsWorkedAsync();
            await world.Cloud.StopFunctionsAsync();
        }

        var signals = new Dictionary<string, string>
        {
            ["traces"] = collector.All("traces"), ["metrics"] = collector.All("metrics"), ["logs"] = collector.All("logs"),
            ["lines"] = string.Join('\n', world.Log.All),
        };
        signals["traces"].ShouldContain("StartConversation");
        signals["metrics"].ShouldContain("zegel.function.duration");
        signals["metrics"].ShouldContain("zegel.notices");
        signals["metrics"].ShouldContain("zegel.events");
        signals["metrics"].ShouldContain("file-uploaded");
        signals["metrics"].ShouldContain("zegel.seal_key.unwraps");
        signals["logs"].ShouldContain("Notice by ");
        signals["lines"].ShouldContain("Notice by ");
        signals["lines"].ShouldContain("unlocked=");
        canaries.ShouldAllBe(canary => canary.Length >= 6);
        foreach (var (signal, text) in signals)
        {
            foreach (var canary in canaries)
            {
                text.Contains(canary, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{canary} stands in the {signal}: {Around(text, canary)}");
            }
        }
    }

    private static async Task DoEverythingAsync(OwnWorld world, List<string> canaries)
    {
        var link = await world.StarterConversationAsync(name: Name);
        canaries.AddRange([link.Secret, link.Code!, link.Email]);
        var browser = world.NewBrowser();
        await browser.TryAsync(link, "ZZZZ-ZZZZ");
        await world.UnlockAsync(link, browser);
        var draft = (await browser.FirstDraftAsync(link.ParticipantId)) with { Subject = Subject, Text = Text, Name = Name, FileName = FileName };
        var file = Seals.File(draft.SealKey, link.ConversationId, RandomNumberGenerator.GetBytes(100));
        var fileId = await browser.UploadAsync(link.ParticipantId, file);
        var other = await browser.UploadAsync(link.ParticipantId, file);
        draft = draft with { Files = new Dictionary<string, EncryptedFile> { [fileId] = file } };
        canaries.Add(Convert.ToBase64String(draft.SealKey));
        (await browser.SendAsync(draft)).Expect(201);
        await browser.OpenAsync(link.ParticipantId);
        await browser.DeleteAsync(link.Path($"files/{other}"));
        canaries.AddRange(browser.Cookies.Values);

        // The provider refuses, and says whom.
        var email = TestWorld.NewEmail("geweigerd");
        var phone = TestWorld.NewPhone();
        canaries.AddRange([email, phone]);
        var staff = await world.LogInAsync();
        canaries.AddRange(staff.Cookies.Values);
        await world.FailNextAsync(InboxKind.Email, new InboxFault.Refused(400));
        await world.FailNextAsync(InboxKind.Sms, new InboxFault.RecipientFailed(Message: $"{phone} is no number"));
        var written = await staff.BeginAsync(WritingToSomebody.Recipient(email, Name, "sms", phone));
        (await staff.SendAsync(written)).Expect(201);
        await world.HintsWorkedAsync();

        await world.NewBrowser().PostAsync("/api/login", new { email, password = Password });
        await staff.GetAsync($"/api/accounts?q={Words}");
        await staff.PostTextAsync("/api/login", $"{{\"{Password}\":1}}");
        await world.NewBrowser().GetAsync($"/api/starters/{Words}?q={Words}&code={Words}");
    }

    /// <summary>What libraries might log, and exceptions of services with their answers in them.</summary>
    private static async Task LogBadlyAsync(OwnWorld world, List<string> canaries)
    {
        var secret = Seals.NewId() + "abcdefghijk";
        canaries.Add(secret);
        var log = world.Cloud.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Somebody.Else");
        using (log.BeginScope(new Dictionary<string, object> { ["Address"] = "schaal@kanarie.example" }))
        {
            canaries.AddRange(["schaal@kanarie.example", "+31699988877", "kanarieteken"]);
            LogTo(log, "To schaal@kanarie.example and +31699988877 with ?sig=kanarieteken&x=1", secret, null);
        }

        try
        {
            await world.Storage().Conversations.GetEntityAsync<Azure.Data.Tables.TableEntity>(Text, Words, cancellationToken: Cancel);
        }
        catch (Azure.RequestFailedException failed)
        {
            LogTo(log, "A table", "", new InvalidOperationException(Password, failed));
        }
    }

    private static void LogTo(ILogger log, string what, string value, Exception? exception) =>
        log.Log(LogLevel.Error, default, new List<KeyValuePair<string, object?>> { new("Value", value) }, exception, (state, error) => $"{what} {state[0].Value} {error?.Message}");

    private static string Around(string text, string canary)
    {
        var at = text.IndexOf(canary, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)];
    }
}
