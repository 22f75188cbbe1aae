namespace Zegel.Functions.Forms;

/// <summary>The forms of mailboxes.</summary>
internal static class FormsSetup
{
    public static void AddForms(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(FormEvents));
        services.AddSingleton<FormStore>();
        services.AddSingleton<ChangingForms>();
    }
}
