using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Lists;

namespace Zegel.Functions.Dossiers.Portal;

/// <summary>A dossier in a client's list: made by the delivery worker.</summary>
/// <param name="PartId">The part of it that is shared with them.</param>
/// <param name="ParticipantId">As whom the account acts in it.</param>
/// <param name="WrappedSealKey">Its seal key, with its context, under the shelf's (A256KW).</param>
/// <param name="At">When something happened in it last.</param>
/// <param name="Facts">What clients know of it without a key.</param>
/// <param name="Numbers">What stands in each tab.</param>
/// <param name="Unread">What the account did not open yet.</param>
/// <param name="Accounts">For a company's main account: the extra accounts that see it.</param>
public sealed record ClientDossier(
    SpaceId PartId, ParticipantId ParticipantId, byte[] WrappedSealKey, DateTimeOffset At, DossierFacts Facts,
    TabNumbers Numbers, TabNumbers Unread, IReadOnlyList<AccountId> Accounts)
{
    /// <summary>How many tasks wait for whom.</summary>
    public TaskNumbers Tasks { get; init; } = TaskNumbers.None;
}

/// <summary>
/// The dossiers of clients, with their sealed headers; in the table of accounts a partition
/// <c>dossiers~&lt;account&gt;</c> each.
/// </summary>
public sealed class ClientDossiers(StorageClients storage)
{
    /// <summary>Dossiers on one page.</summary>
    public const int PageSize = 500;

    private const string Header = "Header";

    private readonly DerivedList<ClientDossier> list = new(storage.Accounts, PageSize);

    /// <summary>Puts a dossier where it belongs; safe to run twice and by two workers at once.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="dossier">The row.</param>
    /// <param name="header">The part's header.</param>
    /// <param name="version">How often the part changed.</param>
    public Task PutAsync(
        AccountId accountId, ClientDossier dossier, SealedNote header, long version,
        CancellationToken cancellationToken) =>
        list.PutAsync(
            PartitionOf(accountId), dossier.PartId, dossier.At, dossier, header.Columns(Header), cancellationToken,
            isSettled: true, version: version);

    /// <summary>Takes a dossier off it, from this change of the part on.</summary>
    public Task RemoveAsync(AccountId accountId, Part part, CancellationToken cancellationToken) => list.RemoveAsync(
        PartitionOf(accountId), part.PartId, part.ActiveAt, cancellationToken, part.Revision);

    /// <summary>One page, in one query.</summary>
    public async Task<(IReadOnlyList<(ClientDossier Dossier, SealedNote Header)>, string? Next)> PageAsync(
        AccountId accountId, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(PartitionOf(accountId), cursor, cancellationToken);
        return ([.. items.Select(item => (item.Value, SealedNote.FromRow(item.Row, Header)))], next);
    }

    private static string PartitionOf(string accountId) => "dossiers~" + accountId;
}
