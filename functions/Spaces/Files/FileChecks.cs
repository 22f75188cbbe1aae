namespace Zegel.Functions.Spaces.Files;

/// <summary>What the calls for several files have in common.</summary>
internal static class FileChecks
{
    /// <summary>One to a hundred ids, each once.</summary>
    public static void Files(this Checks checks, IReadOnlyList<string> files) => checks.That(
        files.Count is > 0 and <= SecurityNumbers.FilesAtOnce && files.All(file => file is not null && Ids.IsId(file))
            && files.Distinct(StringComparer.Ordinal).Count() == files.Count,
        "files", "files-invalid");
}
