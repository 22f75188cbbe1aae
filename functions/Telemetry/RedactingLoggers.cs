namespace Zegel.Functions.Telemetry;

/// <summary>Stands before every logger of the process, so that no provider gets a line that was not cleaned.</summary>
internal sealed class RedactingLoggers(LoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private sealed class RedactingLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull =>
            inner.BeginScope(state is IEnumerable<KeyValuePair<string, object?>> values
                ? new CleanState(Redaction.Clean(state.ToString() ?? ""), values)
                : Redaction.Clean((object)state)!);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
            {
                return;
            }

            // The formatter gets no exception: some would write its words into the line.
            var text = Redaction.Clean(formatter(state, null));
            var clean = new CleanState(text, state as IEnumerable<KeyValuePair<string, object?>> ?? []);
            var redacted = exception is null ? null : new RedactedException(exception);
            inner.Log(logLevel, eventId, clean, redacted, static (line, _) => line.ToString());
        }
    }
}
