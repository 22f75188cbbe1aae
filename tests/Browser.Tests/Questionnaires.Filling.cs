using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

public sealed partial class Questionnaires
{
    /// <summary>It stands among what waits, with its date, and begins at its first page (N38-N40).</summary>
    private static async Task BeginAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await page.GetByText("Graag voor of op").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, something to fill in");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Invullen {title}" }).ClickAsync();
        await page.Title(title).WaitForAsync();
        await page.HasFocusAsync(Heading(page, "Over u"));
        await page.IsAccessibleAsync("portal, filling in");
    }

    /// <summary>What is wrong stands on top, focused, in the page's title, and leads to its question (X27).</summary>
    private static async Task FillFirstPagesAsync(IPage page)
    {
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Alert));
        (await page.TitleAsync()).ShouldStartWith("Fout: ");
        await page.IsAccessibleAsync("portal, filling in, errors");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Geboortedatum" }).PressAsync("Enter");
        await page.HasFocusAsync(Group(page, "Geboortedatum").GetByLabel("Dag"));
        await DateAsync(page, "Geboortedatum", "1", "2", "1990");
        await TypeAsync(page, ("Uw volledige naam", "Łucja Őry-Smit"), ("Beroep", "Bakker"));
        await Group(page, "Bent u getrouwd?").GetByLabel("Ja").CheckAsync();
        await page.GetByLabel("Naam van uw partner").FillAsync("Piet Partner");
        await Group(page, "Heeft u kinderen?").GetByLabel("Ja").CheckAsync();
        await page.GetByText("Dit komt in de akte").WaitForAsync();
        foreach (var name in new[] { "Bo", "Cas" })
        {
            await page.Button("Persoon toevoegen").PressAsync("Enter");
            await page.Keyboard.TypeAsync(name);
        }

        await page.GetByLabel("School").First.FillAsync("De Regenboog");
        await page.Button("Persoon 1 weghalen").PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Zet terug"));
        await page.Keyboard.PressAsync("Enter");
        await page.Button("Persoon 2 weghalen").WaitForAsync();
        (await page.GetByLabel("Naam van het kind").First.InputValueAsync()).ShouldBe("Bo");
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(Heading(page, "Wonen"));
        (await page.TitleAsync()).ShouldNotStartWith("Fout");

        await AddressAsync(page, "Uw adres", "Kerkstraat 1", "3512 AB", "Utrecht");
        await Group(page, "Woont u daar langer dan een jaar?").GetByLabel("Nee").CheckAsync();
        await AddressAsync(page, "Uw vorige adres", "Molenweg 8", "3731 AA", "De Bilt");
        await DateAsync(page, "Sinds wanneer woont u daar?", "1", "6", "2015");
        await TypeAsync(page, ("Wat stond er voor 2020?", "Een schuur"), ("Hoeveel kamers heeft de woning?", "7"));
        await TypeAsync(page, ("Waarvoor zijn al die kamers?", "Ik verhuur er drie."));
        await Group(page, "Wat hoort bij de woning?").GetByLabel("Berging").CheckAsync();
        await Group(page, "Wat hoort bij de woning?").GetByLabel("Tuin").CheckAsync();
        await TypeAsync(page, ("Hoe groot is de tuin?", "120"));
        await FileAsync(page, "Plattegrond", "plattegrond.txt");
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(Heading(page, "Werk en inkomen"));
    }

    /// <summary>One device without a connection, the other with: other questions both stay, the same one is asked (X25).</summary>
    private static async Task AnswerApartAsync(IPage page, IPage other)
    {
        await TypeAsync(page, ("Inkomen per maand", "2500"));
        await SavedAsync(page);
        await other.GotoAsync(page.Url);
        (await other.GetByLabel("Inkomen per maand").InputValueAsync()).ShouldBe("2500");
        await page.Context.SetOfflineAsync(true);
        await TypeAsync(page, ("Inkomen per maand", "2600"), ("Werkgever", "Bakkerij Korst"));
        await page.GetByText("Geen verbinding.").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, no connection");
        await TypeAsync(other, ("Inkomen per maand", "2700"), ("Wat voor werk doet u?", "Ik ben bakker."));
        await SavedAsync(other);

        // What was typed is still there when the page is closed and opened again.
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await page.GetByText("ook op een ander apparaat beantwoord").WaitForAsync();
        (await page.GetByLabel("Werkgever").InputValueAsync()).ShouldBe("Bakkerij Korst");
        (await page.GetByLabel("Wat voor werk doet u?").InputValueAsync()).ShouldBe("Ik ben bakker.");
        await page.IsAccessibleAsync("portal, filling in, two answers");
        await page.Button("Kies het antwoord van dit apparaat").ClickAsync();
        await page.HasFocusAsync(page.GetByLabel("Inkomen per maand"));
        (await page.GetByLabel("Inkomen per maand").InputValueAsync()).ShouldBe("2600");
        await Group(page, "Welke talen spreekt u?").GetByLabel("Pools").CheckAsync();
        await TypeAsync(page, ("Welke tolk wilt u?", "Pools-Nederlands"));
        await SavedAsync(page);

        // Who signs out right after the last key loses nothing (N42).
        await other.ReloadAsync();
        await TypeAsync(other, ("Wat voor werk doet u?", "Ik ben bakker en imker."));
        await other.Locator("button.account").ClickAsync();
        await other.Button("Afmelden").ClickAsync();
        await other.ArriveAsync("/login/");
        await other.CloseAsync();
    }

    /// <summary>A file goes on its way at once and stays with the answers; every kind is answered.</summary>
    private static async Task FillRestAsync(IPage page)
    {
        await FileAsync(page, "Bewijs van inkomen", "loonstrook.txt");
        await TypeAsync(page, ("Toelichting bij het bewijs", "Van november."));
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(Heading(page, "De koop"));
        await TypeAsync(page, ("Wat koopt u?", "Een huis"), ("Waarom koopt u?", "Wij willen\nmeer ruimte."), ("Voor hoeveel koopt u?", "350000"));
        await DateAsync(page, "Wanneer tekent u?", "15", "1", "2027");
        await Group(page, "Hoe betaalt u?").GetByLabel("Eigen geld").CheckAsync();
        await Group(page, "Wat neemt u over?").GetByLabel("Lampen").CheckAsync();
        await AddressAsync(page, "Waar staat de woning?", "Dorpsstraat 2", "1011 AA", "Amsterdam");
        await page.Button("Persoon toevoegen").ClickAsync();
        await TypeAsync(page, ("Naam van de koper", "Ana Ćosić"));
        await DateAsync(page, "Geboren op", "3", "4", "1985");
        // It is kept from the moment on at which it is saved as a part of the answer.
        await page.RunAndWaitForResponseAsync(
            () => FileAsync(page, "Koopakte", "koopakte.txt"),
            response => response.Url.EndsWith("/answers", StringComparison.Ordinal)
                && response.Request.PostData?.Contains("\"files\":[\"", StringComparison.Ordinal) == true);
        await page.ReloadAsync();
        await page.Button("Verwijder koopakte.txt").WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, every kind");
        await page.Button("Volgende").ClickAsync();
        // The page in between is not asked of who is married.
        await page.HasFocusAsync(Heading(page, "Tot slot"));
        await TypeAsync(page, ("Wie kan dit bevestigen?", "Mijn buurvrouw"), ("Opmerkingen", "Geen"));
        (await page.GetByText("Sinds wanneer heeft u dat adres?").IsVisibleAsync()).ShouldBeFalse();
        await page.Button("Volgende").ClickAsync();
    }

    /// <summary>What is not asked any more is said, and comes back (X26); what is changed is changed from here (X27).</summary>
    private static async Task CheckAsync(IPage page)
    {
        var check = Heading(page, "Controleer uw antwoorden");
        await page.HasFocusAsync(check);
        await page.GetByText("Piet Partner").WaitForAsync();
        await page.Button("Wijzig").First.ClickAsync();
        await Group(page, "Bent u getrouwd?").GetByLabel("Nee").CheckAsync();
        await page.GetByText("1 antwoord geldt niet meer").ClickAsync();
        await page.GetByText("Piet Partner").WaitForAsync();
        await page.IsAccessibleAsync("portal, filling in, not asked any more");
        foreach (var heading in new[] { "Wonen", "Werk en inkomen", "De koop", "Zonder partner" })
        {
            await page.Button("Volgende").ClickAsync();
            await Heading(page, heading).WaitForAsync();
        }

        await TypeAsync(page, ("Wie erft van u?", "Mijn zus"));
        await page.Button("Volgende").ClickAsync();
        await Heading(page, "Tot slot").WaitForAsync();
        await page.Button("Volgende").ClickAsync();
        await check.WaitForAsync();
        await page.IsAccessibleAsync("portal, checking answers");
    }

    private static async Task SendAnswersAsync(IPage page, string title)
    {
        await page.Button("Verstuur").ClickAsync();
        await page.GetByText("Verstuurd door").First.WaitForAsync();
        await page.HasFocusAsync(page.Title(title));
        await page.Button("Afdrukken").WaitForAsync();
        await page.GetByText("Piet Partner").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.IsAccessibleAsync("portal, sent answers");
    }

    /// <summary>The document among what was delivered says what was answered, in a structure that can be read aloud (N44, X28).</summary>
    private static async Task CompareAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "staat bij Door mij aangeleverd" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Attachment($"{title}.pdf").ClickAsync());
        var file = (await download.PathAsync())!;
        Outline(await ReadAsync("pdfinfo", "-struct-text", file)).ShouldBe([$"# {title}", .. SixtyQuestions.Document.ReplaceLineEndings("\n").Split('\n')]);
        var facts = await ReadAsync("pdfinfo", file);
        facts.ShouldMatch($"(?m)^Title: +{title}$");
        facts.ShouldMatch("(?m)^Tagged: +yes$");
        (await ReadAsync("pdfinfo", "-meta", file)).ShouldContain("<pdfuaid:part>1</pdfuaid:part>");
        Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldContain("/Lang (nl-NL)");
        var fonts = (await ReadAsync("pdffonts", file)).Split('\n')[2..].Where(line => line.Length > 0);
        fonts.ShouldAllBe(line => line.Contains("yes yes yes"));
    }

    /// <summary>
    /// The headings of a tagged document with as many signs before them as their level, and the items of its lists: the lines
    /// of each after one another.
    /// </summary>
    /// <param name="structure">As <c>pdfinfo -struct-text</c> writes it: a kind a line, and texts in quotes below it.</param>
    private static List<string> Outline(string structure)
    {
        List<string> outline = [];
        var (kind, isItem, isFirst) = ("", false, false);
        foreach (var line in structure.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line[0] != '"')
            {
                kind = line.Split(' ')[0];
                (isItem, isFirst) = kind switch
                {
                    "LI" => (true, true),
                    ['H', ..] => (false, false),
                    _ => (isItem, isFirst),
                };
            }
            else if (kind is ['H', var level])
            {
                outline.Add($"{new string('#', level - '0')} {line.Trim('"')}");
            }
            else if (isFirst)
            {
                outline.Add(line.Trim('"'));
                isFirst = false;
            }
            else if (isItem)
            {
                outline[^1] += $" | {line.Trim('"')}";
            }
        }

        return outline;
    }

    private static ILocator Heading(IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    private static ILocator Group(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name });

    private static async Task TypeAsync(IPage page, params (string Question, string Answer)[] answers)
    {
        foreach (var (question, answer) in answers)
        {
            await page.GetByLabel(question).FillAsync(answer);
        }
    }

    private static async Task DateAsync(IPage page, string question, string day, string month, string year)
    {
        await Group(page, question).GetByLabel("Dag").FillAsync(day);
        await Group(page, question).GetByLabel("Maand").FillAsync(month);
        await Group(page, question).GetByLabel("Jaar").FillAsync(year);
    }

    private static async Task AddressAsync(IPage page, string question, string street, string postcode, string city)
    {
        await Group(page, question).GetByLabel("Straat en huisnummer").FillAsync(street);
        await Group(page, question).GetByLabel("Postcode").FillAsync(postcode);
        await Group(page, question).GetByLabel("Plaats").FillAsync(city);
    }

    private static async Task FileAsync(IPage page, string question, string name)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(
            () => Group(page, question).GetByRole(AriaRole.Button, new() { Name = "Bestand kiezen" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = "Bewijs"u8.ToArray() });
        await page.Button($"Verwijder {name}").WaitForAsync();
    }

    private static Task SavedAsync(IPage page) => page.Locator(".saved-line").Filter(new() { HasText = "Bewaard. U kunt tot" }).WaitForAsync();
}
