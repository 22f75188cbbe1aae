using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>The body of a request that names a link by its secret only.</summary>
public sealed record LinkSecretBody(string Secret) : ICheckedBody
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.That(Secret.Length <= 100, "secret", "length-0-100");
}
