using System.Globalization;

namespace Zegel.Local;

/// <summary>What may be said after <c>dotnet run --project local --</c>.</summary>
internal static class CommandLine
{
    public const string Help = """
        dotnet run --project local [-- <options>]

          --site-port <port>    where the site is, by default 4280
          --inbox-port <port>   where the inbox is, by default 4281
          --empty               leave the demo's conversations out
          --keep <folder>       keep storage there; by default everything is gone at the end
        """;

    private const int DemoConversations = 60;
    private const string SitePort = "--site-port";
    private const string InboxPort = "--inbox-port";
    private const string Empty = "--empty";
    private const string Keep = "--keep";

    /// <exception cref="InvalidOperationException">It cannot be read; the message says how it should be.</exception>
    public static LocalCloudOptions Read(string[] args)
    {
        var options = new LocalCloudOptions
        {
            SitePort = 4280, InboxPort = 4281, DemoConversations = args.Contains(Empty, StringComparer.Ordinal) ? 0 : DemoConversations,
        };
        foreach (var pair in args.Where(arg => arg != Empty).Chunk(2))
        {
            options = pair switch
            {
                [SitePort, var port] => options with { SitePort = Port(port) },
                [InboxPort, var port] => options with { InboxPort = Port(port) },
                [Keep, var folder] => options with { Folder = Path.GetFullPath(folder) },
                _ => throw new InvalidOperationException($"'{string.Join(' ', pair)}' is not known.\n\n{Help}"),
            };
        }

        return options;
    }

    /// <summary>What to do about a port that is taken.</summary>
    public static string Explain(PortTakenException taken, string[] args)
    {
        var option = taken.Port == Read(args).SitePort ? SitePort : InboxPort;
        return $"Port {taken.Port} is in use. Stop what uses it, or choose another: " +
            $"dotnet run --project local -- {option} {taken.Port + 10}";
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new InvalidOperationException($"'{text}' is not a port: 1 to 65535.");
}
