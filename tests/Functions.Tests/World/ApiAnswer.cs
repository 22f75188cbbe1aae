using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shouldly;

namespace Zegel.Functions.Tests.World;

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The body as text, empty when there is none.</param>
/// <param name="Headers">Response headers, those of the content left out.</param>
/// <param name="ContentType">Media type without parameters, null when there is no body.</param>
/// <param name="CharSet">The character set that stands behind it, or null.</param>
public sealed record ApiAnswer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? ContentType, string? CharSet)
{
    /// <summary>The body as JSON; an empty object when it is not JSON.</summary>
    public JsonNode Json { get; } =
        ContentType?.EndsWith("json", StringComparison.Ordinal) is true ? JsonNode.Parse(Text)! : new JsonObject();

    /// <summary>The code of the refusal (<c>bad-input</c>), null when this is none.</summary>
    public string? Problem => ContentType is "application/problem+json"
        ? Json["type"]!.GetValue<string>().Split('/')[^1]
        : null;

    /// <summary>A member of the body.</summary>
    public JsonNode? this[string member] => Json[member];

    /// <summary>This answer, when its status is the given one; the body stands in the failure.</summary>
    public ApiAnswer Expect(int status)
    {
        ((int)Status).ShouldBe(status, Text);
        return this;
    }

    /// <summary>This answer, when it is the given refusal.</summary>
    public ApiAnswer Expect(int status, string problem)
    {
        Expect(status);
        Problem.ShouldBe(problem, Text);
        return this;
    }
}
