using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zegel.Functions.Security;

namespace Zegel.Local;

public static partial class DemoOrganisation
{
    /// <summary>The address of who works at the service desk, whom the first start invites.</summary>
    public const string DeskEmail = "dora@delinde.example";

    private const string DeskPhone = "+31612345679";
    private const string DeskName = "Dora Mulder";
    private const string ColleagueEmail = "bram@delinde.example";
    private const string ColleaguePhone = "+31612345670";
    private const string ColleagueName = "Bram de Boer";

    private static readonly string[] StaffAlone = ["staff"];

    /// <summary>
    /// Who works at the service desk accepts the invitation of the first start, and makes the first member of staff a mailbox
    /// of their own.
    /// </summary>
    private static async Task<StaffLogIn> LetInDeskAsync(LocalCloud cloud, CancellationToken cancellationToken)
    {
        var password = NewPassphrase();
        using var desk = Browser(cloud);
        await RegisterAsync(cloud, desk, DeskEmail, password, DeskName, DeskPhone, cancellationToken);
        await PostAsync(
            desk,
            "/api/desk/mailboxes",
            new { mailboxId = Tokens.NewId(), name = StaffName, ownerEmail = Email, kind = "personal" },
            cancellationToken);
        await PostAsync(desk, "/api/sign-out", new { }, cancellationToken);
        return new StaffLogIn(DeskEmail, password, DeskPhone);
    }

    /// <summary>A colleague whom the mailbox's owner invites into it.</summary>
    private static async Task<StaffLogIn> InviteColleagueAsync(
        LocalCloud cloud, HttpClient staff, CancellationToken cancellationToken)
    {
        var password = NewPassphrase();
        var session = await staff.GetFromJsonAsync<JsonNode>("/api/session", cancellationToken);
        var mailboxId = session!["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
        await PostAsync(
            staff,
            "/api/accounts",
            new { accountId = Tokens.NewId(), email = ColleagueEmail, roles = StaffAlone, mailboxIds = new[] { mailboxId }, language = "nl" },
            cancellationToken);
        using var colleague = Browser(cloud);
        await RegisterAsync(cloud, colleague, ColleagueEmail, password, ColleagueName, ColleaguePhone, cancellationToken);
        await PostAsync(colleague, "/api/sign-out", new { }, cancellationToken);
        return new StaffLogIn(ColleagueEmail, password, ColleaguePhone);
    }

    /// <summary>What colleagues do together in a conversation: a note for them alone, and it is given to one of them.</summary>
    private static async Task WorkTogetherAsync(
        HttpClient staff, string mailboxId, string office, CancellationToken cancellationToken)
    {
        var people = (await staff.GetFromJsonAsync<JsonNode>($"/api/mailboxes/{mailboxId}/colleagues", cancellationToken))!;
        var colleague = people["colleagues"]!.AsArray().FirstOrDefault(one => one!["name"]!.GetValue<string>() == ColleagueName);
        if (colleague is null)
        {
            return;
        }

        var opened = (await PostAsync(staff, $"/api/mailboxes/{mailboxId}/open", new { }, cancellationToken))!;
        var noteId = Tokens.NewId();
        var note = Seals.Note(Convert.FromBase64String(opened["sealKey"]!.GetValue<string>()), mailboxId, new JsonObject
        {
            ["kind"] = "internal", ["space"] = mailboxId, ["id"] = noteId, ["author"] = people["me"]!.GetValue<string>(),
            ["conversation"] = office[..^2], ["text"] = "Mevrouw Vos belt vrijdag nog over haar bloedverdunners. Wil jij dat oppakken, Bram?",
        });
        await PostAsync(staff, $"/api/participants/{office}/internal-notes", new { noteId, revision = 0, note }, cancellationToken);
        await PostAsync(
            staff,
            $"/api/participants/{office}/assigned",
            new { accountId = colleague["accountId"]!.GetValue<string>(), before = (string?)null },
            cancellationToken);
    }
}
