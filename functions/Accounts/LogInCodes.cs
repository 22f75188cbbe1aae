namespace Zegel.Functions.Accounts;

/// <summary>The codes of log-ins: which is asked first, sending one, telling it, judging what was typed.</summary>
public sealed class LogInCodes(Throttle throttle, RootSecret root, ProtectedSecrets secrets, IOptions<SmsOptions> sms)
{
    /// <summary>How a proof is told to the page.</summary>
    public static LogInStep StepOf(AccountChange change, Proof proof, SignInPolicy policy) => new(
        proof.Method == FactorMethod.Passkey ? NextStep.Passkey : NextStep.Code, proof.Method,
        change.Credentials.Methods(policy), ToOf(change, proof.Method), proof.ExpiresAt, proof.ResendAt,
        policy.RememberDays, null);

    /// <summary>The proof once its code is on its way, when its method sends one.</summary>
    public static Proof Send(AccountChange change, Proof proof)
    {
        if (proof.Method is not (FactorMethod.Sms or FactorMethod.Email))
        {
            return proof;
        }

        var sent = proof.SentAgain(change.Now);
        if (proof.Method == FactorMethod.Sms)
        {
            sent = sent with { Phone = change.Credentials.Sms!.Phone };
            change.SendCode(AccountNotices.LogInSms, sent.Phone, sent);
        }
        else
        {
            change.SendCode(AccountNotices.LogInMail, change.Head.Email, sent);
        }

        change.Audit(AccountEvents.LogInCodeSent, FactorNames.Of(proof.Method));
        return sent;
    }

    /// <summary>
    /// The method a log-in begins with: no code by SMS to a country that the organisation does not send to, as long as
    /// there is another method.
    /// </summary>
    public FactorMethod FirstOf(Credentials credentials, SignInPolicy policy)
    {
        var methods = credentials.Methods(policy);
        var reached = methods.Where(method => method != FactorMethod.Sms || sms.Value.Reaches(credentials.Sms!.Phone));
        return reached.ToList() is [var first, ..] ? first : methods[0];
    }

    /// <summary>Sends the code of a proof when its method sends one; counts it for the limits.</summary>
    /// <returns>The proof as it is then.</returns>
    public async Task<Outcome<Proof>> SendAsync(
        AccountChange change, Proof proof, CancellationToken cancellationToken) =>
        await CountAsync(change, proof.Method, cancellationToken) is { } problem ? problem : Send(change, proof);

    /// <summary>
    /// Whether the code, as <see cref="OneTimeCode.Form"/> reads it, is the proof's, and of a method that is still
    /// asked; the credentials as they are once it was used (null: not right).
    /// </summary>
    public Credentials? Check(Account account, SignInPolicy policy, string code, DateTimeOffset now)
    {
        var (proof, credentials) = (account.Proof!.Value, account.Credentials.Value);
        if (!credentials.Methods(policy).Contains(proof.Method))
        {
            return null;
        }

        switch (proof.Method)
        {
            // A factor that was removed meanwhile, or another number, takes no code of the former one.
            case FactorMethod.Sms when credentials.Sms is { } number && number.Phone == proof.Phone:
            case FactorMethod.Email when credentials.Email is not null:
                return proof.IsAnsweredBy(code, root) ? credentials.Right() : null;
            case FactorMethod.App when credentials.App is { } app:
                return AppCodes.Accept(
                    secrets.Unprotect(app.Secret, account.AccountId), code, app.LastStep, now) is { } step
                    ? credentials.Right() with { App = app with { LastStep = step } } : null;
            case FactorMethod.Recovery when credentials.Recovery is { } recovery
                && recovery.Find(root, code) is { } hash:
                return credentials.Right() with
                {
                    Recovery = recovery with { Hashes = [.. recovery.Hashes.Where(other => other != hash)] },
                };
            default:
                return null;
        }
    }

    /// <summary>Counts a code for the limits when the method sends one; why it must not be sent, or null.</summary>
    public async Task<Problem?> CountAsync(
        AccountChange change, FactorMethod method, CancellationToken cancellationToken)
    {
        if (method is not (FactorMethod.Sms or FactorMethod.Email))
        {
            return null;
        }

        var id = change.Account.AccountId;
        List<Limit> limits =
        [
            new("log-in-code", id, SecurityNumbers.LogInCodesPerHour, TimeSpan.FromHours(1))
            {
                Within = new("log-in-code-day", id, SecurityNumbers.LogInCodesPerDay, TimeSpan.FromDays(1)),
            },
        ];
        if (method == FactorMethod.Sms)
        {
            if (!sms.Value.Reaches(change.Credentials.Sms!.Phone))
            {
                return new Unavailable();
            }

            limits.Add(PhoneLimits.Budget(sms.Value));
        }

        return await throttle.TakeAsync(cancellationToken, limits) is { } retryAt ? new TooManyRequests(retryAt) : null;
    }

    private static string? ToOf(AccountChange change, FactorMethod method) => method switch
    {
        FactorMethod.Sms => PhoneNumber.Mask(change.Credentials.Sms!.Phone),
        FactorMethod.Email => EmailAddress.Mask(change.Head.Email),
        _ => null,
    };
}
