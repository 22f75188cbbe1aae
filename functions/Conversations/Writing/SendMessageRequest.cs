namespace Zegel.Functions.Conversations.Writing;

/// <summary>A message as a browser sends it. <c>docs/api.md</c> says when each member is given.</summary>
public sealed record SendMessageRequest(
    string MessageId,
    SealedNote Note,
    SealedNote Header,
    IReadOnlyList<string> Files,
    WrappedSealKey? SealKey,
    IReadOnlyList<RecipientRequest> Recipients,
    IReadOnlyList<RaiseRequest> Raise,
    DateTimeOffset? ExpiresAt = null,
    DraftReference? Draft = null,
    SeenSoFar? Seen = null) : ICheckedBody
{
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
        checks.That(Draft is null || (Ids.IsId(Draft.DraftId) && Draft.Revision >= 1), "draft", "id-invalid");
        Seen?.Check(checks);
        checks.That(Recipients.Count <= SecurityNumbers.RecipientsOfMessage, "recipients", "count-0-30");
        checks.That(Raise.Count <= SecurityNumbers.RecipientsOfMessage, "raise", "count-0-30");
        if (Recipients.Contains(null!) || Raise.Contains(null!))
        {
            checks.That(false, "recipients", "json-invalid");
            return;
        }

        var raised = Raise.Select(raise => raise.ParticipantId).Distinct(StringComparer.Ordinal);
        checks.That(raised.Count() == Raise.Count, "raise", "raise-twice");
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(Recipients.Count, SecurityNumbers.RecipientsOfMessage); i++)
        {
            Recipients[i].Check(checks, $"recipients[{i}]");
            // Said where it stands for the second time.
            checks.That(
                EmailAddress.Parse(Recipients[i].Email) is not { } address || addresses.Add(EmailAddress.Key(address)),
                $"recipients[{i}].email", "recipient-twice");
        }

        for (var i = 0; i < Math.Min(Raise.Count, SecurityNumbers.RecipientsOfMessage); i++)
        {
            Raise[i].Check(checks, $"raise[{i}]");
        }
    }

    /// <summary>Whether both notes were sealed for this conversation.</summary>
    public Problem? CheckSpace(string conversationId) =>
        !Note.BelongsTo(conversationId) ? new BadInput("note", "note-metadata")
        : !Header.BelongsTo(conversationId) ? new BadInput("header", "note-metadata")
        : null;
}

/// <summary>The draft that staff sends, as it was saved last; with the message it goes.</summary>
public sealed record DraftReference(string DraftId, int Revision);

/// <summary>Someone outside, to whom staff writes.</summary>
/// <param name="Email">The address as it was typed.</param>
/// <param name="Name">As others see it; null or empty for none.</param>
/// <param name="Method">How they prove who they are.</param>
/// <param name="Phone">With SMS; null as long as nobody knows it: then they are told once it is known (X9).</param>
/// <param name="Language">Of notices.</param>
/// <param name="Password">With a password: what was agreed. It is not stored.</param>
/// <param name="IsCc">Whether they get a copy: nothing is expected of them.</param>
/// <param name="Sees">What they see of a conversation that has begun.</param>
public sealed record RecipientRequest(
    string Email, string? Name, Method Method, string? Phone, string Language, string? Password = null,
    bool IsCc = false, Sees Sees = Sees.FromHere)
{
    internal void Check(Checks checks, string member)
    {
        checks.Email(Email, member + ".email");
        checks.Line(Name ?? "", 0, TypedText.LongestName, member + ".name");
        checks.CheckOf(Method, Phone, Password, member);
        checks.That(Language is "nl" or "en", member + ".language", "language-unknown");
    }
}

/// <summary>A participant whose check staff raises.</summary>
/// <param name="ParticipantId">Who.</param>
/// <param name="Method">To what.</param>
/// <param name="Phone">
/// With SMS; null as long as nobody knows it, of somebody whose check is weaker than the organisation permits (X9).
/// </param>
/// <param name="Password">With a password: what was agreed. It is not stored.</param>
public sealed record RaiseRequest(
    string ParticipantId, string? Phone = null, Method Method = Method.Sms, string? Password = null)
{
    internal void Check(Checks checks, string member)
    {
        checks.That(Ids.IsParticipantId(ParticipantId), member + ".participantId", "id-invalid");
        checks.CheckOf(Method, Phone, Password, member);
    }
}

/// <summary>What a method takes with it.</summary>
internal static class CheckedMethods
{
    public static void CheckOf(this Checks checks, Method method, string? phone, string? password, string member)
    {
        checks.That(phone is null || PhoneNumber.Parse(phone) is not null, member + ".phone", "phone-not-mobile");
        checks.That(method == Method.Sms || phone is null, member + ".phone", "phone-without-sms");
        if (method == Method.Password)
        {
            var refusal = PasswordRule.RefuseAgreed(password ?? "");
            checks.That(refusal is null, member + ".password", refusal ?? "");
        }
        else
        {
            checks.That(password is null, member + ".password", "password-without-method");
        }
    }
}
