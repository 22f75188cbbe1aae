// Stands in for Azure.Data.Tables 12.11.0.
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>A property of the row that a filter is about.</summary>
/// <param name="Column">Its name in the table.</param>
/// <param name="Enum">The type whose names the column holds, or null.</param>
internal sealed record RowProperty(string Column, Type? Enum)
{
    /// <summary>Reads <c>row.X</c>, <c>row["X"]</c> and <c>row.GetString("X")</c>; null for anything else.</summary>
    public static RowProperty? Find(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } cast => Find(cast.Operand),
        MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } inner } when IsNullable(inner) =>
            Find(inner),
        MemberExpression { Expression: { } row } member when IsRow(row) => Of(member.Member, member.Type),
        MethodCallExpression { Object: { } row, Arguments: [ConstantExpression { Value: string name }] } call
            when IsRow(row) && call.Method.Name.StartsWith("get", StringComparison.OrdinalIgnoreCase) => new(name, null),
        _ => null,
    };

    /// <summary>Whether the row is mentioned anywhere in the expression.</summary>
    public static bool IsIn(Expression expression)
    {
        var search = new ParameterSearch();
        search.Visit(expression);
        return search.Found;
    }

    private static RowProperty Of(MemberInfo member, Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        var column = member.DeclaringType == typeof(TableItem)
            ? "TableName"
            : member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        return new(column, underlying.IsEnum ? underlying : null);
    }

    private static bool IsNullable(Expression expression) => Nullable.GetUnderlyingType(expression.Type) is not null;

    private static bool IsRow(Expression expression) => expression switch
    {
        ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs } cast => IsRow(cast.Operand),
        _ => false,
    };

    private sealed class ParameterSearch : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
