using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
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
            Last = new LastMessage(body.MessageId, rowKey, now, sent.Author, body.Files.Count),
        });
        TellOwner();
        changes.Audit(acting.Did(AuditEvent.MessageSent, now, body.MessageId));
        return changes.Count > Changes.Most ? (null, new MessageTooFull()) : (changes, null);
    }

    private Problem? Refuse()
    {
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

        var unready = body.Files.Where(file => !IsReady(file)).ToList();
        return unready.Count > 0 ? new FilesNotReady(unready) : null;
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

    /// <summary>Everyone else hears that something waits; who writes from outside hears that it arrived (D14).</summary>
    private void ChangeParticipants()
    {
        if (body.Raise.Count > 0)
        {
            changes.Audit(acting.Did(AuditEvent.MethodRaised, now, string.Join(' ', body.Raise.Select(raise => raise.ParticipantId))));
        }

        foreach (var participant in acting.Participants.Where(participant => !participant.Value.IsMailbox))
        {
            var person = participant.Value;
            if (body.Raise.SingleOrDefault(raise => raise.ParticipantId == person.ParticipantId) is { } raised)
            {
                person = person.Raise(PhoneNumber.Parse(raised.Phone)!);
            }

            if (person.ParticipantId == sent.Author)
            {
                changes.Announce(now, Notices.To(person, NoticeKind.MessageReceived, conversation.MailboxName));
            }
            else
            {
                person = Tell(person);
            }

            if (person != participant.Value)
            {
                changes.Replace(participant, person);
            }
        }
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
                Name = string.IsNullOrWhiteSpace(recipient.Name) ? email : recipient.Name.Trim(),
                Email = email,
                Phone = recipient.Method == Method.Sms ? PhoneNumber.Parse(recipient.Phone!) : null,
                Method = recipient.Method,
                Language = recipient.Language,
            });
            changes.Insert(ConversationStore.RowOf(person), person);
        }
    }

    private Participant Tell(Participant person)
    {
        if (person.Method == Method.Sms)
        {
            changes.Announce(now, Notices.To(person, NoticeKind.MessageWaiting, conversation.MailboxName));
            return person;
        }

        var (access, challenge) = person.Access.SendWithNotice(Tokens.NewId(), now);
        changes.Announce(now, Notices.To(person, NoticeKind.MessageWaitingWithCode, conversation.MailboxName, challenge));
        return person with { Access = access };
    }

    private void TellOwner()
    {
        if (!acting.Me.Value.IsMailbox)
        {
            changes.Announce(now, Notices.ToOwner(conversation, NoticeKind.MailboxMessage));
        }
    }
}
