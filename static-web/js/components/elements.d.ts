/** Which class stands behind each of our tags, so that `document.createElement` makes one. */
interface HTMLElementTagNameMap {
  "zegel-composer": import("./composer.js").Composer;
  "zegel-countdown": import("./countdown.js").Countdown;
}

/** What our tags ask of who made them: events, with what each carries; undefined: nothing. */
interface ComponentEvents {
  "zegel-composer": {
    add: import("../spaces/draft-files.js").Chosen[];
    remove: import("../spaces/draft-files.js").DraftFile;
    forget: import("../spaces/draft-files.js").Unfinished;
    again: import("../spaces/draft-files.js").DraftFile;
    send: { subject: string; text: string; body: import("../body/body.js").Body | null };
    discard: undefined;
  };
}

/** The events of one of our tags, by its class. */
type EventsOf<Component> = {
  [Tag in keyof ComponentEvents]: HTMLElementTagNameMap[Tag] extends Component ? ComponentEvents[Tag] : never;
}[keyof ComponentEvents];

/** What one of our tags asks: the event, and what it carries if it carries something. */
type Asking<Events> = {
  [Type in keyof Events]: Events[Type] extends undefined ? [type: Type] : [type: Type, detail: Events[Type]];
}[keyof Events];
