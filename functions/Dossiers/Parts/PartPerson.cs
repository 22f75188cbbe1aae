namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Somebody in a part of a dossier, as others see them.</summary>
/// <param name="ParticipantId">Who.</param>
/// <param name="Kind"><c>office</c>, <c>client</c> or <c>extra</c> (an extra account of a company).</param>
/// <param name="Name">The mailbox's name, or the person's or company's.</param>
/// <param name="Sees">Whether they see it now.</param>
/// <param name="Since">From when; null of the office.</param>
/// <param name="IsNew">Whether they came in after the office last wrote or published something here (X31).</param>
/// <param name="Unread">What they did not open yet; for the office alone.</param>
/// <param name="ReadAt">When they last opened something; null: never, or not for the caller.</param>
/// <param name="AccountId">Whose account; for the office and the company's main account alone.</param>
/// <param name="NoticeFailed">Whether a mail could not be delivered; for the office alone.</param>
public sealed record PartPerson(
    ParticipantId ParticipantId, string Kind, string Name, bool Sees, DateTimeOffset? Since, bool IsNew,
    TabNumbers? Unread, DateTimeOffset? ReadAt, AccountId? AccountId, bool NoticeFailed);
