// Made from the HTTP functions by tests/Functions.Tests/Rules/TheContractIsGenerated.cs, which says how to make
// it again. Times are RFC 3339 UTC, bytes base64.

/** What each address below /api takes and answers; null: nothing. */
export interface Routes {
  "POST access-request-links/{linkId}/look": { takes: LinkRequest; answers: LookAtAccessRequestResponse };
  "POST access-request-links/{linkId}/stop": { takes: LinkRequest; answers: null };
  "GET access-requests": { answers: ListAccessRequestsResponse };
  "POST access-requests/{requestId}/approve": { answers: null };
  "POST access-requests/{requestId}/refuse": { answers: null };
  "GET account": { answers: AccountDetailsView };
  "POST account-search": { takes: ListAccountsRequest; answers: ListAccountsResponse };
  "POST account/details": { takes: ChangeDetailsRequest; answers: AccountDetailsView };
  "POST account/factors/app": { answers: BeginAppFactorResponse };
  "POST account/factors/email": { answers: EnrolmentStep };
  "POST account/factors/sms": { takes: BeginSmsFactorRequest; answers: EnrolmentStep };
  "DELETE account/factors/{method}": { answers: AccountDetailsView };
  "POST account/factors/{method}/code": { answers: EnrolmentStep };
  "POST account/factors/{method}/verify": { takes: VerifyFactorRequest; answers: ActivatedFactor };
  "GET account/mailboxes": { answers: ListOwnMailboxesResponse };
  "POST account/passkeys": { takes: AddPasskeyRequest; answers: ActivatedFactor };
  "POST account/passkeys/options": { answers: BeginPasskeyResponse };
  "DELETE account/passkeys/{passkeyId}": { answers: AccountDetailsView };
  "POST account/recovery-codes": { answers: MakeRecoveryCodesResponse };
  "POST account/recovery-codes/try": { takes: TryRecoveryCodeRequest; answers: null };
  "POST account/reset-code": { takes: ProveResetRequest; answers: null };
  "POST account/sessions/end-others": { answers: AccountDetailsView };
  "DELETE account/sessions/{sessionId}": { answers: AccountDetailsView };
  "POST accounts": { takes: InviteAccountRequest; answers: ShownAccount };
  "GET accounts/{accountId}": { answers: ShownAccount };
  "POST accounts/{accountId}/end": { answers: ShownAccount };
  "POST accounts/{accountId}/end-sessions": { answers: ShownAccount };
  "POST accounts/{accountId}/factor-reset": { takes: ResetFactorRequest; answers: ShownAccount };
  "POST accounts/{accountId}/invitation": { answers: null };
  "POST accounts/{accountId}/reset-code": { answers: ShowResetCodeResponse };
  "POST accounts/{accountId}/resume": { answers: ShownAccount };
  "DELETE accounts/{accountId}/service-desk": { answers: ShownAccount };
  "POST accounts/{accountId}/service-desk": { answers: ShownAccount };
  "POST accounts/{accountId}/suspend": { answers: ShownAccount };
  "POST audit/entries": { takes: ListAuditEntriesRequest; answers: ListAuditEntriesResponse };
  "POST audit/export": { takes: ExportAuditRequest; answers: Blob };
  "GET health": { answers: ShowHealthResponse };
  "POST invitations/{accountId}/fresh": { takes: LinkRequest; answers: null };
  "POST invitations/{accountId}/look": { takes: LinkRequest; answers: LookAtInvitationResponse };
  "POST invitations/{accountId}/request": { takes: RequestFirstPasswordRequest; answers: null };
  "POST login": { takes: LogInRequest; answers: LogInStep };
  "POST login/code": { answers: LogInStep };
  "POST login/method": { takes: ChooseLogInMethodRequest; answers: LogInStep };
  "POST login/passkey": { takes: LogInWithPasskeyRequest; answers: LogInStep };
  "POST login/passkey/options": { answers: BeginPasskeyLogInResponse };
  "POST login/resume": { answers: SessionView };
  "POST login/verify": { takes: VerifyLogInRequest; answers: LogInStep };
  "GET mailboxes/{mailboxId}/conversations": { answers: ListConversationsResponse };
  "POST mailboxes/{mailboxId}/conversations": { takes: BeginConversationRequest; answers: BeginConversationResponse };
  "POST mailboxes/{mailboxId}/open": { answers: OpenMailboxResponse };
  "POST mailboxes/{mailboxId}/people": { takes: GiveMailboxRequest; answers: GiveMailboxResponse };
  "DELETE mailboxes/{mailboxId}/people/{accountId}": { answers: null };
  "GET organisation": { answers: ShowOrganisationResponse };
  "GET organisation/logo": { answers: Blob };
  "POST participants/{participantId}/code": { takes: LinkRequest; answers: LinkState };
  "POST participants/{participantId}/files": { takes: RequestUploadRequest; answers: RequestUploadResponse };
  "DELETE participants/{participantId}/files/{fileId}": { answers: null };
  "POST participants/{participantId}/files/{fileId}/damaged": { answers: null };
  "POST participants/{participantId}/files/{fileId}/finish": { answers: FinishUploadResponse | null };
  "POST participants/{participantId}/files/{fileId}/ticket": { answers: RequestDownloadResponse };
  "POST participants/{participantId}/key-refused": { answers: null };
  "POST participants/{participantId}/look": { takes: LinkRequest; answers: LinkState };
  "POST participants/{participantId}/messages": { takes: SendMessageRequest; answers: SendMessageResponse };
  "POST participants/{participantId}/new-link": { takes: RenewLinkRequest; answers: null };
  "POST participants/{participantId}/not-my-number": { takes: DisputeNumberRequest; answers: null };
  "POST participants/{participantId}/open": { takes: OpenConversationRequest; answers: OpenConversationResponse };
  "POST participants/{participantId}/unlock": { takes: UnlockSpaceRequest; answers: UnlockSpaceResponse };
  "POST password/link": { takes: RequestPasswordLinkRequest; answers: null };
  "POST password/{accountId}/fresh": { takes: LinkRequest; answers: null };
  "POST password/{accountId}/look": { takes: LinkRequest; answers: LookAtPasswordLinkResponse };
  "POST password/{accountId}/set": { takes: SetPasswordRequest; answers: LogInStep };
  "GET sealing-key": { answers: ShowSealingKeyResponse };
  "GET session": { answers: SessionView };
  "POST session/postpone": { answers: SessionView };
  "GET sign-in-policy": { answers: SignInPolicyView };
  "POST sign-in-policy": { takes: SetSignInPolicyRequest; answers: SignInPolicyView };
  "POST sign-out": { answers: null };
  "GET starters/{starterId}": { answers: ShowStarterResponse };
  "POST starters/{starterId}/conversations": { takes: StartConversationRequest; answers: StartConversationResponse };
  "POST visitor/sign-out": { answers: null };
}

export type ProblemCode =
  | "account-shut"
  | "address-in-use"
  | "already-asked"
  | "already-told"
  | "bad-input"
  | "body-too-large"
  | "changed-meanwhile"
  | "code-expired"
  | "code-refused"
  | "code-used-up"
  | "email-factor-forbidden"
  | "enrolment-expired"
  | "file-incomplete"
  | "file-too-long"
  | "files-not-ready"
  | "foreign-request"
  | "id-taken"
  | "invitation-expired"
  | "invitation-used"
  | "last-factor"
  | "last-owner"
  | "link-unknown"
  | "log-in-again"
  | "login-expired"
  | "login-refused"
  | "mailbox-full"
  | "mailbox-staging-full"
  | "message-too-full"
  | "message-too-large"
  | "no-reset-code"
  | "no-such-colleague"
  | "not-a-code"
  | "not-found"
  | "not-json"
  | "not-signed-in"
  | "not-unlocked"
  | "notes-full"
  | "own-account"
  | "own-request"
  | "participant-disabled"
  | "participant-locked"
  | "passkey-refused"
  | "password-link-dead"
  | "request-over"
  | "reset-code-dead"
  | "reset-code-needed"
  | "reset-waits"
  | "seal-key-missing"
  | "seal-key-outdated"
  | "seal-key-refused"
  | "seal-key-taken"
  | "second-factor-required"
  | "sms-unavailable"
  | "too-many-passkeys"
  | "too-many-requests"
  | "too-many-staged"
  | "unavailable"
  | "unexpected";

/** A refusal: RFC 9457 problem details. */
export interface Problem {
  type: `/problems/${ProblemCode}`;
  title: string;
  status: number;
  /** Of bad-input. */
  errors?: Record<string, string[]>;
  /** Of code-refused. */
  triesLeft?: number;
  /** Of code-refused, login-refused, reset-waits, too-many-requests. */
  retryAt?: string | null;
  /** Of files-not-ready. */
  files?: string[];
  /** Of last-owner. */
  mailbox?: string;
  /** Of not-a-code. */
  length?: number;
  /** Of participant-locked. */
  lockedUntil?: string;
  /** Of unexpected. */
  traceId?: string;
}

/** A second factor with a code; where codes go, masked; whether it counts under the policy. */
export interface AccountDetailsFactorItem {
  method: FactorMethod;
  since: string;
  to: string | null;
  counts: boolean;
}

/** Which mails the person wants; those about safety always come. */
export interface AccountDetailsNoticeChoices {
  newMessage: boolean;
}

/** A passkey; since when it lets nobody in because a copy of it was used, or null. */
export interface AccountDetailsPasskeyItem {
  passkeyId: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  suspendedAt: string | null;
}

/** How many recovery codes are left. */
export interface AccountDetailsRecoveryItem {
  left: number;
  madeAt: string;
  tried: boolean;
}

/** What a new second factor needs after a reset by the service desk. */
export interface AccountDetailsResetItem {
  /** A code, or a wait. */
  proof: ResetProof;
  /** From when. */
  opensAt: string;
  /** Whether one can be set up in this session now. */
  isOpen: boolean;
}

/** A browser that is signed in, or stays so. */
export interface AccountDetailsSessionItem {
  sessionId: string;
  device: string;
  createdAt: string;
  lastSeenAt: string;
  remembered: boolean;
  isThis: boolean;
}

/** The whole of it. */
export interface AccountDetailsView {
  name: string;
  email: string;
  language: string;
  roles: Role[];
  phone: string | null;
  factors: AccountDetailsFactorItem[];
  emailAllowed: boolean;
  smsAvailable: boolean;
  passkeys: AccountDetailsPasskeyItem[];
  recoveryCodes: AccountDetailsRecoveryItem | null;
  notices: AccountDetailsNoticeChoices;
  rememberDays: number;
  sessions: AccountDetailsSessionItem[];
  factorRequiredFrom: string | null;
  postponeUntil: string | null;
  reset: AccountDetailsResetItem | null;
}

/** How far an account is. */
export type AccountState = "invited" | "active" | "suspended" | "ended";

/** A second factor was activated. */
export interface ActivatedFactor {
  /** The session, which is complete now. */
  session: SessionView;
  /** Shown this once; null when the account had some. */
  recoveryCodes: string[] | null;
}

export interface AddPasskeyRequest {
  /** What its owner calls it. */
  name: string;
  /** WebAuthn `RegistrationResponseJSON`. */
  credential: object;
  /** Whether to sign out everywhere else. */
  endOthers?: boolean;
}

export interface BeginAppFactorResponse {
  /** Base32 (RFC 4648), to type. */
  secret: string;
  /** The same as `otpauth://`, for an app on this device. */
  uri: string;
  /** The same as a picture, PNG. */
  qr: string;
  /** Until when its first code must be typed. */
  expiresAt: string;
}

export interface BeginConversationRequest {
  conversationId: string;
}

export interface BeginConversationResponse {
  participantId: string;
}

export interface BeginPasskeyLogInResponse {
  /** WebAuthn `PublicKeyCredentialRequestOptionsJSON`. */
  options: object;
}

export interface BeginPasskeyResponse {
  /** WebAuthn `PublicKeyCredentialCreationOptionsJSON`. */
  options: object;
}

export interface BeginSmsFactorRequest {
  phone: string;
}

/** How a code travels. */
export type ChallengeKind = "mail" | "sms";

/** A code that can be typed here. */
export interface ChallengeState {
  kind: ChallengeKind;
  expiresAt: string;
  triesLeft: number;
}

export interface ChangeDetailsRequest {
  name: string;
  language: string;
  notices: AccountDetailsNoticeChoices;
}

export interface ChooseLogInMethodRequest {
  method: FactorMethod;
}

export interface DisputeNumberRequest {
  secret: string;
  explanation: string;
}

/** Where the code went that proves a new second factor. */
export interface EnrolmentStep {
  to: string;
  expiresAt: string;
  resendAt: string | null;
}

export interface ExportAuditRequest {
  /** The first UTC day of entering. */
  from: string;
  /** The last, at most 31 days in all. */
  to: string;
}

/** The ways in which a log-in can be completed after the password. */
export type FactorMethod = "app" | "sms" | "email" | "passkey" | "recovery";

export interface FinishUploadResponse {
  /** The copy runs; when to ask again. */
  retryInSeconds: number;
}

export interface GiveMailboxRequest {
  /** The colleague's address. */
  email: string;
  /** Whether they shall decide who reads it too. */
  asOwner: boolean;
}

export interface GiveMailboxResponse {
  /** What waits for a yes; null when it was given. */
  asked: ShownRequest | null;
}

/** A part that the functions need. */
export interface HealthOfPart {
  /** Which: `tables`, `queues`, `content` or `vault`. */
  name: string;
  /** Whether it answered in time. */
  ok: boolean;
  /** How long it took. */
  milliseconds: number;
}

export interface InviteAccountRequest {
  accountId: string;
  email: string;
  roles: Role[];
  mailboxIds: string[];
  language: string;
}

/** The body of every call that a link makes. */
export interface LinkRequest {
  secret: string;
}

/** What the page of a link shows before anything is opened: no subject, no text, no file name. */
export interface LinkState {
  participantId: string;
  conversationId: string;
  organisation: string;
  mailbox: string;
  method: Method;
  language: string;
  phone: string | null;
  unlocked: boolean;
  challenge: ChallengeState | null;
  resendAt: string | null;
  waitUntil: string | null;
  lockedUntil: string | null;
  disabled: boolean;
  notMyNumber: boolean;
}

export interface ListAccessRequestsResponse {
  requests: ShownRequest[];
}

export interface ListAccountsRequest {
  /** Empty for all. */
  words: string;
  /** The `next` of the part before; null for the first. */
  cursor: string | null;
}

export interface ListAccountsResponse {
  /** By name; may be empty while there is a next part. */
  accounts: ListedAccount[];
  /** The cursor of the next part; null at the end. */
  next: string | null;
}

/** An entry; all that is unknown is null when it does not hold: it is gone, it is not what was once written, or it does not follow on the one before it. */
export interface ListAuditEntriesItem {
  seq: number;
  at: string | null;
  event: string | null;
  outcome: number | null;
  actor: string | null;
  about: string | null;
  method: string | null;
  onBehalfOf: string | null;
  holds: boolean;
}

export interface ListAuditEntriesRequest {
  /** The UTC day of entering. */
  day: string;
  /** The `next` of the page before; null for the newest. */
  before: number | null;
  /** An account, participant, conversation or other id; null or empty for all. */
  id: string | null;
}

export interface ListAuditEntriesResponse {
  /** May be empty while there is a next part. */
  entries: ListAuditEntriesItem[];
  /** Where the next part begins; null at the end of the day. */
  next: number | null;
  /** How the whole trail is; in the first part only. */
  trail: ListAuditEntriesSoundness | null;
  /** What accounts and mailboxes in it are called now, by id; the trail has no names. */
  names: Record<string, string>;
}

export interface ListAuditEntriesSoundness {
  /** The last entry that is signed; null while none is. */
  signedUpTo: number | null;
  /** When. */
  signedAt: string | null;
  /** False when it is signed no further: what came later does not follow on it. */
  holds: boolean;
}

export interface ListConversationsItem {
  conversationId: string;
  participantId: string;
  messageId: string;
  people: string[];
  header: SealedNote;
  author: string;
  wrappedSealKey: string;
  at: string;
  unread: boolean;
  files: number;
  noticeFailed: boolean;
  notMyNumber: boolean;
}

export interface ListConversationsResponse {
  conversations: ListConversationsItem[];
  next: string | null;
}

/** A mailbox of the caller's. */
export interface ListOwnMailboxesItem {
  mailboxId: string;
  name: string;
  people: ListOwnMailboxesPerson[];
}

/** Somebody who may use it. */
export interface ListOwnMailboxesPerson {
  accountId: string;
  name: string;
  email: string;
  state: AccountState;
  isOwner: boolean;
}

export interface ListOwnMailboxesResponse {
  mailboxes: ListOwnMailboxesItem[];
}

/** An account in the service desk's list: derived from the account, never authoritative. */
export interface ListedAccount {
  /** Which account. */
  accountId: string;
  /** The person's name; empty while invited. */
  name: string;
  /** The address. */
  email: string;
  /** What it may be used for. */
  roles: Role[];
  /** How far it is. */
  state: AccountState;
  /** Whether a second factor is active. */
  hasSecondFactor: boolean;
  /** Until when the invitation works; null in any other state. */
  invitedUntil: string | null;
}

export interface LogInRequest {
  email: string;
  password: string;
}

/** The answer to every step of a log-in. */
export interface LogInStep {
  /** What comes next. */
  next: NextStep;
  /** By which method the code comes; null when none does. */
  method: FactorMethod | null;
  /** All methods this account can use. */
  methods: FactorMethod[];
  /** Where the code was sent, masked; null when it was not sent. */
  to: string | null;
  /** Until when the code must be typed. */
  expiresAt: string | null;
  /** From when it can be sent again; null when it cannot. */
  resendAt: string | null;
  /** How many days this device can be remembered; 0: not. */
  mayRemember: number;
  /** The session, when there is one. */
  session: SessionView | null;
}

export interface LogInWithPasskeyRequest {
  /** WebAuthn `AuthenticationResponseJSON`. */
  credential: object;
  /** Whether this device stays signed in. */
  remember?: boolean;
}

export interface LookAtAccessRequestResponse {
  /** What is asked. */
  request: ShownRequest;
  /** Whether the reader is of the service desk: there they can say yes. */
  isOfTheDesk: boolean;
}

export interface LookAtInvitationResponse {
  organisation: string;
  language: string;
}

export interface LookAtPasswordLinkResponse {
  /** The organisation's name. */
  organisation: string;
  /** The account's address: what the person logs in with. */
  email: string;
  /** Whether it is the first password: then a name is asked too. */
  isNew: boolean;
  /** The name so far. */
  name: string;
  /** The account's language. */
  language: string;
  /** How long a password must be; 8 needs a capital and a digit, or 15 characters (see `PasswordRule`). */
  minimumLength: number;
}

export interface MakeRecoveryCodesResponse {
  recoveryCodes: string[];
}

/** How a person without an account proves who they are before reading. */
export type Method = "none" | "sms";

/** A mailbox by its name. */
export interface NamedMailbox {
  mailboxId: string;
  name: string;
}

/** What comes next in a log-in. */
export type NextStep = "code" | "passkey" | "choose-factor" | "done" | "log-in";

export interface OpenConversationDisputed {
  at: string;
  explanation: string;
}

export interface OpenConversationMessageItem {
  messageId: string;
  author: string;
  by: string | null;
  at: string;
  note: SealedNote;
  isNew: boolean;
  readBy: OpenConversationReadBy[];
}

export interface OpenConversationParticipantItem {
  participantId: string;
  kind: string;
  name: string | null;
  email: string | null;
  method: Method | null;
  phone: string | null;
  notMyNumber: OpenConversationDisputed | null;
  noticeFailed: boolean;
  lockedUntil: string | null;
  disabled: boolean;
}

export interface OpenConversationReadBy {
  participantId: string;
  at: string;
}

export interface OpenConversationRequest {
  before: string | null;
}

export interface OpenConversationResponse {
  conversationId: string;
  participantId: string;
  started: boolean;
  sealKey: string | null;
  wrappedSealKey: string | null;
  participants: OpenConversationParticipantItem[];
  messages: OpenConversationMessageItem[];
  earlier: string | null;
}

export interface OpenMailboxResponse {
  /** The mailbox's seal key. */
  sealKey: string;
  /** Whether recipients can be asked for a code by SMS. */
  smsAvailable: boolean;
}

/** A starter as the front page lists it. */
export interface OrganisationStarter {
  starterId: string;
  mailbox: string;
}

export interface ProveResetRequest {
  code: string;
}

/** A participant whose method staff raises to SMS. */
export interface RaiseRequest {
  participantId: string;
  phone: string;
}

/** Someone outside, to whom staff writes. */
export interface RecipientRequest {
  email: string;
  name: string | null;
  method: Method;
  phone: string | null;
  language: string;
}

export interface RenewLinkRequest {
  /** Whose link. */
  personId: string;
}

export interface RequestDownloadResponse {
  downloadUrl: string;
  etag: string;
  storedLength: number;
  expiresAt: string;
}

export interface RequestFirstPasswordRequest {
  secret: string;
  email: string;
}

export interface RequestPasswordLinkRequest {
  email: string;
}

export interface RequestUploadRequest {
  /** Made by the browser. */
  fileId: string;
  /** Plain bytes. */
  size: number;
  /** Whether the browser goes on with an upload and wants to know what is stored of it. */
  resume?: boolean;
}

export interface RequestUploadResponse {
  /** The ticket; null when it is finished, since nothing can be written any more. */
  uploadUrl: string | null;
  /** When it ends. */
  expiresAt: string | null;
  /** The blocks that are stored, when asked for; an upload ticket cannot read them. */
  blocks: number[] | null;
  /** Whether the upload was finished before and only waits for its message. */
  finished: boolean;
}

export interface ResetFactorRequest {
  reason: string;
}

/** What a new second factor needs, beside the password, after the service desk took the old ones. */
export type ResetProof = "code" | "wait";

/** What an account is to the organisation; one account may have several. */
export type Role = "staff" | "client" | "guest" | "service-desk";

/** One sealed object small enough to stand in a row. The functions cannot read it; they refuse what no reader would accept, so that a message that was taken can be opened. */
export interface SealedNote {
  /** The `encryptiondata` metadata of Azure Storage client-side encryption 2.0. */
  encryptionData: string;
  /** One region: nonce (12) ‖ ciphertext ‖ tag (16). */
  body: string;
}

/** A message as a browser sends it. `docs/api.md` says when each member is given. */
export interface SendMessageRequest {
  messageId: string;
  note: SealedNote;
  header: SealedNote;
  files: string[];
  sealKey: WrappedSealKey | null;
  recipients: RecipientRequest[];
  raise: RaiseRequest[];
}

export interface SendMessageResponse {
  messageId: string;
  at: string;
  by: string | null;
}

/** A session as its pages see it. */
export interface SessionView {
  accountId: string;
  name: string;
  email: string;
  language: string;
  roles: Role[];
  strength: Strength;
  usable: boolean;
  postponeUntil: string | null;
  idleEndsAt: string;
  expiresAt: string;
  isNew: boolean;
  mailboxes: SessionViewMailboxItem[];
}

/** A mailbox the account may use. */
export interface SessionViewMailboxItem {
  mailboxId: string;
  name: string;
}

export interface SetPasswordRequest {
  secret: string;
  password: string;
  name: string | null;
  language: string;
}

export interface SetSignInPolicyRequest {
  secondFactorFrom: string | null;
  emailAllowed: boolean;
  rememberDays: number;
  resetProof: ResetProof;
}

export interface ShowHealthResponse {
  /** `ok`, or `failing` with status 503. */
  status: string;
  /** What the functions need; null unless asked. */
  parts: HealthOfPart[] | null;
}

export interface ShowOrganisationResponse {
  name: string;
  logo: string | null;
  brandColour: string | null;
  helpPhone: string | null;
  helpEmail: string | null;
  postalAddress: string | null;
  privacyAddress: string | null;
  language: string;
  starters: OrganisationStarter[];
}

export interface ShowResetCodeResponse {
  /** Eight digits. */
  code: string;
  /** Until when it can be typed. */
  expiresAt: string;
}

export interface ShowSealingKeyPublicKey {
  kty: string;
  n: string;
  e: string;
}

export interface ShowSealingKeyResponse {
  version: string;
  jwk: ShowSealingKeyPublicKey;
}

export interface ShowStarterResponse {
  starterId: string;
  mailbox: string;
}

/** What the service desk sees of an account: how the person logs in, not what they read or write. */
export interface ShownAccount {
  factors: FactorMethod[];
  passkeys: number;
  sessions: number;
  mailboxes: ShownMembership[];
  requests: ShownRequest[];
  reset: ShownReset | null;
  language: string;
  accountId: string;
  name: string;
  email: string;
  roles: Role[];
  state: AccountState;
  hasSecondFactor: boolean;
  invitedUntil: string | null;
}

/** A mailbox that an account may use. */
export interface ShownMembership {
  mailboxId: string;
  name: string;
  isOwner: boolean;
}

/** A request as people see it. */
export interface ShownRequest {
  /** Which. */
  requestId: string;
  /** For which account. */
  accountId: string;
  /** Its address. */
  email: string;
  /** Which mailbox; null: the role service desk. */
  mailboxId: string | null;
  /** The mailbox's name. */
  mailbox: string | null;
  /** Whether as an owner. */
  asOwner: boolean;
  /** The address of who asked. */
  askedBy: string;
  /** When. */
  askedAt: string;
  /** When it ends. */
  expiresAt: string;
  /** When it comes by itself; null: never. */
  takesEffectAt: string | null;
  /** Whether who looks can say yes. */
  mayGive: boolean;
}

/** A reset after which no second factor was chosen yet. */
export interface ShownReset {
  /** Whether it needs a code, or a wait. */
  proof: ResetProof;
  /** From when a factor can be chosen. */
  opensAt: string;
  /** Until when the code can be typed; null when there is none. */
  codeUntil: string | null;
}

/** The rules for logging in, and the mailboxes for which somebody can be invited. */
export interface SignInPolicyView {
  secondFactorFrom: string | null;
  emailAllowed: boolean;
  rememberDays: number;
  resetProof: ResetProof;
  mailboxes: NamedMailbox[];
}

export interface StartConversationRequest {
  conversationId: string;
  name: string;
  email: string;
  language: string;
}

export interface StartConversationResponse {
}

/** What was proved when a session was made. */
export type Strength = "password" | "remembered" | "full";

export interface TryRecoveryCodeRequest {
  code: string;
}

export interface UnlockSpaceRequest {
  secret: string;
  code: string;
}

export interface UnlockSpaceResponse {
  participantId: string;
  conversationId: string;
}

export interface VerifyFactorRequest {
  /** The code. */
  code: string;
  /** Whether to sign out everywhere else. */
  endOthers?: boolean;
}

export interface VerifyLogInRequest {
  code: string;
  remember?: boolean;
}

/** A key as it is stored: wrapped, with its context, under a version of a key in the vault. */
export interface WrappedSealKey {
  /** 32 hexadecimal digits. */
  version: string;
  /** 384 bytes, RSA-OAEP-256 under RSA-3072. */
  wrapped: string;
}
