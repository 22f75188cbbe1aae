import { regionCount, regionLength, storedLengthOf } from "../crypto/regions.js";

/** Regions in a block: 8 MiB blocks cost a third less than 4 MiB ones, and 50 GB is still far from 50,000 blocks. */
export const regionsPerBlock = 16;

/** Regions that are read from the file at once: reading has a price each time, whatever its length. */
export const regionsPerRead = 8;

/** SHA-256 and HMAC-SHA256 in bytes. */
export const regionHashLength = 32;

/** The most bytes a block takes, sealed. */
export const longestBlock = storedLengthOf(regionsPerBlock * regionLength);

/**
 * @param {number} size plain bytes of the file
 * @returns {number} 0 for an empty file
 */
export function blockCount(size) {
  return Math.ceil(regionCount(size) / regionsPerBlock);
}

/**
 * @param {number} size plain bytes of the file
 * @param {number} block from 0
 * @returns {{ first: number, end: number, plain: number }} its regions, the end excluded, and its plain bytes
 */
export function blockAt(size, block) {
  const first = block * regionsPerBlock;
  const end = Math.min(first + regionsPerBlock, regionCount(size));
  return { first, end, plain: Math.min(end * regionLength, size) - first * regionLength };
}

/**
 * The storage wants base64 ids of one length.
 * @param {number} block from 0
 */
export function blockIdOf(block) {
  return btoa(String(block).padStart(6, "0"));
}
