using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Opens a part for one of the client's people, for staff, or for staff as one of those people.</summary>
public sealed class OpeningParts(
    SpaceAccess access, SpaceStore spaces, SpaceTabs tabs, MailboxNames names, SealKeyRelease release,
    TimeProvider time)
{
    /// <summary>The answer, which was written down; or why not.</summary>
    public Task<Outcome<OpenPart.Response>> OpenAsync(
        HttpRequest request, ParticipantId id, OpenPart.Request body, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(async () =>
        {
            var outcome = await TryOpenAsync(request, id, body, cancellationToken);
            return (!outcome.IsRefused(out var problem, out _) || problem is not ChangedMeanwhile, outcome);
        });

    private async Task<Outcome<OpenPart.Response>> TryOpenAsync(
        HttpRequest request, ParticipantId id, OpenPart.Request body, CancellationToken cancellationToken)
    {
        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = body.Tab is { } tab
            ? tabs.PageAsync<PartEntry>(id.Space, tab.ToName(), null, cancellationToken)
            : Task.FromResult<(IReadOnlyList<Shelved<PartEntry>>, string?)>(([], null));
        var found = await access.FindAsync<Part>(
            request, id, Rights.Read, SpaceQuery.Participants, cancellationToken);
        var (entries, next) = await reading;
        if (found.IsRefused(out var problem, out var actor)
            || actor.ViewOf(body.As).IsRefused(out problem, out var viewer))
        {
            return problem;
        }

        // All that may fail comes before it is written down.
        var part = actor.Space.Value;
        var mailbox = await names.GetAsync(part.MailboxId, cancellationToken);
        var written = await WriteDownAsync(actor, body.As, cancellationToken);
        if (written.IsRefused(out var refusal, out var sealKey))
        {
            return refusal;
        }

        return new OpenPart.Response(
            part.PartId,
            viewer.ParticipantId,
            viewer.IsMailbox ? ParticipantId.Of(part.DossierId, ParticipantId.FirstNumber) : null,
            sealKey.Length > 0 ? sealKey : null,
            actor.IsMailbox ? actor.Me.Value.WrappedSealKey : null,
            part.Header,
            viewer.IsMailbox ? part.Facts : part.Facts.ForClients(),
            !part.Facts.IsClosed,
            part.Numbers,
            TabNumbers.Of(viewer.Reading!.Unread),
            part.Tasks,
            PartPeople.ShownTo(viewer, part, actor.Participants, mailbox),
            [.. entries.Select(entry => entry.Item.Value.ShowTo(viewer, entry.Note))],
            next);
    }

    /// <summary>The key for one of the client's people; nothing for the office, which has it under its own.</summary>
    private async Task<Outcome<byte[]>> WriteDownAsync(
        Actor<Part> actor, string? @as, CancellationToken cancellationToken)
    {
        var part = actor.Space.Value;
        if (!actor.IsMailbox)
        {
            return await release.ReleaseAsync(
                part,
                _ => Task.FromResult(Record(actor, DossierEvents.PartOpened, null)),
                () => Task.FromResult(Record(actor, SealingEvents.SealKeyRefused, null)),
                cancellationToken);
        }

        if (part.IsUnreadable)
        {
            return new SealKeyRefused();
        }

        var what = @as is null ? DossierEvents.PartOpened : DossierEvents.PartViewedAs;
        return await spaces.TrySaveAsync(Record(actor, what, @as), cancellationToken)
            ? Array.Empty<byte>() : new ChangedMeanwhile();
    }

    /// <summary>The record; who looks for themselves is told anew of what comes from now on.</summary>
    private SpaceChange Record(Actor<Part> actor, AuditEvent what, string? @as)
    {
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(what, change.Now, @as));
        if (what == DossierEvents.PartOpened)
        {
            change.Look(actor.Me);
        }

        return change;
    }
}
