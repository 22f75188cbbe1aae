namespace Zegel.Functions.Notifications;

/// <summary>How mail leaves. Section <c>Zegel:Email</c>.</summary>
public sealed class EmailOptions
{
    /// <summary>The Communication Services resource, asked with the identity without a connection string.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A connection string, for a machine without an identity.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The address mail comes from.</summary>
    public string Sender { get; set; } = "";

    /// <summary>
    /// How many mails the provider takes in an hour. Near it notices wait, so that codes and invitations still leave.
    /// 0: more than this organisation ever sends; nothing is counted and nothing waits.
    /// </summary>
    [System.ComponentModel.DataAnnotations.Range(0, 1_000_000)]
    public int MessagesPerHour { get; set; } = 100;

    /// <summary>Whether mail can leave at all.</summary>
    public bool IsConfigured => Sender.Length > 0 && (Endpoint is not null || ConnectionString is { Length: > 0 });
}

/// <summary>How SMS leaves. Section <c>Zegel:Sms</c>. A deployment without it says that it has no SMS codes.</summary>
public sealed class SmsOptions
{
    /// <inheritdoc cref="EmailOptions.Endpoint"/>
    public Uri? Endpoint { get; set; }

    /// <inheritdoc cref="EmailOptions.ConnectionString"/>
    public string? ConnectionString { get; set; }

    /// <summary>The number or the name SMS comes from.</summary>
    public string Sender { get; set; } = "";

    /// <summary>How many SMS messages may leave in a day: a hard stop on costs.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 10_000_000)]
    public int MessagesPerDay { get; set; } = 500;

    /// <summary>
    /// The countries to whose numbers SMS is sent: codes of ISO 3166-1 with spaces or commas between, such as
    /// <c>EEA GB CH</c>; <c>EEA</c> stands for the thirty countries of the European Economic Area. A number of another
    /// country is refused where it is filled in.
    /// </summary>
    [System.ComponentModel.DataAnnotations.RegularExpression(
        "(EEA|(?!UK|EU)[A-Z]{2})([ ,]+(EEA|(?!UK|EU)[A-Z]{2}))*", MatchTimeoutInMilliseconds = 200)]
    public string Countries { get; set; } = Eea;

    /// <summary>Whether SMS can leave at all.</summary>
    public bool IsConfigured => Sender.Length > 0 && (Endpoint is not null || ConnectionString is { Length: > 0 });

    /// <summary>Whether SMS may go to this number, E.164: it can leave, and the country is one of those.</summary>
    public bool Reaches(string phone) =>
        IsConfigured && PhoneNumber.CountryOf(phone) is { } country
        && Countries.Replace(Eea, EeaCountries, StringComparison.Ordinal).Split([' ', ',']).Contains(country);

    private const string Eea = "EEA";

    private const string EeaCountries =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";
}
