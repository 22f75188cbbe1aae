using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Sealing;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Tests.World;

/// <summary>Somebody who works here: their account, and a browser in which they just logged in.</summary>
public sealed record Worker(ApiClient Browser, string AccountId, string Email);

/// <summary>A mailbox with its owner.</summary>
public sealed record ASharedMailbox(TestWorld World, string MailboxId, Worker Owner)
{
    /// <summary>A new mailbox of somebody new.</summary>
    /// <param name="world">Where.</param>
    /// <param name="isPersonal">Whether it is that person's own; else a group's.</param>
    public static async Task<ASharedMailbox> MakeAsync(TestWorld world, bool isPersonal = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = world.Cloud.Services;
        var mailboxId = Functions.Security.MailboxId.From(Seals.NewId());
        var owner = await ColleagueAsync(world, new Membership(mailboxId));
        var ownerId = Functions.Security.AccountId.From(owner.AccountId);
        var sealKey = await services.GetRequiredService<SealKeys>().MakeAsync(KeyContext.Mailbox(mailboxId), cancellationToken);
        await services.GetRequiredService<MailboxStore>().TryInsertAsync(
            new Mailbox(mailboxId, isPersonal ? "Wim" : "Samen", sealKey, isPersonal ? ownerId : null), ownerId, cancellationToken);
        return new ASharedMailbox(world, mailboxId, owner);
    }

    /// <summary>Somebody new who works here.</summary>
    public static async Task<Worker> ColleagueAsync(TestWorld world, params Membership[] memberships)
    {
        var (browser, accountId, email) = await world.ColleagueAsync(Role.Staff, memberships);
        // Stored with the account, so that it stays what it is when that changes.
        var accounts = world.Cloud.Services.GetRequiredService<AccountStore>();
        var change = (await world.AccountAsync(accountId)).Change(world.Now());
        change.Credentials = change.Credentials with { Sms = new SmsFactor(TestWorld.NewPhone(), world.Now()) };
        await accounts.TrySaveAsync(change, TestContext.Current.CancellationToken);
        return new Worker(browser, accountId, email);
    }

    /// <summary>The path of who may use it.</summary>
    public string People => $"/api/mailboxes/{MailboxId}/people";

    /// <summary>Somebody new who gets a right from the owner.</summary>
    public async Task<Worker> GivenAsync(string right, DateTimeOffset? until = null)
    {
        var colleague = await ColleagueAsync(World);
        (await GiveAsync(Owner.Browser, colleague, right, until)).Expect(200);
        return colleague;
    }

    /// <summary>Gives a right.</summary>
    public Task<ApiAnswer> GiveAsync(ApiClient by, Worker to, string right, DateTimeOffset? until = null) =>
        by.PostAsync(People, new { email = to.Email, right, until });

    /// <summary>Changes one.</summary>
    public Task<ApiAnswer> ChangeAsync(ApiClient by, Worker whose, string right, DateTimeOffset? until = null) =>
        by.PostAsync($"{People}/{whose.AccountId}", new { right, until });

    /// <summary>Takes one away.</summary>
    public Task<ApiAnswer> TakeAsync(ApiClient by, Worker from) => by.DeleteAsync($"{People}/{from.AccountId}");

    /// <summary>Whether somebody reads it.</summary>
    public Task<bool> ReadsAsync(Worker who) => who.Browser.ReadsAsync(MailboxId);

    /// <summary>The membership as it is stored.</summary>
    public async Task<Membership?> StoredAsync(Worker of) => (await World.Storage().Accounts.FindAsync<Membership>(
        of.AccountId, SessionStore.MemberRow(Functions.Security.MailboxId.From(MailboxId)), TestContext.Current.CancellationToken))?.Value;
}
