using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Local;

/// <summary>What <c>/api/health</c> tells, and what it does not.</summary>
public sealed class Health
{
    private static readonly string[] Parts = ["tables", "queues", "content", "vault"];

    [Fact]
    public async Task It_lives_and_is_ready_and_says_when_a_part_is_away()
    {
        await using var world = await OwnWorld.StartAsync(ownEmulator: true);
        var browser = world.NewBrowser();
        (await browser.GetAsync("/api/health")).Expect(200).Text.ShouldBe("""{"status":"ok","parts":null}""");
        Read(await browser.GetAsync("/api/health?ready"), 200, "ok").ShouldBe(Parts.Select(part => (part, true)));

        await world.Cloud.Azurite.KillAsync();
        // Not asked again so soon: a crowd that asks costs no more than one.
        Read(await browser.GetAsync("/api/health?ready"), 200, "ok").ShouldBe(Parts.Select(part => (part, true)));
        world.Time.Advance(TimeSpan.FromSeconds(11));
        var failing = await browser.GetAsync("/api/health?ready");
        Read(failing, 503, "failing").ShouldBe(Parts.Select(part => (part, part == "vault")));
        failing.Text.ShouldNotContain("127.0.0.1");
        (await browser.GetAsync("/api/health")).Expect(200);
        world.Log.All.ShouldContain(line => line.Contains("no answer from tables", StringComparison.Ordinal));
    }

    private static IEnumerable<(string, bool)> Read(ApiAnswer answer, int status, string words)
    {
        answer.Expect(status)["status"]!.GetValue<string>().ShouldBe(words);
        return answer["parts"]!.AsArray().Select(part => (part!["name"]!.GetValue<string>(), part["ok"]!.GetValue<bool>()));
    }
}
