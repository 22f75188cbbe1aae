using Azure;
using Shouldly;
using Xunit;
using Zegel.Functions.Telemetry;

namespace Zegel.Functions.Tests.Telemetry;

/// <summary>What is taken out of lines that others write, and what is left to work with.</summary>
public sealed class CleaningLines
{
    [Theory]
    [InlineData("GET https://st.example/sealed/b?sv=2023&sig=abc%2Bdef&se=1", "GET https://st.example/sealed/b?sv=2023&sig=•••&se=1")]
    [InlineData("/api/accounts?q=jansen", "/api/accounts?q=•••")]
    [InlineData("endpoint=https://x;accesskey=c2VjcmV0", "endpoint=https://x;accesskey=•••")]
    [InlineData("To anna.bakker+post@mail.example.nl: refused", "To ••• refused")]
    [InlineData("Number +31612345678 is not valid", "Number ••• is not valid")]
    [InlineData("cookie AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE.", "cookie •••.")]
    public void Addresses_numbers_tickets_and_secrets_are_marks(string line, string cleaned) => Redaction.Clean(line).ShouldBe(cleaned);

    [Theory]
    [InlineData("Events code-refused=2 unlocked=1")]
    [InlineData("Notice by mail NotSent, answer 403")]
    [InlineData("Figures waiting=1 oldest=1200 sms=3 budget=500 poison=0")]
    [InlineData("Audit checkpoint 12 0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Conversation 0123456789abcdef0123456789abcdef")]
    public void What_people_watch_stays_as_it_is(string line) => Redaction.Clean(line).ShouldBe(line);

    [Fact]
    public void An_exception_tells_its_type_code_and_place_and_not_what_a_service_said()
    {
        var thrown = Should.Throw<InvalidOperationException>(() =>
            throw new InvalidOperationException("anna@example.nl", new RequestFailedException(409, "The entity of Anna exists", "EntityAlreadyExists", null)));

        var shown = new RedactedException(thrown);

        shown.Message.ShouldBe("System.InvalidOperationException");
        shown.StackTrace!.ShouldContain("Azure.RequestFailedException 409 EntityAlreadyExists");
        shown.StackTrace!.ShouldContain(nameof(An_exception_tells_its_type_code_and_place_and_not_what_a_service_said));
        (shown.StackTrace + shown).ShouldNotContain("Anna", Case.Insensitive);
    }

    [Fact]
    public void Our_own_words_stay()
    {
        var thrown = Should.Throw<InvalidOperationException>(() => new StartUp(new NoServices(), Microsoft.Extensions.Logging.Abstractions.NullLogger<StartUp>.Instance).Root);

        Redaction.Describe(thrown).ShouldContain("The functions have not started up yet.");
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
