using System.Buffers.Text;

namespace Zegel.Functions.Accounts;

/// <summary>
/// The mark of a browser from which an address once logged in completely: <c>&lt;id&gt;.&lt;MAC of id and
/// address&gt;</c>. Its wrong passwords are counted apart, so that strangers who guess cannot keep the owner waiting.
/// It proves nothing else, and nothing is stored.
/// </summary>
public sealed class KnownDevice(RootSecret root)
{
    private readonly byte[] key = root.Key("device");

    /// <summary>The device's id when the request's mark is one for this address; else null.</summary>
    public string? Find(HttpRequest request, string email) =>
        request.Cookies[Cookies.Device]?.Split('.') is [{ Length: Ids.Length } id, var mac]
            && Tokens.AreEqual(mac, MacOf(id, email))
            ? id : null;

    /// <summary>Marks the browser.</summary>
    public void Mark(HttpResponse response, string id, string email, DateTimeOffset now) =>
        response.SetCookie(Cookies.Device, $"{id}.{MacOf(id, email)}", now + SecurityNumbers.KnownDeviceLifetime);

    private string MacOf(string id, string email) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}\0{EmailAddress.Key(email)}")));
}
