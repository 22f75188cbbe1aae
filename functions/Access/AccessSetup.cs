namespace Zegel.Functions.Access;

/// <summary>Who calls, and what they may do.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AddressLimits>();
        services.AddSingleton<SignInPolicyStore>();
        services.AddSingleton<GuestPolicyStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<KnownSessions>();
        services.AddSingleton<MailboxNames>();
        services.AddSingleton<IExpiring, AccountRow>();
    }
}
