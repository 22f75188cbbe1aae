namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>A link that was found, with its right secret.</summary>
public sealed record Link(Stored<Space> Space, Stored<Participant> Participant, Stored<Grant>? Grant, Visitor? Visitor);

/// <summary>Finding what a link names, and saying how it stands.</summary>
public sealed class Links(
    SpaceStore spaces, OrganisationStore organisations, MailboxNames names, RootSecret root, TimeProvider time)
{
    /// <summary>The link; null for an unknown participant and a wrong secret alike, after the same work.</summary>
    public async Task<Link?> FindAsync(
        HttpRequest request, string participantId, string secret, CancellationToken cancellationToken)
    {
        var visitor = request.FindVisitor();
        var found = ParticipantId.TryFrom(participantId, out var id)
            ? await spaces.ReadAsync(
                id.Space, new SpaceQuery { Only = id, Grant = (id, visitor?.Hash ?? "") }, cancellationToken)
            : null;
        var participant = found?.Participants.SingleOrDefault();
        var right = Tokens.AreEqual(secret, root.LinkSecret(participantId, participant?.Value.LinkVersion ?? 1));
        return right && participant is { Value: { Email: not null, IsHeld: false } }
            && !found!.Space.Value.HasEnded(time.GetUtcNow())
            ? new Link(found.Space, participant, found.Grant, visitor)
            : null;
    }

    /// <summary>How the link stands, for this browser.</summary>
    public async Task<LinkState> StateAsync(Link link, CancellationToken cancellationToken)
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
            participant.Method == Method.Sms ? PhoneNumber.Mask(participant.Phone!) : null,
            link.Grant?.Value.IsAlive(participant, now) == true,
            challenge is null ? null : new ChallengeState(challenge.Kind, challenge.ExpiresAt, challenge.TriesLeft),
            codes.SendAt(now),
            codes.TryAt > now ? codes.TryAt : null,
            codes.LockedUntil > now ? codes.LockedUntil : null,
            codes.IsDisabled,
            participant.Disputed is not null);
    }
}
