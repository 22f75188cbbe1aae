using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;

namespace Zegel.Functions.Tests.Rules;

public sealed class EveryFunctionSaysWhoMayCall
{
    [Fact]
    public void An_http_function_has_an_Allow_attribute_with_at_least_one_caller()
    {
        Sources.HttpFunctions.Count.ShouldBeGreaterThan(25);
        Sources.HttpFunctions
            .Where(function => function.Function.GetCustomAttribute<AllowAttribute>() is not { Callers.Count: > 0 })
            .Select(function => function.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_platform_asks_no_key_of_its_own() =>
        Sources.HttpFunctions.Where(function => function.Trigger.AuthLevel != AuthorizationLevel.Anonymous)
            .Select(function => function.Name).ShouldBeEmpty();

    [Fact]
    public void A_function_is_named_after_its_class_and_its_file()
    {
        var files = Sources.FunctionFiles().Select(file => Path.GetFileNameWithoutExtension(file.Path)).ToList();
        Sources.HttpFunctions.Where(function => function.Name != function.Function.Name || !files.Contains(function.Name))
            .Select(function => function.Name).ShouldBeEmpty();
    }

    [Fact]
    public void A_GET_is_never_also_a_state_change() =>
        Sources.HttpFunctions.Where(function => function.Trigger.Methods is not [_]).Select(function => function.Name).ShouldBeEmpty();
}
