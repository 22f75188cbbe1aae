using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Zegel.Polyfills.Tests.Worker;

/// <summary>Sample functions on schedules that come from settings.</summary>
public sealed class TimerFunctions(Probe probe)
{
    [Function(nameof(Scheduled))]
    public Task Scheduled([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        probe.ReportAsync(timer, cancellationToken);

    [Function(nameof(AtStart))]
    public Task AtStart([TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer) => probe.ReportAsync(timer);

    [Function(nameof(EverySecond))]
    public Task EverySecond([TimerTrigger("* * * * * *")] TimerInfo timer) => probe.ReportAsync(timer);
}

/// <summary>Sample functions on queues of a host's own.</summary>
public sealed class QueueFunctions(Probe probe)
{
    [Function(nameof(Work))]
    public Task Work(
        [QueueTrigger("%Queues%-work")] string text,
        int dequeueCount,
        string id,
        CancellationToken cancellationToken) =>
        probe.ReportAsync(new Worked(text, dequeueCount, id), cancellationToken);

    [Function(nameof(Order))]
    public Task Order(
        [QueueTrigger("%Queues%-order", Connection = "OtherStorage")] Ordered order,
        string customer,
        FunctionContext context) =>
        probe.ReportAsync((order, customer, (string)context.BindingContext.BindingData["QueueTrigger"]!));

    [Function(nameof(Raw))]
    public Task Raw([QueueTrigger("%Queues%-raw")] QueueMessage message) => probe.ReportAsync(message);

    [Function(nameof(Bytes))]
    public Task Bytes([QueueTrigger("%Queues%-bytes")] byte[] bytes) => probe.ReportAsync(bytes);

    public sealed record Worked(string Text, int DequeueCount, string Id);

    public sealed record Ordered(string Customer, int Number);
}
