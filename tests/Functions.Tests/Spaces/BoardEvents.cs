using Zegel.Functions.Audit;

namespace Zegel.Functions.Tests.Spaces;

/// <summary>What happens on boards, as it is written down.</summary>
internal static class BoardEvents
{
    public static readonly AuditEvent BoardBegun = new("C");
    public static readonly AuditEvent BoardNotePinned = new("C");
    public static readonly AuditEvent BoardRead = new("R");
}
