using Zegel.Functions.Access;

namespace Zegel.Functions.Accounts;

/// <summary>The second factors with a code, as they stand in addresses.</summary>
public static class FactorNames
{
    /// <summary>The factor of this name, or null.</summary>
    public static FactorMethod? Parse(string name) => name switch
    {
        "app" => FactorMethod.App,
        "sms" => FactorMethod.Sms,
        "email" => FactorMethod.Email,
        _ => null,
    };
}
