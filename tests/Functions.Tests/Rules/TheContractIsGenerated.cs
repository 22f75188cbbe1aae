using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;

namespace Zegel.Functions.Tests.Rules;

/// <summary>
/// <c>static-web/js/api/contract.d.ts</c> is made from the HTTP functions: what each address takes and answers, and the
/// refusals. With <c>ZEGEL_WRITE_DOCS</c> set this test writes it, else it compares.
/// </summary>
public sealed partial class TheContractIsGenerated
{
    [Fact]
    public void The_site_is_told_the_shapes_that_the_functions_have() =>
        Generated.Holds(Contract(), "static-web", "js", "api", "contract.d.ts");

    private static string Contract()
    {
        var shapes = new TypeScriptShapes();
        var routes = new StringBuilder();
        foreach (var (function, _, trigger) in Sources.HttpFunctions.OrderBy(function => function.Trigger.Route, StringComparer.Ordinal)
            .ThenBy(function => function.Trigger.Methods![0], StringComparer.Ordinal))
        {
            var method = trigger.Methods![0].ToUpperInvariant();
            routes.Append(CultureInfo.InvariantCulture, $"  \"{method} {trigger.Route}\": {{ ")
                .Append(TakenBy(function, method) is { } body ? $"takes: {shapes.NameOf(body)}; " : "")
                .Append(CultureInfo.InvariantCulture, $"answers: {AnswerOf(function, shapes)} }};\n");
        }

        var problems = ProblemsOf(shapes);
        return $$"""
            // Made from the HTTP functions by tests/Functions.Tests/Rules/TheContractIsGenerated.cs, which says how to make
            // it again. Times are RFC 3339 UTC, bytes base64.

            /** What each address below /api takes and answers; null: nothing. */
            export interface Routes {
            {{routes}}}

            {{problems}}
            {{shapes.Text}}
            """.TrimEnd() + "\n";
    }

    /// <summary>The body that the function reads, as its source says; null for one that has none, or none with members.</summary>
    private static Type? TakenBy(Type function, string method)
    {
        var source = Sources.FunctionFiles().Single(file => Path.GetFileName(file.Path) == function.Name + ".cs").Text;
        var read = ReadBody().Matches(source).Select(match => match.Groups["body"].Value).Distinct(StringComparer.Ordinal).ToList();
        read.Count.ShouldBe(method == "GET" ? 0 : 1, $"{function.Name} reads its body once, in its own file.");
        return read is [var name] && name != nameof(NoBody)
            ? function.GetNestedType(name) ?? Sources.Types.Single(type => type.Name == name && !type.IsNested)
            : null;
    }

    /// <summary>All that a function may answer, refusals left aside.</summary>
    private static string AnswerOf(Type function, TypeScriptShapes shapes)
    {
        var result = function.GetMethod("Run")!.ReturnType is { Name: "Task`1" } task
            ? task.GetGenericArguments()[0]
            : function.GetMethod("Run")!.ReturnType;
        var answers = result.Name.StartsWith("Results`", StringComparison.Ordinal) ? result.GetGenericArguments() : [result];
        return string.Join(" | ", answers.Where(answer => answer != typeof(Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult))
            .Select(answer => answer switch
            {
                { IsGenericType: true } => shapes.NameOf(answer.GetGenericArguments()[0]),
                _ when answer.IsAssignableTo(typeof(IFileHttpResult)) || answer.IsAssignableTo(typeof(IContentTypeHttpResult)) => "Blob",
                _ => "null",
            })
            .Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal));
    }

    /// <summary>A refusal has its code, and the members that the refusals with it add.</summary>
    private static string ProblemsOf(TypeScriptShapes shapes)
    {
        var problems = Sources.Types.Where(type => type.IsSubclassOf(typeof(Problem)) && !type.IsAbstract)
            .Select(type => (Code: EveryProblemHasItsTexts.Make(type).Code, Members: type.GetProperties()
                .Where(member => member.DeclaringType == type && member.GetIndexParameters() is [] && member.Name != "EqualityContract")))
            .OrderBy(problem => problem.Code, StringComparer.Ordinal).ToList();
        var members = problems.SelectMany(problem => problem.Members.Select(member => (problem.Code, Member: member)))
            .GroupBy(added => JsonNamingPolicy.CamelCase.ConvertName(added.Member.Name), StringComparer.Ordinal)
            .Select(member =>
                $"  /** Of {string.Join(", ", member.Select(added => added.Code))}. */\n"
                + $"  {member.Key}?: {string.Join(" | ", member.SelectMany(added => shapes.TypeOf(added.Member).Split(" | ")).Distinct(StringComparer.Ordinal))};\n");
        return $$"""
            export type ProblemCode =
            {{string.Join('\n', problems.Select(problem => $"  | \"{problem.Code}\""))}};

            /** A refusal: RFC 9457 problem details. */
            export interface Problem {
              type: `/problems/${ProblemCode}`;
              title: string;
              status: number;
            {{string.Concat(members)}}}

            """;
    }

    [GeneratedRegex(@"\.ReadAsync<(?<body>\w+)>\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadBody();
}
