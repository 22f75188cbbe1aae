using System.Text.Json.Nodes;

namespace Zegel.Functions.Tests.World;

/// <summary>What people do with passkeys, over HTTP.</summary>
public static class UsingPasskeys
{
    /// <summary>A device without keys, with a browser on the site.</summary>
    public static PasskeyDevice NewDevice(this TestWorld world) => new(world.Cloud.SiteAddress.GetLeftPart(UriPartial.Authority));

    /// <summary>Asks what registering a passkey needs.</summary>
    public static async Task<JsonNode> BeginPasskeyAsync(this AnAccount account) =>
        (await account.Browser.PostAsync("/api/account/passkeys/options")).Expect(200)["options"]!;

    /// <summary>Registers what the device made.</summary>
    public static Task<ApiAnswer> SendPasskeyAsync(this AnAccount account, JsonNode credential, string name = "Laptop") =>
        account.Browser.PostAsync("/api/account/passkeys", new { name, credential });

    /// <summary>Makes a passkey on the device and registers it.</summary>
    public static async Task<ApiAnswer> AddPasskeyAsync(this AnAccount account, PasskeyDevice device, string name = "Laptop") =>
        await account.SendPasskeyAsync(device.Make(await account.BeginPasskeyAsync()), name);

    /// <summary>An account whose only second factor is a passkey, with its device.</summary>
    public static async Task<(AnAccount Account, PasskeyDevice Device)> WithPasskeyAsync(this TestWorld world)
    {
        var account = await AnAccount.WithoutFactorAsync(world);
        var device = world.NewDevice();
        var codes = (await account.AddPasskeyAsync(device)).Expect(200)["recoveryCodes"]!.AsArray();
        return (account with { RecoveryCodes = [.. codes.Select(code => code!.GetValue<string>())] }, device);
    }

    /// <summary>Asks what a log-in with a passkey needs.</summary>
    public static async Task<JsonNode> BeginPasskeyLogInAsync(this ApiClient browser) =>
        (await browser.PostAsync("/api/login/passkey/options")).Expect(200)["options"]!;

    /// <summary>Logs in with what the device signed.</summary>
    public static Task<ApiAnswer> SendAssertionAsync(this ApiClient browser, JsonNode credential, bool remember = false) =>
        browser.PostAsync("/api/login/passkey", new { credential, remember });

    /// <summary>Logs in with the device's passkey.</summary>
    public static async Task<ApiAnswer> UsePasskeyAsync(this ApiClient browser, PasskeyDevice device, bool remember = false) =>
        await browser.SendAssertionAsync(device.Use(await browser.BeginPasskeyLogInAsync()), remember);

    /// <summary>The passkeys in "my account".</summary>
    public static async Task<JsonArray> PasskeysAsync(this AnAccount account) =>
        (await account.Browser.GetAsync("/api/account")).Expect(200)["passkeys"]!.AsArray();

    /// <summary>The id of the only passkey.</summary>
    public static async Task<string> PasskeyIdAsync(this AnAccount account) =>
        (await account.PasskeysAsync()).Single()!["passkeyId"]!.GetValue<string>();
}
