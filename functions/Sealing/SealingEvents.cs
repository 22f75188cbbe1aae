namespace Zegel.Functions.Sealing;

/// <summary>What happens to wrapped keys, as it is written down.</summary>
internal static class SealingEvents
{
    public static readonly AuditEvent SealKeyRefused = new("R", AuditEvent.Wrong);
    public static readonly AuditEvent KeysWrappedAnew = new("U");
}
