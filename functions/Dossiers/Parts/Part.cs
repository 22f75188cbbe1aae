using Zegel.Functions.Dossiers.Tasks;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// What the office shares with one client or company of a dossier. It decides by its own copy of the dossier's facts.
/// </summary>
public sealed record Part : Space
{
    /// <summary>What parts bring to spaces. Nobody is in one without an account: no links, no codes.</summary>
    public static readonly SpaceKind OfParts = SpaceKind.Of<Part>("part", DossierNotices.OfSpaces);

    /// <summary>Names it.</summary>
    public required SpaceId PartId { get; init; }

    /// <summary>The dossier it is part of.</summary>
    public required SpaceId DossierId { get; init; }

    /// <summary>The account of the client, or the company's main account.</summary>
    public required AccountId ClientId { get; init; }

    /// <summary>Number, description and titles of the steps, under its own key.</summary>
    public required SealedNote Header { get; init; }

    /// <summary>The dossier's, as they were copied last.</summary>
    public required DossierFacts Facts { get; init; }

    /// <summary>The extra accounts of the company that see it, as long as the company does.</summary>
    public IReadOnlyList<AccountId> ExtraAccounts { get; init; } = [];

    /// <summary>Whether it was taken away from the client; the dossier's, as it was copied last.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Of which change of the dossier the copy is.</summary>
    public required int DossierRevision { get; init; }

    /// <summary>What stands in each tab.</summary>
    public TabNumbers Numbers { get; init; } = TabNumbers.None;

    /// <summary>How many tasks of it wait for whom.</summary>
    public TaskNumbers Tasks { get; init; } = TaskNumbers.None;

    /// <summary>How many tasks were asked in it, those included that were taken back.</summary>
    public int TasksAsked { get; init; }

    /// <summary>When something happened in it last.</summary>
    public required DateTimeOffset ActiveAt { get; init; }

    /// <summary>The last message, for the mailbox's list; null until the client wrote one.</summary>
    public LastPartMessage? Last { get; init; }

    /// <summary>How often it, or what anybody has read of it, changed: says which row of a list is the newer.</summary>
    public int Revision { get; init; } = 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceId Id => PartId;

    /// <inheritdoc/>
    [JsonIgnore]
    public override SpaceKind Kind => OfParts;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasMany => true;

    /// <inheritdoc/>
    [JsonIgnore]
    public override TimeSpan UploadTicket => SecurityNumbers.DossierTicket;

    /// <summary>Clients: who is none any more finds nothing.</summary>
    public override bool LetsIn(SignedIn account) => account.Is(Role.Client);

    /// <summary>Nothing is uploaded into a closed dossier; an entry is refused where it is posted.</summary>
    public override Problem? Refuse(Rights rights) =>
        Facts.IsClosed && rights.HasFlag(Rights.Upload) ? new DossierClosed() : null;

    /// <summary>Now, or just after what happened last by a clock that was ahead: all is in its order.</summary>
    public DateTimeOffset Next(DateTimeOffset now) => now > ActiveAt ? now : ActiveAt.AddTicks(1);

    /// <summary>Changed once more.</summary>
    public Part Changed() => this with { Revision = Revision + 1 };

    /// <summary>Whether somebody of the client sees it.</summary>
    public bool IsSeenBy(Participant person) => !IsRevoked && person.AccountId is { } account
        && (account.Equals(ClientId) || ExtraAccounts.Contains(account));

    /// <summary>With what the dossier says of it.</summary>
    public Part With(Dossier dossier) => Changed() with
    {
        Facts = dossier.Facts,
        IsRevoked = dossier.FindPart(PartId) is not { IsRevoked: false },
        DossierRevision = dossier.Revision,
        ActiveAt = dossier.Facts.At > ActiveAt ? dossier.Facts.At : ActiveAt,
    };
}

/// <summary>What the mailbox's list needs of a part's last message.</summary>
public sealed record LastPartMessage(string EntryId, DateTimeOffset At, ParticipantId Author, int Files);
