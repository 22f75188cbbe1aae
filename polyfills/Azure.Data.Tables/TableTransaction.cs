// Stands in for Azure.Data.Tables 12.11.0.
using System.Buffers;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// A transaction is one multipart request with one changeset, in which each write is a part. It answers 202 either
/// way: with a part per write, or with a single part that tells which write was refused.
/// </summary>
internal static class TableTransaction
{
    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TablesPipeline pipeline, string tableName, EntityRequest[] writes, CancellationToken cancellationToken)
    {
        var batch = "batch_" + Guid.NewGuid();
        using var request = pipeline.CreateRequest(RequestMethod.Post, pipeline.BatchAddress);
        request.Headers.Add("Content-Type", "multipart/mixed; boundary=" + batch);
        request.Content = RequestContent.Create(Body(pipeline, tableName, writes, batch));
        var response = await pipeline.SendAsync(request, null, null, cancellationToken).ConfigureAwait(false);

        var parts = await MultipartResponse.ParseAsync(response, expectCrLf: false, cancellationToken).ConfigureAwait(false);
        if (parts.FirstOrDefault(part => part.Status >= 400) is { } refused)
        {
            throw new TableTransactionFailedException(
                new RequestFailedException(refused, innerException: null, TablesErrorParser.Shared));
        }

        return Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }

    private static ReadOnlyMemory<byte> Body(
        TablesPipeline pipeline, string tableName, EntityRequest[] writes, string batch)
    {
        var changeset = "changeset_" + Guid.NewGuid();
        var body = new ArrayBufferWriter<byte>(512 + (writes.Length * 1024));
        Write(body, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeset}\r\n\r\n");
        foreach (var write in writes)
        {
            Write(body, $"--{changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            var address = pipeline.AddressOf(tableName + write.Path).AbsoluteUri;
            Write(body, $"{write.Method} {address} HTTP/1.1\r\nAccept: {TablesPipeline.MetadataFormat}\r\n");
            Write(body, "DataServiceVersion: 3.0\r\n");
            foreach (var (name, value) in write.Headers)
            {
                Write(body, $"{name}: {value}\r\n");
            }

            if (write.Body is { } json)
            {
                Write(body, "Content-Type: application/json;odata=nometadata\r\n\r\n");
                body.Write(json.Span);
            }

            Write(body, "\r\n\r\n");
        }

        Write(body, $"--{changeset}--\r\n--{batch}--\r\n");
        return body.WrittenMemory;
    }

    private static void Write(ArrayBufferWriter<byte> body, string text)
    {
        var span = body.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        body.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
