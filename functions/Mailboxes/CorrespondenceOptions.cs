using System.ComponentModel.DataAnnotations;

namespace Zegel.Functions.Mailboxes;

/// <summary>
/// What the organisation decides about what its mailboxes send; the same for all of them. <c>Zegel:Organisation</c>.
/// </summary>
public sealed class CorrespondenceOptions
{
    /// <summary>
    /// The weakest check that staff can give a recipient: <c>none</c>, <c>password</c>, <c>sms</c> or <c>account</c>.
    /// Weaker ones are not offered any more; whoever got one earlier reads what they have, and gets nothing new from
    /// staff before it is raised.
    /// </summary>
    public Method LowestCheck { get; set; }

    /// <summary>
    /// After how many days a message of staff expires, unless they choose another day; empty or 0: it does not.
    /// </summary>
    [Range(0, 3650)]
    public int? MessagesExpireAfterDays { get; set; }

    /// <summary>
    /// After how many days somebody who did not read a message is told of it once more; 0: nobody is.
    /// </summary>
    [Range(0, 365)]
    public int? RemindAfterDays { get; set; } = 7;

    /// <summary>
    /// Whether a recipient who opens with a code by SMS or a password can have the browser remembered for thirty days,
    /// in which they need neither. Whoever was remembered is not any more once this is off.
    /// </summary>
    public bool RememberRecipients { get; set; }
}
