using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>A client or a company in a dossier.</summary>
/// <param name="PartId">The space that the office shares with them.</param>
/// <param name="ClientId">The account of the client, or the company's main account.</param>
/// <param name="Name">As it was when they came in.</param>
/// <param name="IsRevoked">Whether the dossier was taken away from them.</param>
public sealed record DossierPart(SpaceId PartId, AccountId ClientId, string Name, bool IsRevoked = false);

/// <summary>A dossier as the office has it: one space of the mailbox alone, and one for each client in it.</summary>
public sealed record Dossier : Space
{
    /// <summary>What dossiers bring to spaces. Nobody but the mailbox is in one; it has no files.</summary>
    public static readonly SpaceKind OfDossiers = SpaceKind.Of<Dossier>("dossier", DossierNotices.OfSpaces);

    /// <summary>Names it.</summary>
    public required SpaceId DossierId { get; init; }

    /// <summary>Number, description and titles of the steps.</summary>
    public required SealedNote Header { get; init; }

    /// <summary>What is known of it without a key.</summary>
    public required DossierFacts Facts { get; init; }

    /// <summary>Who is in it.</summary>
    public IReadOnlyList<DossierPart> Parts { get; init; } = [];

    /// <summary>How often it changed: says which row of the list is the newer.</summary>
    public int Revision { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => DossierId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfDossiers;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasMany => true;

    /// <summary>Nobody: an account is in a part.</summary>
    public override bool LetsIn(SignedIn account) => false;

    /// <summary>One client, or null.</summary>
    public DossierPart? FindPart(string partId) => Parts.FirstOrDefault(part => part.PartId == partId);

    /// <summary>With other facts.</summary>
    public Dossier With(DossierFacts facts) => this with { Facts = facts, Revision = Revision + 1 };

    /// <summary>With a client in place of who was there under that id, or one more.</summary>
    public Dossier With(DossierPart part) => this with
    {
        Parts = Parts.Any(other => other.PartId == part.PartId)
            ? [.. Parts.Select(other => other.PartId == part.PartId ? part : other)]
            : [.. Parts, part],
        Revision = Revision + 1,
    };
}
