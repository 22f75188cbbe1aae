using Zegel.Functions.Conversations.Files;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations;

/// <summary>What ends in conversations when its time has come. Each is safe to run twice and looks before it deletes.</summary>
public sealed class Purging(
    ConversationStore conversations, SealedBlobs blobs, MailboxSpace space, Expiries expiries, TimeProvider time)
{
    /// <summary>Ends what a browser unlocked.</summary>
    public async Task EndGrantAsync(string browser, string participantId, CancellationToken cancellationToken) =>
        await conversations.Table.DeleteEntityAsync(
            Participant.ConversationOf(participantId), ConversationStore.GrantRow(participantId, browser), ETag.All, cancellationToken);

    /// <summary>Ends a staged file whose time is over; one whose upload went on since has another pointer.</summary>
    public async Task EndStaleFileAsync(string conversationId, string fileId, CancellationToken cancellationToken)
    {
        var file = await conversations.Table.FindAsync<AttachedFile>(conversationId, ConversationStore.FileRow(fileId), cancellationToken);
        if (file is { Value: var staged } && (staged.IsEnded || staged.WaitsUntil <= time.GetUtcNow()))
        {
            await EndFileAsync(conversationId, fileId, cancellationToken);
        }
    }

    /// <summary>
    /// Looks at an upload whose ticket ended: what is stored of it is counted, and one of which more is stored than was
    /// announced is ended. Nobody asks for another ticket who has written what he wanted. Of a finished file the upload has
    /// no use any more, and what somebody wrote there since neither.
    /// </summary>
    public async Task LookAtUploadAsync(string conversationId, string fileId, CancellationToken cancellationToken)
    {
        var file = await conversations.Table.FindAsync<AttachedFile>(conversationId, ConversationStore.FileRow(fileId), cancellationToken);
        if (file?.Value is { IsReady: true } finished)
        {
            await blobs.DeleteUploadAsync(finished.UploadName, cancellationToken);
        }
        else if (file?.Value is { IsStaged: true } upload)
        {
            await CountUploadAsync(conversationId, upload, await blobs.LookAsync(upload.UploadName, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Counts what is stored of an upload; false when it is too much, and then the upload is ended.</summary>
    public async Task<bool> CountUploadAsync(string conversationId, AttachedFile upload, StagedBlob stored, CancellationToken cancellationToken)
    {
        if (stored.IsOver(upload.Size))
        {
            await EndFileAsync(conversationId, upload.FileId, cancellationToken);
            return false;
        }

        await space.CountStagedAsync(upload, stored.Bytes, cancellationToken);
        return true;
    }

    /// <summary>
    /// Ends a staged file: from here on no message can take it, and its blob is deleted. Its row stays until no upload
    /// ticket works any more, so that what an old ticket writes is deleted too. False when it was sent, or is gone.
    /// </summary>
    public async Task<bool> EndFileAsync(string conversationId, string fileId, CancellationToken cancellationToken)
    {
        var rowKey = ConversationStore.FileRow(fileId);
        var file = await Conflicts.RetryAsync<AttachedFile?>(async () =>
        {
            var stored = await conversations.Table.FindAsync<AttachedFile>(conversationId, rowKey, cancellationToken);
            if (stored is not { Value.MessageId: null } || stored.Value.IsEnded)
            {
                return (true, stored is { Value.MessageId: null } ? stored.Value : null);
            }

            // Under its ETag: a message that took the file keeps it.
            await expiries.AddAsync(time.GetUtcNow() + SecurityNumbers.UploadTicket, "file", conversationId, fileId, cancellationToken);
            var changes = new Changes(conversationId);
            changes.Replace(stored, stored.Value with { IsEnded = true, EndedAt = time.GetUtcNow() });
            return (await conversations.TrySubmitAsync(changes, cancellationToken), stored.Value);
        });
        if (file is null)
        {
            return false;
        }

        await DeleteAsync(file, cancellationToken);
        if (file.IsEnded && file.EndedAt + SecurityNumbers.UploadTicket <= time.GetUtcNow())
        {
            await conversations.Table.DeleteEntityAsync(conversationId, rowKey, ETag.All, cancellationToken);
        }

        return true;
    }

    /// <summary>Deletes a conversation in which no message was ever sent, with the files that were staged for it.</summary>
    public async Task EndConversationAsync(string conversationId, CancellationToken cancellationToken)
    {
        var isEnded = await Conflicts.RetryAsync<bool>(async () =>
        {
            // Without its own row it is what a purge that was cut off left behind.
            var conversation = await conversations.FindConversationAsync(conversationId, cancellationToken);
            if (conversation is null or { Value.IsStarted: true } || conversation.Value.WaitsUntil > time.GetUtcNow())
            {
                return (true, conversation is null);
            }

            // The conversation's own row goes first and under its ETag: a first message sent now keeps everything.
            var changes = new Changes(conversationId);
            changes.Delete(conversation.RowKey, conversation.ETag);
            return (await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });
        if (!isEnded)
        {
            return;
        }

        foreach (var row in await conversations.Table.ReadAllAsync(Row.In(conversationId), cancellationToken))
        {
            if (row.RowKey.StartsWith("file~", StringComparison.Ordinal))
            {
                await DeleteAsync(Row.Read<AttachedFile>(row).Value, cancellationToken);
            }

            if (!row.RowKey.StartsWith("audit~", StringComparison.Ordinal))
            {
                await conversations.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            }
        }
    }

    /// <summary>The upload, the file, and its share of the mailbox's space.</summary>
    private async Task DeleteAsync(AttachedFile file, CancellationToken cancellationToken)
    {
        await blobs.DeleteUploadAsync(file.UploadName, cancellationToken);
        await blobs.DeleteAsync(file.BlobName, cancellationToken);
        await space.GiveBackAsync(file, cancellationToken);
    }
}
