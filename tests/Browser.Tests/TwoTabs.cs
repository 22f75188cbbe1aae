using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>The tabs of one browser know of each other who was let in, and who left.</summary>
public sealed class TwoTabs(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task Of_a_visitor()
    {
        var first = await Site.OpenWindowAsync();
        var mail = await Site.StartAsync(first, Words, People.NewEmail("karin"));
        var (second, deaf) = (await first.Context.NewPageAsync(), await first.Context.NewPageAsync());
        await deaf.AddInitScriptAsync("delete window.BroadcastChannel");
        foreach (var tab in new[] { first, second, deaf })
        {
            await tab.OpenAsync(mail);
            await tab.Button(Words.Unlock).WaitForAsync();
        }

        await first.Field(Words.Code).FillAsync(Mails.CodeIn(mail));
        await first.Button(Words.Unlock).ClickAsync();
        await first.Button(Words.Reply).WaitForAsync();
        await second.Button(Words.Reply).WaitForAsync();

        // One that heard nothing types the code, which is used up, and is let in all the same.
        await deaf.Field(Words.Code).FillAsync(Mails.CodeIn(mail));
        await deaf.Button(Words.Unlock).ClickAsync();
        await deaf.Button(Words.Reply).WaitForAsync();

        await first.Button("Afmelden").ClickAsync();
        await second.Title("U bent afgemeld").WaitForAsync();
        (await second.Locator(".conversation").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_somebody_who_logs_in()
    {
        await using var own = await Site.AnotherAsync();
        var first = await own.OpenWindowAsync();
        var tabs = new List<IPage> { first };
        foreach (var typed in new[] { "", own.Staff.Email.ToUpperInvariant(), "iemand.anders@voorbeeld.nl" })
        {
            var tab = await first.Context.NewPageAsync();
            await tab.GotoAsync(own.At("/login/"));
            await tab.Field(Words.Email).FillAsync(typed);
            tabs.Add(tab);
        }

        await first.GotoAsync(own.At("/login/"));
        await first.Field(Words.Email).FillAsync(own.Staff.Email);
        await first.Field(Words.Password).FillAsync(own.Staff.Password);
        var sms = await own.NextMessageAsync(own.Staff.Phone, () => first.Button(Words.LogIn).ClickAsync());
        await first.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await first.Button(Words.Verify).ClickAsync();
        foreach (var tab in tabs[..3])
        {
            await tab.EnabledButton(Words.NewConversation).WaitForAsync(new() { Timeout = 30_000 });
        }

        // Somebody else who is typing here is not let in with it.
        await tabs[3].Button(Words.LogIn).WaitForAsync();
        await first.Locator(".account").ClickAsync();
        await first.Button("Afmelden").ClickAsync();
        await tabs[1].Button(Words.LogIn).WaitForAsync();
        await tabs[2].Button(Words.LogIn).WaitForAsync();
    }
}
