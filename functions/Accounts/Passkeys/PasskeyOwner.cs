using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>An account as a passkey ceremony sees it: its id is the user handle that passkeys keep.</summary>
public sealed record PasskeyOwner(AccountId AccountId, IReadOnlyList<StoredPasskey> Passkeys);

/// <summary>
/// What the library's handler asks about the one account of a ceremony, which was read before. So the handler does no
/// input or output, and a storage that fails is not taken for a passkey that is wrong. It never writes.
/// </summary>
internal sealed class OneOwner(PasskeyOwner? owner) : IUserPasskeyStore<PasskeyOwner>
{
    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccountId.Value);

    /// <inheritdoc/>
    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(owner?.AccountId == userId ? owner : null);

    /// <inheritdoc/>
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(passkey => passkey.ToInfo())]);

    /// <inheritdoc/>
    public Task<UserPasskeyInfo?> FindPasskeyAsync(
        PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Find(user, credentialId)?.ToInfo());

    /// <summary>
    /// Only within the account: a passkey is always looked up in the account that its own user handle, or the password,
    /// names. Whoever registers the credential id of somebody else gains nothing by it.
    /// </summary>
    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(owner is not null && Find(owner, credentialId) is not null ? owner : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing.
    }

    Task IUserPasskeyStore<PasskeyOwner>.AddOrUpdatePasskeyAsync(
        PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task IUserPasskeyStore<PasskeyOwner>.RemovePasskeyAsync(
        PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<string?> IUserStore<PasskeyOwner>.GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task IUserStore<PasskeyOwner>.SetUserNameAsync(
        PasskeyOwner user, string? userName, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<string?> IUserStore<PasskeyOwner>.GetNormalizedUserNameAsync(
        PasskeyOwner user, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task IUserStore<PasskeyOwner>.SetNormalizedUserNameAsync(
        PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<IdentityResult> IUserStore<PasskeyOwner>.CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<IdentityResult> IUserStore<PasskeyOwner>.UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<IdentityResult> IUserStore<PasskeyOwner>.DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        throw NeverAsked();

    Task<PasskeyOwner?> IUserStore<PasskeyOwner>.FindByNameAsync(
        string normalizedUserName, CancellationToken cancellationToken) =>
        throw NeverAsked();

    private static StoredPasskey? Find(PasskeyOwner owner, byte[] credentialId) =>
        owner.Passkeys.FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId));

    private static NotSupportedException NeverAsked() => new("Passkey ceremonies do not ask this.");
}
