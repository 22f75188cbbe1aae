using Microsoft.AspNetCore.Identity;

namespace Zegel.Functions.Security;

/// <summary>What hides secrets and passwords.</summary>
internal static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(
            options => options.IterationCount = SecurityNumbers.PasswordIterations);
        services.AddSingleton<Passwords>();
        services.AddSingleton<AgreedPasswords>();
        services.AddSingleton<ProtectedSecrets>();
    }
}
