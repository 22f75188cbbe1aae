using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>A link that was found, with its right secret.</summary>
public sealed record Link(Stored<Space> Space, Stored<Participant> Participant, Stored<Grant>? Grant, Visitor? Visitor)
{
    /// <summary>What is known of the notices that it was sent with, where that was asked for.</summary>
    public IReadOnlyList<Stored<SentNotice>> Told { get; init; } = [];

    /// <summary>The remembered browser that the grant names; null when it names none, or that is gone.</summary>
    public ReaderDevice? GrantedBy { get; init; }
}

/// <summary>Finding what a link names, and saying how it stands.</summary>
public sealed class Links(
    SpaceStore spaces, OrganisationStore organisations, MailboxNames names, RootSecret root,
    ReaderDevices devices, TimeProvider time)
{
    /// <summary>The link; null for an unknown participant and a wrong secret alike, after the same work.</summary>
    public async Task<Link?> FindAsync(
        HttpRequest request, string participantId, string secret, CancellationToken cancellationToken) =>
        (await LookAsync(request, participantId, secret, cancellationToken)).IsRefused(out _, out var link)
            ? null : link;

    /// <summary>The link, or for who has one that was right once what became of it.</summary>
    public async Task<Outcome<Link>> LookAsync(
        HttpRequest request, string participantId, string secret, CancellationToken cancellationToken,
        bool withNotices = false)
    {
        var found = await ReadAsync(request, participantId, cancellationToken, withNotices);
        var isRight = IsSecretOf(secret, participantId, found?.Participant.Value.LinkVersion ?? 1);
        var isFormer = IsFormer(secret, participantId, found?.Participant.Value);
        if (found is null or { Participant.Value.IsHeld: true } || (!isRight && !isFormer))
        {
            return new LinkUnknown();
        }

        return found.Space.Value.HasEnded(time.GetUtcNow()) ? new LinkEnded()
            : isRight ? found
            : found.Participant.Value.Revoked is { } revoked ? new AccessRevoked(revoked.At)
            : new LinkMoved(found.Participant.Value.LinkRenewedAt!.Value);
    }

    /// <summary>The link that came after one that was replaced, with the old one's right secret.</summary>
    public async Task<Link?> FindNewerAsync(
        HttpRequest request, string participantId, string secret, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(request, participantId, cancellationToken);
        return IsFormer(secret, participantId, found?.Participant.Value)
            && found is { Participant.Value: { IsHeld: false, Revoked: null } }
            && !found.Space.Value.HasEnded(time.GetUtcNow()) ? found : null;
    }

    /// <summary>How the link stands, for this browser.</summary>
    public async Task<LinkState> StateAsync(Link link, HttpRequest request, CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var participant = link.Participant.Value;
        var codes = participant.Codes;
        var challenge = codes.OpenFor(participant.CodesBy, link.Visitor?.Hash, now).LastOrDefault();
        return new LinkState(
            participant.ParticipantId,
            link.Space.Value.Id,
            organisation.Name,
            await names.GetAsync(link.Space.Value.MailboxId, cancellationToken),
            participant.Method,
            participant.Language,
            participant is { Method: Method.Sms, Revoked: null } ? PhoneNumber.Mask(participant.Phone!) : null,
            link.Grant?.Value.IsAlive(participant, link.GrantedBy, now) == true,
            challenge is null ? null : new ChallengeState(challenge.Kind, challenge.ExpiresAt, challenge.TriesLeft),
            codes.SendAt(now),
            codes.TryAt > now ? codes.TryAt : null,
            codes.LockedUntil > now ? codes.LockedUntil : null,
            codes.IsDisabled,
            participant.Disputed is not null,
            await ExpiredAtAsync(link.Space.Value, participant, now, cancellationToken),
            devices.CanRemember(link.Space.Value, participant),
            devices.CanRemember(link.Space.Value, participant) && ReaderCookie.Of(request) is not null,
            participant.Revoked?.At);
    }

    private async Task<Link?> ReadAsync(
        HttpRequest request, string participantId, CancellationToken cancellationToken, bool withNotices = false)
    {
        var visitor = request.FindVisitor();
        return ParticipantId.TryFrom(participantId, out var id)
            && await spaces.ReadAsync(
                id.Space, new SpaceQuery { Only = id, Grant = (id, visitor?.Hash ?? ""), Told = withNotices },
                cancellationToken)
                is { Participants: [{ Value.Email: not null } participant] } found
            ? new Link(found.Space, participant, found.Grant, visitor)
            {
                Told = found.Told, GrantedBy = found.GrantedBy,
            }
            : null;
    }

    private bool IsSecretOf(string secret, string participantId, int version) =>
        Tokens.AreEqual(secret, root.LinkSecret(participantId, version));

    /// <summary>Whether it is of a link that was replaced and went to the address that the participant has.</summary>
    private bool IsFormer(string secret, string participantId, Participant? participant)
    {
        var now = participant?.LinkVersion ?? 1;
        // Each is compared, so that it takes as long whichever it is.
        var right = Enumerable.Range(1, SecurityNumbers.OldLinks).Select(back => now - back)
            .Where(version => IsSecretOf(secret, participantId, version)).ToList();
        return participant?.LinkRenewedAt is not null
            && right is [var former] && former >= Math.Max(1, participant.FirstLink);
    }

    /// <summary>Asked only where the last entry expired: then when the last of all did, if none can be read.</summary>
    private async Task<DateTimeOffset?> ExpiredAtAsync(
        Space space, Participant participant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!(space.LastExpiresAt <= now))
        {
            return null;
        }

        var (entries, earlier) = await spaces.PageAsync(space.Id, null, cancellationToken);
        var canBeRead = entries.Any(entry => !entry.Entry.IsGone(now) && participant.Sees(entry.Entry.At));
        return earlier is null && !canBeRead
            ? entries.Max(entry => entry.Entry.ExpiresAt) : null;
    }
}
