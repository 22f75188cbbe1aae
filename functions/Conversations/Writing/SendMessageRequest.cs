using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>A message as a browser sends it. <c>docs/api.md</c> says when each member is given.</summary>
public sealed record SendMessageRequest(
    string MessageId,
    SealedNote Note,
    SealedNote Header,
    IReadOnlyList<string> Files,
    WrappedSealKey? SealKey,
    IReadOnlyList<RecipientRequest> Recipients,
    IReadOnlyList<RaiseRequest> Raise) : ICheckedBody
{
    /// <summary>Recipients of one message.</summary>
    public const int MaximumRecipients = 30;

    /// <summary>Files of one message. Beside many recipients there is room for fewer: a transaction holds 100 rows.</summary>
    public const int MaximumFiles = 60;

    private const int MaximumHeaderBytes = 4 * 1024;

    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.That(Ids.IsId(MessageId), "messageId", "id-invalid");
        Note.Check(checks, "note");
        Header.Check(checks, "header", MaximumHeaderBytes);
        checks.That(Files.Count <= MaximumFiles && Files.Distinct(StringComparer.Ordinal).Count() == Files.Count && Files.All(file => file is not null && Ids.IsId(file)), "files", "files-invalid");
        SealKey?.Check(checks, "sealKey");
        checks.That(Recipients.Count <= MaximumRecipients, "recipients", "count-0-30");
        checks.That(Raise.Count <= MaximumRecipients, "raise", "count-0-30");
        if (Recipients.Contains(null!) || Raise.Contains(null!))
        {
            checks.That(false, "recipients", "json-invalid");
            return;
        }

        checks.That(Raise.DistinctBy(raise => raise.ParticipantId, StringComparer.Ordinal).Count() == Raise.Count, "raise", "raise-twice");
        for (var i = 0; i < Math.Min(Recipients.Count, MaximumRecipients); i++)
        {
            Recipients[i].Check(checks, $"recipients[{i}]");
        }

        for (var i = 0; i < Math.Min(Raise.Count, MaximumRecipients); i++)
        {
            checks.That(PhoneNumber.Parse(Raise[i].Phone) is not null, $"raise[{i}].phone", "phone-not-mobile");
        }

        var addresses = Recipients.Select(recipient => EmailAddress.Parse(recipient.Email) is { } address ? EmailAddress.Key(address) : recipient.Email).ToList();
        checks.That(addresses.Distinct(StringComparer.Ordinal).Count() == addresses.Count, "recipients", "recipient-twice");
    }

    /// <summary>Whether both notes were sealed for this conversation.</summary>
    public Problem? CheckSpace(string conversationId) =>
        !Note.BelongsTo(conversationId) ? new BadInput("note", "note-metadata")
        : !Header.BelongsTo(conversationId) ? new BadInput("header", "note-metadata")
        : null;
}

/// <summary>Someone outside, to whom staff writes.</summary>
public sealed record RecipientRequest(string Email, string? Name, Method Method, string? Phone, string Language)
{
    internal void Check(Checks checks, string member)
    {
        checks.That(EmailAddress.Parse(Email) is not null, member + ".email", "email-invalid");
        checks.Line(Name ?? "", 0, 100, member + ".name");
        checks.That(Method != Method.Sms || PhoneNumber.Parse(Phone ?? "") is not null, member + ".phone", "phone-not-mobile");
        checks.That(Method == Method.Sms || Phone is null, member + ".phone", "phone-without-sms");
        checks.That(Language is "nl" or "en", member + ".language", "language-unknown");
    }
}

/// <summary>A participant whose method staff raises to SMS.</summary>
public sealed record RaiseRequest(string ParticipantId, string Phone);
