namespace Zegel.Functions.Administration.Giving;

/// <content>
/// What comes by itself, and requests that somebody takes the place of an owner who leaves (X13).
/// </content>
public sealed partial class AccessRequests
{
    /// <summary>Gives what comes by itself now, and takes away pointers to requests that are gone.</summary>
    public async Task<int> GiveWhatIsDueAsync(CancellationToken cancellationToken)
    {
        var given = 0;
        var now = time.GetUtcNow();
        await foreach (var row in storage.LookUps.QueryAsync<TableEntity>(
            Row.In(Partition), cancellationToken: cancellationToken))
        {
            var pointer = Row.Read<Pointer>(row);
            if (await FollowAsync(pointer, row.RowKey, cancellationToken) is not { } request)
            {
                if (pointer.Value.At + CutOff < now)
                {
                    await storage.LookUps.DeleteEntityAsync(Partition, row.RowKey, ETag.All, cancellationToken);
                }
            }
            else if (request.Value.GivenAt is not null)
            {
                await CarryOutAsync(request.Value, "system", cancellationToken);
            }
            else if (request.Value.TakesEffectAt <= now
                && await GiveAsync(request, "system", cancellationToken) is null)
            {
                given++;
            }
        }

        return given;
    }

    /// <summary>
    /// The successor agrees. Where the leaver asked, those are two; where one of the service desk asked who is alone,
    /// all who were told have a day to stop it (X13).
    /// </summary>
    public async Task<Problem?> AcceptAsync(Stored<AccessRequest> request, CancellationToken cancellationToken)
    {
        var wanted = request.Value;
        if (wanted.IsOfLeaver)
        {
            return await GiveAsync(request, wanted.AccountId, cancellationToken);
        }

        if (wanted.TakesEffectAt is not null)
        {
            return null;
        }

        var effect = time.GetUtcNow() + SecurityNumbers.AccessWait;
        var next = wanted with
        {
            TakesEffectAt = effect,
            ExpiresAt = wanted.ExpiresAt > effect + CutOff * 6 ? wanted.ExpiresAt : effect + CutOff * 6,
        };
        await expiries.AddAsync(
            next.ExpiresAt, AccountRow.Kind, wanted.AccountId, request.RowKey, cancellationToken);
        return await ChangeAsync(
            request,
            AdministrationNotices.SuccessorComing,
            change => change.Audit(
                AdministrationEvents.SuccessionAccepted, actor: wanted.AccountId, also: [wanted.About]),
            next,
            cancellationToken);
    }

    /// <summary>
    /// What follows after a successor may use the mailbox: they are its owner in the leaver's place, who then has no
    /// access any more. Safe to repeat; the timer does what was cut off.
    /// </summary>
    private async Task CarryOutAsync(AccessRequest given, string by, CancellationToken cancellationToken)
    {
        var (mailboxId, leaver) = (given.MailboxId!.Value, given.Leaver!.Value);
        // From whom it was taken meanwhile takes nobody's place: the leaver stays its owner.
        if (await grant.MayUseAsync(given.AccountId, mailboxId, cancellationToken))
        {
            await mailboxes.PassAsync(mailboxId, leaver, given.AccountId, by, time.GetUtcNow(), cancellationToken);
            var mailbox = (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken))!;
            await withdraw.TakeAsync(leaver, mailbox, given.AccountId, cancellationToken);
        }

        await storage.Accounts.DeleteEntityAsync(given.AccountId, RowOf(given), ETag.All, cancellationToken);
        await storage.LookUps.DeleteEntityAsync(Partition, given.RequestId, ETag.All, cancellationToken);
    }

    private async Task<bool> IsOwnerAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken) =>
        (await mailboxes.FindOwnedAsync(mailboxId, cancellationToken))?.IsOwnedBy(accountId) == true;
}
