namespace Zegel.Functions.Guests;

/// <summary>
/// Accepts a document: the newest version, by the hash of the text that was read. Text hash, version, language and time
/// are kept. Confidentiality comes last, with the second factor proved; with it the guest is registered and the sponsor
/// is told (A7, A11-A13).
/// </summary>
[Allow(Caller.Enrolling)]
public sealed class AcceptGuestDocument(
    GuestStore guests, GuestDocuments documents, GuestPolicyStore policies, GuestEnds ends, ShownGuests shown,
    AccountStore accounts, TimeProvider time)
{
    /// <param name="Document">Which.</param>
    /// <param name="Version">The version that was read.</param>
    /// <param name="Language">The language it was read in.</param>
    /// <param name="Sha256">Of the text that was read.</param>
    public sealed record Request(GuestDocument Document, int Version, string Language, string Sha256) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Language is "nl" or "en", "language", "language-unknown");
            checks.That(Sha256.Length == 64, "sha256", "length-64-64");
        }
    }

    [Function(nameof(AcceptGuestDocument))]
    public async Task<Results<Ok<OwnGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/me/accept")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var signedIn = request.SignedIn();
        var policy = await policies.GetAsync(cancellationToken);
        if (await shown.ShowOwnAsync(signedIn, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        if (body.Version != policy.Documents.Of(body.Document)
            || DocumentVersion.HashOf((await documents.GetAsync(body.Document, body.Version, cancellationToken))
                .TextIn(body.Language)) != body.Sha256)
        {
            return new DocumentRenewed().ToResult();
        }

        if (body.Document == GuestDocument.Confidentiality && !signedIn.IsUsable)
        {
            return new SecondFactorRequired().ToResult();
        }

        var found = await guests.FindAsync(signedIn.AccountId, cancellationToken);
        var sponsor = found is null ? null : await ends.SponsorAsync(found.Value.SponsorId, cancellationToken);
        var refusal = found is null
            ? await AcceptAsync(signedIn, body, cancellationToken)
            : (await guests.ChangeAsync(
                signedIn.AccountId, change => Accept(change, body, policy, sponsor), cancellationToken))
                .IsRefused(out var problem, out _) ? problem : null;
        return refusal is not null
            ? refusal.ToResult()
            : TypedResults.Ok((await shown.ShowOwnAsync(signedIn, cancellationToken))!);
    }

    private static Problem? Accept(GuestChange change, Request body, GuestPolicy policy, AccountHead? sponsor)
    {
        if (change.OfAccount is not { } account || account.Head.IsShut)
        {
            return new NotSignedIn();
        }

        if (Accept(account, body) is { } refusal)
        {
            return refusal;
        }

        if (change.Guest.AcceptedAt is null && policy.Documents.FirstBeyond(account.Head.Accepted) is null)
        {
            change.Guest = change.Guest with { AcceptedAt = change.Now };
            account.Head = account.Head with { Roles = [.. account.Head.Roles.Union([Role.Guest])] };
            change.Audit(GuestEvents.GuestRegistered, change.Guest.GuestId);
            if (sponsor is not null)
            {
                change.Tell(GuestNotices.GuestRegistered, sponsor);
            }
        }

        return null;
    }

    /// <summary>In the account: what was accepted, and the version that counts now; again changes nothing.</summary>
    private static DocumentFirst? Accept(AccountChange account, Request body)
    {
        var accepted = account.Head.Accepted;
        if (body.Document == GuestDocument.Confidentiality && accepted.Terms == 0)
        {
            return new DocumentFirst(GuestDocument.Terms);
        }

        if (accepted.Of(body.Document) == body.Version)
        {
            return null;
        }

        account.Head = account.Head with { Accepted = accepted.With(body.Document, body.Version) };
        account.Rows.Put(
            AcceptedDocument.RowOf(body.Document, body.Version),
            new AcceptedDocument(body.Sha256, body.Version, body.Language, account.Now));
        account.Audit(
            GuestEvents.DocumentAccepted,
            $"{GuestDocuments.NameOf(body.Document)} {body.Version} {body.Language} {body.Sha256}");
        return null;
    }

    /// <summary>An account that has the role and no sponsor: the service desk gave it.</summary>
    private Task<Problem?> AcceptAsync(
        SignedIn signedIn, Request body, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Problem?>(async () =>
        {
            var change = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!
                .Change(time.GetUtcNow());
            return Accept(change, body) is { } refusal
                ? (true, refusal)
                : (await accounts.TrySaveAsync(change, cancellationToken), null);
        });
}
