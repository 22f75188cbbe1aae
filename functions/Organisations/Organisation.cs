namespace Zegel.Functions.Organisations;

/// <summary>
/// The organisation this deployment serves: its name, look and help contact (white-label), and its footer (T27).
/// <c>Starters</c> are those of its first start, for a version that read them here: starters stand by themselves.
/// <c>Revision</c> counts the changes, so that of two who change it the later is told.
/// </summary>
public sealed record Organisation(
    string Name,
    string Language,
    string? BrandColour,
    string? HelpPhone,
    string? HelpEmail,
    string? PostalAddress,
    string? PrivacyAddress,
    Logo? Logo,
    IReadOnlyList<OrganisationStarter> Starters,
    Footer? Footer = null,
    int Revision = 0)
{
    /// <summary>Where its logo is; another address after a change, since browsers keep a logo.</summary>
    [JsonIgnore]
    public string? LogoAddress => Logo is null ? null : string.Create(
        CultureInfo.InvariantCulture, $"/api/organisation/logo?revision={Revision}");

    /// <summary>Whether it says the same, whichever change made it so.</summary>
    public bool IsAlike(Organisation other) =>
        JsonSerializer.Serialize(this) == JsonSerializer.Serialize(other with { Revision = Revision });
}

/// <summary>
/// What stands at the foot of every page beside the contact, in both languages; empty lines are left out.
/// </summary>
/// <param name="PartnersNl">The names of partners, in Dutch.</param>
/// <param name="PartnersEn">The same in English.</param>
/// <param name="PrivacyNl">A line about privacy, in Dutch.</param>
/// <param name="PrivacyEn">The same in English.</param>
public sealed record Footer(string PartnersNl, string PartnersEn, string PrivacyNl, string PrivacyEn);

/// <summary>The organisation's logo: an SVG or PNG picture of at most 20 KiB.</summary>
public sealed record Logo(string ContentType, byte[] Bytes)
{
    /// <summary>The largest: it comes with every page.</summary>
    public const int MaximumBytes = 20 * 1024;

    /// <summary>The type of a logo in PNG.</summary>
    public const string Png = "image/png";

    /// <summary>The type of a logo in SVG, which is text in UTF-8.</summary>
    public const string Svg = "image/svg+xml";
}

/// <summary>A starter of the first start.</summary>
public sealed record OrganisationStarter(string StarterId, string Mailbox);

/// <summary>The one row that says who the organisation is.</summary>
public sealed class OrganisationStore(StorageClients storage)
{
    private const string Key = "organisation";

    /// <summary>The organisation; null only before the first start made it.</summary>
    public async Task<Organisation?> FindAsync(CancellationToken cancellationToken) =>
        (await storage.Organisation.FindAsync<Organisation>(Key, Key, cancellationToken))?.Value;

    /// <summary>The organisation.</summary>
    public async Task<Organisation> GetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ?? throw new InvalidOperationException("The organisation was not made yet.");

    /// <summary>The same, to be changed.</summary>
    public async Task<Stored<Organisation>> GetStoredAsync(CancellationToken cancellationToken) =>
        await storage.Organisation.FindAsync<Organisation>(Key, Key, cancellationToken)
            ?? throw new InvalidOperationException("The organisation was not made yet.");

    /// <summary>Changes it; false when somebody else did meanwhile.</summary>
    /// <param name="stored">As it was read.</param>
    /// <param name="wanted">What it becomes.</param>
    /// <param name="beside">Adds what else is written in the same transaction.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<bool> TryChangeAsync(
        Stored<Organisation> stored, Organisation wanted, Action<Changes> beside, CancellationToken cancellationToken)
    {
        var changes = new Changes(Key);
        changes.Replace(stored, wanted with { Revision = stored.Value.Revision + 1 });
        beside(changes);
        return changes.TrySubmitAsync(storage.Organisation, cancellationToken);
    }

    /// <summary>Makes it, once.</summary>
    public Task<bool> TryInsertAsync(Organisation organisation, CancellationToken cancellationToken) =>
        storage.Organisation.TryInsertAsync(Key, Key, organisation, cancellationToken);
}
