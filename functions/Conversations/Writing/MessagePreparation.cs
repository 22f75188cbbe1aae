using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Makes of what came what is posted: passwords are hashed, the accounts of recipients found, and what no recipient can
/// have is refused.
/// </summary>
public sealed class MessagePreparation(
    SealingKey sealingKey, AgreedPasswords passwords, AccountStore accounts, IOptions<SmsOptions> sms,
    IOptions<CorrespondenceOptions> correspondence)
{
    /// <summary>What is posted, or why not.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="body">What came; it checked itself.</param>
    public async Task<Outcome<NewMessageContent>> PrepareAsync(
        Actor<Conversation> actor, SendMessageRequest body, CancellationToken cancellationToken)
    {
        // Before anything is looked up or hashed: nobody outside learns who has an account, or makes us work.
        if (!actor.IsMailbox && body is not { Recipients: [], Raise: [] })
        {
            return body.Raise.Count > 0
                ? new BadInput("raise", "raise-invalid")
                : new BadInput("recipients", "recipients-not-first");
        }

        if (body.SealKey is { } key && !await sealingKey.KnowsAsync(key.Version, cancellationToken))
        {
            return new SealKeyOutdated();
        }

        if (!sms.Value.IsConfigured
            && (body.Raise.Any(raise => raise.Method == Method.Sms)
                || body.Recipients.Any(recipient => recipient.Method == Method.Sms)))
        {
            return new SmsUnavailable();
        }

        var checks = new Checks();
        List<NewRecipient> recipients = [];
        List<RaisedPerson> raised = [];
        foreach (var (i, recipient) in body.Recipients.Index())
        {
            var email = EmailAddress.Parse(recipient.Email)!;
            var check = await CheckAsync(
                recipient.Method, recipient.Phone, recipient.Password, email, checks, $"recipients[{i}]",
                cancellationToken);
            var name = TypedText.Line(recipient.Name ?? "");
            recipients.Add(new NewRecipient(
                email, name.Length > 0 ? name : null, recipient.Language, check, recipient.IsCc));
        }

        foreach (var (i, raise) in body.Raise.Index())
        {
            var person = actor.Participants.FirstOrDefault(one => one.Value.ParticipantId == raise.ParticipantId);
            var check = await CheckAsync(
                raise.Method, raise.Phone, raise.Password, person?.Value.Email, checks, $"raise[{i}]",
                cancellationToken);
            raised.Add(new RaisedPerson(ParticipantId.From(raise.ParticipantId), check));
        }

        return checks.Problem is { } refused
            ? refused
            : new NewMessageContent(body.MessageId, body.Files, body.SealKey, recipients, raised, body.ExpiresAt);
    }

    private async Task<ReaderCheck> CheckAsync(
        Method method, string? typedPhone, string? password, string? email, Checks checks, string member,
        CancellationToken cancellationToken)
    {
        checks.That(method >= correspondence.Value.LowestCheck, member + ".method", "method-too-low");
        var phone = typedPhone is null ? null : PhoneNumber.Parse(typedPhone);
        checks.That(phone is null || sms.Value.Reaches(phone), member + ".phone", "phone-country");
        var account = method == Method.Account && email is not null
            ? (await accounts.FindByEmailAsync(email, cancellationToken)).Account?.Head.Value
            : null;
        var lacksAccount = method == Method.Account && account is not { CanBeWrittenTo: true };
        checks.That(!lacksAccount, member + ".method", "account-none");
        var hash = password is null ? null : passwords.Hash(AgreedPasswords.Read(password));
        return new ReaderCheck(method, phone, hash, account?.AccountId);
    }
}
