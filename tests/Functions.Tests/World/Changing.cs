using Shouldly;
using Xunit;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>As after months: what is stored of a conversation, changed by hand.</summary>
internal static class Changing
{
    public static async Task ChangeAsync<T>(this TestWorld world, string conversationId, string row, Func<T, T> change)
    {
        var table = world.Storage().Conversations;
        var cancellationToken = TestContext.Current.CancellationToken;
        (await Conflicts.RetryAsync<bool>(async () =>
        {
            var stored = (await table.FindAsync<T>(conversationId, row, cancellationToken))!;
            var changes = new Changes(conversationId);
            changes.Replace(stored, change(stored.Value));
            return (await changes.TrySubmitAsync(table, cancellationToken), true);
        })).ShouldBeTrue();
    }
}
