using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>What one message changes; decided on what was read, without a clock or storage.</summary>
internal sealed class NewMessage(Actor<Conversation> actor, SendMessageRequest body, PostedEntry posted)
{
    private readonly Conversation conversation = actor.Space.Value;
    private readonly SpaceChange change = actor.Change(posted.At);
    private readonly DateTimeOffset now = posted.At;

    /// <summary>What the message's notes take in storage.</summary>
    private long Bytes => body.Note.Bytes + body.Header.Bytes;

    /// <summary>The transaction, or why not.</summary>
    public Outcome<SpaceChange> Compose()
    {
        if ((actor.RefuseToPost(body.SealKey, body.Files) ?? Refuse()) is { } refusal)
        {
            return refusal;
        }

        var message = new Entry(body.MessageId, posted.Author, actor.Account?.AccountId, posted.By, now, body.Files);
        var files = body.Files.Select(file => actor.Files[FileId.From(file)]);
        var key = change.Post(message, body.Note, body.Header, posted.BodyHash, files);
        ChangeParticipants();
        AddRecipients();
        change.Replace(actor.Space, conversation with
        {
            State = ConversationState.Open,
            SealKey = conversation.SealKey ?? body.SealKey,
            NextNumber = conversation.NextNumber + body.Recipients.Count,
            WrittenOutside = actor.IsMailbox
                ? conversation.WrittenOutside
                : conversation.WrittenOutside.With(Bytes, now),
            Last = new LastMessage(body.MessageId, key, now, posted.Author, body.Files.Count),
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

    private Problem? Refuse()
    {
        var isFirst = conversation.State == ConversationState.Draft;
        if ((body.Recipients.Count > 0) != isFirst)
        {
            return new BadInput("recipients", isFirst ? "recipients-missing" : "recipients-not-first");
        }

        if (body.Raise.Count > 0 && !(actor.IsMailbox && body.Raise.All(CanBeRaised)))
        {
            return new BadInput("raise", "raise-invalid");
        }

        return actor.IsMailbox ? null : RefuseFlood();
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

    private bool CanBeRaised(RaiseRequest raise) => actor.Participants.Any(participant =>
        participant.Value.ParticipantId == raise.ParticipantId
            && participant.Value is { IsMailbox: false, Method: Method.None });

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
                person = person.Raise(PhoneNumber.Parse(raised.Phone)!);
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
                Name = TypedText.Line(recipient.Name ?? "") is { Length: > 0 } name ? name : null,
                Email = EmailAddress.Parse(recipient.Email)!,
                Phone = recipient.Method == Method.Sms ? PhoneNumber.Parse(recipient.Phone!) : null,
                Method = recipient.Method,
                Language = recipient.Language,
            }));
        }
    }

    private Participant Tell(Participant reader)
    {
        if (reader.IsTold(now))
        {
            return reader;
        }

        var told = reader.Told(now);
        if (reader.IsMailbox)
        {
            change.Announce(Notices.ToOwner(conversation, ConversationNotices.MailboxMessage));
            return told;
        }

        if (reader.Method == Method.Sms)
        {
            change.Announce(Notices.To(reader, ConversationNotices.MessageWaiting, conversation));
            return told;
        }

        var (codes, challenge) = reader.Codes.SendWithNotice(Tokens.NewId(), now);
        change.Announce(Notices.To(reader, ConversationNotices.MessageWaitingWithCode, conversation, challenge));
        return told with { Codes = codes };
    }
}
