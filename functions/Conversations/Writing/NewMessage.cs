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

    /// <summary>
    /// Who comes in. Of what waited, whoever a colleague added meanwhile is there already, and gets it like the others.
    /// </summary>
    private readonly IReadOnlyList<NewRecipient> recipients = !hasWaited
        ? body.Recipients
        : [.. body.Recipients.ExceptBy(AddressesIn(actor), recipient => EmailAddress.Key(recipient.Email))];

    /// <summary>How many need no notice now, and may need one when a message that waits goes: a row each.</summary>
    public int Untold { get; private set; }

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

        var people = NewParticipants();
        var message = new Entry(
            body.MessageId, posted.Author, actor.AccountId, posted.By, now, body.Files, body.ExpiresAt,
            Added: conversation.IsStarted && people.Count > 0
                ? [.. people.Select(one => one.ParticipantId)] : null);
        var files = body.Files.Select(file => actor.Files[FileId.From(file)]);
        var key = change.Post(message, note, header, posted.BodyHash, files, hasWaited);
        if (body.ExpiresAt is { } expires)
        {
            change.Expire(expires, ExpiringMessage.Kind, body.MessageId);
        }

        ChangeParticipants();
        people.ForEach(person => change.Add(Tell(person)));
        change.Replace(actor.Space, Filed() with
        {
            State = ConversationState.Open,
            SealKey = conversation.SealKey ?? body.SealKey,
            NextNumber = conversation.NextNumber + recipients.Count,
            WrittenOutside = actor.IsMailbox
                ? conversation.WrittenOutside
                : conversation.WrittenOutside.With(Bytes, now),
            Last = new LastMessage(body.MessageId, key, now, posted.Author, body.Files.Count, body.ExpiresAt),
            HasFiles = conversation.HasFiles || body.Files.Count > 0,
            Revision = conversation.Revision + 1,
        });
        if (body.SealKey is { } sealKey)
        {
            change.Note(conversation.KeyContext, sealKey);
        }

        change.Audit(actor.Did(ConversationEvents.MessageSent, now, body.MessageId));
        if (message.Added is { } added)
        {
            change.Audit(actor.Did(ConversationEvents.RecipientsAdded, now, string.Join(' ', added)));
        }

        // Also when nobody is told: the message must come into the mailbox's list.
        change.Deliver();
        return change.Fits ? change : new MessageTooFull();
    }

    /// <summary>
    /// What comes in from outside brings the conversation back to the inbox; what staff write brings back one that they
    /// deleted, and leaves one that is done with, or snoozed, where it is.
    /// </summary>
    private Conversation Filed() => actor.IsMailbox && conversation.Filing is Filing.Archived or Filing.Snoozed
        ? conversation
        : conversation.Filed(Filing.None, now);

    private Problem? Refuse()
    {
        var isAnybodyThere = actor.Participants.Any(one => one.Value is { IsMailbox: false, Revoked: null });
        if (recipients.Count == 0 && !isAnybodyThere)
        {
            return new BadInput("recipients", "recipients-missing");
        }

        if (RefuseRecipients() is { } refused)
        {
            return refused;
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

    /// <summary>
    /// Nobody is there twice; no more are there than one transaction tells, nor ever were than one query reads well.
    /// </summary>
    private BadInput? RefuseRecipients()
    {
        var people = AddressesIn(actor).ToHashSet(StringComparer.Ordinal);
        var checks = new Checks();
        foreach (var (i, recipient) in recipients.Index())
        {
            checks.That(
                people.Add(EmailAddress.Key(recipient.Email)), $"recipients[{i}].email", "recipient-there");
        }

        checks.That(
            recipients.Count == 0 || (people.Count <= SecurityNumbers.RecipientsOfMessage
                && conversation.NextNumber + recipients.Count <= SecurityNumbers.PeopleEver),
            "recipients", "recipients-full");
        return checks.Problem;
    }

    /// <summary>The addresses of who is in the conversation, and was not put out.</summary>
    private static IEnumerable<string> AddressesIn(Actor<Conversation> actor) => actor.Participants
        .Where(participant => participant.Value.Revoked is null)
        .Select(participant => participant.Value.Email).OfType<string>().Select(EmailAddress.Key);

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
            && participant.Value is { IsMailbox: false, Revoked: null }
            && raised.Check.Method > participant.Value.Method);

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

        // Nothing changes for who was put out, and their rows would fill the transaction.
        foreach (var participant in actor.Participants.Where(one => one.Value.Revoked is null))
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

    /// <summary>Who comes in; with the first message there is nothing that they could not see.</summary>
    private List<Participant> NewParticipants() =>
    [
        .. recipients.Select((recipient, i) => new Participant
        {
            ParticipantId = ParticipantId.Of(conversation.Id, conversation.NextNumber + i),
            Name = recipient.Name,
            Email = recipient.Email,
            Language = recipient.Language,
            IsCc = recipient.IsCc,
            SeesFrom = conversation.IsStarted && recipient.Sees == Sees.FromHere ? now : null,
        }.With(recipient.Check)),
    ];

    private Participant Tell(Participant reader)
    {
        // Whoever cannot open anything yet is told when they can (X9).
        if (reader.IsHeld || reader.IsTold(now))
        {
            Untold++;
            return reader;
        }

        if (reader.IsMailbox)
        {
            change.Announce(Notices.ToOwner(conversation, ConversationNotices.MailboxMessage) with
            {
                Followers = conversation.Handling?.Followers,
            });
            return reader.Told(now);
        }

        var (told, notice) = ConversationNotices.OfWaitingTo(reader, conversation, now);
        change.Announce(notice);
        return told;
    }
}
