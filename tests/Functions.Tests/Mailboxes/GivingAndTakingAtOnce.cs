using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Mailboxes;

/// <summary>
/// Wherever one act meets the other: every owner of a mailbox may use it, and whoever may use it stands among its people,
/// where it can be seen and taken away.
/// </summary>
public sealed class GivingAndTakingAtOnce(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    [Theory]
    [InlineData("owner")]
    [InlineData("member")]
    public async Task A_right_that_is_taken_while_it_is_given(string right)
    {
        for (var at = 1; await MeetAsync(
            at, (mailbox, colleague) => mailbox.ChangeAsync(mailbox.Owner.Browser, colleague, right),
            (mailbox, colleague) => mailbox.TakeAsync(mailbox.Owner.Browser, colleague)); at++)
        {
            at.ShouldBeLessThan(60);
        }
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("member")]
    public async Task A_right_that_is_given_while_it_is_taken(string right)
    {
        for (var at = 1; await MeetAsync(
            at, (mailbox, colleague) => mailbox.TakeAsync(mailbox.Owner.Browser, colleague),
            (mailbox, colleague) => mailbox.GiveAsync(mailbox.Owner.Browser, colleague, right)); at++)
        {
            at.ShouldBeLessThan(60);
        }
    }

    /// <summary>One act, and the other just before its n-th request about the mailbox; false when it makes fewer.</summary>
    private async Task<bool> MeetAsync(
        int at, Func<ASharedMailbox, Worker, Task<ApiAnswer>> act, Func<ASharedMailbox, Worker, Task<ApiAnswer>> meanwhile)
    {
        var (world, cancel) = (faulty.World, TestContext.Current.CancellationToken);
        var mailbox = await ASharedMailbox.MakeAsync(world);
        var colleague = await mailbox.GivenAsync("member");
        await world.HintsWorkedAsync();
        using var plan = new FaultPlan(StorageFault.None, 0, mailbox.MailboxId);
        var answers = new List<ApiAnswer>();
        plan.BeforeRequest = (at, async () => answers.Add(await meanwhile(mailbox, colleague)));
        faulty.Storage.Add(plan);
        answers.Add(await act(mailbox, colleague));
        faulty.Storage.Remove(plan);
        // Done, or there was nobody any more, or they had it already.
        answers.ShouldAllBe(answer => (int)answer.Status < 300 || answer.Text.Contains("not-found") || answer.Text.Contains("already-member"));

        var mailboxes = world.Cloud.Services.GetRequiredService<MailboxStore>();
        var mailboxId = MailboxId.From(mailbox.MailboxId);
        var accountId = AccountId.From(colleague.AccountId);
        var mayUse = await mailbox.StoredAsync(colleague) is not null;
        var isOwner = (await mailboxes.FindOwnedAsync(mailboxId, cancel))!.IsOwnedBy(accountId);
        var isListed = (await mailboxes.PeopleAsync(mailboxId, cancel)).Contains(accountId);
        var how = $"met at request {at}: may use it {mayUse}, owner {isOwner}, listed {isListed}";
        (mayUse || !isOwner).ShouldBeTrue(how);
        (isListed || !mayUse).ShouldBeTrue(how);
        return plan.BeforeRequest is null;
    }
}
