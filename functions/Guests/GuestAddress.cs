namespace Zegel.Functions.Guests;

/// <summary>
/// Another address of a registered guest (X20): a code goes to the former and to the new one, and both must come back
/// in the session that asked. Nothing changes before.
/// </summary>
public sealed class GuestAddress(
    AccountStore accounts, AccountAddresses addresses, GuestStore guests, Throttle throttle, RootSecret root,
    TimeProvider time)
{
    private const string Former = "address-former";
    private const string New = "address-new";

    /// <summary>Sends both codes, anew whenever it is asked.</summary>
    public async Task<Outcome<AddressStep>> BeginAsync(
        SignedIn signedIn, string email, CancellationToken cancellationToken)
    {
        var limit = new Limit(
            "address-code", signedIn.AccountId, SecurityNumbers.EnrolmentCodesPerDay, TimeSpan.FromDays(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt);
        }

        var now = time.GetUtcNow();
        var change = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!.Change(now);
        if (EmailAddress.Key(email) == EmailAddress.Key(change.Head.Email))
        {
            return new BadInput("email", "email-same");
        }

        var (former, wanted) = (Proof(null), Proof(email));
        Send(Former, former, change.Head.Email);
        Send(New, wanted, email);
        change.Audit(AccountEvents.LogInCodeSent, FactorNames.Of(FactorMethod.Email));
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? new AddressStep(
                EmailAddress.Mask(change.Head.Email), EmailAddress.Mask(email), former.ExpiresAt,
                former.ResendAt!.Value)
            : new ChangedMeanwhile();

        Proof Proof(string? to) => new Proof
        {
            Method = FactorMethod.Email, ChallengeId = Tokens.NewId(), Email = to,
            ExpiresAt = now + SecurityNumbers.AddressCodeLifetime, Generation = change.Head.Generation,
            SessionRow = signedIn.Session.RowKey,
        }.SentAgain(now);

        void Send(string name, Proof proof, string to)
        {
            change.SendCode(GuestNotices.GuestAddressCode, to, proof);
            change.PutExpiring(AccountStore.ProofRow(name), proof, proof.ExpiresAt);
        }
    }

    /// <summary>Takes both codes; both count as tries before they are compared.</summary>
    public async Task<Problem?> ConfirmAsync(
        SignedIn signedIn, string formerCode, string newCode, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (former, typedFormer) = await accounts.CountTryAsync(
            signedIn.AccountId, Former, formerCode, now, cancellationToken);
        var (latter, typedNew) = former is null || typedFormer is null ? default : await accounts.CountTryAsync(
            signedIn.AccountId, New, newCode, now, cancellationToken);
        if (former?.Proof is not { } one || one.Value.SessionRow != signedIn.Session.RowKey)
        {
            return new EnrolmentExpired();
        }

        if (typedFormer is null || (latter is not null && typedNew is null))
        {
            return new NotACode(one.Value.Form.Length);
        }

        if (latter?.Proof is not { Value: { Email: { } email } other } || other.SessionRow != signedIn.Session.RowKey)
        {
            return new EnrolmentExpired();
        }

        return one.Value.IsAnsweredBy(typedFormer, root) && other.IsAnsweredBy(typedNew!, root)
            ? await ChangeAsync(signedIn, email, cancellationToken)
            : new CodeRefused(Math.Min(one.Value.TriesLeft, other.TriesLeft), null);
    }

    private async Task<Problem?> ChangeAsync(
        SignedIn signedIn, string email, CancellationToken cancellationToken)
    {
        var changed = await addresses.MoveAsync(
            signedIn.Account.Email, email, signedIn.AccountId, accounts, time.GetUtcNow(),
            () => guests.ChangeAsync(
                signedIn.AccountId, change => Change(change, signedIn, email), cancellationToken),
            cancellationToken);
        return changed.IsRefused(out var problem, out _) ? problem : null;
    }

    private static NotSignedIn? Change(GuestChange change, SignedIn signedIn, string email)
    {
        if (change.OfAccount is not { Head.IsActive: true } account
            || account.Head.Generation != signedIn.Account.Generation)
        {
            return new NotSignedIn();
        }

        account.Notify(GuestNotices.GuestAddressChanged);
        account.Head = account.Head with { Email = email };
        account.Credentials = account.Credentials.Right() with { PasswordLinkUntil = null };
        change.Guest = change.Guest with { Email = email };
        change.Rows.Delete(AccountStore.ProofRow(Former), ETag.All);
        change.Rows.Delete(AccountStore.ProofRow(New), ETag.All);
        change.Audit(GuestEvents.GuestAddressChanged, signedIn.AccountId);
        return null;
    }
}
