namespace Zegel.Functions.Access;

/// <summary>
/// The cookie of a browser without an account: <c>&lt;hour it ends&gt;.&lt;256 random bits&gt;</c>. It proves nothing
/// by itself; grants in conversations name its hash. The hour names the partition of the row that lists them.
/// </summary>
public static class VisitorCookie
{
    /// <summary>The browser behind a cookie's value, or null when it is not a cookie of ours.</summary>
    public static Visitor? Read(string? cookie) =>
        cookie is { Length: 10 + 1 + 43 } && cookie[10] == '.'
        && cookie.AsSpan(0, 10).IndexOfAnyExceptInRange('0', '9') < 0
            ? new Visitor(cookie[..10] + Tokens.Hash(cookie)) : null;

    /// <summary>The browser that asks, with a new cookie when it had none or an old one.</summary>
    public static Visitor ReadOrSet(HttpRequest request, DateTimeOffset now)
    {
        var cookie = request.Cookies[Cookies.Visitor];
        if (Read(cookie) is { } visitor
            && string.CompareOrdinal(cookie, 0, Expiries.Hour(now), 0, 10) > 0
            && string.CompareOrdinal(cookie, 0, Expiries.Hour(now + SecurityNumbers.SessionLifetime), 0, 10) <= 0)
        {
            return visitor;
        }

        var fresh = Expiries.Hour(now + SecurityNumbers.SessionLifetime) + "." + Tokens.New();
        request.HttpContext.Response.SetCookie(Cookies.Visitor, fresh);
        return Read(fresh)!;
    }

    /// <summary>The partition of <see cref="Expiries"/> in which the visitor's grants are listed.</summary>
    public static string Hour(Visitor visitor) => visitor.Hash[..10];
}
