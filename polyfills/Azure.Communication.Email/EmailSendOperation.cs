// Stands in for Azure.Communication.Email 1.1.0.
using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>A mail on its way; by its id another process can ask how it ended.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(5);

    private readonly EmailClient client;
    private readonly string id;
    private Response? response;
    private EmailSendResult? result;
    private RequestFailedException? failure;

    public EmailSendOperation(string id, EmailClient client)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(client);
        this.id = id;
        this.client = client;
    }

    internal EmailSendOperation(EmailClient client, Response accepted)
    {
        this.client = client;
        response = accepted;
        using var document = JsonDocument.Parse(accepted.Content);
        id = document.RootElement.GetProperty("id").GetString()!;
    }

    protected EmailSendOperation()
    {
        client = null!;
        id = null!;
    }

    public override string Id => id;

    public override bool HasCompleted => HasValue || failure is not null;

    public override bool HasValue => result is not null;

    public override EmailSendResult Value => failure is not null
        ? throw failure
        : result ?? throw new InvalidOperationException("The operation has not completed yet.");

    public override Response GetRawResponse() =>
        response ?? throw new InvalidOperationException("The operation has not been asked for its status yet.");

    /// <exception cref="RequestFailedException">The mail failed or was canceled.</exception>
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        HasCompleted ? Ended() : Read(client.GetOperation(id, cancellationToken));

    /// <inheritdoc cref="UpdateStatus"/>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) =>
        HasCompleted ? Ended() : Read(await client.GetOperationAsync(id, cancellationToken).ConfigureAwait(false));

    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(PollingInterval, cancellationToken);

    /// <summary>
    /// Asks until the mail is out; waits <paramref name="pollingInterval"/> or, when longer, Retry-After.
    /// </summary>
    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        TimeSpan pollingInterval, CancellationToken cancellationToken) =>
        base.WaitForCompletionAsync(pollingInterval, cancellationToken);

    private Response Ended() => failure is null ? GetRawResponse() : throw failure;

    private Response Read(Response update)
    {
        response = update;
        using var document = JsonDocument.Parse(update.Content);
        EmailSendStatus status = document.RootElement.GetProperty("status").GetString()!;
        if (status == EmailSendStatus.Succeeded)
        {
            result = new EmailSendResult(status);
        }
        else if (status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled)
        {
            failure = new RequestFailedException(update);
            throw failure;
        }

        return update;
    }
}
