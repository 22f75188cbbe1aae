namespace Zegel.Functions.Guests;

/// <summary>Guests: inviting, what they accept, and how they end.</summary>
internal static class GuestsSetup
{
    public static void AddGuests(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(GuestEvents));
        Notice.Register(typeof(GuestNotices));
        services.AddSingleton<GuestPointers>();
        services.AddSingleton<GuestStore>();
        services.AddSingleton<GuestInviter>();
        services.AddSingleton<GuestDocuments>();
        services.AddSingleton<GuestEnds>();
        services.AddSingleton<SponsorNews>();
        services.AddSingleton<GuestRounds>();
        services.AddSingleton<GuestAddress>();
        services.AddSingleton<ShownGuests>();
    }
}
