namespace Zegel.Functions.Notifications;

/// <summary>Codes by SMS cannot be sent: none is set up.</summary>
public sealed record SmsUnavailable() : Problem(503, "sms-unavailable", "SMS codes cannot be sent.");
