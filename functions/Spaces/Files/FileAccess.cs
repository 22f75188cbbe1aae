namespace Zegel.Functions.Spaces.Files;

/// <summary>A file and who may act on it.</summary>
public sealed record FileActor(Actor<Space> Actor, Stored<SealedFile> File);

/// <summary>Who may act on a file.</summary>
internal static class FileAccess
{
    /// <summary>A file that this participant staged and did not send.</summary>
    public static Task<Outcome<FileActor>> FindOwnFileAsync(
        this SpaceAccess access, HttpRequest request, string participantId, string fileId,
        CancellationToken cancellationToken) =>
        FindAsync(access, request, participantId, Rights.Upload, fileId,
            (_, file) => file.Author == participantId && file.IsStaged, cancellationToken);

    /// <summary>A file that was sent with an entry of the space, or is kept for those who ask.</summary>
    public static Task<Outcome<FileActor>> FindSentFileAsync(
        this SpaceAccess access, HttpRequest request, string participantId, string fileId, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        FindAsync(
            access, request, participantId, Rights.Read, fileId, (reader, file) => file.IsFor(reader, now),
            cancellationToken);

    private static async Task<Outcome<FileActor>> FindAsync(
        SpaceAccess access, HttpRequest request, string participantId, Rights rights, string fileId,
        Func<Participant, SealedFile, bool> isMeant, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { File = FileId.TryFrom(fileId, out var id) ? id : null };
        var found = await access.FindAsync<Space>(request, participantId, rights, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        return actor.Files.Values.SingleOrDefault(file => isMeant(actor.Me.Value, file.Value)) is { } meant
            ? new FileActor(actor, meant)
            : new ResourceNotFound();
    }
}
