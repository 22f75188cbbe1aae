namespace Zegel.Functions.Administration.Giving;

/// <summary>Writes requests for somebody's yes, and tells everybody who may give or stop it.</summary>
public sealed class AccessRequester(
    AccessRequests requests, StorageClients storage, AccountStore accounts, AccountList list, MailboxStore mailboxes,
    Expiries expiries, TimeProvider time)
{
    /// <summary>What goes with the role service desk, which is no right to a mailbox.</summary>
    public static readonly GivenRight ForTheDesk = new(MemberRight.Member, null);

    /// <summary>The right of whoever is invited to a mailbox.</summary>
    public static GivenRight RightIn(OwnedMailbox mailbox) =>
        new(mailbox.IsPersonal ? MemberRight.Delegate : MemberRight.Member, null);

    /// <summary>
    /// Asks for a mailbox (or, without one, the role service desk) and tells everybody who may say yes or stop it. The
    /// same again changes nothing, but tells those who were not told yet when it was cut off.
    /// </summary>
    public async Task<Outcome<AccessRequest>> AskAsync(
        SignedIn by, AccountHead subject, OwnedMailbox? mailbox, GivenRight given, CancellationToken cancellationToken,
        AccountId? leaver = null)
    {
        var now = time.GetUtcNow();
        var desk = await DeskAsync(cancellationToken);
        // Whoever asked hears of it too when it is about the service desk: it may be somebody else in their session.
        var canSayYes = desk.Any(
            other => other.IsActive && other.AccountId != by.AccountId && other.AccountId != subject.AccountId);
        var wanted = new AccessRequest
        {
            RequestId = Tokens.NewId(), AccountId = subject.AccountId, Email = subject.Email,
            MailboxId = mailbox?.MailboxId, Right = given.Right, Until = given.Until, Leaver = leaver,
            IsAlone = !canSayYes, AskedBy = by.AccountId, AskedByEmail = by.Account.Email,
            AskedIn = by.Account.Generation, AskedAt = now,
            ExpiresAt = now + SecurityNumbers.AccessRequestLifetime,
        };
        var rowKey = AccessRequests.RowOf(wanted);
        var placed = await Conflicts.RetryAsync(() => PlaceAsync(wanted, rowKey, cancellationToken));
        if (placed.IsRefused(out var problem, out var stored))
        {
            return problem;
        }

        var tellers = wanted.IsForDesk
            ? desk.Concat(await OwnersAsync(await mailboxes.ListOwnedAsync(cancellationToken), cancellationToken))
            : desk.Where(one => one.IsActive).Concat(await OwnersAsync([mailbox!], cancellationToken))
                .Where(one => one.AccountId != by.AccountId);
        // A successor has to agree.
        var told = (leaver is null ? tellers.Where(one => one.AccountId != subject.AccountId) : tellers.Append(subject))
            .DistinctBy(one => one.AccountId).ToList();
        var comes = wanted.IsForDesk && !canSayYes;
        return await Conflicts.RetryAsync(() => TellAsync(stored, rowKey, told, comes, cancellationToken));
    }

    /// <summary>Writes the request, unless the same stands there; one that is over gives its place.</summary>
    private async Task<(bool Done, Outcome<AccessRequest> Result)> PlaceAsync(
        AccessRequest wanted, string rowKey, CancellationToken cancellationToken)
    {
        var found = await storage.Accounts.FindAsync<AccessRequest>(wanted.AccountId, rowKey, cancellationToken);
        if (found is not null && await requests.WhyOverAsync(found.Value, cancellationToken) is null)
        {
            return (true, found.Value.IsSameAs(wanted) ? found.Value : new AlreadyAsked());
        }

        if (found?.Value.GivenAt is not null)
        {
            // What was given is carried out first.
            return (true, new AlreadyAsked());
        }

        await requests.NoteAsync(wanted, cancellationToken);
        await expiries.AddAsync(wanted.ExpiresAt, AccountRow.Kind, wanted.AccountId, rowKey, cancellationToken);
        var changes = new Changes(wanted.AccountId);
        if (found is null)
        {
            changes.Insert(rowKey, wanted);
        }
        else
        {
            changes.Replace(found, wanted);
        }

        var names = $"{wanted.AccountId} {wanted.About}{(wanted.Right == MemberRight.Owner ? " owner" : "")}";
        changes.Audit(new AuditRecord(AdministrationEvents.AccessAsked, wanted.AskedAt, wanted.AskedBy, names));
        return (await changes.TrySubmitAsync(storage.Accounts, cancellationToken), wanted);
    }

    /// <summary>
    /// Tells those who were not told yet, some in each transaction; the last one says when it comes by itself. So it
    /// never does before everybody was told.
    /// </summary>
    private async Task<(bool Done, AccessRequest Request)> TellAsync(
        AccessRequest request, string rowKey, IReadOnlyList<AccountHead> told, bool comes,
        CancellationToken cancellationToken)
    {
        if (await storage.Accounts.FindAsync<AccessRequest>(
            request.AccountId, rowKey, cancellationToken) is not { } stored
            || stored.Value.RequestId != request.RequestId)
        {
            // Given or stopped by the first who were told.
            return (true, request);
        }

        var left = told.Where(one => !stored.Value.Told.Contains(one.AccountId)).ToList();
        if (left.Count == 0)
        {
            return (true, stored.Value);
        }

        var now = time.GetUtcNow();
        var effect = comes ? now + SecurityNumbers.AccessWait : (DateTimeOffset?)null;
        var some = left.Take(AccessRequests.ToldAtOnce).ToList();
        var next = stored.Value with
        {
            Told = [.. stored.Value.Told, .. some.Select(one => one.AccountId)],
            TakesEffectAt = !comes ? stored.Value.TakesEffectAt : some.Count == left.Count ? effect : null,
        };
        if (await accounts.FindAsync(request.AccountId, null, cancellationToken) is not { } account)
        {
            return (true, stored.Value);
        }

        var change = account.Change(now);
        change.Rows.Replace(stored, next);
        foreach (var (i, one) in some.Index())
        {
            change.Announce(new OutboxItem
            {
                Kind = request.Leaver is not null ? AdministrationNotices.SuccessorAsked
                    : !request.IsForDesk ? AdministrationNotices.AccessAsked
                    : effect is null ? AdministrationNotices.DeskAsked
                    : AdministrationNotices.DeskComing,
                To = one.Email,
                Language = one.Language,
                MailboxId = request.MailboxId,
                Person = request.Email,
                By = request.AskedByEmail,
                LinkId = request.LinkIdOf(stored.Value.Told.Count + i),
                LinkVersion = 1,
                Date = effect ?? request.ExpiresAt,
                NotAfter = request.ExpiresAt,
                OperationId = OutboxChanges.NewOperation(),
            });
        }

        return (await accounts.TrySaveAsync(change, cancellationToken) && some.Count == left.Count, next);
    }

    /// <summary>All of the service desk who have not ended: who is suspended hears of it, and says no yes.</summary>
    private async Task<IReadOnlyList<AccountHead>> DeskAsync(CancellationToken cancellationToken)
    {
        var ids = new List<AccountId>();
        await foreach (var accountId in list.WithRoleAsync(Role.ServiceDesk, cancellationToken))
        {
            ids.Add(accountId);
        }

        var people = await requests.PeopleAsync(ids, cancellationToken);
        return [.. people.Where(head => head.Roles.Contains(Role.ServiceDesk))];
    }

    private Task<IReadOnlyList<AccountHead>> OwnersAsync(
        IEnumerable<OwnedMailbox> owned, CancellationToken cancellationToken) =>
        requests.PeopleAsync(owned.SelectMany(mailbox => mailbox.Owners), cancellationToken);
}
