// Stands in for Azure.Data.Tables 12.11.0.
namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>, 404 <c>TableNotFound</c>.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        SendAsync(EntityRequest.Add(entity), null, cancellationToken);

    /// <summary>Inserts, or writes over whatever is there.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        SendAsync(EntityRequest.Put(entity, mode, default), null, cancellationToken);

    /// <param name="entity">The row; null properties are not sent, so only a replacement can empty one.</param>
    /// <param name="ifMatch">The version to find, or <see cref="ETag.All"/>.</param>
    /// <param name="mode">What happens to properties that are not sent.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>, 404 <c>ResourceNotFound</c>.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("Value cannot be an empty ETag.", nameof(ifMatch));
        }

        return SendAsync(EntityRequest.Put(entity, mode, ifMatch), null, cancellationToken);
    }

    /// <summary>A row that is not there is no error: the response has status 404 then.</summary>
    /// <param name="partitionKey">The row's partition.</param>
    /// <param name="rowKey">The row.</param>
    /// <param name="ifMatch">The version to find; by default any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        SendAsync(EntityRequest.Delete(partitionKey, rowKey, ifMatch), 404, cancellationToken);

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Does all actions or none.</summary>
    /// <param name="transactionActions">At most 100, each on another row of the same partition.</param>
    /// <param name="cancellationToken">Gives up waiting; the transaction may still be done.</param>
    /// <returns>One response per action, in their order; its ETag is in the headers.</returns>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    /// <exception cref="TableTransactionFailedException">An action was refused.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        EntityRequest[] requests = [.. transactionActions.Select(EntityRequest.Of)];
        if (requests.Length == 0)
        {
            throw new InvalidOperationException("Transactions must contain at least one action.");
        }

        return await TableTransaction.SubmitAsync(pipeline, Name, requests, cancellationToken).ConfigureAwait(false);
    }

    private Task<Response> SendAsync(EntityRequest write, int? allowed, CancellationToken cancellationToken)
    {
        var request = pipeline.CreateRequest(write.Method, pipeline.AddressOf(Name + write.Path));
        foreach (var (name, value) in write.Headers)
        {
            request.Headers.Add(name, value);
        }

        return pipeline.SendAsync(request, write.Body, allowed, cancellationToken);
    }
}
