using Zegel.Functions.Accounts.Passkeys;

namespace Zegel.Functions.Accounts;

/// <summary>Accounts, and how people log in.</summary>
internal static class AccountsSetup
{
    public static void AddAccounts(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(AccountEvents));
        Notice.Register(typeof(AccountNotices));
        services.AddSingleton<AccountAddresses>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<WrongPasswords>();
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<RememberedDevices>();
        services.AddSingleton<OtherSessions>();
        services.AddSingleton<LogInSources>();
        services.AddSingleton<LogInCodes>();
        services.AddSingleton<LogInSteps>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddSingleton<AccountDetails>();
        services.AddSingleton<Invitation>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<NewPassword>();
    }
}
