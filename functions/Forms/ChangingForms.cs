namespace Zegel.Functions.Forms;

/// <summary>What a form becomes.</summary>
/// <param name="Form">The form.</param>
/// <param name="Header">Another header; null: as it is.</param>
/// <param name="Draft">Another draft; null: as it is.</param>
/// <param name="Published">What is published as its last version; null: nothing.</param>
/// <param name="Event">What is written down of it; null: it stays as it is.</param>
public sealed record FormChange(
    Form Form, AuditEvent? Event = null, SealedNote? Header = null, SealedNote? Draft = null,
    SealedNote? Published = null);

/// <summary>Changes a form on what is stored then; read again whenever that met another change.</summary>
public sealed class ChangingForms(FormStore forms, TimeProvider time)
{
    /// <summary>Changes it; for everybody who may not use the mailbox there is none.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="mailboxId">Whose form.</param>
    /// <param name="formId">Which.</param>
    /// <param name="decide">What it becomes, given its draft too; or why not.</param>
    /// <returns>The form as it is then.</returns>
    public Task<Outcome<FormItem>> ChangeAsync(
        HttpRequest request, string mailboxId, string formId,
        Func<FoundForm, SealedNote, DateTimeOffset, Outcome<FormChange>> decide, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<FormItem>>(async () =>
        {
            var staff = request.SignedIn();
            if (!staff.MayUse(mailboxId) || !Ids.IsId(formId))
            {
                return (true, new ResourceNotFound());
            }

            var mailbox = MailboxId.From(mailboxId);
            if (await forms.FindAsync(mailbox, formId, cancellationToken) is not { } found)
            {
                return (true, new ResourceNotFound());
            }

            var draft = await forms.GetDraftAsync(mailbox, formId, cancellationToken);
            var now = time.GetUtcNow();
            if (decide(found, draft, now).IsRefused(out var problem, out var change))
            {
                return (true, problem);
            }

            if (change.Event is not { } what)
            {
                return (true, found.Shown);
            }

            var header = change.Header ?? found.Header;
            var record = new AuditRecord(what, now, staff.AccountId, $"{mailboxId} {formId}", "account");
            return (
                await forms.TryChangeAsync(
                    mailbox, found, change.Form, header, change.Draft, change.Published, record, cancellationToken),
                change.Form.Show(header));
        });
}
