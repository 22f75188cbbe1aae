namespace Zegel.Functions.Notifications;

/// <summary>A page that a link with a secret leads to.</summary>
/// <param name="Page">Its path.</param>
/// <param name="SecretOf">
/// What the secret is derived from, given the id in the link; null when it has none: who follows it logs in.
/// </param>
public sealed record NoticeLink(string Page, Func<string, string>? SecretOf);

/// <summary>A kind of mail or SMS, declared by the feature that sends it; outbox rows name it.</summary>
[JsonConverter(typeof(Declared<Notice>.Converter))]
public sealed class Notice : Declared<Notice>
{
    private Notice(string name)
        : base(name)
    {
    }

    /// <summary>The words of a mail, Dutch and English; null for what is none.</summary>
    public (Func<NoticeFacts, MailText> Dutch, Func<NoticeFacts, MailText> English)? MailTexts { get; private init; }

    /// <summary>The words of an SMS, Dutch and English; null for what is none.</summary>
    public (Func<NoticeFacts, SmsText> Dutch, Func<NoticeFacts, SmsText> English)? SmsTexts { get; private init; }

    /// <summary>What the code looks like that goes with it; null when none does.</summary>
    public CodeForm? Code { get; private init; }

    /// <summary>The page of its button when there is no link with a secret; null when there always is one.</summary>
    public string? Page { get; private init; }

    /// <summary>Where its link with a secret leads; null when it never has one.</summary>
    public NoticeLink? Link { get; private init; }

    /// <summary>
    /// Whether codes, invitations and what guards an account go first: nobody sits waiting for it, and people outside
    /// can make many of them.
    /// </summary>
    public bool CanWait { get; private init; }

    /// <summary>Whether it tells a reader that a message waits, or its author that it arrived; it can wait.</summary>
    public bool TellsOfMessage { get; private init; }

    /// <summary>
    /// Whether it goes also to who wants no mails about messages: it leads to what they find nowhere else.
    /// </summary>
    public bool AlwaysGoes { get; private init; }

    /// <summary>Whether it is an SMS.</summary>
    public bool IsSms => SmsTexts is not null;

    /// <summary>Whether nobody gets it.</summary>
    public bool IsForNobody => SmsTexts is null && MailTexts is null;

    /// <summary>A mail. Its members say what the parameters mean.</summary>
    public static Notice Mail(
        Func<NoticeFacts, MailText> dutch, Func<NoticeFacts, MailText> english, string? page = null,
        NoticeLink? link = null, CodeForm? code = null, bool canWait = false, bool tellsOfMessage = false,
        bool alwaysGoes = false, [CallerMemberName] string name = "") => new(name)
    {
        MailTexts = (dutch, english),
        Page = page,
        Link = link,
        Code = code,
        CanWait = canWait || tellsOfMessage,
        TellsOfMessage = tellsOfMessage,
        AlwaysGoes = alwaysGoes,
    };

    /// <summary>An SMS without a code.</summary>
    public static Notice Sms(
        Func<NoticeFacts, SmsText> dutch, Func<NoticeFacts, SmsText> english, [CallerMemberName] string name = "") =>
        new(name) { SmsTexts = (dutch, english) };

    /// <summary>An SMS with a code; every one says the same.</summary>
    public static Notice SmsWithCode([CallerMemberName] string name = "") =>
        new(name) { SmsTexts = (Smses.DutchCode, Smses.EnglishCode), Code = CodeForm.Digits };

    /// <summary>To nobody: stands for a notice to an address without account, so that as much is done for it.</summary>
    public static Notice ToNobody([CallerMemberName] string name = "") => new(name);

    /// <summary>The words in the language of the facts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are none for this channel or in this language.</exception>
    internal static T WordsOf<T>(
        (Func<NoticeFacts, T> Dutch, Func<NoticeFacts, T> English)? texts, NoticeFacts facts) =>
        (texts, facts.Language) switch
        {
            ({ } both, "nl") => both.Dutch(facts),
            ({ } both, "en") => both.English(facts),
            _ => throw new ArgumentOutOfRangeException(nameof(facts), facts.Language, "There are no such words."),
        };
}
