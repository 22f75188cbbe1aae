// Stands in for Azure.Data.Tables 12.11.0.
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one storage account.</summary>
public class TableServiceClient
{
    private readonly TablesPipeline pipeline;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <param name="connectionString">
    /// With <c>AccountName</c>, <c>AccountKey</c> and optionally <c>TableEndpoint</c>; or <c>UseDevelopmentStorage=true</c>.
    /// </param>
    /// <param name="options">Retries, transport and version of the protocol.</param>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TablesPipelines.Of(connectionString, options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(new TablesPipeline(endpoint, credential, options))
    {
    }

    /// <summary>Tokens go over https only; over http each call ends in an <see cref="InvalidOperationException"/>.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TablesPipeline(endpoint, tokenCredential, options))
    {
    }

    /// <summary>For doubles in tests.</summary>
    protected TableServiceClient()
    {
        pipeline = null!;
    }

    private TableServiceClient(TablesPipeline pipeline)
    {
        this.pipeline = pipeline;
    }

    public virtual string AccountName => pipeline.AccountName;

    public virtual Uri Uri => pipeline.Endpoint;

    /// <summary>Makes a filter; the values in the interpolated string are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Of(filter);

    public static string? CreateQueryFilter(Expression<Func<TableItem, bool>> filter) =>
        ExpressionFilter.Of(filter);

    public virtual TableClient GetTableClient(string tableName) => new(pipeline, tableName);

    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c> or <c>TableBeingDeleted</c>.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        pipeline.CreateTableAsync(tableName, mayExist: false, cancellationToken);

    /// <exception cref="RequestFailedException">409 <c>TableBeingDeleted</c>.</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        pipeline.CreateTableAsync(tableName, mayExist: true, cancellationToken);

    /// <summary>A table that is not there is no error.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        pipeline.DeleteTableAsync(tableName, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(
            (token, top, cancel) => pipeline.QueryTablesAsync(filter, top, token, cancel),
            row => new TableItem(row.GetProperty("TableName").GetString()!),
            response => response.Headers.GetValueOrNull("x-ms-continuation-NextTableName"),
            maxPerPage,
            cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(ExpressionFilter.Of(filter), maxPerPage, cancellationToken);
}
