namespace Zegel.Functions.Administration;

/// <summary>What the service desk does, as it is written down.</summary>
internal static class AdministrationEvents
{
    public static readonly AuditEvent FactorReset = new("D");
    public static readonly AuditEvent SignInPolicyChanged = new("U");
    public static readonly AuditEvent OrganisationChanged = new("U");
    public static readonly AuditEvent StarterMade = new("C");
    public static readonly AuditEvent StarterChanged = new("U");
    public static readonly AuditEvent AccessAsked = new("E");
    public static readonly AuditEvent AccessStopped = new("D", AuditEvent.Refused);
    public static readonly AuditEvent SuccessionAccepted = new("U");
    public static readonly AuditEvent AccountSuspended = new("U");
    public static readonly AuditEvent AccountResumed = new("U");
    public static readonly AuditEvent AccountEnded = new("D");
    public static readonly AuditEvent ResetCodeShown = new("R");
}
