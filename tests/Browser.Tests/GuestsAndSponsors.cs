using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Guests and who answers for them: inviting, accepting, keeping, ending (A1-A13, A24-A33, X18-X20).</summary>
public sealed class GuestsAndSponsors(Site site) : BrowserTest(site)
{
    private const string MayAccept = "U kunt nu accepteren";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task From_an_invitation_to_being_in_by_keyboard_alone()
    {
        var (wrong, email, phone) = (People.NewEmail("greda"), People.NewEmail("gerda"), People.NewPhone());
        var sponsor = await Site.StaffWindowAsync(Words);
        await sponsor.GotoAsync(Site.At("/guests/"));
        await sponsor.TabToAsync(sponsor.GetByRole(AriaRole.Link, new() { Name = "Gast uitnodigen" }));
        await sponsor.Keyboard.PressAsync("Enter");
        await sponsor.HasFocusAsync(Heading(sponsor, "Gast uitnodigen"));
        await sponsor.TabToAsync(sponsor.Button("Nodig uit"));
        await sponsor.Keyboard.PressAsync("Enter");
        await sponsor.HasFocusAsync(sponsor.Field(Words.Name));
        await sponsor.IsAccessibleAsync("guests, inviting, errors");
        await sponsor.Field(Words.Name).FocusAsync();
        await sponsor.Keyboard.TypeAsync("Gerda Gast");
        foreach (var (field, typed) in new[] { (Words.Email, wrong), (Words.MobileNumber, phone), ("Reden", "Levert foto's aan") })
        {
            await sponsor.TabToAsync(sponsor.Field(field));
            await sponsor.Keyboard.TypeAsync(typed);
        }

        await sponsor.TabToAsync(sponsor.Button("Nodig uit"));
        await Site.NextMessageAsync(wrong, () => sponsor.Keyboard.PressAsync("Enter"));
        await sponsor.HasFocusAsync(Heading(sponsor, "Gast: Gerda Gast"));
        await sponsor.IsAccessibleAsync("guests, invited");

        // The address was wrong; and once more, for who lost the mail.
        await sponsor.Button("Adres verbeteren").ClickAsync();
        await sponsor.GetByRole(AriaRole.Dialog).GetByLabel(Words.Email).FillAsync(email);
        await sponsor.IsAccessibleAsync("guests, another address");
        await Site.NextMessageAsync(email, () => sponsor.Button("Verbeter en mail opnieuw").ClickAsync());
        await sponsor.HasFocusAsync(Heading(sponsor, "Gast: Gerda Gast"));
        var invitation = await Site.NextMessageAsync(email, () => sponsor.Button("Opnieuw uitnodigen").ClickAsync());
        invitation.Text!.ShouldContain("Uitnodiging accepteren");
        invitation.Text!.ShouldContain("Conny de Vries");

        var guest = await Site.OpenWindowAsync();
        await guest.OpenAsync(invitation);
        await guest.HasFocusAsync(guest.Field(Words.Email));
        await guest.Keyboard.TypeAsync(email);
        var link = await Site.NextMessageAsync(email, () => guest.Keyboard.PressAsync("Enter"));
        await guest.OpenAsync(link);
        // As the sponsor gave it.
        (await guest.Field(Words.Name).InputValueAsync()).ShouldBe("Gerda Gast");
        await guest.TabToAsync(guest.Field(Words.Password));
        await guest.Keyboard.TypeAsync("vier fietsen en een tandem");
        await guest.Keyboard.PressAsync("Enter");

        // The text is read to its end in its own box.
        await guest.HasFocusAsync(Heading(guest, "Gebruiksvoorwaarden"));
        await guest.IsAccessibleAsync("guest, terms of use");
        await Assertions.Expect(guest.Button("Accepteren")).ToBeDisabledAsync();
        await guest.TabToAsync(guest.GetByRole(AriaRole.Region, new() { Name = "Gebruiksvoorwaarden" }));
        await guest.Keyboard.PressAsync("End");
        await guest.GetByText(MayAccept).WaitForAsync();
        await guest.TabToAsync(guest.Button("Accepteren"));
        await guest.Keyboard.PressAsync("Enter");

        await guest.HasFocusAsync(Heading(guest, "Kies een tweede stap"));
        await guest.TabToAsync(guest.Locator("input[value=app]"));
        while (!await guest.Field(Words.SmsCode).IsCheckedAsync())
        {
            await guest.Keyboard.PressAsync("ArrowDown");
        }

        await guest.TabToAsync(guest.Button("Volgende"));
        await guest.Keyboard.PressAsync("Enter");
        await guest.GetByText("Uw contactpersoon gaf ons het nummer").WaitForAsync();
        await guest.TabToAsync(guest.Field(Words.MobileNumber));
        await guest.Keyboard.TypeAsync(phone);
        var sms = await Site.NextMessageAsync(phone, () => guest.Keyboard.PressAsync("Enter"));
        await guest.HasFocusAsync(guest.Field(Words.Code));
        await guest.Keyboard.TypeAsync(Mails.CodeIn(sms));
        await guest.Keyboard.PressAsync("Enter");
        await guest.Button(Words.TryLater).WaitForAsync();
        await guest.TabToAsync(guest.Button(Words.TryLater));
        await guest.Keyboard.PressAsync("Enter");
        await guest.HasFocusAsync(guest.Button(Words.Continue));
        await guest.Keyboard.PressAsync("Enter");

        // Or its end is gone to, as with a screen reader.
        await guest.HasFocusAsync(Heading(guest, "Geheimhouding en privacy"));
        await guest.TabToAsync(EndOf(guest));
        await guest.TabToAsync(guest.Button("Accepteren"));
        await guest.GetByText(MayAccept).WaitForAsync();
        var told = await Site.NextMessageAsync(Site.Staff.Email, () => guest.Keyboard.PressAsync("Enter"));
        told.Text!.ShouldContain("U hoeft niet te bellen");
        await guest.HasFocusAsync(Heading(guest, "U bent klaar"));
        await guest.IsAccessibleAsync("guest, registered");

        await guest.TabToAsync(guest.Button(Words.Continue));
        await guest.Keyboard.PressAsync("Enter");
        await guest.LeaveAsync("/password/");
        await guest.GotoAsync(Site.At("/keep/"));
        await Heading(guest, "Uw toegang als gast").WaitForAsync();
        await guest.TabToAsync(guest.Locator(".avatar"));
        await guest.Keyboard.PressAsync("Enter");
        await guest.TabToAsync(guest.Button("Afmelden"));
        await guest.Keyboard.PressAsync("Enter");
        await guest.ArriveAsync("/login/");
        await guest.GetByText("Er blijft niets open staan").WaitForAsync();
        await guest.IsAccessibleAsync("log in, signed out");
    }

    [Fact]
    public async Task From_a_second_yes_to_the_end_and_back()
    {
        await using var fresh = await Site.AnotherAsync();
        var sponsor = await fresh.LogInAsync(Words);
        await sponsor.GotoAsync(fresh.At("/guests/"));
        await sponsor.GetByText("Hier komen uw gasten").WaitForAsync();
        await sponsor.IsAccessibleAsync("guests, none");
        await sponsor.GotoAsync(fresh.At("/guests/#policy"));
        await sponsor.Field("Een tweede persoon moet ja zeggen").CheckAsync();
        await sponsor.Button("Bewaar").ClickAsync();
        await sponsor.GetByText("De regels zijn bewaard.").WaitForAsync();
        await sponsor.IsAccessibleAsync("guests, rules");

        var (email, phone) = (People.NewEmail("gerda"), People.NewPhone());
        foreach (var (name, address) in new[] { ("Rob Nee", People.NewEmail("rob")), ("Gerda Gast", email) })
        {
            await sponsor.GotoAsync(fresh.At("/guests/#invite"));
            await sponsor.Field(Words.Name).FillAsync(name);
            await sponsor.Field(Words.Email).FillAsync(address);
            await sponsor.Field(Words.MobileNumber).FillAsync(phone);
            await sponsor.Field("Reden").FillAsync("Levert foto's aan");
            await sponsor.Button("Nodig uit").ClickAsync();
            await sponsor.GetByText("Zodra een collega ja zegt").WaitForAsync();
            (await sponsor.Button("Ja, nodig uit").CountAsync()).ShouldBe(0);
        }

        var colleague = "";
        var invitation = await fresh.NextMessageAsync(email, async () => colleague = await SayYesAndNoAsync(fresh));
        var password = await AcceptAsync(fresh, invitation, phone);

        await sponsor.ReloadAsync();
        await sponsor.Button("Andere einddatum").ClickAsync();
        var soon = fresh.Cloud.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(10);
        await sponsor.GetByRole(AriaRole.Dialog).GetByLabel("Einddatum").FillAsync(soon.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await sponsor.Button("Bewaar").ClickAsync();
        await sponsor.Locator(".desk-pane").GetByText("Toegang stopt op").WaitForAsync();
        await sponsor.GetByRole(AriaRole.Checkbox, new() { Name = "Kies Gerda Gast" }).CheckAsync();
        await sponsor.IsAccessibleAsync("guests, near the end, ticked");

        var guest = await LogInAsync(fresh, email, password, phone, "/login/#return=/keep/");
        await guest.Button("Toegang houden").WaitForAsync();
        await guest.IsAccessibleAsync("keep my access");
        await guest.Button("Toegang houden").ClickAsync();
        await guest.GetByText("U houdt uw toegang tot en met").WaitForAsync();

        await sponsor.Button("Toegang stoppen").ClickAsync();
        await sponsor.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang stoppen" }).ClickAsync();
        await sponsor.GetByText("De toegang is gestopt.").WaitForAsync();
        await sponsor.IsAccessibleAsync("guests, removed");
        var late = await fresh.OpenWindowAsync();
        await late.OpenAsync(invitation);
        await late.Title("Uw toegang is gestopt").WaitForAsync();
        await late.GetByText(fresh.Staff.Email).WaitForAsync();
        await late.IsAccessibleAsync("guest, access ended");
        await sponsor.Button("Toegang herstellen").ClickAsync();
        await sponsor.GetByText("Hersteld, met dezelfde mappen en links.").WaitForAsync();
        await sponsor.Locator(".desk-pane").GetByRole(AriaRole.Button, new() { Name = "Overdragen" }).ClickAsync();
        await sponsor.GetByRole(AriaRole.Dialog).Locator("input[name=colleague]").FillAsync(colleague);
        await fresh.NextMessageAsync(
            colleague, () => sponsor.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Overdragen" }).ClickAsync());
        await sponsor.GetByText("Overgedragen aan").WaitForAsync();

        await sponsor.GotoAsync(fresh.At("/guests/#terms"));
        await sponsor.Field("Tekst in het Nederlands").FillAsync("Houd uw codes geheim.");
        await sponsor.Field("Wat er is veranderd, in het Nederlands").FillAsync("De tekst is korter.");
        await sponsor.Field("Wat er is veranderd, in het Engels").FillAsync("The text is shorter.");
        await sponsor.IsAccessibleAsync("guests, a text");
        await sponsor.Button("Publiceer").ClickAsync();
        await sponsor.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publiceer" }).ClickAsync();
        await sponsor.GetByText("Versie 2 is gepubliceerd.").WaitForAsync();

        // All of the new text is in view: it can be accepted at once.
        guest = await LogInAsync(fresh, email, password, phone, "/login/#return=/account/");
        await guest.GetByText("De tekst is korter.").WaitForAsync();
        await guest.GetByText(MayAccept).WaitForAsync();
        await guest.IsAccessibleAsync("guest, new terms of use");
        await guest.GetByText(MayAccept).WaitForAsync();
        await guest.Button("Accepteren").ClickAsync();
        await guest.ArriveAsync("/account/");

        var another = People.NewEmail("gerda");
        await guest.Field("Nieuw e-mailadres").FillAsync(another);
        var fresher = await fresh.NextMessageAsync(another, async () =>
        {
            var former = await fresh.NextMessageAsync(email, () => guest.Button("Mail de codes").ClickAsync());
            await guest.Field("Code uit de e-mail aan uw oude adres").FillAsync(Mails.CodeIn(former));
        });
        await guest.Field("Code uit de e-mail aan uw nieuwe adres").FillAsync(Mails.CodeIn(fresher));
        await guest.IsAccessibleAsync("account, another address");
        await guest.Button("Bevestig").ClickAsync();
        await guest.GetByText("Uw adres is gewijzigd.").WaitForAsync();
        (await guest.Field(Words.Email).InputValueAsync()).ShouldBe(another);
    }

    private static ILocator Heading(IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = name });

    private static ILocator EndOf(IPage page) => page.GetByText("Einde van de tekst", new() { Exact = true });

    /// <summary>A colleague who did not ask for the guests says no to one and yes to the other.</summary>
    /// <returns>The colleague's address.</returns>
    private static async Task<string> SayYesAndNoAsync(Site fresh)
    {
        var services = fresh.Cloud.Services;
        var head = new AccountHead
        {
            AccountId = AccountId.From(Guid.CreateVersion7().ToString("N")), Name = "", Email = People.NewEmail("sara"),
            Language = "nl", Roles = [Role.Staff],
        };
        var mail = await fresh.NextMessageAsync(head.Email, async () =>
            (await services.GetRequiredService<AccountStore>().InviteAsync(
                head, [], "system", services.GetRequiredService<TimeProvider>().GetUtcNow(),
                TestContext.Current.CancellationToken)).ShouldBeTrue());
        var colleague = await fresh.OpenWindowAsync();
        await fresh.AcceptInvitationAsync(colleague, Words, mail, People.NewPhone());
        await colleague.GotoAsync(fresh.At("/guests/#asked"));
        await colleague.GetByRole(AriaRole.Link, new() { Name = "Rob Nee" }).ClickAsync();
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Nee", Exact = true }).ClickAsync();
        await colleague.IsAccessibleAsync("guests, saying no");
        var told = await fresh.NextMessageAsync(
            fresh.Staff.Email, () => colleague.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Niet uitnodigen", Exact = true }).ClickAsync());
        told.Subject!.ShouldContain("niet uitgenodigd");
        await colleague.GotoAsync(fresh.At("/guests/#asked"));
        await colleague.GetByRole(AriaRole.Link, new() { Name = "Gerda Gast" }).ClickAsync();
        await colleague.Button("Ja, nodig uit").WaitForAsync();
        await colleague.IsAccessibleAsync("guests, waiting for a yes");
        await colleague.Button("Ja, nodig uit").ClickAsync();
        await colleague.GetByText("Wij hebben een uitnodiging gemaild").WaitForAsync();
        return head.Email;
    }

    /// <summary>A guest who accepts everything.</summary>
    /// <returns>The password.</returns>
    private static async Task<string> AcceptAsync(Site fresh, InboxMessage invitation, string phone)
    {
        const string Password = "vier fietsen en een tandem";
        var page = await fresh.OpenWindowAsync();
        await page.OpenAsync(invitation);
        await page.Field(Words.Email).FillAsync(invitation.To);
        var mail = await fresh.NextMessageAsync(invitation.To, () => page.Button(Words.Send).ClickAsync());
        await page.OpenAsync(mail);
        await page.Field(Words.Name).FillAsync("Gerda Gast");
        await page.Field(Words.Password).FillAsync(Password);
        await page.Button(Words.SetPassword).ClickAsync();
        await ReadAndAcceptAsync(page);
        await page.Field(Words.SmsCode).CheckAsync();
        await page.Button("Volgende").ClickAsync();
        await page.Field(Words.MobileNumber).FillAsync(phone);
        var sms = await fresh.NextMessageAsync(phone, () => page.Button(Words.SendCode).ClickAsync());
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.CheckCode).ClickAsync();
        await page.Button(Words.TryLater).ClickAsync();
        await page.Button(Words.Continue).ClickAsync();
        await ReadAndAcceptAsync(page);
        await page.Button(Words.Continue).WaitForAsync();
        return Password;
    }

    private static async Task ReadAndAcceptAsync(IPage page)
    {
        await EndOf(page).ScrollIntoViewIfNeededAsync();
        await page.Button("Accepteren").ClickAsync();
    }

    private static async Task<IPage> LogInAsync(Site fresh, string email, string password, string phone, string from)
    {
        var page = await fresh.OpenWindowAsync();
        await page.GotoAsync(fresh.At(from));
        await page.Field(Words.Email).FillAsync(email);
        await page.Field(Words.Password).FillAsync(password);
        var sms = await fresh.NextMessageAsync(phone, () => page.Button(Words.LogIn).ClickAsync());
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.Verify).ClickAsync();
        return page;
    }
}
