namespace Zegel.Functions.Security;

/// <summary>
/// How a recipient proves who they are before reading, the weakest first: it can be raised and never lowered.
/// </summary>
public enum Method
{
    /// <summary>The code stands in the mail: only the address is proved (Z14).</summary>
    None,

    /// <summary>A password that was agreed beforehand, by another way than this.</summary>
    Password,

    /// <summary>A code by SMS (Z15).</summary>
    Sms,

    /// <summary>The recipient's own account, with all that a log-in asks (Z38).</summary>
    Account,
}
