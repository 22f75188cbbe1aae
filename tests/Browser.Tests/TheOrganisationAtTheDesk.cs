using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>The service desk changes the organisation, makes a mailbox and a starter, and people outside see it (T27, Z19, D7).</summary>
public sealed class TheOrganisationAtTheDesk(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    private static readonly FilePayload Logo = new()
    {
        Name = "logo.svg", MimeType = "image/svg+xml",
        Buffer = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#0b6b3a"/></svg>"""u8.ToArray(),
    };

    [Fact]
    public async Task From_the_name_above_every_page_to_a_paused_starter()
    {
        await using var fresh = await Site.AnotherAsync();
        var desk = await fresh.LogInAsync(Words);
        await ChangeOrganisationAsync(fresh, desk);
        await MakeMailboxAsync(fresh, desk);
        await MakeStarterAsync(fresh, desk);
    }

    private static async Task ChangeOrganisationAsync(Site fresh, IPage desk)
    {
        await desk.GotoAsync(fresh.At("/admin/#organisation"));
        await desk.Field("Kleur").FillAsync("#ffcc00");
        await desk.GetByText("Witte letters zijn op deze kleur slecht te lezen").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, organisation, a colour nobody can read");
        await desk.Button("Neem de kleur die wel leesbaar is").ClickAsync();
        await desk.Locator("input[type=file]").SetInputFilesAsync(Logo);
        await desk.Field("Naam van de organisatie").FillAsync("Praktijk De Wilg");
        await desk.Field("Namen van partners, in het Nederlands").FillAsync("Apotheek Oost");
        await desk.Field("Namen van partners, in het Engels").FillAsync("Pharmacy East");
        await desk.Button("Bewaar").ClickAsync();
        await desk.GetByText("De gegevens van uw organisatie zijn bewaard.").WaitForAsync();

        // At once in this page's own frame; of two languages the one of the page.
        await desk.Locator("[data-organisation]").GetByText("Praktijk De Wilg").WaitForAsync();
        await desk.Locator("[data-organisation] img.logo").WaitForAsync();
        await desk.Locator(".bottom").GetByText("Apotheek Oost").WaitForAsync();
        (await desk.GetByText("Pharmacy East").IsVisibleAsync()).ShouldBeFalse();
        await desk.IsAccessibleAsync("service desk, organisation");

        // Of two who change it the later is told, with both texts.
        var other = await desk.Context.NewPageAsync();
        await other.GotoAsync(fresh.At("/admin/#organisation"));
        await other.Field("Postadres").FillAsync("Dorpsstraat 1");
        await desk.Field("Postadres").FillAsync("Kerkstraat 2");
        await desk.Button("Bewaar").ClickAsync();
        await desk.GetByText("De gegevens van uw organisatie zijn bewaard.").WaitForAsync();
        await desk.Locator(".bottom").GetByText("Kerkstraat 2").WaitForAsync();
        await other.Button("Bewaar").ClickAsync();
        await other.GetByText("Een collega heeft intussen iets gewijzigd.").WaitForAsync();
        await other.Locator(".field-theirs").GetByText("Kerkstraat 2").WaitForAsync();
        (await other.Field("Postadres").InputValueAsync()).ShouldBe("Dorpsstraat 1");
        await other.IsAccessibleAsync("service desk, organisation, changed meanwhile");
        await other.CloseAsync();
    }

    private static async Task MakeMailboxAsync(Site fresh, IPage desk)
    {
        await desk.GotoAsync(fresh.At("/admin/#mailboxes"));
        await desk.GetByRole(AriaRole.Link, new() { Name = "Mailbox maken" }).ClickAsync();
        await desk.Field("Naam van de mailbox").FillAsync("info");
        await desk.Field("E-mailadres van de eigenaar").FillAsync(fresh.Staff.Email);
        await desk.Button("Maak de mailbox").ClickAsync();
        await desk.GetByText("Een andere mailbox heet al zo.").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, new mailbox, name taken");
        await desk.Field("Naam van de mailbox").FillAsync("Cliënten Noord");
        await desk.Button("Maak de mailbox").ClickAsync();
        await desk.GetByText("De mailbox is gemaakt.").WaitForAsync();
        await desk.GetByText("Geen starter leidt naar deze mailbox.").WaitForAsync();
        await desk.IsAccessibleAsync("service desk, mailbox");
        await desk.Field("Naam van de mailbox").FillAsync("Cliënten Zuid");
        await desk.Button("Geef deze naam").ClickAsync();
        await desk.GetByText("De mailbox heeft een andere naam.").WaitForAsync();
        await desk.GotoAsync(fresh.At("/admin/#mailboxes"));
        await desk.GetByRole(AriaRole.Link, new() { Name = "Cliënten Zuid" }).WaitForAsync();
        await desk.IsAccessibleAsync("service desk, mailboxes");
    }

    private static async Task MakeStarterAsync(Site fresh, IPage desk)
    {
        await desk.GotoAsync(fresh.At("/admin/#starters"));
        await desk.GetByRole(AriaRole.Link, new() { Name = "Starter maken" }).ClickAsync();
        await desk.Field("Mailbox").SelectOptionAsync("Cliënten Zuid");
        (await desk.Field("Naam in de link").InputValueAsync()).ShouldBe("clienten-zuid");
        await desk.Field("Tekst boven het formulier, in het Nederlands").FillAsync("Voor vragen over uw dossier.");
        await desk.Field("Alleen deze soorten").CheckAsync();
        await desk.Field("afbeeldingen en scans").CheckAsync();
        await desk.IsAccessibleAsync("service desk, new starter");
        await desk.Button("Maak de starter").ClickAsync();
        await desk.GetByText("De starter is gemaakt").WaitForAsync();
        await desk.GetByRole(AriaRole.Img, new() { Name = "QR-code die naar starter clienten-zuid leidt" }).WaitForAsync();
        (await desk.Locator(".starter-html").First.InputValueAsync()).ShouldContain("Stuur een beveiligd bericht aan Cliënten Zuid");
        await desk.IsAccessibleAsync("service desk, starter");

        var visitor = await fresh.OpenWindowAsync();
        await visitor.GotoAsync(fresh.At("/"));
        await visitor.GetByRole(AriaRole.Link, new() { Name = "Cliënten Zuid" }).ClickAsync();
        await visitor.GetByText("Voor vragen over uw dossier.").WaitForAsync();
        await visitor.IsAccessibleAsync("start, with a text and kinds");
        var mail = await fresh.NextMessageAsync(await TypeWhoAsync(visitor), () => visitor.Button(Words.Send).ClickAsync());
        await visitor.UnlockAsync(Words, mail);
        await visitor.WriteAsync(Words, "Foto", "Hierbij.", People.NewFile("klank.mp3", 10), People.NewFile("foto.png", 10));
        await visitor.GetByText("klank.mp3: dit soort bestand kunt u hier niet meesturen.").WaitForAsync();
        await visitor.GetByText("foto.png").First.WaitForAsync();
        await visitor.IsAccessibleAsync("open, writing, a file of another kind");

        await desk.Button("Pauzeer").ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Pauzeer" }).ClickAsync();
        await desk.GetByText("Deze starter is gepauzeerd.").WaitForAsync();
        await visitor.GotoAsync(fresh.At("/start/#clienten-zuid"));
        await visitor.Title("U kunt hier nu geen bericht sturen").WaitForAsync();
        await visitor.IsAccessibleAsync("start, paused");
    }

    private static async Task<string> TypeWhoAsync(IPage visitor)
    {
        var email = People.NewEmail("karin");
        await visitor.Field(Words.Name).FillAsync("Karin de Wit");
        await visitor.Field(Words.Email).FillAsync(email);
        return email;
    }
}
