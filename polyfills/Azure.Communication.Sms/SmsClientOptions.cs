// Stands in for Azure.Communication.Sms 1.0.2.
using Azure.Core;

namespace Azure.Communication.Sms;

/// <summary>The options of <see cref="SmsClient"/>.</summary>
public class SmsClientOptions : ClientOptions
{
    public SmsClientOptions(ServiceVersion version = ServiceVersion.V2021_03_07) => ApiVersion = version switch
    {
        ServiceVersion.V2021_03_07 => "2021-03-07",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    internal string ApiVersion { get; }

    public enum ServiceVersion
    {
        V2021_03_07 = 1,
    }
}

/// <summary>What the service is asked to do besides sending.</summary>
public class SmsSendOptions(bool enableDeliveryReport)
{
    public bool EnableDeliveryReport { get; } = enableDeliveryReport;

    /// <summary>A label that comes back in the delivery report.</summary>
    public string? Tag { get; set; }
}
