namespace Zegel.Functions.Security;

/// <summary>What one-time codes look like: how many characters, of which alphabet.</summary>
public sealed record CodeForm
{
    /// <summary>The characters of codes that are not digits alone: Crockford's, 5 bits each.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CodeForm(string purpose, int length, bool digitsOnly) =>
        (Purpose, Length, DigitsOnly) = (purpose, length, digitsOnly);

    /// <summary>By SMS, by mail for an account, or of an authenticator app: six digits.</summary>
    public static CodeForm Digits { get; } = new("sms-code", SecurityNumbers.SmsCodeLength, digitsOnly: true);

    /// <summary>Mailed with the link of a participant: eight characters, 40 bits.</summary>
    public static CodeForm Characters { get; } = new("mail-code", SecurityNumbers.MailCodeLength, digitsOnly: false);

    /// <summary>Said by the service desk after a reset: eight digits, easy to say by phone.</summary>
    public static CodeForm Reset { get; } = new("reset-code", SecurityNumbers.ResetCodeLength, digitsOnly: true);

    /// <summary>One of those that were shown once; random, where the others are derived.</summary>
    public static CodeForm Recovery { get; } =
        new("recovery-code", SecurityNumbers.RecoveryCodeLength, digitsOnly: false);

    /// <summary>Whose key of the root secret it is derived or hashed under.</summary>
    public string Purpose { get; }

    /// <summary>How many characters.</summary>
    public int Length { get; }

    /// <summary>Whether they are digits.</summary>
    public bool DigitsOnly { get; }

    /// <summary>The code in what was typed; null when there is none of this form in it.</summary>
    public string? Read(string typed) => TypedCode.Read(typed, Length, DigitsOnly);

    /// <summary>The code that these bits are; at most twelve characters.</summary>
    /// <remarks>64 bits modulo 10⁶ or 10⁸: the bias is below 10⁻¹¹.</remarks>
    public string Of(ulong bits) => DigitsOnly
        ? (bits % (ulong)Math.Pow(10, Length)).ToString($"D{Length}", CultureInfo.InvariantCulture)
        : string.Create(Length, bits, static (code, value) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = Alphabet[(int)((value >> (59 - (5 * i))) & 31)];
            }
        });
}

/// <summary>A code that somebody must still type, once; derived from its id and never stored.</summary>
public abstract record OneTimeCode
{
    /// <summary>What it looks like.</summary>
    [JsonIgnore]
    public abstract CodeForm Form { get; }

    /// <summary>After this it is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often one was tried.</summary>
    public int Tries { get; init; }

    /// <summary>How often it was sent; 0 when it needs not be.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Sends { get; init; }

    /// <summary>When it was sent last, where that bounds when it is sent again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset LastSentAt { get; init; }

    /// <summary>How many tries are left.</summary>
    [JsonIgnore]
    public int TriesLeft => SecurityNumbers.TriesPerChallenge - Tries;

    /// <summary>From when it may be sent again; null when it may not any more.</summary>
    [JsonIgnore]
    public DateTimeOffset? ResendAt => Sends is 0 or >= SecurityNumbers.SendsPerChallenge
        ? null
        : LastSentAt + WaitAfter(Sends);

    /// <summary>From what it is derived.</summary>
    protected abstract string DerivedFrom { get; }

    /// <summary>The wait before a code is sent again that was sent so many times.</summary>
    public static TimeSpan WaitAfter(int sends) =>
        SecurityNumbers.WaitsBeforeResend[Math.Min(sends, SecurityNumbers.WaitsBeforeResend.Count) - 1];

    /// <summary>Whether it can still be answered.</summary>
    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt && TriesLeft > 0;

    /// <summary>The code itself, to be shown or sent.</summary>
    public string CodeOf(RootSecret root) => root.Code(Form, DerivedFrom);

    /// <summary>Whether what was typed, as the form reads it, is the code.</summary>
    public bool IsAnsweredBy(string code, RootSecret root) => Tokens.AreEqual(code, CodeOf(root));
}
