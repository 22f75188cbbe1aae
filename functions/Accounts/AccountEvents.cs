namespace Zegel.Functions.Accounts;

/// <summary>What happens to accounts, as it is written down.</summary>
internal static class AccountEvents
{
    public static readonly AuditEvent AccountInvited = new("C");
    public static readonly AuditEvent AccountAccepted = new("U");
    public static readonly AuditEvent LogInCodeSent = new("E");
    public static readonly AuditEvent LogInRefused = new("E", AuditEvent.Refused);
    public static readonly AuditEvent LoggedIn = new("E");
    public static readonly AuditEvent LoggedOut = new("E");
    public static readonly AuditEvent PasswordLinkSent = new("E");
    public static readonly AuditEvent PasswordSet = new("U");
    public static readonly AuditEvent FactorAdded = new("C");
    public static readonly AuditEvent FactorRemoved = new("D");
    public static readonly AuditEvent PasskeyCloned = new("E", AuditEvent.Wrong);
    public static readonly AuditEvent RecoveryCodesMade = new("C");
    public static readonly AuditEvent SecondFactorPostponed = new("U");
    public static readonly AuditEvent SecondFactorRequired = new("U");
    public static readonly AuditEvent DeviceCopied = new("E", AuditEvent.Wrong);
    public static readonly AuditEvent SessionEnded = new("D");
    public static readonly AuditEvent SessionsEnded = new("D");
    public static readonly AuditEvent AccountChanged = new("U");
    public static readonly AuditEvent ResetCodeRefused = new("E", AuditEvent.Refused);
    public static readonly AuditEvent ResetProved = new("E");
}
