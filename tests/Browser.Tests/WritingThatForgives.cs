using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What is being written is on every device, and what was sent can be taken back for a while (X5).</summary>
public sealed class WritingThatForgives(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_draft_on_two_windows_is_sent_taken_back_changed_and_sent_and_what_waits_goes_with_the_tab_closed()
    {
        var settings = new Dictionary<string, string?> { ["Zegel:UndoSeconds"] = "60" };
        await using var own = await Site.AnotherAsync(settings: settings);
        var (first, email, subject) = (await own.LogInAsync(Words), People.NewEmail("anna"), People.NewSubject("Uitslag"));
        await first.WriteToAsync(Words, email, null);
        await first.FillAsync(Words, subject, "Uw uitslag is goed.", People.NewFile("uitslag.bin", 2000));
        await Kept(first).WaitForAsync();

        // Another window has it; of two that write on, the later is shown both.
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(own.At("/mail/"));
        await Draft(second, subject).ClickAsync();
        await Assertions.Expect(second.Field(Words.Message)).ToHaveTextAsync("Uw uitslag is goed.");
        await Assertions.Expect(second.Field(Words.Recipient)).ToHaveValueAsync(email);
        await second.GetByText("uitslag.bin").WaitForAsync();
        await second.IsAccessibleAsync("mail, draft");
        await second.Field(Words.Message).FillAsync("Uw uitslag is goed. Bel ons.");
        await Kept(second).WaitForAsync();
        await first.Field(Words.Message).FillAsync("Uw uitslag is goed. Kom langs.");
        await first.GetByText("Dit concept is ook ergens anders veranderd.").WaitForAsync();
        await first.Locator(".draft-version").Filter(new() { HasText = "Kom langs" }).WaitForAsync();
        await first.IsAccessibleAsync("mail, two versions of a draft");
        await first.ShowAsync("draft versions");
        await first.Button("Ga verder met de andere versie").ClickAsync();
        await Assertions.Expect(first.Field(Words.Message)).ToHaveTextAsync("Uw uitslag is goed. Bel ons.");

        // What waits is in both windows, and is taken back in the other one.
        await first.Button(Words.Send).ClickAsync();
        await Assertions.Expect(first.Locator(".conversation .undo-bar")).ToBeFocusedAsync();
        await first.Locator(".waiting-files").GetByText("uitslag.bin").WaitForAsync();
        await first.IsAccessibleAsync("mail, waiting");
        await first.ShowAsync("waiting");
        own.Cloud.Inbox.To(email).ShouldBeEmpty();
        await second.GotoAsync(own.At("/mail/"));
        await second.Locator(".drafts").Filter(new() { HasText = "Wacht" }).WaitForAsync();
        await second.ShowAsync("waiting in the list");
        await second.Button("Ongedaan maken").ClickAsync();
        await Assertions.Expect(second.Field(Words.Message)).ToHaveTextAsync("Uw uitslag is goed. Bel ons.");
        await second.GetByText("uitslag.bin").WaitForAsync();

        // Who goes on writing does so at the end; by keys alone, where they were.
        await Assertions.Expect(second.Field(Words.Message)).ToBeFocusedAsync();
        await second.Keyboard.TypeAsync(" Tot dan.");
        await Assertions.Expect(second.Field(Words.Message)).ToHaveTextAsync("Uw uitslag is goed. Bel ons. Tot dan.");
        foreach (var _ in " Tot dan.")
        {
            await second.Keyboard.PressAsync("ArrowLeft");
        }

        await second.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(second.Locator(".conversation .undo-bar")).ToBeFocusedAsync();
        await second.Keyboard.PressAsync("Tab");
        await second.Keyboard.PressAsync("Enter");
        await Assertions.Expect(second.Field(Words.Message)).ToBeFocusedAsync();
        await second.Keyboard.TypeAsync(" Of kom.");
        await Assertions.Expect(second.Field(Words.Message)).ToHaveTextAsync("Uw uitslag is goed. Bel ons. Of kom. Tot dan.");

        // Changed and sent again, at once.
        await second.Field(Words.Message).FillAsync("Uw uitslag is heel goed.");
        await second.Button(Words.Send).ClickAsync();
        var notice = await own.NextMessageAsync(email, () => second.Locator(".conversation").GetByText("Nu versturen").ClickAsync());
        await second.MessageText("Uw uitslag is heel goed.").WaitForAsync();
        await second.Locator(".drafts").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        var reader = await own.OpenWindowAsync();
        await reader.UnlockAsync(Words, notice);
        await reader.MessageText("Uw uitslag is heel goed.").WaitForAsync();
        (await reader.Locator(".message-body").CountAsync()).ShouldBe(1);

        // Two people answer at once: there are two drafts, each at its own address.
        await first.GotoAsync(second.Url);
        await first.ReloadAsync();
        await second.Button(Words.Reply).ClickAsync();
        await first.Button(Words.Reply).ClickAsync();
        await second.Field(Words.Message).FillAsync("Tot ziens.");
        await first.Field(Words.Message).FillAsync("Tot morgen.");
        await Task.WhenAll(Kept(first).WaitForAsync(), Kept(second).WaitForAsync());
        await first.ReloadAsync();
        await first.Locator(".drafts").GetByRole(AriaRole.Link).Nth(1).WaitForAsync();
        await first.Field(Words.Message).WaitForAsync();
        var texts = new List<string>();
        foreach (var place in Enumerable.Range(0, 2))
        {
            var draft = first.Locator(".drafts").GetByRole(AriaRole.Link).Nth(place);
            await draft.ClickAsync();
            await Assertions.Expect(draft).ToHaveAttributeAsync("aria-current", "true");
            await first.Field(Words.Message).WaitForAsync();
            texts.Add(await first.Field(Words.Message).InnerTextAsync());
        }

        texts.ShouldBe(["Tot ziens.", "Tot morgen."], ignoreOrder: true);

        // A check that is too weak by now is raised first; what was typed stays.
        var phone = People.NewPhone();
        settings["Zegel:UndoSeconds"] = "2";
        settings["Zegel:Organisation:LowestCheck"] = "sms";
        await own.Cloud.StartFunctionsAsync(TestContext.Current.CancellationToken);
        await second.Button(Words.Send).ClickAsync();
        await second.GetByText("Verhoog eerst de controle van").WaitForAsync();
        await second.IsAccessibleAsync("mail, a check must be raised");
        await second.ShowAsync("raise needed");
        await Assertions.Expect(second.Field(Words.Message)).ToHaveTextAsync("Tot ziens.");
        await second.Field(Words.MobileNumber).FillAsync(phone);

        // With the tab closed it goes by itself.
        notice = await own.NextMessageAsync(email, async () =>
        {
            await second.Button(Words.Send).ClickAsync();
            await second.Locator(".conversation .undo-bar").WaitForAsync();
            await first.CloseAsync();
            await second.CloseAsync();
        });
        await own.UnlockBySmsAsync(reader, Words, notice, phone);
        await reader.MessageText("Tot ziens.").WaitForAsync();
    }

    private static ILocator Kept(IPage page) => page.GetByText("Concept bewaard", new() { Exact = true });

    private static ILocator Draft(IPage page, string subject) => page.Locator(".drafts").GetByRole(AriaRole.Link).Filter(new() { HasText = subject });
}
