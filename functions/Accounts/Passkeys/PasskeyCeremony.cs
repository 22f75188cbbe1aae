using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>What a browser is asked, and what must be kept until it answers.</summary>
/// <param name="Options">WebAuthn options as JSON, for the browser.</param>
/// <param name="State">The challenge and for whom it is, for us only.</param>
public sealed record CeremonyOptions(JsonElement Options, string State);

/// <summary>
/// Registering a passkey and logging in with one (WebAuthn level 3 sections 7.1 and 7.2), by ASP.NET Core Identity's
/// handler: user verification is required, and only the site's own origins count, not in a frame of another site.
/// Which maker's authenticator it is, is not asked, so attestation statements are not judged.
/// </summary>
public sealed class PasskeyCeremony
{
    /// <summary>Characters of an answer: a certificate chain fits, though none is asked.</summary>
    private const int MaximumCredential = 32 * 1024;

    private readonly IOptions<IdentityPasskeyOptions> options;

    /// <summary>Passkeys are bound to the host of the site's own address.</summary>
    public PasskeyCeremony(IOptions<SiteOptions> site) => options = Options.Create(new IdentityPasskeyOptions
    {
        ServerDomain = site.Value.SiteAddress.IdnHost,
        AuthenticatorTimeout = SecurityNumbers.LogInLifetime,
        ChallengeSize = 256 / 8,
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        AttestationConveyancePreference = "none",
        ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && context.TopOrigin is null && site.Value.IsOwnOrigin(context.Origin)),
    });

    /// <summary>What is asked to register a passkey; an authenticator that has one makes no second.</summary>
    /// <param name="http">The request.</param>
    /// <param name="owner">Whose it will be.</param>
    /// <param name="email">What authenticators show.</param>
    /// <param name="name">What authenticators show beside it.</param>
    public async Task<CeremonyOptions> MakeCreationOptionsAsync(
        HttpContext http, PasskeyOwner owner, string email, string name)
    {
        using var users = UsersOf(http, owner);
        var made = await HandlerOf(users).MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = owner.AccountId, Name = email, DisplayName = name }, http);
        return new CeremonyOptions(JsonElement.Parse(made.CreationOptionsJson), made.AttestationState!);
    }

    /// <summary>The passkey that was registered; null when the answer is not right.</summary>
    public async Task<UserPasskeyInfo?> AttestAsync(
        HttpContext http, PasskeyOwner owner, string state, JsonElement credential)
    {
        using var users = UsersOf(http, owner);
        var result = await HandlerOf(users).PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = state,
        });
        return result.Succeeded ? result.Passkey : null;
    }

    /// <summary>What is asked to log in: one of the owner's passkeys, or without owner any of this site.</summary>
    public async Task<CeremonyOptions> MakeRequestOptionsAsync(HttpContext http, PasskeyOwner? owner)
    {
        using var users = UsersOf(http, owner);
        var made = await HandlerOf(users).MakeRequestOptionsAsync(owner, http);
        return new CeremonyOptions(JsonElement.Parse(made.RequestOptionsJson), made.AssertionState!);
    }

    /// <summary>
    /// The passkey that was used, one of the owner's; null when the answer is not right. The counter it tells is still
    /// to be judged, see <see cref="StoredPasskey.IsCloned"/>.
    /// </summary>
    public async Task<UserPasskeyInfo?> AssertAsync(
        HttpContext http, PasskeyOwner owner, string state, JsonElement credential)
    {
        using var users = UsersOf(http, owner);
        var result = await HandlerOf(users).PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = state,
        });
        return result.Succeeded ? result.Passkey : null;
    }

    /// <summary>Checks the form of an answer; what it says is judged by the handler.</summary>
    public static void Check(JsonElement credential, Checks checks)
    {
        checks.That(credential.ValueKind == JsonValueKind.Object, "credential", "json-invalid");
        checks.That(credential.GetRawText().Length <= MaximumCredential, "credential", "credential-too-large");
    }

    /// <summary>The account whose passkey the answer says to be; null when it names none. Proves nothing yet.</summary>
    public static AccountId? AccountOf(JsonElement credential)
    {
        var handle = credential.TryGetProperty("response", out var response)
            && response.ValueKind == JsonValueKind.Object
            && response.TryGetProperty("userHandle", out var member) && member.ValueKind == JsonValueKind.String
                ? member.GetString()!
                : "";
        var bytes = new byte[Ids.Length];
        return Base64Url.IsValid(handle, out var length) && length == bytes.Length
            && Base64Url.TryDecodeFromChars(handle, bytes, out _)
            && AccountId.TryFrom(Encoding.UTF8.GetString(bytes), out var accountId)
                ? accountId : null;
    }

    private PasskeyHandler<PasskeyOwner> HandlerOf(UserManager<PasskeyOwner> users) => new(users, options);

    private static UserManager<PasskeyOwner> UsersOf(HttpContext http, PasskeyOwner? owner) => new(
        new OneOwner(owner), Options.Create(new IdentityOptions()), new PasswordHasher<PasskeyOwner>(), [], [],
        new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), http.RequestServices,
        NullLogger<UserManager<PasskeyOwner>>.Instance);
}
