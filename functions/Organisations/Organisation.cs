namespace Zegel.Functions.Organisations;

/// <summary>The organisation this deployment serves: its name, look and help contact (white-label).</summary>
public sealed record Organisation(
    string Name,
    string Language,
    string? BrandColour,
    string? HelpPhone,
    string? HelpEmail,
    string? PostalAddress,
    string? PrivacyAddress,
    Logo? Logo,
    IReadOnlyList<OrganisationStarter> Starters);

/// <summary>The organisation's logo: an SVG or PNG picture of at most 20 KiB.</summary>
public sealed record Logo(string ContentType, byte[] Bytes)
{
    /// <summary>The type of a logo in SVG, which is text in UTF-8.</summary>
    public const string Svg = "image/svg+xml";
}

/// <summary>A starter as the front page lists it.</summary>
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

    /// <summary>Makes it, once.</summary>
    public Task<bool> TryInsertAsync(Organisation organisation, CancellationToken cancellationToken) =>
        storage.Organisation.TryInsertAsync(Key, Key, organisation, cancellationToken);
}
