import { firstParticipant } from "../limits.js";

/**
 * The id of a participant: that of its space, 32 hexadecimal digits, and the participant's number in it, two more
 * (`ParticipantId` of the functions). No other module takes one apart or makes one.
 */

const spaceDigits = 32;

/**
 * Who begins a space is its first participant. Known before the service is asked, because what is sealed and what is
 * kept of an upload name their author, also while there is no connection.
 * @param {string} spaceId
 */
export const beginnerOf = (spaceId) => spaceId + firstParticipant.toString(16).padStart(2, "0");

/** The space that a participant is in. @param {string} participantId */
export const spaceOf = (participantId) => participantId.slice(0, spaceDigits);

/** The number of a participant in its space. @param {string} participantId */
export const numberOf = (participantId) => parseInt(participantId.slice(spaceDigits), 16);

/** Whether somebody is who began the space. @param {string} participantId */
export const isBeginner = (participantId) => participantId === beginnerOf(spaceOf(participantId));
