namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>Characters of a mailbox's name: it stands in lists and above letters.</summary>
    public const int MailboxName = 60;

    /// <summary>Characters of the organisation's name.</summary>
    public const int OrganisationName = 80;

    /// <summary>Characters of a line of the footer, and of the postal address.</summary>
    public const int FooterLine = 300;

    /// <summary>Characters that a reader sees of the text above a starter's form.</summary>
    public const int StarterText = 500;

    /// <summary>Starters of an organisation: the front page lists those that are not paused.</summary>
    public const int Starters = 100;
}
