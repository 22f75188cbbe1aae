namespace Zegel.Local;

/// <summary>The app settings of a demo organisation on this machine.</summary>
public static class LocalSettings
{
    private const string NoLimit = "100000";

    /// <summary>The settings, <c>:</c> between the parts.</summary>
    public static Dictionary<string, string?> For(Azurite azurite, InboxServer inbox, Uri siteAddress, LocalKeys keys) =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["ZegelStorage"] = azurite.ConnectionString,
            ["Zegel:SiteAddress"] = siteAddress.GetLeftPart(UriPartial.Authority),
            ["Zegel:ProxyHops"] = "1",
            ["Zegel:Sealing:LocalKey"] = keys.Sealing,
            ["Zegel:Master:LocalKey"] = keys.Master,
            ["Zegel:Audit:LocalKey"] = keys.Audit,
            ["Zegel:Email:ConnectionString"] = inbox.ConnectionString,
            ["Zegel:Email:Sender"] = "berichten@delinde.example",
            ["Zegel:Email:MessagesPerHour"] = "0",
            ["Zegel:Sms:ConnectionString"] = inbox.ConnectionString,
            ["Zegel:Sms:Sender"] = "DeLinde",
            ["Zegel:Sms:MessagesPerDay"] = NoLimit,
            ["Zegel:Organisation:Name"] = "Huidpraktijk De Linde",
            ["Zegel:Organisation:Logo"] = "data:image/svg+xml;base64," + Convert.ToBase64String(Logo()),
            ["Zegel:Organisation:BrandColour"] = "#2f6b3f",
            ["Zegel:Organisation:HelpPhone"] = "+31201234567",
            ["Zegel:Organisation:HelpEmail"] = "hulp@delinde.example",
            ["Zegel:Organisation:PostalAddress"] = "Lindelaan 12, 1011 AB Amsterdam",
            ["Zegel:Organisation:PrivacyAddress"] = "privacy@delinde.example",
            ["Zegel:Organisation:Language"] = "nl",
            ["Zegel:Organisation:RememberRecipients"] = "true",
            ["Zegel:FirstMailbox"] = "Info",
            ["Zegel:FirstStarter"] = DemoOrganisation.Starter,
            ["Zegel:FirstAccountEmail"] = DemoOrganisation.Email,
            // Whoever looks at something else does not want to wait; an environment variable says otherwise.
            ["Zegel:UndoSeconds"] = Environment.GetEnvironmentVariable("Zegel__UndoSeconds") ?? "0",
            // Everyone on this machine has one network address.
            ["Zegel:Limits:RequestsPerMinute"] = NoLimit,
            ["Zegel:Limits:RequestsPerSessionPerMinute"] = NoLimit,
            ["Zegel:Limits:StartsPerAddressPerHour"] = NoLimit,
            ["Zegel:Limits:StartsPerStarterPerHour"] = NoLimit,
            ["Zegel:Limits:WrongCodesPerAddressPerHour"] = NoLimit,
            ["Zegel:Limits:LogInsPerNetworkPerHour"] = NoLimit,
            ["Zegel:Limits:SmsPerAddressPerDay"] = NoLimit,
        };

    private static byte[] Logo() =>
        File.ReadAllBytes(Path.Combine(NpmPackages.RepositoryRoot, "local", "demo-logo.svg"));
}
