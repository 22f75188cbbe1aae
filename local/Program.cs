using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Zegel.Local;

if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = CommandLine.Read(args) with
    {
        Demo = true,
        DemoPeople = true,
        AppDirectory = AppContext.BaseDirectory,
        Progress = what => Console.WriteLine($"  waiting for: {what}"),
        Logging = logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(),
    };
    Console.WriteLine("Zegel starts.");
    await using var cloud = await LocalCloud.StartAsync(options, stop.Token);
    var demo = (DemoAccess)cloud.InboxServer.Demo!;
    (string Who, string? Email, string? Password)[] others =
    [
        ("Colleague", demo.Colleague?.Email, demo.Colleague?.Password), ("Desk", demo.Desk?.Email, demo.Desk?.Password),
        ("Guest", demo.Guest?.Email, demo.Guest?.Password), ("Client", demo.Client?.Email, demo.Client?.Password),
        ("Company", demo.Company?.Email, demo.Company?.Password),
    ];
    Console.WriteLine($"""

        Zegel runs on this machine.

          Site      {cloud.SiteAddress}
          Inbox     {cloud.InboxServer.Address} (every e-mail and SMS)

          Log in    {new Uri(cloud.SiteAddress, "/login/")}
          E-mail    {demo.Staff.Email}
          Password  {demo.Staff.Password}
          Code      by SMS to {demo.Staff.Phone}, in the inbox

          {string.Join(Environment.NewLine + "  ", others.Select(other => $"{other.Who,-9} {other.Email,-30} {other.Password}"))}
          Codes     by SMS, in the inbox

        Ctrl+C stops everything.
        """);
    if (options.DemoConversations > 0)
    {
        Console.WriteLine($"The mailbox is being filled with {options.DemoConversations} conversations.");
        await cloud.Filling.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(cloud.Filling switch
        {
            { IsCompletedSuccessfully: true } => "The mailbox is filled.",
            { Exception: { } wrong } => $"The mailbox was not filled: {wrong.GetBaseException().Message}",
            _ => "The mailbox was not filled to its end.",
        });
    }

    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token)
        .ContinueWith(_ => { }, TaskScheduler.Default);
    Console.WriteLine("Zegel stops.");
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (PortTakenException taken)
{
    Console.Error.WriteLine(CommandLine.Explain(taken, args));
    return 1;
}
catch (InvalidOperationException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    // Ends through the end of this file, so that nothing is left running.
    signal.Cancel = true;
    stop.Cancel();
}
