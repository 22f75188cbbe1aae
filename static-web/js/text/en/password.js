/**
 * The texts of invitations and of setting a password in English.
 * @type {Record<keyof typeof import("../nl/password.js").texts, string>}
 */
export const texts = {
  "password.page": "Set password",
  "password.title": "Set password",
  "password.explain": "Enter the e-mail address with which you log in at {organisation}. We mail you a link to set a password.",
  "password.request": "Mail me a link",
  "password.mailed": "Do we know {email}? Then you now get an e-mail with a link. The link works for an hour.",
  "password.to-log-in": "Back to log in",
  "password.for": "You are setting the password for {email}.",
  "password.rule.long": "At least 15 characters. A sentence of a few words is safe and easy to remember.",
  "password.more.long": "{n|1 more character|# more characters}.",
  "password.make": "Make one for me",
  "password.made": "This password was made for you",
  "password.kept": "I have kept this password",
  "password.kept.empty": "Keep the password, for example in your password manager. Then tick this box.",
  "password.set": "Set password",
  "password.done": "Your password is set.",
  "invitation.explain": "An account is waiting for you. Enter your e-mail address. We then mail you a link to choose a password.",
  "invitation.submit": "Send",
  "invitation.mailed": "Does {email} belong to this invitation? Then you now get an e-mail with a link to choose a password.",
  "mailed.title": "Look in your e-mail",
  "mailed.none": "Nothing there? Look in your junk mail too, and check the address.",
  "mailed.fresh": "Mail me a fresh link",
  "mailed.fresh.body": "We have mailed a fresh link to the address of your account.",
  "dead-end.password-link-dead.title": "This link does not work any more",
  "dead-end.password-link-dead.body": "The link was used or has expired. Your account is still there. We can mail you a fresh link.",
  "dead-end.password-link-unknown.title": "We do not know this link",
  "dead-end.password-link-unknown.body": "Perhaps the link was not copied completely. Open the link in the e-mail, or ask for a new one.",

  "invitation.page": "Invitation",
  "invitation.title": "Welcome to {organisation}",
  "invitation.name": "Name",
  "invitation.password": "Password",
  "invitation.password.rule": "At least 15 characters, or at least 8 with a capital and a digit. A sentence of a few words is safe and easy to remember.",
  "invitation.password.more": "{n|1 more character|# more characters}, or use at least 8 with a capital and a digit.",
  "invitation.password.good": "This password is long enough.",

  "dead-end.invitation-unknown.title": "This invitation does not work",
  "dead-end.invitation-unknown.body": "The link was not copied completely. Open the link from the e-mail once more.",
  "dead-end.invitation-used.title": "This invitation was used",
  "dead-end.invitation-used.body": "Your account exists. You can log in with your e-mail address and password.",
  "dead-end.invitation-expired.title": "This invitation has expired",
  "dead-end.invitation-expired.body": "An invitation works for seven days. Ask us for a new one, or ask the person who invited you.",

  "input.password-short": "Use at least 15 characters, or at least 8 with a capital and a digit.",
  "input.password-long": "Use at most 256 characters.",
  "input.password-common": "This password is too easy to guess. Choose another one.",

  "problem.invitation-expired": "This invitation has expired. Ask us for a new one, or ask the person who invited you.",
  "problem.password-link-dead": "This link no longer works. Ask for a new one.",
};
