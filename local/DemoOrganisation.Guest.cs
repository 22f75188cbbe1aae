using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    private const string GuestEmail = "gerda@schadebureau.example";
    private const string GuestPhone = "+31687654321";
    private const string GuestName = "Gerda Bos";
    private const int GuestDays = 180;

    /// <summary>
    /// A guest, as people make one: asked for by the colleague who is signed in, then the mails, the terms, the code by SMS and
    /// the promise of confidentiality in a browser of the guest's own.
    /// </summary>
    private static async Task<GuestLogIn> InviteGuestAsync(LocalCloud cloud, HttpClient staff, CancellationToken cancellationToken)
    {
        var password = NewPassphrase();
        var endsOn = TimeProvider.System.GetUtcNow().AddDays(GuestDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await PostAsync(
            staff,
            "/api/guests",
            new
            {
                guestId = Tokens.NewId(), name = GuestName, email = GuestEmail, phone = GuestPhone, reason = "Schadedossiers 2026", endsOn, language = "nl",
            },
            cancellationToken);
        using var guest = Browser(cloud);
        await SetPasswordAsync(cloud, guest, GuestEmail, password, GuestName, cancellationToken);
        await AcceptAsync(guest, cancellationToken);
        await AddPhoneAsync(cloud, guest, GuestPhone, cancellationToken);
        await AcceptAsync(guest, cancellationToken);
        await PostAsync(guest, "/api/sign-out", new { }, cancellationToken);
        return new GuestLogIn(GuestEmail, password, GuestPhone);
    }

    /// <summary>Accepts the document that is asked first.</summary>
    private static async Task AcceptAsync(HttpClient guest, CancellationToken cancellationToken)
    {
        var owed = (await guest.GetFromJsonAsync<JsonNode>("/api/guests/me/documents", cancellationToken))!["documents"]![0]!;
        var dutch = owed["texts"]!.AsArray().Single(text => text!["language"]!.GetValue<string>() == "nl")!;
        await PostAsync(
            guest,
            "/api/guests/me/accept",
            new
            {
                document = owed["document"]!.GetValue<string>(), version = owed["version"]!.GetValue<int>(), language = "nl", sha256 = dutch["sha256"]!.GetValue<string>(),
            },
            cancellationToken);
    }
}
