namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>Begins registering a passkey: what the browser must ask the authenticator.</summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginPasskey(PasskeyStore passkeys, PasskeyCeremony ceremony)
{
    /// <param name="Options">WebAuthn <c>PublicKeyCredentialCreationOptionsJSON</c>.</param>
    public sealed record Response(JsonElement Options);

    [Function(nameof(BeginPasskey))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/passkeys/options")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        var owner = await passkeys.OwnerAsync(signedIn.AccountId, cancellationToken);
        if (owner.Passkeys.Count >= SecurityNumbers.Passkeys)
        {
            return new TooManyPasskeys().ToResult();
        }

        var (options, state) = await ceremony.MakeCreationOptionsAsync(
            request.HttpContext, owner, signedIn.Account.Email, signedIn.Name);
        await passkeys.BeginAsync(
            signedIn.AccountId, PasskeyStore.KeyOf(signedIn), state, signedIn.AccountId, cancellationToken);
        return TypedResults.Ok(new Response(options));
    }
}
