using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Tests.Rules;

/// <summary>A refusal that nobody wrote words for would show as an empty line.</summary>
public sealed partial class EveryProblemHasItsTexts
{
    private static readonly IReadOnlyList<Problem> Problems =
        [.. Sources.Types.Where(type => type.IsSubclassOf(typeof(Problem)) && !type.IsAbstract).Select(Make)];

    [Fact]
    public void Codes_are_kebab_case_and_stand_for_one_refusal_each()
    {
        Problems.Count.ShouldBeGreaterThan(20);
        Problems.ShouldAllBe(problem => KebabCase().IsMatch(problem.Code));
        Problems.GroupBy(problem => problem.Code).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_status_is_one_of_a_refusal() => Problems.ShouldAllBe(problem => problem.Status >= 400 && problem.Status < 600);

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void A_page_has_words_for_each(string language)
    {
        var texts = Directory.EnumerateFiles(Sources.PathOf("static-web", "js", "text", language)).Select(File.ReadAllText);
        var keys = Key().Matches(string.Concat(texts)).Select(match => match.Groups["code"].Value).ToHashSet(StringComparer.Ordinal);
        Problems.Select(problem => problem.Code).Where(code => !keys.Contains(code)).ShouldBeEmpty();
    }

    /// <summary>An instance without members: the code stands in the constructor.</summary>
    internal static Problem Make(Type type)
    {
        var constructor = type.GetConstructors().MinBy(constructor => constructor.GetParameters().Length)!;
        return (Problem)constructor.Invoke([.. constructor.GetParameters()
            .Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
    }

    [GeneratedRegex(@"\A[a-z]+(-[a-z]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^\s*""problem\.(?<code>[a-z-]+)"":", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
