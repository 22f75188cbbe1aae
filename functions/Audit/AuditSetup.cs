namespace Zegel.Functions.Audit;

/// <summary>The audit trail.</summary>
internal static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(AuditEvents));
        services.AddSingleton<AuditKey>();
        services.AddSingleton<AuditAnchor>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<DelegateActs>();
        services.AddSingleton<IExpiring>(provider => provider.GetRequiredService<DelegateActs>());
        services.AddSingleton<AuditMover>();
        services.AddSingleton<AuditCheckpoints>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<AuditHints>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditHints>());
    }
}
