// Stands in for Azure.Data.Tables 12.11.0.
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>A public property of an entity class and the column it maps to.</summary>
internal sealed record EntityMember(string Column, PropertyInfo Property)
{
    /// <summary>The property's type, without the question mark of a nullable value type.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;
}

/// <summary>The columns of an entity class, looked up once per class.</summary>
internal static class EntityMembers
{
    private static readonly ConcurrentDictionary<Type, EntityMember[]> Known = new();

    public static EntityMember[] Of(Type type) => Known.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property => !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(property => new EntityMember(
                property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name, property)),
    ]);
}
