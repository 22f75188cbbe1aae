using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;

namespace Zegel.Browser.Tests;

/// <summary>Colleagues handle a conversation together: a note, whose it is, a label, snoozing, and filters of the list (X6, X7).</summary>
public sealed class Arranging(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task A_note_is_written_and_a_conversation_is_taken_assigned_labelled_snoozed_and_found()
    {
        var words = Words.Nl;
        var (subject, email, note) = (People.NewSubject("Verhuizing"), People.NewEmail("karin"), "Deze mevrouw belt graag 's ochtends.");
        var colleague = await ColleagueAsync();
        var page = await Site.StaffWindowAsync(words);
        await page.WriteToAsync(words, email, null);
        await page.FillAsync(words, subject, "Uw dossier gaat mee.");
        var mail = await Site.NextMessageAsync(email, () => page.SendAsync(words, "Uw dossier gaat mee."));

        // What is typed in a note is there after a reload, and nobody outside ever sees it.
        await page.Button("Interne notitie").ClickAsync();
        await page.GetByLabel("Notitie", new() { Exact = true }).FillAsync("Deze mevrouw belt");
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some((key) => key.startsWith('zegel-internal-'))");
        await page.ReloadAsync();
        var field = page.GetByLabel("Notitie", new() { Exact = true });
        (await field.InputValueAsync()).ShouldBe("Deze mevrouw belt");
        await field.FillAsync(note);
        await page.IsAccessibleAsync("an internal note that is written");
        await page.Button("Bewaar notitie").ClickAsync();
        await page.GetByText("De notitie is bewaard.").WaitForAsync();
        await page.Locator("article.internal").GetByText(note).WaitForAsync();
        await page.ShowAsync("internal note");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gooi weg: de interne notitie" }).ClickAsync();
        await page.GetByText("De notitie is weggegooid.").WaitForAsync();
        (await page.Locator("article.internal").CountAsync()).ShouldBe(0);
        await page.Button("Ongedaan maken").ClickAsync();
        await page.Locator("article.internal").GetByText(note).WaitForAsync();

        await page.Button("Nemen").ClickAsync();
        await page.GetByText("Deze conversatie is nu van u.").WaitForAsync();
        await page.Button("Toewijzen").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel(colleague).CheckAsync();
        await page.IsAccessibleAsync("to whom a conversation is assigned");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Toewijzen" }).ClickAsync();
        await page.GetByText($"Deze conversatie is nu van {colleague}.").WaitForAsync();
        await page.Row(subject).Filter(new() { HasText = colleague }).WaitForAsync();
        await page.Button("Ongedaan maken").ClickAsync();
        await page.GetByText("Ongedaan gemaakt.").WaitForAsync();

        await page.Button("Labels").ClickAsync();
        await page.GetByLabel("Nieuw label").FillAsync("Spoed");
        await page.Button("Maak label").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Spoed" }).WaitForAsync();
        await page.IsAccessibleAsync("labels of a conversation");
        await page.ShowAsync("labels");
        await page.Button("Klaar").ClickAsync();
        await page.Row(subject).Filter(new() { HasText = "Spoed" }).WaitForAsync();

        // The filter is in the address, and there after a reload.
        await page.Button("Van mij").ClickAsync();
        await page.Row(subject).WaitForAsync();
        await page.Button("Meer filters").ClickAsync();
        await page.GetByLabel("Label", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Spoed" });
        await page.Row(subject).WaitForAsync();
        await page.IsAccessibleAsync("a filtered list");
        page.Url.ShouldContain("filter=mine&label=");
        await page.ReloadAsync();
        await page.Row(subject).WaitForAsync();
        (await page.Button("Van mij").GetAttributeAsync("aria-pressed")).ShouldBe("true");
        await page.ShowAsync("filtered list");
        await page.Button("Met bestanden").Or(page.Button("Meer filters")).First.ClickAsync();
        await page.Button("Met bestanden").ClickAsync();
        await page.GetByText("Er zijn geen conversaties die bij deze filters passen.").WaitForAsync();
        await page.Button("Wis filters").ClickAsync();
        await page.Row(subject).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sluimeren" }).ClickAsync();
        await page.GetByLabel("Morgen").CheckAsync();
        await page.IsAccessibleAsync("until when a conversation is snoozed");
        await page.ShowAsync("snoozing");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sluimeren" }).ClickAsync();
        await page.GetByText("sluimert tot").First.WaitForAsync();
        (await page.Row(subject).CountAsync()).ShouldBe(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sluimert", Exact = true }).ClickAsync();
        await page.Row(subject).ClickAsync();
        await page.GetByText("Deze conversatie sluimert tot").WaitForAsync();
        await page.IsAccessibleAsync("a snoozed conversation");

        // The recipient has the message, and of all this nothing.
        var reader = await Site.OpenWindowAsync(words.Language);
        await reader.UnlockAsync(words, mail);
        await reader.MessageText("Uw dossier gaat mee.").WaitForAsync();
        (await reader.ContentAsync()).ShouldNotContain("mevrouw belt");
        (await reader.Locator(".internal, .handling").CountAsync()).ShouldBe(0);
    }

    /// <summary>Somebody else who can use the first mailbox.</summary>
    private async Task<string> ColleagueAsync()
    {
        var (services, cancellationToken) = (Site.Cloud.Services, TestContext.Current.CancellationToken);
        var mailboxes = services.GetRequiredService<MailboxStore>();
        var mailbox = (await mailboxes.ListNamesAsync(cancellationToken)).Single(one => one.Name == "Info").MailboxId;
        var accountId = AccountId.From(Guid.CreateVersion7().ToString("N"));
        var head = new AccountHead
        {
            AccountId = accountId, Name = $"Wim {accountId.Value[^6..]}", Email = People.NewEmail("wim"), Language = "nl", Roles = [Role.Staff],
            State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        await mailboxes.NotePersonAsync(mailbox, accountId, cancellationToken);
        await services.GetRequiredService<AccountStore>().InviteAsync(
            head, [new Membership(mailbox)], "system", services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        return head.Name;
    }
}
