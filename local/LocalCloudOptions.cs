using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zegel.Local;

/// <summary>How a <see cref="LocalCloud"/> is started; everything has a default.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The site's port; 0 takes a free one.</summary>
    public int SitePort { get; init; }

    /// <summary>The inbox's port; 0 takes a free one.</summary>
    public int InboxPort { get; init; }

    /// <summary>The clock of functions and inbox.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>App settings that replace or join those of <see cref="LocalSettings"/>; <c>:</c> between the parts.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where storage, the vault's keys and the demo log-ins are kept; null keeps everything in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The storage, which ends with the cloud; null starts an emulator.</summary>
    public Azurite? Azurite { get; init; }

    /// <summary>The keys of the vault; null makes some, or takes those in the folder.</summary>
    public LocalKeys? Keys { get; init; }

    /// <summary>
    /// Where the functions were built or published, to run them in a process of their own; null runs them in this one, where
    /// <see cref="Time"/> and <see cref="Logging"/> reach them and <see cref="LocalCloud.Services"/> can be had.
    /// </summary>
    public string? AppDirectory { get; init; }

    /// <summary>Whether the first account completes its invitation, so that there is a log-in.</summary>
    public bool Demo { get; init; }

    /// <summary>Whether the demo has more people, who take some seconds: a colleague, the service desk, a guest, clients.</summary>
    public bool DemoPeople { get; init; }

    /// <summary>How many conversations the demo's mailbox has; they are made after the start, in the background.</summary>
    public int DemoConversations { get; init; }

    /// <summary>Is told what is being waited for.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Changes the services of functions that run in this process; called before their own are added.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Where the functions' log goes; by default nowhere.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = _ => { };
}
