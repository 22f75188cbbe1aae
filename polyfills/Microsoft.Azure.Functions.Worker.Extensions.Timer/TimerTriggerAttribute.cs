// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1.
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>
    /// Six NCRONTAB fields (<c>{second} {minute} {hour} {day} {month} {day-of-week}</c>), five without the seconds, a
    /// time span, or <c>%NAME%</c> for a setting that holds one of these.
    /// </summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether missed runs are made up for; never for schedules of less than a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether to run at every start.</summary>
    public bool RunOnStartup { get; set; }
}

/// <summary>What a timer tells its function.</summary>
public class TimerInfo
{
    /// <summary>When it ran and will run; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for missed ones.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>When a timer ran and will run.</summary>
public class ScheduleStatus
{
    /// <summary>The last run; the default when there was none under this schedule.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
