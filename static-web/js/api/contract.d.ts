/** The shapes of docs/api.md that the pages use. Times are RFC 3339 UTC, bytes base64. */

export type Language = "nl" | "en";
export type Method = "none" | "sms";

export interface Problem {
  type: string;
  title: string;
  status: number;
  errors?: Record<string, string[]>;
  retryAt?: string | null;
  lockedUntil?: string | null;
  triesLeft?: number;
  files?: string[];
}

export interface Sealed {
  encryptionData: string;
  body: string;
}

export interface Organisation {
  name: string;
  logo: string | null;
  brandColour: string | null;
  helpPhone: string | null;
  helpEmail: string | null;
  postalAddress: string | null;
  privacyAddress: string | null;
  language: Language;
  starters: Starter[];
}

export interface Starter {
  starterId: string;
  mailbox: string;
}

export interface LinkState {
  participantId: string;
  conversationId: string;
  organisation: string;
  mailbox: string;
  method: Method;
  language: Language;
  phone: string | null;
  unlocked: boolean;
  challenge: { kind: "mail" | "sms"; expiresAt: string; triesLeft: number } | null;
  resendAt: string | null;
  waitUntil: string | null;
  lockedUntil: string | null;
  disabled: boolean;
  notMyNumber: boolean;
}

export interface Participant {
  participantId: string;
  kind: "mailbox" | "person";
  name: string | null;
  email: string | null;
  method: Method | null;
  phone: string | null;
  notMyNumber: { at: string; explanation: string } | null;
  noticeFailed: boolean;
  lockedUntil: string | null;
  disabled: boolean;
}

export interface Message {
  messageId: string;
  author: string;
  /** Who wrote it for the mailbox. */
  by: string | null;
  at: string;
  note: Sealed;
  isNew: boolean;
  readBy: { participantId: string; at: string }[];
}

export interface OpenedConversation {
  conversationId: string;
  participantId: string;
  started: boolean;
  sealKey: string | null;
  wrappedSealKey: string | null;
  participants: Participant[];
  messages: Message[];
  earlier: string | null;
}

export interface Recipient {
  email: string;
  name: string | null;
  method: Method;
  phone: string | null;
  language: Language;
}

export interface MessageToSend {
  messageId: string;
  note: Sealed;
  header: Sealed;
  files: string[];
  sealKey: { version: string; wrapped: string } | null;
  recipients: Recipient[];
  raise: { participantId: string; phone: string }[];
}

export type LogInMethod = FactorMethod | "passkey" | "recovery";

/** What comes next in a log-in. */
export interface LogInStep {
  /** `log-in`: a password was set, but logging in must wait. */
  next: "code" | "passkey" | "choose-factor" | "done" | "log-in";
  method: LogInMethod | null;
  /** All with which this account can complete a log-in. */
  methods: LogInMethod[];
  to: string | null;
  expiresAt: string | null;
  /** Null: nothing can be sent again. */
  resendAt: string | null;
  /** Days; 0: never. */
  mayRemember: number;
  session: Session | null;
}

/** Where the code went that proves a new second factor. */
export interface EnrolmentStep {
  to: string;
  expiresAt: string;
  resendAt: string | null;
}

/** A second factor that is active from now on. */
export interface ActivatedFactor {
  session: Session;
  /** Only with the first factor, and only this once. */
  recoveryCodes: string[] | null;
}

export interface Session {
  accountId: string;
  name: string;
  email: string;
  language: Language;
  roles: Role[];
  /** `password`: only a password so far. */
  strength: "full" | "remembered" | "password";
  /** False: nothing but the choice of a second factor can be reached. */
  usable: boolean;
  postponeUntil: string | null;
  idleEndsAt: string;
  expiresAt: string;
  /** The details were not confirmed yet. */
  isNew: boolean;
  mailboxes: { mailboxId: string; name: string }[];
}

export interface ListedConversation {
  conversationId: string;
  participantId: string;
  messageId: string;
  people: string[];
  header: Sealed;
  author: string;
  wrappedSealKey: string;
  at: string;
  unread: boolean;
  files: number;
  noticeFailed: boolean;
  notMyNumber: boolean;
}

/** Where to send a file; nowhere when it was finished before. */
export interface UploadTicket {
  uploadUrl: string | null;
  expiresAt: string | null;
  blocks: number[] | null;
  finished: boolean;
}

/** A file as a note names it. */
export type FileReference = import("../crypto/note-shapes.js").FileReference;

/** A message after its note was opened; `damaged` when that failed. */
export interface OpenedMessage {
  messageId: string;
  author: string;
  by: string | null;
  at: string;
  isNew: boolean;
  damaged: boolean;
  subject: string;
  text: string;
  files: FileReference[];
  readBy: { participantId: string; at: string }[];
}

/** A person's own account, as its owner sees it. */
export interface AccountDetails {
  name: string;
  email: string;
  language: Language;
  roles: Role[];
  phone: string | null;
  /** One that does not `count` under the organisation's rules lets nobody in any more. */
  factors: { method: FactorMethod; since: string; to: string | null; counts: boolean }[];
  emailAllowed: boolean;
  smsAvailable: boolean;
  passkeys: { passkeyId: string; name: string; createdAt: string; lastUsedAt: string | null; suspendedAt: string | null }[];
  recoveryCodes: { left: number; madeAt: string; tried: boolean } | null;
  notices: { newMessage: boolean };
  rememberDays: number;
  sessions: SignedInDevice[];
  /** The day or moment from which nobody gets in without a second factor. */
  factorRequiredFrom: string | null;
  postponeUntil: string | null;
  /** Set while the second factors were taken away and none was chosen since. */
  reset: { proof: ResetProof; opensAt: string; isOpen: boolean } | null;
}

/** How far an account is. */
export type AccountState = "invited" | "active" | "suspended" | "ended";

/** What a new second factor needs after a reset. */
export type ResetProof = "code" | "wait";

/** A mailbox, or the role service desk, that was asked for somebody and waits for a yes. */
export interface AccessRequest {
  requestId: string;
  accountId: string;
  email: string;
  /** null: the role service desk. */
  mailboxId: string | null;
  mailbox: string | null;
  asOwner: boolean;
  askedBy: string;
  askedAt: string;
  expiresAt: string;
  /** When it comes by itself; null: never. */
  takesEffectAt: string | null;
  mayGive: boolean;
}

/** A mailbox as its owner sees it. */
export interface OwnMailbox {
  mailboxId: string;
  name: string;
  people: { accountId: string; name: string; email: string; state: AccountState; isOwner: boolean }[];
}

export type Role = "staff" | "client" | "guest" | "service-desk";
export type FactorMethod = "sms" | "app" | "email";

export interface SignedInDevice {
  sessionId: string;
  /** "Chrome · Windows" */
  device: string;
  createdAt: string;
  lastSeenAt: string;
  remembered: boolean;
  isThis: boolean;
}

/** An account in the list of the service desk. */
export interface ListedAccount {
  accountId: string;
  name: string | null;
  email: string;
  roles: Role[];
  state: AccountState;
  hasSecondFactor: boolean;
  invitedUntil: string | null;
}

/** An account that the service desk opened. */
export interface ShownAccount extends ListedAccount {
  factors: FactorMethod[];
  passkeys: number;
  sessions: number;
  mailboxes: { mailboxId: string; name: string; isOwner: boolean }[];
  requests: AccessRequest[];
  /** Set while the second factors were taken away and none was chosen since. */
  reset: { proof: ResetProof; opensAt: string; codeUntil: string | null } | null;
  language: Language;
}

/** How people sign in at this organisation. */
export interface SignInPolicy {
  /** "2026-12-01"; null: a second factor is required at once. */
  secondFactorFrom: string | null;
  emailAllowed: boolean;
  /** 0: never. */
  rememberDays: number;
  resetProof: ResetProof;
}
