namespace QuickStart;

/// <summary>Something the user can put right; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
