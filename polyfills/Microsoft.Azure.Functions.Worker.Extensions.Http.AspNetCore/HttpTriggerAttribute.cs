// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1 and .Extensions.Http 3.3.0.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller must show.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A signed-in user.</summary>
    User,

    /// <summary>A key of the function.</summary>
    Function,

    /// <summary>A system key.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}

/// <summary>Runs the function for HTTP requests.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Every method; a function key is needed.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>The given methods; the host asks for a function key, whatever <see cref="AuthLevel"/> says.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Every method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
        : this(authLevel, null!)
    {
    }

    /// <summary>The given methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
        StatesLevel = true;
    }

    /// <summary>The route behind the prefix; the function's name when null.</summary>
    public string? Route { get; set; }

    /// <summary>HTTP methods; all when null or empty.</summary>
    public string[]? Methods { get; }

    /// <summary>Which key a caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; }

    /// <summary>Constructors without a level leave it to the host, which then asks for a function key.</summary>
    internal bool StatesLevel { get; }
}

/// <summary>Marks the property of a result class that is the HTTP response.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : OutputBindingAttribute;
