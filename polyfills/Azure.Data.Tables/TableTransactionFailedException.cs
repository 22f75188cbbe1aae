// Stands in for Azure.Data.Tables 12.11.0.
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused, and nothing of it was done.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            NotNull(requestFailedException).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        if (requestFailedException.Data[TablesErrorParser.FailedIndex] is string index)
        {
            FailedTransactionActionIndex = int.Parse(index, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Which action was refused, counted from zero; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static RequestFailedException NotNull(RequestFailedException? exception) =>
        exception ?? throw new ArgumentNullException(nameof(exception));
}
