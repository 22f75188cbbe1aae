using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zegel.Local;

/// <summary>
/// What the site uses of Azure Static Web Apps' <c>staticwebapp.config.json</c>. A member that is not here is refused,
/// so that the site never runs locally with less than it asks for.
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/static-web-apps/configuration"/>
internal sealed record StaticWebAppConfig
{
    /// <summary>The file's name; it is configuration, so it is never served.</summary>
    public const string FileName = "staticwebapp.config.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
    };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Which language version the platform's own build would take; nothing is built here.</summary>
    public JsonElement? Platform { get; init; }

    /// <summary><c>always</c> and <c>auto</c> send <c>/mail</c> to <c>/mail/</c>.</summary>
    public string? TrailingSlash { get; init; }

    public IReadOnlyDictionary<string, string> GlobalHeaders { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Rule> Routes { get; init; } = [];

    /// <summary>By status: <c>404</c> and the like.</summary>
    public IReadOnlyDictionary<string, Override> ResponseOverrides { get; init; } = new Dictionary<string, Override>();

    /// <summary>By extension, dot included.</summary>
    public IReadOnlyDictionary<string, string> MimeTypes { get; init; } = new Dictionary<string, string>();

    /// <summary>One entry of <see cref="Routes"/>; the first that fits route and method counts, alone.</summary>
    internal sealed record Rule(string Route)
    {
        public IReadOnlyList<string>? Methods { get; init; }

        public IReadOnlyList<string>? AllowedRoles { get; init; }

        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

        public string? Rewrite { get; init; }

        public string? Redirect { get; init; }

        public int? StatusCode { get; init; }

        /// <summary>Nobody has a role here but <c>anonymous</c>: the platform's own log-in is not used.</summary>
        public bool LetsIn => AllowedRoles is null || AllowedRoles.Contains("anonymous");

        public bool Fits(string method, string path) =>
            (Methods is null || Methods.Contains(method, StringComparer.OrdinalIgnoreCase)) && FitsPath(path);

        // A wildcard stands at the end, alone or before a filter on extensions: /admin*, /js/*.{js,css}.
        private bool FitsPath(string path)
        {
            var star = Route.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
            {
                return path.Equals(Route, StringComparison.OrdinalIgnoreCase);
            }

            var filter = Route[(star + 1)..];
            var extensions = filter.TrimStart('.').Trim('{', '}').Split(',');
            return path.StartsWith(Route[..star], StringComparison.OrdinalIgnoreCase)
                && (filter is "" || extensions.Contains(Path.GetExtension(path).TrimStart('.'), StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>What is answered instead of a bare status.</summary>
    internal sealed record Override(string? Rewrite = null, string? Redirect = null, int? StatusCode = null);

    /// <summary>Reads the file of the site in <paramref name="folder"/>, for content on the given blob origin.</summary>
    /// <exception cref="InvalidOperationException">It is absent, or asks for what is not supported here.</exception>
    public static StaticWebAppConfig Read(string folder, Uri blobEndpoint)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{path} is missing.");
        }

        // The same placeholder as in infra/scripts/prepare-site.mjs.
        var text = File.ReadAllText(path)
            .Replace("__BLOB_ORIGIN__", blobEndpoint.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        try
        {
            return JsonSerializer.Deserialize<StaticWebAppConfig>(text, Json)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The rule for a request, or null.</summary>
    public Rule? RuleFor(string method, string path) => Routes.FirstOrDefault(rule => rule.Fits(method, path));

    /// <summary>Global headers, replaced by the rule's own of the same name; an empty one takes the header away.</summary>
    public IEnumerable<KeyValuePair<string, string>> HeadersFor(Rule? rule)
    {
        var headers = new Dictionary<string, string>(GlobalHeaders, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in rule?.Headers ?? new Dictionary<string, string>())
        {
            headers[name] = value;
        }

        return headers.Where(header => header.Value.Length > 0);
    }
}
