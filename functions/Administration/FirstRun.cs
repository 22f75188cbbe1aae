using Zegel.Functions.Starters;

namespace Zegel.Functions.Administration;

/// <summary>
/// Makes the organisation, its first mailbox, starter and account when there are none. Ids are derived from the root
/// secret, so that two instances that start together, or a start after a crash, make the same things once.
/// </summary>
public sealed class FirstRun(
    OrganisationStore organisations, MailboxStore mailboxes, StarterStore starters, AccountStore accounts,
    SealKeys sealKeys, RootSecret root, IOptions<FirstRunOptions> options, TimeProvider time)
{
    /// <summary>Does nothing when there is an organisation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await organisations.FindAsync(cancellationToken) is not null)
        {
            return;
        }

        var settings = options.Value;
        var mailboxId = MailboxId.From(root.LookUp("first-run", "mailbox")[..Ids.Length]);
        var accountId = AccountId.From(root.LookUp("first-run", "account")[..Ids.Length]);
        var email = EmailAddress.Parse(settings.FirstAccountEmail)
            ?? throw new InvalidOperationException("Zegel__FirstAccountEmail is not an e-mail address.");

        await mailboxes.TryInsertAsync(
            new Mailbox(mailboxId, settings.FirstMailbox,
                await sealKeys.MakeAsync(KeyContext.Mailbox(mailboxId), cancellationToken)),
            accountId,
            cancellationToken);
        await starters.TryInsertAsync(new Starter(settings.FirstStarter, mailboxId), cancellationToken);
        await accounts.InviteAsync(
            new AccountHead
            {
                AccountId = accountId, Name = "", Email = email, Language = settings.Organisation.Language,
                Roles = [Role.Staff, Role.ServiceDesk],
            },
            [new Membership(mailboxId)],
            "system",
            time.GetUtcNow(),
            cancellationToken);

        await InviteSecondAsync(email, cancellationToken);

        // The organisation comes last: as long as it is missing, the next start does all of it again.
        await organisations.TryInsertAsync(
            new Organisation(
                settings.Organisation.Name, settings.Organisation.Language, Given(settings.Organisation.BrandColour),
                Given(settings.Organisation.HelpPhone), Given(settings.Organisation.HelpEmail),
                Given(settings.Organisation.PostalAddress), Given(settings.Organisation.PrivacyAddress),
                ParseLogo(settings.Organisation.Logo),
                [new OrganisationStarter(settings.FirstStarter, settings.FirstMailbox)]),
            cancellationToken);
    }

    private async Task InviteSecondAsync(string firstEmail, CancellationToken cancellationToken)
    {
        if (Given(options.Value.SecondAccountEmail) is not { } setting)
        {
            return;
        }

        var email = EmailAddress.Parse(setting);
        if (email is null || EmailAddress.Key(email) == EmailAddress.Key(firstEmail))
        {
            throw new InvalidOperationException(
                "Zegel__SecondAccountEmail must be an e-mail address, and another one than the first.");
        }

        await accounts.InviteAsync(
            new AccountHead
            {
                AccountId = AccountId.From(root.LookUp("first-run", "second-account")[..Ids.Length]), Name = "",
                Email = email, Language = options.Value.Organisation.Language, Roles = [Role.ServiceDesk],
            },
            [],
            "system",
            time.GetUtcNow(),
            cancellationToken);
    }

    /// <summary>A deployment sets every setting, those that nobody gave to nothing.</summary>
    private static string? Given(string? setting) => string.IsNullOrWhiteSpace(setting) ? null : setting;

    private static Logo? ParseLogo(string? dataUri)
    {
        if (string.IsNullOrEmpty(dataUri))
        {
            return null;
        }

        var comma = dataUri.IndexOf(',', StringComparison.Ordinal);
        var contentType = comma > 5 ? dataUri[5..comma].Replace(";base64", "", StringComparison.Ordinal) : "";
        if (!dataUri.StartsWith("data:", StringComparison.Ordinal) || contentType is not (Logo.Svg or "image/png"))
        {
            throw new InvalidOperationException(
                "Zegel__Organisation__Logo must be a data URI of an SVG or PNG picture.");
        }

        var bytes = dataUri[..comma].EndsWith(";base64", StringComparison.Ordinal)
            ? Convert.FromBase64String(dataUri[(comma + 1)..])
            : System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(dataUri[(comma + 1)..]));
        return bytes.Length <= Logo.MaximumBytes
            ? new Logo(contentType, bytes)
            : throw new InvalidOperationException("Zegel__Organisation__Logo is larger than 20 KiB.");
    }
}
