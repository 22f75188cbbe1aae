using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What others put into an address or into a message is believed nothing.</summary>
public sealed class FromOutside(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task After_logging_in_an_address_leads_to_no_other_site()
    {
        var page = await Site.LogInAsync(Words, from: "/login/#return=/.//evil.example");

        page.Url.ShouldBe(Site.At("/mail/"));
    }

    [Fact]
    public async Task A_note_of_another_shape_is_a_damaged_card_beside_the_others()
    {
        var words = Words.Nl;
        var subject = People.NewSubject("Vraag");
        var sender = await Site.OpenWindowAsync("nl");
        // A sender with a program of their own.
        await sender.RouteAsync("**/crypto/notes.js", async route =>
        {
            const string Honest = "JSON.stringify(note)";
            var module = await route.FetchAsync();
            var text = await module.TextAsync();
            text.ShouldContain(Honest);
            await route.FulfillAsync(new()
            {
                Response = module,
                Body = text.Replace(Honest, "JSON.stringify(note.text === 'Kwaad' ? { ...note, files: [null] } : note)", StringComparison.Ordinal),
            });
        });
        await sender.UnlockAsync(words, await Site.StartAsync(sender, words, People.NewEmail("karin")));
        await sender.WriteAsync(words, subject, "Goed");
        await Site.NextMessageAsync(Site.Staff.Email, () => sender.SendAsync(words, "Goed"));
        await sender.WriteAsync(words, null, "Kwaad");
        await sender.SendAsync(words, "Kwaad");

        var staff = await Site.StaffWindowAsync(words, 360);
        await staff.ReadAsync(subject, "Goed");
        await staff.GetByText(words.DamagedMessage).WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, damaged message");
        await staff.WriteAsync(words, null, "Uw tweede bericht kwam niet goed aan.");
        await staff.SendAsync(words, "Uw tweede bericht kwam niet goed aan.");
    }
}
