using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>An organisation whose SMS was taken away: the pages offer none, and say so.</summary>
public sealed class WithoutSms(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task Recipients_get_their_code_by_mail_and_the_form_says_why()
    {
        var words = Words.En;
        var settings = new Dictionary<string, string?>();
        await using var own = await Site.AnotherAsync(settings: settings);
        var staff = await own.LogInAsync(words);
        settings["Zegel:Sms:Sender"] = "";
        await own.Cloud.StartFunctionsAsync(TestContext.Current.CancellationToken);
        await staff.ReloadAsync();

        var email = People.NewEmail("piet");
        await staff.WriteToAsync(words, email, null);
        await staff.GetByText("This organisation has not set up SMS").WaitForAsync();
        (await staff.Field(words.SmsCode).IsDisabledAsync()).ShouldBeTrue();
        (await staff.Field(words.MobileNumber).IsVisibleAsync()).ShouldBeFalse();
        await staff.FillAsync(words, People.NewSubject("Uitslag"), "Uw uitslag is goed.");
        var notice = await own.NextMessageAsync(email, () => staff.SendAsync(words, "Uw uitslag is goed."));
        Mails.CodeIn(notice).ShouldNotBeEmpty();

        // In an answer nobody can be raised to what cannot be sent, but to a password.
        await staff.Button(words.Reply).ClickAsync();
        await staff.Field(words.Message).WaitForAsync();
        await staff.Locator("summary[data-text='raise.title']").ClickAsync();
        await staff.GetByLabel("Raise the check of").CheckAsync();
        (await staff.Field(words.SmsCode).IsDisabledAsync()).ShouldBeTrue();
        (await staff.Field("Agreed password").IsVisibleAsync()).ShouldBeTrue();
    }
}
