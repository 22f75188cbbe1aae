namespace Zegel.Functions.Notifications;

/// <summary>How a notice ended, as it is written down.</summary>
internal static class NoticeEvents
{
    public static readonly AuditEvent NoticeSent = new("E");
    public static readonly AuditEvent NoticeFailed = new("E", AuditEvent.Refused);
    public static readonly AuditEvent NoticeUnwanted = new("E");
}
