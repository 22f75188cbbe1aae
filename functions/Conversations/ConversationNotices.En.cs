namespace Zegel.Functions.Conversations;

internal static partial class ConversationNotices
{
    private static class En
    {
        private const string KeepLink =
            "Do not forward this mail. With the link and the code someone else can open the message.";

        public static MailText StarterCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: confirm your e-mail address", "Confirm your e-mail address",
            [
                $"You want to send a secure message to {facts.Sender}. First confirm that this e-mail address is " +
                "yours.",
                "Press the button and enter this code:",
            ],
            "Confirm e-mail address",
            [
                facts.Moment is null ? null : $"The code works until {facts.Moment}.",
                "If you did not ask for this, you do not have to do anything. Without the code nothing happens.",
            ]);
        public static MailText MessageWaiting(NoticeFacts facts) => new(
            $"{facts.Organisation} has a secure message for you", "A secure message is waiting for you",
            [
                $"The message is from {facts.Sender}. Its content is not in this mail.",
                "Press the button. You then see the last digits of the phone number that we have for you. " +
                "Is the number right? Then we send you a text message with a code. With it you open the message.",
            ],
            "Open message", [facts.Moment is null ? null : $"You can open the message until {facts.Moment}."]);
        public static MailText MessageWaitingWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation} has a secure message for you", "A secure message is waiting for you",
            [
                $"The message is from {facts.Sender}. Its content is not in this mail.",
                "Press the button and enter this code:",
            ],
            "Open message", [facts.CodeUntil, KeepLink]);
        public static MailText MessageWaitingForPassword(NoticeFacts facts) => new(
            $"{facts.Organisation} has a secure message for you", "A secure message is waiting for you",
            [
                $"The message is from {facts.Sender}. Its content is not in this mail.",
                "Press the button and enter the password that you agreed with the sender. " +
                "We never mail that password. Do you not know it? Then ask the sender.",
            ],
            "Open message", []);
        public static MailText MessageWaitingForAccount(NoticeFacts facts) => new(
            $"{facts.Organisation} has a secure message for you", "A secure message is waiting for you",
            [
                $"The message is from {facts.Sender}. Its content is not in this mail.",
                $"Press the button and log in with your account at {facts.Organisation}. Then you read the message.",
            ],
            "Open message", []);
        public static MailText Reminder(NoticeFacts facts) => new(
            $"{facts.Organisation}: a secure message is still waiting", "A secure message is still waiting for you",
            [
                $"You have not read the message from {facts.Sender} yet. Its content is not in this mail.",
                "Press the button to open it.",
            ],
            "Open message", []);
        public static MailText ReminderWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: a secure message is still waiting", "A secure message is still waiting for you",
            [
                $"You have not read the message from {facts.Sender} yet. Its content is not in this mail.",
                "Press the button and enter this code:",
            ],
            "Open message", [facts.CodeUntil, KeepLink]);
        public static MailText CodeAgain(NoticeFacts facts) => new(
            $"{facts.Organisation}: your new code", "Your new code",
            [
                $"You asked for a new code for the secure message from {facts.Sender}.",
                "Press the button and enter this code:",
            ],
            "Open message", [facts.CodeUntil, KeepLink]);
        public static MailText MessageReceived(NoticeFacts facts) => new(
            $"{facts.Organisation} has received your message", "Your message has arrived",
            [
                $"{facts.Sender} has received your secure message in good order.",
                "You get a mail when an answer is waiting for you. With the button you read your message again.",
            ],
            "Open conversation", []);
        public static MailText MailboxMessage(NoticeFacts facts) => new(
            $"{facts.Organisation}: new secure message", "A new message is waiting",
            [$"There is a new secure message in {facts.TheMailbox}. Its content is not in this mail."],
            "Open mailbox", []);
        public static MailText NumberWrong(NoticeFacts facts) => new(
            $"{facts.Organisation}: the phone number of a recipient is wrong",
            "The phone number of a recipient is wrong",
            [
                $"A recipient of a message from {facts.TheMailbox} says that the phone number is wrong. " +
                "That is why the recipient cannot open the message.",
                "Read the recipient's explanation in the conversation. Ask for the right number in a way that " +
                "you trust, by telephone for example. Then fill it in in the conversation.",
            ],
            "Open mailbox", []);
        public static MailText ParticipantLocked(NoticeFacts facts) => new(
            $"{facts.Organisation}: too many wrong codes", "A recipient cannot reach the message now",
            [
                $"A wrong code or password was entered too often for a message from {facts.TheMailbox}. " +
                "That is why this recipient's access is blocked. Those codes opened nothing.",
                facts.Moment is null ? null : $"The recipient can try again from {facts.Moment}.",
                "Contact the recipient if you think that someone else is trying.",
            ],
            "Open mailbox", []);
        public static MailText ParticipantDisabled(NoticeFacts facts) => new(
            $"{facts.Organisation}: a recipient's link was switched off", "A recipient's link was switched off",
            [
                $"Wrong codes or passwords were entered very often for a message from {facts.TheMailbox}. " +
                "That is why this recipient's link does not work any more. Those codes opened nothing.",
                "Open the conversation to send the recipient a new link. Call the recipient first if you think that " +
                "someone else is trying.",
            ],
            "Open mailbox", []);
        public static MailText NewLink(NoticeFacts facts) => new(
            $"{facts.Organisation}: your new link", "Your new link",
            [
                $"There is a new link for your secure message from {facts.Sender}. The old link does not work any " +
                "more.",
                "Press the button. You then see how you open the message: with a code that we send you by SMS, with " +
                "the password that you agreed with the sender, or with your account.",
            ],
            "Open message", []);
        public static MailText NewLinkWithCode(NoticeFacts facts) => new(
            $"{facts.Organisation}: your new link", "Your new link",
            [
                $"There is a new link for your secure message from {facts.Sender}. The old link does not work any " +
                "more.",
                "Press the button and enter this code:",
            ],
            "Open message", [facts.CodeUntil, KeepLink]);
        public static MailText ReaderRemembered(NoticeFacts facts) => new(
            $"{facts.Organisation}: a device is remembered", "A device is remembered",
            [
                $"On {facts.Moment} a message from {facts.Sender} was opened with this device: {facts.Device}.",
                "It was chosen to remember this device for 30 days. In that time no code or password is needed to " +
                "open the message on this device.",
                "Was this not you, or do you not want this any more? Press the button and end it.",
            ],
            "Stop remembering",
            ["Was this you? Then you do not have to do anything."]);
        public static MailText ReaderCopied(NoticeFacts facts) => new(
            $"{facts.Organisation}: no device is remembered any more", "Someone else may have opened your messages",
            [
                $"A device that we remembered for your messages from {facts.Sender} was used in two places. " +
                "That is not right.",
                "To be safe, we now remember none of your devices. Open the message again with your code or password.",
            ],
            "Open message", []);
        public static MailText RecipientNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: a mail to a recipient did not arrive", "A mail to a recipient did not arrive",
            [
                $"A mail about a message from {facts.TheMailbox} did not reach its recipient.",
                "Open the conversation. It says what you can do now: correct the address, or call the recipient.",
            ],
            "Open mailbox", []);
        public static MailText SmsNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: an SMS to a recipient did not arrive",
            "An SMS to a recipient did not arrive",
            [
                $"A recipient of a message from {facts.TheMailbox} does not get our SMS. " +
                "So the recipient cannot open the message.",
                "Ask for the right number in a way you trust. Then fill it in in the conversation.",
            ],
            "Open mailbox", []);
        public static SmsText MailNotReached(NoticeFacts facts) => new(
            "A secure message waits for you. Our mail to " + $"{Shortened(facts)} did not arrive. Call ",
            facts.HelpPhone is null ? "." : $": {facts.HelpPhone}.");
        public static MailText MessageNotSent(NoticeFacts facts) => new(
            $"{facts.Organisation}: a message was not sent", "A message was not sent",
            [
                $"A message from {facts.TheMailbox} could not be sent. Nobody got it.",
                "It is a draft again. Open the mailbox, check it and send it again.",
            ],
            "Open mailbox", []);
        public static MailText ConversationAssigned(NoticeFacts facts) => new(
            $"{facts.Organisation}: a conversation for you", "A conversation for you",
            [$"A colleague assigned a conversation in {facts.TheMailbox} to you."], "Open mailbox",
            ["Choose \"Mine\" in the mailbox to see it."]);
        public static MailText StarterFlooded(NoticeFacts facts) => new(
            $"{facts.Organisation}: unusually many requests", "Unusually many requests",
            [
                $"Unusually many people ask to send a message to {facts.TheMailbox} at the moment. " +
                "Maybe someone is trying to hinder you.",
                "Everybody can still reach you. Ask your administrator to look at what is happening.",
            ],
            "Open mailbox", []);
        public static MailText FileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: a file is damaged", "A file is damaged",
            [
                $"A file in a conversation with {facts.Sender} cannot be opened. The check on opening it failed.",
                "Open the conversation and send the file again.",
            ],
            "Open conversation", []);
        public static MailText MessageUnreadable(NoticeFacts facts) => new(
            $"{facts.Organisation}: a message cannot be opened", "A message cannot be opened",
            [
                $"A message in a conversation with {facts.Sender} cannot be opened. That is why it has not arrived.",
                "Begin a new conversation and send the message again.",
            ],
            "Open conversation", []);
    }
}
