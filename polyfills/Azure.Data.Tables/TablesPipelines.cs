// Stands in for Azure.Data.Tables 12.11.0.
using System.Buffers;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>What <see cref="TableServiceClient"/> and <see cref="TableClient"/> both do with whole tables.</summary>
internal static class TablesPipelines
{
    public static TablesPipeline Of(string connectionString, TableClientOptions? options)
    {
        var (endpoint, credential) = TableConnectionString.Parse(connectionString);
        return new TablesPipeline(endpoint, credential, options);
    }

    public static async Task<Response<TableItem>> CreateTableAsync(
        this TablesPipeline pipeline, string tableName, bool mayExist, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var request = pipeline.CreateRequest(RequestMethod.Post, pipeline.AddressOf("Tables"));
        var response = await pipeline
            .SendAsync(request, Body(tableName), mayExist ? 409 : null, cancellationToken).ConfigureAwait(false);
        if (response.Status == 409 && new RequestFailedException(response) is var refusal
            && refusal.ErrorCode == TableErrorCode.TableBeingDeleted)
        {
            throw refusal;
        }

        return Response.FromValue(new TableItem(tableName), response);
    }

    public static Task<Response> DeleteTableAsync(
        this TablesPipeline pipeline, string tableName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var address = pipeline.AddressOf($"Tables('{Uri.EscapeDataString(tableName)}')");
        return pipeline.SendAsync(
            pipeline.CreateRequest(RequestMethod.Delete, address), null, 404, cancellationToken);
    }

    public static Task<Response> QueryTablesAsync(
        this TablesPipeline pipeline, string? filter, int? top, string? next, CancellationToken cancellationToken)
    {
        var query = OData.Query(filter, top, select: null);
        if (next is not null)
        {
            query += "&NextTableName=" + Uri.EscapeDataString(next);
        }

        return pipeline.SendAsync(
            pipeline.CreateRequest(RequestMethod.Get, pipeline.AddressOf("Tables", query)), null, null, cancellationToken);
    }

    private static ReadOnlyMemory<byte> Body(string tableName)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("TableName", tableName);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
