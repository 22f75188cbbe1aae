namespace Zegel.Local;

/// <summary>Someone else listens on the port.</summary>
public sealed class PortTakenException(int port, Exception? inner = null)
    : InvalidOperationException($"Port {port} is in use.", inner)
{
    public int Port { get; } = port;
}
