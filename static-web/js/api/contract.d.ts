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
  "POST account/mailboxes/{mailboxId}/mails": { takes: ChooseMailsRequest; answers: null };
  "GET account/messages": { answers: ListOwnMessagesResponse };
  "POST account/messages/{participantId}/link": { answers: ShowOwnLinkResponse };
  "POST account/passkeys": { takes: AddPasskeyRequest; answers: ActivatedFactor };
  "POST account/passkeys/options": { answers: BeginPasskeyResponse };
  "DELETE account/passkeys/{passkeyId}": { answers: AccountDetailsView };
  "POST account/recovery-codes": { answers: MakeRecoveryCodesResponse };
  "POST account/recovery-codes/try": { takes: TryRecoveryCodeRequest; answers: null };
  "POST account/reset-code": { takes: ProveResetRequest; answers: null };
  "POST account/sessions/end-others": { answers: AccountDetailsView };
  "DELETE account/sessions/{sessionId}": { answers: AccountDetailsView };
  "GET account/unread": { answers: CountUnreadResponse };
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
  "GET client": { answers: OwnClient };
  "GET client/accounts": { answers: ListExtraAccountsResponse };
  "POST client/accounts": { takes: AddExtraAccountRequest; answers: ShownExtraAccount };
  "DELETE client/accounts/{accountId}": { answers: null };
  "POST client/accounts/{accountId}/invitation": { answers: ShownExtraAccount };
  "POST client/notices": { takes: ChooseNoticesRequest; answers: OwnClient };
  "GET desk/mailboxes": { answers: ListMailboxesResponse };
  "POST desk/mailboxes": { takes: MakeMailboxRequest; answers: ListedMailbox };
  "GET desk/mailboxes/{mailboxId}": { answers: ShowMailboxResponse };
  "GET desk/organisation": { answers: OrganisationSettings };
  "POST desk/organisation": { takes: SetOrganisationRequest; answers: OrganisationSettings };
  "GET desk/starters": { answers: ListStartersResponse };
  "POST desk/starters": { takes: MakeStarterRequest; answers: Starter };
  "POST desk/starters/{starterId}": { takes: ChangeStarterRequest; answers: Starter };
  "GET dossier-settings": { answers: DossierSettings };
  "POST dossier-settings": { takes: SetDossierSettingsRequest; answers: DossierSettings };
  "GET guests": { answers: ListGuestsResponse };
  "POST guests": { takes: InviteGuestRequest; answers: ShownGuest };
  "GET guests/documents": { answers: ListGuestDocumentsResponse };
  "POST guests/documents": { takes: PublishGuestDocumentRequest; answers: ShownDocument };
  "POST guests/extend": { takes: ExtendGuestsRequest; answers: ExtendGuestsResponse };
  "POST guests/hand-over": { takes: HandOverGuestsRequest; answers: HandOverGuestsResponse };
  "GET guests/me": { answers: OwnGuest };
  "POST guests/me/accept": { takes: AcceptGuestDocumentRequest; answers: OwnGuest };
  "POST guests/me/address": { takes: BeginGuestAddressRequest; answers: AddressStep };
  "POST guests/me/address/confirm": { takes: ConfirmGuestAddressRequest; answers: OwnGuest };
  "GET guests/me/documents": { answers: ReadGuestDocumentsResponse };
  "POST guests/me/keep": { answers: OwnGuest };
  "GET guests/policy": { answers: GuestPolicy };
  "POST guests/policy": { takes: SetGuestPolicyRequest; answers: GuestPolicy };
  "POST guests/{guestId}/approve": { answers: ShownGuest };
  "POST guests/{guestId}/correct-address": { takes: CorrectGuestAddressRequest; answers: ShownGuest };
  "POST guests/{guestId}/invitation": { answers: ShownGuest };
  "POST guests/{guestId}/refuse": { answers: null };
  "POST guests/{guestId}/remove": { answers: ShownGuest };
  "POST guests/{guestId}/restore": { takes: RestoreGuestRequest; answers: ShownGuest };
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
  "POST mailboxes/{mailboxId}/client-search": { takes: FindClientsRequest; answers: FindClientsResponse };
  "POST mailboxes/{mailboxId}/clients": { takes: MakeClientsRequest; answers: MakeClientsResponse };
  "GET mailboxes/{mailboxId}/clients/{clientId}": { answers: ShowClientResponse };
  "POST mailboxes/{mailboxId}/clients/{clientId}": { takes: CorrectClientRequest; answers: ShownClient };
  "POST mailboxes/{mailboxId}/clients/{clientId}/address": { takes: CorrectClientAddressRequest; answers: ShownClient };
  "POST mailboxes/{mailboxId}/clients/{clientId}/invitation": { answers: ShownClient };
  "GET mailboxes/{mailboxId}/colleagues": { answers: ListColleaguesResponse };
  "GET mailboxes/{mailboxId}/contacts": { answers: ListContactsResponse };
  "POST mailboxes/{mailboxId}/contacts": { takes: KeepContactsRequest; answers: KeepContactsResponse };
  "DELETE mailboxes/{mailboxId}/contacts/{tag}": { answers: null };
  "GET mailboxes/{mailboxId}/conversations": { answers: ListConversationsResponse };
  "POST mailboxes/{mailboxId}/conversations": { takes: BeginConversationRequest; answers: BeginConversationResponse };
  "GET mailboxes/{mailboxId}/delegate-acts": { answers: ListDelegateActsResponse };
  "GET mailboxes/{mailboxId}/dossiers": { answers: ListDossiersResponse };
  "POST mailboxes/{mailboxId}/dossiers": { takes: MakeDossierRequest; answers: MakeDossierResponse };
  "GET mailboxes/{mailboxId}/drafts": { answers: ListDraftsResponse };
  "DELETE mailboxes/{mailboxId}/drafts/{draftId}": { answers: null };
  "POST mailboxes/{mailboxId}/drafts/{draftId}": { takes: SaveDraftRequest; answers: SaveDraftResponse };
  "GET mailboxes/{mailboxId}/folders": { answers: ListFoldersResponse };
  "POST mailboxes/{mailboxId}/folders": { takes: MakeFolderRequest; answers: MakeFolderResponse };
  "GET mailboxes/{mailboxId}/forms": { answers: ListFormsResponse };
  "POST mailboxes/{mailboxId}/forms": { takes: MakeFormRequest; answers: FormItem };
  "GET mailboxes/{mailboxId}/forms/{formId}": { answers: OpenFormResponse };
  "POST mailboxes/{mailboxId}/forms/{formId}/archived": { takes: ArchiveFormRequest; answers: FormItem };
  "POST mailboxes/{mailboxId}/forms/{formId}/draft": { takes: ChangeFormRequest; answers: FormItem };
  "POST mailboxes/{mailboxId}/forms/{formId}/versions": { takes: PublishFormRequest; answers: FormItem };
  "GET mailboxes/{mailboxId}/forms/{formId}/versions/{version}": { answers: OpenFormVersionResponse };
  "GET mailboxes/{mailboxId}/handlers": { answers: ListHandlersResponse };
  "GET mailboxes/{mailboxId}/labels": { answers: ListLabelsResponse };
  "DELETE mailboxes/{mailboxId}/labels/{labelId}": { answers: null };
  "POST mailboxes/{mailboxId}/labels/{labelId}": { takes: KeepLabelRequest; answers: LabelItem };
  "POST mailboxes/{mailboxId}/name": { takes: RenameMailboxRequest; answers: ListedMailbox };
  "POST mailboxes/{mailboxId}/open": { answers: OpenMailboxResponse };
  "GET mailboxes/{mailboxId}/people": { answers: ListMembersResponse };
  "POST mailboxes/{mailboxId}/people": { takes: GiveMailboxRequest; answers: GiveMailboxResponse };
  "DELETE mailboxes/{mailboxId}/people/{accountId}": { answers: null };
  "POST mailboxes/{mailboxId}/people/{accountId}": { takes: ChangeMemberRequest; answers: GiveMailboxResponse };
  "POST mailboxes/{mailboxId}/presence": { takes: WatchColleaguesRequest; answers: WatchColleaguesResponse };
  "POST mailboxes/{mailboxId}/recipients": { takes: LookUpRecipientsRequest; answers: LookUpRecipientsResponse };
  "POST mailboxes/{mailboxId}/successor": { takes: NameSuccessorRequest; answers: ShownRequest };
  "GET organisation": { answers: ShowOrganisationResponse };
  "GET organisation/logo": { answers: Blob };
  "POST participants/{participantId}/assigned": { takes: AssignConversationRequest; answers: HandlingItem };
  "POST participants/{participantId}/code": { takes: LinkRequest; answers: LinkState };
  "POST participants/{participantId}/devices/{deviceId}/forget": { takes: LinkRequest; answers: null };
  "POST participants/{participantId}/devices/{deviceId}/look": { takes: LinkRequest; answers: LookAtDeviceResponse };
  "POST participants/{participantId}/dossier/facts": { takes: SetDossierFactsRequest; answers: DossierFacts };
  "POST participants/{participantId}/dossier/header": { takes: ChangeDossierHeaderRequest; answers: DossierFacts };
  "POST participants/{participantId}/dossier/open": { answers: OpenDossierResponse };
  "POST participants/{participantId}/dossier/parts": { takes: AddPartRequest; answers: AddPartResponse };
  "DELETE participants/{participantId}/dossier/parts/{partId}": { answers: null };
  "POST participants/{participantId}/dossier/parts/{partId}/restore": { answers: null };
  "POST participants/{participantId}/downloads": { takes: RequestDownloadsRequest; answers: RequestDownloadsResponse };
  "POST participants/{participantId}/files": { takes: RequestUploadRequest; answers: RequestUploadResponse };
  "DELETE participants/{participantId}/files/{fileId}": { answers: null };
  "POST participants/{participantId}/files/{fileId}/damaged": { answers: null };
  "POST participants/{participantId}/files/{fileId}/finish": { answers: FinishUploadResponse | null };
  "GET participants/{participantId}/files/{fileId}/readers": { answers: ListReadersResponse };
  "POST participants/{participantId}/files/{fileId}/ticket": { answers: RequestDownloadResponse };
  "POST participants/{participantId}/filing": { takes: FileConversationRequest; answers: FileConversationResponse };
  "DELETE participants/{participantId}/folder": { answers: EndFolderResponse };
  "POST participants/{participantId}/folder/digest": { takes: ChooseDigestRequest; answers: null };
  "GET participants/{participantId}/folder/entries": { answers: ListEntriesResponse };
  "POST participants/{participantId}/folder/entries": { takes: PostEntriesRequest; answers: PostEntriesResponse };
  "POST participants/{participantId}/folder/entries/{entryId}/name": { takes: RenameEntryRequest; answers: null };
  "POST participants/{participantId}/folder/entries/{entryId}/withdraw": { answers: null };
  "POST participants/{participantId}/folder/open": { answers: OpenFolderResponse };
  "POST participants/{participantId}/folder/participants": { takes: ShareFolderRequest; answers: ShareFolderResponse };
  "DELETE participants/{participantId}/folder/participants/{otherId}": { answers: null };
  "POST participants/{participantId}/folder/participants/{otherId}/right": { takes: ChangeRightRequest; answers: null };
  "POST participants/{participantId}/folder/remove": { takes: RemoveEntriesRequest; answers: RemoveEntriesResponse };
  "POST participants/{participantId}/folder/restore": { answers: null };
  "POST participants/{participantId}/followed": { takes: FollowConversationRequest; answers: HandlingItem };
  "GET participants/{participantId}/handling": { answers: ShowHandlingResponse };
  "POST participants/{participantId}/internal-notes": { takes: KeepInternalNoteRequest; answers: InternalNoteItem };
  "DELETE participants/{participantId}/internal-notes/{noteId}": { answers: null };
  "POST participants/{participantId}/key-refused": { answers: null };
  "POST participants/{participantId}/labels": { takes: LabelConversationRequest; answers: HandlingItem };
  "POST participants/{participantId}/link-again": { takes: LinkRequest; answers: null };
  "POST participants/{participantId}/look": { takes: LinkRequest; answers: LinkState };
  "POST participants/{participantId}/messages": { takes: SendMessageRequest; answers: SendMessageResponse };
  "POST participants/{participantId}/messages/{messageId}/expiry": { takes: ChangeExpiryRequest; answers: ChangeExpiryResponse };
  "POST participants/{participantId}/messages/{messageId}/revoke": { takes: RevokeMessageRequest; answers: RevokeMessageResponse };
  "POST participants/{participantId}/messages/{messageId}/send-now": { answers: null };
  "DELETE participants/{participantId}/messages/{messageId}/waiting": { answers: null };
  "POST participants/{participantId}/new-link": { takes: RenewLinkRequest; answers: null };
  "POST participants/{participantId}/not-my-number": { takes: DisputeNumberRequest; answers: null };
  "POST participants/{participantId}/open": { takes: OpenConversationRequest; answers: OpenConversationResponse };
  "POST participants/{participantId}/part/accounts/{accountId}": { takes: SetPartAccountRequest; answers: null };
  "GET participants/{participantId}/part/entries": { answers: ListPartEntriesResponse };
  "POST participants/{participantId}/part/entries/{entryId}/open": { takes: OpenPartEntryRequest; answers: OpenPartEntryResponse };
  "POST participants/{participantId}/part/header": { takes: ChangePartHeaderRequest; answers: null };
  "POST participants/{participantId}/part/messages": { takes: WriteMessageRequest; answers: WriteMessageResponse };
  "POST participants/{participantId}/part/open": { takes: OpenPartRequest; answers: OpenPartResponse };
  "POST participants/{participantId}/part/published": { takes: PublishEntryRequest; answers: PublishEntryResponse };
  "GET participants/{participantId}/part/tasks": { answers: ListTasksResponse };
  "POST participants/{participantId}/part/tasks": { takes: AskTaskRequest; answers: ListedTask };
  "POST participants/{participantId}/part/tasks/{taskId}/answers": { takes: SaveAnswersRequest; answers: SaveAnswersResponse };
  "POST participants/{participantId}/part/tasks/{taskId}/confirm": { answers: ListedTask };
  "POST participants/{participantId}/part/tasks/{taskId}/date": { takes: SetTaskDateRequest; answers: ListedTask };
  "POST participants/{participantId}/part/tasks/{taskId}/judge": { takes: JudgeTaskRequest; answers: ListedTask };
  "POST participants/{participantId}/part/tasks/{taskId}/open": { takes: OpenTaskRequest; answers: OpenTaskResponse };
  "POST participants/{participantId}/part/tasks/{taskId}/remind": { takes: RemindOfTaskRequest; answers: ListedTask };
  "POST participants/{participantId}/part/tasks/{taskId}/send": { takes: SendTaskRequest; answers: SendTaskResponse };
  "POST participants/{participantId}/part/tasks/{taskId}/withdraw": { answers: ListedTask };
  "POST participants/{participantId}/people/{personId}/address": { takes: CorrectAddressRequest; answers: null };
  "POST participants/{participantId}/people/{personId}/password": { takes: GivePasswordRequest; answers: null };
  "POST participants/{participantId}/people/{personId}/phone": { takes: GivePhoneRequest; answers: null };
  "POST participants/{participantId}/people/{personId}/remind": { answers: RemindPersonResponse };
  "POST participants/{participantId}/people/{personId}/revoke": { answers: RevokeAccessResponse };
  "POST participants/{participantId}/read": { takes: MarkReadRequest; answers: null };
  "POST participants/{participantId}/resume": { takes: LinkRequest; answers: ResumeReaderResponse };
  "GET participants/{participantId}/revoked": { answers: LookForRevokedResponse };
  "POST participants/{participantId}/snoozed": { takes: SnoozeConversationRequest; answers: HandlingItem };
  "POST participants/{participantId}/unlock": { takes: UnlockSpaceRequest; answers: UnlockSpaceResponse };
  "POST participants/{participantId}/uploads": { takes: RequestUploadsRequest; answers: RequestUploadsResponse };
  "POST participants/{participantId}/uploads/finish": { takes: FinishUploadsRequest; answers: FinishUploadsResponse };
  "GET participants/{participantId}/waiting": { answers: ListWaitingResponse };
  "POST participants/{participantId}/waiting/{otherId}/open": { answers: OpenWaitingResponse };
  "POST password/link": { takes: RequestPasswordLinkRequest; answers: null };
  "POST password/{accountId}/fresh": { takes: LinkRequest; answers: null };
  "POST password/{accountId}/look": { takes: LinkRequest; answers: LookAtPasswordLinkResponse };
  "POST password/{accountId}/set": { takes: SetPasswordRequest; answers: LogInStep };
  "GET portal/dossiers": { answers: ListOwnDossiersResponse };
  "GET sealing-key": { answers: ShowSealingKeyResponse };
  "GET session": { answers: SessionView };
  "POST session/postpone": { answers: SessionView };
  "GET shelf": { answers: ListShelfResponse };
  "POST shelf/open": { answers: OpenShelfResponse };
  "GET sign-in-policy": { answers: SignInPolicyView };
  "POST sign-in-policy": { takes: SetSignInPolicyRequest; answers: SignInPolicyView };
  "POST sign-out": { answers: null };
  "GET starters": { answers: ListOpenStartersResponse };
  "GET starters/{starterId}": { answers: ShowStarterResponse };
  "POST starters/{starterId}/conversations": { takes: StartConversationRequest; answers: StartConversationResponse };
  "POST visitor/sign-out": { answers: null };
}

export type ProblemCode =
  | "access-revoked"
  | "account-elsewhere"
  | "account-needed"
  | "account-shut"
  | "address-in-use"
  | "address-of-colleague"
  | "address-proved"
  | "address-settled"
  | "already-asked"
  | "already-guest"
  | "already-in-dossier"
  | "already-member"
  | "already-shared"
  | "already-told"
  | "already-waits"
  | "answered-meanwhile"
  | "answers-changed"
  | "assigned-meanwhile"
  | "bad-input"
  | "body-too-large"
  | "brand-colour-unreadable"
  | "came-in-meanwhile"
  | "changed-meanwhile"
  | "client-otherwise"
  | "code-expired"
  | "code-refused"
  | "code-used-up"
  | "contacts-changed"
  | "device-forgotten"
  | "document-first"
  | "document-renewed"
  | "dossier-closed"
  | "dossier-full"
  | "draft-changed"
  | "draft-waits"
  | "email-factor-forbidden"
  | "enrolment-expired"
  | "entry-too-full"
  | "extra-accounts-full"
  | "file-incomplete"
  | "file-too-long"
  | "files-not-ready"
  | "folder-full"
  | "foreign-request"
  | "form-changed"
  | "forms-full"
  | "guest-otherwise"
  | "guest-removed"
  | "handler-cannot"
  | "id-taken"
  | "internal-note-changed"
  | "invitation-expired"
  | "invitation-used"
  | "label-changed"
  | "last-factor"
  | "last-owner"
  | "link-ended"
  | "link-moved"
  | "link-unknown"
  | "log-in-again"
  | "login-expired"
  | "login-refused"
  | "mailbox-full"
  | "mailbox-name-taken"
  | "mailbox-staging-full"
  | "members-full"
  | "message-expired"
  | "message-gone"
  | "message-revoked"
  | "message-too-full"
  | "message-too-large"
  | "message-undone"
  | "name-taken"
  | "no-reset-code"
  | "no-such-account"
  | "no-such-client"
  | "no-such-colleague"
  | "nobody-to-remind"
  | "not-a-code"
  | "not-a-colleague"
  | "not-found"
  | "not-json"
  | "not-signed-in"
  | "not-unlocked"
  | "notes-full"
  | "nothing-to-remind-of"
  | "own-account"
  | "own-request"
  | "participant-disabled"
  | "participant-locked"
  | "passkey-refused"
  | "password-link-dead"
  | "password-needed"
  | "password-refused"
  | "person-reminded-today"
  | "phone-settled"
  | "raise-needed"
  | "reminded-today"
  | "request-over"
  | "reset-code-dead"
  | "reset-code-needed"
  | "reset-waits"
  | "seal-key-missing"
  | "seal-key-outdated"
  | "seal-key-refused"
  | "seal-key-taken"
  | "second-factor-required"
  | "second-person-needed"
  | "sms-unavailable"
  | "sponsor-gone"
  | "starter-paused"
  | "starter-taken"
  | "starters-full"
  | "task-otherwise"
  | "tasks-full"
  | "too-many-drafts"
  | "too-many-here"
  | "too-many-labels"
  | "too-many-passkeys"
  | "too-many-requests"
  | "too-many-staged"
  | "took-too-long"
  | "unavailable"
  | "unexpected"
  | "withdraw-too-late";

/** A refusal: RFC 9457 problem details. */
export interface Problem {
  type: `/problems/${ProblemCode}`;
  title: string;
  status: number;
  /** Of access-revoked. */
  revokedAt?: string;
  /** Of already-guest, guest-removed. */
  sponsorEmail?: string;
  /** Of already-in-dossier. */
  partId?: string;
  /** Of already-in-dossier. */
  isRevoked?: boolean;
  /** Of answered-meanwhile. */
  messages?: string[];
  /** Of answers-changed. */
  page?: AnswerPage;
  /** Of assigned-meanwhile. */
  assigned?: Colleague | null;
  /** Of bad-input. */
  errors?: Record<string, string[]>;
  /** Of brand-colour-unreadable. */
  nearest?: string;
  /** Of client-otherwise. */
  kind?: ClientKind;
  /** Of code-refused, password-refused. */
  triesLeft?: number;
  /** Of code-refused, login-refused, password-refused, reset-waits, too-many-requests. */
  retryAt?: string | null;
  /** Of contacts-changed. */
  contacts?: ContactItem[];
  /** Of document-first. */
  document?: GuestDocument;
  /** Of draft-changed. */
  draft?: DraftItem | null;
  /** Of extra-accounts-full, members-full, starters-full. */
  most?: number;
  /** Of files-not-ready. */
  files?: string[];
  /** Of form-changed. */
  form?: FormItem;
  /** Of form-changed. */
  definition?: SealedNote;
  /** Of guest-otherwise, task-otherwise. */
  state?: GuestState | TaskState;
  /** Of guest-removed. */
  why?: RemovalReason;
  /** Of guest-removed. */
  removedAt?: string;
  /** Of guest-removed. */
  restorableUntil?: string;
  /** Of guest-removed. */
  sponsor?: string;
  /** Of label-changed. */
  label?: LabelItem | null;
  /** Of last-owner. */
  mailbox?: string;
  /** Of link-moved. */
  sentAt?: string;
  /** Of not-a-code. */
  length?: number;
  /** Of participant-locked. */
  lockedUntil?: string;
  /** Of raise-needed. */
  people?: string[];
  /** Of unexpected. */
  traceId?: string;
}

export interface AcceptGuestDocumentRequest {
  /** Which. */
  document: GuestDocument;
  /** The version that was read. */
  version: number;
  /** The language it was read in. */
  language: string;
  /** Of the text that was read. */
  sha256: string;
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
export type AccountState = "invited" | "active" | "suspended" | "removed" | "ended";

/** A second factor was activated. */
export interface ActivatedFactor {
  /** The session, which is complete now. */
  session: SessionView;
  /** Shown this once; null when the account had some. */
  recoveryCodes: string[] | null;
}

export interface AddExtraAccountRequest {
  /** Made by the browser; the answer has another one when the address had an account. */
  accountId: string;
  /** The person's name. */
  name: string;
  /** The address. */
  email: string;
  /** A mobile number, or null. */
  phone: string | null;
  /** Of the mails. */
  language: string;
}

export interface AddPartRequest {
  /** Made by the browser. */
  partId: string;
  /** Wrapped for the kind `part` and this id. */
  sealKey: WrappedSealKey;
  /** Number, description and titles of the steps, under this key. */
  note: SealedNote;
  /** The account of the client, or the company's main account. */
  clientId: string;
}

export interface AddPartResponse {
  /** The mailbox in it, as whom staff act. */
  participantId: string;
  /** Of the client. */
  name: string;
}

export interface AddPasskeyRequest {
  /** What its owner calls it. */
  name: string;
  /** WebAuthn `RegistrationResponseJSON`. */
  credential: object;
  /** Whether to sign out everywhere else. */
  endOthers?: boolean;
}

/** Where the two codes went. */
export interface AddressStep {
  formerTo: string;
  newTo: string;
  expiresAt: string;
  resendAt: string;
}

/** A page of answers. */
export interface AnswerPage {
  /** Which page of the form. */
  pageId: string;
  /** The answers. */
  note: SealedNote;
  /** How often it was saved; the next save names it. */
  revision: number;
  /** The participant who saved it last. */
  author: string;
  /** Their name, as it was then. */
  by: string;
  /** When. */
  at: string;
}

export interface ArchiveFormRequest {
  /** Whether it is archived. */
  isArchived: boolean;
}

export interface AskTaskRequest {
  /** Made by the browser. */
  taskId: string;
  /** What is asked. */
  kind: TaskKind;
  /** Title, and why it is asked. */
  header: SealedNote;
  /** The form as it is now; needed for a questionnaire alone. */
  definition: SealedNote | null;
  /** What is to be read, which the office published here; for a reading alone. */
  entryId: string | null;
  /** The last day for it, in Amsterdam: tomorrow at the earliest. */
  dueOn: string;
}

export interface AssignConversationRequest {
  /** Who gets it; null: nobody. */
  accountId: string | null;
  /** Whose it was when it was decided; null: nobody's. */
  before: string | null;
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

export interface BeginGuestAddressRequest {
  email: string;
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

export interface ChangeDossierHeaderRequest {
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** The ids of the steps, in order; those that stay keep whether they are done. */
  steps: string[];
}

export interface ChangeExpiryRequest {
  /** From when nobody is handed it; null: it stays. */
  expiresAt: string | null;
}

export interface ChangeExpiryResponse {
  /** From when nobody is handed it; null: it stays. */
  expiresAt: string | null;
}

export interface ChangeFormRequest {
  /** The revision it follows on. */
  revision: number;
  /** Its title, and how many questions it has; under the mailbox's key. */
  header: SealedNote;
  /** The form; under the mailbox's key. */
  definition: SealedNote;
}

export interface ChangeMemberRequest {
  /** Of somebody's own mailbox delegate; of a group's member or owner. */
  right: MemberRight;
  /** When it ends; null: it does not. */
  until: string | null;
}

export interface ChangePartHeaderRequest {
  /** Number, description and titles of the steps, under the part's key. */
  note: SealedNote;
}

export interface ChangeRightRequest {
  right: FolderRight;
}

export interface ChangeStarterRequest {
  /** The revision that was read. */
  revision: number;
  /** What stands above the form, in Dutch; may be empty. */
  textNl: string;
  /** The same in English. */
  textEn: string;
  /** The kinds of files that it asks for; null: all. */
  kinds: FileKind[] | null;
  /** Whether nobody begins with it. */
  isPaused: boolean;
}

export interface ChooseDigestRequest {
  digest: Digest;
}

export interface ChooseLogInMethodRequest {
  method: FactorMethod;
}

export interface ChooseMailsRequest {
  /** Whether they are. */
  mails: boolean;
}

export interface ChooseNoticesRequest {
  /** New letters and documents. */
  documents: boolean;
  /** Questionnaires, and documents that are asked for. */
  forms: boolean;
  /** New messages. */
  messages: boolean;
}

/** What a client is. */
export type ClientKind = "person" | "company" | "extra-account";

/** Somebody who can use a mailbox. */
export interface Colleague {
  accountId: string;
  name: string;
}

export interface ConfirmGuestAddressRequest {
  /** That came to the former address. */
  formerCode: string;
  /** That came to the new one. */
  newCode: string;
}

/** A contact as staff get it. */
export interface ContactItem {
  /** Which: a keyed hash of the address, 32 hexadecimal digits, made by the browser. */
  tag: string;
  /** How often it was kept; it follows on what was read. */
  revision: number;
  /** Who it is and how they were written to; under the mailbox's key. */
  note: SealedNote;
}

/** What stands in a mailbox's list. */
export type ConversationKind = "conversation" | "dossier";

export interface CorrectAddressRequest {
  /** As it was typed. */
  email: string;
}

export interface CorrectClientAddressRequest {
  email: string;
}

export interface CorrectClientRequest {
  /** The person's or the company's name. */
  name: string;
  /** A mobile number, or null. */
  phone: string | null;
}

export interface CorrectGuestAddressRequest {
  email: string;
}

/** A mailbox. */
export interface CountUnreadItem {
  /** Which. */
  mailboxId: string;
  /** How many; 100 is that or more. */
  unread: number;
}

export interface CountUnreadResponse {
  mailboxes: CountUnreadItem[];
}

/** When somebody is told that there is something new in a folder (X22). */
export type Digest = "soon" | "daily";

export interface DisputeNumberRequest {
  secret: string;
  explanation: string;
}

/** What is known of a dossier without a key. It is changed in the dossier, and copied into each of its parts, which decide by their copy. */
export interface DossierFacts {
  at: string;
  status: string;
  steps: ProgressStep[];
  handler: DossierPerson;
  standIn: DossierPerson | null;
  closedAt: string | null;
}

/** Somebody of the office. */
export interface DossierPerson {
  /** Whose account; null for clients. */
  accountId: string | null;
  /** As it was when it was set. */
  name: string;
}

/** What the organisation decided about dossiers. */
export interface DossierSettings {
  /** Raised by every change. */
  version: number;
  /** Those that can be chosen, in their order, and then those that were taken away. */
  statuses: DossierStatus[];
  /** In their order. */
  templates: DossierTemplate[];
}

/** How far a dossier can be, in the organisation's own words. */
export interface DossierStatus {
  /** Which. */
  statusId: string;
  /** Its name in Dutch. */
  nl: string;
  /** Its name in English. */
  en: string;
  /** Whether a dossier with it is in progress (N11). */
  isOpen: boolean;
  /** Whether it was taken away: no dossier gets it any more, and those that have it keep it. */
  isRetired: boolean;
}

/** What the progress of some kind of dossier looks like. */
export interface DossierTemplate {
  /** Which. */
  templateId: string;
  /** What the office calls it. */
  name: string;
  /** In their order. */
  steps: TemplateStep[];
}

/** A draft as the people of its mailbox see it. */
export interface DraftItem {
  /** Which. */
  draftId: string;
  /** Which the next save names. */
  revision: number;
  /** When it was saved. */
  at: string;
  /** The name of who saved it. */
  by: string;
  /** The mailbox in the conversation it is for. */
  participantId: string;
  /** What is written, sealed under the mailbox's key. */
  note: SealedNote;
  /** As which message it was sent; null when it was not. */
  messageId: string | null;
  /** When that goes. */
  goesAt: string | null;
  /** Whether who is shown it began it, or nobody knows who did. */
  isOwn: boolean;
}

/** The draft that staff sends, as it was saved last; with the message it goes. */
export interface DraftReference {
  draftId: string;
  revision: number;
}

export interface EndFolderResponse {
  /** Until when it can be taken back. */
  restorableUntil: string;
}

/** Where the code went that proves a new second factor. */
export interface EnrolmentStep {
  to: string;
  expiresAt: string;
  resendAt: string | null;
}

/** What an entry of a folder is. */
export type EntryKind = "file" | "folder";

export interface ExportAuditRequest {
  /** The first UTC day of entering. */
  from: string;
  /** The last, at most 31 days in all. */
  to: string;
}

export interface ExtendGuestsRequest {
  /** Which. */
  guestIds: string[];
  /** The last day; null: as many days more as the organisation gives. */
  endsOn: string | null;
}

export interface ExtendGuestsResponse {
  /** Those that were extended. */
  guests: ShownGuest[];
}

/** The ways in which a log-in can be completed after the password. */
export type FactorMethod = "app" | "sms" | "email" | "passkey" | "recovery";

/** That a notice did not reach somebody. */
export interface FailedDelivery {
  /** When that was known. */
  at: string;
  /** Why. */
  why: Undelivered;
}

export interface FileConversationRequest {
  /** Where it goes. */
  filing: Filing;
  /** The newest message that was seen: what came in after it is not put away unread. Null: whatever there is. */
  messageId?: string | null;
}

export interface FileConversationResponse {
  /** Where it stands. */
  filing: Filing;
  /** Of one that was deleted: from when it is gone for everybody. */
  endsAt: string | null;
}

/** Kinds of files by what people call them. What belongs to each the pages say: names are sealed. */
export type FileKind = "documents" | "pictures" | "spreadsheets" | "recordings";

/** Where a conversation of a mailbox stands. */
export type Filing = "none" | "archived" | "deleted" | "snoozed";

export interface FindClientsRequest {
  /** Empty for all. */
  words: string;
  /** The `next` of the part before; null for the first. */
  cursor: string | null;
}

export interface FindClientsResponse {
  /** By name; may be empty while there is a next part. */
  clients: ShownClient[];
  /** The cursor of the next part; null at the end. */
  next: string | null;
}

export interface FinishUploadResponse {
  /** The copy runs; when to ask again. */
  retryInSeconds: number;
}

export interface FinishUploadsAnswer {
  /** Which. */
  fileId: string;
  /** Whether it is there; false while it is copied, and when it is refused. */
  finished: boolean;
  /** The code of the refusal, as of a single file; null when there is none. */
  refused: string | null;
}

export interface FinishUploadsRequest {
  /** Their ids, each once. */
  files: string[];
}

export interface FinishUploadsResponse {
  /** In the order in which they were asked. */
  files: FinishUploadsAnswer[];
  /** When to ask again for those that are being copied; null when none is. */
  retryInSeconds: number | null;
}

/** What somebody with whom a folder is shared may do in it. */
export type FolderRight = "read" | "upload";

export interface FollowConversationRequest {
  follows: boolean;
}

/** What stands at the foot of every page beside the contact, in both languages; empty lines are left out. */
export interface Footer {
  /** The names of partners, in Dutch. */
  partnersNl: string;
  /** The same in English. */
  partnersEn: string;
  /** A line about privacy, in Dutch. */
  privacyNl: string;
  /** The same in English. */
  privacyEn: string;
}

/** A form of a mailbox. */
export interface FormItem {
  /** Which. */
  formId: string;
  /** Its title, and how many questions it has. */
  header: SealedNote;
  /** How often it was published, and the number of the last one; 0: never. */
  version: number;
  /** How often its draft was saved; the next save names it. */
  revision: number;
  /** Of which revision the last version is; a higher one is not published yet. */
  publishedRevision: number;
  /** When its draft was saved last. */
  at: string;
  /** The name of who did that, as it was then. */
  by: string;
  /** Whether it is offered no more. */
  isArchived: boolean;
}

/** That a form was published. */
export interface FormVersion {
  /** Its number, from 1. */
  version: number;
  /** When. */
  at: string;
  /** The name of who did that, as it was then. */
  by: string;
}

export interface GiveMailboxRequest {
  /** The colleague's address. */
  email: string;
  /** Of somebody's own mailbox delegate; of a group's member or owner. */
  right: MemberRight;
  /** When it ends; null: it does not. */
  until: string | null;
}

export interface GiveMailboxResponse {
  /** What waits for a yes; null when it was given. */
  asked: ShownRequest | null;
}

export interface GivePasswordRequest {
  /** What was agreed. It is not stored. */
  password: string;
}

export interface GivePhoneRequest {
  /** As it was typed. */
  phone: string;
}

/** What a guest accepts, in this order. */
export type GuestDocument = "terms" | "confidentiality";

/** What the organisation decided about guests. */
export interface GuestPolicy {
  /** After so many days without a log-in a guest is removed (A25). */
  inactiveDays: number;
  /** How many days "Keep my access" adds. */
  extendDays: number;
  /** Whether inviting one needs a second person's yes. */
  needsSecondYes: boolean;
  /** Whether a guest's device can stay signed in (A28). */
  mayBeRemembered: boolean;
  /** The newest versions of what a guest accepts. */
  documents: GuestVersions;
}

/** How far a guest is. */
export type GuestState = "asked" | "invited" | "active" | "removed";

/** Versions of the two documents. */
export interface GuestVersions {
  /** From 1; 0: none. */
  terms: number;
  /** From 1; 0: none. */
  confidentiality: number;
}

export interface HandOverGuestsRequest {
  /** Which. */
  guestIds: string[];
  /** The address of a colleague. */
  email: string;
}

export interface HandOverGuestsResponse {
  /** Those that were handed over. */
  guests: ShownGuest[];
}

/** That somebody was handed a file. */
export interface HandedFile {
  /** Which. */
  fileId: string;
  /** The first time. */
  at: string;
  /** After which proof. */
  method: Method;
}

/** How a conversation is handled, as the people of its mailbox see it. */
export interface HandlingItem {
  /** Whose it is; null: nobody's, as it is when they cannot use the mailbox any more. */
  assigned: string | null;
  /** Whether who asks follows it. */
  follows: boolean;
  /** How many do. */
  followers: number;
  /** Its labels. */
  labels: string[];
  /** Until when it is out of the inbox. */
  snoozedUntil: string | null;
  /** Where it stands. */
  filing: Filing;
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

/** An internal note as the people of the mailbox have it. */
export interface InternalNoteItem {
  /** Which. */
  noteId: string;
  /** Who wrote it. */
  accountId: string;
  /** Their name, as it was then. */
  by: string;
  /** When. */
  at: string;
  /** When it was changed last; null: it never was. */
  changedAt: string | null;
  /** Which change of it. */
  revision: number;
  /** Its words. */
  note: SealedNote;
}

export interface InviteAccountRequest {
  accountId: string;
  email: string;
  roles: Role[];
  mailboxIds: string[];
  language: string;
}

export interface InviteGuestRequest {
  /** Made by the browser; the answer has another one when the address had an account. */
  guestId: string;
  /** The person's name. */
  name: string;
  /** The address. */
  email: string;
  /** A mobile number. */
  phone: string;
  /** Why. */
  reason: string;
  /** The last day of the access. */
  endsOn: string;
  /** Of the mails. */
  language: string;
}

export interface JudgeTaskRequest {
  /** What was delivered, as it was looked at: a later delivery is not judged by it. */
  entryId: string;
  /** Whether it is accepted. */
  isAccepted: boolean;
  /** Why it is returned; null when it is accepted. */
  reason: SealedNote | null;
}

export interface KeepContactsRequest {
  /** At most as many as a message has recipients, none twice. */
  contacts: ContactItem[];
}

export interface KeepContactsResponse {
  /** As they stand now. */
  contacts: ContactItem[];
}

export interface KeepInternalNoteRequest {
  /** Made by the browser. */
  noteId: string;
  /** The one that was read; 0: it is new. */
  revision: number;
  /** Its words, sealed under the mailbox's key. */
  note: SealedNote;
}

export interface KeepLabelRequest {
  /** The one that was read; 0: it is new. */
  revision: number;
  /** Its name and colour. */
  note: SealedNote;
}

export interface LabelConversationRequest {
  /** Labels that it gets. */
  add: string[];
  /** Labels that it loses. */
  remove: string[];
}

/** A label as its mailbox's people have it. */
export interface LabelItem {
  /** Made by the browser. */
  labelId: string;
  /** Which change of it; 0: it is new. */
  revision: number;
  /** Its name and colour, sealed under the mailbox's key. */
  note: SealedNote;
}

/** The body of every call that a link makes. */
export interface LinkRequest {
  secret: string;
}

/** What the page of a link shows before anything is opened: no subject, no text, no file name. */
export interface LinkState {
  /** Whose link. */
  participantId: string;
  /** Of which space. */
  conversationId: string;
  /** Its name. */
  organisation: string;
  /** The name of the mailbox that wrote. */
  mailbox: string;
  /** How the participant proves who they are. */
  method: Method;
  /** Of the participant's notices. */
  language: string;
  /** The last digits of the number that gets codes. */
  phone: string | null;
  /** Whether this browser was let in. */
  unlocked: boolean;
  /** The code that can be typed here. */
  challenge: ChallengeState | null;
  /** From when a code can be asked again. */
  resendAt: string | null;
  /** From when a code can be tried again. */
  waitUntil: string | null;
  /** Until when the link is shut. */
  lockedUntil: string | null;
  /** Whether it is shut until staff send another one. */
  disabled: boolean;
  /** Whether the participant said that the number is not theirs. */
  notMyNumber: boolean;
  /** Since when nothing in it can be read any more; null: something can. */
  expiredAt: string | null;
  /** Whether this browser can be remembered when it is let in. */
  canRemember: boolean;
  /** Whether this browser was, for this or another link: it may need no code. */
  isRemembered: boolean;
  /** When access was withdrawn; null: it was not. */
  revokedAt: string | null;
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

export interface ListColleaguesResponse {
  /** Who asks is one of them. */
  colleagues: Colleague[];
  /** Which. */
  me: string;
}

export interface ListContactsResponse {
  /** In no order that says anything. */
  contacts: ContactItem[];
  /** The next page's cursor, or null. */
  next: string | null;
}

export interface ListConversationsItem {
  conversationId: string;
  participantId: string;
  messageId: string;
  people: string[];
  header: SealedNote | null;
  author: string;
  wrappedSealKey: string;
  at: string;
  unread: boolean;
  files: number;
  noticeFailed: boolean;
  notMyNumber: boolean;
  held: boolean;
  kind: ConversationKind;
  dossier: string | null;
  endsAt: string | null;
  revoked: boolean;
  readers: number;
  awaited: number;
  assigned: string | null;
  labels: string[];
  snoozedUntil: string | null;
  wokeAt: string | null;
}

export interface ListConversationsResponse {
  conversations: ListConversationsItem[];
  next: string | null;
}

/** Something that was done. */
export interface ListDelegateActsItem {
  /** What, as the audit trail names it. */
  event: string;
  /** Of whoever did it. */
  name: string;
  /** When. */
  at: string;
}

export interface ListDelegateActsResponse {
  /** Newest first. */
  acts: ListDelegateActsItem[];
  /** Where the next page begins; null: there is none. */
  next: string | null;
}

export interface ListDossiersItem {
  /** Which. */
  dossierId: string;
  /** The mailbox in it. */
  participantId: string;
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** Its seal key, with its context, under the mailbox's (A256KW). */
  wrappedSealKey: string;
  /** When something happened in it last. */
  at: string;
  /** What is known of it without a key. */
  facts: DossierFacts;
  /** The clients in it. */
  parts: ListedPart[];
}

export interface ListDossiersResponse {
  dossiers: ListDossiersItem[];
  next: string | null;
}

export interface ListDraftsResponse {
  drafts: DraftItem[];
}

export interface ListEntriesItem {
  /** Which; of a file also the file's id. */
  entryId: string;
  /** File or subfolder. */
  kind: EntryKind;
  /** The subfolder it stands in, or the folder; null of the folder itself. */
  parent: string | null;
  /** Its name and, of a file, what vouches for it. */
  note: SealedNote;
  /** Whose note that is. */
  author: string;
  /** The name of who added it, as it was then. */
  by: string;
  /** When. */
  at: string;
  /** Plain bytes of a file; null of a subfolder. */
  size: number | null;
  /** When who added it took it back; seen by the mailbox alone. */
  withdrawnAt: string | null;
}

export interface ListEntriesResponse {
  /** In no order; one whose parent is not among them stands in the folder itself. */
  entries: ListEntriesItem[];
  /** Whether the caller may add files now, as `OpenFolder` has it. */
  mayUpload: boolean;
}

export interface ListExtraAccountsResponse {
  /** By name. */
  accounts: ShownExtraAccount[];
  /** How many there can be. */
  most: number;
}

export interface ListFoldersItem {
  /** Which. */
  folderId: string;
  /** The mailbox in it. */
  participantId: string;
  /** The folder's entry, with its name. */
  note: SealedNote;
  /** Its seal key, with its context, under the mailbox's (A256KW). */
  wrappedSealKey: string;
  /** When something in it changed last. */
  at: string;
  /** The names of those it is shared with. */
  people: string[];
}

export interface ListFoldersResponse {
  folders: ListFoldersItem[];
  next: string | null;
}

export interface ListFormsResponse {
  forms: FormItem[];
}

export interface ListGuestDocumentsResponse {
  /** The terms of use, then confidentiality and privacy. */
  documents: ShownDocument[];
}

export interface ListGuestsResponse {
  /** May be empty while there is a next part. */
  guests: ShownGuest[];
  /** The cursor of the next part; null at the end. */
  next: string | null;
}

export interface ListHandlersResponse {
  people: DossierPerson[];
}

export interface ListLabelsResponse {
  /** In no order that says anything. */
  labels: LabelItem[];
}

export interface ListMailboxesResponse {
  mailboxes: ListedMailbox[];
}

export interface ListMembersResponse {
  /** By name. */
  people: ShownMember[];
}

export interface ListOpenStartersOpenStarter {
  /** Which. */
  starterId: string;
  /** What the mailbox is called. */
  mailbox: string;
  /** What stands above its form, in Dutch: by it people tell two of one mailbox apart. */
  textNl: string;
  /** The same in English. */
  textEn: string;
}

export interface ListOpenStartersResponse {
  starters: ListOpenStartersOpenStarter[];
}

export interface ListOwnDossiersItem {
  /** Which. */
  partId: string;
  /** As whom the account acts in it. */
  participantId: string;
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** Its seal key, with its context, under the shelf's (A256KW). */
  wrappedSealKey: string;
  /** When something happened in it last. */
  at: string;
  /** What is known of it without a key. */
  facts: DossierFacts;
  /** What stands in each tab. */
  numbers: TabNumbers;
  /** What the account did not open yet: what waits for it (N39). */
  unread: TabNumbers;
  /** How many tasks wait for whom (N38). */
  tasks: TaskNumbers;
  /** For a company's main account: the extra accounts that see it. */
  accounts: string[];
}

export interface ListOwnDossiersResponse {
  dossiers: ListOwnDossiersItem[];
  next: string | null;
}

/** A mailbox of the caller's. */
export interface ListOwnMailboxesItem {
  /** Which. */
  mailboxId: string;
  /** What it is called. */
  name: string;
  /** Whether it is the caller's own, which delegates use; else a group's. */
  person: boolean;
  /** Who may use it. */
  people: ShownMember[];
}

export interface ListOwnMailboxesResponse {
  mailboxes: ListOwnMailboxesItem[];
}

export interface ListOwnMessagesItem {
  /** As whom it is opened. */
  participantId: string;
  /** The name of the mailbox. */
  mailbox: string;
  /** When something came that they were told of. */
  at: string;
  /** Whether they have not read it. */
  unread: boolean;
  /** What it asks for. */
  method: Method;
}

export interface ListOwnMessagesResponse {
  messages: ListOwnMessagesItem[];
  next: string | null;
}

export interface ListPartEntriesResponse {
  entries: ListedPartEntry[];
  next: string | null;
}

export interface ListReadersItem {
  /** Who. */
  participantId: string;
  /** Their name, of staff the colleague's, as it was then. */
  name: string;
  /** When they first downloaded it. */
  at: string;
  /** When they last did. */
  lastAt: string;
}

export interface ListReadersResponse {
  /** The first to download it first. */
  readers: ListReadersItem[];
}

export interface ListShelfItem {
  /** Which. */
  folderId: string;
  /** As whom the account acts in it. */
  participantId: string;
  /** The folder's entry, with its name. */
  note: SealedNote;
  /** Its seal key, with its context, under the shelf's (A256KW). */
  wrappedSealKey: string;
  /** When something in it changed last. */
  at: string;
  /** The mailbox that shares it. */
  sharedBy: string;
  /** What the account may do in it. */
  right: FolderRight;
}

export interface ListShelfResponse {
  folders: ListShelfItem[];
  next: string | null;
}

export interface ListStartersResponse {
  starters: Starter[];
}

export interface ListTasksResponse {
  tasks: ListedTask[];
}

export interface ListWaitingItem {
  /** As whom it is opened. */
  participantId: string;
  /** The name of the mailbox that wrote. */
  mailbox: string;
  /** When it came. */
  at: string;
}

export interface ListWaitingResponse {
  waiting: ListWaitingItem[];
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

/** A mailbox in the service desk's list. */
export interface ListedMailbox {
  /** Which. */
  mailboxId: string;
  /** What people see. */
  name: string;
  /** A group's, or somebody's own. */
  kind: MailboxKind;
}

/** A client in a dossier of a mailbox's list. */
export interface ListedPart {
  /** The space that the office shares with them. */
  partId: string;
  /** The mailbox in it. */
  participantId: string;
  /** The account of the client, or the company's main account. */
  clientId: string;
  /** Of the client. */
  name: string;
  /** What came from the client and nobody of the office opened. */
  unread: TabNumbers;
  /** What the client itself did not open yet. */
  waiting: TabNumbers;
  /** When somebody of the client last opened something in it; null: never. */
  readAt: string | null;
  /** Whether the dossier was taken away from them. */
  isRevoked: boolean;
  tasks: TaskNumbers;
}

/** An entry in a tab. */
export interface ListedPartEntry {
  /** Which. What a client delivered stands under one id in two tabs. */
  entryId: string;
  /** Subject or title, and its files with what vouches for each. */
  header: SealedNote;
  /** Whether there is a text to open. */
  hasText: boolean;
  /** The participant who wrote it. */
  author: string;
  /** The name of who wrote it, as it was then. */
  by: string;
  /** When. */
  at: string;
  /** Its files. */
  files: PartFile[];
  /** The entry that it answers. */
  inReplyTo: string | null;
  /** The task it was delivered for. */
  taskId: string | null;
  /** Whether it was opened on the reader's side by the reader, or is the reader's own. */
  isRead: boolean;
  /** Who of the other side opened it, first moment each; for the office all who did, for clients none. */
  readBy: PartReading[];
}

/** Something that the office asks of a client. */
export interface ListedTask {
  /** Which. */
  taskId: string;
  /** What is asked. */
  kind: TaskKind;
  /** How far it is. */
  state: TaskState;
  /** Title, and why it is asked. */
  header: SealedNote;
  /** The last day for it, in Amsterdam. */
  dueOn: string;
  /** When it was asked. */
  at: string;
  /** The name of who asked, as it was then. */
  by: string;
  /** How many questions are answered, as the client's browser counts. */
  answered: number;
  /** Of how many; 0 before it was begun. */
  total: number;
  /** When it was begun; null: it was not. */
  startedAt: string | null;
  /** When it was last sent, or confirmed. */
  sentAt: string | null;
  /** The name of who did that. */
  sentBy: string | null;
  /** What was delivered last; of a reading: what is to be read. */
  entryId: string | null;
  /** When the client was last reminded. */
  remindedAt: string | null;
  /** Why the office returned it; null when it did not, or it was sent again. */
  returned: SealedNote | null;
  /** Whether its last day is over and it is still to be done. */
  isLate: boolean;
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

export interface LookAtDeviceResponse {
  /** Browser and system, as it said itself. */
  device: string;
  /** Since when. */
  rememberedAt: string;
  /** Until when, unless somebody ends it. */
  endsAt: string;
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

export interface LookForRevokedResponse {
  /** When a message, or somebody's access, was last revoked; null: nothing was. */
  revokedAt: string | null;
}

export interface LookUpRecipientsItem {
  email: string;
  hasAccount: boolean;
}

export interface LookUpRecipientsRequest {
  /** At most as many as a message has recipients. */
  emails: string[];
}

export interface LookUpRecipientsResponse {
  /** As they were asked, in that order. */
  recipients: LookUpRecipientsItem[];
}

/** What a mailbox is for. */
export type MailboxKind = "group" | "personal";

export interface MakeClientsAnswer {
  /** As it was asked. */
  clientId: string;
  /** The client, whose own id counts; null when it is refused. */
  client: ShownClient | null;
  /** The code of the refusal; null when there is none. */
  refused: string | null;
}

export interface MakeClientsNewClient {
  /** Made by the browser; the answer has another one when the address had an account. */
  clientId: string;
  /** A person or a company. */
  kind: ClientKind;
  /** The person's or the company's name. */
  name: string;
  /** The address; of a company that of its main account. */
  email: string;
  /** A mobile number, or null. */
  phone: string | null;
  /** Of the mails. */
  language: string;
}

export interface MakeClientsRequest {
  /** Of different ids and addresses. */
  clients: MakeClientsNewClient[];
}

export interface MakeClientsResponse {
  /** In the order in which they were asked. */
  clients: MakeClientsAnswer[];
}

export interface MakeDossierRequest {
  /** Made by the browser. */
  dossierId: string;
  /** Wrapped for the kind `dossier` and this id. */
  sealKey: WrappedSealKey;
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** Of the organisation's list. */
  status: string;
  /** The ids of its steps, in order; none: without progress. */
  steps: string[];
  /** The account of who handles it; null for the caller. */
  handlerId: string | null;
  /** The account of who stands in; null for nobody. */
  standInId: string | null;
}

export interface MakeDossierResponse {
  /** The mailbox in it, as whom staff act. */
  participantId: string;
}

export interface MakeFolderRequest {
  /** Made by the browser. */
  folderId: string;
  /** Wrapped for the kind `folder` and this id. */
  sealKey: WrappedSealKey;
  /** The folder's entry, with its name: of the kind `folder`, its id the folder's, its author participant 00. */
  note: SealedNote;
}

export interface MakeFolderResponse {
  /** The mailbox in it, as whom staff act. */
  participantId: string;
}

export interface MakeFormRequest {
  /** Made by the browser. */
  formId: string;
  /** Its title, and how many questions it has; under the mailbox's key. */
  header: SealedNote;
  /** The form; under the mailbox's key. */
  definition: SealedNote;
}

export interface MakeMailboxRequest {
  /** Made by the browser. */
  mailboxId: string;
  /** What people see; no other mailbox has it. */
  name: string;
  /** The address of the first owner's account. */
  ownerEmail: string;
  /** A group's, or the owner's own. */
  kind: MailboxKind;
}

export interface MakeRecoveryCodesResponse {
  recoveryCodes: string[];
}

export interface MakeStarterRequest {
  /** Its name in links. */
  starterId: string;
  /** With which mailbox a conversation begins. */
  mailboxId: string;
  /** What stands above the form, in Dutch; may be empty. */
  textNl: string;
  /** The same in English. */
  textEn: string;
  /** The kinds of files that it asks for; null: all. */
  kinds: FileKind[] | null;
}

export interface MarkReadRequest {
  /** The newest message that was seen: what came in after it stays unread. */
  messageId: string;
}

/** What somebody may do with a mailbox; whoever has any of these reads and writes in it. */
export type MemberRight = "member" | "delegate" | "owner";

/** How a recipient proves who they are before reading, the weakest first: it can be raised and never lowered. */
export type Method = "none" | "password" | "sms" | "account";

export interface NameSuccessorRequest {
  /** The owner whose place it is. */
  leaver: string;
  /** The successor's address. */
  email: string;
}

/** A mailbox by its name. */
export interface NamedMailbox {
  /** Which. */
  mailboxId: string;
  /** As people see it. */
  name: string;
  /** Whether it is somebody's own, which others use as delegates. */
  person: boolean;
}

/** What comes next in a log-in. */
export type NextStep = "code" | "passkey" | "choose-factor" | "accept-document" | "done" | "log-in";

export interface OpenConversationDisputed {
  at: string;
  explanation: string;
}

export interface OpenConversationMessageItem {
  /** Which. */
  messageId: string;
  /** Who wrote it. */
  author: string;
  /** Who wrote it for the mailbox. */
  by: string | null;
  /** When. */
  at: string;
  /** What was written; null: it has expired, or was revoked. */
  note: SealedNote | null;
  /** Whether the caller is handed it for the first time. */
  isNew: boolean;
  /** Whether it came to the others. */
  receipts: ReceiptItem[];
  /** From when nobody is handed it; null: it stays. */
  expiresAt: string | null;
  /** When it was revoked; null: it was not. */
  revokedAt: string | null;
  /** For the mailbox: the name of who revoked it. */
  revokedBy: string | null;
  /** For the mailbox, of one that was revoked: what its files were called, under the mailbox's key; null for none. */
  fileNames: SealedNote | null;
  /** Who came in with it, after the first. */
  added: string[];
}

export interface OpenConversationParticipantItem {
  participantId: string;
  kind: string;
  name: string | null;
  email: string | null;
  method: Method | null;
  phone: string | null;
  notMyNumber: OpenConversationDisputed | null;
  held: boolean;
  notReached: ReachingTask | null;
  lockedUntil: string | null;
  disabled: boolean;
  isCc: boolean;
  canBeReminded: boolean;
  remindedAt: string | null;
  revokedAt: string | null;
  /** Of who sees nothing of before; null: everything. */
  seesFrom: string | null;
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
  /** For the mailbox: where it stands in it. */
  filing: Filing | null;
  /** For the mailbox, of one that it deleted: from when it is gone for everybody. */
  endsAt: string | null;
  waiting: WaitingItem[];
  /** Of people outside: with which starter it began, which says what it asks for. */
  starterId: string | null;
}

export interface OpenDossierPartItem {
  /** The space that the office shares with them. */
  partId: string;
  /** The mailbox in it. */
  participantId: string;
  /** The account of the client, or the company's main account. */
  clientId: string;
  /** Of the client. */
  name: string;
  /** False when making it was cut off: the same request again, or revoking, ends that. */
  isMade: boolean;
  /** Whether the dossier was taken away from them. */
  isRevoked: boolean;
  /** Its seal key under the mailbox's; null for the first seconds. */
  wrappedSealKey: string | null;
  /** What stands in each tab. */
  numbers: TabNumbers;
  /** What nobody of the office opened yet. */
  unread: TabNumbers;
  /** How many tasks wait for whom. */
  tasks: TaskNumbers;
  /** Who of the client is in it: the client first, then extra accounts of a company. */
  people: PartPerson[];
}

export interface OpenDossierResponse {
  /** Which. */
  dossierId: string;
  /** The mailbox in it. */
  participantId: string;
  /** Under the mailbox's key; null for the first seconds. */
  wrappedSealKey: string | null;
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** What is known of it without a key. */
  facts: DossierFacts;
  /** The clients in it, in the order in which they came in. */
  parts: OpenDossierPartItem[];
}

export interface OpenFolderParticipantItem {
  /** Who. */
  participantId: string;
  /** `mailbox`, `guest` or `colleague`. */
  kind: string;
  /** As others see it. */
  name: string;
  /** What it may do; null when that was taken away (seen by the mailbox alone). */
  right: FolderRight | null;
  /** From when it is in the folder. */
  since: string | null;
  /** Whether it came in after the caller last added something (X23). */
  isNew: boolean;
  /** Whose account it is; for the mailbox alone. */
  accountId: string | null;
  /** Whether a mail could not be delivered; for the mailbox alone. */
  noticeFailed: boolean;
}

export interface OpenFolderResponse {
  /** Which. */
  folderId: string;
  /** As whom the caller acts. */
  participantId: string;
  /** Whether the caller acts for the mailbox, which shares, renames and removes. */
  isOwner: boolean;
  /** Whether the caller may add files and subfolders. */
  mayUpload: boolean;
  /** When the caller is told of new files. */
  digest: Digest;
  /** For whom it is shared with. */
  sealKey: string | null;
  /** For the mailbox: under its own key; null for the first seconds. */
  wrappedSealKey: string | null;
  /** The folder's entry, with its name. */
  note: SealedNote;
  /** Whose note that is. */
  noteAuthor: string;
  /** In how many parts its entries are listed, all of which can be asked at once. */
  parts: number;
  /** Who sees what is added: the mailbox first. Without an address. */
  participants: OpenFolderParticipantItem[];
}

export interface OpenFormResponse {
  /** The form. */
  form: FormItem;
  /** Its draft. */
  definition: SealedNote;
  /** What was published, the first one first. */
  versions: FormVersion[];
}

export interface OpenFormVersionResponse {
  /** Its number, from 1. */
  version: number;
  /** Its title then, and how many questions it had. */
  header: SealedNote;
  /** The form. */
  definition: SealedNote;
  /** When it was published. */
  at: string;
  /** The name of who did that, as it was then. */
  by: string;
}

export interface OpenMailboxResponse {
  /** The mailbox's seal key. */
  sealKey: string;
  /** Whether recipients can be asked for a code by SMS. */
  smsAvailable: boolean;
  /** The weakest check that a recipient can get. */
  lowestMethod: Method;
  /** After how many days messages expire unless somebody chooses another day; null: they do not. */
  messagesExpireAfterDays: number | null;
}

export interface OpenPartEntryRequest {
  /** For staff: the participant whose view it shall be; null for the caller's own. */
  as: string | null;
}

export interface OpenPartEntryResponse {
  /** The entry. */
  entry: ListedPartEntry;
  /** Where it stands; a message of a client's with files: messages. */
  tab: PartTab;
  /** What was written; null for what was published. */
  text: SealedNote | null;
  /** What the participant did not open yet, this one no longer included. */
  unread: TabNumbers;
}

export interface OpenPartRequest {
  /** Of which the first page comes with it; null for none. */
  tab: PartTab | null;
  /** For staff: whose view it shall be ("view as"); null for the caller's own. */
  as: string | null;
}

export interface OpenPartResponse {
  /** Which. */
  partId: string;
  /** As whom the answer is. */
  participantId: string;
  /** The mailbox in the dossier it is part of; for the office alone. */
  dossier: string | null;
  /** For the client's people. */
  sealKey: string | null;
  /** For the office: under the mailbox's key; null for the first seconds. */
  wrappedSealKey: string | null;
  /** Number, description and titles of the steps. */
  note: SealedNote;
  /** What is known of it without a key. */
  facts: DossierFacts;
  /** Whether messages can be written now. */
  mayWrite: boolean;
  /** What stands in each tab. */
  numbers: TabNumbers;
  /** What the participant did not open yet. */
  unread: TabNumbers;
  /** How many tasks wait for whom (N38, N39). */
  tasks: TaskNumbers;
  /** Who sees what is written: the office first. */
  people: PartPerson[];
  /** The first page of the tab that was asked for, newest first. */
  entries: ListedPartEntry[];
  /** Where the next page begins; null when there is none. */
  next: string | null;
}

export interface OpenShelfResponse {
  /** Null for whom nothing is shared with yet. */
  shelfKey: string | null;
}

export interface OpenTaskRequest {
  /** For staff: the participant whose view it shall be; null for the caller's own. */
  as: string | null;
}

export interface OpenTaskResponse {
  /** The task. */
  task: ListedTask;
  /** The form, as it was when it was asked (X29); null when there is none. */
  definition: SealedNote | null;
  /** The answers by page; for the office none until they were sent. */
  pages: AnswerPage[];
}

export interface OpenWaitingResponse {
  /** As whom it is opened. */
  participantId: string;
  /** Of its link, with which its page comes back. */
  secret: string;
}

/** The organisation as the service desk sees and changes it; a form's empty fields are empty texts. */
export interface OrganisationSettings {
  revision: number;
  name: string;
  language: string;
  brandColour: string;
  helpPhone: string;
  helpEmail: string;
  postalAddress: string;
  privacyAddress: string;
  logo: string | null;
  footer: Footer;
}

/** What a client sees of being one. */
export interface OwnClient {
  /** Which: the id of the account. */
  clientId: string;
  /** A person, a company's main account or an extra one. */
  kind: ClientKind;
  /** As the office, or the company, calls it. */
  name: string;
  /** What the company is called; null for a person. */
  company: string | null;
  /** Of what it is mailed. */
  notices: WantedNotices;
}

/** What a guest sees of being one. */
export interface OwnGuest {
  /** As the sponsor gave it. */
  name: string;
  /** As the sponsor gave it, masked: the number to prove; null: none was given. */
  phone: string | null;
  /** The document to accept first; null: none. */
  owes: GuestDocument | null;
  /** The last day of access; null for an account that has only the role. */
  endsOn: string | null;
  /** The day of removal as things are. */
  removedOn: string | null;
  /** Whether "Keep my access" changes anything now. */
  mayKeep: boolean;
  /** Whom to ask. */
  sponsor: ShownSponsor | null;
}

/** A file of an entry. */
export interface PartFile {
  fileId: string;
  size: number;
}

/** Somebody in a part of a dossier, as others see them. */
export interface PartPerson {
  /** Who. */
  participantId: string;
  /** `office`, `client` or `extra` (an extra account of a company). */
  kind: string;
  /** The mailbox's name, or the person's or company's. */
  name: string;
  /** Whether they see it now. */
  sees: boolean;
  /** From when; null of the office. */
  since: string | null;
  /** Whether they came in after the office last wrote or published something here (X31). */
  isNew: boolean;
  /** What they did not open yet; for the office alone. */
  unread: TabNumbers | null;
  /** When they last opened something; null: never, or not for the caller. */
  readAt: string | null;
  /** Whose account; for the office and the company's main account alone. */
  accountId: string | null;
  /** Whether a mail could not be delivered; for the office alone. */
  noticeFailed: boolean;
}

/** That somebody opened an entry. */
export interface PartReading {
  /** As whom. */
  participantId: string;
  /** Their name, as it was then. */
  name: string;
  /** When first. */
  at: string;
}

/** The tabs of a dossier (N16). */
export type PartTab = "correspondence" | "documents" | "delivered" | "messages";

/** A colleague, as others see them. */
export interface PersonThere {
  /** Who. */
  accountId: string;
  /** Their name. */
  name: string;
  /** The mailbox's participant in the conversation they have open; null: none. */
  participantId: string | null;
  /** Whether they write in it. */
  isWriting: boolean;
}

export interface PostEntriesAnswer {
  /** Which. */
  entryId: string;
  /** How it ended. */
  outcome: PostOutcome;
  /** When it was added; null when it was not. */
  at: string | null;
}

export interface PostEntriesItem {
  /** Of a file: the file's id. */
  entryId: string;
  /** File or subfolder. */
  kind: EntryKind;
  /** The subfolder it stands in, or the folder's id. */
  parent: string;
  /** HMAC-SHA-256 of the parent's id, 00 and the normalised name, under a key derived from the folder's. */
  nameTag: string;
  /** Its name and, of a file, what vouches for it. */
  note: SealedNote;
}

export interface PostEntriesRequest {
  /** Each subfolder before what stands in it. */
  entries: PostEntriesItem[];
}

export interface PostEntriesResponse {
  /** In the order in which they were asked. */
  entries: PostEntriesAnswer[];
}

/** How adding one entry ended. */
export type PostOutcome = "posted" | "name-taken" | "file-not-ready" | "parent-gone" | "id-taken";

/** A step of a dossier's progress; its title stands sealed in the header note. */
export interface ProgressStep {
  /** Made by the browser. */
  stepId: string;
  /** When it was done; null while it is not. */
  tickedAt: string | null;
  /** Who ticked it off; null while it is not done, and for clients. */
  by: string | null;
}

export interface ProveResetRequest {
  code: string;
}

export interface PublishEntryRequest {
  /** Made by the browser. */
  entryId: string;
  /** Correspondence or documents. */
  tab: PublishTab;
  /** Title, and its files with what vouches for each. */
  header: SealedNote;
  /** Files that were uploaded whole, one at least. */
  files: string[];
}

export interface PublishEntryResponse {
  entryId: string;
  at: string;
  by: string;
}

export interface PublishFormRequest {
  /** The revision that is published; the last one. */
  revision: number;
}

export interface PublishGuestDocumentRequest {
  /** Which. */
  document: GuestDocument;
  /** The version it follows. */
  version: number;
  /** The text in Dutch. */
  dutch: string;
  /** The text in English. */
  english: string;
  /** What changed, in Dutch. */
  changedDutch: string;
  /** What changed, in English. */
  changedEnglish: string;
}

/** Where the office publishes. */
export type PublishTab = "correspondence" | "documents";

/** A participant whose check staff raises. */
export interface RaiseRequest {
  /** Who. */
  participantId: string;
  /** With SMS; null as long as nobody knows it, of somebody whose check is weaker than the organisation permits (X9). */
  phone: string | null;
  /** To what. */
  method: Method;
  /** With a password: what was agreed. It is not stored. */
  password: string | null;
}

/** What is to be done about somebody whom a notice did not reach. */
export type ReachingStep = "correct-address" | "ask-number" | "call";

/** The task that the mailbox has when a notice did not reach somebody, with the one next step (X12). */
export interface ReachingTask {
  /** Whether it was an SMS. */
  isSms: boolean;
  /** When it was known; null when nobody wrote that down. */
  at: string | null;
  /** Why it did not arrive; null when nothing is known. */
  why: Undelivered | null;
  /** What to do. */
  step: ReachingStep;
  /** Whether the address can be corrected, also where that is not the next step. */
  canCorrect: boolean;
  /** When they were told by SMS that mail does not reach them; null: they were not. */
  textedAt: string | null;
  /** The number to call, whole, where one is known and calling is the next step. */
  phone: string | null;
}

export interface ReadGuestDocumentsResponse {
  /** In the order in which they are asked; empty when nothing is owed. */
  documents: ShownDocument[];
}

/** What is known of whether a message came to somebody. People outside are told who opened it; the rest is the mailbox's. */
export interface ReceiptItem {
  /** Of whom. */
  participantId: string;
  /** When the provider took the notice that tells of it. */
  notifiedAt: string | null;
  /** When that arrived, by the provider's report; null: nothing is known of it. */
  deliveredAt: string | null;
  /** That the last notice did not arrive. */
  failed: FailedDelivery | null;
  /** When they were told by SMS that mail does not reach them. */
  textedAt: string | null;
  /** When the link was first visited, by a person or a machine. */
  visitedAt: string | null;
  /** When they were handed it, after a proof. */
  openedAt: string | null;
  /** By which proof; null for the mailbox. */
  method: Method | null;
  /** Which of its files they were handed. */
  files: HandedFile[];
}

/** Someone outside, to whom staff writes. */
export interface RecipientRequest {
  /** The address as it was typed. */
  email: string;
  /** As others see it; null or empty for none. */
  name: string | null;
  /** How they prove who they are. */
  method: Method;
  /** With SMS; null as long as nobody knows it: then they are told once it is known (X9). */
  phone: string | null;
  /** Of notices. */
  language: string;
  /** With a password: what was agreed. It is not stored. */
  password: string | null;
  /** Whether they get a copy: nothing is expected of them. */
  isCc: boolean;
  /** What they see of a conversation that has begun. */
  sees: Sees;
}

export interface RemindOfTaskRequest {
  /** Made by the office's browser: with it again on the same day, after a lost answer, nobody is mailed twice. */
  reminderId: string;
}

export interface RemindPersonResponse {
  /** When it was. */
  remindedAt: string;
}

/** Why a guest was removed. */
export type RemovalReason = "unused" | "ended" | "by-hand";

export interface RemoveEntriesAnswer {
  entryId: string;
  outcome: RemoveOutcome;
}

export interface RemoveEntriesRequest {
  entries: string[];
}

export interface RemoveEntriesResponse {
  /** In the order in which they were asked. */
  entries: RemoveEntriesAnswer[];
}

/** How removing one entry ended. */
export type RemoveOutcome = "removed" | "not-empty";

export interface RenameEntryRequest {
  /** As when it is added; null for the folder itself, which stands beside nothing. */
  nameTag: string | null;
  /** The entry with its new name, by the mailbox. */
  note: SealedNote;
}

export interface RenameMailboxRequest {
  /** What people see; no other mailbox has it. */
  name: string;
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

export interface RequestDownloadsAnswer {
  /** Which. */
  fileId: string;
  /** The ticket; null when it is refused. */
  download: RequestDownloadResponse | null;
  /** The code of the refusal, as of a single file; null when there is none. */
  refused: string | null;
}

export interface RequestDownloadsRequest {
  /** Their ids, each once. */
  files: string[];
}

export interface RequestDownloadsResponse {
  /** In the order in which they were asked. */
  files: RequestDownloadsAnswer[];
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

export interface RequestUploadsAnswer {
  /** Which. */
  fileId: string;
  /** The ticket; null when it is refused. */
  upload: RequestUploadResponse | null;
  /** The code of the refusal, as of a single file; null when there is none. */
  refused: string | null;
}

export interface RequestUploadsRequest {
  /** Of different ids. */
  files: RequestUploadRequest[];
}

export interface RequestUploadsResponse {
  /** In the order in which they were asked. */
  files: RequestUploadsAnswer[];
}

export interface ResetFactorRequest {
  reason: string;
}

/** What a new second factor needs, beside the password, after the service desk took the old ones. */
export type ResetProof = "code" | "wait";

export interface RestoreGuestRequest {
  /** The last day; null: the former one, or when that has passed, as many days as the organisation gives. */
  endsOn: string | null;
}

export interface ResumeReaderResponse {
  unlocked: boolean;
}

export interface RevokeAccessResponse {
  /** When it was. */
  revokedAt: string;
}

export interface RevokeMessageRequest {
  /** What its files were called, under the mailbox's key, for who asks later who had what; null for none. */
  fileNames: SealedNote | null;
}

export interface RevokeMessageResponse {
  /** When it was; null: it waited to go, and is a draft again. */
  revokedAt: string | null;
}

/** What an account is to the organisation; one account may have several. */
export type Role = "staff" | "client" | "guest" | "service-desk";

export interface SaveAnswersRequest {
  /** Which page of the form. */
  pageId: string;
  /** All answers of that page. */
  note: SealedNote;
  /** The revision it follows on; 0: the page was not saved yet. */
  revision: number;
  /** How many questions of the form are answered. */
  answered: number;
  /** Of how many that are asked. */
  total: number;
  /** Files that come with it. */
  files: string[];
  /** Files that were kept and are kept no longer. */
  dropped: string[];
}

export interface SaveAnswersResponse {
  /** The revision that the next save names. */
  revision: number;
  /** When it was saved. */
  at: string;
}

export interface SaveDraftRequest {
  /** Of the draft it is written on; 0 for a new one. */
  revision: number;
  /** The mailbox in the conversation it is for. */
  participantId: string;
  /** What is written, sealed under the mailbox's key. */
  note: SealedNote;
  /** The ids of its files. */
  files: string[];
}

export interface SaveDraftResponse {
  /** Which the next save names. */
  revision: number;
  /** When it was saved. */
  at: string;
}

/** One sealed object small enough to stand in a row. The functions cannot read it; they refuse what no reader would accept, so that a message that was taken can be opened. */
export interface SealedNote {
  /** The `encryptiondata` metadata of Azure Storage client-side encryption 2.0. */
  encryptionData: string;
  /** One region: nonce (12) ‖ ciphertext ‖ tag (16). */
  body: string;
}

/** What somebody was shown of a conversation when they began to write. */
export interface SeenSoFar {
  /** The last message that stood in it. */
  messageId: string;
  /** The messages of the mailbox that waited to go. */
  waiting: string[];
}

/** What somebody who comes in later sees of what was written before. */
export type Sees = "from-here" | "all";

/** A message as a browser sends it. `docs/api.md` says when each member is given. */
export interface SendMessageRequest {
  messageId: string;
  note: SealedNote;
  header: SealedNote;
  files: string[];
  sealKey: WrappedSealKey | null;
  recipients: RecipientRequest[];
  raise: RaiseRequest[];
  expiresAt?: string | null;
  draft?: DraftReference | null;
  seen?: SeenSoFar | null;
}

export interface SendMessageResponse {
  /** Which. */
  messageId: string;
  /** When it was sent. */
  at: string;
  /** The name of who sent it for the mailbox. */
  by: string | null;
  /** Until when it can be taken back, and then goes; null: it went. */
  goesAt: string | null;
}

export interface SendTaskRequest {
  /** Made by the browser. */
  entryId: string;
  /** Title, and its files with what vouches for each. */
  header: SealedNote;
  /** All files of the entry: those that were kept with answers, also by a colleague, and fresh ones. What was kept and is not among them goes. */
  files: string[];
  /** Every page that is kept, and those that come with it. */
  pages: SentPage[];
}

export interface SendTaskResponse {
  entryId: string;
  at: string;
  by: string;
}

/** A page of answers as it is sent. */
export interface SentPage {
  /** Which page of the form. */
  pageId: string;
  /** All answers of that page; null: they are sent as they are kept. */
  note: SealedNote | null;
  /** The revision that was read; 0: the page was not saved yet. */
  revision: number;
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
  owes: GuestDocument | null;
}

/** A mailbox the account may use. */
export interface SessionViewMailboxItem {
  /** Which. */
  mailboxId: string;
  /** What it is called. */
  name: string;
  /** With which right. */
  right: MemberRight;
  /** When that ends; null: it does not. */
  until: string | null;
  /** Whether it is somebody's own, else a group's. */
  person: boolean;
  /** Whether it is the own mailbox of whoever is signed in. */
  own: boolean;
  /** Whether its notices are wanted. */
  mails: boolean;
}

export interface SetDossierFactsRequest {
  /** Another status; null: as it is. */
  status: string | null;
  /** Another handler; null: as it is. */
  handlerId: string | null;
  /** Another stand-in, empty for nobody; null: as it is. */
  standInId: string | null;
  /** Steps that are done now. */
  done: string[];
  /** Steps that are not done after all. */
  open: string[];
  /** Whether it is closed; null: as it is. */
  isClosed: boolean | null;
}

export interface SetDossierSettingsRequest {
  /** The version that was read. */
  version: number;
  /** In their order; at least one is open. */
  statuses: SetDossierSettingsStatus[];
  /** In their order. */
  templates: DossierTemplate[];
}

export interface SetDossierSettingsStatus {
  /** Which; made by the browser for a new one. */
  statusId: string;
  /** Its name in Dutch. */
  nl: string;
  /** Its name in English. */
  en: string;
  /** Whether a dossier with it is in progress. */
  isOpen: boolean;
}

export interface SetGuestPolicyRequest {
  /** After so many days without a log-in a guest is removed. */
  inactiveDays: number;
  /** How many days extending adds. */
  extendDays: number;
  /** Whether inviting one needs a second person's yes. */
  needsSecondYes: boolean;
  /** Whether a guest's device can stay signed in. */
  mayBeRemembered: boolean;
}

export interface SetOrganisationLogoRequest {
  /** An SVG or PNG picture; null: none any more. */
  bytes: string | null;
}

export interface SetOrganisationRequest {
  /** The revision that was read. */
  revision: number;
  /** On every page and in every notice. */
  name: string;
  /** Of pages and mails for who chose none. */
  language: string;
  /** `#rrggbb`, readable on white; or empty. */
  brandColour: string;
  /** Whom people can ring; or empty. */
  helpPhone: string;
  /** Whom people can mail; or empty. */
  helpEmail: string;
  /** Where it is; or empty. */
  postalAddress: string;
  /** The address of the data-protection officer; or empty. */
  privacyAddress: string;
  /** Another logo; null: it stays. */
  logo: SetOrganisationLogoRequest | null;
  /** What stands at the foot of every page. */
  footer: Footer;
}

export interface SetPartAccountRequest {
  /** Whether it sees the dossier. */
  sees: boolean;
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

export interface SetTaskDateRequest {
  /** The last day for it, in Amsterdam: tomorrow at the earliest. */
  dueOn: string;
}

export interface ShareFolderRequest {
  /** Of the guest or colleague; the account must have been accepted (A13). Nobody else would be let in. */
  email: string;
  /** What they may do. */
  right: FolderRight;
}

export interface ShareFolderResponse {
  /** The guest or colleague in the folder. */
  participantId: string;
  /** As others see it. */
  name: string;
}

export interface ShowClientResponse {
  /** The person or the company. */
  client: ShownClient;
  /** The extra accounts of a company, by name; it alone decides about them. */
  accounts: ShownExtraAccount[];
}

export interface ShowHandlingResponse {
  /** Whose it is, and the rest. */
  handling: HandlingItem;
  /** Internal notes, the oldest first. */
  notes: InternalNoteItem[];
}

export interface ShowHealthResponse {
  /** `ok`, or `failing` with status 503. */
  status: string;
  /** What the functions need; null unless asked. */
  parts: HealthOfPart[] | null;
}

export interface ShowMailboxResponse {
  /** Which. */
  mailboxId: string;
  /** What people see. */
  name: string;
  /** A group's, or somebody's own. */
  kind: MailboxKind;
  /** Whose own it is; null: a group's. */
  person: string | null;
  /** Who may use it, or could until a moment that has passed, by name. */
  people: ShownMember[];
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
  footer: Footer | null;
}

export interface ShowOwnLinkResponse {
  secret: string;
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
  /** Which. */
  starterId: string;
  /** What the mailbox is called. */
  mailbox: string;
  /** What stands above the form, in Dutch. */
  textNl: string;
  /** The same in English. */
  textEn: string;
  /** The kinds of files that it asks for; null: all. */
  kinds: FileKind[] | null;
  /** Nobody begins with it now. */
  isPaused: boolean;
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

/** A client as the office sees it. */
export interface ShownClient {
  /** Which: the id of its account. */
  clientId: string;
  /** A person or a company. */
  kind: ClientKind;
  /** As the office calls it. */
  name: string;
  /** The address. */
  email: string;
  /** E.164, as the office gave it; null: none. */
  phone: string | null;
  /** How far the account is. */
  state: AccountState;
  /** Until when its invitation works; null in any other state. */
  invitedUntil: string | null;
}

/** A document in its newest version. */
export interface ShownDocument {
  /** Which. */
  document: GuestDocument;
  /** From 1. */
  version: number;
  /** When it was published. */
  since: string | null;
  /** The version that was accepted before; null: none, or nobody in particular asks. */
  accepted: number | null;
  /** Dutch and English. */
  texts: ShownText[];
}

/** An extra account as its company, and the office, sees it (N50): what the company gave, and what happened since. Of an account that was there before nothing is shown of that time. */
export interface ShownExtraAccount {
  /** Which. */
  accountId: string;
  /** As the company calls it. */
  name: string;
  /** The address. */
  email: string;
  /** E.164, as the company gave it; null: none. */
  phone: string | null;
  /** `nl` or `en`, as the company gave it. */
  language: string;
  /** How far the account is. */
  state: AccountState;
  /** Until when its invitation works; null in any other state. */
  invitedUntil: string | null;
  /** Since when it is one. */
  addedAt: string;
  /** When it was logged in to last; null: never since it is one. */
  lastLogInAt: string | null;
}

/** A guest as its sponsor and the service desk see it. */
export interface ShownGuest {
  /** Which: the id of its account. */
  guestId: string;
  /** The person's name. */
  name: string;
  /** The address. */
  email: string;
  /** E.164, as the sponsor gave it. */
  phone: string;
  /** Why it is a guest. */
  reason: string;
  /** `nl` or `en`: of its mails. */
  language: string;
  /** How far it is. */
  state: GuestState;
  /** The last day of its access. */
  endsOn: string;
  /** When it logged in last; null: never. */
  lastUsedAt: string | null;
  /** The day on which it will be removed as things are; null once it is. */
  removedOn: string | null;
  /** Why it was, or will be, removed. */
  whyRemoved: RemovalReason;
  /** Until when its invitation works; null in any other state. */
  invitedUntil: string | null;
  /** Since when it is registered; null: not yet. */
  acceptedAt: string | null;
  /** When it was removed; null: it was not. */
  removedAt: string | null;
  /** Until when it can be restored; null: it was not removed. */
  restorableUntil: string | null;
  /** Who answers for it. */
  sponsor: ShownSponsor;
  /** Whether who looks can say the second yes. */
  mayApprove: boolean;
}

/** Somebody who may use a mailbox, or could until a moment that has passed. */
export interface ShownMember {
  /** Whose account. */
  accountId: string;
  /** Their name; empty until they accepted their invitation. */
  name: string;
  /** Their address. */
  email: string;
  /** How far the account is. */
  state: AccountState;
  /** What they may do with it. */
  right: MemberRight;
  /** When that ends; null: it does not. */
  until: string | null;
  /** Whether that moment has passed: then they may do nothing. */
  isEnded: boolean;
}

/** A mailbox that an account may use. */
export interface ShownMembership {
  /** Which. */
  mailboxId: string;
  /** What it is called. */
  name: string;
  /** What the account may do with it. */
  right: MemberRight;
  /** When that ends; null: it does not. */
  until: string | null;
  /** Whether nobody else owns it: before the account ends a successor takes its place. */
  isOnlyOwner: boolean;
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
  /** With which right. */
  right: MemberRight;
  /** When that ends; null: it does not. */
  until: string | null;
  /** Whether it takes the place of an owner who leaves. */
  isSuccession: boolean;
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

/** Who answers for a guest. */
export interface ShownSponsor {
  /** Their account. */
  accountId: string;
  /** Their name. */
  name: string;
  /** Their address. */
  email: string;
  /** False: suspended or ended; the guest must be handed over. */
  isActive: boolean;
}

/** A document in one language. */
export interface ShownText {
  /** `nl` or `en`. */
  language: string;
  /** Paragraphs with an empty line between them; one that begins with `## ` is a heading, lines that begin with `- ` are a list. */
  text: string;
  /** What changed since the version before; empty for the first. */
  changed: string;
  /** Of the text in UTF-8, 64 hexadecimal digits: what is accepted. */
  sha256: string;
}

/** The rules for logging in, and the mailboxes for which somebody can be invited. */
export interface SignInPolicyView {
  secondFactorFrom: string | null;
  emailAllowed: boolean;
  rememberDays: number;
  resetProof: ResetProof;
  mailboxes: NamedMailbox[];
}

export interface SnoozeConversationRequest {
  /** Until when; taken to the next whole hour. */
  until: string;
  /** The newest message that was seen: what came in after it is not put away unread. */
  messageId?: string | null;
}

export interface StartConversationRequest {
  conversationId: string;
  name: string;
  email: string;
  language: string;
}

export interface StartConversationResponse {
}

/** A public page that opens a conversation with one mailbox (D7); a mailbox may have several. */
export interface Starter {
  /** Its name in links; it never changes, since links and QR codes hold it. */
  starterId: string;
  /** With which mailbox; it never changes, since people trust where a link leads. */
  mailboxId: string;
  /** What stands above the form, in Dutch; may be empty. */
  textNl: string;
  /** The same in English. */
  textEn: string;
  /** The kinds of files that it asks for; null: all. */
  kinds: FileKind[] | null;
  /** Nobody begins with it now; conversations that were begun go on. */
  isPaused: boolean;
  /** How often it was changed: of two who change it the later is told. */
  revision: number;
}

/** What was proved when a session was made. */
export type Strength = "password" | "remembered" | "full";

/** A number for each tab. */
export interface TabNumbers {
  correspondence: number;
  documents: number;
  delivered: number;
  messages: number;
}

/** What the office asks of a client. */
export type TaskKind = "questionnaire" | "document" | "reading";

/** How many tasks of a part wait for whom. */
export interface TaskNumbers {
  /** For the client to do. */
  toDo: number;
  /** Documents that the office has not judged yet. */
  toJudge: number;
  /** Done. */
  done: number;
}

/** How far a task is. */
export type TaskState = "open" | "sent" | "returned" | "done" | "withdrawn";

/** A step, as it is called in both languages. */
export interface TemplateStep {
  nl: string;
  en: string;
}

export interface TryRecoveryCodeRequest {
  code: string;
}

/** Why a notice did not reach somebody. */
export type Undelivered = "bounced" | "spam" | "failed" | "refused";

export interface UnlockSpaceRequest {
  /** Of the link. */
  secret: string;
  /** The code, or with method password the password; as it was typed. */
  code: string;
  /** Whether this browser is to be remembered, where it can be. */
  remember?: boolean;
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

/** A message that waits, or could not go, as the people of the mailbox see it. */
export interface WaitingItem {
  /** Which. */
  messageId: string;
  /** When it was sent. */
  at: string;
  /** When it goes; null: it could not go, and waits for somebody to take it back. */
  goesAt: string | null;
  /** The name of who sent it. */
  by: string | null;
  /** The draft it was, if it was one. */
  draftId: string | null;
  /** What is written. */
  note: SealedNote;
}

/** Of what a client is mailed; such a mail says that something is ready, and never what (N1, N48). */
export interface WantedNotices {
  /** New letters and documents. */
  documents: boolean;
  /** Questionnaires, and documents that are asked for. */
  forms: boolean;
  /** New messages. */
  messages: boolean;
}

export interface WatchColleaguesRequest {
  /** Names the tab; made by the browser. */
  tab: string;
  /** The mailbox's participant in the conversation that is open; null: none is. */
  at: string | null;
  /** Whether somebody writes in it. */
  isWriting: boolean;
  /** What was answered last; null: it answers at once. */
  seen: string | null;
  /** Whether the tab goes: nothing is waited for. */
  isGone?: boolean;
}

export interface WatchColleaguesResponse {
  /** Names it, for the next request. */
  seen: string;
  /** The colleagues who are there, and the person's own other tabs. */
  people: PersonThere[];
}

/** A key as it is stored: wrapped, with its context, under a version of a key in the vault. */
export interface WrappedSealKey {
  /** 32 hexadecimal digits. */
  version: string;
  /** 384 bytes, RSA-OAEP-256 under RSA-3072. */
  wrapped: string;
}

export interface WriteMessageRequest {
  /** Made by the browser. */
  entryId: string;
  /** Subject, and its files with what vouches for each. */
  header: SealedNote;
  /** What was written. */
  text: SealedNote;
  /** Files that were uploaded whole. */
  files: string[];
  /** The message that it answers; null for none. */
  inReplyTo: string | null;
}

export interface WriteMessageResponse {
  entryId: string;
  at: string;
  by: string;
}
