namespace Zegel.Functions.Clients;

/// <summary>Clients: persons, companies and their extra accounts.</summary>
internal static class ClientsSetup
{
    public static void AddClients(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(ClientEvents));
        Notice.Register(typeof(ClientNotices));
        services.AddSingleton<ClientStore>();
        services.AddSingleton<ClientMaker>();
        services.AddSingleton<ExtraAccounts>();
        services.AddSingleton<MailboxClients>();
    }
}
