// Stands in for Azure.Data.Tables 12.11.0.
using System.Linq.Expressions;

namespace Azure.Data.Tables;

/// <summary>
/// Filters written in C#. Only what the service can do is translated: comparisons of a property with a value, joined
/// by and, or and not. Whatever does not mention the row is evaluated first.
/// </summary>
internal static class ExpressionFilter
{
    public static string? Of<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Condition(filter.Body);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression expression) => expression switch
    {
        _ when !RowProperty.IsIn(expression) => TableFilter.Literal(Evaluate(expression)),
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both => Join(both, "and"),
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either => Join(either, "or"),
        BinaryExpression comparison => Comparison(comparison),
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        MethodCallExpression { Method.Name: nameof(Equals) } call => EqualsCall(call),
        _ when RowProperty.Find(expression) is { } property => property.Column + " eq true",
        _ => throw NotSupported(expression),
    };

    private static string Join(BinaryExpression binary, string word) =>
        $"({Condition(binary.Left)}) {word} ({Condition(binary.Right)})";

    private static string Comparison(BinaryExpression comparison)
    {
        var word = Word(comparison);

        // string.Compare(x, y) < 0 and x.CompareTo(y) < 0 mean x < y.
        return comparison is { Left: MethodCallExpression call, Right: ConstantExpression { Value: 0 } }
            && call.Method.Name is nameof(string.Compare) or nameof(string.CompareOrdinal) or nameof(string.CompareTo)
            && Operands(call) is [var left, var right, ..]
            ? Compare(left, word, right)
            : Compare(comparison.Left, word, comparison.Right);
    }

    private static string EqualsCall(MethodCallExpression call) =>
        Operands(call) is [var left, var right, ..] ? Compare(left, "eq", right) : throw NotSupported(call);

    /// <summary>What is compared comes first; how, if said at all, is of no use to the service, which is ordinal.</summary>
    private static Expression[] Operands(MethodCallExpression call) =>
        call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments];

    private static string Compare(Expression left, string word, Expression right)
    {
        var property = RowProperty.Find(left) ?? RowProperty.Find(right);
        return $"{Operand(left, property)} {word} {Operand(right, property)}";
    }

    private static string Operand(Expression expression, RowProperty? other)
    {
        if (RowProperty.Find(expression) is { } property)
        {
            return property.Column;
        }

        if (RowProperty.IsIn(expression))
        {
            throw NotSupported(expression);
        }

        // The compiler turns a comparison of enums into one of numbers, while the service holds their names.
        var value = Evaluate(expression);
        return TableFilter.Literal(
            value is not null && other?.Enum is { } type ? Enum.ToObject(type, value).ToString() : value);
    }

    private static string Word(BinaryExpression comparison) => comparison.NodeType switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => throw NotSupported(comparison),
    };

    private static object? Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
            .Compile(preferInterpretation: true)();

    private static NotSupportedException NotSupported(Expression expression) =>
        new($"The expression '{expression}' is not supported in a table query.");
}
