namespace Zegel.Functions.Notifications;

/// <summary>Everything a text may name. What a kind does not use is null.</summary>
/// <param name="Language"><c>nl</c> or <c>en</c>.</param>
/// <param name="Organisation">The organisation's name.</param>
/// <param name="SiteAddress">The site's origin, such as <c>https://veilig.example.nl</c>.</param>
/// <param name="Mailbox">The mailbox the conversation is with.</param>
/// <param name="Link">The whole link, secret included.</param>
/// <param name="Code">The code, as the person types it.</param>
/// <param name="Until">Until when the code or the link works.</param>
/// <param name="Factor">The second factor it is about.</param>
/// <param name="HelpPhone">The organisation's help contact.</param>
/// <param name="HelpEmail">The organisation's help contact.</param>
/// <param name="BrandColour"><c>#rrggbb</c>.</param>
/// <param name="HasLogo">Whether the mail carries the logo as an inline attachment with content id <c>logo</c>.</param>
/// <param name="Person">The address of the account it is about.</param>
/// <param name="By">The name or the address of who asked.</param>
/// <param name="People">The accounts it is about, when those are several.</param>
/// <param name="Device">The browser it is about.</param>
public sealed record NoticeFacts(
    string Language,
    string Organisation,
    Uri SiteAddress,
    string? Mailbox = null,
    string? Link = null,
    string? Code = null,
    DateTimeOffset? Until = null,
    FactorMethod? Factor = null,
    string? HelpPhone = null,
    string? HelpEmail = null,
    string? BrandColour = null,
    bool HasLogo = false,
    string? Person = null,
    string? By = null,
    IReadOnlyList<NoticePerson>? People = null,
    string? Device = null)
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>Whether the texts are Dutch, else they are English.</summary>
    public bool IsDutch => Language == "nl";

    /// <summary>Who a message is from or to, in a sentence: the mailbox of the organisation.</summary>
    public string Sender => Mailbox is null || Mailbox == Organisation
        ? Organisation
        : $"{Mailbox} {(IsDutch ? "van" : "at")} {Organisation}";

    /// <summary>The mailbox in a sentence to who works with it.</summary>
    public string TheMailbox => (Mailbox, IsDutch) switch
    {
        ({ } name, true) => $"de mailbox {name}",
        ({ } name, false) => $"the mailbox {name}",
        (null, true) => "uw mailbox",
        (null, false) => "your mailbox",
    };

    /// <summary><see cref="Until"/> with its zone: a mail does not know where it is read.</summary>
    public string? Moment => Until is { } until ? MomentOf(until) : null;

    /// <summary>The day of <see cref="Until"/> in Amsterdam.</summary>
    public string? Day => Until is { } until
        ? TimeZoneInfo.ConvertTime(until, Amsterdam)
            .ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(IsDutch ? "nl-NL" : "en-GB"))
        : null;

    /// <summary>Until when the code works, in a sentence.</summary>
    public string? CodeUntil =>
        Moment is null ? null
        : IsDutch ? $"De code werkt tot {Moment}. Daarna kunt u op de pagina een nieuwe code aanvragen."
        : $"The code works until {Moment}. After that you can ask for a new code on the page.";

    /// <summary>A line for each date of those of <see cref="People"/> of whom it is over, or not yet.</summary>
    public IEnumerable<string> PeopleByDate(bool isOver) =>
        (People ?? []).Where(person => person.IsOver == isOver).GroupBy(person => person.Date)
            .Select(some => $"{MomentOf(some.Key)}: {string.Join(", ", some.Select(person => person.Email))}");

    private string MomentOf(DateTimeOffset moment) =>
        IsDutch ? MomentIn(moment, "nl-NL", "Nederlandse tijd") : MomentIn(moment, "en-GB", "Dutch time");

    private static string MomentIn(DateTimeOffset moment, string culture, string zone)
    {
        var time = TimeZoneInfo.ConvertTime(moment, Amsterdam);
        return $"{time.ToString("d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo(culture))} ({zone})";
    }
}
