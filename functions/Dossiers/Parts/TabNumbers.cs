namespace Zegel.Functions.Dossiers.Parts;

/// <summary>The tabs of a dossier (N16).</summary>
public enum PartTab
{
    /// <summary>Letters and mails that the office published (N20).</summary>
    Correspondence,

    /// <summary>Other documents that it published (N21).</summary>
    Documents,

    /// <summary>What the client delivered (N22).</summary>
    Delivered,

    /// <summary>Messages of both (N24).</summary>
    Messages,
}

/// <summary>A number for each tab.</summary>
public sealed record TabNumbers(int Correspondence, int Documents, int Delivered, int Messages)
{
    /// <summary>None.</summary>
    public static TabNumbers None { get; } = new(0, 0, 0, 0);

    /// <summary>As they stand by the names of tabs.</summary>
    public static TabNumbers Of(IReadOnlyDictionary<string, int> numbers) => new(
        numbers.GetValueOrDefault(PartTab.Correspondence.ToName()),
        numbers.GetValueOrDefault(PartTab.Documents.ToName()),
        numbers.GetValueOrDefault(PartTab.Delivered.ToName()),
        numbers.GetValueOrDefault(PartTab.Messages.ToName()));

    /// <summary>With one more in a tab.</summary>
    public TabNumbers PlusOne(PartTab tab) => tab switch
    {
        PartTab.Correspondence => this with { Correspondence = Correspondence + 1 },
        PartTab.Documents => this with { Documents = Documents + 1 },
        PartTab.Delivered => this with { Delivered = Delivered + 1 },
        _ => this with { Messages = Messages + 1 },
    };
}

/// <summary>Tabs as rows and requests name them.</summary>
internal static class PartTabs
{
    /// <summary>In kebab-case.</summary>
    public static string ToName(this PartTab tab) => JsonNamingPolicy.KebabCaseLower.ConvertName(tab.ToString());

    /// <summary>The tab of a name; false for what is none.</summary>
    public static bool TryParse(string name, out PartTab tab)
    {
        tab = Enum.GetValues<PartTab>().FirstOrDefault(one => one.ToName() == name);
        return tab.ToName() == name;
    }
}
