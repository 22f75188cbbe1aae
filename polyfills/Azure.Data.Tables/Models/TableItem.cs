// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables.Models;

/// <summary>A table.</summary>
public class TableItem
{
    public TableItem(string name)
    {
        Name = name;
    }

    public string Name { get; }
}
