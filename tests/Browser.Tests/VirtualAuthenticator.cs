using System.Text.Json;
using Microsoft.Playwright;

namespace Zegel.Browser.Tests;

/// <summary>An authenticator that Chromium plays in one page (DevTools protocol, domain WebAuthn).</summary>
internal sealed class VirtualAuthenticator
{
    private readonly ICDPSession devTools;
    private readonly string id;

    private VirtualAuthenticator(ICDPSession devTools, string id)
    {
        this.devTools = devTools;
        this.id = id;
    }

    /// <summary>Gives a page an authenticator that knows its user's finger and answers at once.</summary>
    /// <param name="page">The page.</param>
    /// <param name="transport"><c>internal</c> for the device's own, of which it can have one; <c>usb</c> for a loose one.</param>
    public static async Task<VirtualAuthenticator> AddAsync(IPage page, string transport = "internal")
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2", transport, hasResidentKey = true, hasUserVerification = true,
                isUserVerified = true, automaticPresenceSimulation = true,
            },
        });
        return new VirtualAuthenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>The one passkey on it, as somebody who copies the authenticator gets it.</summary>
    public async Task<JsonElement> CopyAsync() =>
        (await devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value
            .GetProperty("credentials").EnumerateArray().Single();

    /// <summary>Puts a copied passkey on it.</summary>
    public Task PutAsync(JsonElement passkey) =>
        devTools.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = id, ["credential"] = passkey });

    /// <summary>From now on fingers are, or are not, the user's.</summary>
    public Task SetVerifiedAsync(bool isVerified) =>
        devTools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = isVerified });
}
