namespace Zegel.Functions.Http;

/// <summary>Our cookies: <c>__Host-</c>, HttpOnly, Secure, SameSite=Strict, Path=/, session (ASVS V3.3).</summary>
public static class Cookies
{
    /// <summary>An account's session.</summary>
    public const string Session = "__Host-session";

    /// <summary>A log-in that waits for its code.</summary>
    public const string LogIn = "__Host-login";

    /// <summary>A browser of someone without an account.</summary>
    public const string Visitor = "__Host-visitor";

    /// <summary>A device that stays signed in (Z7).</summary>
    public const string Remembered = "__Host-remember";

    /// <summary>A device that was once logged in from: its wrong passwords are counted apart.</summary>
    public const string Device = "__Host-device";

    /// <summary>A browser of someone without an account that needs no code for a while.</summary>
    public const string Reader = "__Host-reader";

    /// <summary>A log-in with a passkey that waits for the authenticator.</summary>
    public const string Passkey = "__Host-passkey";

    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };

    /// <summary>Gives the browser the cookie.</summary>
    public static void SetCookie(this HttpResponse response, string name, string value) =>
        response.Cookies.Append(name, value, Options);

    /// <summary>Gives the browser a cookie that it keeps when it is closed.</summary>
    public static void SetCookie(this HttpResponse response, string name, string value, DateTimeOffset until) =>
        response.Cookies.Append(name, value, new CookieOptions(Options) { Expires = until });

    /// <summary>Takes the cookie back.</summary>
    public static void DeleteCookie(this HttpResponse response, string name) => response.Cookies.Delete(name, Options);

    /// <summary>Takes the cookie back, and tells the browser to forget what it kept of the pages.</summary>
    public static void EndCookie(this HttpResponse response, string name)
    {
        response.Cookies.Delete(name, Options);
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }
}
