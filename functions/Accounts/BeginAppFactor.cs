using OtpNet;
using QRCoder;

namespace Zegel.Functions.Accounts;

/// <summary>
/// Begins setting up an authenticator app: a secret as QR code and as a key to type (T11). Asked again in the same
/// session it is the same secret as long as it can be confirmed, so that what the app took before a reload goes on
/// counting.
/// </summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginAppFactor(
    Enrolment enrolment, AccountStore accounts, OrganisationStore organisations, ProtectedSecrets secrets,
    TimeProvider time)
{
    private const int PixelsPerModule = 5;

    /// <param name="Secret">Base32 (RFC 4648), to type.</param>
    /// <param name="Uri">The same as <c>otpauth://</c>, for an app on this device.</param>
    /// <param name="Qr">The same as a picture, PNG.</param>
    /// <param name="ExpiresAt">Until when its first code must be typed.</param>
    public sealed record Response(string Secret, string Uri, byte[] Qr, DateTimeOffset ExpiresAt);

    [Function(nameof(BeginAppFactor))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/factors/app")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        var now = time.GetUtcNow();
        var account = await enrolment.GetAsync(signedIn, FactorMethod.App, cancellationToken);
        var organisation = await organisations.GetAsync(cancellationToken);
        var proof = Enrolment.Begun(account, signedIn, now);
        if (proof is null)
        {
            var made = secrets.Protect(
                KeyGeneration.GenerateRandomKey(SecurityNumbers.AppSecretBytes), account.AccountId);
            proof = Enrolment.New(signedIn, FactorMethod.App, now) with { Secret = made };
            var change = account.Change(now);
            change.PutExpiring(AccountStore.ProofRow(Enrolment.ProofOf(FactorMethod.App)), proof, proof.ExpiresAt);
            if (!await accounts.TrySaveAsync(change, cancellationToken))
            {
                return new ChangedMeanwhile().ToResult();
            }
        }

        var secret = secrets.Unprotect(proof.Secret!, account.AccountId);
        var uri = new OtpUri(OtpType.Totp, secret, signedIn.Account.Email, organisation.Name).ToString();
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return TypedResults.Ok(new Response(
            Base32Encoding.ToString(secret).TrimEnd('='), uri, picture.GetGraphic(PixelsPerModule), proof.ExpiresAt));
    }
}
