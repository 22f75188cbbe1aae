namespace Zegel.Functions.Mailboxes;

/// <summary>Wraps the seal keys of spaces under that of the mailbox that owns them.</summary>
public sealed class MailboxKeys(MailboxStore mailboxes, SealKeys sealKeys, TimeProvider time)
{
    /// <summary>A space's seal key, with its context, under the mailbox's.</summary>
    /// <exception cref="InvalidOperationException">The mailbox has no key of its own; it is written down.</exception>
    public async Task<byte[]> WrapAsync(
        MailboxId mailboxId, KeyContext context, byte[] sealKey, CancellationToken cancellationToken)
    {
        var owner = await mailboxes.FindAsync(mailboxId, cancellationToken)
            ?? throw new InvalidOperationException("A space names a mailbox that does not exist.");
        if (await sealKeys.UnwrapAsync(
            KeyContext.Mailbox(owner.MailboxId), owner.SealKey, cancellationToken) is { } mailboxKey)
        {
            return await SealKeys.WrapUnderAsync(mailboxKey, context, sealKey, cancellationToken);
        }

        var record = new AuditRecord(SealingEvents.SealKeyRefused, time.GetUtcNow(), "system", owner.MailboxId);
        await mailboxes.AuditAsync(owner.MailboxId, record, cancellationToken);
        throw new InvalidOperationException("What is stored as a mailbox's seal key is not that mailbox's.");
    }
}
