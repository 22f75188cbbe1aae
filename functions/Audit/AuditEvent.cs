namespace Zegel.Functions.Audit;

/// <summary>A kind of event, with what NEN 7513 wants to know of it; declared where it happens.</summary>
/// <param name="action">What it does: C(reate), R(ead), U(pdate), D(elete) or E(xecute).</param>
/// <param name="outcome">How it ends: 0 when it was done, <see cref="Refused"/> or <see cref="Wrong"/>.</param>
/// <param name="name">The name of the field that declares it.</param>
[JsonConverter(typeof(Declared<AuditEvent>.Converter))]
public sealed class AuditEvent(string action, int outcome = 0, [CallerMemberName] string name = "")
    : Declared<AuditEvent>(name)
{
    /// <summary>The outcome of what was refused or not done, as in DICOM and FHIR.</summary>
    public const int Refused = 4;

    /// <summary>The outcome when something is wrong, as in DICOM and FHIR.</summary>
    public const int Wrong = 8;

    /// <summary>C, R, U, D or E.</summary>
    public string Action => action;

    /// <summary>0 done, 4 refused or not done, 8 something is wrong.</summary>
    public int Outcome => outcome;
}
