using Zegel.Functions.Clients;
using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers;

/// <summary>A kind of news in a part: each is told once until the reader looks, and a client chooses (N48).</summary>
/// <param name="Name">As what somebody was told of is noted.</param>
/// <param name="ToClient">What a client is mailed.</param>
/// <param name="ToOffice">What the handler and the stand-in are mailed.</param>
/// <param name="ToOwner">What the mailbox's owner is mailed when neither of the two works there any more.</param>
/// <param name="IsWanted">Whether a client wants it.</param>
public sealed record PartNews(
    string Name, Notice ToClient, Notice ToOffice, Notice ToOwner, Func<WantedNotices, bool> IsWanted)
{
    private static readonly PartNews Documents = new(
        "documents", DossierNotices.DocumentsReady, DossierNotices.ClientWrote, DossierNotices.ClientWroteToNobody,
        wanted => wanted.Documents);

    private static readonly PartNews Messages = new(
        "messages", DossierNotices.MessageReady, DossierNotices.ClientWrote, DossierNotices.ClientWroteToNobody,
        wanted => wanted.Messages);

    /// <summary>Something to fill in or to deliver; for the office, what came of that.</summary>
    public static PartNews Forms { get; } = new(
        "forms", DossierNotices.FormsReady, DossierNotices.ClientDelivered, DossierNotices.ClientDeliveredToNobody,
        wanted => wanted.Forms);

    /// <summary>Of which kind an entry in a tab is.</summary>
    public static PartNews Of(PartTab tab) => tab switch
    {
        PartTab.Messages => Messages,
        PartTab.Delivered => Forms,
        _ => Documents,
    };
}

/// <summary>Who is not mailed of something: clients who chose so, and colleagues who cannot use the mailbox.</summary>
public sealed class UnwantedNews(ClientStore clients, Handlers handlers)
{
    /// <summary>
    /// Of what a client does: a handler or a stand-in who would be mailed and cannot use the mailbox any more.
    /// </summary>
    public async Task<IReadOnlySet<AccountId>> FindColleaguesAsync(
        PartNews news, Actor<Part> client, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var part = client.Space.Value;
        var colleagues = client.Mailbox.Reading!.IsTold(news.Name, at) ? [] : AddingEntry.ColleaguesOf(part);
        var found = await Task.WhenAll(colleagues.Select(async one =>
            (one, IsThere: await handlers.FindAsync(part.MailboxId, one, cancellationToken) is not null)));
        return found.Where(one => !one.IsThere).Select(one => one.one).ToHashSet();
    }

    /// <summary>Of these people the accounts that chose so; read from each.</summary>
    public async Task<IReadOnlySet<AccountId>> FindAsync(
        PartNews news, IEnumerable<Participant> people, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(people.Where(person => person.AccountId is not null)
            .Select(person => clients.FindAsync(person.AccountId!.Value, cancellationToken)));
        return found.OfType<FoundClient>().Where(one => !news.IsWanted(one.Value.Notices))
            .Select(one => one.Value.ClientId).ToHashSet();
    }
}
