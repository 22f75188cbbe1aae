using System.Globalization;
using Zegel.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["api"]:
        Figures.PrintLoad();
        await FirstAnswer.MeasureAsync();
        await ApiBenchmark.MeasureAsync();
        return 0;
    case ["grace"]:
        Figures.PrintLoad();
        await GraceBenchmark.MeasureAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Say what to measure: dotnet run -c Release --project tests/Benchmarks -- api|grace");
        return 1;
}
