// Stands in for Azure.Data.Tables 12.11.0.
using System.Linq.Expressions;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table and its rows.</summary>
public partial class TableClient
{
    private readonly TablesPipeline pipeline;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablesPipelines.Of(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(
        Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(new TablesPipeline(endpoint, credential, options), tableName)
    {
    }

    /// <summary>Tokens go over https only; over http each call ends in an <see cref="InvalidOperationException"/>.</summary>
    public TableClient(
        Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TablesPipeline(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <summary>For doubles in tests.</summary>
    protected TableClient()
    {
        pipeline = null!;
        Name = null!;
    }

    internal TableClient(TablesPipeline pipeline, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.pipeline = pipeline;
        Name = tableName;
    }

    public virtual string AccountName => pipeline.AccountName;

    public virtual string Name { get; }

    public virtual Uri Uri => new(pipeline.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + Name);

    /// <summary>Makes a filter; the values in the interpolated string are quoted and escaped.</summary>
    /// <exception cref="ArgumentException">A value has no literal in OData.</exception>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Of(filter);

    /// <returns>Null for a filter that lets everything through.</returns>
    /// <exception cref="NotSupportedException">The expression holds what the service cannot do.</exception>
    public static string? CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => ExpressionFilter.Of(filter);

    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c> or <c>TableBeingDeleted</c>.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        pipeline.CreateTableAsync(Name, mayExist: false, cancellationToken);

    /// <exception cref="RequestFailedException">409 <c>TableBeingDeleted</c>.</exception>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        pipeline.CreateTableAsync(Name, mayExist: true, cancellationToken);

    /// <summary>A table that is not there is no error.</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        pipeline.DeleteTableAsync(Name, cancellationToken);

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>: no such row or table.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await FindAsync(partitionKey, rowKey, select, null, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(Read<T>(response), response);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await FindAsync(partitionKey, rowKey, select, 404, cancellationToken).ConfigureAwait(false);
        return response.Status == 404 ? new NoEntity<T>(response) : Response.FromValue(Read<T>(response), response);
    }

    /// <summary>Rows in the order of their keys.</summary>
    /// <param name="filter">OData; see <see cref="CreateQueryFilter(FormattableString)"/>. Null for all rows.</param>
    /// <param name="maxPerPage">At most 1000, which is the default too. A page may hold fewer, even none.</param>
    /// <param name="select">The properties wanted; the others keep their default.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = select?.ToArray();
        return new TablePages<T>(
            (token, top, cancel) => pipeline.SendAsync(
                pipeline.CreateRequest(
                    RequestMethod.Get,
                    pipeline.AddressOf(Name + "()", OData.Query(filter, top, columns) + Continuation.ToQuery(token))),
                null,
                null,
                cancel),
            EntityReader.Read<T>,
            Continuation.Of,
            maxPerPage,
            cancellationToken);
    }

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(ExpressionFilter.Of(filter), maxPerPage, select, cancellationToken);

    private static T Read<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content);
        return EntityReader.Read<T>(document.RootElement);
    }

    private Task<Response> FindAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, int? allowed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var address = pipeline.AddressOf(Name + OData.Row(partitionKey, rowKey), OData.Select(select));
        return pipeline.SendAsync(
            pipeline.CreateRequest(RequestMethod.Get, address), null, allowed, cancellationToken);
    }
}
