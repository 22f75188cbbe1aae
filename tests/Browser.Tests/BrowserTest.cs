using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>A test that opens windows; they close when it ends.</summary>
public abstract class BrowserTest(Site site) : IAsyncDisposable
{
    /// <summary>The cloud and the browser that tests share.</summary>
    protected Site Site { get; } = site;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Site.CloseWindowsAsync(TestContext.Current.Test!.UniqueID);
    }
}
