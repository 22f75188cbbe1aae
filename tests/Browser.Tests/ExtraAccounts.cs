using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>A company's extra accounts (N49, N50): adding two, what each sees, and deleting one while it is logged in.</summary>
public sealed class ExtraAccounts(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_company_adds_two_accounts_and_deletes_one_that_is_logged_in()
    {
        var company = await Site.FreshClientWindowAsync(Words, Site.Company);
        await company.GotoAsync(Site.At("/account/"));
        var forms = company.GetByRole(AriaRole.Switch, new() { Name = "Vragenlijsten en gevraagde documenten" });
        await forms.UncheckAsync();
        await company.GetByText("Bewaard. U krijgt hierover geen e-mail meer.").WaitForAsync();
        await company.ReloadAsync();
        await forms.WaitForAsync();
        (await forms.IsCheckedAsync()).ShouldBeFalse();
        await company.IsAccessibleAsync("my details, company");

        await company.GetByRole(AriaRole.Link, new() { Name = "Extra accounts" }).ClickAsync();
        await company.Title("Extra accounts").WaitForAsync();
        await company.IsAccessibleAsync("extra accounts");
        var (sanne, sannesLink) = await AddAsync(company, "Sanne");
        await company.GetByLabel(Sale).CheckAsync();
        await company.GetByText($"Sanne ziet nu: {Sale}").WaitForAsync();
        await company.IsAccessibleAsync("extra account");
        await company.GetByRole(AriaRole.Link, new() { Name = "Terug naar extra accounts" }).ClickAsync();
        var (_, tomsLink) = await AddAsync(company, "Tom");

        // Each sees what was chosen for it and nothing else, and manages no accounts.
        var (tom, first) = (await Site.OpenWindowAsync(), await Site.OpenWindowAsync());
        await GetInAsync(first, sannesLink);
        await first.GetByText("1 in behandeling, 1 in totaal").WaitForAsync();
        await FillInTogetherAsync(await company.Context.NewPageAsync(), first);
        await GetInAsync(tom, tomsLink);
        await tom.GetByText("0 in behandeling, 0 in totaal").WaitForAsync();
        await tom.GotoAsync(Site.At("/portal/accounts/"));
        await tom.Title("Deze pagina is voor het hoofdaccount").WaitForAsync();
        await tom.IsAccessibleAsync("extra accounts, not the main account");

        await LookFromOfficeAsync();
        await tom.GotoAsync(Site.At("/portal/"));
        await tom.GetByText("1 in behandeling, 1 in totaal").WaitForAsync();

        await company.GetByRole(AriaRole.Link, new() { Name = "Terug naar extra accounts" }).ClickAsync();
        await company.Button("Verwijderen Sanne").ClickAsync();
        await company.GetByText($"Sanne ({sanne}) wordt meteen overal afgemeld").WaitForAsync();
        await company.IsAccessibleAsync("extra accounts, deleting");
        await company.Button("Verwijder dit account").ClickAsync();
        await company.GetByText("Het extra account van Sanne is verwijderd.").WaitForAsync();
        (await company.GetByRole(AriaRole.Link, new() { Name = "Bekijken Tom" }).CountAsync()).ShouldBe(1);
        (await company.GetByRole(AriaRole.Link, new() { Name = "Bekijken Sanne" }).CountAsync()).ShouldBe(0);
        await first.GotoAsync("about:blank");
        await first.GotoAsync(Site.At("/portal/"));
        await first.Button(Words.LogIn).WaitForAsync();
    }

    /// <summary>
    /// Two people of the company fill in one questionnaire, both without a connection: different questions both stay, of the
    /// same one both answers are shown and one is chosen (X25).
    /// </summary>
    private async Task FillInTogetherAsync(IPage main, IPage extra)
    {
        var title = People.NewSubject("Samen invullen");
        await main.GotoAsync(Site.At("/portal/"));
        await main.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        await main.Title(Sale).WaitForAsync();
        await AskedForm.AskAsync(await Site.StaffWindowAsync(Words), new Uri(main.Url).Fragment[1..], title);
        foreach (var page in new[] { main, extra })
        {
            await page.GotoAsync(Site.At("/portal/"));
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = $"Invullen {title}" }).ClickAsync();
            await page.GetByLabel("Uw naam").WaitForAsync();
            await page.Context.SetOfflineAsync(true);
        }

        await main.GetByLabel("Uw naam").FillAsync("Bert de Vries");
        await main.GetByLabel("Uw verhaal").FillAsync("Van Bert.");
        await extra.GetByLabel("Uw naam").FillAsync("Sanne de Vries");
        await extra.GetByLabel("Uw leeftijd").FillAsync("42");
        foreach (var page in new[] { extra, main })
        {
            await page.GetByText("Geen verbinding.").First.WaitForAsync();
            await page.Context.SetOfflineAsync(false);
            await page.GetByText(page == extra ? "Bewaard. U kunt tot" : "Kies eerst welk antwoord goed is.").First.WaitForAsync();
        }

        await main.GetByText("Conny de Vries heeft deze vraag ook beantwoord").WaitForAsync();
        await main.Locator(".fill-asks").GetByText("Bert de Vries", new() { Exact = true }).WaitForAsync();
        (await main.GetByLabel("Uw verhaal").InputValueAsync()).ShouldBe("Van Bert.");
        (await main.GetByLabel("Uw leeftijd").InputValueAsync()).ShouldBe("42");
        await main.IsAccessibleAsync("portal, filling in, a colleague's answer");
        await main.Button("Kies het antwoord van Conny de Vries").ClickAsync();
        await main.GetByText("Bewaard. U kunt tot").First.WaitForAsync();
        await extra.ReloadAsync();
        (await extra.GetByLabel("Uw verhaal").InputValueAsync()).ShouldBe("Van Bert.");
        foreach (var page in new[] { main, extra })
        {
            (await page.GetByLabel("Uw naam").InputValueAsync()).ShouldBe("Sanne de Vries");
        }

        await main.CloseAsync();
    }

    /// <summary>The office sees who looks along for the company, and who of them sees this dossier.</summary>
    private async Task LookFromOfficeAsync()
    {
        var office = await Site.StaffWindowAsync(Words);
        await office.GotoAsync(Site.At("/dossiers/"));
        await office.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale }).ClickAsync();
        await office.GetByRole(AriaRole.Link, new() { Name = "Gegevens van De Vries Bouw BV" }).ClickAsync();
        await office.Title("De Vries Bouw BV").WaitForAsync();
        (await office.GetByRole(AriaRole.Checkbox, new() { Name = "Sanne" }).IsCheckedAsync()).ShouldBeTrue();
        (await office.GetByRole(AriaRole.Checkbox, new() { Name = "Tom" }).IsCheckedAsync()).ShouldBeFalse();
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "Tom" }).CheckAsync();
        await office.GetByText("Bewaard. Tom ziet nu dit dossier.").WaitForAsync();
        await office.IsAccessibleAsync("office, company");
        await office.GetByRole(AriaRole.Link, new() { Name = "Bekijk als Tom" }).ClickAsync();
        await office.GetByText("U bekijkt dit dossier als Tom.").WaitForAsync();
    }

    private async Task<(string Email, InboxMessage Link)> AddAsync(IPage company, string name)
    {
        var email = People.NewEmail("extra");
        await company.GetByRole(AriaRole.Link, new() { Name = "Extra account toevoegen" }).ClickAsync();
        await company.Field(Words.Name).FillAsync(name);
        await company.Field(Words.Email).FillAsync(email);
        await company.IsAccessibleAsync("extra accounts, adding");
        var link = await Site.NextMessageAsync(email, () => company.Button("Toevoegen").ClickAsync());
        await company.GetByText($"Wij hebben een uitnodiging gemaild naar {email}").WaitForAsync();
        await company.HasFocusAsync(company.GetByRole(AriaRole.Heading, new() { Name = $"Extra account van {name}" }));
        return (email, link);
    }

    /// <summary>From the invitation to home; the first time the details open by themselves (N7).</summary>
    private async Task GetInAsync(IPage page, InboxMessage invitation)
    {
        await Site.AcceptInvitationAsync(page, Words, invitation, People.NewPhone());
        await page.Title("Mijn gegevens").WaitForAsync();
        await page.Button("Klopt, verder").ClickAsync();
        await page.Title("Welkom").WaitForAsync();
    }
}
