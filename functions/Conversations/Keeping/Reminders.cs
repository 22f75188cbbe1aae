using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>
/// Reminders by themselves: who has not read a message some days after being told of it is told once more, and never
/// again of that. The delivery worker notes when; a request pays nothing for it.
/// </summary>
public sealed class Reminders(
    SpaceStore spaces, Expiries expiries, IOptions<CorrespondenceOptions> options, TimeProvider time)
{
    private TimeSpan? After => options.Value.RemindAfterDays is > 0 and var days ? TimeSpan.FromDays(days) : null;

    /// <summary>Notes when somebody of a conversation may have to be reminded; safe to do twice.</summary>
    public Task NoteAsync(
        Conversation conversation, IEnumerable<Stored<Participant>> people, CancellationToken cancellationToken) =>
        After is not { } after || conversation.Filing == Filing.Deleted ? Task.CompletedTask : expiries.AddAsync(
            people.Select(person => person.Value)
                .Where(person => Reminding.Fits(person) && !Reminding.IsReminded(person))
                .Select(person => (
                    Expiries.Hour(person.NoticedAt!.Value + after), ExpiringReminder.Kind, conversation.Id.Value, "")),
            cancellationToken);

    /// <summary>Reminds everybody of a conversation whose days are over, once; safe to run twice and late.</summary>
    public Task RemindAsync(SpaceId id, CancellationToken cancellationToken) => Conflicts.RetryAsync<bool>(async () =>
    {
        var read = await spaces.ReadAsync(id, new SpaceQuery { Receipts = true }, cancellationToken);
        if (After is not { } after || read?.Space.Value is not Conversation
            {
                IsUnreadable: false, Filing: not Filing.Deleted,
            } conversation)
        {
            return (true, false);
        }

        var (newest, _) = await spaces.PageAsync(id, before: null, cancellationToken);
        var change = new SpaceChange(id, time.GetUtcNow());
        foreach (var stored in read.Participants)
        {
            var person = stored.Value;
            if (Reminding.Fits(person) && !Reminding.IsReminded(person) && person.NoticedAt + after <= change.Now
                && Reminding.Waits(newest, person, read.Receipts, change.Now))
            {
                Reminding.Remind(change, stored, conversation);
                change.Audit(new AuditRecord(
                    ConversationEvents.PersonReminded, change.Now, "system", person.ParticipantId));
            }
        }

        // Of whom it is too early for, as after the days were made more, another moment is noted.
        await NoteAsync(
            conversation, read.Participants.Where(person => person.Value.NoticedAt + after > change.Now),
            cancellationToken);
        return (await spaces.TrySaveAsync(change, cancellationToken), true);
    });
}

/// <summary>A moment at which somebody may have to be reminded: the partition is the conversation.</summary>
internal sealed class ExpiringReminder(Reminders reminders) : IExpiring
{
    public const string Kind = "reminder";

    string IExpiring.Kind => Kind;

    public Task EndAsync(string partition, string row, CancellationToken cancellationToken) =>
        reminders.RemindAsync(SpaceId.From(partition), cancellationToken);
}
