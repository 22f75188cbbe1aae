using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>What one message changes in its conversation. Decided on what was read, without a clock or storage.</summary>
internal sealed class Sending(Acting acting, SendMessageRequest body, SentMessage sent)
{
    private readonly Conversation conversation = acting.Conversation.Value;
    private readonly Changes changes = new(acting.Conversation.PartitionKey);
    private readonly DateTimeOffset now = sent.At;

    /// <summary>The transaction, or why not.</summary>
    public (Changes? Changes, Problem? Refusal) Compose()
    {
        if (Refuse() is { } refusal)
        {
            return (null, refusal);
        }

        var message = new Message(body.MessageId, sent.Author, acting.Staff?.AccountId, sent.By, now, body.Files);
        var rowKey = ConversationStore.MessageRow(body.MessageId, now);
        ConversationStore.InsertMessage(changes, rowKey, message, body.Note, body.Header);
        changes.Insert(ConversationStore.SentRow(body.MessageId), sent);
        acting.Touch(changes, now);
        AttachFiles();
        ChangeParticipants();
        AddRecipients();
        changes.Replace(acting.Conversation, conversation with
        {
            State = ConversationState.Open,
            SealKey = conversation.SealKey ?? body.SealKey,
            Participants = conversation.Participants + body.Recipients.Count,
            WrittenOutside = acting.Me.Value.IsMailbox ? conversation.WrittenOutside : conversation.WrittenOutside.With(Bytes, now),
            Last = new LastMessage(body.MessageId, rowKey, now, sent.Author, body.Files.Count),
        });
        changes.Audit(acting.Did(AuditEvent.MessageSent, now, body.MessageId));
        return changes.Count > Changes.Most ? (null, new MessageTooFull()) : (changes, null);
    }

    /// <summary>What the message's notes take in storage.</summary>
    private long Bytes => body.Note.Bytes + body.Header.Bytes;

    private Problem? Refuse()
    {
        if (conversation.IsUnreadable)
        {
            return new SealKeyRefused();
        }

        if (conversation.SealKey is not null && body.SealKey is not null)
        {
            return new SealKeyTaken();
        }

        if (conversation.SealKey is null && body.SealKey is null)
        {
            return new SealKeyMissing();
        }

        var isFirst = conversation.State == ConversationState.Draft;
        if ((body.Recipients.Count > 0) != isFirst)
        {
            return new BadInput("recipients", isFirst ? "recipients-missing" : "recipients-not-first");
        }

        if (conversation.Participants + body.Recipients.Count > byte.MaxValue)
        {
            return new ConversationFull();
        }

        if (body.Raise.Count > 0 && (acting.Staff is null || !body.Raise.All(CanBeRaised)))
        {
            return new BadInput("raise", "raise-invalid");
        }

        if (!acting.Me.Value.IsMailbox && RefuseFlood() is { } flood)
        {
            return flood;
        }

        var unready = body.Files.Where(file => !IsReady(file)).ToList();
        return unready.Count > 0 ? new FilesNotReady(unready) : null;
    }

    private Problem? RefuseFlood()
    {
        var (own, all) = (acting.Me.Value.Written.With(Bytes, now), conversation.WrittenOutside.With(Bytes, now));
        if (own.NoteBytes > SecurityNumbers.NotesOfPerson || all.NoteBytes > SecurityNumbers.NotesInConversation)
        {
            return new NotesFull();
        }

        var retryAt = own.RetryAt(SecurityNumbers.MessagesPerPersonPerHour, SecurityNumbers.MessagesPerPersonPerDay)
            ?? all.RetryAt(SecurityNumbers.MessagesPerConversationPerHour, SecurityNumbers.MessagesPerConversationPerDay);
        return retryAt is { } at ? new TooManyRequests(at) : null;
    }

    private bool CanBeRaised(RaiseRequest raise) => acting.Participants.Any(participant =>
        participant.Value.ParticipantId == raise.ParticipantId && participant.Value is { IsMailbox: false, Method: Method.None });

    private bool IsReady(string fileId) =>
        acting.Others.TryGetValue(ConversationStore.FileRow(fileId), out var row)
        && Row.Read<AttachedFile>(row).Value is { IsReady: true, MessageId: null } file
        && file.Author == sent.Author;

    private void AttachFiles()
    {
        foreach (var fileId in body.Files)
        {
            var file = Row.Read<AttachedFile>(acting.Others[ConversationStore.FileRow(fileId)]);
            changes.Replace(file, file.Value with { MessageId = body.MessageId });
        }
    }

    /// <summary>
    /// Everyone else hears that something waits, once until they have read it; who writes from outside hears that it
    /// arrived (D14). Whoever is not told is written nevertheless: who reads meanwhile, and would miss this message
    /// without another notice, makes the transaction fail.
    /// </summary>
    private void ChangeParticipants()
    {
        if (body.Raise.Count > 0)
        {
            changes.Audit(acting.Did(AuditEvent.MethodRaised, now, string.Join(' ', body.Raise.Select(raise => raise.ParticipantId))));
        }

        foreach (var participant in acting.Participants)
        {
            var person = participant.Value;
            if (body.Raise.SingleOrDefault(raise => raise.ParticipantId == person.ParticipantId) is { } raised)
            {
                person = person.Raise(PhoneNumber.Parse(raised.Phone)!);
            }

            if (person.ParticipantId != sent.Author)
            {
                changes.Replace(participant, Tell(person));
            }
            else if (!person.IsMailbox)
            {
                changes.Replace(participant, Confirm(person with { Written = person.Written.With(Bytes, now) }));
            }
        }
    }

    private Participant Confirm(Participant author)
    {
        if (!author.NeedsConfirmation(acting.Participants.Single(participant => participant.Value.IsMailbox).Value, now))
        {
            return author;
        }

        changes.Announce(now, Notices.To(author, NoticeKind.MessageReceived, conversation.MailboxName));
        return author with { ConfirmedAt = now };
    }

    private void AddRecipients()
    {
        for (var i = 0; i < body.Recipients.Count; i++)
        {
            var recipient = body.Recipients[i];
            var email = EmailAddress.Parse(recipient.Email)!;
            var person = Tell(new Participant
            {
                ParticipantId = Participant.IdOf(conversation.ConversationId, conversation.Participants + i),
                Name = TypedText.Line(recipient.Name ?? "") is { Length: > 0 } name ? name : null,
                Email = email,
                Phone = recipient.Method == Method.Sms ? PhoneNumber.Parse(recipient.Phone!) : null,
                Method = recipient.Method,
                Language = recipient.Language,
            });
            changes.Insert(ConversationStore.RowOf(person), person);
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
            changes.Announce(now, Notices.ToOwner(conversation, NoticeKind.MailboxMessage));
            return told;
        }

        if (reader.Method == Method.Sms)
        {
            changes.Announce(now, Notices.To(reader, NoticeKind.MessageWaiting, conversation.MailboxName));
            return told;
        }

        var (access, challenge) = reader.Access.SendWithNotice(Tokens.NewId(), now);
        changes.Announce(now, Notices.To(reader, NoticeKind.MessageWaitingWithCode, conversation.MailboxName, challenge));
        return told with { Access = access };
    }
}
