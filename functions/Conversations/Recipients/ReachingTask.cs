using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Receipts;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>What is to be done about somebody whom a notice did not reach.</summary>
public enum ReachingStep
{
    /// <summary>Correct the address.</summary>
    CorrectAddress,

    /// <summary>Ask for another number.</summary>
    AskNumber,

    /// <summary>Call.</summary>
    Call,
}

/// <summary>The task that the mailbox has when a notice did not reach somebody, with the one next step (X12).</summary>
/// <param name="IsSms">Whether it was an SMS.</param>
/// <param name="At">When it was known; null when nobody wrote that down.</param>
/// <param name="Why">Why it did not arrive; null when nothing is known.</param>
/// <param name="Step">What to do.</param>
/// <param name="CanCorrect">Whether the address can be corrected, also where that is not the next step.</param>
/// <param name="TextedAt">When they were told by SMS that mail does not reach them; null: they were not.</param>
/// <param name="Phone">The number to call, whole, where one is known and calling is the next step.</param>
public sealed record ReachingTask(
    bool IsSms, DateTimeOffset? At, Undelivered? Why, ReachingStep Step, bool CanCorrect, DateTimeOffset? TextedAt,
    string? Phone)
{
    /// <summary>
    /// Whether another address can be given: who has an account has it there, and who began or read proved it; at
    /// another one somebody else would become them, with all that they had and wrote.
    /// </summary>
    public static bool CanBeCorrected(Participant person, Conversation conversation, IReadOnlyList<Receipt> receipts) =>
        person is { Email: not null, AccountId: null } && !conversation.WasBegunBy(person)
        && !receipts.Any(receipt => receipt.ParticipantId == person.ParticipantId);

    /// <summary>The task about somebody; null when there is none.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Where.</param>
    /// <param name="read">What is known of notices in it, and who read.</param>
    public static ReachingTask? Of(Participant person, Conversation conversation, SpaceRead read)
    {
        if (person is { NoticeFailed: false, SmsFailed: false })
        {
            return null;
        }

        var isSms = !person.NoticeFailed;
        var failed = read.Told.Select(one => one.Value)
            .Where(one => one.ParticipantId == person.ParticipantId && one.IsSms == isSms && one.Failed is not null)
            .MaxBy(one => one.Failed!.At)?.Failed;
        if (isSms)
        {
            return new ReachingTask(true, failed?.At, failed?.Why, ReachingStep.AskNumber, false, null, null);
        }

        // Another address helps where there is none such; who has too full a mailbox must be told of it otherwise.
        var (canCorrect, isWrong) = (
            CanBeCorrected(person, conversation, read.Receipts),
            failed?.Why is null or Undelivered.Bounced or Undelivered.Refused);
        var step = canCorrect && isWrong ? ReachingStep.CorrectAddress : ReachingStep.Call;
        return new ReachingTask(
            false, failed?.At, failed?.Why, step, canCorrect, person.TextedAt,
            step == ReachingStep.Call ? person.Phone : null);
    }
}
