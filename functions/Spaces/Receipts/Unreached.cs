namespace Zegel.Functions.Spaces.Receipts;

/// <summary>
/// What happens when somebody could not be told something (X12): the mailbox hears of it, once, and finds what to do
/// in the space; and whoever has a number that works is told by SMS that mail does not reach them, and whom to call.
/// Never the link: with the code, which comes by SMS too, it would make one proof of two.
/// </summary>
public sealed class Unreached(Throttle throttle, RootSecret root, IOptions<SmsOptions> sms)
{
    /// <summary>Marks a participant in a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="storedSpace">Their space.</param>
    /// <param name="stored">Who.</param>
    /// <param name="isSms">Whether it was an SMS that did not arrive.</param>
    /// <returns>The number that is told by SMS, to be counted (<see cref="CountAsync"/>); null: none is.</returns>
    public async Task<string?> MarkAsync(
        SpaceChange change, Stored<Space> storedSpace, Stored<Participant> stored, bool isSms,
        CancellationToken cancellationToken)
    {
        var (space, person, now) = (storedSpace.Value, stored.Value, change.Now);
        var wasKnown = isSms ? person.SmsFailed : person.NoticeFailed;
        person = isSms
            ? person with { SmsFailed = true }
            : person with { NoticeFailed = true, NoticedAt = null, Reading = person.Reading?.TellAnew() };
        var notice = isSms ? space.Kind.Notices.SmsNotReached : space.Kind.Notices.NotReached;
        if (!wasKnown && notice is not null)
        {
            if (space.CameIn(now) is var seen && seen != space)
            {
                change.Replace(storedSpace, seen);
            }

            change.Announce(Notices.ToOwner(space, notice));
        }

        var texted = isSms ? null : await TextedAsync(person, now, cancellationToken);
        if (texted is not null && space.Kind.Notices.SecondWay is { } secondWay)
        {
            change.Announce(Notices.NotReached(person, secondWay, space));
            person = person with { TextedAt = now };
        }

        change.Replace(stored, person);
        return texted;
    }

    /// <summary>Counts an SMS that was announced; not while the change was tried, which may be several times.</summary>
    public Task CountAsync(string? texted, CancellationToken cancellationToken) => texted is null
        ? Task.CompletedTask
        : throttle.TakeAsync(cancellationToken, PhoneLimits.Of(root, texted, sms.Value));

    /// <summary>The number at which somebody is told: once a day, within what goes to a number and in all.</summary>
    private async Task<string?> TextedAsync(
        Participant person, DateTimeOffset now, CancellationToken cancellationToken) =>
        person is { Method: Method.Sms, Phone: { } phone, Disputed: null, SmsFailed: false }
        && !(now < person.TextedAt + SecurityNumbers.SecondWayAgain)
        && sms.Value.Reaches(phone)
        && await throttle.CheckAsync(cancellationToken, PhoneLimits.Of(root, phone, sms.Value)) is null
            ? phone : null;
}
