using Zegel.Functions.Dossiers.Settings;

namespace Zegel.Functions.Dossiers;

/// <summary>Who can handle dossiers of a mailbox, and which statuses there are.</summary>
public sealed class Handlers(
    AccountStore accounts, MailboxStore mailboxes, DossierSettingsStore settings, TimeProvider time)
{
    /// <summary>Everybody who can use the mailbox now, by name.</summary>
    public async Task<IReadOnlyList<DossierPerson>> ListAsync(
        MailboxId mailboxId, CancellationToken cancellationToken)
    {
        var people = await mailboxes.PeopleAsync(mailboxId, cancellationToken);
        var found = await Task.WhenAll(people.Select(person => FindAsync(mailboxId, person, cancellationToken)));
        return
        [
            .. found.OfType<DossierPerson>()
                .OrderBy(person => person.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>Somebody who can use the mailbox now, as member or delegate; else null.</summary>
    public async Task<DossierPerson?> FindAsync(
        MailboxId mailboxId, AccountId accountId, CancellationToken cancellationToken)
    {
        var reading = accounts.FindMembershipAsync(accountId, mailboxId, cancellationToken);
        var account = await accounts.FindAsync(accountId, null, cancellationToken);
        return await reading is { } membership && membership.Value.Counts(time.GetUtcNow())
            && account?.Head.Value is { IsActive: true } head && head.Roles.Contains(Role.Staff)
            ? new DossierPerson(accountId, head.Name) : null;
    }

    /// <summary>Whether a dossier with one status can get this one.</summary>
    public async Task<bool> MayHaveStatusAsync(string status, string? before, CancellationToken cancellationToken) =>
        status == before
        || (await settings.GetAsync(cancellationToken)).FindStatus(status) is { IsRetired: false };
}
