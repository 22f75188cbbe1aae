using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zegel.Functions.Tests.World;

/// <summary>A message that is being written, and the body that sends it.</summary>
/// <param name="ConversationId">The conversation, which is also the space.</param>
/// <param name="Author">The participant as whom it is written.</param>
/// <param name="SealKey">The conversation's seal key.</param>
public sealed record Draft(string ConversationId, string Author, byte[] SealKey)
{
    public string MessageId { get; init; } = Seals.NewId();

    public string Subject { get; init; } = "Een vraag";

    public string Text { get; init; } = "Goedemiddag, ik heb een vraag.";

    /// <summary>The author's name in the header.</summary>
    public string Name { get; init; } = "Anna Bakker";

    /// <summary>The wrapped seal key; with the first message only.</summary>
    public JsonObject? WrappedSealKey { get; init; }

    /// <summary>What its files are called.</summary>
    public string FileName { get; init; } = "bijlage.bin";

    /// <summary>Files that were uploaded, by id.</summary>
    public IReadOnlyDictionary<string, EncryptedFile> Files { get; init; } = new Dictionary<string, EncryptedFile>();

    /// <summary>
    /// Whom staff write to, with their first message: <c>{ email, name, method, phone, password, language }</c>; what is
    /// left out is null.
    /// </summary>
    public IReadOnlyList<object> Recipients { get; init; } = [];

    /// <summary>
    /// Whom staff raise: <c>{ participantId, method, phone, password }</c>; what is left out is null, and SMS.
    /// </summary>
    public IReadOnlyList<object> Raise { get; init; } = [];

    /// <summary>The draft that it was kept as: <c>{ draftId, revision }</c>, or null.</summary>
    public object? Kept { get; init; }

    /// <summary>What was shown of the conversation: <c>{ messageId, waiting }</c>, or null.</summary>
    public object? Seen { get; init; }

    /// <summary>From when nobody is handed it; null: it stays.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What <c>POST …/messages</c> takes.</summary>
    public object ToBody() => new
    {
        messageId = MessageId,
        note = Seals.Note(SealKey, ConversationId, Note()),
        header = Seals.Note(SealKey, ConversationId, Header()),
        files = Files.Keys,
        sealKey = WrappedSealKey,
        recipients = Recipients.Select(one => Filled(one, new() { ["password"] = null })),
        raise = Raise.Select(
            one => Filled(one, new() { ["method"] = "sms", ["phone"] = null, ["password"] = null })),
        draft = Kept,
        seen = Seen,
        expiresAt = ExpiresAt,
    };

    /// <summary>What was given, and the rest of <paramref name="members"/>.</summary>
    private static JsonObject? Filled(object? given, JsonObject members)
    {
        foreach (var (name, value) in JsonSerializer.SerializeToNode(given)?.AsObject() ?? [])
        {
            members[name] = value?.DeepClone();
        }

        return given is null ? null : members;
    }

    private JsonObject Note() => new()
    {
        ["kind"] = "message",
        ["space"] = ConversationId,
        ["id"] = MessageId,
        ["author"] = Author,
        ["subject"] = Subject,
        ["text"] = Text,
        ["files"] = new JsonArray([.. Files.Select(file => new JsonObject
        {
            ["id"] = file.Key,
            ["name"] = FileName,
            ["type"] = "application/octet-stream",
            ["size"] = file.Value.Size,
            ["seal"] = file.Value.Seal,
        })]),
    };

    private JsonObject Header() => new()
    {
        ["kind"] = "header",
        ["space"] = ConversationId,
        ["id"] = MessageId,
        ["author"] = Author,
        ["subject"] = Subject,
        ["name"] = Name,
    };
}
