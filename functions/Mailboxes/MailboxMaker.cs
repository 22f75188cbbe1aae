namespace Zegel.Functions.Mailboxes;

/// <summary>
/// Makes mailboxes and gives them other names; who may was judged before. No two have the same name: beside the
/// mailboxes' rows in <c>names</c> stands <c>called~&lt;keyed hash of the name&gt;</c>, which is inserted in the
/// transaction that names one, so that of two who give one name at the same moment one is refused.
/// </summary>
public sealed class MailboxMaker(
    StorageClients storage, MailboxStore mailboxes, MailboxNames names, SealKeys sealKeys, GrantAccess grant,
    RootSecret root, TimeProvider time)
{
    private const string CalledPrefix = "called";

    private sealed record Called(MailboxId MailboxId);

    /// <summary>
    /// Makes a mailbox and lets its first owner use it: nothing is in it yet, so nobody else needs to say yes. The same
    /// again goes on where it was cut off, also under another id as long as the owner cannot use it.
    /// </summary>
    /// <param name="wanted">With one owner.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The mailbox as it is now.</returns>
    public async Task<Outcome<OwnedMailbox>> MakeAsync(
        OwnedMailbox wanted, AccountId by, CancellationToken cancellationToken)
    {
        var owner = wanted.Owners.Single();
        var making = await Conflicts.RetryAsync<Outcome<OwnedMailbox>>(async () =>
        {
            var all = await mailboxes.ListOwnedAsync(cancellationToken);
            if (all.FirstOrDefault(one => one.MailboxId == wanted.MailboxId) is { } same)
            {
                return (true, IsAlike(same, wanted) ? same : new IdTaken());
            }

            if (all.FirstOrDefault(one => IsCalled(one, wanted.Name)) is { } other)
            {
                var isUnfinished = IsAlike(other, wanted)
                    && !await grant.MayUseAsync(owner, other.MailboxId, cancellationToken);
                return (true, isUnfinished ? other : new MailboxNameTaken());
            }

            await InsertAsync(wanted, cancellationToken);
            var changes = new Changes(MailboxNames.Partition);
            changes.Insert(CalledRow(wanted.Name), new Called(wanted.MailboxId));
            changes.Insert(wanted.MailboxId, wanted);
            changes.Audit(new AuditRecord(
                MailboxEvents.MailboxMade, time.GetUtcNow(), by, $"{owner} {wanted.MailboxId}"));
            return (await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken), wanted);
        });
        if (making.IsRefused(out var refusal, out var made))
        {
            return refusal;
        }

        return await grant.GiveAsync(
            owner, made, new GivenRight(MemberRight.Owner, null), by, cancellationToken) is { } problem
            ? problem : made;
    }

    /// <summary>Gives a mailbox another name: here at once, elsewhere within a minute. Safe to repeat.</summary>
    public Task<Outcome<OwnedMailbox>> RenameAsync(
        string mailboxId, string name, AccountId by, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<OwnedMailbox>>(async () =>
        {
            if (!MailboxId.TryFrom(mailboxId, out var id)
                || await storage.Mailboxes.FindAsync<OwnedMailbox>(MailboxNames.Partition, id, cancellationToken)
                    is not { Value: var former } stored)
            {
                return (true, new ResourceNotFound());
            }

            if (former.Name == name)
            {
                return (true, former);
            }

            var all = await mailboxes.ListOwnedAsync(cancellationToken);
            if (all.Any(one => one.MailboxId != id && IsCalled(one, name)))
            {
                return (true, new MailboxNameTaken());
            }

            var renamed = former with { Name = name };
            var changes = new Changes(MailboxNames.Partition);
            changes.Replace(stored, renamed);
            if (!IsCalled(former, name))
            {
                // Mailboxes of before names were kept apart have no such row.
                if (await storage.Mailboxes.FindAsync<Called>(
                    MailboxNames.Partition, CalledRow(former.Name), cancellationToken) is { } called)
                {
                    changes.Delete(called.RowKey, called.ETag);
                }

                changes.Insert(CalledRow(name), new Called(id));
            }

            changes.Audit(new AuditRecord(MailboxEvents.MailboxRenamed, time.GetUtcNow(), by, id));
            var isDone = await changes.TrySubmitAsync(storage.Mailboxes, cancellationToken);
            names.Forget();
            return (isDone, renamed);
        });

    /// <summary>Its own row first: a mailbox that has a name can be opened.</summary>
    private async Task InsertAsync(OwnedMailbox wanted, CancellationToken cancellationToken)
    {
        if (await mailboxes.FindAsync(wanted.MailboxId, cancellationToken) is null)
        {
            var sealKey = await sealKeys.MakeAsync(KeyContext.Mailbox(wanted.MailboxId), cancellationToken);
            await storage.Mailboxes.TryInsertAsync(
                wanted.MailboxId, MailboxStore.MailboxRow,
                new Mailbox(wanted.MailboxId, wanted.Name, sealKey, wanted.Person), cancellationToken);
        }
    }

    private static bool IsAlike(OwnedMailbox one, OwnedMailbox other) =>
        one.Name == other.Name && one.Person == other.Person && one.Owners.SequenceEqual(other.Owners);

    private static bool IsCalled(OwnedMailbox mailbox, string name) => Folded(mailbox.Name) == Folded(name);

    private string CalledRow(string name) => $"{CalledPrefix}~{root.LookUp("mailbox-name", Folded(name))}";

    /// <summary>Names that read the same are the same: capitals, accents and wide letters do not count.</summary>
    private static string Folded(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
            .ToUpperInvariant();
}

/// <summary>Another mailbox is called so.</summary>
public sealed record MailboxNameTaken()
    : Problem(409, "mailbox-name-taken", "Another mailbox has this name.");
