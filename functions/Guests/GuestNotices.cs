namespace Zegel.Functions.Guests;

/// <summary>The notices about guests, with their texts in the files beside this one.</summary>
internal static partial class GuestNotices
{
    private const string ToKeep = "/keep/";
    private const string ToGuests = "/guests/";

    /// <summary>What is said of some of the people, and who they are; nothing without any.</summary>
    private static IEnumerable<string> Listed(NoticeFacts facts, bool isOver, string said)
    {
        List<string> lines = [.. facts.PeopleByDate(isOver)];
        return lines.Count == 0 ? [] : lines.Prepend(said);
    }

    /// <summary>To somebody who has an account: they are a guest too, once they accept (A4).</summary>
    public static readonly Notice GuestHere = Notice.Mail(Nl.GuestHere, En.GuestHere, "/files/");

    /// <summary>To the service desk: a guest is asked for and needs a yes.</summary>
    public static readonly Notice GuestAskedFor = Notice.Mail(
        Nl.GuestAskedFor, En.GuestAskedFor, ToGuests + "#asked");

    /// <summary>To who asked for a guest: somebody said no.</summary>
    public static readonly Notice GuestDeclined = Notice.Mail(Nl.GuestDeclined, En.GuestDeclined, ToGuests);

    /// <summary>To the sponsor: the guest is registered, folders can be shared (A13).</summary>
    public static readonly Notice GuestRegistered = Notice.Mail(Nl.GuestRegistered, En.GuestRegistered, ToGuests);

    /// <summary>To a guest: the access ends soon because it is not used (X18).</summary>
    public static readonly Notice UnusedSoon = Notice.Mail(Nl.UnusedSoon, En.UnusedSoon, ToKeep);

    /// <summary>To a guest: the last day comes near (X18).</summary>
    public static readonly Notice EndsSoon = Notice.Mail(Nl.EndsSoon, En.EndsSoon, ToKeep);

    /// <summary>To the sponsor: a guest's access ends soon.</summary>
    public static readonly Notice GuestEndsSoon = Notice.Mail(Nl.GuestEndsSoon, En.GuestEndsSoon, ToGuests);

    /// <summary>To a guest: the access has ended (A26).</summary>
    public static readonly Notice AccessEnded = Notice.Mail(Nl.AccessEnded, En.AccessEnded, "/files/");

    /// <summary>To the sponsor: a guest was removed.</summary>
    public static readonly Notice GuestRemoved = Notice.Mail(Nl.GuestRemoved, En.GuestRemoved, ToGuests);

    /// <summary>To the sponsor of several guests: whose access ends soon, and who was removed.</summary>
    public static readonly Notice GuestsDue = Notice.Mail(Nl.GuestsDue, En.GuestsDue, ToGuests);

    /// <summary>To a guest: all is as it was.</summary>
    public static readonly Notice AccessRestored = Notice.Mail(Nl.AccessRestored, En.AccessRestored, "/files/");

    /// <summary>To the sponsor: the guest keeps the access.</summary>
    public static readonly Notice GuestKept = Notice.Mail(Nl.GuestKept, En.GuestKept, ToGuests);

    /// <summary>To a guest: somebody else answers for it now.</summary>
    public static readonly Notice OtherSponsor = Notice.Mail(Nl.OtherSponsor, En.OtherSponsor, "/files/");

    /// <summary>To who takes guests over.</summary>
    public static readonly Notice GuestsHandedOver = Notice.Mail(Nl.GuestsHandedOver, En.GuestsHandedOver, ToGuests);

    /// <summary>To both addresses of a guest: a code that confirms the new one (X20).</summary>
    public static readonly Notice GuestAddressCode = Notice.Mail(
        Nl.GuestAddressCode, En.GuestAddressCode, "/account/", code: CodeForm.Digits);

    /// <summary>To the former address: another one counts.</summary>
    public static readonly Notice GuestAddressChanged = Notice.Mail(
        Nl.GuestAddressChanged, En.GuestAddressChanged, "/account/");
}
