namespace Zegel.Functions.Accounts;

/// <summary>Whether a password is good enough for an account.</summary>
public sealed class NewPassword(SignInPolicyStore policies, OrganisationStore organisations, TimeProvider time)
{
    /// <summary>
    /// The shorter length is for accounts that cannot be used without a second factor: they have one, or must choose
    /// one before anything else (NIST SP 800-63B-4 3.1.1.2).
    /// </summary>
    public async Task<int> MinimumLengthAsync(AccountHead account, CancellationToken cancellationToken) =>
        account.HasSecondFactor || account.Reset is not null
            || !((await policies.GetAsync(cancellationToken)).GraceEnd > time.GetUtcNow())
            ? SecurityNumbers.PasswordLengthWithSecondFactor : SecurityNumbers.PasswordLength;

    /// <summary>What is wrong with it as a code, or null.</summary>
    public async Task<string?> RefuseAsync(AccountHead account, string password, CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        var localPart = account.Email[..account.Email.LastIndexOf('@')];
        return PasswordRule.Refuse(
            password, await MinimumLengthAsync(account, cancellationToken), organisation.Name, account.Email, localPart,
            account.Name);
    }
}
