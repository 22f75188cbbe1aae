using Azure;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>
/// An invitation whose id or address is in use makes no second way into an account: however it is repeated, whoever is
/// first, and wherever it is cut off, an address leads to the account that has it or to none.
/// </summary>
public sealed class InvitingWithWhatIsInUse(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private OwnWorld Own => faulty.World;

    private AccountStore Accounts => Own.Cloud.Services.GetRequiredService<AccountStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_in_use_takes_no_address()
    {
        var account = await AnAccount.WithSmsAsync(Own);
        var (desk, email) = (await Own.LogInAsync(), TestWorld.NewEmail("alias"));

        (await InviteAsync(desk, account.AccountId, email)).Expect(409, "id-taken");

        (await (account with { Email = email }).GivePasswordAsync(Own.NewBrowser())).Expect(403, "login-refused");
        (await account.GivePasswordAsync(Own.NewBrowser())).Expect(200);
        (await InviteAsync(desk, Seals.NewId(), email)).Expect(202);
    }

    [Fact]
    public async Task A_look_up_that_was_left_behind_leads_to_nobody_and_keeps_no_address()
    {
        var account = await AnAccount.WithSmsAsync(Own);
        var email = TestWorld.NewEmail("alias");
        await Own.Storage().LookUps.AddEntityAsync(
            new Azure.Data.Tables.TableEntity(KeyOf(email), "account") { ["Data"] = $$"""{"accountId":"{{account.AccountId}}","at":"{{Own.Now():O}}"}""" }, Cancel);

        (await (account with { Email = email }).GivePasswordAsync(Own.NewBrowser())).Expect(403, "login-refused");
        (await PasswordLink.AskAsync(Own, email)).Expect(202);
        await Own.HintsWorkedAsync();
        Own.Mails(account.Email, Mailing.PasswordLink).Count.ShouldBe(1, "the one with which it was made");
        (await InviteAsync(await Own.LogInAsync(), Seals.NewId(), email)).Expect(202);
    }

    [Fact]
    public async Task Of_two_addresses_with_one_id_at_the_same_moment_one_is_taken_and_the_other_is_free()
    {
        for (var round = 0; round < 10; round++)
        {
            var (id, emails) = (Seals.NewId(), Enumerable.Range(0, 3).Select(_ => TestWorld.NewEmail("gelijk")).ToList());

            var made = await Task.WhenAll(emails.Select(email => InviteAsync(id, email, Cancel)));

            made.Count(isMade => isMade).ShouldBe(1);
            foreach (var (email, isMade) in emails.Zip(made))
            {
                await LeadsToItselfOrNobodyAsync(email);
                (await InviteAsync(Seals.NewId(), email, Cancel)).ShouldBe(!isMade);
            }
        }
    }

    [Fact]
    public async Task Of_two_ids_with_one_address_at_the_same_moment_one_gets_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var email = TestWorld.NewEmail("gelijk");
            string[] ids = [Seals.NewId(), Seals.NewId(), Seals.NewId()];

            var made = await Task.WhenAll(ids.Select(id => InviteAsync(id, email, Cancel)));

            made.Count(isMade => isMade).ShouldBe(1);
            (await Accounts.FindByEmailAsync(email, Cancel)).Account!.AccountId.Value.ShouldBe(ids[Array.IndexOf(made, true)]);
        }
    }

    /// <summary>What comes after an invitation that was cut off: the same id or the same address again, in every order, at once or late.</summary>
    [Theory]
    [InlineData("same")]
    [InlineData("same-id same")]
    [InlineData("same-address same")]
    [InlineData("same-id same-address same")]
    [InlineData("same-address same-id same")]
    [InlineData("late same-address same")]
    [InlineData("half same late same-address same")]
    [InlineData("late same-id same-address same")]
    public async Task Wherever_it_is_cut_off_an_address_leads_to_its_own_account_or_to_none(string then)
    {
        await Own.HintsWorkedAsync();
        var steps = await CutAsync(StorageFault.None, 0, Seals.NewId(), TestWorld.NewEmail("half"));
        steps.ShouldBeGreaterThan(4);
        foreach (var fault in (StorageFault[])[StorageFault.CutBefore, StorageFault.CutAfter])
        {
            for (var at = 1; at <= steps; at++)
            {
                var (id, first, second) = (Seals.NewId(), TestWorld.NewEmail("half"), TestWorld.NewEmail("ander"));
                await CutAsync(fault, at, id, first);
                await FollowAsync(then, id, first, second, $"{fault} at {at} of {steps}, then {then}");
            }
        }
    }

    private async Task FollowAsync(string then, string id, string first, string second, string words)
    {
        var made = new List<string>();
        foreach (var act in then.Split(' '))
        {
            switch (act)
            {
                case "same" when await InviteAsync(id, first, Cancel):
                    made.Add(first);
                    break;
                case "same-id" when await InviteAsync(id, second, Cancel):
                    made.Add(second);
                    break;
                case "same-address" when await InviteAsync(Seals.NewId(), first, Cancel):
                    made.Add(first);
                    break;
                case "late":
                    Own.Time.Advance(TimeSpan.FromMinutes(11));
                    break;
                case "half":
                    Own.Time.Advance(TimeSpan.FromMinutes(9));
                    break;
            }

            await LeadsToItselfOrNobodyAsync(first, words);
            await LeadsToItselfOrNobodyAsync(second, words);
        }

        made.ShouldBeUnique(words);
        // In the end nothing keeps an address from whoever it belongs to.
        Own.Time.Advance(TimeSpan.FromMinutes(11));
        foreach (var email in (string[])[first, second])
        {
            await InviteAsync(Seals.NewId(), email, Cancel);
            (await Accounts.FindByEmailAsync(email, Cancel)).Account.ShouldNotBeNull(words).Head.Value.Email.ShouldBe(email, words);
        }
    }

    private async Task LeadsToItselfOrNobodyAsync(string email, string? words = null) =>
        ((await Accounts.FindByEmailAsync(email, Cancel)).Account?.Head.Value.Email ?? email).ShouldBe(email, words);

    /// <summary>Invites under a plan; returns how many requests to storage it made.</summary>
    private async Task<int> CutAsync(StorageFault fault, int at, string id, string email)
    {
        using var plan = new FaultPlan(fault, at, id, KeyOf(email));
        faulty.Storage.Add(plan);
        try
        {
            await InviteAsync(id, email, plan.Cut);
        }
        catch (Exception exception) when (exception is OperationCanceledException or RequestFailedException or AggregateException)
        {
            // As planned.
            plan.HasStruck.ShouldBeTrue();
        }
        finally
        {
            faulty.Storage.Remove(plan);
        }

        return plan.Seen.Count;
    }

    private Task<bool> InviteAsync(string id, string email, CancellationToken cancellationToken) => Accounts.InviteAsync(
        new AccountHead { AccountId = AccountId.From(id), Name = "", Email = email, Language = "nl", Roles = [Role.Client] }, [], "system", Own.Now(), cancellationToken);

    private static Task<ApiAnswer> InviteAsync(ApiClient desk, string accountId, string email) =>
        desk.PostAsync("/api/accounts", new { accountId, email, roles = (string[])["client"], mailboxIds = (string[])[], language = "nl" });

    private string KeyOf(string email) => Own.Cloud.Services.GetRequiredService<RootSecret>().LookUp("email", EmailAddress.Key(email));
}
