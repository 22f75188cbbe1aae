using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// A message as it is posted, made of what came (<see cref="MessagePreparation"/>): recipients as they will stand among
/// the participants, with no password anywhere, so that it can be stored as it is. Its sealed notes stand beside it.
/// </summary>
/// <param name="MessageId">Names it.</param>
/// <param name="Files">The ids of its files.</param>
/// <param name="SealKey">With the first message.</param>
/// <param name="Recipients">Who comes in with it; of staff.</param>
/// <param name="Raise">Whom staff raise to a stronger check.</param>
/// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
public sealed record NewMessageContent(
    string MessageId, IReadOnlyList<string> Files, WrappedSealKey? SealKey, IReadOnlyList<NewRecipient> Recipients,
    IReadOnlyList<RaisedPerson> Raise, DateTimeOffset? ExpiresAt);

/// <summary>Someone who comes in with the message.</summary>
/// <param name="Email">The address, as <see cref="EmailAddress"/> reads it.</param>
/// <param name="Name">As others see it; null when staff gave none.</param>
/// <param name="Language">Of notices.</param>
/// <param name="Check">How they prove who they are.</param>
/// <param name="IsCc">Whether they get a copy.</param>
/// <param name="Sees">What they see of a conversation that has begun.</param>
public sealed record NewRecipient(
    string Email, string? Name, string Language, ReaderCheck Check, bool IsCc = false, Sees Sees = Sees.FromHere);

/// <summary>What somebody who comes in later sees of what was written before.</summary>
public enum Sees
{
    /// <summary>Nothing: the message they come in with, and what follows.</summary>
    FromHere,

    /// <summary>Everything.</summary>
    All,
}

/// <summary>Someone whose check is raised.</summary>
/// <param name="ParticipantId">Who.</param>
/// <param name="Check">How they prove who they are from now on.</param>
public sealed record RaisedPerson(ParticipantId ParticipantId, ReaderCheck Check);
