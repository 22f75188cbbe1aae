namespace Zegel.Functions.Administration.Organising;

/// <summary>
/// Changes the organisation's name, look, contact and footer (T27), all at once and from the revision that was read: of
/// two who change it the later is told. Every page and mail shows it from its next reading on.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class SetOrganisation(OrganisationStore organisations, TimeProvider time)
{
    /// <param name="Revision">The revision that was read.</param>
    /// <param name="Name">On every page and in every notice.</param>
    /// <param name="Language">Of pages and mails for who chose none.</param>
    /// <param name="BrandColour"><c>#rrggbb</c>, readable on white; or empty.</param>
    /// <param name="HelpPhone">Whom people can ring; or empty.</param>
    /// <param name="HelpEmail">Whom people can mail; or empty.</param>
    /// <param name="PostalAddress">Where it is; or empty.</param>
    /// <param name="PrivacyAddress">The address of the data-protection officer; or empty.</param>
    /// <param name="Logo">Another logo; null: it stays.</param>
    /// <param name="Footer">What stands at the foot of every page.</param>
    public sealed record Request(
        int Revision, string Name, string Language, string BrandColour, string HelpPhone, string HelpEmail,
        string PostalAddress, string PrivacyAddress, LogoRequest? Logo, Footer Footer) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Line(Name, 1, SecurityNumbers.OrganisationName, "name");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
            checks.That(BrandColour is "" || Colours.IsColour(BrandColour), "brandColour", "colour-invalid");
            checks.That(HelpPhone is "" || PhoneNumber.CanBeRung(HelpPhone), "helpPhone", "phone-invalid");
            CheckEmail(checks, HelpEmail, "helpEmail");
            CheckEmail(checks, PrivacyAddress, "privacyAddress");
            checks.Line(PostalAddress, 0, SecurityNumbers.FooterLine, "postalAddress");
            checks.Line(Footer.PartnersNl, 0, SecurityNumbers.FooterLine, "footer.partnersNl");
            checks.Line(Footer.PartnersEn, 0, SecurityNumbers.FooterLine, "footer.partnersEn");
            checks.Line(Footer.PrivacyNl, 0, SecurityNumbers.FooterLine, "footer.privacyNl");
            checks.Line(Footer.PrivacyEn, 0, SecurityNumbers.FooterLine, "footer.privacyEn");
            var refusal = Logo?.Bytes is { } bytes ? LogoCheck.Read(bytes).Refusal : null;
            checks.That(refusal is null, "logo", refusal ?? "");
        }

        private static void CheckEmail(Checks checks, string typed, string member)
        {
            if (typed.Length > 0)
            {
                checks.Email(typed, member);
            }
        }
    }

    /// <param name="Bytes">An SVG or PNG picture; null: none any more.</param>
    public sealed record LogoRequest(byte[]? Bytes);

    [Function(nameof(SetOrganisation))]
    public async Task<Results<Ok<OrganisationSettings>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "desk/organisation")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var stored = await organisations.GetStoredAsync(cancellationToken);
        if (stored.Value.Revision != body.Revision)
        {
            // The same again, after an answer that was lost on its way, is no change of a colleague's.
            return stored.Value.IsAlike(Changed(stored.Value, body))
                ? TypedResults.Ok(OrganisationSettings.Of(stored.Value)) : new ChangedMeanwhile().ToResult();
        }

        // A colour of the first start stays as it is: pages and mails make do with any.
        if (body.BrandColour.Length > 0 && body.BrandColour != stored.Value.BrandColour
            && Colours.Readable(body.BrandColour) is var nearest
            && !string.Equals(nearest, body.BrandColour, StringComparison.OrdinalIgnoreCase))
        {
            return new BrandColourUnreadable(nearest).ToResult();
        }

        var record = new AuditRecord(
            AdministrationEvents.OrganisationChanged, time.GetUtcNow(), request.SignedIn().AccountId);
        return await organisations.TryChangeAsync(
            stored, Changed(stored.Value, body), changes => changes.Audit(record), cancellationToken)
                ? TypedResults.Ok(OrganisationSettings.Of(await organisations.GetAsync(cancellationToken)))
                : new ChangedMeanwhile().ToResult();
    }

    private static Organisation Changed(Organisation organisation, Request body) => organisation with
    {
        Name = TypedText.Line(body.Name),
        Language = body.Language,
        BrandColour = Given(body.BrandColour),
        HelpPhone = Given(TypedText.Line(body.HelpPhone)),
        HelpEmail = EmailAddress.Parse(body.HelpEmail),
        PostalAddress = Given(TypedText.Line(body.PostalAddress)),
        PrivacyAddress = EmailAddress.Parse(body.PrivacyAddress),
        Logo = body.Logo is null ? organisation.Logo
            : body.Logo.Bytes is { } bytes ? LogoCheck.Read(bytes).Logo : null,
        Footer = new Footer(
            TypedText.Line(body.Footer.PartnersNl), TypedText.Line(body.Footer.PartnersEn),
            TypedText.Line(body.Footer.PrivacyNl), TypedText.Line(body.Footer.PrivacyEn)),
    };

    private static string? Given(string text) => text.Length == 0 ? null : text;
}

/// <summary>White letters on this colour, and letters of it on white, cannot be read well.</summary>
/// <param name="Nearest">The nearest colour of which that is not so.</param>
public sealed record BrandColourUnreadable(string Nearest)
    : Problem(422, "brand-colour-unreadable", "The colour contrasts too little with white.");
