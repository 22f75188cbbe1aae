// Stands in for Microsoft.Azure.Functions.Worker 2.52.0.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>The worker could not run a function.</summary>
public class FunctionWorkerException : Exception
{
    internal FunctionWorkerException(string message)
        : base(message)
    {
    }
}

/// <summary>A parameter of a function could not be filled.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    internal FunctionInputConverterException(string message)
        : base(message)
    {
    }
}
