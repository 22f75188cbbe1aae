namespace Zegel.Functions.Maintenance;

/// <summary>
/// Tells everybody without a second factor that counts, 14, 7 and 1 days before and at the date from which one is
/// required, or soon after that became at once, each once (T24, T25); then it ends the sessions in which that was
/// postponed. Who is let in does not hang on it: that is judged at every request. Safe to run twice, late, and beside
/// itself: what was mailed is marked in the transaction that mails it. Once a round is through, a run costs two reads.
/// </summary>
public sealed partial class RemindOfSecondFactor(
    StorageClients storage, SignInPolicyStore policies, AccountStore accounts, TimeProvider time,
    ILogger<RemindOfSecondFactor> log)
{
    private const string Partition = "organisation";
    private const string RoundRow = "second-factor-round";
    private const int AtOnce = 8;

    /// <summary>What fits into one transaction; further ones may do nothing any more and end by themselves.</summary>
    private const int SessionsAtOnce = 50;

    /// <summary>The stage that everybody was told of, and since when the policy was as strict as then.</summary>
    private sealed record Round(string? Stage, DateTimeOffset? StricterSince);

    [Function(nameof(RemindOfSecondFactor))]
    public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var policy = await policies.GetAsync(cancellationToken);
        var (stage, ofMail) = (GraceStage.At(policy, time.GetUtcNow()), GraceStage.OfMail(policy));
        if (stage is null && ofMail is null)
        {
            return;
        }

        var last = (await storage.Organisation.FindAsync<Round>(Partition, RoundRow, cancellationToken))?.Value;
        if (last?.StricterSince == policy.StricterSince && stage?.IsCoveredBy(last?.Stage) != false)
        {
            return;
        }

        var (told, failed) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            WithoutFactor.ListAsync(storage, cancellationToken), parallel, async (listed, cancellation) =>
        {
            try
            {
                if (await Conflicts.RetryAsync<bool>(
                    () => TellAsync(listed.AccountId, listed.ETag, stage, ofMail, policy, cancellation)))
                {
                    Interlocked.Increment(ref told);
                }
            }
            catch (Exception exception) when (exception is RequestFailedException or ConflictException)
            {
                // The round stays open, so that the next run comes back to it; the others are told now.
                Interlocked.Increment(ref failed);
                LogResists(exception, listed.AccountId);
            }
        });

        if (failed == 0)
        {
            var changes = new Changes(Partition);
            changes.Put(RoundRow, new Round(stage?.ToString(), policy.StricterSince));
            await changes.TrySubmitAsync(storage.Organisation, cancellationToken);
        }

        LogTold(told, stage?.DaysBefore ?? 0);
    }

    private async Task<(bool Done, bool Told)> TellAsync(
        AccountId accountId, ETag listed, GraceStage? stage, GraceStage? ofMail, SignInPolicy policy,
        CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(accountId, null, cancellationToken);
        if (account is { Head.Value.HasStrongFactor: true })
        {
            await WithoutFactor.RemoveAsync(storage, accountId, listed, cancellationToken);
            return (true, false);
        }

        // Whoever is only invited has nothing to postpone, and whoever was reset may not: neither has a date.
        if (account is not { Head.Value: { IsActive: true, Reset: null } head } || head.HasFactor(policy))
        {
            return (true, false);
        }

        if ((head.HasMailFactor ? ofMail : stage) is not { } due || due.IsCoveredBy(account.Credentials.Value.Reminded))
        {
            return (true, false);
        }

        var change = account.Change(time.GetUtcNow());
        change.Credentials = change.Credentials with { Reminded = due.ToString() };
        if (due.DaysBefore > 0)
        {
            change.Announce(new OutboxItem
            {
                Kind = AccountNotices.SecondFactorReminder, To = change.Head.Email, Language = change.Head.Language,
                Date = SignInPolicy.StartOf(due.Date), OperationId = OutboxChanges.NewOperation(),
            });
        }
        else
        {
            await EndPostponedAsync(change, cancellationToken);
            change.Notify(AccountNotices.SecondFactorRequired);
            change.Audit(AccountEvents.SecondFactorRequired, actor: "system");
        }

        return (await accounts.TrySaveAsync(change, cancellationToken), true);
    }

    private async Task EndPostponedAsync(AccountChange change, CancellationToken cancellationToken)
    {
        var sessions = await storage.Accounts.ReadAllAsync(
            Row.In(change.Head.AccountId, Row.Prefix(SessionStore.Prefix)), cancellationToken);
        var postponed = sessions.Select(Row.Read<Session>).Where(session => session.Value.Postponed);
        foreach (var session in postponed.Take(SessionsAtOnce))
        {
            change.Rows.Delete(session.RowKey, ETag.All);
        }
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Account {AccountId} cannot be told of the second factor; the next run tries again")]
    private partial void LogResists(Exception exception, string accountId);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Told {Count} accounts of the second factor, {Days} days before")]
    private partial void LogTold(int count, int days);
}
