namespace Zegel.Functions.Access;

/// <summary>The body of every call that a link makes.</summary>
public sealed record LinkRequest(string Secret) : ICheckedBody
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.That(Secret.Length <= 100, "secret", "length-0-100");
}
