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

    /// <summary>What the office asks of one client of a dossier, those included that it took back.</summary>
    public const int TasksInPart = 100;

    /// <summary>Days from today after which nothing that is asked can have its last day.</summary>
    public const int TaskMostDays = 365;

    /// <summary>Days before its last one on which a client is reminded of what is still to be done.</summary>
    public static readonly IReadOnlyList<int> TaskReminderDays = [7, 1];

    /// <summary>The time of day, in Amsterdam, of such a reminder.</summary>
    public static readonly TimeSpan TaskReminderTime = TimeSpan.FromHours(8);

    /// <summary>Pages of a form, and so of what is answered.</summary>
    public const int PagesInForm = 30;

    /// <summary>Questions of a form.</summary>
    public const int QuestionsInForm = 300;

    /// <summary>Forms of a mailbox, those included that are archived.</summary>
    public const int FormsInMailbox = 200;

    /// <summary>Versions of a form that were published.</summary>
    public const int VersionsOfForm = 200;

    /// <summary>A ticket to upload into a dossier, which can be taken away, works this long.</summary>
    public static readonly TimeSpan DossierTicket = TimeSpan.FromMinutes(5);
}
