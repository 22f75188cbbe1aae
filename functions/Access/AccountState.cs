namespace Zegel.Functions.Access;

/// <summary>How far an account is.</summary>
public enum AccountState
{
    /// <summary>The invitation was not accepted yet.</summary>
    Invited,

    /// <summary>A password was set.</summary>
    Active,

    /// <summary>Shut out for now by the service desk; what it may use is kept.</summary>
    Suspended,

    /// <summary>A guest who was removed; restored within 30 days all is as it was, after that it is gone.</summary>
    Removed,

    /// <summary>Shut out for good; its address can be invited again, as another account.</summary>
    Ended,
}
