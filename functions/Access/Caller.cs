using Microsoft.AspNetCore.Http;

namespace Zegel.Functions.Access;

/// <summary>Who may call a function.</summary>
public enum Caller
{
    /// <summary>Nobody needs to be known; what the request holds (a link's secret) may prove something to the function.</summary>
    Anyone,

    /// <summary>A browser that unlocked the participant named in the path.</summary>
    Visitor,

    /// <summary>An account with the role staff, for a mailbox it may use.</summary>
    Staff,
}

/// <summary>Says who is let in. Every HTTP function has one; the middleware refuses the rest before <c>Run</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Caller[] callers) : Attribute
{
    /// <summary>Any of these.</summary>
    public IReadOnlyList<Caller> Callers { get; } = callers;
}

/// <summary>A browser of someone without an account; what it unlocked stands in the conversations.</summary>
/// <param name="Hash">The hash of its cookie.</param>
public sealed record Visitor(string Hash);

/// <summary>A signed-in member of staff.</summary>
public sealed record Staff(
    string AccountId,
    string Name,
    string Email,
    string Language,
    IReadOnlyList<Membership> Memberships,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Whether this account may use the mailbox.</summary>
    public bool MayUse(string mailboxId) => Memberships.Any(membership => membership.MailboxId == mailboxId);
}

/// <summary>That an account may use a mailbox; a row in the account's partition.</summary>
public sealed record Membership(string MailboxId, string MailboxName);

/// <summary>Who the middleware found.</summary>
public static class CallerOfRequest
{
    private static readonly object StaffKey = new();
    private static readonly object VisitorKey = new();

    /// <summary>The signed-in member of staff; only in functions that allow nobody else.</summary>
    public static Staff Staff(this HttpRequest request) => request.FindStaff()!;

    /// <summary>The signed-in member of staff, if any.</summary>
    public static Staff? FindStaff(this HttpRequest request) => request.HttpContext.Items[StaffKey] as Staff;

    /// <summary>The visitor's browser, if it has a cookie.</summary>
    public static Visitor? FindVisitor(this HttpRequest request) => request.HttpContext.Items[VisitorKey] as Visitor;

    internal static void SetStaff(this HttpContext context, Staff staff) => context.Items[StaffKey] = staff;

    internal static void SetVisitor(this HttpContext context, Visitor visitor) => context.Items[VisitorKey] = visitor;
}
