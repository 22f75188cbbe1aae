namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>Clients that are made in one call.</summary>
    public const int ClientsAtOnce = 25;

    /// <summary>Clients that one colleague makes or invites again in a day: an import of a thousand, twice.</summary>
    public const int ClientsMadePerDay = 2_000;

    /// <summary>Extra accounts of one company.</summary>
    public const int ExtraAccounts = 50;

    /// <summary>Extra accounts that one company adds or invites again in a day.</summary>
    public const int ExtraAccountsAddedPerDay = 100;

    /// <summary>Statuses of dossiers that an organisation has at a time.</summary>
    public const int DossierStatuses = 20;

    /// <summary>Statuses in all, with those that were taken away and may still be some dossier's.</summary>
    public const int DossierStatusesInAll = 100;

    /// <summary>Templates of dossiers that an organisation has.</summary>
    public const int DossierTemplates = 30;

    /// <summary>Steps of one template.</summary>
    public const int TemplateSteps = 30;
}
