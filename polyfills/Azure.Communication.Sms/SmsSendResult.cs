// Stands in for Azure.Communication.Sms 1.0.2.
namespace Azure.Communication.Sms
{
    /// <summary>
    /// What became of the message to one recipient. The request as a whole succeeds even when this did not: look at
    /// <see cref="Successful"/>.
    /// </summary>
    public class SmsSendResult
    {
        internal SmsSendResult(string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage)
        {
            To = to;
            MessageId = messageId;
            HttpStatusCode = httpStatusCode;
            Successful = successful;
            ErrorMessage = errorMessage;
        }

        public string To { get; }

        /// <summary>Null when it was not sent.</summary>
        public string? MessageId { get; }

        public int HttpStatusCode { get; }

        public bool Successful { get; }

        public string? ErrorMessage { get; }
    }
}

namespace Azure.Communication.Sms.Models
{
    /// <summary>Makes results without a service.</summary>
    public static class SmsModelFactory
    {
        public static SmsSendResult SmsSendResult(
            string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage) =>
            new(to, messageId, httpStatusCode, successful, errorMessage);
    }
}
