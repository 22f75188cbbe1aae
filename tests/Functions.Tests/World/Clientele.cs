using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Clients;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>A client, made the way offices do: named by a colleague, invited by mail, with a password and a second factor.</summary>
public static class Clientele
{
    public const string PortalReady = "het klantenportaal staat voor u klaar";
    public const string Ended = "uw toegang is gestopt";

    /// <summary>A client as the API takes it.</summary>
    public static object Of(string email, string kind = "person", string name = "Karin Klant", string? clientId = null, string? phone = null) =>
        new { clientId = clientId ?? Seals.NewId(), kind, name, email, phone, language = "nl" };

    /// <summary>Makes clients of a mailbox; the answers in their order.</summary>
    public static async Task<JsonArray> MakeAsync(ApiClient staff, string mailboxId, params object[] clients) =>
        (await staff.PostAsync($"/api/mailboxes/{mailboxId}/clients", new { clients })).Expect(200)["clients"]!.AsArray();

    /// <summary>The code with which the one client that is asked for is refused.</summary>
    public static async Task<string?> RefusedAsync(ApiClient staff, string mailboxId, object client) =>
        (await MakeAsync(staff, mailboxId, client)).Single()!["refused"]?.GetValue<string>();

    /// <summary>The invitation's mail of a new client.</summary>
    public static Task<InboxMessage> InvitedAsync(TestWorld world, ApiClient staff, string mailboxId, string email, string kind = "person", string name = "Karin Klant") =>
        world.NextMailAsync(email, Mailing.Invitation, async () => (await RefusedAsync(staff, mailboxId, Of(email, kind, name))).ShouldBeNull());

    /// <summary>A client who is logged in with a second factor.</summary>
    public static async Task<AnAccount> RegisterAsync(
        TestWorld world, ApiClient staff, string mailboxId, string kind = "person", string name = "Karin Klant")
    {
        var mail = await InvitedAsync(world, staff, mailboxId, TestWorld.NewEmail("klant"), kind, name);
        return await (await WithPasswordAsync(Invited.In(world, mail))).AddSmsAsync();
    }

    /// <summary>Whoever was invited, with a password and no second factor.</summary>
    public static async Task<AnAccount> WithPasswordAsync(Invited invited)
    {
        var browser = invited.World.NewBrowser();
        (await (await invited.PasswordLinkAsync()).SetAsync(AnAccount.UsualPassword, browser, "Karin Klant")).Expect(200);
        return new AnAccount(invited.World, invited.AccountId, invited.Email, browser);
    }

    /// <summary>Adds an extra account to a company.</summary>
    public static Task<ApiAnswer> AddExtraAsync(ApiClient company, string email, string name = "Eva Extra", string? accountId = null) =>
        company.PostAsync("/api/client/accounts", new { accountId = accountId ?? Seals.NewId(), name, email, phone = TestWorld.NewPhone(), language = "nl" });

    /// <summary>An extra account of a company, logged in with a second factor.</summary>
    public static async Task<AnAccount> RegisterExtraAsync(TestWorld world, ApiClient company, string name = "Eva Extra")
    {
        var email = TestWorld.NewEmail("extra");
        var mail = await world.NextMailAsync(email, Mailing.Invitation, async () => (await AddExtraAsync(company, email, name)).Expect(202));
        return await (await WithPasswordAsync(Invited.In(world, mail))).AddSmsAsync();
    }

    /// <summary>The names of a mailbox's clients in which words stand.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(ApiClient staff, string mailboxId, string words = "") =>
        [.. (await staff.PostAsync($"/api/mailboxes/{mailboxId}/client-search", new { words, cursor = (string?)null })).Expect(200)["clients"]!.AsArray()
            .Select(client => client!["name"]!.GetValue<string>())];

    /// <summary>As it is stored.</summary>
    public static async Task<FoundClient?> StoredAsync(TestWorld world, string clientId) =>
        await world.Cloud.Services.GetRequiredService<ClientStore>().FindAsync(clientId, TestContext.Current.CancellationToken);
}
