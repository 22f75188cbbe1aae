using Xunit;
using Zegel.Local;

[assembly: AssemblyFixture(typeof(Zegel.Polyfills.Tests.AzuriteFixture))]

namespace Zegel.Polyfills.Tests;

/// <summary>One emulator for all tests of this assembly; each test makes its own tables, queues and containers.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    public Azurite Azurite { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Azurite = await Azurite.StartAsync();

    public ValueTask DisposeAsync() => Azurite.DisposeAsync();
}
