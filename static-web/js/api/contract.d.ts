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

export interface LogInStep {
  phone: string;
  expiresAt: string;
  resendAt: string | null;
}

export interface Session {
  accountId: string;
  name: string;
  email: string;
  language: Language;
  expiresAt: string;
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

/** A file as a note names it. */
export interface FileReference {
  id: string;
  name: string;
  type: string;
  size: number;
  seal: string;
}

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
