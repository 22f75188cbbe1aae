namespace Zegel.Functions.Spaces;

/// <summary>What a browser unlocked: the partition is the visitor's hash, the row the participant.</summary>
internal sealed class ExpiringGrant(SpaceStore spaces) : IExpiring
{
    public const string Kind = "grant";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        spaces.EndGrantAsync(ParticipantId.From(row), partition, cancellationToken);
}

/// <summary>An upload whose ticket ends: the partition is the space, the row the file.</summary>
internal sealed class ExpiringUpload(SpacePurge purge) : IExpiring
{
    public const string Kind = "upload";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        purge.LookAtUploadAsync(SpaceId.From(partition), FileId.From(row), cancellationToken);
}

/// <summary>A staged file: the partition is the space, the row the file.</summary>
internal sealed class ExpiringFile(SpacePurge purge) : IExpiring
{
    public const string Kind = "file";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        purge.EndStaleFileAsync(SpaceId.From(partition), FileId.From(row), cancellationToken);
}

/// <summary>A space that may never have begun, or was ended: the partition.</summary>
internal sealed class ExpiringSpace(SpacePurge purge) : IExpiring
{
    // As pointers that stand there have it.
    public const string Kind = "conversation";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        purge.EndSpaceAsync(SpaceId.From(partition), cancellationToken);
}
