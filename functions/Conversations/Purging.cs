using Azure;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations;

/// <summary>What ends in conversations when its time has come. Each is safe to run twice and looks before it deletes.</summary>
public sealed class Purging(ConversationStore conversations, SealedBlobs blobs)
{
    /// <summary>Ends what a browser unlocked.</summary>
    public async Task EndGrantAsync(string browser, string participantId, CancellationToken cancellationToken) =>
        await conversations.Table.DeleteEntityAsync(
            Participant.ConversationOf(participantId), ConversationStore.GrantRow(participantId, browser), ETag.All, cancellationToken);

    /// <summary>Deletes a staged file; false when it was sent, or is gone.</summary>
    public async Task<bool> EndFileAsync(string conversationId, string fileId, CancellationToken cancellationToken)
    {
        var rowKey = ConversationStore.FileRow(fileId);
        var ended = await Conflicts.RetryAsync<AttachedFile?>(async () =>
        {
            var file = await conversations.Table.FindAsync<AttachedFile>(conversationId, rowKey, cancellationToken);
            if (file is not { Value.MessageId: null })
            {
                return (true, null);
            }

            // Under its ETag: a message that took the file keeps it, and from here on none can take it.
            var changes = new Changes(conversationId);
            changes.Replace(file, file.Value with { ETag = null });
            return (await conversations.TrySubmitAsync(changes, cancellationToken), file.Value);
        });
        if (ended is not null)
        {
            await blobs.DeleteAsync(ended.BlobName, ended.LeaseId, cancellationToken);
            await conversations.Table.DeleteEntityAsync(conversationId, rowKey, ETag.All, cancellationToken);
        }

        return ended is not null;
    }

    /// <summary>Deletes a conversation in which no message was ever sent, with the files that were staged for it.</summary>
    public async Task EndConversationAsync(string conversationId, CancellationToken cancellationToken)
    {
        var isEnded = await Conflicts.RetryAsync<bool>(async () =>
        {
            // Without its own row it is what a purge that was cut off left behind.
            var conversation = await conversations.FindConversationAsync(conversationId, cancellationToken);
            if (conversation is null or { Value.IsStarted: true })
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
                var file = Row.Read<AttachedFile>(row).Value;
                await blobs.DeleteAsync(file.BlobName, file.LeaseId, cancellationToken);
            }

            if (!row.RowKey.StartsWith("audit~", StringComparison.Ordinal))
            {
                await conversations.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            }
        }
    }
}
