using Zegel.Functions.Access;

namespace Zegel.Functions.Tests.Accounts.Walking;

/// <summary>
/// What should be true of one account, told apart from how the functions keep it: what every cookie that was handed out
/// is worth now. Pure: it hears what happened and when, and asks nothing.
/// </summary>
internal sealed class LogInModel
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TwoTabs = TimeSpan.FromSeconds(10);
    private const int Tries = 5;

    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogIn> logIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Device> devices = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedCodes = new(StringComparer.Ordinal);

    public sealed class Session(Strength strength, DateTimeOffset at, Device? device)
    {
        public Strength Strength => strength;

        public DateTimeOffset CreatedAt { get; } = at;

        public Device? Device => device;

        public DateTimeOffset LastSeenAt { get; set; } = at;

        public bool ResetProved { get; set; }

        public bool Postponed { get; set; }

        /// <summary>Postponed, and the date came: a timer may end it at any moment, and meanwhile it lets in nobody.</summary>
        public bool Overdue { get; set; }

        public bool Ended { get; set; }
    }

    /// <summary>A code that is asked: to complete a log-in after its password, or to prove a new factor in a session.</summary>
    public sealed class LogIn(FactorMethod method, DateTimeOffset until, Session? session, string? phone)
    {
        public FactorMethod Method { get; set; } = method;

        public string? Phone { get; set; } = phone;

        public DateTimeOffset Until => until;

        public Session? Session => session;

        public int Tried { get; set; }

        public bool Ended { get; set; }
    }

    public sealed class Device(string token, string? mark, DateTimeOffset at)
    {
        public string Token { get; set; } = token;

        public string? Former { get; set; }

        public DateTimeOffset RotatedAt { get; set; } = at;

        public string? Mark => mark;

        public DateTimeOffset CreatedAt { get; } = at;

        public bool Ended { get; set; }
    }

    public DateTimeOffset Now { get; private set; }

    /// <summary>The first moment at which a second factor is required; null: always.</summary>
    public DateTimeOffset? Date { get; set; }

    public int RememberDays { get; set; } = 30;

    public bool WasReset { get; private set; }

    /// <summary>When the service desk took the factors away last.</summary>
    public DateTimeOffset ResetAt { get; private set; }

    /// <summary>Whether a factor needs the service desk's code first.</summary>
    public bool AwaitsResetCode => WasReset && Factors.Count == 0;

    /// <summary>Whether that code can still be typed.</summary>
    public bool ResetCodeIsOpen => Now < ResetAt + TimeSpan.FromHours(24);

    public HashSet<FactorMethod> Factors { get; } = [];

    /// <summary>The number that gets codes.</summary>
    public string? Phone { get; private set; }

    public HashSet<string> RecoveryCodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Factors that are being set up.</summary>
    public Dictionary<FactorMethod, LogIn> Enrolling { get; } = [];

    /// <summary>The link with which the password can be set, and until when.</summary>
    public (string Secret, DateTimeOffset Until)? Link { get; private set; }

    /// <summary>Wrong codes since the last right one; from ten on the functions may refuse right ones for a while.</summary>
    public int WrongCodes { get; private set; }

    /// <summary>The cookies of sessions that must not answer.</summary>
    public IEnumerable<string> Dead => sessions.Where(session => !IsAlive(session.Value)).Select(session => session.Key);

    /// <summary>Whether there is a session that a timer may have ended just now.</summary>
    public bool AnyOverdue => sessions.Values.Any(session => session.Overdue && IsAlive(session));

    private bool GraceIsOpen => !WasReset && Date is { } date && Now < date;

    /// <summary>Time passed, or the date was set.</summary>
    public void At(DateTimeOffset now)
    {
        Now = now;
        foreach (var session in sessions.Values.Where(session => session.Postponed && now >= Date))
        {
            session.Overdue = true;
        }
    }

    /// <summary>The session behind a cookie that still answers, or null; unknown cookies were never earned.</summary>
    public Session? Alive(string? cookie) =>
        cookie is not null && sessions.TryGetValue(cookie, out var session) && IsAlive(session) ? session : null;

    /// <summary>Whether it lets in: with a second factor, or postponed while that is allowed and there is none.</summary>
    public bool IsUsable(Session session) =>
        session.Strength != Strength.Password || (session.Postponed && GraceIsOpen && Factors.Count == 0);

    /// <summary>Whether it is young enough to choose a factor; choosing the first one is open as long as nothing else is.</summary>
    public bool IsRecent(Session session) => session.Strength != Strength.Remembered && Now < session.CreatedAt + Recently;

    /// <summary>Whether any other sensitive act may follow: not after a password alone, also when more was postponed.</summary>
    public bool IsSensitive(Session session) => session.Strength == Strength.Full && IsRecent(session);

    public bool MayPostpone(Session session) => IsUsable(session) || GraceIsOpen;

    /// <summary>A request with the cookie of a session; idleness is kept to a minute.</summary>
    public void Seen(Session session) =>
        session.LastSeenAt = Now >= session.LastSeenAt + TimeSpan.FromMinutes(1) ? Now : session.LastSeenAt;

    public LogIn? Open(string? cookie) => cookie is not null && logIns.TryGetValue(cookie, out var logIn) && IsOpen(logIn) ? logIn : null;

    public bool IsOpen(LogIn logIn) => !logIn.Ended && Now < logIn.Until && logIn.Tried < Tries;

    /// <summary>Whether this code completes it: right, not used, of a method that the account still has.</summary>
    public bool Takes(LogIn logIn, string? code) =>
        code is not null && !usedCodes.Contains(code) && logIn.Method switch
        {
            FactorMethod.Recovery => RecoveryCodes.Contains(code),
            _ when logIn.Session is not null => true,
            FactorMethod.Sms => Factors.Contains(FactorMethod.Sms) && logIn.Phone == Phone,
            _ => Factors.Contains(logIn.Method),
        };

    public void Tried(LogIn logIn)
    {
        logIn.Tried++;
        WrongCodes++;
    }

    /// <summary>A right password of an account with a second factor.</summary>
    public void BeganLogIn(string cookie, FactorMethod method) =>
        logIns[cookie] = new LogIn(method, Now + TimeSpan.FromMinutes(5), null, Phone);

    public void ChoseMethod(LogIn logIn, FactorMethod method) => (logIn.Method, logIn.Phone) = (method, Phone);

    public bool HasMethod(FactorMethod method) =>
        method == FactorMethod.Recovery ? RecoveryCodes.Count > 0 : Factors.Contains(method);

    /// <summary>A right code: it, and the log-in or enrolment it belongs to, are used up.</summary>
    public void Took(LogIn logIn, string code)
    {
        usedCodes.Add(code);
        RecoveryCodes.Remove(code);
        logIn.Ended = true;
        WrongCodes = 0;
    }

    /// <summary>A session of what was proved, in the place of the browser's former one.</summary>
    public void SignedIn(string cookie, string? former, Strength strength, Device? device)
    {
        if (former is not null && sessions.TryGetValue(former, out var replaced))
        {
            replaced.Ended = true;
        }

        sessions[cookie] = new Session(strength, Now, device);
    }

    public void Added(FactorMethod method, string? phone)
    {
        Factors.Add(method);
        Phone = phone ?? Phone;
        Enrolling.Remove(method);
        foreach (var session in sessions.Values.Where(session => session.Strength == Strength.Password))
        {
            session.Ended = true;
        }
    }

    public void Reset()
    {
        Factors.Clear();
        RecoveryCodes.Clear();
        WasReset = true;
        ResetAt = Now;
        EndAll();
    }

    /// <summary>A link was mailed: the one that still works, or another one.</summary>
    public void Mailed(string secret) => Link = Link?.Secret == secret ? Link : (secret, Now + TimeSpan.FromHours(1));

    public bool Takes(string secret) => Link is { } link && link.Secret == secret && Now < link.Until;

    public void PasswordSet()
    {
        Link = null;
        EndAll();
    }

    /// <summary>The device behind a cookie, whatever its token, that was not ended.</summary>
    public Device? DeviceOf(string? cookie) =>
        cookie is not null && devices.TryGetValue(KeyOf(cookie), out var device) && !device.Ended ? device : null;

    public Device Remembered(string cookie, string? mark) => devices[KeyOf(cookie)] = new Device(cookie, mark, Now);

    /// <summary>
    /// Whether a device with this cookie may go on. A copy ends the device when its owner may have lost an answer, else
    /// everything.
    /// </summary>
    public bool Resume(string? cookie, string? mark)
    {
        if (DeviceOf(cookie) is not { } device || Now >= device.CreatedAt + TimeSpan.FromDays(RememberDays))
        {
            return false;
        }

        if (cookie == device.Token || (cookie == device.Former && Now < device.RotatedAt + TwoTabs))
        {
            return true;
        }

        if (cookie == device.Former && mark is not null && mark == device.Mark)
        {
            End(device);
        }
        else
        {
            EndAll();
        }

        return false;
    }

    public void Rotated(Device device, string cookie)
    {
        if (cookie != device.Token)
        {
            (device.Former, device.Token, device.RotatedAt) = (device.Token, cookie, Now);
        }
    }

    /// <summary>Ends a device with the sessions that came from it.</summary>
    public void End(Device device)
    {
        device.Ended = true;
        foreach (var session in sessions.Values.Where(session => session.Device == device))
        {
            session.Ended = true;
        }
    }

    public void EndAll(Session? butSession = null, Device? butDevice = null)
    {
        foreach (var session in sessions.Values.Where(session => session != butSession))
        {
            session.Ended = true;
        }

        foreach (var device in devices.Values.Where(device => device != butDevice))
        {
            device.Ended = true;
        }

        foreach (var logIn in logIns.Values.Concat(Enrolling.Values))
        {
            logIn.Ended = true;
        }
    }

    private bool IsAlive(Session session) =>
        !session.Ended && Now < session.CreatedAt + Longest && Now < session.LastSeenAt + Idle
        && (session.Strength != Strength.Remembered || Now < session.Device!.CreatedAt + TimeSpan.FromDays(RememberDays));

    /// <summary>Account and series; the token after them changes.</summary>
    private static string KeyOf(string cookie) => cookie[..cookie.LastIndexOf('.')];
}
