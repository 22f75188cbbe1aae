/**
 * The texts of every page in English. The same keys as in Dutch; the type checker looks.
 * @type {Record<keyof typeof import("../nl/common.js").texts, string>}
 */
export const texts = {
  "empty": "",
  "size": "{size}",
  "moment": "{at}",
  "moment.full": "{full}",
  "day.elsewhere": "{day} (Dutch time)",

  "language.label": "Language",
  "skip": "To the content",
  "noscript": "This page needs JavaScript: your message is sealed on your own device.",

  "action.cancel": "Cancel",
  "action.close": "Close",
  "action.front-page": "To the front page",
  "action.sign-out": "Sign out",
  "action.try-again": "Try again",

  "leave.title": "Sign out anyway?",
  "leave.here": "There is something on this page that was not sent or saved. If you sign out, it is gone.",
  "leave.elsewhere": "There is something in another tab that was not sent or saved. If you sign out, it is gone.",
  "leave.stay": "Stay here",

  "help.question": "Need help?",
  "help.privacy": "Questions about privacy:",
  "sealed.line": "Your message is sealed before it leaves your device",

  "front.title": "Send messages safely",
  "front.explain": "Send us a secure message, with files if you like. You do not need an account.",
  "front.starter": "Send a secure message to {mailbox}",
  "front.no-starters": "You cannot begin a new message here now. Did you get an e-mail from us? Then open the link in it.",
  "front.log-in": "Do you have an account? Log in",
  "front.log-in.who": "For everybody with an account: staff, guests and clients.",

  "start.page": "Send a secure message",
  "start.title": "What is your name and e-mail address?",
  "start.explain":
    "You are starting a secure conversation with {mailbox} of {organisation}. First we check that the e-mail address is yours. You will get an e-mail that tells you how to go on.",
  "start.name": "Name",
  "start.name.empty": "Fill in your name.",
  "start.email": "E-mail",
  "start.send": "Send",
  "start.log-in": "Do you have an account? Log in",
  "start.sent.title": "Look in your mailbox",
  "start.sent.where": "We sent an e-mail to {email}. This is how you go on:",
  "start.sent.open": "Open the e-mail and press the button. You may close this screen.",
  "start.sent.code": "Type the code from the e-mail in the screen that opens.",
  "start.sent.write": "Write your message and add your files.",
  "start.nothing.title": "No e-mail?",
  "start.nothing.body":
    "It may take a few minutes. Look among unwanted e-mail too. Is the address above not right? Then start again; what you typed is still there.",
  "start.again": "Start again",

  "code.label": "Code",
  "problem.already-in-dossier": "This client is in the dossier already.",
  "problem.dossier-closed": "The dossier is closed. You can read and download everything, but add nothing more.",
  "problem.dossier-full": "There cannot be more people in this dossier.",
  "problem.entry-too-full": "These are too many files for one message. Divide them over two messages.",
  "problem.handler-cannot": "This colleague cannot use the mailbox. Choose another handler, or give the colleague access first.",
  "problem.no-such-client": "This client is not there (any more).",
  "problem.not-a-code": "This is not a whole code. The code has {length} characters. Fill in all of them, or paste the line with the code.",
  "code.empty": "Fill in the code.",

  "unlock.again": "Send again",
  "unlock.again-in": "possible in {left}",
  "unlock.left": "The code works for another {left}",
  "unlock.over": "This code has expired. Ask for a new one.",

  "recipients.phone": "Mobile number",
  "recipients.phone.advice": "For example 06 12345678.",

  "password.show": "Show password",

  "list.more": "Show more",
  "list.back": "Back to the list",

  "sealed.page": "What is sealing?",

  "not-found.title": "This page does not exist",
  "not-found.body": "Perhaps the address was not copied completely. Open the link from your e-mail once more.",

  "dead-end.failed.title": "The page cannot be shown now",
  "dead-end.failed.body": "Nothing is lost. This is what happened:",
  "dead-end.no-cookies.title": "This browser keeps no cookies",
  "dead-end.no-cookies.body": "We use one cookie to remember that you are in. Your browser stops it. Allow cookies for this site, or open the page in another browser. Nothing is lost.",
  "dead-end.starter-unknown.title": "You cannot begin a message here",
  "dead-end.starter-unknown.body": "This address does not belong to one of our mailboxes. Choose on the front page who you want to write to.",

  "input.unknown": "Check what is written here.",
  "input.length-1-100": "Use 1 to 100 characters that can be seen.",
  "input.length-1-64": "Use 1 to 64 characters that can be seen.",
  "input.control-characters": "Use one line, without special control characters.",
  "input.length-10-500": "Use 10 to 500 characters.",
  "input.email-invalid": "Fill in a complete e-mail address, such as name@example.com.",
  "input.email-several": "Fill in one e-mail address here.",
  "input.email-long": "This text is too long. Fill in only the e-mail address here.",
  "input.email-letters": "Before the @ there is a character to which we cannot send e-mail, such as é. Fill in another address.",
  "input.recipient-twice": "This recipient is already there. Fill in another address or remove this recipient.",
  "input.phone-country": "We send no SMS to this country. Fill in a number from another country, or choose something other than an SMS code.",
  "input.phone-not-mobile": "Fill in a mobile number, such as 06 12345678.",

  "problem.bad-input": "Something in this form is not right. Check what you filled in.",
  "problem.body-too-large": "This is too much at once. Make the message shorter or use a file.",
  "problem.changed-meanwhile": "Somebody else changed this at the same moment. Try once more.",
  "problem.code-expired": "This code no longer works. Ask for a new one.",
  "problem.code-refused": "This code is not right. You have {triesLeft|1 try|# tries} left.",
  "problem.code-refused.until": "This code is not right. You have {triesLeft|1 try|# tries} left, from {until}.",
  "problem.code-used-up": "A wrong code was filled in five times, so it no longer works. Ask for a new one.",
  "problem.foreign-request": "This request did not come from our own page. Load the page again.",
  "problem.id-taken": "This message could not be kept like this. Press Send once more.",
  "problem.not-found": "This does not exist, or you do not have access to it.",
  "problem.not-json": "This request could not be read. Load the page again.",
  "problem.not-signed-in": "You are no longer logged in. Log in again.",
  "problem.offline": "There is no connection. Check your internet and try again.",
  "problem.part-missing": "A part of this page did not come. Check your internet and load the page again.",
  "problem.sms-unavailable": "No SMS can be sent now. Try again later or contact us.",
  "problem.too-many-requests": "This was asked too often. Wait a little and try again.",
  "problem.too-many-requests.until": "This was asked too often. Try again after {until}.",
  "problem.unavailable": "A part of the service cannot be reached for a moment. Try again in a minute.",
  "problem.unexpected": "Something went wrong on our side. Try again.",
};
