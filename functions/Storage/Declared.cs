using System.Collections.Concurrent;
using System.Reflection;

namespace Zegel.Functions.Storage;

/// <summary>
/// What features declare in static fields, each beside itself, and rows name: a notice, an event. The set-up of a
/// feature registers what it declares; a row that names anything else cannot be read.
/// </summary>
/// <param name="name">The name of the field, under which rows keep it.</param>
public abstract class Declared<T>(string name)
    where T : Declared<T>
{
    private static readonly ConcurrentDictionary<string, T> Registered = new(StringComparer.Ordinal);

    /// <summary>The name under which rows keep it.</summary>
    public string Name => name;

    /// <summary>All that is registered.</summary>
    internal static IReadOnlyCollection<T> All => [.. Registered.Values];

    /// <summary>Registers what a class declares in public fields. Safe to run again.</summary>
    /// <exception cref="InvalidOperationException">Another class declares the same name.</exception>
    internal static void Register(Type declarations)
    {
        var fields = declarations.GetFields(BindingFlags.Public | BindingFlags.Static);
        foreach (var one in fields.Select(field => field.GetValue(null)).OfType<T>())
        {
            if (Registered.GetOrAdd(one.Name, one) != one)
            {
                throw new InvalidOperationException($"{one.Name} is declared twice.");
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <summary>As JSON it is its name.</summary>
    public sealed class Converter : JsonConverter<T>
    {
        /// <inheritdoc/>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } stored && Registered.TryGetValue(stored, out var one)
                ? one
                : throw new JsonException($"No feature declares this {typeof(T).Name}.");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}
