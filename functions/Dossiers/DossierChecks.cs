namespace Zegel.Functions.Dossiers;

/// <summary>What requests about dossiers have in common.</summary>
internal static class DossierChecks
{
    /// <summary>Bytes of the sealed header of a dossier or a part; it stands in one row with all facts.</summary>
    public const int LargestHeader = 6 * 1024;

    /// <summary>Bytes of the sealed header of an entry, with the names of its files.</summary>
    public const int LargestEntryHeader = 16 * 1024;

    /// <summary>The longest id of a status.</summary>
    public const int LongestStatus = 40;

    /// <summary>The id of a status; whether there is such a one is asked later.</summary>
    public static void Status(Checks checks, string status) =>
        checks.That(status.Length is > 0 and <= LongestStatus, "status", "length-1-40");

    /// <summary>Ids of steps, each once.</summary>
    public static void Steps(Checks checks, IReadOnlyList<string> steps, string member = "steps")
    {
        checks.That(steps.Count <= SecurityNumbers.StepsInDossier, member, "count-0-50");
        checks.That(steps.All(step => step is not null && Ids.IsId(step)), member, "id-invalid");
        checks.That(steps.Distinct(StringComparer.Ordinal).Count() == steps.Count, member, "step-twice");
    }

    /// <summary>Ids of files, each once.</summary>
    public static void Files(Checks checks, IReadOnlyList<string> files, int least, string member = "files")
    {
        checks.That(files.Count >= least && files.Count <= SecurityNumbers.FilesInEntry, member, $"count-{least}-25");
        checks.That(files.All(file => file is not null && Ids.IsId(file)), member, "id-invalid");
        checks.That(files.Distinct(StringComparer.Ordinal).Count() == files.Count, member, "file-twice");
    }
}
