using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Tests;

namespace Zegel.Functions.Tests.World;

/// <summary>A world of one test's own, whose clock moves only when the test moves it, and whose timers only run when the test runs them.</summary>
public sealed class OwnWorld : TestWorld
{
    // The host's timers go by the machine's clock; here a test runs a timer's function itself, by the clock it moves.
    private static readonly IReadOnlyDictionary<string, string?> NoTimers = typeof(ZegelSetup).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(TimerTriggerAttribute))))
        .ToDictionary(
            method => $"AzureWebJobs.{method.GetCustomAttribute<FunctionAttribute>()!.Name}.Disabled", _ => (string?)"true", StringComparer.Ordinal);

    private readonly Action<IServiceCollection>? more;

    private OwnWorld(
        ManualTime time, IReadOnlyDictionary<string, string?> settings, bool hasStaff, Action<IServiceCollection>? more)
        : base(time, settings, hasStaff) => (Time, this.more) = (time, more);

    /// <summary>The clock of functions and inbox.</summary>
    public ManualTime Time { get; }

    /// <summary>Starts a cloud with a demo organisation; dispose it at the end of the test.</summary>
    /// <param name="settings">App settings to replace or add, <c>:</c> between the parts.</param>
    /// <param name="hasStaff">False leaves the first account's invitation to the test.</param>
    /// <param name="ownEmulator">True for a test that ends the emulator; else it is the shared world's, with another account.</param>
    /// <param name="services">What a feature adds to the functions that the product does not have.</param>
    public static async Task<OwnWorld> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, bool hasStaff = true, bool ownEmulator = false,
        Action<IServiceCollection>? services = null)
    {
        var world = new OwnWorld(
            new ManualTime(), NoTimers.Concat(settings ?? new Dictionary<string, string?>()).ToDictionary(StringComparer.Ordinal), hasStaff,
            services);
        await world.StartCloudAsync(ownEmulator ? null : await SharedWorld.AnotherAccountAsync());
        return world;
    }

    /// <summary>Hashing a password is slow on purpose; in these worlds, where hundreds are hashed, it is not. A test holds the shared one against the number.</summary>
    protected override void ConfigureServices(IServiceCollection services)
    {
        services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1000);
        more?.Invoke(services);
    }
}
