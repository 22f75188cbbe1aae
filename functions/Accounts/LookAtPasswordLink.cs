namespace Zegel.Functions.Accounts;

/// <summary>For whom a link to set a password is; changes nothing.</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtPasswordLink(PasswordLinks links, NewPassword newPassword, OrganisationStore organisations)
{
    /// <param name="Organisation">The organisation's name.</param>
    /// <param name="Email">The account's address: what the person logs in with.</param>
    /// <param name="IsNew">Whether it is the first password: then a name is asked too.</param>
    /// <param name="Name">The name so far.</param>
    /// <param name="Language">The account's language.</param>
    /// <param name="MinimumLength">
    /// How long a password must be; 8 needs a capital and a digit, or 15 characters (see <c>PasswordRule</c>).
    /// </param>
    public sealed record Response(
        string Organisation, string Email, bool IsNew, string Name, string Language, int MinimumLength);

    [Function(nameof(LookAtPasswordLink))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "password/{accountId}/look")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        if ((await links.FindAsync(accountId, body.Secret, cancellationToken))
            .IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        var organisation = await organisations.GetAsync(cancellationToken);
        var head = account.Head.Value;
        return TypedResults.Ok(new Response(
            organisation.Name, head.Email, !head.IsActive, head.Name, head.Language,
            await newPassword.MinimumLengthAsync(head, cancellationToken)));
    }
}
