using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>A test that opens windows; they close when it ends, and no page of it may have left an error to nobody.</summary>
public abstract class BrowserTest(Site site) : IAsyncDisposable
{
    /// <summary>The cloud and the browser that tests share.</summary>
    protected Site Site { get; } = site;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var test = TestContext.Current.Test!.UniqueID;
        await Site.CloseWindowsAsync(test);
        Site.ErrorsOf(test).ShouldBeEmpty("no page of this test handled it");
    }
}
