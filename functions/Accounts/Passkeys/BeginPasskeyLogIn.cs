namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>
/// Begins a log-in with a passkey: of the account whose password was right, else of whoever has one here. Without a
/// password nothing of any account is told.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class BeginPasskeyLogIn(
    AccountStore accounts, PasskeyStore passkeys, PasskeyCeremony ceremony, TimeProvider time)
{
    /// <param name="Options">WebAuthn <c>PublicKeyCredentialRequestOptionsJSON</c>.</param>
    public sealed record Response(JsonElement Options);

    [Function(nameof(BeginPasskeyLogIn))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "post", Route = "login/passkey/options")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var owner = await FindOwnerAsync(request.Cookies[Cookies.LogIn], cancellationToken);
        var (options, state) = await ceremony.MakeRequestOptionsAsync(request.HttpContext, owner);

        var partition = owner?.AccountId ?? Tokens.NewId();
        var cookie = partition + "." + Tokens.New();
        await passkeys.BeginAsync(partition, Tokens.Hash(cookie), state, owner?.AccountId, cancellationToken);
        request.HttpContext.Response.SetCookie(Cookies.Passkey, cookie);
        return TypedResults.Ok(new Response(options));
    }

    /// <summary>The account whose password was proved in this browser, when it has passkeys that let in.</summary>
    private async Task<PasskeyOwner?> FindOwnerAsync(string? cookie, CancellationToken cancellationToken)
    {
        if (SessionStore.AccountOf(cookie) is not { } accountId
            || await accounts.FindAsync(accountId, Tokens.Hash(cookie!), cancellationToken)
                is not { Proof: { } proof } account
            || !proof.Value.IsOpen(account.Head.Value, time.GetUtcNow())
            || account.Credentials.Value.Passkeys <= account.Credentials.Value.SuspendedPasskeys)
        {
            return null;
        }

        var owner = await passkeys.OwnerAsync(accountId, cancellationToken);
        return owner with { Passkeys = [.. owner.Passkeys.Where(passkey => passkey.SuspendedAt is null)] };
    }
}
