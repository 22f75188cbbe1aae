namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>How often codes are sent to a number and guessed from an address, over all spaces.</summary>
public sealed class CodeLimits(
    Throttle throttle, AddressLimits addresses, RootSecret root, IOptions<SmsOptions> sms,
    IOptions<LimitOptions> limits)
{
    /// <summary>Counts an SMS; from when another one may go when this may not.</summary>
    public Task<DateTimeOffset?> TakeSmsAsync(HttpRequest request, string phone, CancellationToken cancellationToken) =>
        throttle.TakeAsync(
            cancellationToken,
            [
                .. PhoneLimits.Of(root, phone, sms.Value),
                addresses.Of(request, "sms", limits.Value.SmsPerAddressPerDay, TimeSpan.FromDays(1)),
            ]);

    /// <summary>From when a code may be tried, when it may not be now.</summary>
    public Task<DateTimeOffset?> CheckTryAsync(
        HttpRequest request, Participant person, CancellationToken cancellationToken) =>
        throttle.CheckAsync(cancellationToken, WrongOf(request, person));

    /// <summary>Counts a wrong code.</summary>
    public Task TakeWrongAsync(HttpRequest request, Participant person, CancellationToken cancellationToken) =>
        throttle.TakeAsync(cancellationToken, WrongOf(request, person));

    private Limit[] WrongOf(HttpRequest request, Participant person)
    {
        var source = addresses.Of(
            request, "wrong-code", limits.Value.WrongCodesPerAddressPerHour, TimeSpan.FromHours(1));
        return person.Phone is { } phone ? [source, PhoneLimits.WrongCodes(root, phone)] : [source];
    }
}
