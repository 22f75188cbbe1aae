// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

public enum TableUpdateMode
{
    /// <summary>Properties that are not sent keep their value.</summary>
    Merge = 0,

    /// <summary>Properties that are not sent disappear.</summary>
    Replace = 1,
}
