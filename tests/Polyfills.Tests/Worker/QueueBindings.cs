using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class QueueBindings(AzuriteFixture fixture) : QueueTests(fixture)
{
    [Fact]
    public async Task Json_binds_to_a_class_and_its_properties_to_parameters()
    {
        var queue = await QueueAsync("order");
        await queue.SendMessageAsync("""{"customer":"anna","number":3}""", Token);
        var host = await StartAsync(nameof(QueueFunctions.Order));

        var (order, customer, text) = await host.Probe.NextAsync<(QueueFunctions.Ordered, string, string)>();

        order.ShouldBe(new QueueFunctions.Ordered("anna", 3));
        customer.ShouldBe("anna");
        text.ShouldStartWith("{");
    }

    [Fact]
    public async Task What_is_not_the_expected_json_becomes_poison()
    {
        var queue = await QueueAsync("order");
        await queue.SendMessageAsync("{ not json", Token);
        await StartAsync(nameof(QueueFunctions.Order), settings: new() { ["maxDequeueCount"] = "2" });

        (await PoisonAsync(queue: "order-poison")).ShouldBe("{ not json");
    }

    [Fact]
    public async Task The_message_itself_and_its_bytes_can_be_had()
    {
        await (await QueueAsync("raw")).SendMessageAsync("grün", Token);
        await (await QueueAsync("bytes")).SendMessageAsync(BinaryData.FromBytes([0, 255]), null, null, Token);
        var host = await StartAsync(nameof(QueueFunctions.Raw));
        var other = await StartAsync(nameof(QueueFunctions.Bytes));

        (await host.Probe.NextAsync<QueueMessage>()).Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes("grün"));
        (await other.Probe.NextAsync<byte[]>()).ShouldBe([0, 255]);
    }

    [Fact]
    public async Task Middleware_sees_no_http_context()
    {
        await (await QueueAsync("work")).SendMessageAsync("hello", Token);
        var host = await StartAsync(nameof(QueueFunctions.Work), configure: builder =>
            builder.UseMiddleware(async (context, next) =>
            {
                await context.InstanceServices.GetRequiredService<Probe>()
                    .ReportAsync(((object?)context.GetHttpContext(), context.FunctionDefinition.Name));
                await next();
            }));

        (await host.Probe.NextAsync<(object?, string)>()).ShouldBe((null, nameof(QueueFunctions.Work)));
    }
}
