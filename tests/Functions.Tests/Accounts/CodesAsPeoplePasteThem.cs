using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>
/// At every door a code may come with what is around it, and what cannot be a code costs no try: more of those than there
/// are tries, and the right code is still taken.
/// </summary>
public sealed class CodesAsPeoplePasteThem(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    /// <summary>Half codes, others' codes, and no codes: of none of the kinds.</summary>
    private static readonly string[] NoCodes =
        ["", "\u200b", "123", "Code: 123", "1234567", "weet ik niet", "123456789", "ABCD-EFGH-JKMN", "Code: ABC\u20132"];

    [Fact]
    public async Task At_the_link_of_a_mail()
    {
        var link = await own.StarterConversationAsync();
        var browser = own.NewBrowser();

        await NothingIsCountedAsync(code => browser.TryAsync(link, code), SecurityNumbers.MailCodeLength);

        var access = (await own.ParticipantAsync(link.ParticipantId)).Codes;
        (access.WrongInAll, access.Challenges.Single().Tries).ShouldBe((0, 0));
        (await browser.TryAsync(link, $"Klik op de knop en vul deze code in:\n\nCode: {link.Code![..4]}\u2013{link.Code[4..]}\u200b.\n")).Expect(200);
    }

    [Fact]
    public async Task At_the_link_that_asks_for_a_code_by_sms()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var browser = own.NewBrowser();
        await own.NextSmsCodeAsync(written.Phone, async () => (await browser.AskCodeAsync(written.Link)).Expect(202));

        await NothingIsCountedAsync(code => browser.TryAsync(written.Link, code), SecurityNumbers.SmsCodeLength);

        (await own.ParticipantAsync(written.Link.ParticipantId)).Codes.WrongInAll.ShouldBe(0);
        (await browser.TryAsync(written.Link, own.Inbox.To(written.Phone)[0].Text!)).Expect(200);
    }

    [Fact]
    public async Task At_a_log_in_with_a_code_by_sms()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        await NothingIsCountedAsync(typed => VerifyAsync(browser, typed), SecurityNumbers.SmsCodeLength);

        (await VerifyAsync(browser, $"Uw code is {code[..3]}\u00a0{code[3..]}.")).Expect(200);
    }

    [Fact]
    public async Task At_a_log_in_with_a_code_by_mail()
    {
        var account = await AnAccount.WithEmailAsync(own);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        await NothingIsCountedAsync(typed => VerifyAsync(browser, typed), SecurityNumbers.SmsCodeLength);

        (await VerifyAsync(browser, "Code: " + string.Concat(code.Select(digit => (char)(digit - '0' + '\uff10'))))).Expect(200);
    }

    [Fact]
    public async Task At_a_log_in_with_an_authenticator_app()
    {
        var account = await AnAccount.WithAppAsync(own);
        own.Time.Advance(SecurityNumbers.AppCodeStep * 2);
        var browser = own.NewBrowser();
        var code = await account.CodeAsync(browser);

        await NothingIsCountedAsync(typed => VerifyAsync(browser, typed), SecurityNumbers.SmsCodeLength);

        (await VerifyAsync(browser, $"Zegel ({account.Email}): {code[..3]} {code[3..]}")).Expect(200);
    }

    [Fact]
    public async Task At_a_log_in_with_a_recovery_code_and_where_one_is_tried()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200);
        (await browser.PostAsync("/api/login/method", new { method = "recovery" })).Expect(200);

        await NothingIsCountedAsync(typed => VerifyAsync(browser, typed), SecurityNumbers.RecoveryCodeLength);

        (await VerifyAsync(browser, $"2. {account.RecoveryCodes[1].Replace('-', '\u2011')}\u200b")).Expect(200);
        for (var i = 0; i < SecurityNumbers.LogInCodesPerHour; i += NoCodes.Length)
        {
            await NothingIsCountedAsync(typed => TryRecoveryAsync(account, typed), SecurityNumbers.RecoveryCodeLength);
        }

        (await TryRecoveryAsync(account, "Herstelcode: " + account.RecoveryCodes[0])).Expect(204);
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("email")]
    [InlineData("app")]
    public async Task Where_a_second_factor_is_confirmed(string method)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var phone = TestWorld.NewPhone();
        var code = method switch
        {
            "sms" => await own.NextSmsCodeAsync(phone, async () => (await account.Browser.PostAsync("/api/account/factors/sms", new { phone })).Expect(202)),
            "email" => Mailing.CodeIn(await own.NextMailAsync(account.Email, Mailing.AddressCode, async () =>
                (await account.Browser.PostAsync("/api/account/factors/email")).Expect(202))),
            _ => await AuthenticatorApp.CodeAsync(
                (await account.Browser.PostAsync("/api/account/factors/app")).Expect(200)["secret"]!.GetValue<string>(), own.Now()),
        };

        await NothingIsCountedAsync(typed => account.VerifyFactorAsync(method, typed), SecurityNumbers.SmsCodeLength);

        (await account.VerifyFactorAsync(method, $"Code {code} voor Huidpraktijk De Linde. Deel deze code met niemand.\n@zegel.example #{code}")).Expect(200);
    }

    [Fact]
    public async Task After_a_reset()
    {
        var account = await AnAccount.WithSmsAsync(own);
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{account.AccountId}/factor-reset", new { reason = "Zij belde, haar telefoon is weg." })).Expect(200);
        var code = await own.ResetCodeAsync(account);
        var browser = own.NewBrowser();
        (await account.GivePasswordAsync(browser)).Expect(200);

        await NothingIsCountedAsync(typed => browser.PostAsync("/api/account/reset-code", new { code = typed }), SecurityNumbers.ResetCodeLength);

        (await browser.PostAsync("/api/account/reset-code", new { code = $"code: {code[..4]}.{code[4..]}" })).Expect(204);
    }

    private static async Task NothingIsCountedAsync(Func<string, Task<ApiAnswer>> tryAsync, int length)
    {
        NoCodes.Length.ShouldBeGreaterThan(SecurityNumbers.TriesPerChallenge);
        foreach (var typed in NoCodes)
        {
            (await tryAsync(typed)).Expect(422, "not-a-code")["length"]!.GetValue<int>().ShouldBe(length);
        }
    }

    private static Task<ApiAnswer> VerifyAsync(ApiClient browser, string code) => browser.PostAsync("/api/login/verify", new { code });

    private static Task<ApiAnswer> TryRecoveryAsync(AnAccount account, string code) =>
        account.Browser.PostAsync("/api/account/recovery-codes/try", new { code });
}
