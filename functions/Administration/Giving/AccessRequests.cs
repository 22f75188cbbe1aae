namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Requests for somebody's yes: rows <c>request~&lt;mailbox&gt;</c> and <c>request~desk</c> in the account's partition,
/// one of each, and pointers to them in <c>lookups</c>, partition <c>requests</c>, written before a request and removed
/// after it.
/// </summary>
public sealed partial class AccessRequests(
    StorageClients storage, AccountStore accounts, AccountList list, MailboxStore mailboxes, GrantAccess grant,
    WithdrawAccess withdraw, Expiries expiries, TimeProvider time)
{
    /// <summary>The prefix of requests.</summary>
    public const string Prefix = "request";

    /// <summary>How many are told in one transaction, beside the other rows of it.</summary>
    public const int ToldAtOnce = 80;

    private const string Partition = "requests";

    /// <summary>A pointer younger than this may belong to a request that is still on its way.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromMinutes(10);

    private sealed record Pointer(AccountId AccountId, string RowKey, DateTimeOffset At);

    /// <summary>All open requests, oldest first, each under its ETag. Changes nothing.</summary>
    public async Task<IReadOnlyList<Stored<AccessRequest>>> ListAsync(CancellationToken cancellationToken)
    {
        var open = new List<Stored<AccessRequest>>();
        await foreach (var pointer in storage.LookUps.QueryAsync<TableEntity>(
            Row.In(Partition), cancellationToken: cancellationToken))
        {
            if (await FollowAsync(Row.Read<Pointer>(pointer), pointer.RowKey, cancellationToken) is { } request
                && await WhyOverAsync(request.Value, cancellationToken) is null)
            {
                open.Add(request);
            }
        }

        return [.. open.OrderBy(request => request.Value.AskedAt)];
    }

    /// <summary>The open request with this id, or null.</summary>
    public async Task<Stored<AccessRequest>?> FindAsync(string requestId, CancellationToken cancellationToken) =>
        Ids.IsId(requestId)
        && await storage.LookUps.FindAsync<Pointer>(Partition, requestId, cancellationToken) is { } pointer
        && await FollowAsync(pointer, requestId, cancellationToken) is { } request
        && await WhyOverAsync(request.Value, cancellationToken) is null
            ? request : null;

    /// <summary>The open requests for one account.</summary>
    public async Task<IReadOnlyList<AccessRequest>> OfAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var rows = await storage.Accounts.ReadAllAsync(Row.In(accountId, Row.Prefix(Prefix)), cancellationToken);
        var open = new List<AccessRequest>();
        foreach (var request in rows.Select(row => Row.Read<AccessRequest>(row).Value))
        {
            if (await WhyOverAsync(request, cancellationToken) is null)
            {
                open.Add(request);
            }
        }

        return open;
    }

    /// <summary>
    /// Gives what was asked, as it is stored now: a request that is over gives nothing, and of several yeses one
    /// counts.
    /// </summary>
    public async Task<Problem?> GiveAsync(Stored<AccessRequest> request, string by, CancellationToken cancellationToken)
    {
        var wanted = request.Value;
        if (await WhyOverAsync(wanted, cancellationToken) is { } over)
        {
            return over;
        }

        if (wanted.MailboxId is { } mailboxId)
        {
            await mailboxes.NotePersonAsync(mailboxId, wanted.AccountId, cancellationToken);
        }

        // Of a succession more than one account changes: it stays until all of that was done.
        var given = wanted.Leaver is null ? null : wanted with { GivenAt = time.GetUtcNow() };
        var problem = await EndAsync(
            request,
            MailboxNotices.AccessGiven,
            change =>
            {
                if (wanted.MailboxId is { } mailboxId)
                {
                    GrantAccess.Give(change, wanted.Given.In(mailboxId));
                }
                else
                {
                    change.Head = change.Head with { Roles = [.. change.Head.Roles.Union([Role.ServiceDesk])] };
                }

                change.Notify(MailboxNotices.AccessGiven, person: wanted.Email, mailbox: wanted.MailboxId);
                change.Audit(MailboxEvents.AccessGiven, actor: by, also: [wanted.About]);
            },
            cancellationToken,
            given);
        if (problem is null && wanted.MailboxId is { } noted)
        {
            // Once more: when it was taken meanwhile, the note went with that.
            await mailboxes.NotePersonAsync(noted, wanted.AccountId, cancellationToken);
        }

        if (problem is null && given is not null)
        {
            await CarryOutAsync(given, by, cancellationToken);
        }
        else if (problem is null && wanted is { Right: MemberRight.Owner, MailboxId: { } owned })
        {
            // After it: of a yes and a no at the same moment the no must leave nothing.
            await grant.MakeOwnerAsync(owned, wanted.AccountId, by, cancellationToken);
        }

        return problem;
    }

    /// <summary>Refuses or stops a request: nothing changes, and those who were told hear of it.</summary>
    public Task<Problem?> StopAsync(Stored<AccessRequest> request, string by, CancellationToken cancellationToken) =>
        EndAsync(
            request,
            AdministrationNotices.AccessStopped,
            change => change.Audit(AdministrationEvents.AccessStopped, actor: by, also: [request.Value.About]),
            cancellationToken);

    /// <summary>Notes where a request will stand, before it is written.</summary>
    public Task<bool> NoteAsync(AccessRequest wanted, CancellationToken cancellationToken) =>
        storage.LookUps.TryInsertAsync(
            Partition, wanted.RequestId, new Pointer(wanted.AccountId, RowOf(wanted), wanted.AskedAt),
            cancellationToken);

    /// <summary>The key of a request's row.</summary>
    public static string RowOf(AccessRequest request) => $"{Prefix}~{request.MailboxId ?? "desk"}";

    /// <summary>
    /// Why nothing can be given any more: it is too old, or the account or whoever asked was shut out. Whoever asked
    /// must still be of the service desk, and must not have been signed out everywhere since: suspended and let in
    /// again, or with another password because somebody else was in their account, they ask anew.
    /// </summary>
    public async Task<Problem?> WhyOverAsync(AccessRequest request, CancellationToken cancellationToken) =>
        time.GetUtcNow() < request.ExpiresAt && request.GivenAt is null && !(request.Until <= time.GetUtcNow())
        && await accounts.FindAsync(request.AskedBy, null, cancellationToken) is { Head.Value: var asker }
        && asker.IsActive && asker.Generation == request.AskedIn
        && (asker.Roles.Contains(Role.ServiceDesk) || request.IsOfLeaver)
        && (request.Leaver is not { } leaver || await IsOwnerAsync(request.MailboxId!.Value, leaver, cancellationToken))
        && await accounts.FindAsync(request.AccountId, null, cancellationToken) is { Head.Value.IsShut: false }
            ? null
            : new RequestOver();

    private async Task<Stored<AccessRequest>?> FollowAsync(
        Stored<Pointer> pointer, string requestId, CancellationToken cancellationToken) =>
        await storage.Accounts.FindAsync<AccessRequest>(
            pointer.Value.AccountId, pointer.Value.RowKey, cancellationToken) is { } request
        && request.Value.RequestId == requestId
            ? request : null;

    /// <summary>Takes a request away in the transaction of what becomes of it; who was told of it hears.</summary>
    private async Task<Problem?> EndAsync(
        Stored<AccessRequest> request, Notice kind, Action<AccountChange> act, CancellationToken cancellationToken,
        AccessRequest? next = null)
    {
        var problem = await ChangeAsync(request, kind, act, next, cancellationToken);
        if (next is null)
        {
            await storage.LookUps.DeleteEntityAsync(
                Partition, request.Value.RequestId, ETag.All, cancellationToken);
        }

        return problem;
    }

    /// <summary>Changes a request in one transaction with what goes with that; without a next one it is over.</summary>
    private async Task<Problem?> ChangeAsync(
        Stored<AccessRequest> request, Notice kind, Action<AccountChange> act, AccessRequest? next,
        CancellationToken cancellationToken)
    {
        var asked = request.Value;
        var told = await PeopleAsync([asked.AskedBy, .. asked.Told], cancellationToken);
        var problem = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            if (await storage.Accounts.FindAsync<AccessRequest>(
                asked.AccountId, request.RowKey, cancellationToken) is not { } stored
                || stored.Value.RequestId != asked.RequestId || stored.Value.GivenAt is not null
                || await accounts.FindAsync(asked.AccountId, null, cancellationToken) is not { } account
                || account.Head.Value.State == AccountState.Ended)
            {
                return (true, new RequestOver());
            }

            var change = account.Change(time.GetUtcNow());
            if (next is null)
            {
                change.Rows.Delete(request.RowKey, stored.ETag);
            }
            else
            {
                change.Rows.Replace(stored, next with { Told = stored.Value.Told });
            }

            foreach (var one in told.Take(ToldAtOnce))
            {
                change.Announce(new OutboxItem
                {
                    Kind = kind, To = one.Email, Language = one.Language, MailboxId = asked.MailboxId,
                    Person = asked.Email, Date = next?.TakesEffectAt,
                    OperationId = OutboxChanges.NewOperation(),
                });
            }

            act(change);
            return (await accounts.TrySaveAsync(change, cancellationToken), null);
        });
        await list.RefreshAsync(asked.AccountId, cancellationToken);
        return problem;
    }

    /// <summary>Who of these accounts has not ended.</summary>
    public async Task<IReadOnlyList<AccountHead>> PeopleAsync(
        IEnumerable<AccountId> accountIds, CancellationToken cancellationToken)
    {
        var people = new List<AccountHead>();
        foreach (var accountId in accountIds.Distinct())
        {
            if (await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: var head }
                && head.State != AccountState.Ended)
            {
                people.Add(head);
            }
        }

        return people;
    }
}
