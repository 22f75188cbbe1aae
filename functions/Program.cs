using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Zegel.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddZegel();
await builder.Build().RunAsync();
