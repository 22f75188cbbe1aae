using System.Globalization;
using Zegel.Benchmarks;
using Zegel.Benchmarks.Files;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["api"]:
        Figures.PrintLoad();
        await PublishedApp.MeasureAsync();
        await ApiBenchmark.MeasureAsync();
        return 0;
    case ["grace"]:
        Figures.PrintLoad();
        await GraceBenchmark.MeasureAsync();
        return 0;
    case ["guests"]:
        Figures.PrintLoad();
        await FoldersBenchmark.MeasureAsync();
        await GuestsBenchmark.MeasureAsync();
        return 0;
    case ["portal"]:
        Figures.PrintLoad();
        await PortalBenchmark.MeasureAsync();
        return 0;
    case ["presence"]:
        Figures.PrintLoad();
        await PresenceBenchmark.MeasureAsync();
        return 0;
    case ["warnings", .. var seeded]:
        await WarningsBenchmark.MeasureAsync(seeded);
        return 0;
    case ["pages"]:
        Figures.PrintLoad();
        await PagesBenchmark.MeasureAsync();
        return 0;
    case ["files", .. var how]:
        Figures.PrintLoad();
        var part = how.FirstOrDefault(word => word != "--quick");
        await FilesBenchmark.MeasureAsync(how.Contains("--quick") ? FilesPlan.Quick(part) : FilesPlan.Full(part));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Say what to measure: dotnet run -c Release --project tests/Benchmarks -- api|grace|guests|portal|pages|presence|warnings [--seed N]|files [--quick] [part]");
        return 1;
}
