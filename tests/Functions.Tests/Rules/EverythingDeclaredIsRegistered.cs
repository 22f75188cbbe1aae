using System.Reflection;
using System.Text.Json;
using Shouldly;
using Xunit;
using Zegel.Functions.Audit;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Rules;

/// <summary>A notice or an event that its feature's set-up forgets is written and cannot be read back.</summary>
public sealed class EverythingDeclaredIsRegistered(SharedWorld world)
{
    /// <summary>What the static fields of the functions hold, by name.</summary>
    public static IReadOnlyList<T> Declared<T>()
        where T : Declared<T> =>
    [
        .. Sources.Types.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(T)).Select(field => (T)field.GetValue(null)!)
            .OrderBy(one => one.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public void Notices() => IsRegistered<Notice>(45);

    [Fact]
    public void Events() => IsRegistered<AuditEvent>(50);

    [Fact]
    public void What_nobody_declares_cannot_be_read()
    {
        var row = Row.Of("a", "b", new { Kind = "Gone", To = "a@b.nl", Language = "nl", OperationId = Guid.Empty });

        Should.Throw<JsonException>(() => Row.Read<OutboxItem>(row)).Message.ShouldContain("Notice");
    }

    [Fact]
    public void Nothing_is_declared_twice()
    {
        AuditEvent.Register(typeof(AuditEvents));

        Should.Throw<InvalidOperationException>(() => AuditEvent.Register(typeof(Twice)));
    }

    private void IsRegistered<T>(int atLeast)
        where T : Declared<T>
    {
        world.Cloud.ShouldNotBeNull();
        var declared = Declared<T>();
        declared.Count.ShouldBeGreaterThan(atLeast);
        declared.Select(one => one.Name).ShouldBeUnique();
        declared.Except(Storage.Declared<T>.All).ShouldBeEmpty();
    }

    private static class Twice
    {
        public static readonly AuditEvent AuditRead = new("R");
    }
}
