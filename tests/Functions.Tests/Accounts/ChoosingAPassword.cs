using System.Text;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Which passwords are good enough: fifteen characters, or eight with a capital, a digit and a second factor (N5).</summary>
public sealed class ChoosingAPassword(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private const string Short = "Xq7vbnzk";

    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task What_is_too_weak_is_refused_with_its_reason_and_the_link_goes_on_working()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);
        (await link.LookAsync()).Expect(200)["minimumLength"]!.GetValue<int>().ShouldBe(SecurityNumbers.PasswordLengthWithSecondFactor);
        var organisation = (await link.LookAsync())["organisation"]!.GetValue<string>();
        foreach (var (password, code) in new[]
        {
            ("", "password-short"),
            ("Xq7vbnz", "password-short"),
            ("xq7vbnzk", "password-short"),
            ("XqVbnzkt", "password-short"),
            ("xqvbnzktpwmlrh", "password-short"),
            ("Wachtwoord123", "password-common"),
            ("Welkom2026!", "password-common"),
            ("Password1", "password-common"),
            (new string('a', 20), "password-common"),
            (organisation.ToUpperInvariant(), "password-common"),
            (account.Email, "password-common"),
            (account.Email.Split('@')[0], "password-common"),
            (Long(257), "password-long"),
            (new string('x', 2000), "password-long"),
            ("vijf blauwe \uFFFE fietsen", "password-invalid"),
        })
        {
            (await link.SetAsync(password)).Expect(400, "bad-input")["errors"]!["password"]!.AsArray()
                .Select(error => error!.GetValue<string>()).ShouldBe([code], password);
        }

        (await link.SetAsync(Long(256))).Expect(200);
        (await (account with { Password = Long(256) }).GivePasswordAsync(own.NewBrowser())).Expect(200);
    }

    [Fact]
    public async Task Eight_characters_do_where_a_second_factor_is_needed_to_get_in()
    {
        var without = await AnAccount.WithoutFactorAsync(own);
        (await (await PasswordLink.ForAsync(own, without.Email)).SetAsync(Short)).Expect(200);
        (await (await PasswordLink.ForAsync(own, without.Email)).SetAsync("Éq٧vbnzk")).Expect(200);
    }

    [Fact]
    public async Task Fifteen_are_needed_while_the_password_alone_lets_in()
    {
        var (without, with) = (await AnAccount.WithoutFactorAsync(own), await AnAccount.WithSmsAsync(own));
        await own.SetAsync(SignInPolicy.Default with { SecondFactorFrom = DateOnly.FromDateTime(own.Now().UtcDateTime.AddDays(30)) });
        try
        {
            var link = await PasswordLink.ForAsync(own, without.Email);
            (await link.LookAsync()).Expect(200)["minimumLength"]!.GetValue<int>().ShouldBe(SecurityNumbers.PasswordLength);
            (await link.SetAsync(Short)).Expect(400, "bad-input");
            (await link.SetAsync("xq7vbnzktpwmlr")).Expect(400, "bad-input");
            (await link.SetAsync("xqvbnzktpwmlrhd")).Expect(200);
            (await (await PasswordLink.ForAsync(own, with.Email)).SetAsync(Short)).Expect(200);
        }
        finally
        {
            await own.SetAsync(SignInPolicy.Default);
        }
    }

    [Fact]
    public async Task Every_character_counts_and_none_is_cut_off()
    {
        var account = await AnAccount.WithSmsAsync(own);
        const string password = "  drie spaties vooraan en een achteraan ";
        (await (await PasswordLink.ForAsync(own, account.Email)).SetAsync(password)).Expect(200);

        (await (account with { Password = password.Trim() }).GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        (await (account with { Password = password + " " }).GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        (await (account with { Password = password }).GivePasswordAsync(own.NewBrowser())).Expect(200);
    }

    [Fact]
    public async Task The_same_letters_are_the_same_password_on_every_keyboard()
    {
        var account = await AnAccount.WithSmsAsync(own);
        const string composed = "café, crème brûlée, 日本";
        (await (await PasswordLink.ForAsync(own, account.Email)).SetAsync(composed.Normalize(NormalizationForm.FormD))).Expect(200);

        (await (account with { Password = composed.Normalize(NormalizationForm.FormC) }).GivePasswordAsync(own.NewBrowser())).Expect(200);
    }

    [Fact]
    public async Task Half_a_character_is_bad_input_wherever_it_is_typed()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);
        const string half = """ "password":"vijf blauwe \ud83d fietsen" """;

        var set = $$"""{"secret":"{{link.Secret}}","name":null,"language":"nl",{{half}}}""";
        (await own.NewBrowser().PostTextAsync($"/api/password/{link.AccountId}/set", set)).Expect(400, "bad-input");
        (await own.NewBrowser().PostTextAsync("/api/login", $$"""{"email":"{{account.Email}}",{{half}}}""")).Expect(400, "bad-input");
    }

    /// <summary>Characters outside the basic plane count as one.</summary>
    private static string Long(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => i % 2 == 0 ? "😀" : ((char)('a' + (i % 26))).ToString()));
}
