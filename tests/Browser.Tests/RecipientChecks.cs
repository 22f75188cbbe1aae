using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>One message to people who each prove who they are in their own way (Z13, Z38, X9).</summary>
public sealed class RecipientChecks(Site site) : BrowserTest(site)
{
    private const string Text = "Uw dossier is klaar.";
    private const string Password = "Koffie met Zoë";
    private const string OtherPassword = "Thee met Zoë";

    [Fact]
    public async Task It_goes_to_a_password_to_an_account_and_later_to_whose_number_was_missing()
    {
        var words = Words.Nl;
        var (withPassword, held, phone) = (People.NewEmail("piet"), People.NewEmail("bert"), People.NewPhone());
        var subject = People.NewSubject("Dossier");
        var staff = await Site.StaffWindowAsync(words, 1280);
        await staff.Button(words.NewConversation).ClickAsync();
        await staff.Field(words.Recipient).FillAsync(withPassword);
        await Radio(staff, words.Password).CheckAsync();
        await staff.Field("Afgesproken wachtwoord").FillAsync(Password);
        await staff.IsAccessibleAsync("mailbox, an agreed password");
        await staff.Button("Nog een ontvanger").ClickAsync();
        await staff.Field(words.Recipient).FillAsync(held);
        await Radio(staff, words.SmsCode).CheckAsync();
        await staff.Button("Nog een ontvanger").ClickAsync();
        await staff.Field(words.Recipient).FillAsync(Site.Client.Email);
        await staff.Field(words.Recipient).BlurAsync();
        await Radio(staff, "Account").CheckAsync();
        await staff.IsAccessibleAsync("mailbox, a recipient with an account");
        await staff.Button("Alle ontvangers in een tabel").ClickAsync();
        await Assertions.Expect(staff.GetByLabel($"Methode voor {withPassword}")).ToHaveValueAsync("password");
        await Assertions.Expect(staff.Locator(".recipient-table input[type=password]:visible")).ToHaveValueAsync(Password);
        await staff.IsAccessibleAsync("mailbox, the checks of all recipients");
        await staff.ShowAsync("checks in a table");
        await staff.FillAsync(words, subject, Text);
        var notice = await Site.NextMessageAsync(withPassword, () => staff.SendAsync(words, Text));
        await staff.GetByText("heeft nog niets ontvangen").WaitForAsync();
        await staff.GetByText($"Verzonden, behalve aan {held}").WaitForAsync();
        await staff.Button("Vul het nummer in").ClickAsync();
        await Assertions.Expect(staff.Field(words.MobileNumber)).ToBeFocusedAsync();
        await staff.Row(subject).Filter(new() { HasText = "Nummer ontbreekt" }).WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, a number is missing");
        Site.Cloud.Inbox.To(held).ShouldBeEmpty();

        await OpensWithThePasswordAsync(words, notice, Password);
        await OpensWithTheirAccountAsync(words, Mails.LinkIn(notice));

        // A password that was not the one: another is agreed, and said by telephone.
        await staff.GetByText("Spreek een ander wachtwoord af met").ClickAsync();
        await staff.Field("Nieuw wachtwoord").FillAsync("Thee");
        await staff.Button("Bewaar het wachtwoord").ClickAsync();
        await staff.GetByText("Gebruik 8 tot en met 64 tekens.").WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, another agreed password");
        await staff.ShowAsync("another agreed password");
        await staff.Field("Nieuw wachtwoord").FillAsync(OtherPassword);
        await staff.Button("Bewaar het wachtwoord").ClickAsync();
        await staff.GetByText("geldt nu. Geef het zelf door").WaitForAsync();
        await OpensWithThePasswordAsync(words, notice, OtherPassword);

        await staff.Field(words.MobileNumber).FillAsync(phone);
        var late = await Site.NextMessageAsync(held, () => staff.Button("Bewaar nummer en verstuur").ClickAsync());
        await staff.GetByText("krijgt nu een e-mail met een link").WaitForAsync();
        (await staff.GetByText("heeft nog niets ontvangen").CountAsync()).ShouldBe(0);
        var reader = await Site.OpenWindowAsync("nl", 1280);
        await Site.UnlockBySmsAsync(reader, words, late, phone);
        await reader.MessageText(Text).WaitForAsync();
    }

    private async Task OpensWithThePasswordAsync(Words words, Local.InboxMessage notice, string password)
    {
        Mails.AllOf(notice).ShouldNotContain(Password);
        Mails.CodeIn(notice).ShouldBeEmpty();
        var reader = await Site.OpenWindowAsync("nl", 360);
        await reader.OpenAsync(notice);
        await reader.Field(words.Password).FillAsync("Koffie zonder Zoë");
        await reader.Button(words.Unlock).ClickAsync();
        await reader.GetByText("Dit wachtwoord klopt niet.").WaitForAsync();
        await reader.IsAccessibleAsync("open, a wrong password");
        await reader.Field(words.Password).FillAsync(password);
        await reader.Button(words.Unlock).ClickAsync();
        await reader.MessageText(Text).WaitForAsync();
    }

    private async Task OpensWithTheirAccountAsync(Words words, string link)
    {
        var conversation = new Uri(link).Fragment[1..33];
        await Site.Cloud.Inbox.WaitForAsync(
            _ => Site.Cloud.Inbox.To(Site.Client.Email).Any(IsOfIt), TestContext.Current.CancellationToken);
        var reader = await Site.ClientWindowAsync(words, Site.Client, 360);
        await reader.OpenAsync(Site.Cloud.Inbox.To(Site.Client.Email).First(IsOfIt));
        await reader.GetByText("Dit bericht leest u met uw account").WaitForAsync();
        await reader.IsAccessibleAsync("open, with an account");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Naar het bericht" }).ClickAsync();
        await reader.MessageText(Text).WaitForAsync();
        await reader.IsAccessibleAsync("read, with an account");

        bool IsOfIt(Local.InboxMessage mail) => Mails.AllOf(mail).Contains(conversation, StringComparison.Ordinal);
    }

    private static ILocator Radio(IPage page, string name) => page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });
}
