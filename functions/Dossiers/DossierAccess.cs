using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>Who may see and decide what in dossiers, on top of what holds in every space.</summary>
internal static class DossierAccess
{
    /// <summary>The dossier, for who acts for the mailbox that owns it.</summary>
    public static Task<Outcome<Actor<Dossier>>> FindDossierAsync(
        this SpaceAccess access, HttpRequest request, string participantId, CancellationToken cancellationToken) =>
        access.FindAsync<Dossier>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);

    /// <summary>A part, for who acts for the mailbox that owns it; for everybody else there is none.</summary>
    public static async Task<Outcome<Actor<Part>>> FindOwnedPartAsync(
        this SpaceAccess access, HttpRequest request, string participantId, SpaceQuery query,
        CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Part>(request, participantId, Rights.Read, query, cancellationToken);
        return !found.IsRefused(out _, out var actor) && !actor.IsMailbox ? new ResourceNotFound() : found;
    }

    /// <summary>
    /// Whose view is asked: the actor's own; or, for staff, that of one of the client's people who sees the part.
    /// </summary>
    public static Outcome<Participant> ViewOf(this Actor<Part> actor, string? @as) =>
        @as is null ? actor.Me.Value
        : actor.IsMailbox && actor.Participants.FirstOrDefault(one => one.Value.ParticipantId == @as) is { } other
            && other.Value is { IsMailbox: false } person && person.Rights.HasFlag(Rights.Read)
            ? person
        : new ResourceNotFound();
}
