namespace Zegel.Functions.Http;

/// <summary>A change kept meeting other changes and used up its tries; becomes 409 <c>changed-meanwhile</c>.</summary>
public sealed class ConflictException() : Exception("The change kept conflicting with others.");
