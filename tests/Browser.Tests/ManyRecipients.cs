using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Recipients as chips, by the keyboard alone: a list, a copy, a mistake that is mended, who was written to before (Z13, Z40, Z57, X8).</summary>
public sealed class ManyRecipients(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task A_list_a_copy_and_a_mistyped_domain_go_out_and_are_offered_the_next_time()
    {
        var words = Words.En;
        var page = await Site.StaffWindowAsync(words);
        var (anna, ben, cees, subject) = (People.NewEmail("anna"), People.NewEmail("ben"), People.NewEmail("cees"), People.NewSubject("Uitnodiging"));
        var (dora, name) = (People.NewEmail("dora").Split('@')[0], "Ben " + anna[4..16]);

        await page.Keyboard.PressAsync("c");
        await page.HasFocusAsync(page.Field(words.Recipient));
        await page.GetByText("From: Info").WaitForAsync();
        await page.Field(words.None).CheckAsync();
        await page.Field(words.Recipient).FocusAsync();
        await page.Keyboard.TypeAsync(anna + ",");
        await page.PasteAsync(words.Recipient, $"{name} <{ben}>; {cees}");
        await page.TabToAsync(page.Field("Cc"));
        await page.Keyboard.TypeAsync($"{dora}@gmial.com");
        await page.Keyboard.PressAsync("Enter");
        (await Chips(page).AllTextContentsAsync()).ShouldBe([anna, ben, cees, $"{dora}@gmial.com"]);

        await page.GetByText($"The address {dora}@gmial.com looks mistyped").WaitForAsync();
        await page.IsAccessibleAsync("many recipients");
        await page.ShowAsync("many recipients");
        await page.TabToAsync(page.Button($"Use {dora}@gmail.com"));
        await page.Keyboard.PressAsync("Enter");
        (await Chips(page).AllTextContentsAsync()).ShouldBe([anna, ben, cees, $"{dora}@gmail.com"]);

        // Nobody of the others is there: said once, and no second time.
        await page.FillAsync(words, subject, "U bent welkom.");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("The other recipients belong together").WaitForAsync();
        await page.Field(words.Message).FocusAsync();
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync("Control+Enter"),
            answer => answer.Url.EndsWith("/contacts", StringComparison.Ordinal) && answer is { Status: 200, Request.Method: "POST" });
        await page.MessageText("U bent welkom.").WaitForAsync();
        await page.GetByText($"Cc: {dora}@gmail.com").WaitForAsync();

        await page.Title(subject).FocusAsync();
        await page.Keyboard.PressAsync("c");
        await page.HasFocusAsync(page.Field(words.Recipient));
        await page.Keyboard.TypeAsync(name);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = ben }).WaitForAsync();
        await page.ShowAsync("earlier recipients");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        (await Chips(page).AllTextContentsAsync()).ShouldBe([ben]);
        await Assertions.Expect(page.Field("Name of the recipient")).ToHaveValueAsync(name);
        await Assertions.Expect(page.Field(words.None)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Backspace");
        await page.HasFocusAsync(page.Locator(".chip"));
        await page.Keyboard.PressAsync("Backspace");
        await page.HasFocusAsync(page.Field(words.Recipient));
        (await Chips(page).CountAsync()).ShouldBe(0);
    }

    private static ILocator Chips(IPage page) => page.Locator(".chip span:not(.visually-hidden)");
}
