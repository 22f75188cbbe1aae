// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
using System.Collections;
using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The context of one invocation; its parts are made when asked for.</summary>
internal sealed class Invocation(
    FunctionDescriptor function, TriggerInput input, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    private string? invocationId;
    private BindingContext? bindingContext;
    private IDictionary<object, object>? items;
    private FeatureSet? features;

    public FunctionDescriptor Function { get; } = function;

    public TriggerInput Input { get; } = input;

    public ResultBox Result { get; } = new();

    public override string InvocationId => invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override TraceContext TraceContext => new CurrentTrace();

    public override BindingContext BindingContext => bindingContext ??= new Data(Input.BindingData());

    public override RetryContext RetryContext => NoRetry.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= new FeatureSet(Result);

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    internal sealed class ResultBox : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Data(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }

    private sealed class NoRetry : RetryContext
    {
        public static readonly NoRetry Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class CurrentTrace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    private sealed class FeatureSet : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> features = [];

        public FeatureSet(InvocationResult result) => Set(result);

        public void Set<T>(T? instance)
        {
            if (instance is null)
            {
                features.Remove(typeof(T));
            }
            else
            {
                features[typeof(T)] = instance;
            }
        }

        public T? Get<T>() => features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
