namespace Zegel.Functions.Accounts;

/// <summary>What second factors are called in addresses and records.</summary>
public static class FactorNames
{
    /// <summary>A factor as audit records name it.</summary>
    public static string Of(FactorMethod method) => method.ToString().ToLowerInvariant();

    /// <summary>The factor of this name, or null.</summary>
    public static FactorMethod? Parse(string name) => name switch
    {
        "app" => FactorMethod.App,
        "sms" => FactorMethod.Sms,
        "email" => FactorMethod.Email,
        _ => null,
    };
}
