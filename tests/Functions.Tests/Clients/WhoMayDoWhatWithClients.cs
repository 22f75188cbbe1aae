using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Clients;

/// <summary>Every route of clients and of the settings of dossiers, with everybody who may or may not ask it.</summary>
public sealed class WhoMayDoWhatWithClients(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private OwnWorld World => clock.World;

    [Fact]
    public async Task Each_route_lets_in_whom_it_should_and_tells_the_rest_nothing()
    {
        var staff = await World.LogInAsync();
        var mailbox = await staff.MailboxAsync();
        var client = await Clientele.RegisterAsync(World, staff, mailbox);
        var company = await Clientele.RegisterAsync(World, staff, mailbox, "company", "De Vries Bouw BV");
        var other = await Clientele.RegisterAsync(World, staff, mailbox, "company", "Ander BV");
        var extra = await Clientele.RegisterExtraAsync(World, company.Browser);
        var former = await Clientele.RegisterExtraAsync(World, company.Browser, "Frits Voorbij");
        (await company.Browser.DeleteAsync($"/api/client/accounts/{former.AccountId}")).Expect(204);
        var callers = new Dictionary<string, ApiClient>(StringComparer.Ordinal)
        {
            ["staff"] = (await AnAccount.WithSmsAsync(World, Role.Staff)).Browser,
            ["of the mailbox"] = staff,
            ["desk"] = (await World.SecondDeskAsync()).Browser,
            ["client"] = client.Browser,
            ["company"] = company.Browser,
            ["other company"] = other.Browser,
            ["extra"] = extra.Browser,
            ["former extra"] = former.Browser,
            ["guest"] = (await AGuest.RegisterAsync(World)).Account.Browser,
            ["nobody"] = World.NewBrowser(),
        };
        var office = $"/api/mailboxes/{mailbox}";
        var one = new { clients = new[] { Clientele.Of(client.Email) } };
        var added = new { accountId = Seals.NewId(), name = "E", email = client.Email, phone = (string?)null, language = "nl" };
        var settings = new { version = 99, statuses = new[] { new { statusId = Seals.NewId(), nl = "A", en = "A", isOpen = true } }, templates = Array.Empty<object>() };

        // In this order: staff, of the mailbox (who is of the desk too), desk, client, company, other company, extra, guest.
        (string Route, object? Body, int[] Answers)[] routes =
        [
            ($"POST {office}/clients", one, [404, 200, 404, 404, 404, 404, 404, 404]),
            ($"POST {office}/client-search", new { words = "", cursor = (string?)null }, [404, 200, 404, 404, 404, 404, 404, 404]),
            ($"POST {office}/clients/{client.AccountId}/invitation", null, [404, 409, 404, 404, 404, 404, 404, 404]),
            ($"POST {office}/clients/{client.AccountId}", new { name = "N", phone = (string?)null }, [404, 200, 404, 404, 404, 404, 404, 404]),
            ($"GET {office}/clients/{client.AccountId}", null, [404, 200, 404, 404, 404, 404, 404, 404]),
            ($"POST {office}/clients/{client.AccountId}/address", new { email = TestWorld.NewEmail() }, [404, 409, 404, 404, 404, 404, 404, 404]),
            ($"GET {office}/clients/{extra.AccountId}", null, [404, 404, 404, 404, 404, 404, 404, 404]),
            ($"POST {office}/clients/{extra.AccountId}/address", new { email = TestWorld.NewEmail() }, [404, 404, 404, 404, 404, 404, 404, 404]),
            // An extra account is its company's to change.
            ($"POST {office}/clients/{extra.AccountId}", new { name = "N", phone = (string?)null }, [404, 404, 404, 404, 404, 404, 404, 404]),
            ("GET /api/client", null, [404, 404, 404, 200, 200, 200, 200, 404]),
            ("POST /api/client/notices", new { documents = true, forms = true, messages = true }, [404, 404, 404, 200, 200, 200, 200, 404]),
            ("GET /api/client/accounts", null, [404, 404, 404, 404, 200, 200, 404, 404]),
            ("POST /api/client/accounts", added, [404, 404, 404, 404, 409, 409, 404, 404]),
            ($"POST /api/client/accounts/{extra.AccountId}/invitation", null, [404, 404, 404, 404, 409, 404, 404, 404]),
            ($"POST /api/client/accounts/{client.AccountId}/invitation", null, [404, 404, 404, 404, 404, 404, 404, 404]),
            ($"DELETE /api/client/accounts/{client.AccountId}", null, [404, 404, 404, 404, 404, 404, 404, 404]),
            ($"DELETE /api/client/accounts/{company.AccountId}", null, [404, 404, 404, 404, 404, 404, 404, 404]),
            ("GET /api/dossier-settings", null, [200, 200, 200, 200, 200, 200, 200, 404]),
            ("POST /api/dossier-settings", settings, [404, 409, 409, 404, 404, 404, 404, 404]),
            // Last, since it ends it: nobody before the company could.
            ($"DELETE /api/client/accounts/{extra.AccountId}", null, [404, 404, 404, 404, 204, 404, 401, 404]),
        ];
        string[] order = ["staff", "of the mailbox", "desk", "client", "company", "other company", "extra", "guest"];
        foreach (var (route, body, answers) in routes)
        {
            foreach (var (caller, browser) in callers)
            {
                var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
                var answer = method switch
                {
                    "GET" => await browser.GetAsync(path),
                    "DELETE" => await browser.DeleteAsync(path),
                    _ => await browser.PostAsync(path, body),
                };
                var place = Array.IndexOf(order, caller);
                ((int)answer.Status).ShouldBe(place < 0 ? 401 : answers[place], $"{route} as {caller}: {answer.Text}");
                if (caller is "other company" or "client" or "guest" or "staff")
                {
                    answer.Text.ShouldNotContain(extra.AccountId, Case.Insensitive, $"{route} as {caller}");
                }
            }
        }

        // A log-in of some time ago gives and takes no access.
        World.Time.Advance(TimeSpan.FromMinutes(6));
        (await company.Browser.PostAsync("/api/client/accounts", added)).Expect(403, "log-in-again");
        (await company.Browser.DeleteAsync($"/api/client/accounts/{extra.AccountId}")).Expect(403, "log-in-again");
    }
}
