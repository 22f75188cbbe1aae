using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using System.Xml.XPath;
using Shouldly;
using Vogen;
using Zegel.Functions.Http;

namespace Zegel.Functions.Tests.Rules;

/// <summary>The records and enums of the API as TypeScript, as the serializer of the functions writes and reads them.</summary>
internal sealed class TypeScriptShapes
{
    private static readonly JsonSerializerOptions Json =
        new(RequestBody.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(typeof(ZegelSetup).Assembly.Location, ".xml"));

    private readonly SortedDictionary<string, (Type Type, string Text)> shapes = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>All that were named, by name.</summary>
    public string Text => string.Join('\n', shapes.Values.Select(shape => shape.Text));

    /// <summary>The type of a member.</summary>
    public string TypeOf(PropertyInfo member) => TypeOf(nullability.Create(member));

    /// <summary>The name of a record or enum, which is written with all that it holds.</summary>
    public string NameOf(Type type)
    {
        var name = type.DeclaringType?.Name + type.Name;
        if (!shapes.TryGetValue(name, out var shape))
        {
            shapes[name] = (type, "");
            shapes[name] = (type, DocOf(type, null, "") + (type.IsEnum ? EnumOf(type, name) : InterfaceOf(type, name)));
        }
        else
        {
            shape.Type.ShouldBe(type, $"Two shapes of the API are called {name}.");
        }

        return name;
    }

    private string TypeOf(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var arguments = info.GenericTypeArguments;
        var name = type switch
        {
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(int) || type == typeof(long) => "number",
            _ when type == typeof(string) || type == typeof(byte[]) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(Uri) => "string",
            _ when type.GetCustomAttributes().Any(attribute => attribute is ValueObjectAttribute) => "string",
            _ when type == typeof(JsonElement) => "object",
            { IsArray: true } => ListOf(TypeOf(info.ElementType!)),
            { IsGenericType: true } when arguments.Length == 2 => $"Record<string, {TypeOf(arguments[1])}>",
            { IsGenericType: true } when arguments.Length == 1 && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) =>
                ListOf(TypeOf(arguments[0])),
            _ when type.Assembly == typeof(ZegelSetup).Assembly => NameOf(type),
            _ => throw new InvalidOperationException($"Nothing here knows what a {type} is in JSON."),
        };
        return info.ReadState == NullabilityState.Nullable ? name + " | null" : name;
    }

    private static string ListOf(string item) => item.Contains(' ', StringComparison.Ordinal) ? $"({item})[]" : item + "[]";

    private static string EnumOf(Type type, string name) =>
        $"export type {name} = {string.Join(" | ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, Json)))};\n";

    /// <summary>What is read has no computed members, and may leave out what has a default.</summary>
    private string InterfaceOf(Type type, string name)
    {
        var isRead = type.IsAssignableTo(typeof(ICheckedBody));
        var text = new StringBuilder($"export interface {name} {{\n");
        foreach (var member in Json.GetTypeInfo(type).Properties
            .Where(member => isRead ? member.AssociatedParameter is not null : member.Get is not null))
        {
            var property = (PropertyInfo)member.AttributeProvider!;
            var mayLack = isRead && member.AssociatedParameter!.HasDefaultValue ? "?" : "";
            text.Append(DocOf(type, property.Name, "  "))
                .Append(CultureInfo.InvariantCulture, $"  {member.Name}{mayLack}: {TypeOf(property)};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>What the documentation says of a type, or of one of its parameters, as a comment.</summary>
    private static string DocOf(Type type, string? parameter, string indent)
    {
        var what = parameter is null ? "summary" : $"param[@name='{parameter}']";
        var said = Documentation.XPathSelectElement($"//member[@name='T:{type.FullName!.Replace('+', '.')}']/{what}");
        var words = string.Join(' ', string.Concat(said?.Nodes().Select(Words) ?? []).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "" : $"{indent}/** {words} */\n";
    }

    private static string Words(XNode node) => node is XElement element
        ? $"`{element.Attribute("cref")?.Value.Split('.', ':')[^1] ?? element.Attribute("name")?.Value ?? element.Value}`"
        : node.ToString(SaveOptions.DisableFormatting);
}
