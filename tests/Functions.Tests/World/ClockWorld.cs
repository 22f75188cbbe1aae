using Xunit;

namespace Zegel.Functions.Tests.World;

/// <summary>
/// A world of one class's own, for scenarios in which time passes. The methods of a class run one after the other, so
/// each may move the clock on; each logs in and starts conversations itself.
/// </summary>
public sealed class ClockWorld : IAsyncLifetime
{
    /// <summary>The world.</summary>
    public OwnWorld World { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => World = await OwnWorld.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => World.DisposeAsync();
}

/// <summary>
/// As <see cref="ClockWorld"/>; at its end all files of all tests are counted again. Once for the class: of a hundred files
/// that costs hundreds of requests.
/// </summary>
public sealed class CountedWorld : IAsyncLifetime
{
    /// <summary>The world.</summary>
    public OwnWorld World { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => World = await OwnWorld.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await World.CheckSpaceAsync();
        }
        finally
        {
            await World.DisposeAsync();
        }
    }
}

/// <summary>Letting time pass to where something begins.</summary>
public static class Clock
{
    /// <summary>To the beginning of the next hour or day, where the windows of limits begin.</summary>
    public static void AdvanceToNext(this OwnWorld world, TimeSpan window)
    {
        var now = world.Time.GetUtcNow();
        world.Time.Advance(TimeSpan.FromTicks(window.Ticks - (now.UtcTicks % window.Ticks)));
    }

    /// <summary>To a moment.</summary>
    public static void AdvanceTo(this OwnWorld world, DateTimeOffset moment) =>
        world.Time.Advance(moment - world.Time.GetUtcNow());
}
