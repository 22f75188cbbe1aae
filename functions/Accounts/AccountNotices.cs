namespace Zegel.Functions.Accounts;

/// <summary>The notices of accounts, with their texts in the files beside this one.</summary>
internal static partial class AccountNotices
{
    /// <summary>To a new account: the invitation (N2).</summary>
    public static readonly Notice Invitation = Notice.Mail(
        Nl.Invitation, En.Invitation, link: new("/invitation/", accountId => accountId));

    /// <summary>To a new guest: the invitation (A4, A5).</summary>
    public static readonly Notice GuestInvitation = Notice.Mail(
        Nl.GuestInvitation, En.GuestInvitation, link: new("/invitation/", accountId => accountId));

    /// <summary>To a new client: the invitation, which says what the portal is for and nothing else (N1, N2).</summary>
    public static readonly Notice ClientInvitation = Notice.Mail(
        Nl.ClientInvitation, En.ClientInvitation, link: new("/invitation/", accountId => accountId));

    /// <summary>To a removed guest who asks for a password: why there is none, and who can help (X19).</summary>
    public static readonly Notice GuestAccessOver = Notice.Mail(Nl.GuestAccessOver, En.GuestAccessOver, "/");

    /// <summary>To an account: the link to set a password, the first (N4) or another (N9).</summary>
    public static readonly Notice PasswordLink = Notice.Mail(
        Nl.PasswordLink, En.PasswordLink, link: new("/password/", RootSecret.PasswordLinkOf));

    /// <summary>To an account: its password was set (N8).</summary>
    public static readonly Notice PasswordSet = Notice.Mail(Nl.PasswordSet, En.PasswordSet, "/login/");

    /// <summary>To an account: the six-digit code of a log-in (T20).</summary>
    public static readonly Notice LogInMail = Notice.Mail(Nl.LogInMail, En.LogInMail, "/login/", code: CodeForm.Digits);

    /// <summary>To an account: the six-digit code that proves its address for a second factor (T18).</summary>
    public static readonly Notice AddressCodeMail = Notice.Mail(
        Nl.AddressCodeMail, En.AddressCodeMail, "/login/", code: CodeForm.Digits);

    /// <summary>To an account: a second factor was added.</summary>
    public static readonly Notice FactorAdded = Notice.Mail(Nl.FactorAdded, En.FactorAdded, "/account/");

    /// <summary>To an account: a second factor was removed.</summary>
    public static readonly Notice FactorRemoved = Notice.Mail(Nl.FactorRemoved, En.FactorRemoved, "/account/");

    /// <summary>To an account: a recovery code was used.</summary>
    public static readonly Notice RecoveryCodeUsed = Notice.Mail(Nl.RecoveryCodeUsed, En.RecoveryCodeUsed, "/account/");

    /// <summary>To an account: new recovery codes were made.</summary>
    public static readonly Notice RecoveryCodesMade = Notice.Mail(
        Nl.RecoveryCodesMade, En.RecoveryCodesMade, "/account/");

    /// <summary>To an account: log-in codes are refused after too many wrong ones.</summary>
    public static readonly Notice CodesDisabled = Notice.Mail(Nl.CodesDisabled, En.CodesDisabled, "/login/");

    /// <summary>To an account: many wrong passwords were tried today.</summary>
    public static readonly Notice ManyWrongPasswords = Notice.Mail(
        Nl.ManyWrongPasswords, En.ManyWrongPasswords, "/password/");

    /// <summary>To an account: a remembered device may have been copied; it was signed out.</summary>
    public static readonly Notice DeviceCopied = Notice.Mail(Nl.DeviceCopied, En.DeviceCopied, "/login/");

    /// <summary>To an account: a passkey may have been copied; its log-in was refused.</summary>
    public static readonly Notice PasskeyCopied = Notice.Mail(Nl.PasskeyCopied, En.PasskeyCopied, "/account/");

    /// <summary>To an account: from a date no log-in without second factor (T24, T25).</summary>
    public static readonly Notice SecondFactorReminder = Notice.Mail(
        Nl.SecondFactorReminder, En.SecondFactorReminder, "/login/", canWait: true);

    /// <summary>To an account: the date has come.</summary>
    public static readonly Notice SecondFactorRequired = Notice.Mail(
        Nl.SecondFactorRequired, En.SecondFactorRequired, "/login/", canWait: true);

    /// <summary>To nobody: stands for a notice to an address without account, so that as much is done for it.</summary>
    public static readonly Notice Nothing = Notice.ToNobody();

    /// <summary>SMS: the code of a log-in (Z8).</summary>
    public static readonly Notice LogInSms = Notice.SmsWithCode();

    /// <summary>SMS: the code that proves a phone number.</summary>
    public static readonly Notice PhoneSms = Notice.SmsWithCode();

    /// <summary>SMS to a number that gets codes no more, without a code: it was changed, removed or reset.</summary>
    public static readonly Notice NumberEndedSms = Notice.Sms(Nl.NumberEndedSms, En.NumberEndedSms);
}
