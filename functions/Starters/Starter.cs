namespace Zegel.Functions.Starters;

/// <summary>A public page that opens a conversation with one mailbox (D7).</summary>
public sealed record Starter(string StarterId, MailboxId MailboxId);

/// <summary>Conversation starters; a partition a starter.</summary>
public sealed class StarterStore(StorageClients storage)
{
    private const string StarterRow = "starter";

    /// <summary>The starter, or null.</summary>
    public async Task<Starter?> FindAsync(string starterId, CancellationToken cancellationToken) =>
        Ids.IsStarterId(starterId)
            ? (await storage.Starters.FindAsync<Starter>(starterId, StarterRow, cancellationToken))?.Value : null;

    /// <summary>Makes a starter, once.</summary>
    public Task<bool> TryInsertAsync(Starter starter, CancellationToken cancellationToken) =>
        storage.Starters.TryInsertAsync(starter.StarterId, StarterRow, starter, cancellationToken);
}
