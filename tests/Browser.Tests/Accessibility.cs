using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Every page and state, judged by axe (WCAG 2.2 AA), in both languages and all widths.</summary>
public sealed class Accessibility(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Theory]
    [InlineData("/", "Veilig berichten sturen", "front")]
    [InlineData("/sealed/", "verzegelen", "sealed")]
    [InlineData("/nowhere", "Deze pagina bestaat niet", "not found")]
    [InlineData("/start/#unknown", "Hier kunt u geen bericht beginnen", "start, unknown starter")]
    [InlineData("/open/#half", "Deze link werkt niet", "open, unknown link")]
    [InlineData("/invitation/#half", "Deze uitnodiging werkt niet", "invitation, unknown link")]
    public async Task A_page_on_its_own(string path, string title, string state)
    {
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(Site.At(path));
        await page.Title(title).WaitForAsync();
        await page.IsAccessibleAsync(state);
    }

    [Fact]
    public async Task Starting_and_unlocking_with_a_mailed_code()
    {
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(Site.At("/start/#info"));
        await page.Button(Words.Send).WaitForAsync();
        await page.IsAccessibleAsync("start");
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Vul uw naam in.").WaitForAsync();
        await page.IsAccessibleAsync("start, errors");
        var mail = await Site.StartAsync(page, Words, People.NewEmail("karin"));
        await page.Button(Words.StartAgain).WaitForAsync();
        await page.IsAccessibleAsync("start, sent");

        await page.OpenAsync(mail);
        await page.Button(Words.Unlock).WaitForAsync();
        await page.IsAccessibleAsync("open, mailed code");
        await RefuseCodeAsync(page, "WRONG123");
        await page.IsAccessibleAsync("open, wrong code");
    }

    [Fact]
    public async Task Reading_and_writing_as_a_visitor()
    {
        var (page, mail) = await Site.VisitorAsync(Words);
        await page.IsAccessibleAsync("open, unlocked");
        await page.WriteAsync(Words, "", "", People.NewFile("foto.jpg", 10));
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Vul een onderwerp in.").WaitForAsync();
        await page.IsAccessibleAsync("open, writing, errors");
        await page.FillAsync(Words, "Verwijzing", "Wanneer kan ik terecht?");
        await page.GetByText("Vul een onderwerp in.").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.IsAccessibleAsync("open, writing");
        await page.SendAsync(Words, "Wanneer kan ik terecht?");
        await page.IsAccessibleAsync("open, sent");

        await page.Button("Afmelden").ClickAsync();
        await page.Title("U bent afgemeld").WaitForAsync();
        await page.IsAccessibleAsync("open, signed out");
        await page.OpenAsync(mail);
        await page.Button("Code opnieuw mailen").WaitForAsync();
        await page.IsAccessibleAsync("open, used code");
    }

    [Fact]
    public async Task Unlocking_with_a_code_by_SMS()
    {
        var (email, phone) = (People.NewEmail("piet"), People.NewPhone());
        var staff = await Site.StaffWindowAsync(Words);
        await staff.WriteToAsync(Words, email, phone);
        await staff.FillAsync(Words, "Uitslag", "Uw uitslag is goed.");
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(Words, "Uw uitslag is goed."));

        var page = await Site.OpenWindowAsync();
        await page.OpenAsync(notice);
        await page.Button(Words.NotMyNumber).ClickAsync();
        await page.IsAccessibleAsync("open, SMS");
        await Site.NextMessageAsync(phone, () => page.Button(Words.GetCode).ClickAsync());
        await page.Button(Words.Unlock).WaitForAsync();
        await page.IsAccessibleAsync("open, SMS asked");
        await RefuseCodeAsync(page, "000000");
        await page.IsAccessibleAsync("open, SMS, wrong code");
    }

    [Theory]
    [InlineData("\"disabled\":false", "\"disabled\":true", "Deze link is uitgezet", "open, switched off")]
    [InlineData("\"lockedUntil\":null", "\"lockedUntil\":\"2100-01-01T00:00:00Z\"", "Te vaak verkeerd ingevuld", "open, locked")]
    public async Task A_link_that_does_not_open_now(string usual, string answered, string title, string state)
    {
        var page = await Site.OpenWindowAsync();
        var mail = await Site.StartAsync(page, Words, People.NewEmail("karin"));

        // It takes a day of wrong codes to bring this about; how the page looks does not depend on how it came.
        await page.RouteAsync("**/look", async route =>
        {
            var look = await route.FetchAsync();
            var text = await look.TextAsync();
            text.ShouldContain(usual);
            await route.FulfillAsync(new() { Response = look, Body = text.Replace(usual, answered, StringComparison.Ordinal) });
        });
        await page.OpenAsync(mail);
        await page.Title(title).WaitForAsync();
        await page.IsAccessibleAsync(state);
    }

    [Fact]
    public async Task Logging_in()
    {
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(Site.At("/login/"));
        await page.Button(Words.LogIn).WaitForAsync();
        await page.IsAccessibleAsync("log in");
        await page.Field(Words.Email).FillAsync(People.NewEmail("niemand"));
        await page.Field(Words.Password).FillAsync("niet het wachtwoord");
        await page.Button(Words.LogIn).ClickAsync();
        await page.Alert("klopt niet").WaitForAsync();
        await page.IsAccessibleAsync("log in, refused");
        await page.Field(Words.Email).FillAsync(Site.Staff.Email);
        await page.Field(Words.Password).FillAsync(Site.Staff.Password);
        await page.Button(Words.LogIn).ClickAsync();
        await page.Button(Words.Verify).WaitForAsync();
        await page.IsAccessibleAsync("log in, code");
    }

    [Fact]
    public async Task The_mailbox()
    {
        var subject = People.NewSubject("Verwijzing");
        var (sender, _) = await Site.VisitorAsync(Words);
        await sender.WriteAsync(Words, subject, "Wanneer kan ik terecht?", People.NewFile("verwijzing.pdf", 10));
        await Site.NextMessageAsync(Site.Staff.Email, () => sender.SendAsync(Words, "Wanneer kan ik terecht?"));

        var page = await Site.StaffWindowAsync(Words);
        // Of a list that is longer than a phone's screen some row is half behind the bar at the bottom until one scrolls.
        await page.GetByRole(AriaRole.Searchbox).FillAsync(subject);
        await page.GetByRole(AriaRole.Searchbox).BlurAsync();
        await page.Row(subject).WaitForAsync();
        await page.IsAccessibleAsync("mailbox");
        await page.Keyboard.PressAsync("?");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.IsAccessibleAsync("mailbox, help");
        await page.Keyboard.PressAsync("Escape");
        await page.ReadAsync(subject, "Wanneer kan ik terecht?");
        await page.IsAccessibleAsync("mailbox, conversation");
        await page.WriteAsync(Words, null, "U kunt dinsdag terecht.");
        await page.IsAccessibleAsync("mailbox, answering");
        await page.SendAsync(Words, "U kunt dinsdag terecht.");
        await page.IsAccessibleAsync("mailbox, answered");
        await page.WriteToAsync(Words, People.NewEmail("els"), People.NewPhone());
        await page.IsAccessibleAsync("mailbox, new conversation");
        await page.Button("Nog een ontvanger").ClickAsync();
        await page.Button("Nog een ontvanger").ClickAsync();
        await page.GetByText("Vul een volledig e-mailadres in").WaitForAsync();
        await page.IsAccessibleAsync("mailbox, new conversation, errors");
    }

    [Fact]
    public async Task An_invitation_and_an_empty_mailbox()
    {
        await using var fresh = await Site.AnotherAsync(demo: false);
        var mail = await fresh.Cloud.Inbox.WaitForAsync(
            message => message.To == DemoOrganisation.Email, TestContext.Current.CancellationToken);
        var page = await fresh.OpenWindowAsync();
        await page.OpenAsync(mail);
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Vul uw e-mailadres in.", new() { Exact = true }).WaitForAsync();
        await page.IsAccessibleAsync("invitation, errors");
        var staff = await fresh.AcceptInvitationAsync(page, Words, mail, People.NewPhone());
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await page.IsAccessibleAsync("my details, first visit");
        await page.OpenAsync(mail);
        await page.Title("Deze uitnodiging is al gebruikt").WaitForAsync();
        await page.IsAccessibleAsync("invitation, used");

        fresh.Cloud.InboxServer.Demo = new DemoAccess(DemoOrganisation.Starter, staff);
        await page.GotoAsync(fresh.At("/account/"));
        await page.Button("Klopt, verder").ClickAsync();
        await page.ArriveAsync("/mail/");
        var mailbox = await fresh.LogInAsync(Words);
        await mailbox.GetByText("Hier komen de conversaties").WaitForAsync();
        await mailbox.IsAccessibleAsync("mailbox, empty");
    }

    private static async Task RefuseCodeAsync(IPage page, string wrong)
    {
        await page.Field(Words.Code).FillAsync(wrong);
        await page.Button(Words.Unlock).ClickAsync();
        await page.GetByText("Deze code klopt niet").WaitForAsync();
    }
}
