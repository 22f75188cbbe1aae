using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Guests;

namespace Zegel.Functions.Tests.World;

/// <summary>A guest, made the way people do: asked for by a colleague, invited by mail, everything accepted and proved.</summary>
public sealed record AGuest(AnAccount Sponsor, AnAccount Account)
{
    public const string Invitation = "nodigt u uit om bestanden te delen";
    public const string Registered = "uw gast is klaar";
    public const string Ended = "uw toegang is gestopt";
    public const string SponsorRemoved = "een gast is verwijderd";

    /// <summary>The id of the guest.</summary>
    public string GuestId => Account.AccountId;

    /// <summary>A day from today, as the API takes it.</summary>
    public static string Day(TestWorld world, int days) =>
        SignInPolicy.DayOf(world.Now()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Asks for a guest.</summary>
    public static Task<ApiAnswer> AskAsync(
        TestWorld world, ApiClient sponsor, string email, int days = 300, string? guestId = null, string reason = "Schade 123") =>
        sponsor.PostAsync("/api/guests", new
        {
            guestId = guestId ?? Seals.NewId(), name = "Gerda Gast", email, phone = TestWorld.NewPhone(), reason, endsOn = Day(world, days), language = "nl",
        });

    /// <summary>Somebody of the staff who answers for guests.</summary>
    public static Task<AnAccount> SponsorAsync(TestWorld world) => AnAccount.WithSmsAsync(world, Role.Staff);

    /// <summary>A guest with the password set and nothing accepted or proved yet.</summary>
    public static async Task<AGuest> WithPasswordAsync(TestWorld world, AnAccount sponsor, int days = 300)
    {
        var email = TestWorld.NewEmail("gast");
        var mail = await world.NextMailAsync(email, Invitation, async () => (await AskAsync(world, sponsor.Browser, email, days)).Expect(202));
        var link = await Invited.In(world, mail).PasswordLinkAsync();
        var browser = world.NewBrowser();
        (await link.SetAsync(AnAccount.UsualPassword, browser, "Gerda Gast")).Expect(200);
        return new AGuest(sponsor, new AnAccount(world, link.AccountId, email, browser));
    }

    /// <summary>A registered guest.</summary>
    public static async Task<AGuest> RegisterAsync(TestWorld world, AnAccount? sponsor = null, int days = 300)
    {
        var begun = await WithPasswordAsync(world, sponsor ?? await SponsorAsync(world), days);
        (await AcceptAsync(begun.Account.Browser, "terms")).Expect(200);
        var account = await begun.Account.AddSmsAsync();
        (await AcceptAsync(account.Browser, "confidentiality")).Expect(200);
        return begun with { Account = account };
    }

    /// <summary>Reads a document and accepts it.</summary>
    public static async Task<ApiAnswer> AcceptAsync(ApiClient browser, string document, string language = "nl")
    {
        var read = (await browser.GetAsync("/api/guests/me/documents")).Expect(200)["documents"]!.AsArray()
            .Single(one => one!["document"]!.GetValue<string>() == document)!;
        var text = read["texts"]!.AsArray().Single(one => one!["language"]!.GetValue<string>() == language)!;
        var sha256 = text["sha256"]!.GetValue<string>();
        sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text["text"]!.GetValue<string>()))));
        return await browser.PostAsync("/api/guests/me/accept", new { document, version = read["version"]!.GetValue<int>(), language, sha256 });
    }

    /// <summary>As it is stored.</summary>
    public static async Task<FoundGuest?> FindAsync(TestWorld world, string guestId) =>
        await world.Cloud.Services.GetRequiredService<GuestStore>().FindAsync(guestId, TestContext.Current.CancellationToken);
}
