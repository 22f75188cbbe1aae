using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Zegel.Benchmarks.Files;

/// <summary>A line to a local port that carries so many bits a second, all connections together, and takes its time.</summary>
internal sealed class SlowLine : IDisposable
{
    private const int PieceLength = 16 * 1024;

    // Enough pieces under way to fill the line, and few enough that a sender feels how slow it is.
    private const int PiecesUnderWay = 64;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly double bytesPerSecond;
    private readonly TimeSpan oneWay;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock line = new();
    private TimeSpan freeFrom;

    public SlowLine(int target, double bitsPerSecond, TimeSpan roundTrip)
    {
        this.target = target;
        bytesPerSecond = bitsPerSecond / 8;
        oneWay = roundTrip / 2;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The line was taken down.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, target);
                near.NoDelay = far.NoDelay = true;
                await Task.WhenAny(
                    PassAsync(near.GetStream(), far.GetStream(), isLimited: true),
                    PassAsync(far.GetStream(), near.GetStream(), isLimited: false));
            }
            catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
            {
                // One side hung up; the other is told by closing.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool isLimited)
    {
        var underWay = Channel.CreateBounded<(byte[] Piece, int Length, TimeSpan Due)>(PiecesUnderWay);
        var delivering = DeliverAsync(underWay.Reader, to);
        var read = 1;
        while (read > 0)
        {
            var piece = new byte[PieceLength];
            read = await from.ReadAsync(piece);
            await underWay.Writer.WriteAsync((piece, read, Due(isLimited ? read : 0)));
        }

        underWay.Writer.Complete();
        await delivering;
    }

    /// <summary>When the last bit of a piece arrives.</summary>
    private TimeSpan Due(int length)
    {
        lock (line)
        {
            var now = clock.Elapsed;
            freeFrom = (freeFrom > now ? freeFrom : now) + TimeSpan.FromSeconds(length / bytesPerSecond);
            return freeFrom + oneWay;
        }
    }

    private async Task DeliverAsync(ChannelReader<(byte[] Piece, int Length, TimeSpan Due)> underWay, NetworkStream to)
    {
        await foreach (var (piece, length, due) in underWay.ReadAllAsync())
        {
            var wait = due - clock.Elapsed;
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait);
            }

            await to.WriteAsync(piece.AsMemory(0, length));
        }
    }
}
