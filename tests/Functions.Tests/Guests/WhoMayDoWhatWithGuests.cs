using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Guests;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Guests;

/// <summary>Every route of guests, with everybody who may or may not ask it.</summary>
public sealed class WhoMayDoWhatWithGuests(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task Each_route_lets_in_whom_it_should_and_tells_the_rest_nothing()
    {
        var sponsor = await AGuest.SponsorAsync(World);
        var (guest, other) = (await AGuest.RegisterAsync(World, sponsor), await AGuest.RegisterAsync(World));
        var former = await AGuest.RegisterAsync(World, sponsor);
        (await sponsor.Browser.PostAsync($"/api/guests/{former.GuestId}/remove")).Expect(200);
        var callers = new Dictionary<string, ApiClient>(StringComparer.Ordinal)
        {
            ["sponsor"] = sponsor.Browser,
            ["colleague"] = (await AGuest.SponsorAsync(World)).Browser,
            ["desk"] = (await World.SecondDeskAsync()).Browser,
            ["guest"] = guest.Account.Browser,
            ["other guest"] = other.Account.Browser,
            ["former guest"] = former.Account.Browser,
            ["client"] = (await AnAccount.WithSmsAsync(World, Role.Client)).Browser,
            ["nobody"] = World.NewBrowser(),
        };
        var ask = new { guestId = guest.GuestId, name = "G", email = TestWorld.NewEmail(), phone = TestWorld.NewPhone(), reason = "R", endsOn = AGuest.Day(World, 9), language = "nl" };
        var one = new[] { guest.GuestId };
        var policy = new { inactiveDays = 90, extendDays = 90, needsSecondYes = false, mayBeRemembered = false };
        var text = new { document = "terms", version = 7, dutch = "D", english = "E", changedDutch = "D", changedEnglish = "E" };
        var own = $"/api/guests/{guest.GuestId}";

        // In this order: sponsor, colleague, desk, guest, other guest, client. Of a former guest every session has ended.
        (string Route, object? Body, int[] Answers)[] routes =
        [
            ("GET /api/guests", null, [200, 200, 200, 404, 404, 404]),
            ("GET /api/guests?which=asked", null, [200, 200, 200, 404, 404, 404]),
            ("GET /api/guests?which=all", null, [400, 400, 200, 404, 404, 404]),
            ("GET /api/guests?which=hand-over", null, [400, 400, 200, 404, 404, 404]),
            // The id is in use: nothing is made of it.
            ("POST /api/guests", ask, [409, 409, 404, 404, 404, 404]),
            ($"POST {own}/approve", new { }, [404, 404, 404, 404, 404, 404]),
            ($"POST {own}/refuse", new { }, [404, 404, 404, 404, 404, 404]),
            ($"POST {own}/invitation", new { }, [409, 404, 409, 404, 404, 404]),
            ($"POST {own}/correct-address", new { email = TestWorld.NewEmail() }, [409, 404, 409, 404, 404, 404]),
            ("POST /api/guests/extend", new { guestIds = one, endsOn = (string?)null }, [200, 200, 200, 404, 404, 404]),
            ("POST /api/guests/hand-over", new { guestIds = one, email = sponsor.Email }, [200, 200, 200, 404, 404, 404]),
            ($"POST /api/guests/{former.GuestId}/remove", new { }, [409, 404, 409, 404, 404, 404]),
            ($"POST {own}/restore", new { endsOn = (string?)null }, [409, 404, 409, 404, 404, 404]),
            ("GET /api/guests/policy", null, [200, 200, 200, 404, 404, 404]),
            ("POST /api/guests/policy", policy, [404, 404, 200, 404, 404, 404]),
            ("GET /api/guests/documents", null, [404, 404, 200, 404, 404, 404]),
            ("POST /api/guests/documents", text, [404, 404, 409, 404, 404, 404]),
            ("GET /api/guests/me", null, [404, 404, 404, 200, 200, 404]),
            ("GET /api/guests/me/documents", null, [200, 200, 200, 200, 200, 200]),
            ("POST /api/guests/me/accept", new { document = "terms", version = 1, language = "nl", sha256 = DocumentVersion.HashOf(GuestTexts.DutchTerms) }, [404, 404, 404, 200, 200, 404]),
            ("POST /api/guests/me/keep", new { }, [404, 404, 404, 200, 200, 404]),
            ("POST /api/guests/me/address", new { email = guest.Account.Email }, [404, 404, 404, 400, 202, 404]),
            ("POST /api/guests/me/address/confirm", new { formerCode = "111111", newCode = "111111" }, [404, 404, 404, 403, 403, 404]),
        ];
        string[] order = ["sponsor", "colleague", "desk", "guest", "other guest", "client"];
        foreach (var (route, body, answers) in routes)
        {
            foreach (var (caller, browser) in callers)
            {
                var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
                var answer = method == "GET" ? await browser.GetAsync(path) : await browser.PostAsync(path, body!);
                var place = Array.IndexOf(order, caller);
                ((int)answer.Status).ShouldBe(place < 0 ? 401 : answers[place], $"{route} as {caller}: {answer.Text}");
                if (caller is not ("sponsor" or "desk" or "guest") && (int)answer.Status == 200)
                {
                    answer.Text.ShouldNotContain(guest.GuestId, Case.Insensitive, $"{route} as {caller}");
                }
            }
        }

        (await AGuest.FindAsync(World, guest.GuestId))!.Value.SponsorId.Value.ShouldBe(sponsor.AccountId);
    }

    [Fact]
    public async Task A_sponsor_hands_over_and_of_one_who_was_shut_out_the_desk_sees_the_guests()
    {
        var (sponsor, successor) = (await AGuest.SponsorAsync(World), await AGuest.SponsorAsync(World));
        var (one, two) = (await AGuest.RegisterAsync(World, sponsor), await AGuest.RegisterAsync(World, sponsor));
        var desk = await World.LogInAsync();
        await World.NextMailAsync(one.Account.Email, "u hebt een andere contactpersoon", () => World.NextMailAsync(
            successor.Email, "u hebt gasten overgenomen", async () => (await sponsor.Browser.PostAsync(
                "/api/guests/hand-over", new { guestIds = new[] { one.GuestId }, email = successor.Email })).Expect(200)["guests"]!.AsArray().Count.ShouldBe(1)));
        await World.IsWrittenDownAsync("accounts/" + one.GuestId, GuestEvents.GuestHandedOver, sponsor.AccountId, $"{one.GuestId} {successor.AccountId}", 1);
        (await sponsor.Browser.PostAsync("/api/guests/hand-over", new { guestIds = new[] { two.GuestId }, email = one.Account.Email })).Expect(400, "bad-input");
        (await IdsAsync(sponsor.Browser, "own")).ShouldBe([two.GuestId]);
        (await IdsAsync(successor.Browser, "own")).ShouldBe([one.GuestId]);

        (await desk.PostAsync($"/api/accounts/{sponsor.AccountId}/suspend")).Expect(200);
        (await IdsAsync(desk, "hand-over")).ShouldBe([two.GuestId]);
        (await IdsAsync(desk, "all")).ShouldContain(one.GuestId);
        (await desk.PostAsync("/api/guests/hand-over", new { guestIds = new[] { two.GuestId }, email = successor.Email })).Expect(200);
        (await IdsAsync(desk, "hand-over")).ShouldBeEmpty();
        (await IdsAsync(successor.Browser, "own")).ShouldBe([one.GuestId, two.GuestId], ignoreOrder: true);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(ApiClient browser, string which) =>
        [.. (await browser.GetAsync("/api/guests?which=" + which)).Expect(200)["guests"]!.AsArray().Select(guest => guest!["guestId"]!.GetValue<string>())];
}
