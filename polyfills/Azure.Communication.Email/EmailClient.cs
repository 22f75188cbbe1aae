// Stands in for Azure.Communication.Email 1.1.0.
using Azure.Communication.Pipeline;
using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Sends mail with Azure Communication Services.</summary>
public class EmailClient
{
    private readonly CommunicationPipeline pipeline;
    private readonly string apiVersion;

    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    public EmailClient(string connectionString, EmailClientOptions options)
        : this(CommunicationPipeline.For(connectionString, options ?? new EmailClientOptions()), options)
    {
    }

    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = null)
        : this(CommunicationPipeline.For(endpoint, credential, options ?? new EmailClientOptions()), options)
    {
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null)
        : this(CommunicationPipeline.For(endpoint, credential, options ?? new EmailClientOptions()), options)
    {
    }

    protected EmailClient()
    {
        pipeline = null!;
        apiVersion = null!;
    }

    private EmailClient(CommunicationPipeline pipeline, EmailClientOptions? options)
    {
        this.pipeline = pipeline;
        apiVersion = (options ?? new EmailClientOptions()).ApiVersion;
    }

    /// <summary>Hands the mail to the service under a fresh operation id.</summary>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>Hands the mail to the service; the same <paramref name="operationId"/> again sends nothing.</summary>
    /// <exception cref="RequestFailedException">
    /// Refused, or with <see cref="WaitUntil.Completed"/>: ended as failed or canceled.
    /// </exception>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var request = pipeline.CreateRequest(RequestMethod.Post, "/emails:send", apiVersion);
        request.Headers.Add("Operation-Id", operationId.ToString());
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(EmailJson.Write(message));

        var response = await pipeline.Http.SendRequestAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Status != 202)
        {
            throw new RequestFailedException(response);
        }

        var operation = new EmailSendOperation(this, response);
        if (wait == WaitUntil.Completed)
        {
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        }

        return operation;
    }

    /// <inheritdoc cref="SendAsync(WaitUntil, EmailMessage, CancellationToken)"/>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        string? plainTextContent = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(
            wait,
            senderAddress,
            recipientAddress,
            subject,
            htmlContent,
            Guid.NewGuid(),
            plainTextContent,
            cancellationToken);

    /// <inheritdoc cref="SendAsync(WaitUntil, EmailMessage, Guid, CancellationToken)"/>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        Guid operationId,
        string? plainTextContent = null,
        CancellationToken cancellationToken = default)
    {
        var content = new EmailContent(subject) { PlainText = plainTextContent, Html = htmlContent };
        return SendAsync(
            wait, new EmailMessage(senderAddress, recipientAddress, content), operationId, cancellationToken);
    }

    internal async Task<Response> GetOperationAsync(string id, CancellationToken cancellationToken)
    {
        using var request = OperationRequest(id);
        return EnsureFound(await pipeline.Http.SendRequestAsync(request, cancellationToken).ConfigureAwait(false));
    }

    internal Response GetOperation(string id, CancellationToken cancellationToken)
    {
        using var request = OperationRequest(id);
        return EnsureFound(pipeline.Http.SendRequest(request, cancellationToken));
    }

    private Request OperationRequest(string id) =>
        pipeline.CreateRequest(RequestMethod.Get, $"/emails/operations/{Uri.EscapeDataString(id)}", apiVersion);

    private static Response EnsureFound(Response response) =>
        response.Status == 200 ? response : throw new RequestFailedException(response);
}
