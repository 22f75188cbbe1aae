namespace Zegel.Functions.Http;

/// <summary>A body that checks itself.</summary>
public interface ICheckedBody
{
    /// <summary>Adds what is wrong to <paramref name="checks"/>.</summary>
    void Check(Checks checks);
}

/// <summary>Thrown while a body is read; the middleware answers with the problem it carries.</summary>
public sealed class BodyRefusedException(Problem problem) : Exception(problem.Title)
{
    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;
}

/// <summary>Strict JSON bodies: no unknown, repeated or missing members, no depth (ASVS V1.5.2).</summary>
public static class RequestBody
{
    /// <summary>Larger than any valid body: a note of 60 KiB as base64, its header and thirty recipients.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>How JSON is read and written everywhere.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly object HashKey = new();

    /// <summary>Reads and checks the body.</summary>
    /// <exception cref="BodyRefusedException">Not JSON, not this shape, or too large.</exception>
    public static async Task<T> ReadAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : class, ICheckedBody
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        request.HttpContext.Items[HashKey] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        T value;
        try
        {
            value = JsonSerializer.Deserialize<T>(bytes, Json) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            var member = exception.Path is { Length: > 2 } path ? path[2..] : "body";
            throw new BodyRefusedException(new BadInput(member, "json-invalid"));
        }

        var checks = new Checks();
        value.Check(checks);
        return checks.Problem is { } problem ? throw new BodyRefusedException(problem) : value;
    }

    /// <summary>
    /// What is stored of the body that was read: the same id with another body is refused. A keyed hash, since a body
    /// may hold a password: who reads the tables cannot guess it from this.
    /// </summary>
    public static string BodyHash(this HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<RootSecret>()
            .LookUp("body", (string)request.HttpContext.Items[HashKey]!);

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaximumBytes)
        {
            throw new BodyRefusedException(new BodyTooLarge());
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > MaximumBytes)
            {
                throw new BodyRefusedException(new BodyTooLarge());
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}

/// <summary>The body of a request that says nothing: <c>{}</c>.</summary>
public sealed record NoBody : ICheckedBody
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        // Nothing to check: an unknown member was refused while reading.
    }
}
