namespace Zegel.Functions.Notifications;

/// <summary>How mail leaves. Section <c>Zegel:Email</c>.</summary>
public sealed class EmailOptions
{
    /// <summary>The Communication Services resource, asked with the identity; used when there is no connection string.</summary>
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

/// <summary>How SMS leaves. Section <c>Zegel:Sms</c>. A deployment without it offers no SMS codes, and says so.</summary>
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

    /// <summary>Whether SMS can leave at all.</summary>
    public bool IsConfigured => Sender.Length > 0 && (Endpoint is not null || ConnectionString is { Length: > 0 });
}
