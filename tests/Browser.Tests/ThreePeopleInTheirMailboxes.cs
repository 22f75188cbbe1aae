using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// Three people in three windows go once through all that people do who share mailboxes: rights, who is where, notes,
/// whose it is, answers that cross, and access that is taken back while somebody writes (Z19-Z25, X4, X6, X7, X13).
/// </summary>
public sealed class ThreePeopleInTheirMailboxes(Site site) : BrowserTest(site)
{
    private const string Note = "Deze mevrouw belt graag 's ochtends.";
    private static readonly Words Words = Words.Nl;

    /// <summary>What a page takes to say and hear it on a machine that is busy; the service's share is held elsewhere.</summary>
    private static readonly LocatorWaitForOptions Soon = new() { Timeout = 10_000 };

    [Fact]
    public async Task They_share_see_each_other_divide_the_work_and_part()
    {
        await using var fresh = await Site.AnotherAsync();
        var owner = await fresh.LogInAsync(Words);
        var (wim, bram) = (await Colleagues.ComeAsync(fresh, "Wim Waarnemer"), await Colleagues.ComeAsync(fresh, "Bram Balie"));
        await GiveRightsAsync(fresh, owner, wim, bram);

        var subject = People.NewSubject("Samen");
        var (visitor, _) = await fresh.VisitorAsync(Words);
        await visitor.WriteAsync(Words, subject, "Mag ik morgen komen?");
        await visitor.SendAsync(Words, "Mag ik morgen komen?");
        foreach (var page in new[] { owner, wim.Page, bram.Page })
        {
            await page.GotoAsync(fresh.At("/mail/"));
            await page.Row(subject).WaitForAsync();
        }

        await SeeEachOtherAsync(owner, wim.Page, bram.Page, subject);
        await StopAnAnswerThatCrossesAsync(owner, wim.Page);
        await WriteANoteAsync(owner, wim.Page);
        await DivideTheWorkAsync(owner, bram.Page, subject);
        await FindAsync(owner, bram.Page, subject);

        // Whoever wrote has the messages, and of all this nothing.
        await visitor.ReloadAsync();
        await visitor.MessageText("Ja, om tien uur. Neem uw pas mee.").WaitForAsync();
        (await visitor.ContentAsync()).ShouldNotContain("mevrouw belt");
        (await visitor.Locator(".internal, .handling").CountAsync()).ShouldBe(0);

        await LendAndTakeBackAsync(fresh, owner, wim);
    }

    /// <summary>Members of a group have a right and, if wished, an end; an owner who leaves names a successor (Z19, Z20, X13).</summary>
    private static async Task GiveRightsAsync(Site fresh, IPage owner, Colleague wim, Colleague bram)
    {
        await owner.GotoAsync(fresh.At("/account/mailboxes/"));
        await owner.GetByLabel("E-mailadres van uw collega").FillAsync(bram.Email);
        await owner.Button("Toevoegen").ClickAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Wijzigen: Bram Balie" }).WaitForAsync();
        await owner.GetByLabel("E-mailadres van uw collega").FillAsync(wim.Email);
        await owner.GetByLabel("Laatste dag").FillAsync("2030-01-31");
        await owner.Button("Toevoegen").ClickAsync();
        await owner.GetByText("tot en met 31 januari 2030").WaitForAsync();

        await owner.Button("Wijzigen: Wim Waarnemer").ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Laatste dag").FillAsync("");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Eigenaar" }).CheckAsync();
        await owner.IsAccessibleAsync("my mailboxes, changing a right");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Opslaan" }).ClickAsync();
        await owner.GetByText("De toegang van Wim Waarnemer is gewijzigd.").WaitForAsync();
        await owner.Button("Opvolger kiezen").ClickAsync();
        await owner.IsAccessibleAsync("my mailboxes, choosing a successor");
        await dialog.GetByLabel("E-mailadres van de opvolger").FillAsync(wim.Email);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Vraag het" }).ClickAsync();
        await owner.GetByText("Gevraagd. Het wacht nu op een ja").WaitForAsync();
    }

    /// <summary>Who reads and who writes, in the list without opening it, and above the conversation (X4).</summary>
    private static async Task SeeEachOtherAsync(IPage owner, IPage wim, IPage bram, string subject)
    {
        await owner.ReadAsync(subject, "Mag ik morgen komen?");
        await wim.Row(subject).GetByText("leest dit").WaitForAsync(Soon);
        await wim.ReadAsync(subject, "Mag ik morgen komen?");
        await owner.Locator(".conversation > header").GetByText("Wim Waarnemer leest dit").WaitForAsync(Soon);
        await bram.Row(subject).GetByText("Wim Waarnemer").WaitForAsync(Soon);
        await RowHasRoomAsync(bram, subject);
        await bram.ShowAsync("two colleagues read, list");
        await wim.WriteAsync(Words, null, "Ja, om tien uur. Neem uw pas mee.");
        await owner.Locator(".conversation > header").GetByText("Wim Waarnemer schrijft").WaitForAsync(Soon);
        await bram.Row(subject).GetByText("Wim Waarnemer schrijft").WaitForAsync(Soon);
        await owner.IsAccessibleAsync("a colleague writes");
    }

    /// <summary>The second of two answers stops with a question, and nothing of it is lost (X4).</summary>
    private static async Task StopAnAnswerThatCrossesAsync(IPage owner, IPage wim)
    {
        // Whoever presses Reply writes an answer of their own, and the first one goes.
        await owner.WriteAsync(Words, null, "Nee, morgen zijn we dicht.");
        (await owner.TypedAsync(Words.Message)).ShouldNotContain("tien uur");
        await owner.SendAsync(Words, "Nee, morgen zijn we dicht.");
        await wim.Button(Words.Send).ClickAsync();
        var asked = wim.GetByRole(AriaRole.Dialog, new() { Name = "Er is al geantwoord" });
        await asked.GetByText("Nee, morgen zijn we dicht.").WaitForAsync();
        await asked.GetByText("Ja, om tien uur. Neem uw pas mee.").WaitForAsync();
        await wim.IsAccessibleAsync("somebody answered meanwhile");

        // A reload loses nothing; what was shown since is asked no more.
        await wim.ReloadAsync();
        await wim.Field(Words.Message).WaitForAsync();
        (await wim.TypedAsync(Words.Message)).ShouldContain("Neem uw pas mee.");
        await owner.WriteAsync(Words, null, "Overmorgen kan wel.");
        await owner.SendAsync(Words, "Overmorgen kan wel.");
        await wim.Button(Words.Send).ClickAsync();
        await asked.GetByText("Overmorgen kan wel.").WaitForAsync();
        (await asked.GetByText("morgen zijn we dicht").CountAsync()).ShouldBe(0);
        await wim.Keyboard.PressAsync("Escape");
        (await wim.TypedAsync(Words.Message)).ShouldContain("Neem uw pas mee.");
        await wim.Button(Words.Send).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Weggooien" }).ClickAsync();
        await wim.Field(Words.Message).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await wim.Button("Ongedaan maken").ClickAsync();
        (await wim.TypedAsync(Words.Message)).ShouldContain("Neem uw pas mee.");
        await wim.Button(Words.Send).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Toch versturen" }).ClickAsync();
        await wim.MessageText("Ja, om tien uur. Neem uw pas mee.").WaitForAsync();
    }

    /// <summary>What is typed in a note is there after a reload; thrown away it comes back; a colleague reads it (X6).</summary>
    private static async Task WriteANoteAsync(IPage owner, IPage wim)
    {
        await owner.Button("Interne notitie").ClickAsync();
        var field = owner.GetByLabel("Notitie", new() { Exact = true });
        await field.FillAsync("Deze mevrouw belt");
        await owner.WaitForFunctionAsync("() => Object.keys(localStorage).some((key) => key.startsWith('zegel-internal-'))");
        await owner.ReloadAsync();
        (await field.InputValueAsync()).ShouldBe("Deze mevrouw belt");
        await field.FillAsync(Note);
        await owner.IsAccessibleAsync("an internal note that is written");
        await owner.Button("Bewaar notitie").ClickAsync();
        await owner.GetByText("De notitie is bewaard.").WaitForAsync();
        var note = owner.Locator("article.internal").GetByText(Note);
        await note.WaitForAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Gooi weg: de interne notitie" }).ClickAsync();
        await owner.GetByText("De notitie is weggegooid.").WaitForAsync();
        (await owner.Locator("article.internal").CountAsync()).ShouldBe(0);
        await owner.Button("Ongedaan maken").ClickAsync();
        await note.WaitForAsync();
        await wim.ReloadAsync();
        await wim.Locator("article.internal").GetByText(Note).WaitForAsync();

        // Half a note is thrown away on purpose alone.
        await wim.Button("Interne notitie").ClickAsync();
        await wim.GetByLabel("Notitie", new() { Exact = true }).FillAsync("Half");
        await wim.Locator("form.internal").GetByRole(AriaRole.Button, new() { Name = "Annuleer" }).ClickAsync();
        var asked = wim.GetByRole(AriaRole.Dialog, new() { Name = "Notitie weggooien?" });
        await asked.GetByRole(AriaRole.Button, new() { Name = "Schrijf verder" }).ClickAsync();
        (await wim.GetByLabel("Notitie", new() { Exact = true }).InputValueAsync()).ShouldBe("Half");
        await wim.Locator("form.internal").GetByRole(AriaRole.Button, new() { Name = "Annuleer" }).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Gooi weg" }).ClickAsync();
        await Assertions.Expect(wim.Button("Interne notitie")).ToBeFocusedAsync();
    }

    /// <summary>A conversation is taken, followed, given to a colleague, who finds it among theirs, and labelled (X7).</summary>
    private static async Task DivideTheWorkAsync(IPage owner, IPage bram, string subject)
    {
        await owner.Button("Nemen").ClickAsync();
        await owner.GetByText("Deze conversatie is nu van u.").WaitForAsync();
        await owner.Button("Volgen").ClickAsync();
        await owner.GetByText("U volgt deze conversatie. Bij een nieuw bericht krijgt u een mail.").WaitForAsync();
        await owner.IsAccessibleAsync("a conversation that is followed");
        await owner.Button("Toewijzen").ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Bram Balie").CheckAsync();
        await owner.IsAccessibleAsync("to whom a conversation is assigned");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Toewijzen" }).ClickAsync();
        await owner.GetByText("Deze conversatie is nu van Bram Balie.").WaitForAsync();
        await owner.Row(subject).Filter(new() { HasText = "Bram Balie" }).WaitForAsync();
        await bram.ReloadAsync();
        await bram.Button("Van mij").ClickAsync();
        await bram.Row(subject).WaitForAsync();
        await owner.Button("Ongedaan maken").ClickAsync();
        await owner.GetByText("Ongedaan gemaakt.").WaitForAsync();

        await owner.Button("Labels").ClickAsync();
        await owner.GetByLabel("Nieuw label").FillAsync("Spoed");
        await owner.Keyboard.PressAsync("Enter");
        await owner.GetByText("Het label Spoed is gemaakt.").WaitForAsync();
        await owner.HasFocusAsync(owner.GetByLabel("Nieuw label"));
        await owner.IsAccessibleAsync("labels of a conversation");
        // What is typed and not made yet is meant too.
        await owner.GetByLabel("Nieuw label").FillAsync("Verhuizing");
        await owner.Button("Klaar").ClickAsync();
        await owner.Row(subject).Filter(new() { HasText = "Verhuizing" }).WaitForAsync();
        await owner.Row(subject).Filter(new() { HasText = "Spoed" }).WaitForAsync();
        await RowHasRoomAsync(owner, subject);
    }

    /// <summary>However much is marked in a row of the list, whom it is with and what about can be read.</summary>
    private static async Task RowHasRoomAsync(IPage page, string subject)
    {
        var row = await page.Row(subject).BoundingBoxAsync();
        foreach (var words in new[] { ".list-people", ".list-subject" })
        {
            (await page.Row(subject).Locator(words).BoundingBoxAsync())!.Width.ShouldBeGreaterThan(row!.Width / 2, words);
        }
    }

    /// <summary>The filter is in the address, and there after a reload; what is snoozed is out of the inbox for all (X7).</summary>
    private static async Task FindAsync(IPage owner, IPage bram, string subject)
    {
        await owner.Button("Van mij").ClickAsync();
        await owner.Row(subject).WaitForAsync();
        await owner.Button("Meer filters").ClickAsync();
        await owner.GetByLabel("Label", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Spoed" });
        await owner.Row(subject).WaitForAsync();
        await owner.IsAccessibleAsync("a filtered list");
        owner.Url.ShouldContain("filter=mine&label=");
        await owner.ReloadAsync();
        await owner.Row(subject).WaitForAsync();
        (await owner.Button("Van mij").GetAttributeAsync("aria-pressed")).ShouldBe("true");
        await owner.Button("Met bestanden").Or(owner.Button("Meer filters")).First.ClickAsync();
        await owner.Button("Met bestanden").ClickAsync();
        await owner.GetByText("Er zijn geen conversaties die bij deze filters passen.").WaitForAsync();
        await owner.Button("Wis filters").ClickAsync();
        await owner.Row(subject).WaitForAsync();

        await owner.GetByRole(AriaRole.Button, new() { Name = "Sluimeren" }).ClickAsync();
        await owner.GetByLabel("Morgen").CheckAsync();
        await owner.IsAccessibleAsync("until when a conversation is snoozed");
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sluimeren" }).ClickAsync();
        await owner.GetByText("sluimert tot").First.WaitForAsync();
        await Assertions.Expect(owner.Row(subject)).ToHaveCountAsync(0);
        await bram.GetByRole(AriaRole.Button, new() { Name = "Sluimert", Exact = true }).ClickAsync();
        await bram.Button("Wis filters").ClickAsync();
        await bram.Row(subject).ClickAsync();
        await bram.GetByText("Deze conversatie sluimert tot").WaitForAsync();
        await bram.IsAccessibleAsync("a snoozed conversation");
    }

    /// <summary>A delegate of somebody's own mailbox works until it is taken back, and keeps what was typed (Z22-Z25).</summary>
    private static async Task LendAndTakeBackAsync(Site fresh, IPage owner, Colleague wim)
    {
        await Colleagues.MakePersonalAsync(fresh);
        await owner.GotoAsync(fresh.At("/account/"));
        var part = owner.GetByRole(AriaRole.Region, new() { Name = "Toegang verlenen" });
        await part.GetByLabel("E-mailadres van uw collega").FillAsync(wim.Email);
        await part.GetByRole(AriaRole.Button, new() { Name = "Toevoegen", Exact = true }).ClickAsync();
        var withdraw = part.GetByRole(AriaRole.Button, new() { Name = "Toegang beëindigen van Wim Waarnemer" });
        await withdraw.WaitForAsync();
        await owner.IsAccessibleAsync("my details, with a delegate");

        var page = wim.Page;
        await page.GotoAsync(fresh.At("/account/"));
        await page.Title("Mijn gegevens").WaitForAsync();
        await page.Locator(".avatar").ClickAsync();
        var choice = page.GetByRole(AriaRole.Link, new() { Name = "Conny Gemachtigd" });
        await choice.WaitForAsync();
        await page.IsAccessibleAsync("account menu, mailboxes");
        await choice.ClickAsync();
        await page.Title("Conversaties van Conny").WaitForAsync();
        await page.WriteToAsync(Words, People.NewEmail("piet"), null);
        await page.FillAsync(Words, "Uitslag", "Half een zin");

        await WithdrawAsync(owner, withdraw);
        await part.GetByRole(AriaRole.Button, new() { Name = "Ongedaan maken" }).ClickAsync();
        await part.GetByText("Wim Waarnemer heeft weer toegang.").WaitForAsync();
        await WithdrawAsync(owner, withdraw);
        await owner.IsAccessibleAsync("my details, access withdrawn");

        await page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        var lost = page.GetByRole(AriaRole.Dialog, new() { Name = "U hebt geen toegang meer tot Conny" });
        await lost.WaitForAsync();
        (await lost.GetByLabel("Wat u typte").InputValueAsync()).ShouldContain("Half een zin");
        await page.IsAccessibleAsync("mailbox, access lost");
        await lost.GetByRole(AriaRole.Button, new() { Name = "Verder" }).ClickAsync();
        // The other mailbox is still theirs.
        await page.Title("Conversaties van Info").WaitForAsync();
    }

    private static async Task WithdrawAsync(IPage owner, ILocator withdraw)
    {
        await withdraw.ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toegang beëindigen", Exact = true }).ClickAsync();
        await owner.GetByText("Wim Waarnemer heeft geen toegang meer.").WaitForAsync();
    }
}
