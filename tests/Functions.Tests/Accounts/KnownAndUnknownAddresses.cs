using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Nobody learns from a log-in, or from a forgotten password, which addresses have an account: same answer, same work.</summary>
public sealed partial class KnownAndUnknownAddresses(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    [Fact]
    public async Task A_wrong_password_asks_the_same_of_storage_whether_the_address_is_known_or_not()
    {
        // The first one also makes what is made once in a process.
        await LogInAsync(TestWorld.NewEmail("warm"), "niet het wachtwoord");

        for (var guess = 0; guess < 2; guess++)
        {
            var known = await LogInAsync(faulty.World.StaffLogIn.Email, "niet het wachtwoord");
            var unknown = await LogInAsync("nobody@example.nl", "niet het wachtwoord");

            known.Requests.Count.ShouldBeGreaterThan(3);
            unknown.Requests.ShouldBe(known.Requests);
            unknown.Answer.Expect(403, "login-refused").Text.ShouldBe(known.Answer.Expect(403, "login-refused").Text);
            unknown.Answer.Headers.Select(header => header.Key).ShouldBe(known.Answer.Headers.Select(header => header.Key));
        }
    }

    [Fact]
    public async Task A_forgotten_password_asks_the_same_of_storage_whether_the_address_is_known_or_not()
    {
        var account = await AnAccount.WithoutFactorAsync(faulty.World);
        // As often as the account asked while it was made.
        await AskAsync("/api/password/link", new { email = "nobody@example.nl" });

        // Also over the limit, where the one is not mailed again.
        for (var asked = 1; asked < SecurityNumbers.PasswordLinksPerHour + 2; asked++)
        {
            var known = await AskAsync("/api/password/link", new { email = account.Email });
            var unknown = await AskAsync("/api/password/link", new { email = "nobody@example.nl" });

            known.Requests[^1].ShouldEndWith("/messages");
            unknown.Requests.ShouldBe(known.Requests);
            unknown.Answer.Expect(202).Text.ShouldBe(known.Answer.Expect(202).Text);
            unknown.Answer.Headers.Select(header => header.Key).ShouldBe(known.Answer.Headers.Select(header => header.Key));
        }

        await faulty.World.HintsWorkedAsync();
        faulty.World.Inbox.To("nobody@example.nl").ShouldBeEmpty();
    }

    private Task<(ApiAnswer Answer, IReadOnlyList<string> Requests)> LogInAsync(string email, string password) =>
        AskAsync("/api/login", new { email, password });

    private async Task<(ApiAnswer Answer, IReadOnlyList<string> Requests)> AskAsync(string path, object body)
    {
        await faulty.World.HintsWorkedAsync();
        // Everything names the empty text: the plan sees all that the functions ask, and fails nothing.
        using var all = new FaultPlan(StorageFault.None, 0, "");
        faulty.Storage.Add(all);
        var answer = await faulty.World.NewBrowser().PostAsync(path, body);
        faulty.Storage.Remove(all);
        // Behind the hint the outbox is worked, which is nothing that whoever asked can see.
        var seen = all.Seen.Select(request => Key().Replace(request, "'…'")).ToList();
        var hint = seen.FindIndex(request => request.EndsWith("/messages", StringComparison.Ordinal));
        return (answer, hint < 0 ? seen : seen[..(hint + 1)]);
    }

    [GeneratedRegex("'[^']*'|%27.*?%27", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
