using Shouldly;
using Xunit;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Local;

public sealed class RestartingTheFunctions
{
    [Fact]
    public async Task The_site_says_that_they_are_down_and_finds_them_again_with_all_they_knew()
    {
        await using var world = await OwnWorld.StartAsync();
        var link = await world.StarterConversationAsync();

        await world.Cloud.StopFunctionsAsync();
        var down = await world.NewBrowser().GetAsync("/api/organisation");
        await world.Cloud.StartFunctionsAsync(TestContext.Current.CancellationToken);

        down.Expect(502).ContentType.ShouldBe("application/problem+json");
        await world.UnlockAsync(link);
    }
}
