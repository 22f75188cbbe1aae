using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Lists;

namespace Zegel.Functions.Dossiers;

/// <summary>A client in a dossier of a mailbox's list.</summary>
/// <param name="PartId">The space that the office shares with them.</param>
/// <param name="ParticipantId">The mailbox in it.</param>
/// <param name="ClientId">The account of the client, or the company's main account.</param>
/// <param name="Name">Of the client.</param>
/// <param name="Unread">What came from the client and nobody of the office opened.</param>
/// <param name="Waiting">What the client itself did not open yet.</param>
/// <param name="ReadAt">When somebody of the client last opened something in it; null: never.</param>
/// <param name="IsRevoked">Whether the dossier was taken away from them.</param>
public sealed record ListedPart(
    SpaceId PartId, ParticipantId ParticipantId, AccountId ClientId, string Name, TabNumbers Unread,
    TabNumbers Waiting, DateTimeOffset? ReadAt, bool IsRevoked)
{
    /// <summary>How many tasks wait for whom.</summary>
    public TaskNumbers Tasks { get; init; } = TaskNumbers.None;
}

/// <summary>A dossier in its mailbox's list: made by the delivery worker.</summary>
/// <param name="DossierId">Which.</param>
/// <param name="ParticipantId">The mailbox's participant in it.</param>
/// <param name="WrappedSealKey">Its seal key, with its context, under the mailbox's (A256KW).</param>
/// <param name="At">When something happened in it last.</param>
/// <param name="Facts">What is known of it without a key.</param>
/// <param name="Parts">The clients in it.</param>
public sealed record ListedDossier(
    SpaceId DossierId, ParticipantId ParticipantId, byte[] WrappedSealKey, DateTimeOffset At, DossierFacts Facts,
    IReadOnlyList<ListedPart> Parts);

/// <summary>
/// The dossiers of mailboxes, with their sealed headers; a partition <c>dossiers~&lt;mailbox&gt;</c> each.
/// </summary>
public sealed class DossierList(StorageClients storage)
{
    /// <summary>Dossiers on one page.</summary>
    public const int PageSize = 500;

    private const string Header = "Header";

    private readonly DerivedList<ListedDossier> list = new(storage.Mailboxes, PageSize);

    /// <summary>Puts a dossier where it belongs; safe to run twice and by two workers at once.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="dossier">The row.</param>
    /// <param name="header">Its header.</param>
    /// <param name="version">How often it and its parts changed, together.</param>
    public Task PutAsync(
        MailboxId mailboxId, ListedDossier dossier, SealedNote header, long version,
        CancellationToken cancellationToken) =>
        list.PutAsync(
            PartitionOf(mailboxId), dossier.DossierId, dossier.At, dossier, header.Columns(Header), cancellationToken,
            isSettled: true, version: version);

    /// <summary>One page, in one query.</summary>
    public async Task<(IReadOnlyList<(ListedDossier Dossier, SealedNote Header)>, string? Next)> PageAsync(
        MailboxId mailboxId, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(PartitionOf(mailboxId), cursor, cancellationToken);
        return ([.. items.Select(item => (item.Value, SealedNote.FromRow(item.Row, Header)))], next);
    }

    private static string PartitionOf(string mailboxId) => "dossiers~" + mailboxId;
}
