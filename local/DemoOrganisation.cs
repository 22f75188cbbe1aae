using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Zegel.Local;

/// <summary>A member of staff's log-in: what the person knows and has.</summary>
public sealed record StaffLogIn(string Email, string Password, string Phone);

/// <summary>A guest's log-in.</summary>
public sealed record GuestLogIn(string Email, string Password, string Phone);

/// <summary>A client's log-in: a person's, or a company's main account.</summary>
public sealed record ClientLogIn(string Email, string Password, string Phone);

/// <summary>What there is to try; nobody but the first member of staff where no more were asked for.</summary>
/// <param name="Starter">The id of the starter.</param>
/// <param name="Staff">Owns the mailbox, and works at the service desk too.</param>
/// <param name="Colleague">A member of the same mailbox.</param>
/// <param name="Desk">Works at the service desk alone.</param>
/// <param name="Ready">Whether the mailbox has its conversations.</param>
public sealed record DemoAccess(
    string Starter, StaffLogIn Staff, StaffLogIn? Colleague = null, StaffLogIn? Desk = null, GuestLogIn? Guest = null,
    ClientLogIn? Client = null, ClientLogIn? Company = null, bool Ready = true);

/// <summary>
/// Completes the first account's invitation over HTTP, the way a person would: the two mails, a password, codes by SMS as
/// second factor. No account comes about in any other way.
/// </summary>
public static partial class DemoOrganisation
{
    /// <summary>The first account's address.</summary>
    public const string Email = "conny@delinde.example";

    /// <summary>The first starter's id.</summary>
    public const string Starter = "info";

    private const string Phone = "+31612345678";
    private const string StaffName = "Conny de Vries";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sets up the demo, or finds it in the folder where a former run kept it, with the conversations it came to.</summary>
    /// <returns>What there is, and the member of staff's browser where the mailbox is still to be filled.</returns>
    /// <exception cref="InvalidOperationException">The functions did not do what they should.</exception>
    internal static async Task<(DemoAccess Access, HttpClient? Staff)> SetUpAsync(
        LocalCloud cloud, LocalCloudOptions options, CancellationToken cancellationToken)
    {
        if (Kept(options.Folder) is { } kept)
        {
            return (kept, null);
        }

        var password = NewPassphrase();
        // First of all, so that what is cut off from here on is known to be half.
        await KeepAsync(
            options.Folder, new DemoAccess(Starter, new StaffLogIn(Email, password, Phone), Ready: false), cancellationToken);
        var staff = Browser(cloud);
        var access = await AcceptInvitationAsync(cloud, staff, password, options.DemoPeople, cancellationToken);
        if (options.DemoConversations > 0)
        {
            return (access with { Ready = false }, staff);
        }

        await PostAsync(staff, "/api/sign-out", new { }, cancellationToken);
        staff.Dispose();
        await KeepAsync(options.Folder, access, cancellationToken);
        return (access, null);
    }

    /// <summary>Keeps what there is where a next run looks for it; does nothing without a folder.</summary>
    internal static async Task KeepAsync(string? folder, DemoAccess access, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            await File.WriteAllTextAsync(FileIn(folder), JsonSerializer.Serialize(access), cancellationToken);
        }
    }

    /// <summary>
    /// Takes away the storage in which a former run was cut off while it made the demo: half of it is no use, and it is
    /// made anew. What a whole demo came to stays.
    /// </summary>
    internal static void ForgetHalf(string folder)
    {
        if (Kept(folder) is { Ready: false })
        {
            Directory.Delete(StorageIn(folder), recursive: true);
            File.Delete(FileIn(folder));
        }
    }

    /// <summary>Where storage is kept.</summary>
    internal static string StorageIn(string folder) => Path.Combine(folder, "storage");

    private static string FileIn(string folder) => Path.Combine(folder, "demo.json");

    private static DemoAccess? Kept(string? folder) => folder is not null && File.Exists(FileIn(folder))
        ? JsonSerializer.Deserialize<DemoAccess>(File.ReadAllText(FileIn(folder))) : null;

    private static async Task<DemoAccess> AcceptInvitationAsync(
        LocalCloud cloud, HttpClient http, string password, bool withPeople, CancellationToken cancellationToken)
    {
        await SetPasswordAsync(cloud, http, Email, password, StaffName, cancellationToken);
        await AddPhoneAsync(cloud, http, Phone, cancellationToken);
        await ConfirmDetailsAsync(http, StaffName, cancellationToken);
        var access = new DemoAccess(Starter, new StaffLogIn(Email, password, Phone));
        if (withPeople)
        {
            access = access with
            {
                Desk = await LetInDeskAsync(cloud, cancellationToken),
                Colleague = await InviteColleagueAsync(cloud, http, cancellationToken),
                Guest = await InviteGuestAsync(cloud, http, cancellationToken),
            };
            await ShareFoldersAsync(cloud, http, cancellationToken);
            access = await OpenPortalAsync(cloud, http, access, cancellationToken);
        }

        return access;
    }

    private static async Task ConfirmDetailsAsync(HttpClient http, string name, CancellationToken cancellationToken) => await PostAsync(
        http, "/api/account/details", new { name, language = "nl", notices = new { newMessage = true } }, cancellationToken);

    private static HttpClient Browser(LocalCloud cloud)
    {
        var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = cloud.SiteAddress };
        http.DefaultRequestHeaders.Add("Origin", cloud.SiteAddress.GetLeftPart(UriPartial.Authority));
        return http;
    }

    private static async Task SetPasswordAsync(
        LocalCloud cloud, HttpClient http, string email, string password, string name, CancellationToken cancellationToken)
    {
        var invitation = await WaitForAsync(cloud, email, InvitationLink(), "the invitation", cancellationToken);
        await PostAsync(
            http,
            $"/api/invitations/{invitation.Groups["account"].Value}/request",
            new { secret = invitation.Groups["secret"].Value, email },
            cancellationToken);

        var link = await WaitForAsync(cloud, email, PasswordLink(), "the link to set a password", cancellationToken);
        await PostAsync(
            http,
            $"/api/password/{link.Groups["account"].Value}/set",
            new { secret = link.Groups["secret"].Value, password, name, language = "nl" },
            cancellationToken);
    }

    private static async Task AddPhoneAsync(
        LocalCloud cloud, HttpClient http, string phone, CancellationToken cancellationToken)
    {
        await PostAsync(http, "/api/account/factors/sms", new { phone }, cancellationToken);
        var sms = await WaitForAsync(cloud, phone, SixDigits(), "the code by SMS", cancellationToken);
        await PostAsync(http, "/api/account/factors/sms/verify", new { code = sms.Value }, cancellationToken);
    }

    private static async Task<Match> WaitForAsync(
        LocalCloud cloud, string recipient, Regex wanted, string what, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var message = await cloud.Inbox.WaitForAsync(
                message => message.To.Equals(recipient, StringComparison.OrdinalIgnoreCase) && wanted.IsMatch(message.Text ?? ""),
                patience.Token);
            return wanted.Match(message.Text!);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"No message with {what} came within {Patience.TotalSeconds:0} seconds.", exception);
        }
    }

    /// <summary>Posts, and keeps the session that an answer brings, or what it unlocks, as a browser would; the answer, where it says anything.</summary>
    private static async Task<JsonNode?> PostAsync(HttpClient http, string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(path, body, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"POST {path} was answered with {(int)answer.StatusCode}: " +
                await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        string[] kept = ["__Host-session=", "__Host-visitor="];
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            && cookies.FirstOrDefault(cookie => kept.Any(name => cookie.StartsWith(name, StringComparison.Ordinal))) is { } cookie)
        {
            http.DefaultRequestHeaders.Remove("Cookie");
            http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }

        var said = await answer.Content.ReadAsStringAsync(cancellationToken);
        return said.Length == 0 ? null : JsonNode.Parse(said);
    }

    /// <summary>Made anew for every demo: the product and its code hold no password.</summary>
    private static string NewPassphrase()
    {
        string[] words =
        [
            "anker", "beuk", "citroen", "duin", "egel", "fluit", "gracht", "haven", "ijsvogel", "jas", "kaars", "linde",
            "molen", "noot", "oever", "plank", "rivier", "schelp", "toren", "uil", "vlieger", "wilg", "zeil", "zwaluw",
        ];
        var chosen = RandomNumberGenerator.GetItems<string>(words, 4);
        return $"{string.Join('-', chosen)}-{RandomNumberGenerator.GetInt32(100, 1000)}";
    }

    [GeneratedRegex(@"/invitation/#(?<account>[^.\s]+)\.(?<secret>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InvitationLink();

    [GeneratedRegex(@"/password/#(?<account>[^.\s]+)\.(?<secret>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordLink();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
