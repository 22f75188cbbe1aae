namespace Zegel.Functions.Guests;

/// <summary>What guests accept until an organisation publishes texts of its own; language level B1.</summary>
internal static class GuestTexts
{
    /// <summary>The terms of use in Dutch.</summary>
    public const string DutchTerms = """
        ## Waar dit over gaat

        Wij delen bestanden met u in gedeelde mappen. Hier leest u wat wij van u vragen en wat u van ons mag verwachten.

        ## Uw account

        - Uw account is alleen voor u. Laat niemand anders ermee inloggen.
        - Houd uw wachtwoord en uw codes geheim. Wij vragen er nooit om, ook niet aan de telefoon.
        - Denkt u dat iemand anders uw account gebruikt? Zeg het ons meteen.
        - Krijgt u een ander telefoonnummer of e-mailadres? Verander het dan zelf in uw account.

        ## Wat u met de bestanden mag doen

        - Gebruik de bestanden alleen waarvoor wij ze met u delen.
        - Een bestand dat u uploadt, kan iedereen in die map zien.
        - Upload niets wat verboden is, en geen virussen.
        - Bestanden in een map kunt u niet veranderen. Een nieuwe versie uploadt u erbij.

        ## Wat wij bijhouden

        Wij schrijven op wanneer u inlogt, welke bestanden u opent en downloadt, en wat u uploadt. Zo kunnen wij later
        zien wie wat heeft gedaan. Uw contactpersoon ziet dit ook.

        ## Wanneer uw toegang stopt

        Uw toegang heeft een einddatum. Gebruikt u uw account lang niet? Dan stopt de toegang ook. Wij mailen u 30 dagen
        en 7 dagen van tevoren. U kunt uw toegang dan houden. Na het einde kan uw contactpersoon uw toegang nog 30 dagen
        herstellen. Wij mogen uw toegang ook eerder stoppen, bijvoorbeeld bij misbruik.

        ## Vragen

        Stel uw vraag aan uw contactpersoon. Dat is de medewerker die u heeft uitgenodigd.
        """;

    /// <summary>The terms of use in English.</summary>
    public const string EnglishTerms = """
        ## What this is about

        We share files with you in shared folders. Here you read what we ask of you and what you may expect of us.

        ## Your account

        - Your account is for you alone. Let nobody else log in with it.
        - Keep your password and your codes secret. We never ask for them, not on the phone either.
        - Do you think somebody else uses your account? Tell us at once.
        - Do you get another phone number or e-mail address? Change it yourself in your account.

        ## What you may do with the files

        - Use the files only for what we share them with you for.
        - Everybody in a folder can see a file that you upload there.
        - Do not upload anything that is forbidden, and no viruses.
        - You cannot change files in a folder. You upload a new version beside them.

        ## What we keep track of

        We write down when you log in, which files you open and download, and what you upload. So we can see later who
        did what. Your contact person sees this too.

        ## When your access ends

        Your access has an end date. Do you not use your account for a long time? Then your access ends too. We mail you
        30 days and 7 days before. You can then keep your access. After the end your contact person can restore your
        access for 30 days. We may also end your access earlier, for example after misuse.

        ## Questions

        Ask your contact person. That is the colleague who invited you.
        """;

    /// <summary>Confidentiality and privacy in Dutch.</summary>
    public const string DutchConfidentiality = """
        ## Geheimhouding

        In de mappen staan gegevens die niet voor iedereen zijn. Soms gaan ze over mensen, soms over een bedrijf. U
        belooft ons het volgende.

        - U praat met niemand over wat u leest, behalve met mensen die het voor hun werk moeten weten.
        - U geeft bestanden niet door aan anderen, tenzij wij dat goed vinden of de wet het van u vraagt.
        - U bewaart wat u downloadt op een veilige plek. U gooit het weg als u het niet meer nodig hebt.
        - U werkt niet met deze bestanden op een computer die anderen ook gebruiken.
        - Deze belofte geldt ook nadat uw toegang is gestopt.

        ## Als er iets misgaat

        Is een bestand bij de verkeerde persoon gekomen? Bent u uw computer of telefoon kwijt? Zeg het ons meteen, op
        dezelfde dag. Dan kunnen wij samen de schade beperken.

        ## Uw eigen gegevens

        - Wij bewaren uw naam, uw e-mailadres en uw telefoonnummer. Die hebben wij nodig om u binnen te laten.
        - Wij bewaren ook wat u met de bestanden hebt gedaan. Dat moet van de wet, en het beschermt u en ons.
        - Stopt uw toegang, dan verwijderen wij uw account na 30 dagen. Wat u hebt geüpload, blijft in de map staan,
          met uw naam erbij.
        - Wij geven uw gegevens niet aan anderen, tenzij de wet dat van ons vraagt.
        - U mag vragen welke gegevens wij van u hebben. Klopt er iets niet? Dan passen wij het aan.

        ## Akkoord

        Als u dit accepteert, schrijven wij op wanneer u dat deed en welke tekst u hebt gelezen.
        """;

    /// <summary>Confidentiality and privacy in English.</summary>
    public const string EnglishConfidentiality = """
        ## Confidentiality

        The folders hold information that is not for everybody. Sometimes it is about people, sometimes about a company.
        You promise us the following.

        - You talk to nobody about what you read, except to people who must know it for their work.
        - You do not pass files on to others, unless we agree or the law asks it of you.
        - You keep what you download in a safe place. You throw it away when you do not need it any more.
        - You do not work with these files on a computer that others use too.
        - This promise also holds after your access has ended.

        ## When something goes wrong

        Did a file reach the wrong person? Did you lose your computer or phone? Tell us at once, on the same day. Then
        we can limit the damage together.

        ## Your own information

        - We keep your name, your e-mail address and your phone number. We need them to let you in.
        - We also keep what you did with the files. The law asks that, and it protects you and us.
        - When your access ends, we remove your account after 30 days. What you uploaded stays in the folder, with your
          name.
        - We do not give your information to others, unless the law asks it of us.
        - You may ask what information we have about you. Is something wrong? Then we correct it.

        ## Agreement

        When you accept this, we write down when you did and which text you read.
        """;
}
