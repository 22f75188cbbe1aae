// Numbers of the functions that pages need too. Made from them by tests/Functions.Tests/Rules/LimitsAreGenerated.cs,
// which says how to make it again. Times are milliseconds, sizes bytes, lengths characters.

/** SecurityNumbers.SmsCodeLength */
export const sentCodeLength = 6;

/** SecurityNumbers.MailCodeLength */
export const mailedCodeLength = 8;

/** SecurityNumbers.ResetCodeLength */
export const resetCodeLength = 8;

/** SecurityNumbers.RecoveryCodeLength */
export const recoveryCodeLength = 24;

/** TypedCode.MaximumLength */
export const longestCodeText = 8_000;

/** SecurityNumbers.TriesPerChallenge */
export const triesPerCode = 5;

/** SecurityNumbers.PasswordLength */
export const passwordLength = 15;

/** SecurityNumbers.PasswordMaximum */
export const longestPassword = 256;

/** SecurityNumbers.AgreedPasswordLength */
export const agreedPasswordLength = 8;

/** SecurityNumbers.AgreedPasswordMaximum */
export const longestAgreedPassword = 64;

/** SecurityNumbers.Passkeys */
export const mostPasskeys = 10;

/** SecurityNumbers.SessionIdle */
export const sessionIdle = 1_800_000;

/** SecurityNumbers.SessionTouch */
export const sessionTouch = 60_000;

/** SecurityNumbers.RecentLogIn */
export const recentLogIn = 300_000;

/** SecurityNumbers.RememberLifetime */
export const longestRemembered = 2_592_000_000;

/** SecurityNumbers.StaffDraftLifetime */
export const longestDraft = 2_592_000_000;

/** SecurityNumbers.LargestFile */
export const largestFile = 50_000_000_000;

/** SecurityNumbers.LargestMessage */
export const largestMessage = 100_000_000_000;

/** SealedNote.MaximumBytes */
export const largestNote = 61_440;

/** SendMessageRequest.MaximumFiles */
export const mostFiles = 60;

/** SecurityNumbers.FilesInEntry */
export const mostEntryFiles = 25;

/** SecurityNumbers.StepsInDossier */
export const mostSteps = 50;

/** SecurityNumbers.RecipientsOfMessage */
export const mostRecipients = 30;

/** EmailAddress.MaximumTyped */
export const longestAddressText = 2_000;

/** PhoneNumber.MaximumTyped */
export const longestPhone = 100;

/** TypedText.LongestName */
export const longestName = 100;

/** TypedText.LongestPasskeyName */
export const longestPasskeyName = 64;

/** TypedText.LongestExplanation */
export const longestExplanation = 500;

/** TypedText.ShortestReason */
export const shortestReason = 10;

/** TypedText.LongestReason */
export const longestReason = 500;

/** ExportAudit.MaximumDays */
export const mostAuditDays = 31;

/** ListAuditEntries.MaximumId */
export const longestAuditId = 80;

/** ParticipantId.FirstNumber */
export const firstParticipant = 0;

/** SecurityNumbers.PartsInDossier */
export const mostParts = 40;

/** SecurityNumbers.ClientsAtOnce */
export const mostClientsAtOnce = 25;

/** SecurityNumbers.MailboxName */
export const longestMailboxName = 60;

/** SecurityNumbers.OrganisationName */
export const longestOrganisationName = 80;

/** SecurityNumbers.FooterLine */
export const longestFooterLine = 300;

/** SecurityNumbers.StarterText */
export const longestStarterText = 500;

/** Logo.MaximumBytes */
export const largestLogo = 20_480;
