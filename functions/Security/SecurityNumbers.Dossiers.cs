namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>Steps of a dossier's progress.</summary>
    public const int StepsInDossier = 50;

    /// <summary>Clients and companies in one dossier, those included from whom it was taken.</summary>
    public const int PartsInDossier = 40;

    /// <summary>People of one company in a dossier: the main account and extra accounts.</summary>
    public const int PeopleInPart = 18;

    /// <summary>Files of one message or publication in a dossier.</summary>
    public const int FilesInEntry = 25;

    /// <summary>A ticket to upload into a dossier, which can be taken away, works this long.</summary>
    public static readonly TimeSpan DossierTicket = TimeSpan.FromMinutes(5);
}
