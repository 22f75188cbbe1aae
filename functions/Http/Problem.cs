using System.Net.Mime;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Zegel.Functions.Http;

/// <summary>
/// A refusal that a caller can meet in the ordinary course of things, as RFC 9457 problem details. A record that adds
/// members adds extension members. <c>type</c> is <c>/problems/&lt;code&gt;</c>; pages switch on it and hold the words.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Title">For a developer's eye.</param>
public abstract record Problem(int Status, string Code, string Title)
{
    private static readonly string[] OwnMembers = [nameof(Status), nameof(Code), nameof(Title)];

    /// <summary>The answer that tells this refusal.</summary>
    public ProblemHttpResult ToResult()
    {
        var details = new ProblemDetails { Type = "/problems/" + Code, Title = Title, Status = Status };
        foreach (var member in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!OwnMembers.Contains(member.Name, StringComparer.Ordinal))
            {
                details.Extensions[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = member.GetValue(this);
            }
        }

        return TypedResults.Problem(details);
    }

    /// <summary>Writes this refusal as the answer; what a middleware uses.</summary>
    public async Task WriteToAsync(HttpContext context)
    {
        context.Response.ContentType = MediaTypeNames.Application.ProblemJson;
        await ToResult().ExecuteAsync(context);
    }
}

/// <summary>The caller may not see it, or it does not exist; nobody learns which.</summary>
public sealed record ResourceNotFound() : Problem(404, "not-found", "There is nothing here.");

/// <summary>The body is not what this address takes.</summary>
/// <param name="Errors">Member path to codes.</param>
public sealed record BadInput(IReadOnlyDictionary<string, string[]> Errors)
    : Problem(400, "bad-input", "The request is not valid.")
{
    /// <summary>One error on one member.</summary>
    public BadInput(string member, string code)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [member] = [code] })
    {
    }
}

/// <summary>A state change that does not come from the site itself.</summary>
public sealed record ForeignRequest() : Problem(403, "foreign-request", "State changes must come from the site.");

/// <summary>A state change whose body is not declared as JSON.</summary>
public sealed record NotJson() : Problem(415, "not-json", "State changes take application/json.");

/// <summary>The body is larger than any valid one.</summary>
public sealed record BodyTooLarge() : Problem(413, "body-too-large", "The request body is too large.");

/// <summary>A limit was met.</summary>
/// <param name="RetryAt">From when it may be tried again.</param>
public sealed record TooManyRequests(DateTimeOffset RetryAt)
    : Problem(429, "too-many-requests", "Too many requests.");

/// <summary>Someone else changed the same thing at the same moment, again and again.</summary>
public sealed record ChangedMeanwhile() : Problem(409, "changed-meanwhile", "It changed meanwhile. Try again.");

/// <summary>The id is in use with another content.</summary>
public sealed record IdTaken() : Problem(409, "id-taken", "This id is in use for something else.");

/// <summary>No session of an account.</summary>
public sealed record NotSignedIn() : Problem(401, "not-signed-in", "Log in first.");

/// <summary>The session proved no more than a password: choose a second factor first (T25).</summary>
public sealed record SecondFactorRequired() : Problem(403, "second-factor-required", "Choose a second factor first.");

/// <summary>A sensitive act, and the log-in was too long ago or of a remembered device: log in again first.</summary>
public sealed record LogInAgain() : Problem(403, "log-in-again", "Log in again first.");

/// <summary>No visitor's session that covers this.</summary>
public sealed record NotUnlocked() : Problem(401, "not-unlocked", "Unlock the conversation first.");

/// <summary>The link does not exist, or its secret is not right; nobody learns which.</summary>
public sealed record LinkUnknown() : Problem(404, "link-unknown", "This link does not exist.");

/// <summary>What was typed cannot be a code of the kind that is asked: it is no try, and costs none.</summary>
/// <param name="Length">How many characters the code has.</param>
public sealed record NotACode(int Length) : Problem(422, "not-a-code", "This is not a whole code.");

/// <summary>The code is not right.</summary>
public sealed record CodeRefused(int TriesLeft, DateTimeOffset? RetryAt)
    : Problem(403, "code-refused", "The code is not right.");

/// <summary>The site's proxy waits for no answer longer than 45 s; it may have been done nevertheless.</summary>
public sealed record TookTooLong() : Problem(504, "took-too-long", "It took too long. Look whether it was done.");

/// <summary>Something we depend on does not answer; nothing was changed.</summary>
public sealed record Unavailable() : Problem(503, "unavailable", "A part of the service does not answer. Try again.");

/// <summary>A mistake of ours; the trace id finds it in the logs.</summary>
public sealed record Unexpected(string TraceId) : Problem(500, "unexpected", "Something went wrong on our side.");
