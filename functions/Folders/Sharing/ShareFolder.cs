using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Sharing;

/// <summary>
/// Staff shares a folder with a guest or a colleague, who gets a mail with a button to it (A14). Whoever had it before
/// gets it back under the same link.
/// </summary>
[Allow(Caller.Staff)]
public sealed class ShareFolder(
    SpaceAccess access, SpaceStore spaces, AccountStore accounts, TimeProvider time)
{
    /// <param name="Email">
    /// Of the guest or colleague; the account must have been accepted (A13). Nobody else would be let in.
    /// </param>
    /// <param name="Right">What they may do.</param>
    public sealed record Request(string Email, FolderRight Right) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    /// <param name="ParticipantId">The guest or colleague in the folder.</param>
    /// <param name="Name">As others see it.</param>
    public sealed record Response(ParticipantId ParticipantId, string Name);

    [Function(nameof(ShareFolder))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/participants")]
        HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var shared = await Conflicts.RetryAsync(() => TryShareAsync(request, participantId, body, cancellationToken));
        return shared.IsRefused(out var problem, out var person)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(person.ParticipantId, person.Name!));
    }

    private async Task<(bool Done, Outcome<Participant> Shared)> TryShareAsync(
        HttpRequest request, string participantId, Request body, CancellationToken cancellationToken)
    {
        var found = await access.FindOwnedAsync(request, participantId, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var address = EmailAddress.Parse(body.Email)!;
        if ((await accounts.FindByEmailAsync(address, cancellationToken)).Account?.Head.Value
            is not { IsActive: true } account
            || !account.Roles.Any(role => role is Role.Guest or Role.Staff))
        {
            return (true, new NoSuchAccount());
        }

        var before = actor.Participants.SingleOrDefault(one => one.Value.AccountId?.Equals(account.AccountId) == true);
        if (before is { Value.Rights: not Rights.None })
        {
            return (true, new AlreadyShared());
        }

        var folder = actor.Space.Value;
        if (before is null && actor.Participants.Count > SecurityNumbers.PeopleInFolder)
        {
            return (true, new FolderFull());
        }

        var change = actor.Change(time.GetUtcNow());
        var person = PersonOf(account, before?.Value, folder, body.Right, change.Now);
        if (before is null)
        {
            change.Add(person);
        }
        else
        {
            change.Replace(before, person);
        }

        change.Replace(actor.Space, folder.Changed(change.Now) with
        {
            NextNumber = folder.NextNumber + (before is null ? 1 : 0),
        });
        var about = $"{person.ParticipantId} {account.AccountId} {body.Right.NameOf()}";
        change.Audit(actor.Did(FolderEvents.FolderShared, change.Now, about));
        change.Announce(Notices.ToAccount(person, FolderNotices.FolderShared, folder));
        return (await spaces.TrySaveAsync(change, cancellationToken), person);
    }

    /// <summary>Somebody new, or who had the folder before, under the same number.</summary>
    private static Participant PersonOf(
        AccountHead account, Participant? before, Folder folder, FolderRight right, DateTimeOffset now)
    {
        var isGuest = account.Roles.Contains(Role.Guest) && !account.Roles.Contains(Role.Staff);
        var following = before?.Following ?? new Following { Since = now, ToldUpTo = now };
        var person = before ?? new Participant
        {
            ParticipantId = ParticipantId.Of(folder.Id, folder.NextNumber),
            Name = account.Name,
            AccountId = account.AccountId,
            Language = account.Language,
        };
        return person with
        {
            Name = account.Name,
            Rights = right.ToRights(),
            NoticeFailed = false,
            Following = following with { Since = now, ToldUpTo = now, IsGuest = isGuest },
        };
    }
}
