// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.ComponentModel;
using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Turns binding data into the type of a parameter.</summary>
internal static class ScalarConverter
{
    /// <exception cref="FunctionInputConverterException">The value does not fit.</exception>
    public static object? Convert(object value, FunctionParameter parameter, string function)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        var text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (type == typeof(string))
        {
            return text;
        }

        // Covers numbers, bool, Guid, enums and dates. It throws all kinds of exceptions for a bad text.
        var converter = TypeDescriptor.GetConverter(type);
        if (!converter.CanConvertFrom(typeof(string)))
        {
            throw Failure(parameter, function, $"a value of type '{value.GetType()}' does not fit");
        }

        try
        {
            return converter.ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException
            or NotSupportedException)
        {
            throw Failure(parameter, function, exception.Message);
        }
    }

    public static FunctionInputConverterException Failure(
        FunctionParameter parameter, string function, string reason) =>
        new($"Error converting 1 input parameters for Function '{function}': Cannot convert input parameter " +
            $"'{parameter.Name}' to type '{parameter.Type}'. Error: {reason}");
}
