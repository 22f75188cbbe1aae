using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// Every kind of question without a mouse, and as a screen reader is told of it: what it is, what it is called, what helps
/// with it and what is wrong with it (X27). Then more than can be saved, and an answer that no page of ours would give.
/// </summary>
public sealed class EveryKindOfQuestion(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    private static readonly Words Words = Words.Nl;

    /// <summary>What is heard of each kind that was left open: role, name, and what is said with it.</summary>
    private static readonly (string Role, string Name, string Description, bool IsMarked)[] Left =
    [
        ("textbox", "Uw naam", "Zoals in uw paspoort. Vul dit in", true),
        ("textbox", "Uw verhaal", "Vul dit in", true),
        ("textbox", "Uw leeftijd", "Vul dit in", true),
        ("group", "Uw geboortedag", "Vul dit in", false),
        ("group", "Bent u getrouwd?", "Vul dit in", false),
        ("combobox", "Uw land", "Vul dit in", true),
        ("group", "Uw talen", "Vul dit in", false),
        ("group", "Uw adres", "Vul dit in", false),
        ("group", "Uw kinderen", "Voeg iemand toe", false),
        ("group", "Uw bewijs", "Vul dit in", false),
    ];

    [Fact]
    public async Task Is_answered_with_the_keyboard_alone_and_heard_with_what_is_wrong_with_it()
    {
        var title = People.NewSubject("Alle soorten");
        var page = await Site.ClientWindowAsync(Words, Site.Client);
        page.FileChooser += async (_, chooser) => await chooser.SetFilesAsync(People.NewFile("bewijs.txt", 10));
        await page.GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        var sale = page.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale });
        var client = (await sale.GetAttributeAsync("href"))![1..];
        var staff = await Site.StaffWindowAsync(Words);
        await AskedForm.AskAsync(staff, client, title);
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Invullen {title}" }).PressAsync("Enter");
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Over u" }));

        await page.TabToAsync(page.Button("Volgende"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.GetByRole(AriaRole.Alert));
        var heard = await HeardAsync(page);
        foreach (var (role, name, description, isMarked) in Left)
        {
            var one = heard.Where(node => node.Role == role && node.Name == name).ShouldHaveSingleItem($"{role} {name}");
            one.Description.ShouldBe(description, name);
            one.IsInvalid.ShouldBe(isMarked, name);
        }

        await page.IsAccessibleAsync("portal, every kind of question, errors");
        await AnswerAsync(page);
        heard = await HeardAsync(page);
        foreach (var (role, name, description, _) in Left)
        {
            var one = heard.Where(node => node.Role == role && node.Name == name).ShouldHaveSingleItem($"{role} {name}");
            (one.Description, one.IsInvalid).ShouldBe((description == "Zoals in uw paspoort. Vul dit in" ? "Zoals in uw paspoort." : "", false), name);
        }

        await page.TabToAsync(page.Button("Volgende"));
        await page.Keyboard.PressAsync("Enter");
        await WriteTooMuchAsync(page);
        await AskedForm.AnswerOddlyAsync(page, client, title);
        await staff.GotoAsync(Site.At("/dossiers/"));
        await staff.GetByRole(AriaRole.Link).Filter(new() { HasText = Sale }).ClickAsync();
        await staff.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await staff.GetByText("Bo Smit").WaitForAsync();
        (await staff.GetByText("Dit antwoord past niet bij de vraag.").CountAsync()).ShouldBe(1);
        await staff.IsAccessibleAsync("office, an answer that does not fit");
    }

    /// <summary>From the first error on, with Tab, arrows, Space, Enter and what is typed.</summary>
    private static async Task AnswerAsync(IPage page)
    {
        await page.TabToAsync(page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First);
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.GetByLabel("Uw naam"));
        await page.Keyboard.TypeAsync("Karin Smit");
        await TypeNextAsync(page, page.GetByLabel("Uw verhaal"), "Er was eens.");
        await TypeNextAsync(page, page.GetByLabel("Uw leeftijd"), "42");
        await TypeNextAsync(page, page.GetByLabel("Dag"), "1");
        await TypeNextAsync(page, page.GetByLabel("Maand"), "2");
        await TypeNextAsync(page, page.GetByLabel("Jaar"), "1984");
        await page.TabToAsync(page.GetByRole(AriaRole.Radio, new() { Name = "Ja" }));
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.GetByRole(AriaRole.Radio, new() { Name = "Nee" }).IsCheckedAsync()).ShouldBeTrue();
        await page.TabToAsync(page.GetByLabel("Uw land"));
        await page.Keyboard.TypeAsync("Land 3");
        await page.TabToAsync(page.GetByRole(AriaRole.Checkbox, new() { Name = "Nederlands" }));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        (await page.GetByRole(AriaRole.Checkbox, new() { Name = "Pools" }).IsCheckedAsync()).ShouldBeTrue();
        await TypeNextAsync(page, page.GetByLabel("Straat en huisnummer"), "Kerkstraat 1");
        await TypeNextAsync(page, page.GetByLabel("Postcode"), "3512 AB");
        await TypeNextAsync(page, page.GetByLabel("Plaats"), "Utrecht");
        await page.TabToAsync(page.Button("Persoon toevoegen"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.GetByLabel("Naam van het kind"));
        await page.Keyboard.TypeAsync("Bo Smit");
        await page.TabToAsync(page.Button("Bestand kiezen"));
        await page.Keyboard.PressAsync("Enter");
        await page.Button("Verwijder bewijs.txt").WaitForAsync();
    }

    private static async Task TypeNextAsync(IPage page, ILocator field, string words)
    {
        await page.TabToAsync(field);
        await page.Keyboard.TypeAsync(words);
    }

    /// <summary>It is said where something can be made shorter; until then it stays on the page and on this device.</summary>
    private static async Task WriteTooMuchAsync(IPage page)
    {
        var story = page.GetByLabel("Uw tweede verhaal");
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Uw verhalen" }));
        var much = new string('€', 9_990);
        await page.GetByLabel("Uw eerste verhaal").FillAsync(much);
        await story.FillAsync(new string('€', 10_000));
        for (var press = 0; press < 2; press++)
        {
            await page.Button("Volgende").ClickAsync();
            await page.HasFocusAsync(page.GetByRole(AriaRole.Alert));
        }

        await page.GetByText("Maak ze korter.").First.WaitForAsync();
        await page.IsAccessibleAsync("portal, more than can be saved");
        await page.ReloadAsync();
        (await page.GetByLabel("Uw eerste verhaal").InputValueAsync()).ShouldBe(much);
        await story.FillAsync("Kort.");
        await page.Button("Volgende").ClickAsync();
        await page.HasFocusAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Controleer uw antwoorden" }));
    }

    private sealed record Node(string Role, string Name, string Description, bool IsInvalid);

    /// <summary>What the browser tells a screen reader of everything on the page.</summary>
    private static async Task<IReadOnlyList<Node>> HeardAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        var tree = (await tools.SendAsync("Accessibility.getFullAXTree"))!.Value;
        await tools.DetachAsync();
        return [.. tree.GetProperty("nodes").EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean()).Select(node => new Node(
            Said(node, "role"), Said(node, "name"), Said(node, "description"),
            node.TryGetProperty("properties", out var properties) && properties.EnumerateArray().Any(property =>
                property.GetProperty("name").GetString() == "invalid" && property.GetProperty("value").GetProperty("value").GetString() == "true")))];
    }

    private static string Said(JsonElement node, string member) =>
        node.TryGetProperty(member, out var said) && said.TryGetProperty("value", out var value) ? value.GetString() ?? "" : "";
}
