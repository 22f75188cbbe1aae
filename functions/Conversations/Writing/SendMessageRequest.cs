using Zegel.Functions.Spaces;

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

    /// <summary>Files of one message; beside many recipients fewer: a transaction holds 100 rows.</summary>
    public const int MaximumFiles = 60;

    private const int MaximumHeaderBytes = 4 * 1024;

    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.That(Ids.IsId(MessageId), "messageId", "id-invalid");
        Note.Check(checks, "note");
        Header.Check(checks, "header", MaximumHeaderBytes);
        var areFiles = Files.Count <= MaximumFiles && Files.All(file => file is not null && Ids.IsId(file));
        checks.That(
            areFiles && Files.Distinct(StringComparer.Ordinal).Count() == Files.Count, "files", "files-invalid");
        SealKey?.Check(checks, "sealKey");
        checks.That(Recipients.Count <= MaximumRecipients, "recipients", "count-0-30");
        checks.That(Raise.Count <= MaximumRecipients, "raise", "count-0-30");
        if (Recipients.Contains(null!) || Raise.Contains(null!))
        {
            checks.That(false, "recipients", "json-invalid");
            return;
        }

        var raised = Raise.Select(raise => raise.ParticipantId).Distinct(StringComparer.Ordinal);
        checks.That(raised.Count() == Raise.Count, "raise", "raise-twice");
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(Recipients.Count, MaximumRecipients); i++)
        {
            Recipients[i].Check(checks, $"recipients[{i}]");
            // Said where it stands for the second time.
            checks.That(
                EmailAddress.Parse(Recipients[i].Email) is not { } address || addresses.Add(EmailAddress.Key(address)),
                $"recipients[{i}].email", "recipient-twice");
        }

        for (var i = 0; i < Math.Min(Raise.Count, MaximumRecipients); i++)
        {
            checks.That(PhoneNumber.Parse(Raise[i].Phone) is not null, $"raise[{i}].phone", "phone-not-mobile");
        }
    }

    /// <summary>Whether SMS may go to every number that this message needs one for.</summary>
    /// <param name="reaches">Whether SMS may go to a number.</param>
    public Problem? CheckNumbers(Func<string, bool> reaches)
    {
        var checks = new Checks();
        for (var i = 0; i < Recipients.Count; i++)
        {
            var isReached = Recipients[i].Method != Method.Sms || reaches(PhoneNumber.Parse(Recipients[i].Phone!)!);
            checks.That(isReached, $"recipients[{i}].phone", "phone-country");
        }

        for (var i = 0; i < Raise.Count; i++)
        {
            checks.That(reaches(PhoneNumber.Parse(Raise[i].Phone)!), $"raise[{i}].phone", "phone-country");
        }

        return checks.Problem;
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
        checks.Email(Email, member + ".email");
        checks.Line(Name ?? "", 0, TypedText.LongestName, member + ".name");
        checks.That(
            Method != Method.Sms || PhoneNumber.Parse(Phone ?? "") is not null, member + ".phone", "phone-not-mobile");
        checks.That(Method == Method.Sms || Phone is null, member + ".phone", "phone-without-sms");
        checks.That(Language is "nl" or "en", member + ".language", "language-unknown");
    }
}

/// <summary>A participant whose method staff raises to SMS.</summary>
public sealed record RaiseRequest(string ParticipantId, string Phone);
