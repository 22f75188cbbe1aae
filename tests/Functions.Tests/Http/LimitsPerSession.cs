using System.Net;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Http;

/// <summary>Who is signed in is limited by themselves, so that an office behind one address works (X4).</summary>
public sealed class LimitsPerSession
{
    [Fact]
    public async Task Colleagues_behind_one_address_work_and_a_flood_of_one_session_slows_nobody_else()
    {
        await using var world = await OwnWorld.StartAsync(new Dictionary<string, string?>
        {
            ["Zegel:Limits:RequestsPerMinute"] = "60", ["Zegel:Limits:RequestsPerSessionPerMinute"] = "60",
        });
        var mailbox = await (await world.LogInAsync()).MailboxAsync();
        var colleagues = new List<ApiClient>();
        for (var i = 0; i < 5; i++)
        {
            colleagues.Add(await world.ColleagueAsync(mailbox));
            (await colleagues[i].GetAsync("/api/session")).Expect(200);
        }

        // More than one address may ask at once, and none of them more than one session may.
        var office = await Task.WhenAll(colleagues.SelectMany(one => Enumerable.Range(0, 15).Select(_ => one.GetAsync("/api/session"))));
        office.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);

        // A cookie that somebody made up is none: all of them count as their address.
        var forged = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
        {
            var stranger = world.NewBrowser();
            stranger.Cookies["__Host-session"] = Seals.NewId() + "." + Tokens.New();
            return stranger.GetAsync("/api/session");
        }));
        forged.Count(answer => answer.Problem == "too-many-requests").ShouldBeGreaterThan(20);

        // The address is used up: whoever signed out counts as it again.
        var leaver = colleagues[0].Copy();
        (await colleagues[0].PostAsync("/api/sign-out")).Expect(204);
        (await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => leaver.GetAsync("/api/session"))))
            .Count(answer => answer.Problem == "too-many-requests").ShouldBeGreaterThan(20);

        var flood = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => colleagues[1].GetAsync("/api/session")));
        flood.Count(answer => answer.Problem == "too-many-requests").ShouldBeGreaterThan(20);
        (await colleagues[2].GetAsync("/api/session")).Expect(200);
    }

    [Fact]
    public void A_session_is_known_for_a_while_and_only_so_many_are()
    {
        var time = new ManualTime();
        var sessions = new LiveSessions(time);
        sessions.Note("een");
        sessions.Find("een").ShouldNotBeNull().ShouldNotContain("een");
        sessions.Find("twee").ShouldBeNull();
        sessions.Find(null).ShouldBeNull();
        sessions.Find(new string('x', 100_000)).ShouldBeNull();

        for (var i = 0; i <= SecurityNumbers.SessionsSeen; i++)
        {
            sessions.Note($"sessie {i}");
        }

        sessions.Count.ShouldBe(SecurityNumbers.SessionsSeen);
        time.Advance(SecurityNumbers.SessionSeen);
        sessions.Find("een").ShouldBeNull();
        sessions.Note("nieuw");
        sessions.Count.ShouldBe(1);
        sessions.Forget("nieuw");
        sessions.Find("nieuw").ShouldBeNull();
    }
}
