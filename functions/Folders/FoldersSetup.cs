using Zegel.Functions.Folders.Delivering;
using Zegel.Functions.Folders.Digests;
using Zegel.Functions.Folders.Entries;
using Zegel.Functions.Folders.Sharing;
using Zegel.Functions.Folders.Shelves;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>Shared folders, a kind of space: making, sharing, adding, reading, telling.</summary>
internal static class FoldersSetup
{
    public static void AddFolders(this IServiceCollection services)
    {
        AuditEvent.Register(typeof(FolderEvents));
        Notice.Register(typeof(FolderNotices));
        services.AddSingleton(Folder.OfFolders);
        services.AddSingleton<Shelf>();
        services.AddSingleton<FolderList>();
        services.AddSingleton<People>();
        services.AddSingleton<AddingEntries>();
        services.AddSingleton<FolderDigests>();
        services.AddSingleton<FolderDelivery>();
        services.AddSingleton<ISpaceDelivery>(provider => provider.GetRequiredService<FolderDelivery>());
        services.AddSingleton<IExpiring, ExpiringDigest>();
    }
}
