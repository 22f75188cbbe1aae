/** The texts of what a starter asks for, in English. The same keys as in Dutch. */
export const texts = {
  "starter.kind.documents": "documents (such as PDF and Word)",
  "starter.kind.pictures": "pictures and scans",
  "starter.kind.spreadsheets": "spreadsheets (such as Excel)",
  "starter.kind.recordings": "sound and video",
  "starter.kinds.asked": "You can send these files along:",
  "starter.kinds.refused": "{names}: you cannot send {n|this kind of file|these kinds of files} here. Send it as a PDF or as a photo, or call us.",
  "dead-end.starter-paused.title": "You cannot send a message here now",
  "dead-end.starter-paused.body": "{mailbox} does not take new messages here at the moment. Do you have a conversation already? It simply goes on: open the link in your e-mail. At the bottom of this page it says how to reach us.",
  "problem.starter-paused": "You cannot send a new message here now. At the bottom of this page it says how to reach us.",
};
