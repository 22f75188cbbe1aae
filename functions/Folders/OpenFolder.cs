using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>
/// Opens a shared folder: its key, who is in it and what the caller may do. Written down before it is handed out; its
/// entries come with <see cref="Entries.ListEntries"/>.
/// </summary>
[Allow(Caller.Staff, Caller.Guest)]
public sealed class OpenFolder(
    SpaceAccess access, SpaceStore spaces, SpaceShelves shelves, MailboxNames names, SealKeyRelease release,
    TimeProvider time)
{
    private const int EntriesInOnePart = 500;

    /// <param name="FolderId">Which.</param>
    /// <param name="ParticipantId">As whom the caller acts.</param>
    /// <param name="IsOwner">Whether the caller acts for the mailbox, which shares, renames and removes.</param>
    /// <param name="MayUpload">Whether the caller may add files and subfolders.</param>
    /// <param name="Digest">When the caller is told of new files.</param>
    /// <param name="SealKey">For whom it is shared with.</param>
    /// <param name="WrappedSealKey">For the mailbox: under its own key; null for the first seconds.</param>
    /// <param name="Note">The folder's entry, with its name.</param>
    /// <param name="NoteAuthor">Whose note that is.</param>
    /// <param name="Parts">In how many parts its entries are listed, all of which can be asked at once.</param>
    /// <param name="Participants">Who sees what is added: the mailbox first. Without an address.</param>
    public sealed record Response(
        SpaceId FolderId, ParticipantId ParticipantId, bool IsOwner, bool MayUpload, Digest Digest, byte[]? SealKey,
        byte[]? WrappedSealKey, SealedNote Note, ParticipantId NoteAuthor, int Parts,
        IReadOnlyList<ParticipantItem> Participants);

    /// <param name="ParticipantId">Who.</param>
    /// <param name="Kind"><c>mailbox</c>, <c>guest</c> or <c>colleague</c>.</param>
    /// <param name="Name">As others see it.</param>
    /// <param name="Right">What it may do; null when that was taken away (seen by the mailbox alone).</param>
    /// <param name="Since">From when it is in the folder.</param>
    /// <param name="IsNew">Whether it came in after the caller last added something (X23).</param>
    /// <param name="AccountId">Whose account it is; for the mailbox alone.</param>
    /// <param name="NoticeFailed">Whether a mail could not be delivered; for the mailbox alone.</param>
    public sealed record ParticipantItem(
        ParticipantId ParticipantId, string Kind, string Name, FolderRight? Right, DateTimeOffset? Since, bool IsNew,
        AccountId? AccountId, bool NoticeFailed);

    [Function(nameof(OpenFolder))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/open")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        var opened = await Conflicts.RetryAsync(async () =>
        {
            var outcome = await OpenAsync(request, id, cancellationToken);
            return (!outcome.IsRefused(out var problem, out _) || problem is not ChangedMeanwhile, outcome);
        });
        return opened.IsRefused(out var refusal, out var response) ? refusal.ToResult() : TypedResults.Ok(response);
    }

    private async Task<Outcome<Response>> OpenAsync(
        HttpRequest request, ParticipantId id, CancellationToken cancellationToken)
    {
        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = shelves.FindAsync<FolderEntry>(id.Space, id.Space.Value, cancellationToken);
        var found = await access.FindAsync<Folder>(
            request, id, Rights.Read, SpaceQuery.Participants, cancellationToken);
        var entry = await reading;
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        // All that may fail comes before it is written down.
        var folder = actor.Space.Value;
        var mailbox = await names.GetAsync(folder.MailboxId, cancellationToken);
        byte[]? sealKey = null;
        if (actor.IsMailbox)
        {
            // The mailbox has the key, wrapped under its own.
            if (folder.IsUnreadable)
            {
                return new SealKeyRefused();
            }

            if (!await spaces.TrySaveAsync(Record(actor, FolderEvents.FolderOpened), cancellationToken))
            {
                return new ChangedMeanwhile();
            }
        }
        else
        {
            var released = await release.ReleaseAsync(
                folder,
                _ => Task.FromResult(Record(actor, FolderEvents.FolderOpened)),
                () => Task.FromResult(Record(actor, SealingEvents.SealKeyRefused)),
                cancellationToken);
            if (released.IsRefused(out var refusal, out sealKey))
            {
                return refusal;
            }
        }

        var me = actor.Me.Value;
        return new Response(
            folder.FolderId, id, actor.IsMailbox, me.Rights.HasFlag(Rights.Upload),
            me.Following?.IsDaily == true ? Digest.Daily : Digest.Soon, sealKey,
            actor.IsMailbox ? me.WrappedSealKey : null, entry!.Note, entry.Item.Value.Author,
            PartsOf(actor), [.. PeopleOf(actor).Select(person => ItemOf(person, actor, mailbox))]);
    }

    /// <summary>The record that it was opened; the caller has now seen what is new.</summary>
    private SpaceChange Record(Actor<Folder> actor, AuditEvent what)
    {
        var (change, me) = (actor.Change(time.GetUtcNow()), actor.Me.Value);
        change.Audit(actor.Did(what, change.Now));
        var hasNews = me.Following is { } seen && NewestOfOthers(actor) > seen.ToldUpTo;
        if (what == FolderEvents.FolderOpened && (hasNews || me.NoticeFailed))
        {
            var upTo = NewestOfOthers(actor) is { } newest && newest > change.Now ? newest : change.Now;
            change.Replace(actor.Me, me with
            {
                NoticeFailed = false, Following = me.Following! with { ToldUpTo = upTo },
            });
        }

        return change;
    }

    private static DateTimeOffset? NewestOfOthers(Actor<Folder> actor) => actor.Participants
        .Where(other => other.Value.ParticipantId != actor.Me.Value.ParticipantId)
        .Max(other => other.Value.Following?.AddedAt);

    /// <summary>Those that were ever added say how many there may be, without reading them.</summary>
    private static int PartsOf(Actor<Folder> actor) =>
        actor.Participants.Sum(one => one.Value.Following?.Added ?? 0) > EntriesInOnePart ? SpaceShelves.Parts : 1;

    /// <summary>Staff see also who has it no more.</summary>
    private static IEnumerable<Participant> PeopleOf(Actor<Folder> actor) => actor.Participants
        .Select(one => one.Value).Where(person => actor.IsMailbox || person.Rights != Rights.None);

    private static ParticipantItem ItemOf(Participant person, Actor<Folder> actor, string mailbox)
    {
        var (since, added) = (person.Following?.Since, actor.Me.Value.Following?.AddedAt);
        return new ParticipantItem(
            person.ParticipantId,
            person.IsMailbox ? "mailbox" : person.Following?.IsGuest == true ? "guest" : "colleague",
            person.IsMailbox ? mailbox : person.Name ?? "",
            FolderRights.Of(person.Rights),
            since,
            !person.IsMailbox && since > added,
            actor.IsMailbox ? person.AccountId : null,
            actor.IsMailbox && person.NoticeFailed);
    }
}
