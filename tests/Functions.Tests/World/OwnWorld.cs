using Zegel.Tests;

namespace Zegel.Functions.Tests.World;

/// <summary>A world of one test's own, whose clock moves only when the test moves it.</summary>
public sealed class OwnWorld : TestWorld
{
    private OwnWorld(ManualTime time, IReadOnlyDictionary<string, string?>? settings, bool hasStaff)
        : base(time, settings, hasStaff) => Time = time;

    /// <summary>The clock of functions and inbox.</summary>
    public ManualTime Time { get; }

    /// <summary>Starts a cloud with a demo organisation; dispose it at the end of the test.</summary>
    /// <param name="settings">App settings to replace or add, <c>:</c> between the parts.</param>
    /// <param name="hasStaff">False leaves the first account's invitation to the test.</param>
    /// <param name="ownEmulator">True for a test that ends the emulator; else it is the shared world's, with another account.</param>
    public static async Task<OwnWorld> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, bool hasStaff = true, bool ownEmulator = false)
    {
        var world = new OwnWorld(new ManualTime(), settings, hasStaff);
        await world.StartCloudAsync(ownEmulator ? null : await SharedWorld.AnotherAccountAsync());
        return world;
    }
}
