using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Rules;

/// <summary>What a function asks for in its constructor is registered; else it fails only when it is first called.</summary>
public sealed class EveryFunctionCanBeMade(SharedWorld world)
{
    public static IEnumerable<TheoryDataRow<Type>> Functions() =>
        from type in typeof(ZegelSetup).Assembly.GetTypes()
        where type.GetMethod("Run")?.IsDefined(typeof(FunctionAttribute), inherit: false) == true
        select new TheoryDataRow<Type>(type);

    [Theory]
    [MemberData(nameof(Functions))]
    public void From_what_is_registered(Type function) =>
        ActivatorUtilities.CreateInstance(world.Cloud.Services, function).ShouldNotBeNull();
}
