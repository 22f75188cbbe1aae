namespace Zegel.Functions.Administration.Giving;

/// <summary>Who may see, give and stop a request: decided from what is stored now.</summary>
public sealed class AccessDecisions(AccessRequests requests, MailboxStore mailboxes)
{
    /// <summary>Why the caller may not say yes to a request that they may see; null when they may.</summary>
    public static Problem? RefuseYes(AccessRequest wanted, SignedIn by, IReadOnlySet<MailboxId> owned) => wanted switch
    {
        _ when by.AccountId == wanted.AccountId && wanted.IsForSuccessorToAccept && by.AccountId != wanted.AskedBy =>
            null,
        _ when by.AccountId == wanted.AskedBy || by.AccountId == wanted.AccountId => new OwnRequest(),
        _ when by.Is(Role.ServiceDesk) || (wanted.MailboxId is { } mailboxId && owned.Contains(mailboxId)) => null,
        _ => new ResourceNotFound(),
    };

    /// <summary>Whether the caller may see a request: the service desk all, owners what they can stop.</summary>
    public static bool MaySee(AccessRequest request, SignedIn by, IReadOnlySet<MailboxId> owned) =>
        by.Is(Role.ServiceDesk) || (request.Leaver is not null && request.AccountId == by.AccountId)
        || (request.MailboxId is { } mailboxId ? owned.Contains(mailboxId) : owned.Count > 0);

    /// <summary>The mailboxes that the caller owns.</summary>
    public async Task<IReadOnlySet<MailboxId>> OwnedByAsync(SignedIn by, CancellationToken cancellationToken) =>
        (await mailboxes.OwnedByAsync(by.AccountId, cancellationToken)).Select(mailbox => mailbox.MailboxId)
            .ToHashSet();

    /// <summary>The request, when the caller may see it, with the mailboxes that they own.</summary>
    public async Task<(Stored<AccessRequest> Request, IReadOnlySet<MailboxId> Owned)?> FindAsync(
        string requestId, SignedIn by, CancellationToken cancellationToken)
    {
        var owned = await OwnedByAsync(by, cancellationToken);
        return await requests.FindAsync(requestId, cancellationToken) is { } request && MaySee(request.Value, by, owned)
            ? (request, owned) : null;
    }
}
