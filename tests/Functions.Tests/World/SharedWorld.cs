using Xunit;
using Zegel.Functions.Tests.World;
using Zegel.Local;

[assembly: AssemblyFixture(typeof(SharedWorld))]

// More than there are processors: a test waits half of its time for a queue.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]

namespace Zegel.Functions.Tests.World;

/// <summary>
/// The world that tests share: one per test process, on the real clock, which no test can move. Tests keep apart by
/// using addresses, numbers and conversations of their own.
/// </summary>
public sealed class SharedWorld() : TestWorld(TimeProvider.System), IAsyncLifetime
{
    /// <inheritdoc/>
    public ValueTask InitializeAsync() => StartCloudAsync();

    /// <summary>A storage account of a test's own in this world's emulator.</summary>
    public static async Task<Azurite> AnotherAccountAsync() =>
        (await TestContext.Current.GetFixture<SharedWorld>())!.Cloud.Azurite.AnotherAccount();
}
