using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Organisations;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>The body of every call that a link makes.</summary>
public sealed record LinkRequest(string Secret) : ICheckedBody
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.That(Secret.Length <= 100, "secret", "length-0-100");
}

/// <summary>A link that was found, with its right secret.</summary>
public sealed record Link(Stored<Conversation> Conversation, Stored<Participant> Participant, Stored<Grant>? Grant, Visitor? Visitor);

/// <summary>Finding what a link names, and saying how it stands.</summary>
public sealed class Links(ConversationStore conversations, OrganisationStore organisations, RootSecret root, TimeProvider time)
{
    /// <summary>The link, or null for an unknown participant and for a wrong secret alike, after the same work.</summary>
    public async Task<Link?> FindAsync(HttpRequest request, string participantId, string secret, CancellationToken cancellationToken)
    {
        var visitor = request.FindVisitor();
        var found = await conversations.FindLinkAsync(participantId, visitor?.Hash, cancellationToken);
        var right = Tokens.AreEqual(secret, root.LinkSecret(participantId, found?.Participant.Value.LinkVersion ?? 1));
        return right && found is { Participant.Value.IsMailbox: false } link
            ? new Link(link.Conversation, link.Participant, link.Grant, visitor)
            : null;
    }

    /// <summary>How the link stands, for this browser.</summary>
    public async Task<LinkState> StateAsync(Link link, CancellationToken cancellationToken)
    {
        var organisation = await organisations.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var participant = link.Participant.Value;
        var access = participant.Access;
        var challenge = access.OpenFor(participant.CodesBy, link.Visitor?.Hash, now).LastOrDefault();
        return new LinkState(
            participant.ParticipantId,
            link.Conversation.Value.ConversationId,
            organisation.Name,
            link.Conversation.Value.MailboxName,
            participant.Method,
            participant.Language,
            participant.Method == Method.Sms ? PhoneNumber.Mask(participant.Phone!) : null,
            link.Grant?.Value.IsAlive(participant, now) == true,
            challenge is null ? null : new ChallengeState(challenge.Kind, challenge.ExpiresAt, SecurityNumbers.TriesPerChallenge - challenge.Tries),
            access.SendAt(now),
            access.TryAt > now ? access.TryAt : null,
            access.LockedUntil > now ? access.LockedUntil : null,
            access.IsDisabled,
            participant.Disputed is not null);
    }
}
