namespace Zegel.Functions.Administration;

/// <summary>The notices of the service desk's work, with their texts in the files beside this one.</summary>
internal static partial class AdministrationNotices
{
    private static readonly NoticeLink Deciding = new("/request/", RootSecret.RequestLinkOf);

    /// <summary>To an account: the service desk took its second factors away (T26).</summary>
    public static readonly Notice FactorReset = Notice.Mail(Nl.FactorReset, En.FactorReset, "/login/");

    /// <summary>To the service desk: another one of them changed the rules for logging in.</summary>
    public static readonly Notice SignInPolicyChanged = Notice.Mail(
        Nl.SignInPolicyChanged, En.SignInPolicyChanged, "/admin/");

    /// <summary>To owners of a mailbox and the service desk: a mailbox is asked for somebody and needs a yes.</summary>
    public static readonly Notice AccessAsked = Notice.Mail(Nl.AccessAsked, En.AccessAsked, link: Deciding);

    /// <summary>To who can agree or stop it: somebody is to take the place of an owner who leaves (X13).</summary>
    public static readonly Notice SuccessorAsked = Notice.Mail(Nl.SuccessorAsked, En.SuccessorAsked, link: Deciding);

    /// <summary>To those who were told: the successor agreed, and it happens in a day unless it is stopped.</summary>
    public static readonly Notice SuccessorComing = Notice.Mail(
        Nl.SuccessorComing, En.SuccessorComing, "/account/mailboxes/");

    /// <summary>To the service desk: one of them asks the role service desk for somebody, and needs a yes.</summary>
    public static readonly Notice DeskAsked = Notice.Mail(Nl.DeskAsked, En.DeskAsked, link: Deciding);

    /// <summary>To every owner and the service desk: somebody gets the role in a day, unless it is stopped.</summary>
    public static readonly Notice DeskComing = Notice.Mail(Nl.DeskComing, En.DeskComing, link: Deciding);

    /// <summary>To those who were told: a request was refused or stopped; no mailbox means the service desk.</summary>
    public static readonly Notice AccessStopped = Notice.Mail(Nl.AccessStopped, En.AccessStopped, "/admin/");

    /// <summary>To an account: it was suspended.</summary>
    public static readonly Notice AccountSuspended = Notice.Mail(Nl.AccountSuspended, En.AccountSuspended, "/");

    /// <summary>To an account: it can be used again.</summary>
    public static readonly Notice AccountResumed = Notice.Mail(Nl.AccountResumed, En.AccountResumed, "/login/");

    /// <summary>To an account: it has ended.</summary>
    public static readonly Notice AccountEnded = Notice.Mail(Nl.AccountEnded, En.AccountEnded, "/");
}
