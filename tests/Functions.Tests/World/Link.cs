namespace Zegel.Functions.Tests.World;

/// <summary>What a person without an account holds: the mailed link and code of a conversation.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ParticipantId">As whom.</param>
/// <param name="Secret">The link's secret half.</param>
/// <param name="Code">The mailed code; null where the code comes by SMS.</param>
/// <param name="Email">Where the mail went.</param>
public sealed record Link(string ConversationId, string ParticipantId, string Secret, string? Code, string Email)
{
    /// <summary>The path of a call on this participant.</summary>
    public string Path(string call) => $"/api/participants/{ParticipantId}/{call}";
}
