using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>What one message changes; decided on what was read, without a clock or storage.</summary>
internal sealed class NewMessage(
    Actor<Conversation> actor, NewMessageContent body, SealedNote note, SealedNote header, PostedEntry posted,
    bool hasWaited = false)
{
    private readonly Conversation conversation = actor.Space.Value;
    private readonly SpaceChange change = actor.Change(posted.At);
    private readonly DateTimeOffset now = posted.At;

    /// <summary>What the message's notes take in storage.</summary>
    private long Bytes => note.Bytes + header.Bytes;

    /// <summary>The transaction, or why not.</summary>
    public Outcome<SpaceChange> Compose()
    {
        var heldFor = hasWaited ? body.MessageId : null;
        if ((actor.RefuseToPost(body.SealKey, body.Files, heldFor) ?? Refuse()) is { } refusal)
        {
            return refusal;
        }

        var message = new Entry(
            body.MessageId, posted.Author, actor.AccountId, posted.By, now, body.Files, body.ExpiresAt);
        var files = body.Files.Select(file => actor.Files[FileId.From(file)]);
        var key = change.Post(message, note, header, posted.BodyHash, files, hasWaited);
        if (body.ExpiresAt is { } expires)
        {
            change.Expire(expires, ExpiringMessage.Kind, body.MessageId);
        }

        ChangeParticipants();
        AddRecipients();
        change.Replace(actor.Space, Filed() with
        {
            State = ConversationState.Open,
            SealKey = conversation.SealKey ?? body.SealKey,
            NextNumber = conversation.NextNumber + body.Recipients.Count,
            WrittenOutside = actor.IsMailbox
                ? conversation.WrittenOutside
                : conversation.WrittenOutside.With(Bytes, now),
            Last = new LastMessage(body.MessageId, key, now, posted.Author, body.Files.Count, body.ExpiresAt),
            Revision = conversation.Revision + 1,
        });
        if (body.SealKey is { } sealKey)
        {
            change.Note(conversation.KeyContext, sealKey);
        }

        change.Audit(actor.Did(ConversationEvents.MessageSent, now, body.MessageId));
        // Also when nobody is told: the message must come into the mailbox's list.
        change.Deliver();
        return change.Fits ? change : new MessageTooFull();
    }

    /// <summary>
    /// What comes in from outside brings the conversation back to the inbox; what staff write brings back one that they
    /// deleted, and leaves one that is done with where it is.
    /// </summary>
    private Conversation Filed() => actor.IsMailbox && conversation.Filing == Filing.Archived
        ? conversation
        : conversation.Filed(Filing.None, now);

    private Problem? Refuse()
    {
        var isFirst = conversation.State == ConversationState.Draft;
        if ((body.Recipients.Count > 0) != isFirst)
        {
            return new BadInput("recipients", isFirst ? "recipients-missing" : "recipients-not-first");
        }

        if (!body.Raise.All(CanBeRaised))
        {
            return new BadInput("raise", "raise-invalid");
        }

        if (body.ExpiresAt is not null && !actor.IsMailbox)
        {
            return new BadInput("expiresAt", "expires-of-staff");
        }

        return ChangeExpiry.Refuse(body.ExpiresAt, now) ?? (actor.IsMailbox ? null : RefuseFlood());
    }

    private Problem? RefuseFlood()
    {
        var (own, all) = (actor.Me.Value.Written.With(Bytes, now), conversation.WrittenOutside.With(Bytes, now));
        if (own.NoteBytes > SecurityNumbers.NotesOfPerson || all.NoteBytes > SecurityNumbers.NotesInConversation)
        {
            return new NotesFull();
        }

        var retryAt = own.RetryAt(SecurityNumbers.MessagesPerPersonPerHour, SecurityNumbers.MessagesPerPersonPerDay)
            ?? all.RetryAt(
                SecurityNumbers.MessagesPerConversationPerHour, SecurityNumbers.MessagesPerConversationPerDay);
        return retryAt is { } at ? new TooManyRequests(at) : null;
    }

    /// <summary>Up only: nobody ever proves less than before.</summary>
    private bool CanBeRaised(RaisedPerson raised) => actor.Participants.Any(participant =>
        participant.Value.ParticipantId == raised.ParticipantId
            && !participant.Value.IsMailbox && raised.Check.Method > participant.Value.Method);

    /// <summary>
    /// Everyone else hears that something waits, once until they have read it; who writes from outside hears that it
    /// arrived (D14). Whoever is not told is written nevertheless: who reads meanwhile, and would miss this message
    /// without another notice, makes the transaction fail.
    /// </summary>
    private void ChangeParticipants()
    {
        if (body.Raise.Count > 0)
        {
            var raised = string.Join(' ', body.Raise.Select(raise => raise.ParticipantId));
            change.Audit(actor.Did(ConversationEvents.MethodRaised, now, raised));
        }

        foreach (var participant in actor.Participants)
        {
            var person = participant.Value;
            if (body.Raise.SingleOrDefault(raise => person.ParticipantId == raise.ParticipantId) is { } raised)
            {
                person = person.Raise(raised.Check);
            }

            if (person.ParticipantId != posted.Author)
            {
                change.Replace(participant, Tell(person));
            }
            else if (!person.IsMailbox)
            {
                change.Replace(participant, Confirm(person with { Written = person.Written.With(Bytes, now) }));
            }
        }
    }

    private Participant Confirm(Participant author)
    {
        if (!author.NeedsConfirmation(actor.Mailbox, now))
        {
            return author;
        }

        change.Announce(Notices.To(author, ConversationNotices.MessageReceived, conversation));
        return author with { ConfirmedAt = now };
    }

    private void AddRecipients()
    {
        for (var i = 0; i < body.Recipients.Count; i++)
        {
            var recipient = body.Recipients[i];
            change.Add(Tell(new Participant
            {
                ParticipantId = ParticipantId.Of(conversation.Id, conversation.NextNumber + i),
                Name = recipient.Name,
                Email = recipient.Email,
                Language = recipient.Language,
                IsCc = recipient.IsCc,
            }.With(recipient.Check)));
        }
    }

    private Participant Tell(Participant reader)
    {
        // Whoever cannot open anything yet is told when they can (X9).
        if (reader.IsHeld || reader.IsTold(now))
        {
            return reader;
        }

        if (reader.IsMailbox)
        {
            change.Announce(Notices.ToOwner(conversation, ConversationNotices.MailboxMessage));
            return reader.Told(now);
        }

        var (told, notice) = ConversationNotices.OfWaitingTo(reader, conversation, now);
        change.Announce(notice);
        return told;
    }
}
