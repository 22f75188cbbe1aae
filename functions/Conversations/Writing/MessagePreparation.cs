using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Makes of what came what is posted: passwords are hashed, the accounts of recipients found, and what no recipient can
/// have is refused.
/// </summary>
public sealed class MessagePreparation(
    SealingKey sealingKey, AgreedPasswords passwords, RecipientAccounts accounts, IOptions<SmsOptions> sms,
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
                : new BadInput("recipients", "recipients-of-staff");
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

        if (actor.IsMailbox && TooLow(actor, body) is { Count: > 0 } people)
        {
            return new RaiseNeeded(people);
        }

        var found = await FindAccountsAsync(actor, body, cancellationToken);
        return found.IsRefused(out var refused, out var held) ? refused : Prepare(actor, body, held);
    }

    /// <summary>
    /// People whose check is weaker than the organisation permits: nothing new is written to them before it is raised.
    /// </summary>
    private IReadOnlyList<string> TooLow(Actor<Conversation> actor, SendMessageRequest body) =>
    [
        .. actor.Participants.Select(participant => participant.Value)
            .Where(person => IsTooLow(person) && body.Raise.All(raise => raise.ParticipantId != person.ParticipantId))
            .Select(person => person.ParticipantId.Value),
    ];

    private bool IsTooLow(Participant person) =>
        person is { IsMailbox: false, Revoked: null } && person.Method < correspondence.Value.LowestCheck;

    /// <summary>The accounts of those who are to log in, by address.</summary>
    private async Task<Outcome<IReadOnlyDictionary<string, AccountId?>>> FindAccountsAsync(
        Actor<Conversation> actor, SendMessageRequest body, CancellationToken cancellationToken)
    {
        List<string> emails =
        [
            .. body.Recipients.Where(recipient => recipient.Method == Method.Account)
                .Select(recipient => EmailAddress.Parse(recipient.Email)!)
                .Concat(body.Raise.Where(raise => raise.Method == Method.Account)
                    .Select(raise => PersonOf(actor, raise)?.Email).OfType<string>())
                .Distinct(StringComparer.Ordinal),
        ];
        if (emails.Count == 0)
        {
            return new Dictionary<string, AccountId?>(StringComparer.Ordinal);
        }

        var found = await accounts.FindAsync(actor.Account!.AccountId, emails, cancellationToken);
        return found.IsRefused(out var refused, out var held)
            ? refused
            : emails.Zip(held).ToDictionary(one => one.First, one => one.Second, StringComparer.Ordinal);
    }

    private Outcome<NewMessageContent> Prepare(
        Actor<Conversation> actor, SendMessageRequest body, IReadOnlyDictionary<string, AccountId?> held)
    {
        var checks = new Checks();
        List<NewRecipient> recipients = [];
        List<RaisedPerson> raised = [];
        foreach (var (i, recipient) in body.Recipients.Index())
        {
            var email = EmailAddress.Parse(recipient.Email)!;
            var check = CheckOf(
                recipient.Method, recipient.Phone, recipient.Password, held.GetValueOrDefault(email), checks,
                $"recipients[{i}]");
            var name = TypedText.Line(recipient.Name ?? "");
            recipients.Add(new NewRecipient(
                email, name.Length > 0 ? name : null, recipient.Language, check, recipient.IsCc, recipient.Sees));
        }

        foreach (var (i, raise) in body.Raise.Index())
        {
            var person = PersonOf(actor, raise);
            // Whoever may read what comes now is not kept waiting for a number.
            var isHeld = raise.Method == Method.Sms && raise.Phone is null;
            checks.That(!isHeld || (person is not null && IsTooLow(person)), $"raise[{i}].phone", "phone-not-mobile");
            var check = CheckOf(
                raise.Method, raise.Phone, raise.Password, held.GetValueOrDefault(person?.Email ?? ""), checks,
                $"raise[{i}]");
            raised.Add(new RaisedPerson(ParticipantId.From(raise.ParticipantId), check));
        }

        return checks.Problem is { } refused
            ? refused
            : new NewMessageContent(body.MessageId, body.Files, body.SealKey, recipients, raised, body.ExpiresAt);
    }

    private ReaderCheck CheckOf(
        Method method, string? typedPhone, string? password, AccountId? account, Checks checks, string member)
    {
        checks.That(method >= correspondence.Value.LowestCheck, member + ".method", "method-too-low");
        var phone = typedPhone is null ? null : PhoneNumber.Parse(typedPhone);
        checks.That(phone is null || sms.Value.Reaches(phone), member + ".phone", "phone-country");
        var logsIn = method == Method.Account;
        checks.That(!logsIn || account is not null, member + ".method", "account-none");
        var hash = password is null ? null : passwords.Hash(AgreedPasswords.Read(password));
        return new ReaderCheck(method, phone, hash, logsIn ? account : null);
    }

    private static Participant? PersonOf(Actor<Conversation> actor, RaiseRequest raise) =>
        actor.Participants.FirstOrDefault(one => one.Value.ParticipantId == raise.ParticipantId)?.Value;
}
