using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Conversations.Drafts;

/// <summary>What a draft keeps alive: its files, and the conversation that waits for its first message.</summary>
public sealed class DraftFiles(SpaceStore spaces, SpacePurge purge, TimeProvider time)
{
    /// <summary>Keeps them until then; does nothing where there is no such conversation of the mailbox yet.</summary>
    public Task KeepAsync(
        MailboxId mailboxId, ParticipantId author, IReadOnlyList<string> files, DateTimeOffset until,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            if (await FindAsync(mailboxId, author, cancellationToken) is not { } read)
            {
                return (true, false);
            }

            var change = new SpaceChange(author.Space, time.GetUtcNow());
            foreach (var file in StagedOf(read, author, files).Where(file => file.Value.WaitsUntil < until))
            {
                change.Expire(until, ExpiringFile.Kind, file.Value.FileId);
                change.Replace(file, file.Value with { WaitsUntil = until });
            }

            if (!read.Space.Value.IsStarted && !(read.Space.Value.WaitsUntil >= until))
            {
                change.Expire(until, ExpiringSpace.Kind);
                change.Replace(read.Space, read.Space.Value with { WaitsUntil = until });
            }

            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });

    /// <summary>Ends those that were not sent; safe to repeat.</summary>
    public async Task EndAsync(MailboxId mailboxId, MessageDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Files.Count == 0
            || await FindAsync(mailboxId, draft.ParticipantId, cancellationToken) is not { } read)
        {
            return;
        }

        foreach (var file in StagedOf(read, draft.ParticipantId, draft.Files))
        {
            await purge.EndFileAsync(draft.ParticipantId.Space, file.Value.FileId, cancellationToken);
        }
    }

    private async Task<SpaceRead?> FindAsync(
        MailboxId mailboxId, ParticipantId author, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Files = true, Only = author };
        var read = await spaces.ReadAsync(author.Space, query, cancellationToken);
        return read?.Space.Value is Conversation { EndedAt: null } conversation && conversation.MailboxId == mailboxId
            && read.Participants is [{ Value.IsMailbox: true }]
            ? read : null;
    }

    private static IEnumerable<Stored<SealedFile>> StagedOf(
        SpaceRead read, ParticipantId author, IReadOnlyList<string> files) =>
        files.Select(file => read.Files.GetValueOrDefault(FileId.From(file))).OfType<Stored<SealedFile>>()
            .Where(file => file.Value.IsStaged && file.Value.Author == author);
}
