namespace Zegel.Functions.Notifications;

/// <summary>
/// A notice to the members of a mailbox becomes one for each of them, in one transaction with its end: so each gets it
/// once, whatever is cut off, and a retry mails nobody twice. Whether one is still a member is asked again when theirs
/// is sent.
/// </summary>
public sealed class MemberNotices(IAddressBook addresses)
{
    /// <summary>
    /// What stands in the place of a notice: one for each member who wants it. The notice itself where nobody can be
    /// told, or it is no notice to members; nothing when nobody wants it, or another worker was first.
    /// </summary>
    /// <param name="table">The table of its partition.</param>
    /// <param name="stored">The notice.</param>
    /// <param name="now">The moment.</param>
    public async Task<IReadOnlyList<Stored<OutboxItem>>> SpreadAsync(
        TableClient table, Stored<OutboxItem> stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var item = stored.Value;
        if (item.To != Recipient.Members || item.NotAfter <= now || item.NextAt > now)
        {
            return [stored];
        }

        var members = await addresses.FindMembersAsync(item.MailboxId!.Value, cancellationToken);
        if (members.Count == 0)
        {
            return [stored];
        }

        var changes = new Changes(stored.PartitionKey);
        changes.Delete(stored.RowKey, stored.ETag);
        var rows = WhoWants(item, members).Select(member => (
            Key: $"{stored.RowKey}-{member.AccountId}",
            Item: item with
            {
                To = Recipient.Of(member.AccountId), ForMember = true, Followers = null,
                OperationId = OutboxChanges.NewOperation(),
            })).ToList();
        foreach (var (key, one) in rows)
        {
            changes.Insert(key, one);
        }

        if (rows.Count == 0)
        {
            changes.Audit(new AuditRecord(
                NoticeEvents.NoticeUnwanted, now, "system", item.ParticipantId?.Value ?? item.LinkId, item.Kind.Name));
        }

        return await changes.TrySubmitAsync(table, cancellationToken)
            ? rows.ConvertAll(row => changes.Written(row.Key, row.Item)) : [];
    }

    /// <summary>
    /// Those who chose it, for the mailbox or by following the conversation. What is wrong with what was sent reaches
    /// an owner also when nobody chose to be told of messages.
    /// </summary>
    private static IEnumerable<MailboxReader> WhoWants(OutboxItem item, IReadOnlyList<MailboxReader> members)
    {
        var followers = item.Followers ?? [];
        var wanting = members.Where(member => member.WantsMails || followers.Contains(member.AccountId)).ToList();
        return wanting.Count > 0 || item.Kind is { TellsOfMessage: true, AlwaysGoes: false }
            ? wanting : members.Where(member => member.IsOwner);
    }
}
