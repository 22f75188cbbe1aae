using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Nobody learns from a log-in which addresses have an account: same answer, same work.</summary>
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

    private async Task<(ApiAnswer Answer, IReadOnlyList<string> Requests)> LogInAsync(string email, string password)
    {
        // Everything names the empty text: the plan sees all that the functions ask, and fails nothing.
        using var all = new FaultPlan(StorageFault.None, 0, "");
        faulty.Storage.Add(all);
        var answer = await faulty.World.NewBrowser().PostAsync("/api/login", new { email, password });
        faulty.Storage.Remove(all);
        return (answer, [.. all.Seen.Select(request => Key().Replace(request, "'…'"))]);
    }

    [GeneratedRegex("'[^']*'|%27.*?%27", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
