using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>Adds the passkey that an authenticator made; it is a second factor, and a whole log-in by itself.</summary>
[Allow(Caller.Enrolling, Enrols = true)]
public sealed class AddPasskey(
    AccountStore accounts, PasskeyStore passkeys, PasskeyCeremony ceremony, Enrolment enrolment, TimeProvider time)
{
    /// <param name="Name">What its owner calls it.</param>
    /// <param name="Credential">WebAuthn <c>RegistrationResponseJSON</c>.</param>
    /// <param name="EndOthers">Whether to sign out everywhere else.</param>
    public sealed record Request(string Name, JsonElement Credential, bool EndOthers = false) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Line(Name, 1, TypedText.LongestPasskeyName, "name");
            PasskeyCeremony.Check(Credential, checks);
        }
    }

    [Function(nameof(AddPasskey))]
    public async Task<Results<Ok<ActivatedFactor>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/passkeys")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var signedIn = request.SignedIn();
        var taken = await passkeys.TakeAsync(signedIn.AccountId, PasskeyStore.KeyOf(signedIn), cancellationToken);
        var owner = await passkeys.OwnerAsync(signedIn.AccountId, cancellationToken);
        if (taken is null
            || await ceremony.AttestAsync(request.HttpContext, owner, taken.State, body.Credential) is not { } passkey)
        {
            return new PasskeyRefused().ToResult();
        }

        var done = await Conflicts.RetryAsync(async () =>
        {
            var result = await StoreAsync(request, passkey, body, cancellationToken);
            return (!result.MetAnotherChange(), result);
        });
        return done.IsRefused(out var problem, out var activated) ? problem.ToResult() : TypedResults.Ok(activated);
    }

    private async Task<Outcome<ActivatedFactor>> StoreAsync(
        HttpRequest request, UserPasskeyInfo passkey, Request body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = (await accounts.FindAsync(request.SignedIn().AccountId, null, cancellationToken))!;
        var change = account.Change(now);
        if (change.Credentials.Passkeys >= SecurityNumbers.Passkeys)
        {
            return new TooManyPasskeys();
        }

        change.Credentials = change.Credentials with { Passkeys = change.Credentials.Passkeys + 1 };
        change.Rows.Insert(
            StoredPasskey.RowOf(passkey.CredentialId), StoredPasskey.Of(passkey, TypedText.Line(body.Name), now));
        return await enrolment.ActivateAsync(request, change, FactorMethod.Passkey, body.EndOthers, cancellationToken);
    }
}
