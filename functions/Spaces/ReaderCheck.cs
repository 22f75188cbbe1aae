namespace Zegel.Functions.Spaces;

/// <summary>How somebody outside proves who they are, with what it takes.</summary>
/// <param name="Method">How.</param>
/// <param name="Phone">With SMS: E.164, or null as long as nobody knows it.</param>
/// <param name="PasswordHash">With a password: what is stored of it.</param>
/// <param name="AccountId">With an account: which.</param>
public sealed record ReaderCheck(Method Method, string? Phone, string? PasswordHash, AccountId? AccountId);

/// <summary>What a participant said about a number that is not theirs.</summary>
public sealed record DisputedNumber(DateTimeOffset At, string Explanation);
