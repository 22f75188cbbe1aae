using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>Who decides about a folder.</summary>
internal static class FolderAccess
{
    /// <summary>The folder for who acts for the mailbox that owns it; for everybody else there is none.</summary>
    public static async Task<Outcome<Actor<Folder>>> FindOwnedAsync(
        this SpaceAccess access, HttpRequest request, string participantId, SpaceQuery query,
        CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Folder>(request, participantId, Rights.All, query, cancellationToken);
        return !found.IsRefused(out _, out var actor) && !actor.IsMailbox ? new ResourceNotFound() : found;
    }
}
