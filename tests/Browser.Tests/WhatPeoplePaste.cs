using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Pasting as people do it, with the keyboard: what a field of one line makes of several, only a browser shows.</summary>
public sealed class WhatPeoplePaste(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task A_code_is_found_in_the_mail_that_was_pasted_whole_and_half_a_code_is_not_sent()
    {
        var words = Words.Nl;
        var page = await Site.OpenWindowAsync("nl", 360);
        var mail = await Site.StartAsync(page, words, People.NewEmail("karin"));
        await page.OpenAsync(mail);
        var code = Mails.CodeIn(mail);
        var before = Unlocks(mail);

        foreach (var half in (string[])[code[..4], "Code: " + code[..4], "\u200b", code + "2", "geen idee wat dat is"])
        {
            await page.Field(words.Code).FillAsync(half);
            await page.Button(words.Unlock).ClickAsync();
            await Assertions.Expect(page.Field(words.Code)).ToHaveAttributeAsync("aria-invalid", "true");
            await page.Field(words.Code).FillAsync("");
        }

        await page.Field(words.Code).FillAsync(code[..4]);
        await page.Button(words.Unlock).ClickAsync();
        await page.IsAccessibleAsync("unlock, half a code");
        Unlocks(mail).ShouldBe(before);

        await page.Field(words.Code).FillAsync("");
        await page.PasteAsync(words.Code, mail.Text!);
        await Assertions.Expect(page.Field(words.Code)).ToHaveValueAsync(code);
        await page.Button(words.Unlock).ClickAsync();
        await page.Button(words.Reply).WaitForAsync();
        Unlocks(mail).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_list_of_addresses_becomes_recipients_and_one_who_is_there_already_is_said()
    {
        var words = Words.En;
        const string another = "Another recipient";
        var page = await Site.StaffWindowAsync(words, 1280);
        await page.Button(words.NewConversation).ClickAsync();
        await page.Field(words.None).CheckAsync();
        var (anna, ben, cees) = (People.NewEmail("anna"), People.NewEmail("ben"), People.NewEmail("cees"));

        await page.PasteAsync(words.Recipient, $"Anna Bakker <{anna}>\r\n{ben}\nmailto:{cees}?subject=Uw%20vraag\n");
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(3);
        await page.IsAccessibleAsync("mailbox, several addresses");

        (await page.Locator(".chip span:not(.visually-hidden)").AllTextContentsAsync()).ShouldBe([anna, ben, cees]);
        await Assertions.Expect(page.Field(words.Recipient)).ToHaveValueAsync("");
        await Assertions.Expect(page.Field("Name of the recipient")).ToHaveValueAsync("Anna Bakker");

        await page.Button(another).ClickAsync();
        await page.PasteAsync(words.Recipient, $"\u200b\"Ben\" <{ben.ToUpperInvariant()}>");
        await page.Button(another).ClickAsync();
        await page.GetByText("This recipient is already there").WaitForAsync();
        await page.IsAccessibleAsync("mailbox, a recipient twice");
        (await page.Locator(".chip").CountAsync()).ShouldBe(3);
    }

    private int Unlocks(InboxMessage mail) =>
        Site.Requests.Count(request => request.EndsWith($"/participants/{Mails.ParticipantIn(mail)}/unlock", StringComparison.Ordinal));
}

/// <summary>The clipboard.</summary>
internal static class Pasting
{
    /// <summary>All windows share it.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Pastes a text into a field with the keyboard, and what a program says of it beside its words.</summary>
    public static async Task PasteAsync(this IPage page, string label, string text, string? html = null)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await page.EvaluateAsync(
                """
                ([text, html]) => navigator.clipboard.write([new ClipboardItem({
                  "text/plain": new Blob([text], { type: "text/plain" }),
                  ...(html && { "text/html": new Blob([html], { type: "text/html" }) }),
                })])
                """, new[] { text, html });
            await page.Field(label).FocusAsync();
            await page.Keyboard.PressAsync("Control+v");
        }
        finally
        {
            Turn.Release();
        }
    }
}
