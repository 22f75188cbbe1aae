namespace Zegel.Functions.Folders;

internal static partial class FolderNotices
{
    private static class En
    {
        public static MailText FolderShared(NoticeFacts facts) => new(
            $"{facts.Organisation} shares a folder with you",
            "A folder is shared with you",
            [
                $"The folder is from {facts.Sender}. What is in it is not in this mail.",
                "Press the button and log in. Then you see the files.",
            ],
            "Open", []);

        public static MailText FolderNews(NoticeFacts facts) => new(
            $"{facts.Organisation}: new in your folder",
            "There is something new in a folder",
            [$"Something was added to a folder that {facts.Sender} shares with you."],
            "Open",
            [
                "You get one mail a folder, also when there are many files. " +
                "In the folder you choose once a day instead.",
            ]);

        public static MailText MailboxFolderNews(NoticeFacts facts) => new(
            $"{facts.Organisation}: new in a shared folder",
            "There is something new in a shared folder",
            [$"Something was added to a folder of {facts.TheMailbox}."],
            "Open folders", []);

        public static MailText FolderFileDamaged(NoticeFacts facts) => new(
            $"{facts.Organisation}: a file in a folder is damaged",
            "A file in a folder is damaged",
            [
                $"Somebody could not open a file that you put into a folder of {facts.Sender}: " +
                "it is no longer as you uploaded it. Would you upload it again?",
            ],
            "Open", []);

        public static MailText FolderPersonNotReached(NoticeFacts facts) => new(
            $"{facts.Organisation}: somebody got no mail about a folder",
            "Somebody got no mail about a folder",
            [
                $"A mail about a folder of {facts.TheMailbox} did not arrive. In the folder you see whose. " +
                "Is the e-mail address right?",
            ],
            "Open folders", []);
    }
}
