type Acts = import("../../components/conversation-view.js").Acts;
type Message = import("../../spaces/conversation.js").OpenedMessage;
type Waiting = import("../../spaces/conversation.js").Waiting;

/** What only some can do with a message; what to say of it, or null: not done. */
export type Menu = (message: Message) =>
  readonly (import("../../components/more-menu.js").MenuItem & { act: () => Promise<HTMLElement | null> })[];

/** What stands above the text of an answer. */
export interface Above extends Omit<import("./keeping.js").AboveText, "written"> {
  element: HTMLElement;
  isDirty: boolean;
  /** What is kept of it. */
  readonly written: unknown;
  /** Null when it is not complete. */
  read: () => import("./writing.js").Above | null;
  /** What is unusual about it. */
  warnings: HTMLElement;
  /** Whether a refusal was about it, and is shown there. */
  refuse: (error: unknown) => boolean;
}

/** Says in a composer which files are asked for; what it answers with says which of some files are taken. */
export type Heed = (composer: import("../../components/composer.js").Composer) => (files: Chosen[]) => Chosen[];
type Chosen = import("../../components/dropped-files.js").Chosen;

/** What somebody can do in a conversation, and what is said of it. */
export interface Options {
  /** The writer's, for the subject line in lists. */
  name: string;
  /** Said once an answer was sent. */
  sentWords: { key: TextKey, values?: import("../../text/text.js").Values };
  /** An answer was sent; as which draft it was kept, and where somebody was writing. */
  sent?: (draftId: string | null, caret: number) => unknown;
  /** What waited has gone. */
  gone?: () => unknown;
  above?: () => Above;
  /** Where an answer is written; without: plainly. */
  words?: () => Promise<import("../../components/words.js").Words>;
  /** Which files are taken; without: all. */
  heed?: () => Promise<Heed>;
  /** What is done with all of it. */
  tools?: NonNullable<Acts["tools"]>;
  /** Whether another day was chosen. */
  changeExpiry?: (message: Message) => Promise<boolean>;
  menuOf?: Menu;
  /** What to say of it. */
  remind?: (personId: string) => Promise<HTMLElement>;
  /** What to say of it; null: not done. */
  renewLink?: (personId: string) => Promise<HTMLElement | null>;
  /** What to say of it; null: it was refused, at the field. */
  givePhone?: (personId: string, phone: string, field: import("../../components/field.js").Field) =>
    Promise<HTMLElement | null>;
  /** The same of an agreed password. */
  givePassword?: NonNullable<Options["givePhone"]>;
  /** What to do about somebody whom a notice did not reach. */
  task?: (participant: import("../../spaces/conversation.js").Participant,
    say: (said: HTMLElement | null) => Promise<unknown>) => HTMLElement | null;
  /** What else is known of how a message came to the others. */
  receipts?: NonNullable<Acts["receipts"]>;
  /** How an answer is kept for every device. */
  keep?: () => Promise<import("./keeping.js").Keeping>;
  /** Stops, with a question, what is sent when others answered meanwhile. */
  brake?: (refresh: () => Promise<boolean>) => import("./brake.js").Brake;
  /** Whether an answer was begun. */
  hasDraft?: () => Promise<boolean>;
  /** Takes back what waits to go. */
  undo?: (waiting: Waiting) => Promise<unknown>;
  sendNow?: (waiting: Waiting) => Promise<unknown>;
}
