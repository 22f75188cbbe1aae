using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;
using Zegel.Functions.Notifications;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>Addresses and numbers of recipients as they come out of address books, mail programs and web pages.</summary>
public sealed class RecipientsAsPeoplePasteThem(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Theory]
    [InlineData("{0}")]
    [InlineData("PIET.{1}@EXAMPLE.NL")]
    [InlineData("Piet Smit <{0}>")]
    [InlineData("mailto:{0}?subject=Uw%20vraag")]
    [InlineData("\u200b{0}\u00a0")]
    [InlineData("\"{0}\",")]
    [InlineData("piet.{1}@\uff45xample.nl")]
    public async Task The_same_one_twice_is_said_at_the_second(string form)
    {
        var staff = await own.LogInAsync();
        var id = Seals.NewId();
        var first = $"piet.{id}@example.nl";
        var second = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, first, id);

        var errors = (await staff.SendAsync(await staff.BeginAsync(Without(first), Without(TestWorld.NewEmail()), Without(second))))
            .Expect(400, "bad-input")["errors"]!.AsObject();

        errors.Select(error => (error.Key, error.Value![0]!.GetValue<string>())).ShouldBe([("recipients[2].email", "recipient-twice")]);
    }

    [Theory]
    [InlineData("anna@m\u00fcnchen.example", "Anna <ANNA@xn--mnchen-3ya.example>", "recipients[1].email", "recipient-twice")]
    [InlineData("a@example.nl, b@example.nl", "c@example.nl", "recipients[0].email", "email-several")]
    [InlineData("c@example.nl", "ren\u00e9@example.nl", "recipients[1].email", "email-letters")]
    [InlineData("c@example.nl", "Ren\u00e9", "recipients[1].email", "email-invalid")]
    public async Task What_is_wrong_with_an_address_is_said_where_it_stands(string first, string second, string member, string code)
    {
        var staff = await own.LogInAsync();

        var errors = (await staff.SendAsync(await staff.BeginAsync(Without(first), Without(second)))).Expect(400, "bad-input")["errors"]!.AsObject();

        errors.Select(error => (error.Key, error.Value![0]!.GetValue<string>())).ShouldBe([(member, code)]);
    }

    [Theory]
    [InlineData("Piet Smit <{0}>")]
    [InlineData("mailto:{0}")]
    [InlineData("\u202a{0}\u202c")]
    [InlineData("'{0}';")]
    [InlineData("<{0}>.")]
    public async Task Mail_goes_to_the_address_in_it(string form)
    {
        var email = TestWorld.NewEmail("piet");
        var pasted = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, email);
        var staff = await own.LogInAsync();

        var notice = await own.NextMessageAsync(email, async () => (await staff.SendAsync(await staff.BeginAsync(Without(pasted)))).Expect(201));

        (await own.ParticipantAsync(TestWorld.LinkIn(notice).ParticipantId)).Email.ShouldBe(email);
    }

    [Theory]
    [InlineData("Anna <{0}>")]
    [InlineData("mailto:{0}")]
    [InlineData("{0}\u200b,")]
    public async Task Whoever_starts_or_logs_in_may_paste_an_address_too(string form)
    {
        var email = TestWorld.NewEmail("anna");
        var pasted = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, email);
        var start = new { conversationId = Seals.NewId(), name = "Anna", email = pasted, language = "nl" };
        await own.NextMessageAsync(email, async () =>
            (await own.NewBrowser().PostAsync($"/api/starters/{DemoOrganisation.Starter}/conversations", start)).Expect(202));

        var account = await AnAccount.WithoutFactorAsync(own);
        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, account.Email);
        (await own.NewBrowser().PostAsync("/api/login", new { email = typed, password = account.Password })).Expect(200);
    }

    [Fact]
    public async Task A_number_of_a_country_to_which_nothing_is_sent_is_said_where_it_stands()
    {
        var staff = await own.LogInAsync();
        object[] recipients =
        [
            WritingToSomebody.Recipient(TestWorld.NewEmail(), "Piet", "sms", "+32 455 12 34 56"),
            WritingToSomebody.Recipient(TestWorld.NewEmail(), "Els", "sms", "+41 78 123 45 67"),
        ];

        var errors = (await staff.SendAsync(await staff.BeginAsync(recipients))).Expect(400, "bad-input")["errors"]!.AsObject();
        errors.Select(error => (error.Key, error.Value![0]!.GetValue<string>())).ShouldBe([("recipients[1].phone", "phone-country")]);

        var written = await own.WriteToSomebodyAsync("none");
        var raise = written.Draft.Next(written.Mailbox) with
        {
            Raise = [new { participantId = written.Link.ParticipantId, phone = "+1 202 456 1111" }],
        };
        (await written.Staff.SendAsync(raise)).Expect(400, "bad-input")["errors"]!["raise[0].phone"]![0]!.GetValue<string>().ShouldBe("phone-country");
    }

    [Fact]
    public async Task A_number_from_before_the_list_became_shorter_gets_nothing_any_more_and_its_owner_logs_in_with_what_is_left()
    {
        var written = await own.WriteToSomebodyAsync("sms");
        var account = await AnAccount.WithSmsAsync(own);
        var before = own.Inbox.To(account.Phone!).Count;
        var sms = own.Cloud.Services.GetRequiredService<IOptions<SmsOptions>>().Value;
        sms.Countries = "BE DE";
        try
        {
            (await own.NewBrowser().AskCodeAsync(written.Link)).Expect(503, "sms-unavailable");
            var browser = own.NewBrowser();
            (await account.GivePasswordAsync(browser)).Expect(200)["method"]!.GetValue<string>().ShouldBe("recovery");
            (await browser.PostAsync("/api/login/method", new { method = "sms" })).Expect(503, "unavailable");
            (await browser.PostAsync("/api/login/verify", new { code = account.RecoveryCodes[0] })).Expect(200);
        }
        finally
        {
            sms.Countries = "EEA";
        }

        (own.Inbox.To(written.Phone).Count, own.Inbox.To(account.Phone!).Count).ShouldBe((0, before));
        await account.LogInAsync();
    }

    private static object Without(string email) => WritingToSomebody.Recipient(email, "Piet", "none", null);
}
