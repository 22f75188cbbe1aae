namespace Zegel.Functions.Dossiers;

/// <summary>It was closed: nothing comes in any more, reading goes on.</summary>
public sealed record DossierClosed() : Problem(409, "dossier-closed", "The dossier is closed.");

/// <summary>Who shall handle it, or stand in, cannot use the mailbox that owns it.</summary>
public sealed record HandlerCannot() : Problem(409, "handler-cannot", "This colleague cannot use the mailbox.");

/// <summary>The client is in the dossier, or was and can be given it back.</summary>
public sealed record AlreadyInDossier(string PartId, bool IsRevoked)
    : Problem(409, "already-in-dossier", "The client is in the dossier.");

/// <summary>There are as many clients in the dossier, or people of a company, as there can be.</summary>
public sealed record DossierFull() : Problem(409, "dossier-full", "There are too many people in the dossier.");

/// <summary>There is no such client.</summary>
public sealed record NoSuchClient() : Problem(409, "no-such-client", "There is no such client.");

/// <summary>Too much at once: fewer files.</summary>
public sealed record EntryTooFull() : Problem(409, "entry-too-full", "Send fewer files at once.");
