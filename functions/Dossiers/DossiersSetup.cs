using Zegel.Functions.Dossiers.Delivering;
using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Dossiers.Portal;
using Zegel.Functions.Dossiers.Settings;
using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>Dossiers, two kinds of space: what the office has, and what each client shares with it.</summary>
internal static class DossiersSetup
{
    public static void AddDossiers(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(DossierEvents));
        Notice.Register(typeof(DossierNotices));
        services.AddSingleton(Dossier.OfDossiers);
        services.AddSingleton(Part.OfParts);
        services.AddSingleton<DossierList>();
        services.AddSingleton<ClientDossiers>();
        services.AddSingleton<Handlers>();
        services.AddSingleton<DossierCopies>();
        services.AddSingleton<DossierChanges>();
        services.AddSingleton<AddingParts>();
        services.AddSingleton<RevokingParts>();
        services.AddSingleton<PartAccounts>();
        services.AddSingleton<OpeningParts>();
        services.AddSingleton<PostingEntries>();
        services.AddSingleton<OpeningEntries>();
        services.AddSingleton<UnwantedNews>();
        services.AddSingleton<TaskNews>();
        services.AddSingleton<AskingTasks>();
        services.AddSingleton<OpeningTasks>();
        services.AddSingleton<SavingAnswers>();
        services.AddSingleton<SendingTasks>();
        services.AddSingleton<ChangingTasks>();
        services.AddSingleton<IExpiring, ExpiringTaskReminder>();
        services.AddSingleton<ISpaceDelivery, DossierDelivery>();
        services.AddDossierSettings();
    }
}
