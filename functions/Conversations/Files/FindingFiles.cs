using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>Finding a file as the caller may act on it.</summary>
internal static class FindingFiles
{
    /// <summary>A file this participant staged and did not send.</summary>
    public static Task<(Acting? Acting, Stored<AttachedFile>? File, Problem? Problem)> FindOwnFileAsync(
        this ConversationStore conversations, HttpRequest request, string participantId, string fileId, CancellationToken cancellationToken) =>
        FindAsync(conversations, request, participantId, fileId, file => file.Author == participantId && file.MessageId is null && !file.IsEnded, cancellationToken);

    /// <summary>A file that was sent with a message of the conversation.</summary>
    public static Task<(Acting? Acting, Stored<AttachedFile>? File, Problem? Problem)> FindSentFileAsync(
        this ConversationStore conversations, HttpRequest request, string participantId, string fileId, CancellationToken cancellationToken) =>
        FindAsync(conversations, request, participantId, fileId, file => file.MessageId is not null, cancellationToken);

    private static async Task<(Acting? Acting, Stored<AttachedFile>? File, Problem? Problem)> FindAsync(
        ConversationStore conversations, HttpRequest request, string participantId, string fileId, Func<AttachedFile, bool> isMeant,
        CancellationToken cancellationToken)
    {
        var rowKey = ConversationStore.FileRow(Ids.IsId(fileId) ? fileId : "");
        var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken, Row.Key(rowKey));
        if (problem is not null)
        {
            return (null, null, problem);
        }

        return acting!.Others.TryGetValue(rowKey, out var row) && Row.Read<AttachedFile>(row) is var file && isMeant(file.Value)
            ? (acting, file, null)
            : (null, null, new ResourceNotFound());
    }
}
